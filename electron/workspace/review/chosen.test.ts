/** What a review asks about that nobody can judge: members that a group names and nobody read. */
import { describe, expect, it } from 'vitest';
import { targetRoles } from '#domain/access/targets.ts';
import { smallWorld } from '#domain/audit/fixtures.ts';
import type { Thing } from '#domain/audit/fixtures.ts';
import { countsOfRule } from '#domain/audit/ruleTexts.fixture.ts';
import { account, distribution, read, role, samlTrust } from '#domain/mapping/fixtures.ts';
import type { AccessState, AccessWorld } from '../access/world.ts';
import { choose } from './chosen.ts';

const names = ['CN=Zoe,DC=emea,DC=example', 'CN=Yan,DC=EMEA,DC=example', 'CN=Lee,DC=apac,DC=example'];
const admin = (more: Partial<Thing>): Thing => ({ name: `AWS-${account}-Admin`, kind: 'group', ...more });
const ann: Thing = { name: 'ann' };

/** The second object's `member` is the same as the first's: the table of names knows of one group alone. */
function gapsOf(objects: readonly Thing[], rules?: 'token' | 'chain' | 'direct'): unknown[] {
  const { input } = smallWorld({
    objects,
    facts: { roles: read([role('Admin', samlTrust)]) },
    ...(rules && { rules: { 'rules.txt': countsOfRule(rules) } }),
  });
  const { graph, reach, grants, estates, principals } = input;
  const targets = new Map(targetRoles(grants, graph).map((target) => [target.key, target]));
  const columns = {
    memberFirst: Int32Array.from({ length: objects.length + 2 }, (_, at) => (at === 0 ? 0 : (at - 1) * 3)),
    member: Int32Array.from(objects.flatMap(() => [-3, -2, -1])),
  };
  const snapshot = {
    row: (objectId: number) => input.object(objectId - 1),
    column: (name: keyof typeof columns) => columns[name],
    readAt: '2026-11-20T08:00:00Z',
  };
  const world = {
    snapshots: new Map([[1, snapshot]]),
    db: { prepare: () => ({ get: (id: number) => ({ dn: names[id - 1] }) }) },
  };
  const targetOf = (key: string) => targets.get(key);
  const set = { graph, snapshots: [] };
  const state = { mapped: { grants, estates }, set, membershipGaps: [], targetOf, reach, principals };
  const work = choose(world as unknown as AccessWorld, state as unknown as AccessState, {
    roles: [],
    accounts: [],
    permissionSets: [],
    privileged: false,
    all: true,
  });
  for (;;) {
    const { done, value } = work.next();
    if (done) return value.roles.flatMap(({ gaps }) => gaps);
  }
}

const domains = ['apac.example', 'emea.example'];
const inner: Thing = { name: 'inner', kind: 'group', namesUnread: true };

describe('members that were not read', () => {
  it.each<[string, readonly Thing[], 'token' | 'chain' | 'direct' | undefined, readonly string[]]>([
    ['of the group, by domain', [admin({ members: ['ann'], namesUnread: true }), ann], undefined, domains],
    ['of a group inside of it', [admin({ members: ['inner'] }), inner], undefined, domains],
    ['of nobody', [admin({ members: ['ann'] }), ann], undefined, []],
    ['of a list inside of it', [admin({ members: ['inner', 'ann'] }), { ...inner, groupType: distribution }, ann], undefined, []],
    ['for a rule that takes tokens', [admin({ namesUnread: true })], 'token', domains],
    ['for a rule that searches in the domain of whoever signs in', [admin({ members: ['ann'], namesUnread: true }), ann], 'chain', []],
  ])('%s', (_, objects, rules, expected) => {
    const gaps = gapsOf(objects, rules) as { code: string; name: string; evidence: { value: string }[] }[];
    expect(gaps.map(({ name }) => name).toSorted()).toEqual(expected);
    for (const { code, name, evidence } of gaps) {
      expect(code).toBe('foreignMembersUnknown');
      expect(evidence.map(({ value }) => value)).toEqual(name === 'emea.example' ? [names[1], names[0]] : [names[2]]);
    }
  }); // prettier-ignore
});
