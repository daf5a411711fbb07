/** Files in and out of the engine: what was exported reads back the same, is there whole or not at all, and no more. */
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { codePoint } from '#test/support/text.ts';
import type { ExportInput, ExportWhat } from '#contract/exports.ts';
import { Fault } from '#contract/faults.ts';
import type { Job } from '#contract/shapes.ts';
import { binaryAttributes } from '#domain/directory/attributes/binary.ts';
import { isSecretAttribute } from '#domain/directory/attributes/secret.ts';
import { dnKey, parentDn } from '#domain/directory/dnKey.ts';
import type { DirectoryEntry } from '#domain/directory/object.ts';
import { textOf } from '#domain/directory/values.ts';
import { startExport } from '#engine/exporting/objects.ts';
import { RowExports } from '#engine/exporting/rows.ts';
import { startImport } from '#engine/work.ts';
import { buildSample } from '../../resources/sample/build.ts';
import { testEngine, type TestEngine } from '../support/engine.ts';

const numRuns = 15 * Number(process.env['TREELINE_FUZZ'] ?? 1);

let test: TestEngine;
beforeEach(() => {
  test = testEngine();
});
afterEach(() => test.close());

const at = (name: string) => join(test.folder, name);
const open = (name: string) => test.engine.workspace.open(at(name), { mode: 'openOrCreate' });
const ended = async (job: Job) => {
  const last = await test.engine.jobs.ended(job.id);
  if (last.fault) throw Fault.fromData(last.fault as never);
  return last;
};
const importFile = async (name: string, text: string | Buffer): Promise<number> => {
  writeFileSync(at(name), text);
  return (await ended(startImport(test.engine, { path: at(name), name }))).snapshotId!;
};

function exportTo(name: string, asked: Partial<ExportInput> & { what: ExportWhat }): Job {
  return startExport(test.engine, {
    format: 'csv',
    columns: null,
    values: 'decoded',
    byteOrderMark: false,
    locale: 'en',
    ...asked,
    target: test.engine.files.target(at(name)),
  });
}

/** All objects of a snapshot by the key of their name, attributes sorted by name. */
async function contents(snapshotId: number): Promise<Map<string, unknown>> {
  const workspace = test.engine.workspace.current;
  const found = new Map<string, unknown>();
  const list = { of: 'query', snapshotId, base: null, scope: 'sub', filter: '(|(objectClass=*)(!(objectClass=*)))' } as const; // prettier-ignore
  for (let offset = 0; ;) {
    const { rows } = await workspace.rows(list, { offset, limit: 1000 });
    if (rows.length === 0) return found;
    offset += rows.length;
    const ids = rows.map(({ id }) => id);
    for (const { dn, attributes } of await workspace.entries(snapshotId, ids)) {
      found.set(dnKey(dn), {
        dn,
        attributes: Object.entries(attributes)
          .map(([name, values]) => [name, values.map((value) => (typeof value === 'string' ? value : Buffer.from(value).toString('hex') + ' bytes'))] as const)
          .toSorted(([a], [b]) => (a < b ? -1 : 1)),
      }); // prettier-ignore
    }
  }
}

describe('LDIF out and in again', () => {
  it('is the sample, every name, attribute and value', async () => {
    await buildSample(at('sample.treeline'));
    const { sources } = await test.engine.workspace.open(at('sample.treeline'), { mode: 'open' });
    const forests = sources.filter(({ kind }) => kind === 'forest');
    expect(forests.length).toBeGreaterThan(2);
    const before: Map<string, unknown>[] = [];
    for (const [n, { snapshots }] of forests.entries()) {
      const { id: snapshotId, objectCount } = snapshots.at(-1)!;
      const job = await ended(
        exportTo(`${n}.ldif`, { what: { of: 'snapshot', snapshotId }, format: 'ldif' }),
      );
      expect(job.done).toBe(objectCount);
      before.push(await contents(snapshotId));
      expect(before[n]!.size).toBe(objectCount);
    }
    await open('again.treeline');
    for (const [n, all] of before.entries()) {
      const text = readFileSync(at(`${n}.ldif`), 'utf8');
      expect(await contents(await importFile(`${n}.ldif`, text))).toEqual(all);
      expect(text.split('\n').filter((line) => line.length > 76)).toEqual([]);
      // Parents before their children.
      const seen = new Set<string>();
      for (const line of text.replaceAll('\n ', '').split('\n')) {
        const dn = /^dn: (.*)/.exec(line)?.[1] ?? (line.startsWith('dn:: ') ? Buffer.from(line.slice(5), 'base64').toString() : null); // prettier-ignore
        if (dn === null) continue;
        const parent = parentDn(dn);
        if (parent !== null && all.has(dnKey(parent))) expect(seen).toContain(dnKey(parent));
        seen.add(dnKey(dn));
      }
      expect(seen.size).toBe(all.size);
    }
  });

  it('is any entries', async () => {
    await open('any.treeline');
    const text = fc
      .oneof(fc.string({ unit: codePoint, maxLength: 60 }), fc.string({ maxLength: 60 }))
      .filter((each) => each.isWellFormed());
    const bytes = fc.uint8Array({ maxLength: 60 });
    const value = fc.oneof(
      text,
      bytes.filter((each) => textOf(each) === null),
    );
    const names = fc.constantFrom('cn', 'member', 'description;lang-ko', 'x-y', 'constructor', 'objectClass');
    const binaries = fc.constantFrom(...binaryAttributes.filter((name) => !isSecretAttribute(name)));
    const attributes = fc
      .tuple(
        fc.dictionary(names, fc.uniqueArray(value, { minLength: 1, maxLength: 3 })),
        fc.dictionary(binaries, fc.array(bytes, { minLength: 1, maxLength: 2 }), { maxKeys: 2 }),
      )
      .map(([texts, binary]) => ({ ...texts, ...binary }));
    const rdn = fc.stringMatching(/^[a-z]{1,4}$/);
    const entries = fc
      .uniqueArray(fc.array(rdn, { maxLength: 3 }), { maxLength: 8, selector: (path) => path.join() })
      .chain((paths) =>
        fc.tuple(...paths.map((path) => attributes.map((each): DirectoryEntry => ({
          dn: [...path.map((name) => `OU=${name}`), 'DC=example'].join(','),
          attributes: each,
        })))),
      ); // prettier-ignore
    let run = 0;
    await fc.assert(
      fc.asyncProperty(entries, async (all) => {
        const name = `${run++}`;
        const writer = await test.engine.workspace.current.beginSnapshot(
          { kind: 'ldif', name, origin: 'on-premises', directoryId: null },
          '2026-03-01T08:00:00Z',
        );
        await writer.addEntries(all);
        const { id: snapshotId } = await writer.complete();
        await ended(exportTo(`${name}.ldif`, { what: { of: 'snapshot', snapshotId }, format: 'ldif' }));
        const before = await contents(snapshotId);
        expect(before.size).toBe(all.length);
        if (all.length > 0)
          expect(await contents(await importFile(`${name}.ldif`, readFileSync(at(`${name}.ldif`))))).toEqual(
            before,
          );
      }),
      { numRuns },
    );
  });
});

const people = `dn: OU=P,DC=x
objectClass: organizationalUnit

dn: CN=b,OU=P,DC=x
objectClass: user
sAMAccountName: b
userAccountControl: 514
description: =HYPERLINK("http://x","y")
otherTelephone: +1;2
otherTelephone: 3
objectSid:: AQUAAAAAAAUVAAAA5J7EcQIZfQymiBmVYAQAAA==

dn: CN=a,OU=P,DC=x
objectClass: user
sAMAccountName: a
userAccountControl: 512

`;

describe('columns', () => {
  const columns: ExportInput['columns'] = [
    { of: 'row', field: 'name', title: '이름' },
    { of: 'row', field: 'disabled' },
    { of: 'attribute', attribute: 'description' },
    { of: 'attribute', attribute: 'otherTelephone' },
    { of: 'attribute', attribute: 'objectSid' },
    { of: 'attribute', attribute: 'userAccountControl' },
  ];
  const users = (snapshotId: number): ExportWhat => ({
    of: 'list',
    list: { of: 'query', snapshotId, base: null, scope: 'sub', filter: '(objectClass=user)', sort: { attribute: 'name', descending: true } },
  }); // prettier-ignore
  const heading = ['이름', 'disabled', 'description', 'otherTelephone', 'objectSid', 'userAccountControl'];
  const sid = 'S-1-5-21-1908711140-209524994-2501478566-1120';

  it('are written in their order, rows in theirs; formulas are guarded where values are decoded', async () => {
    await open('w.treeline');
    const what = users(await importFile('people.ldif', people));
    await ended(exportTo('d.csv', { what, columns, byteOrderMark: true }));
    const text = readFileSync(at('d.csv'), 'utf8');
    expect(text).toMatch(/^\uFEFF이름,/);
    expect(text).toMatch(/\r\n$/);
    expect(parse(text, { bom: true })).toEqual([
      heading,
      ['b', 'true', `'=HYPERLINK("http://x","y")`, "'+1;2; 3", sid, '0x202 (Disabled, Normal account)'],
      ['a', 'false', '', '', '', '0x200 (Normal account)'],
    ]);

    await ended(exportTo('r.csv', { what, columns, values: 'raw' }));
    expect(parse(readFileSync(at('r.csv')))).toEqual([
      heading,
      ['b', 'true', '=HYPERLINK("http://x","y")', '+1\\;2;3', '010500000000000515000000e49ec47102197d0ca688199560040000', '514'],
      ['a', 'false', '', '', '', '512'],
    ]); // prettier-ignore
  });

  it('are keys in JSON, attributes arrays', async () => {
    await open('w.treeline');
    const what = users(await importFile('people.ldif', people));
    await ended(exportTo('d.json', { what, columns, format: 'json', locale: 'ko' }));
    const [b, a] = JSON.parse(readFileSync(at('d.json'), 'utf8')) as Record<string, unknown>[];
    expect(b).toMatchObject({ 이름: 'b', disabled: true, otherTelephone: ['+1;2', '3'], objectSid: [sid] });
    expect(String(b!['userAccountControl'])).toMatch(/^0x202 \(.*[가-힣].*\)$/);
    expect(a).toMatchObject({ 이름: 'a', description: [] });

    await ended(exportTo('r.json', { what, format: 'json', values: 'raw' }));
    const whole = JSON.parse(readFileSync(at('r.json'), 'utf8')) as Record<string, unknown>[];
    expect(whole[0]).toMatchObject({
      dn: 'CN=b,OU=P,DC=x',
      kind: 'user',
      attributes: {
        objectSid: [{ base64: 'AQUAAAAAAAUVAAAA5J7EcQIZfQymiBmVYAQAAA==' }],
        sAMAccountName: ['b'],
      },
    });
  });

  it('of an empty list are a heading, and an empty array', async () => {
    await open('w.treeline');
    const snapshotId = await importFile('people.ldif', people);
    const what: ExportWhat = { of: 'list', list: { of: 'kind', snapshotId, kinds: ['trust'] } };
    await ended(exportTo('e.csv', { what, columns }));
    expect(readFileSync(at('e.csv'), 'utf8')).toBe(`${heading.join(',')}\r\n`);
    await ended(exportTo('e.json', { what, format: 'json' }));
    expect(JSON.parse(readFileSync(at('e.json'), 'utf8'))).toEqual([]);
  });

  it('of one title are refused', async () => {
    await open('w.treeline');
    const what = users(await importFile('people.ldif', people));
    const twice: ExportInput['columns'] = [
      { of: 'row', field: 'name' },
      { of: 'attribute', attribute: 'cn', title: 'name' },
    ];
    expect(() => exportTo('x.csv', { what, columns: twice })).toThrow(
      expect.objectContaining({ code: 'input.invalid' }),
    );
  });
});

describe('a target', () => {
  const subtree = async (): Promise<ExportWhat> => {
    await open('w.treeline');
    const snapshotId = await importFile('people.ldif', people);
    const { rows } = await test.engine.workspace.current.rows(
      { of: 'children', snapshotId, parentId: null },
      { offset: 0, limit: 1 },
    );
    return { of: 'subtree', snapshotId, objectId: rows[0]!.id };
  };

  it('serves one export, and a file to be read is none', async () => {
    const what = await subtree();
    const ask = (target: string) =>
      startExport(test.engine, { what, format: 'ldif', columns: null, values: 'raw', byteOrderMark: false, locale: 'en', target }); // prettier-ignore
    const target = test.engine.files.target(at('once.ldif'));
    await ended(ask(target));
    expect(readFileSync(at('once.ldif'), 'utf8').match(/^dn: /gm)).toHaveLength(3);
    const unknown = expect.objectContaining({ code: 'handle.unknown' }) as Error;
    expect(() => ask(target)).toThrow(unknown);
    expect(() => ask(test.engine.files.deposit(at('people.ldif')))).toThrow(unknown);
    expect(() => test.engine.files.at(test.engine.files.target(at('people.ldif')))).toThrow(unknown);
    expect(readFileSync(at('people.ldif'), 'utf8')).toBe(people);
  });

  it('keeps what it held until all is written; a link leads on', async () => {
    const what = await subtree();
    writeFileSync(at('old.csv'), 'old');
    symlinkSync(at('old.csv'), at('link.csv'));
    await ended(exportTo('link.csv', { what }));
    expect(readFileSync(at('old.csv'), 'utf8')).toContain('CN=a');
    expect(readdirSync(test.folder).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  it.each([
    ['nowhere/x.csv', 'ENOENT'],
    ['folder', 'not a file'],
  ])('%s cannot be written: %s', async (name, detail) => {
    const what = await subtree();
    mkdirSync(at('folder'));
    await expect(ended(exportTo(name, { what }))).rejects.toMatchObject({
      code: 'export.notWritable',
      params: { detail },
    });
  });

  it('is as it was after a cancel, and after the source went meanwhile', async () => {
    const { sources } = await open('big.treeline');
    expect(sources).toEqual([]);
    const many = Array.from({ length: 30_000 }, (_, n) => `dn: CN=u${n},DC=x\nobjectClass: user\ndescription: ${'d'.repeat(200)}\n\n`); // prettier-ignore
    const snapshotId = await importFile('big.ldif', many.join(''));
    writeFileSync(at('kept.ldif'), 'kept');
    const cancelled = exportTo('kept.ldif', { what: { of: 'snapshot', snapshotId }, format: 'ldif' });
    for await (const job of test.engine.jobs.watch(undefined))
      if (job.id === cancelled.id && job.done > 0) break;
    expect(await test.engine.jobs.cancel(cancelled.id)).toMatchObject({ state: 'cancelled' });
    expect(readFileSync(at('kept.ldif'), 'utf8')).toBe('kept');

    const short = exportTo('kept.ldif', { what: { of: 'snapshot', snapshotId }, format: 'ldif' });
    for await (const job of test.engine.jobs.watch(undefined)) if (job.id === short.id && job.done > 0) break;
    const { sources: now } = await test.engine.workspace.info();
    await test.engine.workspace.current.removeSource(now[0]!.id);
    await expect(ended(short)).rejects.toMatchObject({ code: 'snapshot.notFound' });
    expect(readFileSync(at('kept.ldif'), 'utf8')).toBe('kept');
    expect(readdirSync(test.folder).filter((name) => name.endsWith('.part'))).toEqual([]);
  });
});

describe('rows of the window', () => {
  const begin = (name: string, extra: object = {}) => ({
    format: 'csv' as const,
    columns: ['Group', 'Works', 'Roles'],
    values: 'decoded' as const,
    byteOrderMark: false,
    ...extra,
    target: test.engine.files.target(at(name)),
  });

  it('become CSV and JSON, in the order of the calls', async () => {
    const { rowExports } = test.engine;
    const rows = [
      ['a', true, ['r1', 'r2']],
      ['-1+1', false, []],
      [null, -1, ['@x']],
    ];
    const { id } = await rowExports.begin(begin('g.csv'));
    await Promise.all([rowExports.append(id, rows.slice(0, 1)), rowExports.append(id, rows.slice(1))]);
    expect(existsSync(at('g.csv'))).toBe(false);
    expect(await rowExports.end(id)).toEqual({ rows: 3 });
    expect(parse(readFileSync(at('g.csv')))).toEqual([
      ['Group', 'Works', 'Roles'],
      ['a', 'true', 'r1; r2'],
      ["'-1+1", 'false', ''],
      ['', '-1', "'@x"],
    ]);

    const json = await rowExports.begin(begin('g.json', { format: 'json' }));
    await rowExports.append(json.id, rows);
    await rowExports.end(json.id);
    expect((JSON.parse(readFileSync(at('g.json'), 'utf8')) as unknown[])[1]).toEqual({
      Group: '-1+1',
      Works: false,
      Roles: [],
    });
  });

  it('leave nothing when they are cancelled, left alone, or not of their columns', async () => {
    const rowExports = new RowExports(test.engine.files, 100);
    const gone = expect.objectContaining({ code: 'export.notFound' }) as Error;
    const cancelled = await rowExports.begin(begin('c.csv'));
    await rowExports.cancel(cancelled.id);
    await expect(rowExports.append(cancelled.id, [])).rejects.toEqual(gone);
    await rowExports.cancel(cancelled.id);

    const abandoned = await rowExports.begin(begin('i.csv'));
    await expect.poll(() => readdirSync(test.folder).filter((name) => name.endsWith('.part'))).toEqual([]);
    await expect(rowExports.end(abandoned.id)).rejects.toEqual(gone);

    const other = await rowExports.begin(begin('o.csv'));
    await expect(rowExports.append(other.id, [['one']])).rejects.toMatchObject({ code: 'input.invalid' });
    await rowExports.close();
    expect(readdirSync(test.folder).filter((name) => /\.(part|csv)$/.test(name))).toEqual([]);
  });

  it('are so many at once, and no more', async () => {
    const { rowExports } = test.engine;
    for (let n = 0; n < 8; n++) await rowExports.begin(begin(`${n}.csv`));
    await expect(rowExports.begin(begin('9.csv'))).rejects.toMatchObject({ code: 'export.tooMany' });
    await expect(new RowExports(test.engine.files).begin(begin('nowhere/x.csv'))).rejects.toMatchObject({
      code: 'export.notWritable',
    });
  });
});

describe('CSV in', () => {
  const missingOf = async (snapshotId: number) => {
    const { sources } = await test.engine.workspace.info();
    for (const { kind, snapshots } of sources)
      for (const { id, missing } of snapshots)
        if (id === snapshotId)
          return {
            kind,
            missing: missing.map(({ code, attribute }) => `${code} ${attribute}`).toSorted(),
          };
    throw new Error('no such snapshot');
  };

  it('of csvde is a snapshot of objects with their SIDs, and says what is not in it', async () => {
    await open('w.treeline');
    const text = [
      'DN,objectClass,objectSid,sAMAccountName,userAccountControl,groupType',
      '"DC=x",domainDNS,,,,',
      `"CN=g,DC=x",group,X'010500000000000515000000e49ec47102197d0ca688199561040000',g,,-2147483646`,
      `"CN=u,DC=x",user,X'010500000000000515000000e49ec47102197d0ca688199560040000',u,514,`,
      '',
    ].join('\r\n');
    const snapshotId = await importFile('c.csv', Buffer.from(`\uFEFF${text}`, 'utf16le'));
    expect(await missingOf(snapshotId)).toMatchObject({
      kind: 'csvde',
      missing: ['import.noMembers member', 'import.noSecurity nTSecurityDescriptor', 'import.valuesLost objectClass'],
    }); // prettier-ignore
    const { rows } = await test.engine.workspace.current.rows(
      { of: 'kind', snapshotId, kinds: ['user', 'group'] },
      { offset: 0, limit: 10 },
    );
    expect(rows).toMatchObject([
      { name: 'g', kind: 'group', groupType: -2147483646 },
      { name: 'u', kind: 'user', disabled: true, sid: 'S-1-5-21-1908711140-209524994-2501478566-1120' },
    ]);
  });

  it('of the cmdlets says which columns lost their values', async () => {
    await open('w.treeline');
    const snapshotId = await importFile(
      'u.csv',
      '#TYPE Microsoft.ActiveDirectory.Management.ADUser\r\n"DistinguishedName","Enabled","MemberOf","ObjectClass","SamAccountName","SID","whenCreated"\r\n' +
        '"CN=u,DC=x","False","Microsoft.ActiveDirectory.Management.ADPropertyValueCollection","user","u","S-1-5-21-1-2-3-1104","20/11/2026 08:00:00"\r\n',
    );
    expect(await missingOf(snapshotId)).toMatchObject({
      kind: 'ad-csv',
      missing: [
        'import.localTimes whenCreated',
        'import.noSecurity nTSecurityDescriptor',
        'import.partialAccountControl userAccountControl',
        'import.valuesLost memberOf',
        'import.valuesLost objectClass',
      ],
    });
  });

  it('that is damaged leaves nothing', async () => {
    await open('w.treeline');
    await expect(importFile('bad.csv', 'DN,cn\nCN=a,a\nCN=b\n')).rejects.toMatchObject({
      code: 'csv.columns',
      params: { name: 'bad.csv', line: 3 },
    });
    expect((await test.engine.workspace.info()).sources).toEqual([]);
  });
});
