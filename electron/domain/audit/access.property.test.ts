/** What the audit counts is what access says: one mapping, one reading of membership, and nothing broken taken for open. */
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { accessOf } from '../access/accessOf.ts';
import { matrixOf } from '../access/matrix.ts';
import { targetRoles } from '../access/targets.ts';
import {
  account,
  denied,
  directory,
  dsTrust,
  providerArn,
  read,
  role,
  samlTrust,
  statement,
} from '../mapping/fixtures.ts';
import type { Grant } from '../mapping/grant.ts';
import { refOf } from '../membership/graph.ts';
import { domainSid } from '../mapping/fixtures.ts';
import { accountState } from './input.ts';
import type { CheckId } from './codes.ts';
import { judge, smallWorld } from './fixtures.ts';
import type { Small, Thing } from './fixtures.ts';
import { countsOfRule } from './ruleTexts.fixture.ts';
import type { AuditWorld } from './world.ts';

const numRuns = 25 * Number(process.env['TREELINE_FUZZ'] ?? 1);
const set = 'arn:aws:sso:::permissionSet/i/ps-1';
const everything = [
  { name: 'all', document: { Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] } },
];
const trusts = [
  samlTrust,
  statement({ Federated: `${providerArn}x` }, 'sts:AssumeRoleWithSAML'),
  statement({ Service: 'ec2.amazonaws.com' }),
];

const names = ['Deploy', 'Approve', 'Admin', 'Nobody'].map((name) => `AWS-${account}-${name}`);
const aThing = fc.record({
  kind: fc.constantFrom('user', 'user', 'group', 'group', 'group', 'computer', 'foreignSecurityPrincipal'),
  type: fc.constantFrom(undefined, undefined, undefined, 2, -2147483644),
  members: fc.uniqueArray(fc.nat(11), { maxLength: 4 }),
  primary: fc.option(fc.nat(11), { freq: 4 }),
  disabled: fc.boolean(),
});
const aCase = fc.record({
  things: fc.array(aThing, { minLength: 6, maxLength: 12 }),
  rule: fc.constantFrom(null, 'token', 'chain', 'direct'),
  trusts: fc.tuple(fc.nat(2), fc.constantFrom(0, 0, 1, 2), fc.constantFrom(0, 0, 1)),
  rolesRead: fc.constantFrom(true, true, true, false),
  delegated: fc.option(fc.nat(11)),
  assigned: fc.option(fc.nat(11)),
});

type Case = typeof aCase extends fc.Arbitrary<infer T> ? T : never;

/** The first four groups have names that lead to roles; members that are not there are left out. */
function small({ things, rule, trusts: chosen, rolesRead, delegated, assigned }: Case): Small {
  let next = 0;
  const called = things.map(({ kind }, at) => (kind === 'group' && next < names.length ? names[next++]! : `${kind}-${at}`));
  const objects = things.map(({ kind, type, members, primary, disabled }, at): Thing => {
    const group = primary === null ? undefined : things[primary]?.kind === 'group' ? called[primary] : undefined;
    return {
      name: called[at]!,
      kind: kind as NonNullable<Thing['kind']>,
      ...(kind === 'group' && { members: members.flatMap((one) => (one === at ? [] : (called[one] ?? []))), ...(type !== undefined && { groupType: type }) }),
      ...(kind === 'user' && group !== undefined && { primary: group }),
      ...(kind === 'user' && disabled && { state: accountState.disabled }),
    };
  });
  const sid = (at: number): string => `${domainSid}-${1100 + at}`;
  const there = (at: number | null): at is number => at !== null && (things[at]?.kind === 'group' || things[at]?.kind === 'user');
  const roles = ['Deploy', 'Approve', 'Admin'].map((name, at) => ({ ...role(name, trusts[chosen[at]!]), ...(name === 'Admin' && { inlinePolicies: everything }) }));
  const principalId = 'p';
  const isGroup = there(assigned) && things[assigned]!.kind === 'group';
  return {
    objects,
    rules: rule === null ? {} : { 'rules.txt': countsOfRule(rule) },
    settings: { manyMembers: 0 },
    facts: {
      roles: rolesRead ? read([...roles, role('Desk', dsTrust), role('AWSReservedSSO_Ops_0123456789abcdef', trusts[0], '/aws-reserved/sso.amazonaws.com/')]) : denied,
      directories: read([directory('corp')]),
      delegations: read(there(delegated) ? [{ directoryId: 'd-1234567890', region: 'eu-central-1', roleArn: `arn:aws:iam::${account}:role/Desk`, principalSid: sid(delegated), principalName: 'x', principalKind: 'group' as const, recordedOn: '2026-11-01', recordedBy: 'kim' }] : []),
      ...(there(assigned) && {
        identityCenter: read({
          instanceArn: 'arn:aws:sso:::instance/i', identityStoreId: 'd-1', region: 'eu-central-1', source: 'activeDirectory' as const, directoryId: null,
          permissionSets: [{ arn: set, name: 'Ops', sessionDuration: 'PT1H', managedPolicies: [], customerPolicies: [], inlinePolicy: null, boundary: null, outdatedIn: [] }],
          assignments: [{ account, permissionSetArn: set, principalType: isGroup ? ('GROUP' as const) : ('USER' as const), principalId }],
          groups: isGroup ? [{ groupId: principalId, displayName: `${called[assigned]}@corp.example`, externalIds: [] }] : [],
          users: isGroup ? [] : [{ userId: principalId, userName: `${called[assigned]}@corp.example`, displayName: null }],
          memberships: [],
        }),
      }),
    },
  };
} // prettier-ignore

/** By user: the grants that work for them, asked one by one. */
function reachedBy({ input, members }: AuditWorld): Map<number, readonly Grant[]> {
  const found = new Map<number, readonly Grant[]>();
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
    found.set(node, reached.map(({ grant }) => grant)); // prettier-ignore
  }
  return found;
}

const certain = (check: CheckId, one: Small) =>
  judge(check, one).findings.filter(
    ({ reason, subject }) => reason !== 'notCertain' && subject.kind === 'user',
  );
const sorted = (values: Iterable<string | number>) => [...values].map(String).toSorted();

it('counts whom access counts, role by role', () => {
  fc.assert(
    fc.property(aCase, (one) => {
      const world = smallWorld(small(one));
      const { reach, grants, graph } = world.input;
      const targets = targetRoles(grants, graph);
      const counting = matrixOf(reach, targets, null);
      let matrix = counting.next();
      while (matrix.done !== true) matrix = counting.next();
      targets.forEach(({ grants: held }, at) => {
        const mappings = world.mappings().filter(({ grant }) => held.includes(grant));
        expect(world.members.people(mappings)).toBe(matrix.done === true ? matrix.value.usersOf[at] : -1);
      });
    }),
    { numRuns },
  );
});

it('finds the people whom access finds, one by one', () => {
  fc.assert(
    fc.property(aCase, (one) => {
      const asked = small(one);
      const world = smallWorld(asked);
      const reached = reachedBy(world);
      const nameOf = (node: number) => world.objects.of(node).name;
      const those = (fits: (grants: readonly Grant[], node: number) => boolean) =>
        sorted([...reached].flatMap(([node, grants]) => (fits(grants, node) ? nameOf(node) : [])));
      const said = (check: CheckId) => sorted(certain(check, asked).map(({ subject }) => subject.name));
      expect(said('several-mechanisms')).toEqual(
        those((grants) => new Set(grants.map(({ mechanism }) => mechanism)).size > 1),
      );
      expect(said('toxic-pair')).toEqual(
        those((grants) => ['Deploy', 'Approve'].every((name) => grants.some((grant) => grant.roleName === name))),
      ); // prettier-ignore
      const { state } = world.accounts();
      expect(said('inactive-members')).toEqual(
        those(
          (grants, node) =>
            (state[node]! & accountState.disabled) !== 0 &&
            grants.some(({ roleName }) => roleName === 'Admin'),
        ),
      );
    }),
    { numRuns },
  );
});

it('counts a group by its grants that work, and takes nothing broken for open', () => {
  fc.assert(
    fc.property(aCase, (one) => {
      const asked = small(one);
      const world = smallWorld(asked);
      const reached = reachedBy(world);
      const sizes = new Map(
        judge('group-size', asked).findings.flatMap(({ code, reason, subject, params }) =>
          code === 'crowdedGroup' && reason !== 'notCertain'
            ? [[subject.name, (params as { count: number }).count] as const]
            : [],
        ),
      );
      const expected = new Map<string, number>();
      for (const grants of reached.values())
        for (const name of new Set(grants.map(({ principal }) => principal!.name)))
          if (grants.some(({ principal }) => principal!.name === name && principal!.kind === 'group'))
            expected.set(name, (expected.get(name) ?? 0) + 1);
      expect(sizes).toEqual(expected);
      const open = new Set(
        world.input.grants.flatMap(({ status, principal }) => (status === 'broken' ? [] : (principal?.name ?? []))),
      ); // prettier-ignore
      for (const check of ['group-editors', 'wide-group', 'group-size', 'nested-group'] as const)
        for (const { subject } of judge(check, asked).findings) expect(open).toContain(subject.name);
    }),
    { numRuns },
  );
});

it('tells a way to everybody who arrives, each step of which was read', () => {
  fc.assert(
    fc.property(aCase, (one) => {
      const asked = small(one);
      const world = smallWorld(asked);
      const { members } = world;
      const nameOf = (node: number) => world.objects.of(node).name;
      const things = new Map(asked.objects!.map((thing) => [thing.name, thing]));
      for (const mapping of world.open()) {
        if (!members.isGroup(mapping.node)) continue;
        const arriving: number[] = [];
        members.arriving(mapping, (node) => arriving.push(node));
        for (const node of arriving) {
          const chain = members.chain(mapping, node);
          expect(chain[0]?.group).toBe(mapping.node);
          expect(chain.at(-1)!.member).toBe(node);
          for (const [at, { group, member, primary }] of chain.entries()) {
            if (at > 0) expect(group).toBe(chain[at - 1]!.member);
            if (primary) expect(things.get(nameOf(member))!.primary).toBe(nameOf(group));
            else expect(things.get(nameOf(group))!.members).toContain(nameOf(member));
          }
        }
      }
    }),
    { numRuns },
  );
});
