/** The roles of a person, each once: reached, taken out of others, broken, and those of which nobody can say. */
import type { AssumeStep, Decided, RoleRef } from '#contract/access.ts';
import type { Access, UserRoles } from '#contract/index.ts';
import { roleKeyOf } from '#domain/access/targets.ts';
import type { Grant, Mechanism } from '#domain/mapping/grant.ts';
import type { Reached } from '../chain/chainGraph.ts';

export const roleStates = ['reached', 'chained', 'broken', 'notReadable'] as const;
export type RoleState = (typeof roleStates)[number];

export interface RoleRow {
  /** Of the role; of what is not readable, the grant's. */
  readonly key: string;
  readonly state: RoleState;
  readonly role: RoleRef;
  /** Of a role that is taken out of another, to the first one. */
  readonly ways: readonly Reached[];
  readonly mechanisms: readonly Mechanism[];
  readonly steps: readonly AssumeStep[];
  /** Null until the roles' policies have answered, and where nothing is reached. */
  readonly known: {
    readonly session: UserRoles['roles'][number]['session'];
    readonly mfa: UserRoles['roles'][number]['mfa'];
    readonly until: string | null;
    readonly decisions: readonly (Decided | null)[];
  } | null;
  /** Of what is not readable. */
  readonly grant: Access['notReadable'][number] | null;
}

const refOf = (grant: Grant): RoleRef => ({
  key: roleKeyOf(grant),
  roleArn: grant.roleArn,
  name: grant.roleName,
  account: grant.account,
  accountName: grant.accountName,
  permissionSetArn: grant.mechanism === 'identity-center' ? grant.through : null,
});
const grantOf = (grant: Reached['grant']): Grant => grant as Grant;
const mechanismsOf = (ways: readonly Reached[]): Mechanism[] => [
  ...new Set(ways.map(({ grant }) => grant.mechanism)),
];

export function roleRows(
  access: Access,
  roles: UserRoles | null,
): Readonly<Record<RoleState, readonly RoleRow[]>> {
  const told = new Map(roles?.roles.map((each) => [each.role.key, each]));
  const row = (state: RoleState, key: string, ways: readonly Reached[]): RoleRow => {
    const known = state === 'reached' ? told.get(key) : undefined;
    return {
      key,
      state,
      role: known?.role ?? refOf(grantOf(ways[0]!.grant)),
      ways,
      mechanisms: mechanismsOf(ways),
      steps: [],
      known: known
        ? { session: known.session, mfa: known.mfa, until: known.until, decisions: known.decisions }
        : null,
      grant: null,
    };
  };
  const grouped = (ways: readonly Reached[]) => Map.groupBy(ways, ({ grant }) => roleKeyOf(grantOf(grant)));
  const reached = grouped(access.reached);
  return {
    reached: [...reached].map(([key, ways]) => row('reached', key, ways)),
    chained: (roles?.chained ?? []).map((each): RoleRow => {
      const ways = reached.get(each.steps[0]?.from ?? '') ?? [];
      return {
        key: each.role.key,
        state: 'chained',
        role: each.role,
        ways,
        mechanisms: mechanismsOf(ways),
        steps: each.steps,
        known: { session: each.session, mfa: [], until: null, decisions: each.decisions },
        grant: null,
      };
    }),
    broken: [...grouped(access.broken)].map(([key, ways]) => row('broken', key, ways)),
    notReadable: access.notReadable.map((grant): RoleRow => ({
      key: grant.id,
      state: 'notReadable',
      role: refOf(grant as Grant),
      ways: [],
      mechanisms: [grant.mechanism],
      steps: [],
      known: null,
      grant,
    })),
  };
}
