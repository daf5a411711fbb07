/** What a refreshed snapshot has to be: what a capture of the same objects is. */
import fc from 'fast-check';
import { expect } from 'vitest';
import type { DirectoryEntry } from '#domain/directory/object.ts';
import type { SnapshotRefresh, Workspace } from '#workspace/api.ts';
import { base, capture, entry, group, unit, user } from '#workspace/fixtures.ts';

export const later = '2026-03-02T00:00:00Z';
export const all = { offset: 0, limit: 1000 };
const kinds = ['user', 'group', 'organizationalUnit', 'domain'] as const;

export const guidOf = (n: number) => `00000000-0000-0000-0000-${n.toString(16).padStart(12, '0')}`;
export const withGuid = (n: number, made: DirectoryEntry): DirectoryEntry => ({
  ...made,
  attributes: { ...made.attributes, objectGUID: [guidOf(n)] },
});
export const root = withGuid(1, entry(base, { objectClass: ['top', 'domain', 'domainDNS'] }));

/** Everything a reader sees, by name, without numbers. */
async function seen(workspace: Workspace, snapshotId: number): Promise<unknown> {
  const { rows, total } = await workspace.rows({ of: 'kind', snapshotId, kinds: [...kinds] }, all);
  const dnOf = new Map(rows.map(({ id, dn }) => [id, dn]));
  const objects = [];
  for (const row of rows) {
    const { path, entry: read } = await workspace.object(snapshotId, row.id);
    const children = await workspace.rows({ of: 'children', snapshotId, parentId: row.id }, all);
    const members = await workspace.members(snapshotId, row.id, true, all);
    const groups = await workspace.memberOf(snapshotId, row.id, true, all);
    const { id: _, parentId, ...rest } = row;
    objects.push({
      ...rest,
      parent: parentId && dnOf.get(parentId),
      path: path.map(({ name }) => name),
      attributes: read.attributes,
      children: children.rows.map(({ dn }) => dn).sort(),
      position: await workspace.position(snapshotId, row.id).then(({ offset }) => offset < 1000),
      members: members.rows.map(({ reference, depth }) => `${depth} ${reference}`).sort(),
      groups: groups.rows.map(({ reference, depth }) => `${depth} ${reference}`).sort(),
    });
  }
  const found = await workspace.rows({ of: 'search', snapshotId, text: 'm' }, all);
  const roots = await workspace.rows({ of: 'children', snapshotId, parentId: null }, all);
  return {
    total,
    names: rows.map(({ name }) => name),
    objects: objects.sort((a, b) => (a.dn < b.dn ? -1 : 1)),
    found: found.rows.map(({ dn }) => dn).sort(),
    roots: roots.rows.map(({ dn }) => dn).sort(),
  };
}

/** Objects by number: what a directory holds at one time. */
type State = ReadonlyMap<number, DirectoryEntry>;

const name = fc.constantFrom('m', 'Max', 'anna', 'Émile', '민', 'zoe m');
const spec = fc.record({
  kind: fc.constantFrom('user', 'group', 'unit'),
  name,
  place: fc.nat(3),
  members: fc.array(fc.nat(9), { maxLength: 4 }),
  mail: fc.constantFrom('', 'm@x', 'other'),
});

/** Names are made unique by a number; units 2 to 4 may hold others. */
function stateOf(
  specs: readonly (typeof spec extends fc.Arbitrary<infer T> ? T : never)[],
  drop: number,
): State {
  const units = new Map<number, string>();
  const dns = new Map<number, string>();
  specs.forEach((one, at) => {
    if (at !== drop && one.kind === 'unit') units.set(at, `OU=${one.name} ${one.place},${base}`);
  });
  specs.forEach((one, at) => {
    const above = [...units.values()][one.place] ?? base;
    dns.set(at, units.get(at) ?? `CN=${one.name} ${at},${above}`);
  });
  const state = new Map<number, DirectoryEntry>([[1, root]]);
  specs.forEach((one, at) => {
    if (at === drop) return;
    const dn = dns.get(at)!;
    const members = one.members.map((n) => dns.get(n) ?? `CN=Gone ${n},DC=else`);
    const mail = one.mail === '' ? {} : { mail: one.mail };
    const made =
      one.kind === 'unit'
        ? unit(dn)
        : one.kind === 'group'
          ? group(dn, members, mail)
          : user(dn, `sam${at}`, mail);
    state.set(at + 2, withGuid(at + 2, made));
  });
  return state;
}

async function bring(refresh: SnapshotRefresh, before: State, after: State): Promise<void> {
  const gone = [...before.keys()].filter((n) => !after.has(n));
  await refresh.remove(gone.map(guidOf));
  const changed = [...after].filter(([n, one]) => JSON.stringify(before.get(n)) !== JSON.stringify(one));
  // In two parts, the last first.
  const entries = changed.map(([, one]) => one).reverse();
  await refresh.put(entries.slice(0, 2));
  if (entries.length > 2) await refresh.put(entries.slice(2));
}

const distinct = (state: State) =>
  new Set([...state.values()].map(({ dn }) => dn.toLowerCase())).size === state.size;

/** Captures a directory, changes it twice and refreshes each time, `numRuns` times; the sources stay in the workspace. */
export async function refreshesAreCaptures(workspace: Workspace, numRuns: number): Promise<void> {
  const states = fc
    .array(fc.tuple(fc.array(spec, { minLength: 1, maxLength: 8 }), fc.nat(12)), {
      minLength: 3,
      maxLength: 3,
    })
    .map((list) => list.map(([specs, drop]) => stateOf(specs, drop)))
    .filter((list) => list.every(distinct));
  await fc.assert(
    fc.asyncProperty(states, async (list) => {
      const [first, ...rest] = list as [State, ...State[]];
      const ids = [await capture(workspace, [...first.values()])];
      const before = await seen(workspace, ids[0]!);
      let state = first;
      for (const next of rest) {
        const refresh = await workspace.beginRefresh(ids.at(-1)!, later);
        await bring(refresh, state, next);
        const written = await refresh.complete();
        expect(written.objectCount).toBe(next.size);
        ids.push(written.id);
        const fresh = await capture(workspace, [...next.values()]);
        expect(await seen(workspace, written.id)).toEqual(await seen(workspace, fresh));
        state = next;
      }
      expect(await seen(workspace, ids[0]!)).toEqual(before);
    }),
    { numRuns },
  );
}
