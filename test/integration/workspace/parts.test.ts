/** Parts that come twice, objects that come twice, streams that number their attributes anew, and what is arriving. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { EntryPacker } from '#packed/pack.ts';
import {
  base,
  entry,
  forestSource,
  group,
  readAt,
  temporaryFolder,
  unit,
  user,
} from '#workspace/fixtures.ts';
import type { Workspace } from '#workspace/api.ts';
import { openWorkspace } from '#workspace/open.ts';

const all = { offset: 0, limit: 1000 };
const guid = (n: number) => ({ objectGUID: `00000000-0000-0000-0000-${String(n).padStart(12, '0')}` });
const people = `OU=People,${base}`;

// One workspace with its threads for all of them; each begins with none of the others' sources.
let folder: ReturnType<typeof temporaryFolder>;
let shared: Workspace;
beforeAll(async () => {
  folder = temporaryFolder();
  shared = await openWorkspace(folder.file('a.treeline'), { mode: 'create' });
});
afterAll(async () => {
  await shared.close();
  folder[Symbol.dispose]();
});

async function within(use: (workspace: Workspace) => Promise<void>): Promise<void> {
  for (const { id } of await shared.sources()) await shared.removeSource(id);
  await use(shared);
}

const users = async (workspace: Workspace, snapshotId: number) =>
  (await workspace.rows({ of: 'kind', snapshotId, kinds: ['user'] }, all)).rows;

it('drops of a part what its last reading has not, and nothing of other parts', () =>
  within(async (workspace) => {
    const writer = await workspace.beginSnapshot(forestSource, readAt);
    await writer.beginPart(base);
    await writer.addEntries([unit(people), user(`CN=a,${people}`, 'a'), user(`CN=b,${people}`, 'b')]);
    await writer.again();
    await writer.addEntries([unit(people), user(`CN=b,${people}`, 'b2')]);
    await writer.endPart();
    await writer.beginPart('DC=other');
    await writer.addEntries([user('CN=c,DC=other', 'c'), user('CN=d,DC=other', 'd')]);
    await writer.again();
    await writer.again();
    await writer.addEntries([
      user('CN=d,DC=other', 'd'),
      group('CN=g,DC=other', [`CN=a,${people}`, 'CN=d,DC=other']),
    ]);
    await writer.endPart();
    const { id, objectCount } = await writer.complete();
    expect(objectCount).toBe(4);
    const found = await users(workspace, id);
    expect(found.map(({ samAccountName }) => samAccountName)).toEqual(['b2', 'd']);
    const [other] = (await workspace.rows({ of: 'kind', snapshotId: id, kinds: ['group'] }, all)).rows;
    const members = await workspace.members(id, other!.id, true, all);
    expect(members.rows.map(({ reference, object }) => [reference, object !== null])).toEqual([
      ['CN=d,DC=other', true],
      [`CN=a,${people}`, false],
    ]);
    // Ids of what was dropped are those of no object.
    await expect(workspace.object(id, 2)).rejects.toMatchObject({ code: 'object.notFound' });
  }));

it('has an object that moved while it was read once, as it came last', () =>
  within(async (workspace) => {
    const writer = await workspace.beginSnapshot(forestSource, readAt);
    await writer.addEntries([
      user(`CN=a,${base}`, 'a', guid(1)),
      user(`CN=b,${base}`, 'b', guid(2)),
      group(`CN=g,${base}`, [`CN=a,${base}`, `CN=b,${base}`, `CN=a,${people}`]),
      // It moves away, another one takes its name, and a third is overtaken.
      user(`CN=a,${people}`, 'a', guid(1)),
      user(`CN=a,${base}`, 'new', guid(3)),
      user(`CN=b,${base}`, 'a3', guid(3)),
    ]);
    const { id, objectCount } = await writer.complete();
    expect(objectCount).toBe(3);
    expect((await users(workspace, id)).map(({ dn, samAccountName }) => [dn, samAccountName])).toEqual([
      [`CN=a,${people}`, 'a'],
      [`CN=b,${base}`, 'a3'],
    ]);
    const [one] = (await workspace.rows({ of: 'kind', snapshotId: id, kinds: ['group'] }, all)).rows;
    const members = await workspace.members(id, one!.id, true, all);
    expect(members.rows.map(({ reference }) => reference)).toEqual([
      `CN=a,${people}`,
      `CN=b,${base}`,
      `CN=a,${base}`,
    ]);
  }));

it('keeps one numbering of attributes whatever stream an entry came by', () =>
  within(async (workspace) => {
    const writer = await workspace.beginSnapshot(forestSource, readAt);
    const shared = new Uint8Array(300).fill(9);
    const made = [
      entry('CN=1', { objectClass: 'user', cn: '1', nTSecurityDescriptor: [shared] }),
      entry('CN=2', { mail: ['2', 'x'], objectClass: ['user'], sn: 'b', photo: new Uint8Array([0, 255]) }),
      entry('CN=3', { nTSecurityDescriptor: [shared, 'CN=3'], sn: ['c', 'CN=3'], objectClass: 'user' }),
      entry('CN=4', { givenName: 'd', cn: '4', objectClass: 'user' }),
      entry(
        'CN=5',
        Object.fromEntries(Array.from({ length: 300 }, (_, n) => [`attribute${n}`, `value ${n}`])),
      ),
      entry('CN=6', { objectClass: 'user', attribute7: 'x', mail: [] }),
    ];
    await writer.addPage(new EntryPacker().pack([made[0]!]));
    await writer.addEntries([made[1]!]);
    // Another connection begins to count anew.
    const second = new EntryPacker();
    await writer.addPage(second.pack([made[2]!]));
    await writer.addPage(second.pack([made[3]!]));
    await writer.addEntries([made[4]!]);
    await writer.addPage(second.pack([made[5]!]));
    const { id } = await writer.complete();
    for (const [at, one] of made.entries()) expect((await workspace.object(id, at + 1)).entry).toEqual(one);
  }));

it('refuses a page whose names do not follow, and takes no more', () =>
  within(async (workspace) => {
    const writer = await workspace.beginSnapshot(forestSource, readAt);
    const page = new EntryPacker().pack([user(`CN=a,${base}`, 'a')]);
    const adding = writer.addPage({ ...page, firstName: 5 }).then(() => writer.complete());
    await expect(adding).rejects.toMatchObject({ name: 'Fault' });
    await writer.abandon();
    expect(await workspace.sources()).toEqual([]);
  }));

it('shows what is arriving as soon as there are a thousand', () =>
  within(async (workspace) => {
    const writer = await workspace.beginSnapshot(forestSource, readAt);
    const some = (from: number, count: number) =>
      Array.from({ length: count }, (_, n) =>
        user(`CN=user ${String(from + n).padStart(5, '0')},${people}`, `u${from + n}`),
      );
    await writer.beginPart(base);
    await writer.addEntries([entry(base, { objectClass: 'domainDNS' }), unit(people), ...some(0, 500)]);
    expect(await workspace.arriving()).toEqual([]);
    await writer.addEntries(some(500, 600));
    await writer.addEntries(some(1100, 100));
    expect(await workspace.arriving()).toMatchObject([
      {
        snapshotId: writer.snapshotId,
        sourceName: 'corp.example',
        sourceKind: 'forest',
        browsable: 1102,
        received: 1202,
      },
    ]);
    const { snapshotId } = writer;
    expect(await workspace.sources()).toEqual([]);
    const roots = await workspace.rows({ of: 'children', snapshotId, parentId: null }, all);
    expect(roots.rows.map(({ name, childCount }) => [name, childCount])).toEqual([['corp.example', 1]]);
    const list = { of: 'children', snapshotId, parentId: 2 } as const;
    const page = await workspace.rows(list, { offset: 1000, limit: 10 });
    expect([page.total, page.rows.length, page.rows[0]!.name]).toEqual([1100, 10, 'user 01000']);
    const { path, entry: read } = await workspace.object(snapshotId, page.rows[0]!.id);
    expect(path.map(({ name }) => name)).toEqual(['corp.example', 'People', 'user 01000']);
    expect(read.attributes['sAMAccountName']).toEqual(['u1000']);
    expect(await workspace.position(snapshotId, page.rows[0]!.id)).toEqual({ parentId: 2, offset: 1000 });
    await expect(workspace.members(snapshotId, 3, true, all)).rejects.toMatchObject({
      code: 'snapshot.notFound',
    });
    await expect(workspace.rows({ of: 'search', snapshotId, text: 'user' }, all)).rejects.toMatchObject({
      code: 'snapshot.notFound',
    });
    await writer.again();
    await writer.addEntries([entry(base, { objectClass: 'domainDNS' }), unit(people), ...some(600, 9500)]);
    await writer.endPart();
    expect((await workspace.rows(list, all)).total).toBe(9500);
    const { objectCount } = await writer.complete();
    expect(objectCount).toBe(9502);
    expect(await workspace.arriving()).toEqual([]);
    expect((await workspace.rows(list, { offset: 0, limit: 1 })).rows[0]!.name).toBe('user 00600');
  }));
