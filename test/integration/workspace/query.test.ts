/** Queries over a snapshot find what the same filter says of each entry, whatever columns were asked first. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chainAmong, compileFilter } from '#domain/directory/filter/compile.ts';
import type { Chain } from '#domain/directory/filter/compile.ts';
import { formatFilter } from '#domain/directory/filter/format.ts';
import type { Filter } from '#domain/directory/filter/filter.ts';
import { parseFilter } from '#domain/directory/filter/parse.ts';
import { textValue } from '#domain/directory/filter/value.ts';
import { dnKey, isDescendantKey, parentDn } from '#domain/directory/dnKey.ts';
import { guidToBytes } from '#domain/directory/guid.ts';
import type { DirectoryEntry } from '#domain/directory/object.ts';
import { sidToBytes } from '#domain/directory/sid.ts';
import type { Workspace } from '#workspace/api.ts';
import { base, capture, entry, group, readAt, temporaryFolder, unit, user } from '#workspace/fixtures.ts';
import { openWorkspace } from '#workspace/open.ts';

const runs = 100 * Number(process.env['TREELINE_FUZZ'] ?? 1);
const folder = temporaryFolder();
const domainSid = 'S-1-5-21-1-2-3';
const guidOf = (n: number) => `00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`;
const sid = (rid: number) => sidToBytes(`${domainSid}-${rid}`)!;
const person = (n: number) => `CN=Person ${n},OU=People,${base}`;
const team = (n: number) => `CN=Team ${n},OU=Groups,${base}`;

/** Teams in a row, each in the one before, the last leading back to the second; names in several spellings. */
const forest: DirectoryEntry[] = [
  entry(base, { objectClass: ['top', 'domain', 'domainDNS'], objectSid: sidToBytes(domainSid)! }),
  unit(`OU=People,${base}`),
  unit(`OU=Groups,${base}`),
  entry(`CN=Orphan,OU=Absent,${base}`, { objectClass: ['top', 'contact'], manager: person(3).toUpperCase() }),
  ...Array.from({ length: 40 }, (_, n) =>
    user(person(n), n % 7 === 0 ? `PÉRSON${n}` : `person${n}`, {
      objectSid: sid(1000 + n),
      objectGUID: guidToBytes(guidOf(n))!,
      userAccountControl: n % 3 === 0 ? '514' : '512',
      lastLogonTimestamp: String(133_000_000_000_000_000n + BigInt(n) * 10_000_000_000_000n),
      ...(n % 5 === 0 ? {} : { manager: `cn=person ${n - 1}, ou=people,${base}` }),
      ...(n % 4 === 0 ? { description: `Floor ${n % 8}` } : {}),
    }),
  ),
  ...Array.from({ length: 8 }, (_, n) =>
    group(
      team(n),
      [person(n * 2), person(n * 2 + 1), n < 7 ? team(n + 1) : team(1), 'CN=Gone,DC=elsewhere'].slice(n % 2),
      { sAMAccountName: `Team${n}`, objectSid: sid(2000 + n), distinguishedName: team(n) },
    ),
  ),
];

let workspace: Workspace;
let snapshotId: number;
beforeAll(async () => {
  workspace = await openWorkspace(folder.file('queries.treeline'), { mode: 'create' });
  snapshotId = await capture(workspace, forest);
});
afterAll(async () => {
  await workspace.close();
  folder[Symbol.dispose]();
});

const page = { offset: 0, limit: 1000 };
async function found(filter: string, at: string | null = null, scope: 'base' | 'one' | 'sub' = 'sub') {
  const list = { of: 'query', snapshotId, base: at, scope, filter } as const;
  const { total, rows } = await workspace.rows(list, page);
  expect(total).toBe(rows.length);
  return rows.map(({ dn }) => dn);
}

/** The same, entry by entry. */
function expected(filter: Filter): string[] {
  const sets = new Map<string, Set<string>>();
  const inChain = (chain: Chain, dn: string): boolean => {
    const key = JSON.stringify(chain);
    let set = sets.get(key);
    // Back links stand in no entry here: they are the members' other end.
    if (!set)
      sets.set(key, (set = chain.attribute === 'memberof' ? membersOf(chain) : chainAmong(forest, chain)));
    return set.has(dnKey(dn));
  };
  const test = compileFilter(filter, { inChain });
  return forest
    .filter((one) => test(one) === true)
    .map(({ dn }) => dn)
    .toSorted();
}

function membersOf({ target }: Chain): Set<string> {
  const found = new Set<string>();
  const open = [target];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    for (const value of forest.find(({ dn }) => dnKey(dn) === at)?.attributes['member'] ?? []) {
      const key = dnKey(value as string);
      if (!found.has(key)) open.push(key);
      found.add(key);
    }
  }
  return found;
}

const chain = '1.2.840.113556.1.4.1941';
describe('finds what the filter says of each entry', () => {
  it.each([
    '(objectClass=*)',
    '(objectClass=group)',
    '(objectClass=user)',
    '(objectClass=contact)',
    '(sAMAccountName=perSON7)',
    '(sAMAccountName=person8)',
    '(&(sAMAccountName=PERSON8)(objectClass=group))',
    '(userPrincipalName=person8)',
    '(sAMAccountName=person1*)',
    '(&(objectClass=user)(userAccountControl:1.2.840.113556.1.4.803:=2))',
    '(!(userAccountControl:1.2.840.113556.1.4.803:=2))',
    '(&(objectClass=user)(!(description=*)))',
    '(description=floor 4)',
    '(lastLogonTimestamp>=133200000000000000)',
    `(objectSid=${domainSid}-1005)`,
    `(objectSid=${domainSid})`,
    '(objectSid=S-1-5-32-544)',
    `(|(objectSid=${domainSid}-1005)(objectSid=${domainSid}-2003)(objectGUID=${guidOf(9)}))`,
    `(objectGUID=${guidOf(3)})`,
    `(&(objectGUID=${guidOf(3)})(objectClass=group))`,
    `(distinguishedName=${person(4).toLowerCase()})`,
    `(member=${person(4)})`,
    '(member=CN=Gone,DC=elsewhere)',
    '(member=*)',
    '(&(objectClass=group)(!(member=*)))',
    `(manager=${person(3)})`,
    `(member:${chain}:=${person(14)})`,
    `(member:${chain}:=CN=gone,DC=elsewhere)`,
    `(memberOf:${chain}:=${team(0)})`,
    `(memberOf:${chain}:=${team(5)})`,
    `(&(objectClass=user)(!(memberOf:${chain}:=${team(5)})))`,
    `(manager:${chain}:=${person(0)})`,
    `(manager:${chain}:=${person(1)})`,
    '(anr=person 1)',
    '(noSuchRule:1.2.3:=x)',
  ])('%s', async (text) => {
    expect((await found(text)).toSorted()).toEqual(expected(parseFilter(text)));
  });

  it('of every filter', { retry: 0, timeout: 60_000 + 100 * runs }, async () => {
    const value = fc
      .constantFrom(
        'person1',
        'user',
        'group',
        'contact',
        '514',
        '2',
        person(3),
        person(4),
        team(2),
        `${domainSid}-1003`,
        guidOf(5),
        'Floor 4',
        'x',
      ) // prettier-ignore
      .map(textValue);
    const attribute = fc.constantFrom('objectClass', 'sAMAccountName', 'userAccountControl', 'member', 'manager', 'objectSid', 'objectGUID', 'distinguishedName', 'description'); // prettier-ignore
    const filters = fc.letrec<{ filter: Filter }>((tie) => ({
      filter: fc.oneof(
        { maxDepth: 3, depthSize: 'small' },
        fc.record({ is: fc.constantFrom('equal', 'greaterOrEqual', 'approx'), attribute, value }),
        fc.record({ is: fc.constant('present' as const), attribute }),
        fc.record({
          is: fc.constant('extensible' as const),
          attribute,
          rule: fc.constantFrom(chain, '1.2.840.113556.1.4.803'),
          dn: fc.constant(false),
          value,
        }),
        fc.record({ is: fc.constantFrom('and', 'or'), parts: fc.array(tie('filter'), { minLength: 1, maxLength: 3 }) }), // prettier-ignore
        fc.record({ is: fc.constant('not' as const), part: tie('filter') }),
      ),
    })).filter;
    await fc.assert(
      fc.asyncProperty(filters, async (filter) => {
        expect((await found(formatFilter(filter))).toSorted()).toEqual(expected(filter));
      }),
      { numRuns: runs },
    );
  });

  it('in the order of names, page by page', async () => {
    const list = {
      of: 'query',
      snapshotId,
      base: null,
      scope: 'sub',
      filter: '(objectClass=group)',
    } as const;
    const { total, rows } = await workspace.rows(list, { offset: 3, limit: 2 });
    expect([total, rows.map(({ name }) => name)]).toEqual([8, ['Team 3', 'Team 4']]);
  });

  it('a filter that is none says where', async () => {
    await expect(found('(&(cn=a)')).rejects.toMatchObject({
      code: 'input.invalid',
      params: { path: 'filter', detail: '9: ' },
    });
  });

  it('a snapshot that is not there', async () => {
    const list = { of: 'query', snapshotId: 99, base: null, scope: 'sub', filter: '(a=b)' } as const;
    await expect(workspace.rows(list, page)).rejects.toMatchObject({ code: 'snapshot.notFound' });
  });

  it('points in time are taken from the read time', async () => {
    const days = (Date.parse(readAt) - Date.parse('2022-09-30T00:00:00Z')) / 86_400_000;
    const at = await found(`(lastLogonTimestamp>={now-${Math.floor(days) - 200}d:filetime})`);
    expect(at.length).toBeGreaterThan(0);
    expect(at.length).toBeLessThan(40);
  });
});

describe('base and scope', () => {
  const all = forest.map(({ dn }) => dn);
  const people = `OU=People,${base}`;
  it.each([
    [base, 'base', all.filter((dn) => dn === base)],
    [base, 'one', all.filter((dn) => parentDn(dn) === base)],
    [base, 'sub', all],
    [people.toLowerCase(), 'one', all.filter((dn) => parentDn(dn) === people)],
    [people, 'sub', all.filter((dn) => dn === people || isDescendantKey(dnKey(dn), dnKey(people)))],
    ['OU=Absent,DC=corp,DC=example', 'sub', []],
    [null, 'base', []],
  ] as const)('%s %s', async (at, scope, dns) => {
    expect((await found('(objectClass=*)', at, scope)).toSorted()).toEqual([...dns].toSorted());
  });
});

describe('find', () => {
  it('hands over entries, or the attributes asked for, up to a limit', async () => {
    const request = { base: null, scope: 'sub', filter: '(sAMAccountName=Team*)' } as const;
    const whole = await workspace.find(snapshotId, request);
    expect(whole.more).toBe(false);
    expect(whole.entries.map(({ dn }) => dn)).toEqual(Array.from({ length: 8 }, (_, n) => team(n)));
    const some = await workspace.find(snapshotId, { ...request, limit: 2, attributes: ['SAMACCOUNTNAME'] });
    expect(some.more).toBe(true);
    expect(some.entries.map(({ attributes }) => ({ ...attributes }))).toEqual([
      { sAMAccountName: ['Team0'] },
      { sAMAccountName: ['Team1'] },
    ]);
  });

  it('is cancelled before it begins', async () => {
    const request = { base: null, scope: 'sub', filter: '(objectClass=user)' } as const;
    await expect(workspace.find(snapshotId, request, AbortSignal.abort())).rejects.toMatchObject({
      code: 'job.cancelled',
    });
  });
});

describe('lists in another order', () => {
  const sortedBy = async (attribute: string, descending = false) => {
    const list = { of: 'kind', snapshotId, kinds: ['user'], sort: { attribute, descending } } as const;
    const { rows } = await workspace.rows({ ...list, kinds: [...list.kinds] }, page);
    return rows.map(({ name }) => Number(name.slice('Person '.length)));
  };
  const numbers = Array.from({ length: 40 }, (_, n) => n);
  it('by numbers', async () => {
    expect(await sortedBy('lastLogonTimestamp')).toEqual(numbers);
    expect(await sortedBy('lastLogonTimestamp', true)).toEqual(numbers.toReversed());
    expect(await sortedBy('objectSid')).toEqual(numbers);
  });
  it('what has no value comes last, by name', async () => {
    const names = numbers.toSorted((a, b) => (`Person ${a}` < `Person ${b}` ? -1 : 1));
    const without = names.filter((n) => n % 4 !== 0);
    expect((await sortedBy('description')).slice(10)).toEqual(without);
    expect((await sortedBy('description', true)).slice(10)).toEqual(without);
    expect((await sortedBy('description')).slice(0, 5).every((n) => n % 8 === 0)).toBe(true);
    expect((await sortedBy('description', true)).slice(0, 5).every((n) => n % 8 === 4)).toBe(true);
    expect(await sortedBy('noSuchAttribute')).toEqual(names);
    expect(await sortedBy('name', true)).toEqual(names.toReversed());
  });
});

it('tells values of chosen attributes, in the order asked for', async () => {
  const { rows } = await workspace.rows(
    {
      of: 'query',
      snapshotId,
      base: null,
      scope: 'sub',
      filter: '(|(sAMAccountName=Team1)(sAMAccountName=person1))',
    },
    page,
  );
  const [someone, group1] = rows;
  const values = await workspace.values(snapshotId, [group1!.id, 9999, someone!.id], ['MEMBER', 'userAccountControl', 'distinguishedName', 'unicodePwd']); // prettier-ignore
  expect(values.map(({ objectId }) => objectId)).toEqual([group1!.id, someone!.id]);
  const [ofGroup, ofUser] = values.map(({ cells }) => cells);
  expect(ofGroup![0]).toMatchObject({
    syntax: 'dn',
    total: 3,
    decoded: [{ text: person(3) }, { text: team(2) }, {}],
  });
  expect(ofGroup![1]).toBeNull();
  expect(ofUser![0]).toBeNull();
  expect(ofUser![1]!.decoded[0]!.text).toBe('0x200');
  expect(ofUser![2]!.decoded[0]!.text).toBe(person(1));
  expect(ofUser![3]).toBeNull();
});
