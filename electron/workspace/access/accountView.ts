/** Every way into one account. */
import type { accessViews, Door } from '#contract/access.ts';
import type { z } from 'zod';
import type { Page } from '#contract/shapes.ts';
import type { EntryLimit } from '#domain/access/codes.ts';
import { entrancesOf } from '#domain/access/entrances.ts';
import { unsureOfGrants } from '#domain/access/unsure.ts';
import type { Unsure } from '#domain/access/unsure.ts';
import { isByRulesAlone, peopleOf, rank } from '#domain/access/people.ts';
import { roleKeyOf } from '#domain/access/targets.ts';
import type { Grant } from '#domain/mapping/grant.ts';
import type { IamUser } from '#domain/estate/iam.ts';
import type { Rules } from '#domain/policy/evaluate/decide.ts';
import { gapsIn, snapshotsOfGrants } from './membershipGaps.ts';
import { usersOfGrant } from './roleView.ts';
import { storeUnsure } from './storeAlone.ts';
import { first, refOf, toldUnsure } from './told.ts';
import type { AccessState } from './world.ts';

type AccountView = z.infer<typeof accessViews.ofAccount.output>;
type DoorKind = Door['kind'];

interface FoundDoor {
  readonly kind: DoorKind;
  readonly name: string;
  readonly role: string | null;
  readonly decision: Door['decision'];
  readonly grant: Grant | null;
  readonly limits: readonly EntryLimit[];
}
export interface AccountDoors {
  readonly state: AccessState;
  readonly account: string;
  readonly doors: readonly FoundDoor[];
  readonly users: number;
  /** Of these, by claim rules alone. */
  readonly byRules: number;
}

const kinds: readonly DoorKind[] = [
  'saml',
  'identity-center',
  'delegation',
  'iamUser',
  'account',
  'web-identity',
  'service',
  'ds',
  'anyone',
  'root',
];
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Yields between roles: who may take each is asked. */
export function* doorsOf(state: AccessState, account: string, rules: Rules): Generator<void, AccountDoors> {
  const doors: FoundDoor[] = [];
  const granted = new Set<string>();
  for (const grant of state.mapped.grants) {
    const stands = grant.principal?.name ?? (grant.store?.people === 'store' ? grant.store.name : null);
    if (grant.account !== account || grant.status !== 'works' || stands === null) continue;
    const role = roleKeyOf(grant);
    granted.add(`${grant.mechanism} ${role}`);
    const { mechanism: kind } = grant;
    doors.push({ kind, name: stands, role, decision: 'allowed', grant, limits: [] });
  }
  const { principals } = state;
  const taking = state.taking(rules);
  for (const one of principals.byKey.values()) {
    if (one.account !== account) continue;
    yield;
    if (one.user) {
      doors.push({
        kind: 'iamUser',
        name: one.name,
        role: null,
        decision: null,
        grant: null,
        limits: userLimits(one.user),
      });
      continue;
    }
    if (one.kind !== 'role') continue;
    for (const { trust, id, decision, conditions } of entrancesOf(one, principals, rules)) {
      // Groups that lead there stand above, each with its people.
      if (granted.has(`${trust} ${one.key}`)) continue;
      const limits: EntryLimit[] = [];
      if (conditions.length > 0) limits.push('conditions');
      if (trust === 'saml' || trust === 'identity-center' || trust === 'ds' || trust === 'account')
        limits.push('notReadable');
      doors.push({ kind: trust, name: id, role: one.key, decision, grant: null, limits });
    }
    for (const { key, decision } of taking.takersOf(one.key)) {
      if (principals.get(key)!.account === account) continue;
      const limits: EntryLimit[] = decision === 'conditional' ? ['conditions'] : [];
      doors.push({ kind: 'account', name: key, role: one.key, decision, grant: null, limits });
    }
  }
  const known = principals.index.account(account)?.value;
  if (known?.root)
    doors.push({
      kind: 'root',
      name: account,
      role: null,
      decision: null,
      grant: null,
      limits: known.root.accessKeys > 0 ? ['consolePassword', 'accessKeys'] : ['consolePassword'],
    });
  doors.sort(
    (a, b) =>
      kinds.indexOf(a.kind) - kinds.indexOf(b.kind) ||
      compare(a.name.toLowerCase(), b.name.toLowerCase()) ||
      compare(a.role ?? '', b.role ?? ''),
  );
  const { best, mechanisms } = peopleOf(state.reach, state.targets, (target) =>
    target.account === account ? rank.allowed : 0,
  );
  let [users, byRules] = [0, 0];
  for (let node = 0; node < best.length; node++) {
    if (best[node] === 0) continue;
    users++;
    if (isByRulesAlone(mechanisms[node]!)) byRules++;
  }
  return { state, account, doors, users, byRules };
}

function userLimits({ hasConsolePassword, accessKeys }: IamUser): EntryLimit[] {
  const limits: EntryLimit[] = [];
  if (hasConsolePassword === true) limits.push('consolePassword');
  if (accessKeys?.some(({ status }) => status === 'Active')) limits.push('accessKeys');
  if (hasConsolePassword === null || accessKeys === null) limits.push('notReadable');
  else if (limits.length === 0) limits.push('disabled');
  return limits;
}

const principalOf = ({ snapshotId, objectId, kind }: NonNullable<Grant['principal']>) => ({
  snapshotId,
  objectId,
  kind,
});

export function toldAccount(
  { state, account, doors, users, byRules }: AccountDoors,
  asked: { readonly kinds?: readonly DoorKind[] | undefined; readonly text?: string | undefined },
  { offset, limit }: Page,
): AccountView {
  const text = asked.text?.trim().toLowerCase() ?? '';
  const fits = doors.filter(
    ({ kind, name, role }) =>
      (asked.kinds === undefined || asked.kinds.length === 0 || asked.kinds.includes(kind)) &&
      (text === '' || `${name} ${role ?? ''}`.toLowerCase().includes(text)),
  );
  const grants = state.mapped.grants.filter((grant) => grant.account === account);
  const unsure: Unsure[] = unsureOfGrants(grants);
  unsure.push(...storeUnsure(state, grants));
  const read = state.principals.accountsRead.has(account);
  if (!read) unsure.unshift({ code: 'accountNotRead', role: null, mechanism: null, name: account });
  return {
    account,
    accountName: state.principals.accountName(account),
    readAt: state.readAt,
    read,
    counts: kinds.map((kind) => ({
      kind,
      doors: doors.reduce((sum, door) => sum + (door.kind === kind ? 1 : 0), 0),
    })),
    users,
    total: fits.length,
    rows: fits.slice(offset, offset + limit).map(({ kind, name, role, decision, grant, limits }) => ({
      kind,
      name,
      principal: grant?.principal ? principalOf(grant.principal) : null,
      role: role === null ? null : refOf(state, role),
      decision,
      users: grant ? usersOfGrant(state, grant) : null,
      limits: [...limits],
    })),
    notCounted: first(unsure).map((one) => toldUnsure(state, one)),
    membershipsNotRead: gapsIn(state.membershipGaps, snapshotsOfGrants(grants)),
    signInsNotJudged: byRules,
  };
}
