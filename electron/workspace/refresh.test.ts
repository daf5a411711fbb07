/** A refreshed snapshot is what a capture of the same objects would be; and what its older one was stays as it was. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DirectoryEntry } from '#domain/directory/object.ts';
import type { SnapshotRefresh, Workspace } from './api.ts';
import { capture, entry, forestSource, group, readAt, temporaryFolder, unit, user } from './fixtures.ts';
import { openWorkspace } from './open.ts';

const fuzz = Number(process.env['TREELINE_FUZZ'] ?? 1);
const base = 'DC=corp,DC=example';
const later = '2026-03-02T00:00:00Z';
const all = { offset: 0, limit: 1000 };
const kinds = ['user', 'group', 'organizationalUnit', 'domain'] as const;

const guidOf = (n: number) => `00000000-0000-0000-0000-${n.toString(16).padStart(12, '0')}`;
const withGuid = (n: number, made: DirectoryEntry): DirectoryEntry => ({
  ...made,
  attributes: { ...made.attributes, objectGUID: [guidOf(n)] },
});
const root = withGuid(1, entry(base, { objectClass: ['top', 'domain', 'domainDNS'] }));

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

describe('a refresh', () => {
  const folder = temporaryFolder();
  let workspace: Workspace;
  beforeAll(async () => {
    workspace = await openWorkspace(folder.file('a.treeline'), { mode: 'create' });
  });
  afterAll(async () => {
    await workspace.close();
    folder[Symbol.dispose]();
  });

  it('is what a capture would be, also of a refresh, and leaves the older one alone', async () => {
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
      { numRuns: 15 * fuzz },
    );
    for (const { id } of await workspace.sources()) await workspace.removeSource(id);
  });

  it('keeps the time each object was read, its marks and what was missing', async () => {
    const [a, b] = [withGuid(2, user(`CN=a,${base}`, 'a')), withGuid(3, user(`CN=b,${base}`, 'b'))];
    const first = await capture(workspace, [root, a, b]);
    const once = await workspace.beginRefresh(first, later);
    await once.put([withGuid(2, user(`CN=a2,${base}`, 'a'))]);
    const mark = {
      context: base,
      invocationId: guidOf(9),
      dsServiceName: 'CN=NTDS Settings',
      highestCommittedUsn: '18446744073709551615',
      dirSyncCookie: new Uint8Array([1, 0, 255]),
    };
    await once.setMark(mark);
    await once.addMissing('CN=x', 'ldap.insufficientAccess', 'nTSecurityDescriptor');
    const second = await once.complete();
    expect(second.missing).toEqual([
      { where: 'CN=x', attribute: 'nTSecurityDescriptor', code: 'ldap.insufficientAccess' },
    ]);
    expect(await workspace.marks(second.id)).toEqual([mark]);
    expect(await workspace.marks(first)).toEqual([]);
    expect(await workspace.keptFrom(second.id)).toBe(readAt);
    expect(await workspace.keptFrom(first)).toBe(null);
    await expect(workspace.marks(9999)).rejects.toMatchObject({ code: 'snapshot.notFound' });
    const last = '2026-03-03T00:00:00Z';
    const twice = await workspace.beginRefresh(second.id, last);
    await twice.put([withGuid(4, user(`CN=c,${base}`, 'c'))]);
    const third = await twice.complete();
    const users = await workspace.rows({ of: 'kind', snapshotId: third.id, kinds: ['user'] }, all);
    const times = await Promise.all(
      users.rows.map(async ({ id, name: called }) => [
        called,
        (await workspace.object(third.id, id)).entryReadAt,
      ]),
    );
    expect(times).toEqual([
      ['a2', later],
      ['b', readAt],
      ['c', last],
    ]);
    expect(users.rows[0]!.id).toBe(2);
    expect(await workspace.entries(third.id, [3, 99, 2])).toMatchObject([
      { id: 3, dn: `CN=b,${base}` },
      { id: 2, dn: `CN=a2,${base}` },
    ]);
  });

  it('shares security descriptors with its base, and brings its own', async () => {
    const descriptor = (n: number) => new Uint8Array(200).fill(n);
    const secured = (n: number, called: string, with_: number) =>
      withGuid(n, user(`CN=${called},${base}`, called, { nTSecurityDescriptor: [descriptor(with_)] }));
    const first = await capture(workspace, [
      root,
      secured(2, 'a', 1),
      secured(3, 'b', 1),
      secured(4, 'c', 2),
    ]);
    const refresh = await workspace.beginRefresh(first, later);
    await refresh.put([secured(3, 'b', 3), secured(5, 'd', 2)]);
    const { id } = await refresh.complete();
    const read = async (snapshotId: number, objectId: number) =>
      (await workspace.object(snapshotId, objectId)).entry.attributes['nTSecurityDescriptor'];
    expect(await read(id, 2)).toEqual([descriptor(1)]);
    expect(await read(id, 3)).toEqual([descriptor(3)]);
    expect(await read(id, 4)).toEqual([descriptor(2)]);
    expect(await read(id, 5)).toEqual([descriptor(2)]);
    expect(await read(first, 3)).toEqual([descriptor(1)]);
  });

  it('knows by its name what has no objectGUID, and forgets what is gone by its name', async () => {
    const first = await capture(workspace, [root, user(`CN=a,${base}`, 'a'), user(`CN=b,${base}`, 'b')]);
    const refresh = await workspace.beginRefresh(first, later);
    await refresh.put([user(`cn=A,${base}`, 'now')]);
    await refresh.remove([`CN=B, ${base}`, 'CN=never there', guidOf(77)]);
    const { id, objectCount } = await refresh.complete();
    expect(objectCount).toBe(2);
    const users = await workspace.rows({ of: 'kind', snapshotId: id, kinds: ['user'] }, all);
    expect(users.rows.map(({ id: number, samAccountName }) => [number, samAccountName])).toEqual([
      [2, 'now'],
    ]);
  });

  it('is of a complete snapshot of objects alone, and leaves nothing when it is abandoned', async () => {
    await expect(workspace.beginRefresh(9999, later)).rejects.toMatchObject({ code: 'snapshot.notFound' });
    const first = await capture(workspace, [root]);
    const before = await workspace.sources();
    const refresh = await workspace.beginRefresh(first, later);
    await refresh.put([withGuid(2, user(`CN=a,${base}`, 'a'))]);
    await refresh.abandon();
    await expect(refresh.complete()).rejects.toMatchObject({ code: 'snapshot.notFound' });
    expect(await workspace.sources()).toEqual(before);
    expect(before[0]).toMatchObject(forestSource);
  });
});
