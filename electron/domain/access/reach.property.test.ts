/** Membership for many at once means what it means for one (`Ways`), and what a naive walk of raw entries says. */
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { domainSidOf, sidInDomain } from '../directory/sid.ts';
import { evidence } from '../mapping/evidence.ts';
import { isByRules, mechanisms } from '../mapping/grant.ts';
import type { Grant, GrantPrincipal } from '../mapping/grant.ts';
import { buildMembershipGraph, nodeOf } from '../membership/graph.ts';
import type { DirectoryPart } from '../membership/part.ts';
import { sidColumnsOf } from '../membership/sidColumns.ts';
import { accessOf } from './accessOf.ts';
import { countingOf, countings, followsGroups, mechanismOf } from './counting.ts';
import type { Counting } from './counting.ts';
import { Described } from './described.ts';
import { matrixOf } from './matrix.ts';
import { Reach, trait } from './reach.ts';
import { roleKeyOf, rolesOfUser, sourceIndex, targetRoles } from './targets.ts';
import { Ways } from './ways.ts';
import { isByRulesAlone, peopleOf, rank } from './people.ts';

const numRuns = 300 * Number(process.env['TREELINE_FUZZ'] ?? 1);
const sids = ['S-1-5-21-1-1-1', 'S-1-5-21-2-2-2'].flatMap((domain) =>
  [513, 514, 1104, 1105, 1106, 1107].map((rid) => `${domain}-${rid}`),
);
/** Global, domain local and universal security groups, a distribution group, and one that does not tell. */
const groupTypes = [-2147483646, -2147483644, -2147483640, 2, 4, null] as const;

/** An entry as it was read: members by DN, the primary group by RID. */
interface Entry {
  readonly snapshotId: number;
  readonly objectId: number;
  readonly kind: 'user' | 'group' | 'foreign';
  readonly sid: string | null;
  readonly groupType: number | null;
  readonly primaryGroupID: number;
  readonly member: readonly string[];
}
const dnOf = (objectId: number) => `CN=${objectId}`;

const anEntry = fc.record({
  sid: fc.constantFrom(null, 'S-1-5-32-544', ...sids),
  kind: fc.constantFrom('user', 'user', 'group', 'group', 'group', 'foreign'),
  groupType: fc.constantFrom(...groupTypes),
  primary: fc.constantFrom(0, 0, 513, 514),
  member: fc.array(fc.nat(10), { maxLength: 4 }),
});
/** Copies of one domain, a partner's, stand-ins for either: up to three snapshots of up to ten entries. */
const aForest = fc.array(fc.array(anEntry, { maxLength: 10 }), { minLength: 1, maxLength: 3 }).map((parts) =>
  parts.map((entries, at) =>
    entries.map(({ sid, kind, groupType, primary, member }, id): Entry => ({
      snapshotId: at + 1,
      objectId: id + 1,
      kind: kind as Entry['kind'],
      sid,
      groupType: kind === 'group' ? groupType : null,
      primaryGroupID: kind === 'user' ? primary : 0,
      member: kind === 'group' ? member.map((one) => dnOf(one + 1)) : [],
    })),
  ),
);

const partOf = (entries: readonly Entry[], at: number): DirectoryPart => ({
  snapshotId: at + 1,
  readAt: '2026-11-20T08:00:00Z',
  objectIds: Int32Array.from(entries, ({ objectId }) => objectId),
  sids: sidColumnsOf(entries.map(({ sid }) => sid)),
  primaryGroupRids: Int32Array.from(entries, ({ primaryGroupID }) => primaryGroupID),
  groups: Uint8Array.from(entries, ({ kind }) => Number(kind === 'group')),
  foreign: Uint8Array.from(entries, ({ kind }) => Number(kind === 'foreign')),
  edges: Int32Array.from(
    entries.flatMap(({ objectId, member }) => member.flatMap((dn) => [objectId, Number(dn.slice(3))])),
  ),
});

/** From the entries alone: who is in what, step by step, as the mechanism's own documentation has it. */
class Naive {
  readonly all: readonly Entry[];
  constructor(parts: readonly (readonly Entry[])[]) {
    this.all = parts.flat();
  }
  stored(member: Entry): Entry[] {
    return this.all.filter(
      (group) => group.snapshotId === member.snapshotId && group.member.includes(dnOf(member.objectId)),
    );
  }
  primary(member: Entry): Entry[] {
    const domain = member.sid === null ? null : domainSidOf(member.sid);
    if (domain === null || member.primaryGroupID === 0) return [];
    const wanted = sidInDomain(domain, member.primaryGroupID);
    const named = this.all.filter(({ kind, sid }) => kind === 'group' && sid === wanted);
    const own = named.filter(({ snapshotId }) => snapshotId === member.snapshotId);
    return own.length > 0 ? own : named;
  }
  standsIn(member: Entry): Entry[] {
    if (member.kind === 'foreign' || member.sid === null || domainSidOf(member.sid) === null) return [];
    return this.all.filter(({ kind, sid }) => kind === 'foreign' && sid === member.sid);
  }
  /** Wherever AD FS stands. */
  inToken(group: Entry, user: Entry): boolean {
    if (group.groupType === null) return true;
    const [home, there] = [user.sid && domainSidOf(user.sid), group.sid && domainSidOf(group.sid)];
    return (group.groupType & 4) === 0 || home === null || there === null || home === there;
  }
  /** Of the user's own domain, or of none, such as CN=Builtin of it. */
  isSearched(group: Entry, user: Entry): boolean {
    const [home, there] = [user.sid && domainSidOf(user.sid), group.sid && domainSidOf(group.sid)];
    return home === null || there === null || home === there;
  }
  groupsOf(user: Entry, mechanism: Counting | 'anywhere'): Set<Entry> {
    const found = new Set<Entry>();
    const token = mechanism === 'saml' || mechanism === 'anywhere';
    const search = mechanism === 'chain' || mechanism === 'direct';
    const enter = (member: Entry): void => {
      const direct = [
        ...this.stored(member),
        ...(token ? this.primary(member) : []),
        ...(mechanism === 'saml' ? this.standsIn(member).flatMap((one) => this.stored(one)) : []),
      ];
      for (const group of direct) {
        if (found.has(group)) continue;
        if (token && group.groupType !== null && group.groupType >= 0) continue;
        if (mechanism === 'anywhere' && !this.inToken(group, user)) continue;
        if (search && !this.isSearched(group, user)) continue;
        found.add(group);
        if (mechanism === 'anywhere' || followsGroups(mechanism)) enter(group);
      }
    };
    enter(user);
    found.delete(user);
    return found;
  }
}

function worldOf(forest: readonly (readonly Entry[])[]) {
  const naive = new Naive(forest);
  const graph = buildMembershipGraph(forest.map(partOf));
  const numbers = new Map<string, number>();
  const domain = Int32Array.from(naive.all, ({ sid }) => {
    const own = sid === null ? null : domainSidOf(sid);
    if (own === null) return 0;
    if (!numbers.has(own)) numbers.set(own, numbers.size + 1);
    return numbers.get(own)!;
  });
  const flags = Uint8Array.from(naive.all, ({ kind, groupType }) =>
    kind === 'user'
      ? trait.person
      : kind === 'group'
        ? trait.group |
          (groupType !== null && groupType >= 0 ? trait.distribution : 0) |
          (groupType !== null && (groupType & 4) !== 0 ? trait.domainLocal : 0)
        : 0,
  );
  const describe = ({ snapshotId, objectId }: { snapshotId: number; objectId: number }) => {
    const entry = forest[snapshotId - 1]![objectId - 1]!;
    const kind = entry.kind === 'foreign' ? 'foreignSecurityPrincipal' : entry.kind;
    return {
      object: { snapshotId, objectId, name: dnOf(objectId), dn: dnOf(objectId), kind } as const,
      groupType: entry.groupType,
    };
  };
  return { naive, graph, describe, reach: new Reach(graph, { flags, domain }) };
}

const sorted = (nodes: Iterable<number>): number[] => [...nodes].toSorted((a, b) => a - b);

it('says of one user what the ways say and what a naive walk says', () => {
  fc.assert(
    fc.property(aForest, (forest) => {
      const { naive, graph, describe, reach } = worldOf(forest);
      const groups = naive.all.flatMap((entry, node) => (entry.kind === 'group' ? [node] : []));
      for (const [node, user] of naive.all.entries()) {
        if (user.kind !== 'user') continue;
        const ways = new Ways(graph, node, new Described(graph, describe));
        for (const mechanism of countings) {
          const expected = sorted(
            Array.from(naive.groupsOf(user, mechanism), (entry) => nodeOf(graph, entry)),
          );
          expect(sorted(reach.groupsOf(node, mechanism))).toEqual(expected);
          expect(groups.filter((group) => ways.to(group, mechanism)?.counts === true)).toEqual(expected);
        }
      }
    }),
    { numRuns },
  );
});

it('says of many groups at once who is in any of them', () => {
  fc.assert(
    fc.property(aForest, fc.array(fc.nat(29), { maxLength: 4 }), (forest, wanted) => {
      const { naive, graph, reach } = worldOf(forest);
      const groups = [...new Set(wanted)].filter((node) => naive.all[node]?.kind === 'group');
      for (const mechanism of [...countings, 'anywhere'] as const) {
        const met: number[] = [];
        const meet = (node: number): void => void met.push(node);
        if (mechanism === 'anywhere') reach.membersAnywhere(groups, meet);
        else reach.membersOf(groups, mechanism, meet);
        expect(new Set(met).size).toBe(met.length);
        const expected = naive.all.flatMap((user, node) =>
          user.kind === 'user' &&
          [...naive.groupsOf(user, mechanism)].some((group) => groups.includes(nodeOf(graph, group)))
            ? [node]
            : [],
        );
        expect(sorted(met.filter((node) => naive.all[node]!.kind === 'user'))).toEqual(expected);
      }
    }),
    { numRuns },
  );
});

const aGrant = fc.record({
  principal: fc.nat(29),
  counting: fc.constantFrom(...countings),
  role: fc.constantFrom('A', 'B', 'C'),
  status: fc.constantFrom('works', 'works', 'works', 'broken', 'candidate'),
  byRules: fc.boolean(),
});
const account = '111122223333';

it('counts users and roles, one by one and all together, as access tells of each user', () => {
  fc.assert(
    fc.property(aForest, fc.array(aGrant, { maxLength: 8 }), (forest, given) => {
      const { naive, graph, describe, reach } = worldOf(forest);
      const grants = given.flatMap(({ principal: node, counting, role, status, byRules }, at): Grant[] => {
        const entry = naive.all[node];
        if (!entry || entry.kind === 'foreign') return [];
        const { snapshotId, objectId, sid, kind } = entry;
        const name = dnOf(objectId);
        const principal: GrantPrincipal = { snapshotId, objectId, name, dn: name, sid, kind };
        const roleArn = `arn:aws:iam::${account}:role/${role}`;
        const told = { roleArn, roleName: role, account, accountName: null, through: null };
        const membership = counting === 'chain' || counting === 'direct' ? counting : undefined;
        const by = { mechanism: mechanismOf(counting), membership };
        const said = byRules ? [evidence('claimRule', { snapshotId: 1, readAt: '' }, '', '', '')] : [];
        return [{ id: String(at), principal, ...by, ...told, status, issues: [], evidence: said }];
      });
      const targets = targetRoles(grants, graph);
      const index = sourceIndex(targets);
      const all = peopleOf(reach, targets, () => rank.allowed);
      const counting = matrixOf(reach, targets, null);
      let counts = counting.next();
      while (!counts.done) counts = counting.next();
      let pairs = 0;
      let byRulesAlone = 0;
      const users = new Set<number>();
      for (const [node, { kind, snapshotId, objectId }] of naive.all.entries()) {
        if (kind !== 'user') continue;
        const { reached } = accessOf({
          user: { snapshotId, objectId },
          graph,
          grants,
          describe,
          account: { userAccountControl: null, computed: null, accountExpires: null, pwdLastSet: null },
        });
        const expected = Map.groupBy(reached, ({ grant }) => roleKeyOf(grant));
        const told = rolesOfUser(reach, index, node);
        expect([...told.keys()].map(({ key }) => key).toSorted()).toEqual([...expected.keys()].toSorted());
        for (const [{ key }, way] of told)
          expect([...way.mechanisms].toSorted()).toEqual(
            [...new Set(expected.get(key)!.map(({ grant }) => grant.mechanism))].toSorted(),
          );
        expect(counts.value.rolesOf[node]).toBe(expected.size);
        expect(all.best[node]).toBe(expected.size > 0 ? rank.allowed : 0);
        expect(isByRulesAlone(all.mechanisms[node]!)).toBe(
          reached.length > 0 && reached.every(({ grant }) => isByRules(grant)),
        );
        for (const ways of expected.values()) if (ways.every(({ grant }) => isByRules(grant))) byRulesAlone++;
        pairs += expected.size;
        if (expected.size > 0) users.add(node);
        // And as a naive walk of the entries has it.
        const naively = new Set(
          grants.flatMap((grant) => {
            if (grant.status !== 'works') return [];
            const { principal } = grant;
            const entry = naive.all[nodeOf(graph, principal!)]!;
            const held =
              entry.kind === 'user'
                ? entry === naive.all[node] || (entry.sid !== null && entry.sid === naive.all[node]!.sid)
                : naive.groupsOf(naive.all[node]!, countingOf(grant)).has(entry);
            return held ? roleKeyOf(grant) : [];
          }),
        );
        expect(naively).toEqual(new Set(expected.keys()));
      }
      expect(counts.value).toMatchObject({ pairs, users: users.size });
      for (const mechanism of mechanisms) {
        const by = [...users].flatMap((node) =>
          [...rolesOfUser(reach, index, node).values()].filter((way) => way.mechanisms.has(mechanism)),
        );
        expect(counts.value.mechanisms[mechanism]).toBe(by.length);
      }
      expect(counts.value.usersOf.reduce((sum, one) => sum + one, 0)).toBe(pairs);
      expect(counts.value.byRulesOf.reduce((sum, one) => sum + one, 0)).toBe(byRulesAlone);
    }),
    { numRuns },
  );
});
