/** A refreshed snapshot is what a capture of the same objects would be; and what its older one was stays as it was. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Workspace } from '#workspace/api.ts';
import { base, capture, forestSource, readAt, temporaryFolder, user } from '#workspace/fixtures.ts';
import { openWorkspace } from '#workspace/open.ts';
import { all, guidOf, later, refreshesAreCaptures, root, withGuid } from './refreshLaw.ts';

const runs = Math.max(25, 4 * Number(process.env['TREELINE_FUZZ'] ?? 1));

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

  it(
    'is what a capture would be, also of a refresh, and leaves the older one alone',
    { retry: 0, timeout: 60_000 + 5000 * runs },
    async () => {
      await expect(refreshesAreCaptures(workspace, runs)).resolves.toBeUndefined();
      for (const { id } of await workspace.sources()) await workspace.removeSource(id);
    },
  );

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
