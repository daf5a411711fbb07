/** The engine on a real workspace file: what enters it, who holds it open, and what is left after a cancel or a fault. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Connection } from '#contract/profiles.ts';
import { Fault } from '#contract/faults.ts';
import type { DirectoryEntry } from '#domain/directory/object.ts';
import { startCaptureFrom, startImport } from '#engine/work.ts';
import { withoutSecrets } from '#domain/directory/attributes/secret.ts';
import type { Dialler } from '#engine/capture/dialler.ts';
import type { DirectoryConnection } from '#ldap/api.ts';
import { EntryPacker } from '#packed/pack.ts';
import { testEngine, type TestEngine } from '../support/engine.ts';

let test: TestEngine;
beforeEach(() => {
  test = testEngine();
});
afterEach(() => test.close());

const at = (name: string) => join(test.folder, name);
const open = (name: string) => test.engine.workspace.open(at(name), { mode: 'openOrCreate' });

const connection: Connection = {
  host: 'dc1',
  domain: null,
  port: 636,
  security: 'ldaps',
  serverName: null,
  base: null,
  trust: { kind: 'system' },
  user: null,
  timeoutSeconds: 5,
  pageSize: 1000,
};

const person = (i: number): DirectoryEntry => ({
  dn: `CN=u${i},DC=a,DC=example`,
  attributes: {
    objectClass: ['top', 'user'],
    cn: [`u${i}`],
    userPassword: [`{SSHA}hash-of-${i}`],
    'unicodePwd;binary': [Buffer.from(`unicode-of-${i}`)],
    'MS-MCS-ADMPWD': [`laps-of-${i}`],
  },
});

/** A directory whose reading waits for `gate` after its first page. */
function directory(gate: Promise<void>, thenFails?: Fault): Dialler {
  const connected: DirectoryConnection = {
    host: 'dc1',
    port: 636,
    rootDse: async () => ({ defaultNamingContext: ['DC=a,DC=example'] }),
    search: async () => ({ entries: [], more: false }),
    async *stream() {},
    dirSync: async () => Promise.reject(new Fault('ldap.insufficientAccess', { dn: 'DC=a,DC=example' })),
    close: async () => {},
  };
  const packer = new EntryPacker();
  const page = (...entries: DirectoryEntry[]) =>
    ({ is: 'page', page: packer.pack(entries.map(withoutSecrets)) }) as const;
  return {
    connect: async () => connected,
    bulk: async () => ({
      host: 'dc1',
      port: 636,
      async *read(_request, signal) {
        yield page({ dn: 'DC=a,DC=example', attributes: { objectClass: ['domain'] } }, person(1));
        const stopped = new Promise<never>((_resolve, reject) => {
          signal.addEventListener('abort', () => reject(new Fault('job.cancelled', {})));
        });
        await Promise.race([gate, stopped]);
        if (thenFails) throw thenFails;
        yield page(person(2));
      },
      close: async () => {},
    }),
  };
}

function gate() {
  let release = () => {};
  const opened = new Promise<void>((resolve) => {
    release = resolve;
  });
  return { opened, release };
}

const capture = (reading: Dialler) => startCaptureFrom(test.engine, 'dc1', connection, reading);

async function captured(reading: Dialler) {
  return test.engine.jobs.ended(capture(reading).id);
}

const names = async () => (await test.engine.workspace.info()).sources.map(({ name }) => name);

/** Everything that SQLite has written for the workspace, its side files too. */
const bytesOf = (name: string) =>
  Buffer.concat(
    readdirSync(test.folder)
      .filter((file) => file.startsWith(name))
      .map((file) => readFileSync(at(file))),
  );

describe('no secret enters a workspace', () => {
  it('by a capture', async () => {
    await open('w.treeline');
    expect(await captured(directory(Promise.resolve()))).toMatchObject({ state: 'done' });
    await test.engine.workspace.close();
    const bytes = bytesOf('w.treeline');
    expect(bytes.includes('u2')).toBe(true);
    for (const secret of ['hash-of-1', 'unicode-of-2', 'laps-of-1', 'userPassword', 'unicodePwd'])
      expect(bytes.includes(secret)).toBe(false);
  });

  it('by an import', async () => {
    const hash = Buffer.from('{SSHA}imported-hash').toString('base64');
    writeFileSync(
      at('x.ldif'),
      `dn: DC=a\nobjectClass: domain\n\ndn: CN=u,DC=a\nobjectClass: person\nuserPassword:: ${hash}\nUSERPASSWORD;lang-en: imported-too\nsn: kept-name\n`,
    );
    await open('w.treeline');
    const job = startImport(test.engine, { path: at('x.ldif'), name: 'x.ldif' });
    expect(await test.engine.jobs.ended(job.id)).toMatchObject({ state: 'done' });
    await test.engine.workspace.close();
    const bytes = bytesOf('w.treeline');
    expect(bytes.includes('kept-name')).toBe(true);
    for (const secret of ['imported-hash', 'imported-too', hash]) expect(bytes.includes(secret)).toBe(false);
  });
});

describe('a job and the workspace it writes', () => {
  it('writes into the one it was started on, though another is opened meanwhile', async () => {
    await open('first.treeline');
    const { opened, release } = gate();
    const job = capture(directory(opened));
    await open('second.treeline');
    expect(await names()).toEqual([]);
    release();
    expect(await test.engine.jobs.ended(job.id)).toMatchObject({ state: 'done' });
    expect(await names()).toEqual([]);
    await open('first.treeline');
    expect(await names()).toEqual(['a.example']);
    expect((await test.engine.workspace.info()).readOnly).toBe(false);
  });

  it('lets go of a workspace that nobody looks at, once it is done', async () => {
    await open('first.treeline');
    const { opened, release } = gate();
    const job = capture(directory(opened));
    await open('second.treeline');
    expect(existsSync(at('first.treeline-lock'))).toBe(true);
    release();
    await test.engine.jobs.ended(job.id);
    expect(existsSync(at('first.treeline-lock'))).toBe(false);
    expect(existsSync(at('second.treeline-lock'))).toBe(true);
  });

  it('goes on in a workspace that is opened again while it runs', async () => {
    await open('first.treeline');
    const { opened, release } = gate();
    const job = capture(directory(opened));
    await open('second.treeline');
    expect((await open('first.treeline')).readOnly).toBe(false);
    release();
    await test.engine.jobs.ended(job.id);
    expect(await names()).toEqual(['a.example']);
    expect(existsSync(at('second.treeline-lock'))).toBe(false);
  });

  it('the same file opened twice stays writable', async () => {
    await open('w.treeline');
    expect(await open('w.treeline')).toMatchObject({ readOnly: false, readOnlyReason: null });
    expect(await captured(directory(Promise.resolve()))).toMatchObject({ state: 'done' });
  });

  it('an uploaded copy is only looked at, under the name that people know, and says so', async () => {
    await open('w.treeline');
    await test.engine.workspace.close();
    const copy = await test.engine.workspace.open(
      at('w.treeline'),
      { mode: 'open', readOnly: true },
      { copyOf: 'ours.treeline' },
    );
    expect(copy).toMatchObject({ name: 'ours.treeline', readOnly: true, readOnlyReason: 'copy' });
    expect(() => capture(directory(Promise.resolve()))).toThrow(
      expect.objectContaining({ code: 'workspace.copy', params: { name: 'ours.treeline' } }),
    );
  });

  it('a file that does not open leaves the old one open', async () => {
    await open('w.treeline');
    writeFileSync(at('other.treeline'), 'not a workspace');
    await expect(open('other.treeline')).rejects.toMatchObject({ code: 'workspace.foreign' });
    expect((await test.engine.workspace.info()).name).toBe('w');
    expect(await captured(directory(Promise.resolve()))).toMatchObject({ state: 'done' });
  });

  it('does not start on one that is only read', async () => {
    await open('w.treeline');
    await test.engine.workspace.close();
    expect(() => capture(directory(Promise.resolve()))).toThrow(
      expect.objectContaining({ code: 'workspace.none' }),
    );
    await test.engine.workspace.open(at('w.treeline'), { mode: 'open', readOnly: true });
    expect(() => capture(directory(Promise.resolve()))).toThrow(
      expect.objectContaining({ code: 'workspace.readOnly' }),
    );
    await test.engine.workspace.close();
    await test.engine.workspace.open(at('w.treeline'), { mode: 'open', readOnly: true }, { sample: true });
    expect(() => capture(directory(Promise.resolve()))).toThrow(
      expect.objectContaining({ code: 'workspace.sample' }),
    );
  });

  it.each<[what: string, thenFails: Fault | undefined, state: string]>([
    ['a cancel', undefined, 'cancelled'],
    ['a fault', new Fault('ldap.connectionLost', { host: 'dc1', port: 636 }), 'failed'],
  ])('leaves it as it was after %s', async (_what, thenFails, state) => {
    await open('w.treeline');
    await captured(directory(Promise.resolve()));
    const before = await test.engine.workspace.info();
    const { opened, release } = gate();
    const job = capture(directory(opened, thenFails));
    if (thenFails) release();
    else await test.engine.jobs.cancel(job.id);
    expect(await test.engine.jobs.ended(job.id)).toMatchObject({ state });
    expect(await test.engine.workspace.info()).toEqual(before);
    await test.engine.workspace.close();
    expect((await open('w.treeline')).sources).toEqual(before.sources);
  });

  it('is cancelled when the engine closes, which does not take long', async () => {
    await open('w.treeline');
    const job = capture(directory(gate().opened));
    const ended = test.engine.jobs.ended(job.id);
    const started = performance.now();
    await test.engine.close();
    expect((await ended).state).toBe('cancelled');
    expect(performance.now() - started).toBeLessThan(5000);
    test = testEngine();
  });

  it('tells whoever follows the workspace', async () => {
    await open('w.treeline');
    const stop = new AbortController();
    const heard = test.engine.workspace.watch(stop.signal);
    expect((await heard.next()).value).toMatchObject({ name: 'w', sources: [] });
    await captured(directory(Promise.resolve()));
    expect((await heard.next()).value).toMatchObject({ sources: [{ name: 'a.example' }] });
    stop.abort();
  });
});

describe('importing what is not as it should be', () => {
  const bad: readonly (readonly [name: string, bytes: string | Uint8Array, code: string])[] = [
    ['empty', '', 'import.unrecognised'],
    ['binary', Uint8Array.from({ length: 4096 }, (_, i) => (i * 151) & 0xff), 'import.unrecognised'],
    ['cut.json', '{"RoleDetailList":[{', 'import.truncated'],
    ['cut16.json', Buffer.from('\uFEFF{"RoleDetailList":[{', 'utf16le'), 'import.truncated'],
    ['wrong.json', '{"RoleDetailList": 5}', 'import.invalid'],
    ['more.json', '{"RoleDetailList": [], "IsTruncated": true, "Marker": "x"}', 'import.truncated'],
    ['half.ldif', 'dn: DC=a\nobjectClass: domain\n\ndn: CN=b,DC=a\nobjectClass', 'ldif.separator'],
    [
      'odd16.ldif',
      Buffer.concat([Buffer.from('dn: DC=a\ncn: x', 'utf16le'), Buffer.from([0x0a])]),
      'ldif.utf8',
    ],
  ];
  it.each(bad)('%s', async (name, bytes, code) => {
    await open('w.treeline');
    writeFileSync(at(name), bytes);
    const job = startImport(test.engine, { path: at(name), name });
    expect(await test.engine.jobs.ended(job.id)).toMatchObject({ state: 'failed', fault: { code } });
    expect(await names()).toEqual([]);
  });

  it.each<[what: string, make: (path: string) => void]>([
    ['a folder', (path) => void mkdirSync(path)],
    ['a pipe, which nobody writes', (path) => void execFileSync('mkfifo', [path])],
    ['nothing', () => {}],
  ])('%s', async (_what, make) => {
    await open('w.treeline');
    make(at('odd'));
    const job = startImport(test.engine, { path: at('odd'), name: 'odd' });
    expect((await test.engine.jobs.ended(job.id)).fault).toMatchObject({
      code: 'import.unreadable',
      params: { name: 'odd' },
    });
  });

  it('LDIF in UTF-16, as ldifde -u writes it, with and without its mark', async () => {
    await open('w.treeline');
    for (const mark of ['\uFEFF', '']) {
      writeFileSync(at('u.ldif'), Buffer.from(`${mark}dn: DC=서울\r\nobjectClass: domain\r\n`, 'utf16le'));
      const job = startImport(test.engine, { path: at('u.ldif'), name: 'u.ldif' });
      const { snapshotId } = await test.engine.jobs.ended(job.id);
      const { rows } = await test.engine.workspace.current.rows(
        { of: 'children', snapshotId: snapshotId!, parentId: null },
        { offset: 0, limit: 10 },
      );
      expect(rows.map(({ dn }) => dn)).toEqual(['DC=서울']);
    }
  });
});
