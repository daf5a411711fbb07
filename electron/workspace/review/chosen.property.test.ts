/** Whom a review asks about is whom access says: of random directories and estates every pair of both, and no other. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { accessOf } from '#domain/access/accessOf.ts';
import { roleKeyOf, targetRoles } from '#domain/access/targets.ts';
import { smallWorld } from '#domain/audit/fixtures.ts';
import type { Small, Thing } from '#domain/audit/fixtures.ts';
import {
  account,
  denied,
  directory,
  domainSid,
  dsTrust,
  read,
  role,
  samlTrust,
  statement,
} from '#domain/mapping/fixtures.ts';
import { refOf } from '#domain/membership/graph.ts';
import type { AccessState, AccessWorld } from '../access/world.ts';
import { choose, placesOf } from './chosen.ts';
import type { Chosen } from './chosen.ts';

const numRuns = 60 * Number(process.env['TREELINE_FUZZ'] ?? 1);
const names = ['Deploy', 'Admin', 'Nobody'].map((name) => `AWS-${account}-${name}`);
const everything = [
  { name: 'all', document: { Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] } },
];
const trusts = [samlTrust, statement({ Service: 'ec2.amazonaws.com' })];

const aCase = fc.record({
  things: fc.array(
    fc.record({
      kind: fc.constantFrom('user' as const, 'user' as const, 'group' as const, 'group' as const, 'computer' as const, 'foreignSecurityPrincipal' as const),
      type: fc.constantFrom(undefined, undefined, 2, -2147483644),
      members: fc.uniqueArray(fc.nat(9), { maxLength: 4 }),
      primary: fc.option(fc.nat(9), { freq: 4 }),
    }),
    { minLength: 4, maxLength: 10 },
  ),
  trust: fc.tuple(fc.nat(1), fc.constantFrom(0, 0, 1)),
  rolesRead: fc.constantFrom(true, true, true, false),
  delegated: fc.option(fc.nat(9)),
  assigned: fc.option(fc.nat(9)),
}); // prettier-ignore
type Case = typeof aCase extends fc.Arbitrary<infer T> ? T : never;
const permissionSet = 'arn:aws:sso:::permissionSet/i/ps-1';

/** The first groups have names that lead to roles; members that are not there are left out. */
function smallOf({ things, trust, rolesRead, delegated, assigned }: Case): Small {
  let next = 0;
  const called = things.map(({ kind }, at) => (kind === 'group' ? (names[next++] ?? `group-${at}`) : `${kind}-${at}`));
  const isGroup = (at: number | null): at is number => at !== null && things[at]?.kind === 'group';
  const objects = things.map(({ kind, type, members, primary }, at): Thing => ({
    name: called[at]!,
    kind,
    ...(kind === 'group' && { members: members.flatMap((one) => (one === at ? [] : (called[one] ?? []))), ...(type !== undefined && { groupType: type }) }),
    ...(kind === 'user' && isGroup(primary) && { primary: called[primary]! }),
  }));
  const there = (at: number | null): at is number => isGroup(at) || (at !== null && things[at]?.kind === 'user');
  const roles = ['Deploy', 'Admin'].map((name, at) => ({ ...role(name, trusts[trust[at]!]), ...(name === 'Admin' && { inlinePolicies: everything }) }));
  const group = isGroup(assigned);
  return {
    objects,
    facts: {
      roles: rolesRead ? read([...roles, role('Desk', dsTrust), role('AWSReservedSSO_Ops_0123456789abcdef', trusts[0], '/aws-reserved/sso.amazonaws.com/')]) : denied,
      directories: read([directory('corp')]),
      delegations: read(there(delegated) ? [{ directoryId: 'd-1234567890', region: 'eu-central-1', roleArn: `arn:aws:iam::${account}:role/Desk`, principalSid: `${domainSid}-${1100 + delegated}`, principalName: 'x', principalKind: 'group' as const, recordedOn: '2026-11-01', recordedBy: 'kim' }] : []),
      ...(there(assigned) && {
        identityCenter: read({
          instanceArn: 'arn:aws:sso:::instance/i', identityStoreId: 'd-1', region: 'eu-central-1', source: 'activeDirectory' as const, directoryId: null,
          permissionSets: [{ arn: permissionSet, name: 'Ops', sessionDuration: 'PT1H', managedPolicies: [], customerPolicies: [], inlinePolicy: null, boundary: null, outdatedIn: [] }],
          assignments: [{ account, permissionSetArn: permissionSet, principalType: group ? ('GROUP' as const) : ('USER' as const), principalId: 'p' }],
          groups: group ? [{ groupId: 'p', displayName: `${called[assigned]}@corp.example`, externalIds: [] }] : [],
          users: group ? [] : [{ userId: 'p', userName: `${called[assigned]}@corp.example`, displayName: null }],
          memberships: [],
        }),
      }),
    },
  };
} // prettier-ignore

/** The state that the access thread would hold of a small world, as far as choosing looks at it. */
function stateOf({ input }: ReturnType<typeof smallWorld>): { world: AccessWorld; state: AccessState } {
  const { graph, reach, grants, estates, principals } = input;
  const targets = new Map(targetRoles(grants, graph).map((target) => [target.key, target]));
  const row = (objectId: number) => input.object(objectId - 1);
  const state = {
    mapped: { grants, estates },
    set: { graph, snapshots: [] },
    membershipGaps: [],
    targetOf: (key: string) => targets.get(key),
    reach,
    principals,
  };
  const world = { snapshots: new Map([[1, { row, readAt: '2026-11-20T08:00:00Z' }]]) };
  return { world: world as unknown as AccessWorld, state: state as unknown as AccessState };
}

function chosenOf(one: ReturnType<typeof smallWorld>, privileged: boolean): Chosen {
  const { world, state } = stateOf(one);
  const steps = choose(world, state, { roles: [], accounts: [], permissionSets: [], privileged, all: !privileged });
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
} // prettier-ignore
const pairsOf = ({ roles, start, roleOf }: Chosen): string[] =>
  Array.from({ length: start.length - 1 }, (_, node) =>
    [...roleOf.subarray(start[node], start[node + 1])].map((at) => `${node} ${roles[at]!.role.key}`),
  )
    .flat()
    .toSorted();

/** Asked of everybody by themselves. */
function pairsOfAccess({ input, members }: ReturnType<typeof smallWorld>): string[] {
  const found = new Set<string>();
  for (let node = 0; node < input.graph.size; node++) {
    if (!members.isPerson(node)) continue;
    const { reached } = accessOf({
      user: refOf(input.graph, node),
      graph: input.graph,
      grants: input.grants,
      describe: (ref) => {
        const { dn, name, kind: is, groupType } = input.object(ref.objectId - 1);
        const kind = is === 'user' || is === 'group' || is === 'foreignSecurityPrincipal' ? is : 'other';
        return { object: { ...ref, dn, name, kind }, groupType };
      },
      account: { userAccountControl: 512, computed: 0, accountExpires: null, pwdLastSet: null },
    });
    for (const { grant } of reached) found.add(`${node} ${roleKeyOf(grant)}`);
  }
  return [...found].toSorted();
}

it('asks about every pair of person and role that access tells, once, and about no other', () => {
  let met = 0;
  fc.assert(
    fc.property(aCase, (one) => {
      const world = smallWorld(smallOf(one));
      const chosen = chosenOf(world, false);
      const pairs = pairsOf(chosen);
      expect(pairs).toEqual(pairsOfAccess(world));
      expect(chosen.pairs).toBe(pairs.length);
      expect(chosen.users).toBe(new Set(pairs.map((pair) => pair.split(' ')[0])).size);
      expect(chosen.people.reduce((sum, count) => sum + count, 0)).toBe(pairs.length);
      met += pairs.length;
      const { accounts, permissionSets } = placesOf(chosen.roles);
      const ofSets = chosen.roles.filter((each) => each.role.permissionSetArn !== null);
      expect(accounts).toEqual(chosen.roles.length === 0 ? [] : [expect.objectContaining({ account, roles: chosen.roles.length })]);
      expect(permissionSets).toEqual(ofSets.length === 0 ? [] : [{ arn: permissionSet, name: 'Ops', roles: ofSets.length }]);
      // Of privileged roles: the same pairs of those roles.
      const strong = chosenOf(world, true);
      const keys = new Set(chosen.roles.filter(({ privileged }) => privileged === true).map((each) => each.role.key));
      expect(pairsOf(strong)).toEqual(pairs.filter((pair) => keys.has(pair.slice(pair.indexOf(' ') + 1))));
    }),
    { numRuns },
  );
  expect(met).toBeGreaterThan(0);
}); // prettier-ignore
