/** Captures of a forest whose controllers break off or keep something back: what was not read is said, and nothing else is lost. */
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Fault, type FaultCode } from '#contract/faults.ts';
import type { Job } from '#contract/shapes.ts';
import { forestDeleted } from '#engine/forest.ts';
import { startCaptureFrom } from '#engine/work.ts';
import { testEngine, type TestEngine } from '../support/engine.ts';
import {
  connectionTo,
  contextOf,
  entryOf,
  type ScriptedController,
  scriptedDialler,
} from '../support/scriptedForest.ts';

const root = 'DC=corp,DC=example,DC=com';
const configuration = `CN=Configuration,${root}`;
const children = ['eu', 'us'].map((name) => `DC=${name},${root}`);
const [eu, us] = children as [string, string];
const dnsOf = (dn: string) => dn.replaceAll('DC=', '').replaceAll(',', '.');
const where = { host: 'dc.eu', port: 636 };

let test: TestEngine;
beforeEach(async () => {
  test = testEngine();
  await test.engine.workspace.open(join(test.folder, 'w.treeline'), { mode: 'create' });
});
afterEach(() => test.close());

const crossRefs = [root, ...children].map((dn) =>
  entryOf(`CN=${dnsOf(dn)},CN=Partitions,${configuration}`, 'crossRef', {
    nCName: [dn],
    dnsRoot: [dnsOf(dn)],
    systemFlags: ['3'],
  }),
);

const rootController = (over: Partial<ScriptedController> = {}): ScriptedController => ({
  contexts: [root, configuration],
  entries: [...contextOf(root, 25), entryOf(configuration, 'configuration'), ...crossRefs],
  ...over,
});
const child = (dn: string, over: Partial<ScriptedController> = {}): ScriptedController => ({
  contexts: [dn],
  entries: contextOf(dn, 25),
  ...over,
});

function start(controllers: Record<string, ScriptedController>, calls?: { rootDse: number }): Job {
  const dialler = scriptedDialler(controllers, calls);
  return startCaptureFrom(test.engine, 'lab', connectionTo('dc'), dialler, { allDomains: true });
}
const capture = (controllers: Record<string, ScriptedController>) =>
  test.engine.jobs.ended(start(controllers).id);

const snapshots = async () =>
  (await test.engine.workspace.current.sources()).flatMap(({ snapshots: all }) => all);
const contactsIn = async (snapshotId: number, base: string) =>
  (
    await test.engine.workspace.current.find(snapshotId, {
      base,
      scope: 'one',
      filter: '(objectClass=contact)',
    })
  ).entries.length;

/** Throws at the second page of `base`. */
const breaking = (base: string, fault: () => Error) => (at: string, step: number) => {
  if (at === base && step === 1) throw fault();
};

describe('a further domain that breaks off in the middle', () => {
  it.each<[FaultCode, () => Fault]>([
    ['ldap.connectionLost', () => new Fault('ldap.connectionLost', where)],
    ['ldap.insufficientAccess', () => new Fault('ldap.insufficientAccess', { dn: eu })],
    ['ldap.accountLocked', () => new Fault('ldap.accountLocked', { user: 'reader' })],
    ['tls.failed', () => new Fault('tls.failed', { ...where, detail: 'reset' })],
  ])('%s: is said to be missing, the others are complete', async (code, fault) => {
    const job = await capture({
      dc: rootController(),
      [dnsOf(eu)]: child(eu, { onStep: breaking(eu, fault) }),
      [dnsOf(us)]: child(us),
    });
    expect(job.fault).toBeNull();
    const [snapshot] = await snapshots();
    expect(snapshot!.missing.filter(({ where: at }) => at === eu)).toEqual([
      { where: eu, attribute: null, code },
    ]);
    expect(await contactsIn(snapshot!.id, root)).toBe(25);
    expect(await contactsIn(snapshot!.id, us)).toBe(25);
    // Its first page, its head among it.
    expect(await contactsIn(snapshot!.id, eu)).toBe(9);
    // A later refresh cannot begin where half of it was read.
    const marks = await test.engine.workspace.current.marks(snapshot!.id);
    expect(marks.map(({ context }) => context).sort()).toEqual([configuration, root, us].sort());
  });

  it('is no reason to go on when the capture is cancelled, and nothing is left behind', async () => {
    const reached = Promise.withResolvers<void>();
    const job = start({
      dc: rootController(),
      [dnsOf(eu)]: child(eu, {
        onStep: async (_base, step) => {
          if (step !== 1) return;
          reached.resolve();
          await new Promise((resolve) => setTimeout(resolve, 100));
          throw new Fault('ldap.connectionLost', where);
        },
      }),
      [dnsOf(us)]: child(us),
    });
    await reached.promise;
    expect(await test.engine.jobs.cancel(job.id)).toMatchObject({ state: 'cancelled' });
    expect(await test.engine.workspace.current.sources()).toEqual([]);
  });

  it('ends the capture where the workspace is at fault', async () => {
    const full = () => new Fault('workspace.diskFull', { name: 'w' });
    const job = await capture({
      dc: rootController(),
      [dnsOf(eu)]: child(eu, { onStep: breaking(eu, full) }),
      [dnsOf(us)]: child(us),
    });
    expect(job.fault?.code).toBe('workspace.diskFull');
    expect(await snapshots()).toEqual([]);
  });
});

it('the domain that was asked for breaks off: the capture ends, and nothing is left behind', async () => {
  const lost = () => new Fault('ldap.connectionLost', where);
  const job = await capture({
    dc: rootController({ onStep: breaking(root, lost) }),
    [dnsOf(eu)]: child(eu),
    [dnsOf(us)]: child(us),
  });
  expect(job.fault?.code).toBe('ldap.connectionLost');
  expect(await snapshots()).toEqual([]);
});

it('the root DSE of each controller is asked for once', async () => {
  const calls = { rootDse: 0 };
  const job = start({ dc: rootController(), [dnsOf(eu)]: child(eu), [dnsOf(us)]: child(us) }, calls);
  expect((await test.engine.jobs.ended(job.id)).fault).toBeNull();
  expect(calls.rootDse).toBe(3);
});

describe('objects of which the account may read nothing', () => {
  const hidden = (count: number) =>
    Array.from({ length: count }, (_, n) => ({ dn: `CN=Hidden ${n},${root}`, attributes: {} }));
  const told = async () =>
    (await snapshots())[0]!.missing
      .filter(({ attribute }) => attribute === '*')
      .map(({ where: at, code }) => [at, code]);

  it('are each said to be so', async () => {
    await capture({ dc: rootController({ entries: [...rootController().entries, ...hidden(3)] }) });
    expect(await told()).toEqual(hidden(3).map(({ dn }) => [dn, 'ldap.insufficientAccess']));
  });

  it('are named to a thousand, and that there are more is said', async () => {
    await capture({ dc: rootController({ entries: [...rootController().entries, ...hidden(1001)] }) });
    const rows = await told();
    expect(rows).toHaveLength(1001);
    expect(rows.at(-1)).toEqual([root, 'capture.moreNotReadable']);
  });
});

describe('deleted objects', () => {
  const containerOf = (context: string) => `CN=Deleted Objects,${context}`;
  const gone = (name: string, context: string, objectClass = 'user') =>
    entryOf(
      `CN=${name}\\0ADEL:4f1f5e2a-0000-4000-8000-00000000000${name.length},${containerOf(context)}`,
      objectClass,
      {
        isDeleted: ['TRUE'],
        sAMAccountName: [name.toLowerCase()],
        objectGUID: [Uint8Array.from({ length: 16 }, (_, n) => n + name.length)],
        lastKnownParent: [`CN=Users,${context}`],
        whenChanged: ['20260102030405.0Z'],
      },
    );
  const readable = (context: string) => entryOf(containerOf(context), 'container', { isDeleted: ['TRUE'] });
  const byName = (context: string) => ({ dn: containerOf(context), attributes: {} });
  const domainHead = entryOf(root, 'domainDNS', { objectSid: ['S-1-5-21-1-2-3'] });
  const entries = [domainHead, ...rootController().entries.slice(1)];
  const page = { offset: 0, limit: 100 };
  const ask = async () => {
    const [snapshot] = await snapshots();
    return forestDeleted(test.engine, { place: { in: 'snapshot', snapshotId: snapshot!.id }, page });
  };

  it('are kept beside the snapshot, and are none of its objects', async () => {
    const deleted = [
      readable(root),
      gone('Kim', root),
      gone('Admins', root, 'group'),
      readable(configuration),
    ];
    await capture({ dc: rootController({ entries, deleted }) });
    const answer = await ask();
    expect(answer).toMatchObject({ state: 'read', value: { total: 2, notRead: [] } });
    if (answer.state !== 'read') throw new Error('not read');
    expect(
      answer.value.rows
        .map(({ name, kind, samAccountName, deletedAt }) => [name, kind, samAccountName, deletedAt])
        .sort(),
    ).toEqual([
      ['Admins', 'group', 'admins', '2026-01-02T03:04:05Z'],
      ['Kim', 'user', 'kim', '2026-01-02T03:04:05Z'],
    ]);
    const [snapshot] = await snapshots();
    const { current } = test.engine.workspace;
    expect(snapshot!.objectCount).toBe(entries.length);
    expect(await current.findUsers('kim')).toEqual([]);
    const all = await current.find(snapshot!.id, { base: null, scope: 'sub', filter: '(objectClass=*)' });
    expect(all.entries.filter(({ dn }) => dn.includes('DEL:') || dn.startsWith('CN=Deleted'))).toEqual([]);
  });

  it.each([
    ['where no container comes', [] as ReturnType<typeof byName>[], 'objectNotRead'],
    ['where its name alone comes', [byName(root), byName(configuration)], 'accessDenied'],
  ])('are not known %s, and never none', async (_what, deleted, reason) => {
    await capture({ dc: rootController({ entries, deleted }) });
    expect(await ask()).toEqual({ state: 'notRead', reason, where: containerOf(root) });
  });

  it('are none where a container is empty, and the other one is said not to be read', async () => {
    await capture({ dc: rootController({ entries, deleted: [readable(root), byName(configuration)] }) });
    expect(await ask()).toEqual({
      state: 'read',
      value: {
        total: 0,
        rows: [],
        notRead: [{ state: 'notRead', reason: 'accessDenied', where: containerOf(configuration) }],
      },
    });
  });
});
