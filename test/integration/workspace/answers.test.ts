import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ObjectList } from '#contract/index.ts';
import type { ObjectRow } from '#domain/directory/object.ts';
import { account, facts, role } from '#domain/mapping/fixtures.ts';
import type { SnapshotWriter, Workspace } from '#workspace/api.ts';
import {
  admins,
  base,
  capture,
  entry,
  forestSource,
  group,
  kim,
  lee,
  readAt,
  smallForest,
  staff,
  temporaryFolder,
  user,
} from '#workspace/fixtures.ts';
import { openWorkspace } from '#workspace/open.ts';

const all = { offset: 0, limit: 1000 };

describe('a workspace', () => {
  const folder = temporaryFolder();
  let workspace: Workspace;
  let snapshotId: number;
  let byDn: Map<string, ObjectRow>;
  const rowsOf = async (list: ObjectList) => (await workspace.rows(list, all)).rows;
  const idOf = (dn: string) => byDn.get(dn)!.id;

  beforeAll(async () => {
    workspace = await openWorkspace(folder.file('a.treeline'), { mode: 'create' });
    snapshotId = await capture(workspace, smallForest);
    const kinds = ['user', 'group', 'organizationalUnit', 'domain'] as const;
    byDn = new Map((await rowsOf({ of: 'kind', snapshotId, kinds: [...kinds] })).map((row) => [row.dn, row]));
  });
  afterAll(async () => {
    await workspace.close();
    folder[Symbol.dispose]();
  });

  it('says what it is', () => {
    expect(workspace).toMatchObject({ name: 'a', readOnly: false, readOnlyReason: null });
  });

  it('lists sources with their complete snapshots', async () => {
    expect(await workspace.sources()).toEqual([
      {
        id: 1,
        ...forestSource,
        snapshots: [{ id: 1, sourceId: 1, readAt, complete: true, objectCount: 7, missing: [] }],
      },
    ]);
  });

  it('lists children: containers first, then by name', async () => {
    const roots = await rowsOf({ of: 'children', snapshotId, parentId: null });
    expect(roots.map(({ name, parentId, childCount }) => ({ name, parentId, childCount }))).toEqual([
      { name: 'corp.example', parentId: null, childCount: 2 },
    ]);
    const units = await rowsOf({ of: 'children', snapshotId, parentId: roots[0]!.id });
    expect(units.map(({ name }) => name)).toEqual(['Groups', 'People']);
    const people = await rowsOf({ of: 'children', snapshotId, parentId: idOf(`OU=People,${base}`) });
    expect(people.map(({ dn }) => dn)).toEqual([kim, lee]);
    expect(await rowsOf({ of: 'children', snapshotId, parentId: 999 })).toEqual([]);
  });

  it('gives any page of a list, and its whole length', async () => {
    const page = await workspace.rows(
      { of: 'kind', snapshotId, kinds: ['user', 'group'] },
      { offset: 1, limit: 2 },
    );
    expect(page.total).toBe(4);
    expect(page.rows.map(({ name }) => name)).toEqual(['Kim Min', 'Lee Jun']);
    const beyond = await workspace.rows({ of: 'search', snapshotId, text: 'kim' }, { offset: 50, limit: 10 });
    expect(beyond).toEqual({ total: 1, rows: [] });
  });

  it('finds by words, case and script aside', async () => {
    for (const [text, dns] of [
      ['MIN kim', [kim]],
      ['이준', [lee]],
      ['S-1-5-21-1-2-3-1105', [lee]],
      [kim.toUpperCase(), [kim]],
      ['nobody', []],
      ['"*', []],
    ] as const) {
      expect((await rowsOf({ of: 'search', snapshotId, text })).map(({ dn }) => dn)).toEqual(dns);
    }
  });

  it('shows one object as it was read, with the way to it', async () => {
    const { row, path, entry: read, readAt: at } = await workspace.object(snapshotId, idOf(kim));
    expect(row).toMatchObject({ dn: kim, kind: 'user', disabled: true, mail: 'min.kim@corp.example' });
    expect(path.map(({ name }) => name)).toEqual(['corp.example', 'People', 'Kim Min']);
    expect(path.at(-1)!.id).toBe(idOf(kim));
    expect(read).toEqual(smallForest[2]);
    expect(at).toBe(readAt);
  });

  it('knows where an object stands among its siblings', async () => {
    for (const dn of byDn.keys()) {
      const { parentId, offset } = await workspace.position(snapshotId, idOf(dn));
      const at = await workspace.rows({ of: 'children', snapshotId, parentId }, { offset, limit: 1 });
      expect(at.rows[0]!.dn).toBe(dn);
    }
  });

  it('tells members, direct and nested, those it does not know by their DN', async () => {
    const shown = async (nested: boolean) =>
      (await workspace.members(snapshotId, idOf(admins), nested, all)).rows.map(
        ({ reference, depth, path, object }) => [reference, depth, path.join('/'), object !== null],
      );
    expect(await shown(false)).toEqual([
      [kim, 1, '', true],
      [staff, 1, '', true],
      ['CN=Gone,DC=elsewhere', 1, '', false],
    ]);
    expect(await shown(true)).toEqual([
      [kim, 1, '', true],
      [staff, 1, '', true],
      [lee, 2, 'Staff', true],
      ['CN=Gone,DC=elsewhere', 1, '', false],
    ]);
    const page = await workspace.members(snapshotId, idOf(admins), true, { offset: 2, limit: 1 });
    expect([page.total, page.rows[0]!.reference]).toEqual([4, lee]);
  });

  it('tells groups, direct and nested', async () => {
    const direct = await workspace.memberOf(snapshotId, idOf(lee), false, all);
    expect(direct.rows.map(({ reference }) => reference)).toEqual([staff]);
    const nested = await workspace.memberOf(snapshotId, idOf(lee), true, all);
    expect(nested.rows.map(({ reference, depth, path }) => [reference, depth, path])).toEqual([
      [staff, 1, []],
      [admins, 2, ['Staff']],
    ]);
    expect(await workspace.memberOf(snapshotId, idOf(base), true, all)).toEqual({ total: 0, rows: [] });
  });

  it('finds users, whole values first', async () => {
    expect(
      (await workspace.findUsers('kim')).map(({ object, sourceName }) => [object.dn, sourceName]),
    ).toEqual([[kim, 'corp.example']]);
    expect(await workspace.findUsers('Admins')).toEqual([]);
  });

  it('answers grants and access where there is no AWS source: none', async () => {
    expect(await workspace.grants({}, all)).toEqual({
      total: 0,
      counts: { works: 0, broken: 0, candidate: 0 },
      rows: [],
    });
    const access = await workspace.access(snapshotId, idOf(kim));
    expect(access.notes).toEqual([{ code: 'accountDisabled', params: {} }]);
    expect(access.readAt).toEqual([{ sourceName: 'corp.example', readAt }]);
    expect(access.reached).toEqual([]);
  });

  it.each([
    ['object', () => workspace.object(1, 999), 'object.notFound'],
    ['id that is no number of an object', () => workspace.object(1, 0), 'object.notFound'],
    ['position', () => workspace.position(1, -1), 'object.notFound'],
    [
      'snapshot',
      () => workspace.rows({ of: 'kind', snapshotId: 77, kinds: ['user'] }, all),
      'snapshot.notFound',
    ],
    ['members', () => workspace.members(77, 1, true, all), 'snapshot.notFound'],
    ['access of a unit', () => workspace.access(1, idOf(`OU=People,${base}`)), 'object.notFound'],
  ])('rejects an unknown %s', async (_, ask, code) => {
    await expect(ask()).rejects.toMatchObject({ name: 'Fault', code });
  });

  it('shows nothing of a capture before it is complete, nor after it was abandoned', async () => {
    const before = await workspace.sources();
    const writer = await workspace.beginSnapshot({ ...forestSource, name: 'other.example' }, readAt);
    await writer.addEntries(smallForest);
    expect(await workspace.sources()).toEqual(before);
    await expect(
      workspace.rows({ of: 'kind', snapshotId: writer.snapshotId, kinds: ['user'] }, all),
    ).rejects.toMatchObject({ code: 'snapshot.notFound' });
    await writer.abandon();
    expect(await workspace.sources()).toEqual(before);
    await expect(writer.addEntries(smallForest).then(() => writer.complete())).rejects.toMatchObject({
      code: 'snapshot.notFound',
    });
  });

  it('explains what a user reaches through groups that follow the convention', async () => {
    const name = `AWS-${account}-Desk`;
    const dn = `CN=${name},OU=Groups,${base}`;
    const directory = [
      ...smallForest,
      group(dn, [staff], { sAMAccountName: name, objectSid: 'S-1-5-21-1-2-3-2001' }),
    ];
    const newest = await capture(workspace, directory, '2026-03-02T00:00:00Z');
    const aws = await workspace.beginSnapshot(
      { kind: 'aws', name: account, origin: 'aws', directoryId: null },
      readAt,
    );
    await aws.setEstate(facts({ roles: { state: 'read', value: [role('Desk')] } }));
    const { id, sourceId } = await aws.complete();
    expect(await workspace.estates()).toMatchObject([{ snapshotId: id, sourceId, readAt }]);
    const grants = await workspace.grants({ mechanism: 'saml', text: 'desk' }, all);
    expect([grants.total, grants.counts.works, grants.rows[0]!.principal!.dn]).toEqual([1, 1, dn]);
    expect((await workspace.grants({ status: 'broken' }, all)).total).toBe(0);
    expect((await workspace.grants({ text: 'no such role' }, all)).counts.works).toBe(0);
    const [match] = await workspace.findUsers('lee');
    expect(match!.snapshotId).toBe(newest);
    const access = await workspace.access(newest, match!.object.id);
    expect(access.reached.map(({ chain }) => chain.map(({ step }) => step))).toEqual([
      ['user', 'membership', 'membership', 'mechanism', 'role'],
    ]);
    expect(access.readAt.map(({ sourceName }) => sourceName)).toEqual(['corp.example', account]);
    // The older snapshot has no such group.
    expect((await workspace.access(snapshotId, idOf(lee))).reached).toEqual([]);
    await workspace.removeSource(sourceId);
    expect((await workspace.grants({ status: 'works' }, all)).total).toBe(0);
  });

  it('takes the later of two entries of one name', async () => {
    const twice = await capture(
      workspace,
      [user(kim, 'old'), user(lee, 'lee'), user(kim.toLowerCase(), 'new')],
      '2026-03-02T00:00:00Z',
    );
    const users = await rowsOf({ of: 'kind', snapshotId: twice, kinds: ['user'] });
    expect(users.map(({ samAccountName }) => samAccountName)).toEqual(['new', 'lee']);
    expect(users[0]!.parentId).toBeNull();
  });

  it('keeps what is missing, documents and estates, and lets a source go', async () => {
    const source = { kind: 'adfs-rules', name: 'rules.txt', origin: 'rule', directoryId: null } as const;
    const writer: SnapshotWriter = await workspace.beginSnapshot(source, readAt);
    await writer.setDocument('rules.txt', '=> issue(claim = c);');
    await writer.addMissing('CN=Secret,DC=corp', 'ldap.insufficientAccess');
    const written = await writer.complete();
    expect(written).toMatchObject({
      objectCount: 0,
      missing: [{ where: 'CN=Secret,DC=corp', attribute: null, code: 'ldap.insufficientAccess' }],
    });
    expect(await workspace.rows({ of: 'children', snapshotId: written.id, parentId: null }, all)).toEqual({
      total: 0,
      rows: [],
    });
    expect(await workspace.documents()).toEqual([
      { snapshotId: written.id, sourceId: written.sourceId, name: 'rules.txt', text: '=> issue(claim = c);' },
    ]);
    await workspace.removeSource(written.sourceId);
    expect(await workspace.documents()).toEqual([]);
    expect((await workspace.sources()).map(({ name }) => name)).toEqual(['corp.example']);
  });

  it('keeps attribute names and values that mean something to JavaScript', async () => {
    const odd = entry('CN=odd', {
      constructor: 'a',
      hasOwnProperty: ['b', new Uint8Array([0, 255])],
      objectClass: 'top',
    });
    const oddId = await capture(workspace, [odd], '2026-03-04T00:00:00Z');
    expect((await workspace.object(oddId, 1)).entry).toEqual(odd);
  });
});
