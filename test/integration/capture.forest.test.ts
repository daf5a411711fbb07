/** Captures of real forests into a workspace: one domain, all of them, a catalog; and what changed since. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Connection } from '#contract/profiles.ts';
import type { Job } from '#contract/shapes.ts';
import { dnKey, isDescendant } from '#domain/directory/dnKey.ts';
import type { Dialler } from '#engine/capture/dialler.ts';
import type { CaptureOptions } from '#engine/capture/forest.ts';
import { forestDeleted } from '#engine/forest.ts';
import { startCaptureFrom } from '#engine/work.ts';
import { eu, forestAddresses, type LabForest, startLabForest } from '../lab/adProxy/labForest.ts';
import { startLab, type Lab } from '../lab/lab.ts';
import { accounts } from '../lab/seed/corp.ts';
import { testEngine, type TestEngine } from '../support/engine.ts';
import { labLdap, ldapsearch, toCorp } from './ldapSupport.ts';
import { changeCorp } from './labChanges.ts';

let lab: Lab;
beforeAll(async () => {
  lab = await startLab();
});
afterAll(() => lab?.release());

let test: TestEngine;
beforeEach(async () => {
  test = testEngine();
  await test.engine.workspace.open(join(test.folder, 'w.treeline'), { mode: 'create' });
});
afterEach(() => test.close());

const workspace = () => test.engine.workspace.current;
const reader = () => `${accounts.reader}@${lab.corp.dnsDomain}`;
const administrator = () => `Administrator@${lab.corp.dnsDomain}`;

async function capture(
  connection: Connection,
  options: CaptureOptions = {},
  /** Where a connection without a host of its own goes. */
  elsewhere: (connection: Connection) => Connection = (one) => one,
): Promise<Job> {
  const ldap = labLdap(lab);
  const password = connection.user === administrator() ? lab.passwords.administrator : lab.passwords.users;
  const dialler: Dialler = {
    connect: (one, signal) => ldap.connect(elsewhere(one), password, signal),
    bulk: (one, signal) => ldap.bulk(elsewhere(one), password, signal),
  };
  const started = startCaptureFrom(test.engine, 'lab', connection, dialler, options);
  const job = await test.engine.jobs.ended(started.id);
  expect(job.fault).toBeNull();
  return job;
}

const snapshotOf = async (id: number) =>
  (await workspace().sources()).flatMap(({ snapshots }) => snapshots).find((one) => one.id === id)!;

async function found(snapshotId: number, filter: string, base: string | null = null) {
  const { entries } = await workspace().find(snapshotId, { base, scope: 'sub', filter });
  return entries;
}

/** How many objects OpenLDAP's client sees from `base` on down. */
async function counted(base: string): Promise<number> {
  const args = [
    '-H',
    `ldaps://${lab.corp.address}`,
    '-D',
    reader(),
    '-w',
    lab.passwords.users,
    '-E',
    'pr=500/noprompt',
  ];
  return (await ldapsearch([...args, '-b', base, '(objectClass=*)', '1.1'], { LDAPTLS_CACERT: lab.ca.file }))
    .size;
}

describe('one domain', () => {
  it('is there with its configuration and schema, every object once; the rest is said to be left out', async () => {
    const { snapshotId } = await capture(toCorp(lab));
    const snapshot = await snapshotOf(snapshotId!);
    const { baseDn } = lab.corp;
    const configuration = `CN=Configuration,${baseDn}`;
    const schema = `CN=Schema,${configuration}`;
    const all = await found(snapshotId!, '(objectClass=*)');
    expect(all).toHaveLength(snapshot.objectCount);
    const keys = all.map(({ dn }) => dnKey(dn));
    expect(new Set(keys).size).toBe(keys.length);
    const inSchema = keys.filter((key) => key === dnKey(schema) || isDescendant(key, schema)).length;
    expect(inSchema).toBeGreaterThan(1500);
    for (const context of [baseDn, configuration, schema]) {
      const below = keys.filter((key) => key === dnKey(context) || isDescendant(key, context)).length;
      expect(below).toBeGreaterThanOrEqual(await counted(context));
    }
    expect(
      snapshot.missing
        .filter(({ code }) => code === 'capture.leftOut')
        .map(({ where }) => where)
        .sort(),
    ).toEqual([`DC=DomainDnsZones,${baseDn}`, `DC=ForestDnsZones,${baseDn}`]);
    expect((await workspace().marks(snapshotId!)).map(({ context }) => context).sort()).toEqual(
      [baseDn, configuration, schema].sort(),
    );
  });
});

describe('what changed since', () => {
  const changed = 'CN=Refresh Test,CN=Users';
  afterEach(() =>
    changeCorp(lab, 'delete', [`${changed},${lab.corp.baseDn}`, `CN=Moved,CN=Users,${lab.corp.baseDn}`]),
  );

  it.each<[what: string, user: () => string]>([
    ['as an administrator, who sees deletions', administrator],
    ['as a reader, who does not', reader],
  ])('%s', async (_what, user) => {
    const { baseDn } = lab.corp;
    await changeCorp(lab, 'add', [
      { dn: `${changed},${baseDn}`, objectClass: 'contact', description: 'before' },
      { dn: `CN=Going,CN=Users,${baseDn}`, objectClass: 'contact', description: 'going' },
      { dn: `CN=Moving,CN=Users,${baseDn}`, objectClass: 'contact', description: 'moving' },
    ]);
    const connection = toCorp(lab, { user: user() });
    const first = await capture(connection);
    await changeCorp(lab, 'replace', [{ dn: `${changed},${baseDn}`, description: 'after' }]);
    await changeCorp(lab, 'delete', [`CN=Going,CN=Users,${baseDn}`]);
    await changeCorp(lab, 'rename', [{ dn: `CN=Moving,CN=Users,${baseDn}`, to: 'CN=Moved' }]);
    const second = await capture(connection, { changesOnly: true });
    // Samba lets every account ask by DirSync for what it may see.
    expect(second.note).toBe('refreshed.dirSync');
    expect(second.snapshotId).not.toBe(first.snapshotId);

    const now = await snapshotOf(second.snapshotId!);
    const seesDeleted = user === administrator;
    const unseen = now.missing.filter(({ code }) => code === 'capture.deletionsNotReadable');
    expect(unseen.some(({ where }) => where === baseDn)).toBe(!seesDeleted);
    const descriptions = async (id: number) =>
      (await found(id, '(&(objectClass=contact)(description=*))', `CN=Users,${baseDn}`))
        .map(({ dn, attributes }) => [dn.slice(0, dn.indexOf(',')), attributes['description']?.[0]])
        .sort();
    expect(await descriptions(first.snapshotId!)).toEqual([
      ['CN=Going', 'going'],
      ['CN=Moving', 'moving'],
      ['CN=Refresh Test', 'before'],
    ]);
    expect(await descriptions(second.snapshotId!)).toEqual([
      ...(seesDeleted ? [] : [['CN=Going', 'going']]),
      ['CN=Moved', 'moving'],
      ['CN=Refresh Test', 'after'],
    ]);
    // Everything else is as a full reading finds it now.
    const full = await capture(connection);
    const still = async (id: number) =>
      (await found(id, '(objectClass=*)'))
        .map(({ dn }) => dnKey(dn))
        .filter((dn) => !dn.startsWith('cn=going,'))
        .sort();
    expect(await still(second.snapshotId!)).toEqual(await still(full.snapshotId!));
    const [mark] = await workspace().marks(second.snapshotId!);
    expect(BigInt(mark!.highestCommittedUsn!)).toBeGreaterThan(0n);
  });

  it('of a unit that was renamed is known of everything below it', async () => {
    const { baseDn } = lab.corp;
    const unit = (name: string) => `OU=${name},${baseDn}`;
    await changeCorp(lab, 'add', [
      { dn: unit('Old'), objectClass: 'organizationalUnit' },
      { dn: `OU=Inner,${unit('Old')}`, objectClass: 'organizationalUnit' },
      { dn: `CN=Deep,OU=Inner,${unit('Old')}`, objectClass: 'contact' },
    ]);
    try {
      await capture(toCorp(lab));
      await changeCorp(lab, 'rename', [{ dn: unit('Old'), to: 'OU=New' }]);
      const { snapshotId } = await capture(toCorp(lab), { changesOnly: true });
      expect(await found(snapshotId!, '(objectClass=*)', unit('Old'))).toEqual([]);
      expect((await found(snapshotId!, '(objectClass=*)', unit('New'))).map(({ dn }) => dn).sort()).toEqual(
        [`CN=Deep,OU=Inner,${unit('New')}`, `OU=Inner,${unit('New')}`, unit('New')].sort(),
      );
    } finally {
      for (const name of ['New', 'Old'])
        await changeCorp(lab, 'delete', [
          `CN=Deep,OU=Inner,${unit(name)}`,
          `OU=Inner,${unit(name)}`,
          unit(name),
        ]);
    }
  });

  it('of an object that was renamed or deleted is known of the groups that name it', async () => {
    const { baseDn } = lab.corp;
    const at = (name: string) => `CN=${name},CN=Users,${baseDn}`;
    const names = [
      'Link Group',
      'Link Group Renamed',
      'Link User',
      'Link User Renamed',
      'Link Gone',
      'Link Unit User',
    ];
    const unit = (name: string) => `OU=${name},${baseDn}`;
    const cleanUp = async () =>
      changeCorp(lab, 'delete', [
        ...names.map(at),
        ...['Link Old', 'Link New'].flatMap((name) => [`CN=Link Inner,${unit(name)}`, unit(name)]),
      ]);
    await cleanUp();
    await changeCorp(lab, 'add', [
      { dn: at('Link User'), objectClass: 'user' },
      { dn: at('Link Gone'), objectClass: 'user' },
      { dn: unit('Link Old'), objectClass: 'organizationalUnit' },
      { dn: `CN=Link Inner,${unit('Link Old')}`, objectClass: 'user' },
      { dn: at('Link Group'), objectClass: 'group', member: at('Link User') },
    ]);
    await changeCorp(lab, 'link', [
      { dn: at('Link Group'), member: at('Link Gone') },
      { dn: at('Link Group'), member: `CN=Link Inner,${unit('Link Old')}` },
    ]);
    try {
      const connection = toCorp(lab, { user: administrator() });
      await capture(connection);
      // None of these is a change of the group's own.
      await changeCorp(lab, 'rename', [{ dn: at('Link User'), to: 'CN=Link User Renamed' }]);
      await changeCorp(lab, 'rename', [{ dn: unit('Link Old'), to: 'OU=Link New' }]);
      await changeCorp(lab, 'delete', [at('Link Gone')]);
      const { snapshotId } = await capture(connection, { changesOnly: true });
      const [group] = await found(snapshotId!, `(cn=Link Group)`);
      const expected = [at('Link User Renamed'), `CN=Link Inner,${unit('Link New')}`].sort();
      expect([...(group!.attributes['member'] ?? [])].sort()).toEqual(expected);
      const page = { offset: 0, limit: 10 };
      const { rows } = await workspace().members(snapshotId!, group!.id, false, page);
      expect(rows.map(({ object }) => object?.dn).sort()).toEqual(expected);
      for (const member of expected)
        expect((await found(snapshotId!, `(member=${member})`)).map(({ dn }) => dn)).toEqual([
          at('Link Group'),
        ]);
      // And the other way: of the group, by those in it.
      await changeCorp(lab, 'rename', [{ dn: at('Link Group'), to: 'CN=Link Group Renamed' }]);
      const third = await capture(connection, { changesOnly: true });
      const [user] = await found(third.snapshotId!, '(cn=Link User Renamed)');
      expect(user!.attributes['memberOf']).toEqual([at('Link Group Renamed')]);
    } finally {
      await cleanUp();
    }
  });

  it('carries over what the older snapshot could not read', async () => {
    const first = await capture(toCorp(lab));
    const { snapshotId } = await capture(toCorp(lab), { changesOnly: true });
    const lines = async (id: number) =>
      (await snapshotOf(id)).missing
        .filter(({ code }) => code !== 'capture.deletionsNotReadable')
        .map(({ where, attribute, code }) => [where, attribute, code].join(' '))
        .sort();
    const before = await lines(first.snapshotId!);
    expect(before.filter((line) => line.includes(' * ')).length).toBeGreaterThan(20);
    expect(await lines(snapshotId!)).toEqual(before);
  });

  it('is known of deleted objects, by those who may see them', async () => {
    const { baseDn } = lab.corp;
    await changeCorp(lab, 'add', [{ dn: `CN=Soon Gone,CN=Users,${baseDn}`, objectClass: 'contact' }]);
    const connection = toCorp(lab, { user: administrator() });
    const first = await capture(connection);
    await changeCorp(lab, 'delete', [`CN=Soon Gone,CN=Users,${baseDn}`]);
    const second = await capture(connection, { changesOnly: true });
    const full = await capture(connection);
    const unseen = await capture(toCorp(lab));
    const ask = async ({ snapshotId }: Job) =>
      forestDeleted(test.engine, {
        place: { in: 'snapshot', snapshotId: snapshotId! },
        text: 'soon gone',
        page: { offset: 0, limit: 10 },
      });
    const before = await ask(first);
    const total = before.state === 'read' ? before.value.total : -1;
    for (const job of [second, full])
      expect(await ask(job)).toMatchObject({ state: 'read', value: { total: total + 1, notRead: [] } });
    expect(await ask(unseen)).toMatchObject({ state: 'notRead', reason: 'accessDenied' });
    expect((await snapshotOf(second.snapshotId!)).objectCount).toBe(
      (await snapshotOf(full.snapshotId!)).objectCount,
    );
  });

  it('is everything where there was nothing before', async () => {
    const { note } = await capture(toCorp(lab), { changesOnly: true });
    expect(note).toBe('fullRead.noSnapshot');
  });
});

describe('a forest of two domains', () => {
  let forest: LabForest;
  let pem: string;
  beforeAll(async () => {
    forest = await startLabForest(lab);
    pem = await readFile(forest.caFile, 'utf8');
  });
  afterAll(() => forest?.stop());

  const [rootAddress, childAddress] = forestAddresses;
  const toRoot = (port = 636): Connection =>
    toCorp(lab, { host: rootAddress, port, pageSize: 1000, trust: { kind: 'ca', pem } });
  const toChild = (one: Connection): Connection => (one.host === null ? { ...one, host: childAddress } : one);

  it('is read whole, each domain from its own controller', async () => {
    const { snapshotId } = await capture(toRoot(), { allDomains: true }, toChild);
    const { baseDn } = lab.corp;
    const inChild = await found(snapshotId!, '(objectClass=*)', eu.dn);
    expect(inChild.length).toBeGreaterThan(200);
    const all = await found(snapshotId!, '(objectClass=*)');
    expect(new Set(all.map(({ dn }) => dnKey(dn))).size).toBe(all.length);
    const [source] = await workspace().sources();
    expect(source!.name).toBe(lab.corp.dnsDomain);
    const contexts = (await workspace().marks(snapshotId!)).map(({ context }) => context);
    expect(contexts).toContain(eu.dn);
    expect(contexts).toContain(baseDn);
  });

  it('is read without the domain that cannot be reached, and says so', async () => {
    const nowhere = (one: Connection): Connection =>
      one.host === null ? { ...one, host: '127.0.0.1', port: 1 } : one;
    const { snapshotId } = await capture(toRoot(), { allDomains: true }, nowhere);
    const { missing } = await snapshotOf(snapshotId!);
    expect(missing).toContainEqual({ where: eu.dn, code: 'ldap.closedPort', attribute: null });
    expect(await found(snapshotId!, '(objectClass=user)', eu.dn)).toEqual([]);
  });

  it('is read from a catalog with what a catalog has, and the members that it lacks are said to be missing', async () => {
    const { snapshotId } = await capture(toRoot(3269));
    const { baseDn } = lab.corp;
    const { missing } = await snapshotOf(snapshotId!);
    expect(missing).toContainEqual({ where: eu.dn, code: 'capture.partialMembers', attribute: 'member' });
    expect(missing).not.toContainEqual({
      where: baseDn,
      code: 'capture.partialMembers',
      attribute: 'member',
    });
    for (const where of [baseDn, eu.dn])
      expect(missing).toContainEqual({ where, code: 'capture.partialAttributes', attribute: null });
    expect((await found(snapshotId!, '(objectClass=group)', eu.dn)).length).toBeGreaterThan(10);
    expect(await workspace().marks(snapshotId!)).toEqual([]);
  });
});
