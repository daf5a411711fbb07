/** Laws of comparing: nothing differs from itself, the mirror has every direction turned, and edits are found exactly. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { CompareFilter, DifferenceRow } from '#contract/compare.ts';
import type { DirectoryEntry } from '#domain/directory/object.ts';
import type { Workspace } from '#workspace/api.ts';
import { openWorkspace } from '#workspace/open.ts';

const runs = 6 * Number(process.env['TREELINE_FUZZ'] ?? 1);
const all: CompareFilter = {
  kinds: null,
  objectKinds: null,
  attribute: null,
  keys: null,
  text: '',
  below: null,
};
const root = 'DC=corp,DC=example';
let folder: string;
let workspace: Workspace;
let read = Date.parse('2026-01-01T00:00:00Z');
let asked = 0;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'treeline-compare-laws-'));
  workspace = await openWorkspace(join(folder, 'w.treeline'), { mode: 'create' });
}, 60_000);
afterAll(async () => {
  await workspace.close();
  rmSync(folder, { recursive: true, force: true });
}, 60_000);

interface Account {
  readonly number: number;
  readonly unit: number;
  readonly name: string;
  readonly title: string;
  readonly control: number;
  readonly members: readonly number[];
}
const units = 4;
const guid = (number: number): Uint8Array => Uint8Array.from({ length: 16 }, (_, at) => (at === 15 ? number & 255 : at === 14 ? number >> 8 : 7)); // prettier-ignore
const dnOf = ({ name, number, unit }: Account): string => `CN=${name} ${number},OU=u${unit},${root}`;

/** `byGuid`: with identifiers, or names alone. `turned`: values and objects in another order. */
function entries(accounts: readonly Account[], byGuid: boolean, turned: boolean): DirectoryEntry[] {
  const id = (number: number) => (byGuid ? { objectGUID: [guid(number)] } : {});
  const dns = new Map(accounts.map((one) => [one.number, dnOf(one)]));
  const list: DirectoryEntry[] = [
    { dn: root, attributes: { objectClass: ['top', 'domainDNS'], ...id(60_000) } },
    ...Array.from({ length: units }, (_, n) => ({
      dn: `OU=u${n},${root}`,
      attributes: { objectClass: ['top', 'organizationalUnit'], ...id(61_000 + n) },
    })),
    ...accounts.map((one) => {
      const members = one.members.flatMap((number) => dns.get(number) ?? []);
      return {
        dn: dnOf(one),
        attributes: {
          objectClass: ['top', 'person', 'user'],
          sAMAccountName: [`account${one.number}`],
          ...(one.title === '' ? {} : { title: [one.title] }),
          userAccountControl: [String(one.control)],
          whenChanged: [turned ? '20260101000000.0Z' : '20250101000000.0Z'],
          description: turned ? ['two', 'one'] : ['one', 'two'],
          ...(members.length > 0 ? { member: turned ? members.toReversed() : members } : {}),
          ...id(one.number),
        },
      };
    }),
  ];
  return turned ? list.toReversed() : list;
}

async function capture(list: readonly DirectoryEntry[]): Promise<number> {
  read += 1000;
  const source = { kind: 'forest', name: 'corp.example', origin: 'on-premises', directoryId: null } as const;
  const writer = await workspace.beginSnapshot(source, new Date(read).toISOString());
  await writer.addEntries(list);
  return (await writer.complete()).id;
}

async function differences(a: number, b: number): Promise<DifferenceRow[]> {
  const id = `c${++asked}`;
  const end = (snapshotId: number) => ({ snapshotId, base: null });
  const question = { a: end(a), b: end(b), mapping: null, withNoise: false, withReserved: false };
  await workspace.compare(id, question, () => {});
  const { rows, total } = await workspace.compareDifferences(id, all, { offset: 0, limit: 1000 });
  expect(rows).toHaveLength(total);
  expect((await workspace.compareSummary(id)).ambiguous).toBe(0);
  const places = rows.map((row) =>
    workspace.comparePosition(id, all, row.a ? 'a' : 'b', (row.a ?? row.b)!.id),
  );
  expect(await Promise.all(places)).toEqual(rows.map((_, at) => at));
  return rows;
}

const account = fc.record({
  unit: fc.nat(units - 1),
  name: fc.constantFrom('Kim', 'Müller', 'O\\, Neil', 'Åse'),
  title: fc.constantFrom('', 'Engineer', 'Director'),
  control: fc.constantFrom(512, 514, 66_048),
  members: fc.uniqueArray(fc.nat(30), { maxLength: 5 }),
});
const accounts = fc
  .array(account, { minLength: 1, maxLength: 30 })
  .map((list) => list.map((one, number): Account => ({ ...one, number })));
const edits = fc.dictionary(
  fc.nat(29).map(String),
  fc.oneof(
    fc.constant({ remove: true } as const),
    fc.record({ unit: fc.nat(units - 1), name: account.map((one) => one.name) }),
    fc.record({
      title: fc.constantFrom('', 'Engineer', 'Director'),
      control: fc.constantFrom(512, 514, 66_048),
    }),
    fc.record({ members: fc.uniqueArray(fc.nat(30), { maxLength: 5 }) }),
  ),
  { maxKeys: 6 },
);

/** What differs, said by what was done and not by comparing entries. */
function expected(before: readonly Account[], after: ReadonlyMap<number, Account>): string[] {
  return before.flatMap((a) => {
    const b = after.get(a.number);
    if (!b) return [`${a.number} onlyInA`];
    const kinds = [
      ...(a.unit === b.unit ? [] : ['moved']),
      ...(a.name === b.name ? [] : ['renamed']),
      ...((a.control & 2) === 0 || (b.control & 2) !== 0 ? [] : ['enabled']),
      ...((a.control & 2) !== 0 || (b.control & 2) === 0 ? [] : ['disabled']),
      ...(sameMembers(a, b, before, after) ? [] : ['membership']),
      ...(a.title === b.title && (a.control & ~2) === (b.control & ~2) ? [] : ['changed']),
    ];
    return kinds.length > 0 ? [`${a.number} ${kinds.join()}`] : [];
  });
}
function sameMembers(
  a: Account,
  b: Account,
  before: readonly Account[],
  after: ReadonlyMap<number, Account>,
): boolean {
  const ofA = a.members.filter((number) => number < before.length).toSorted((x, y) => x - y);
  const ofB = b.members.filter((number) => after.has(number)).toSorted((x, y) => x - y);
  return ofA.join() === ofB.join();
}

it.each([
  ['with objectGUIDs', true],
  ['by names alone', false],
] as const)(
  'finds edits exactly, and from both ends alike: %s',
  { retry: 0, timeout: 60_000 + 5000 * runs },
  async (_, byGuid) => {
    await fc.assert(
      fc.asyncProperty(accounts, edits, async (before, changes) => {
        const after = new Map(before.map((one) => [one.number, one]));
        for (const [key, change] of Object.entries(changes)) {
          const one = after.get(Number(key));
          if (!one) continue;
          if ('remove' in change) after.delete(one.number);
          else after.set(one.number, { ...one, ...change });
        }
        const a = await capture(entries(before, byGuid, false));
        const b = await capture(entries([...after.values()], byGuid, true));
        expect(await differences(a, a)).toEqual([]);
        const numberOf = (row: DifferenceRow) => /(\d+),OU=/.exec((row.a ?? row.b)!.dn)?.[1];
        const rows = await differences(a, b);
        const found = rows.map((row) => `${numberOf(row)} ${row.kinds.join()}`);
        expect(found.toSorted()).toEqual(expected(before, after).toSorted());
        const mirror = { onlyInA: 'onlyInB', onlyInB: 'onlyInA', enabled: 'disabled', disabled: 'enabled' } as Record<string, string>; // prettier-ignore
        const turned = (await differences(b, a)).map((row) => `${numberOf(row)} ${row.kinds.map((kind) => mirror[kind] ?? kind).join()}`); // prettier-ignore
        expect(turned.toSorted()).toEqual(found.toSorted());
        expect(await differences(a, await capture(entries(before, byGuid, true)))).toEqual([]);
      }),
      { numRuns: runs },
    );
  },
);
