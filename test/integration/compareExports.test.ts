/** Files of a comparison, read back by others and by ourselves, where names and values want to be more than that. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CompareExportFormat, CompareFilter } from '#contract/compare.ts';
import { compare as words } from '#contract/words/en/compare.ts';
import { LdifError, parseLdif } from '#domain/directory/ldif/parse.ts';
import type { DirectoryEntry } from '#domain/directory/object.ts';
import { compareRun } from '#engine/compare/compare.ts';
import { startDifferences, startTemplate } from '#engine/compare/files.ts';
import { testEngine, type TestEngine } from '../support/engine.ts';

const root = 'DC=corp,DC=example';
const all: CompareFilter = {
  kinds: null,
  objectKinds: null,
  attribute: null,
  keys: null,
  text: '',
  below: null,
};
const many = 200_000;

/** RDN values as they stand in a DN, and what they are. */
const hostile: readonly (readonly [rdn: string, name: string])[] = [
  [`\\=cmd|' /C calc'!A0`, `=cmd|' /C calc'!A0`],
  ['\\+1', '+1'],
  ['-1', '-1'],
  ['@SUM(A1)', '@SUM(A1)'],
  ['<script>alert(1)</script>'.replaceAll(/[<>]/g, '\\$&'), '<script>alert(1)</script>'],
  ['two\\0Alines\\0D', 'two\nlines\r'],
  ['nul\\00nul', 'nul\0nul'],
  ['a\\"b\\,c\\;d', 'a"b,c;d'],
  ['\\ outer\\ ', ' outer '],
  ['turned \u202Egnp.exe', 'turned \u202Egnp.exe'],
  ['한국어 이름', '한국어 이름'],
];
const values = [
  '=1+1',
  '<b>&amp;"',
  'line\r\nline',
  'nul\0',
  ' leading',
  'trailing ',
  ': colon',
  '< less',
  '',
  '가나',
];
const numbered = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, n) => `value ${from + n}`);
const memberOf = (n: number) => `CN=m${n},OU=${'far away '.repeat(3).trim()},DC=other`;

let test: TestEngine;
let id = '';
let rowsOfA = 0;
beforeAll(async () => {
  test = testEngine();
  const { workspace } = test.engine;
  await workspace.open(join(test.folder, 'w.treeline'), { mode: 'create' });
  const capture = async (name: string, entries: readonly DirectoryEntry[]) => {
    const writer = await workspace.current.beginSnapshot({ kind: 'forest', name, origin: 'on-premises', directoryId: null }, '2026-01-01T00:00:00Z'); // prettier-ignore
    await writer.addEntries(entries);
    return (await writer.complete()).id;
  };
  const head = { dn: root, attributes: { objectClass: ['top', 'domainDNS'] } };
  const user = (rdn: string, more: Record<string, string[]> = {}) => ({ dn: `CN=${rdn},${root}`, attributes: { objectClass: ['top', 'user'], ...more } }); // prettier-ignore
  const group = (from: number, to: number) => ({ dn: `CN=all,${root}`, attributes: { objectClass: ['top', 'group'], member: Array.from({ length: to - from }, (_, n) => memberOf(from + n)) } }); // prettier-ignore
  const a = await capture('before', [
    head,
    ...hostile.map(([rdn]) => user(rdn)),
    user('changed', {
      description: ['old'],
      'description;lang-ko': ['옛'],
      title: ['gone'],
      otherTelephone: numbered(0, 10),
    }),
    user('moved', { sAMAccountName: ['moved'] }),
    group(0, 10),
  ]);
  const b = await capture('after', [
    head,
    { dn: `OU=${hostile[7]![0]},${root}`, attributes: { objectClass: ['top', 'organizationalUnit'] } },
    user('changed', {
      description: values,
      'description;lang-ko': ['새'],
      otherTelephone: numbered(0, many / 2),
    }),
    {
      dn: `CN=${hostile[5]![0]},OU=${hostile[7]![0]},${root}`,
      attributes: { objectClass: ['top', 'user'], sAMAccountName: ['moved'] },
    },
    { dn: `CN=new,${root}`, attributes: { objectClass: ['top', 'user'], description: values } },
    group(5, many),
  ]);
  const end = (snapshotId: number) => ({ snapshotId, base: null });
  const asked = { a: end(a), b: end(b), mapping: null, withNoise: false, withReserved: false };
  for await (const step of compareRun(test.engine, asked)) id = step.id ?? id;
  rowsOfA = (await workspace.current.compareDifferences(id, all, { offset: 0, limit: 1000 })).total;
}, 120_000);
afterAll(() => test.close());

async function file(format: CompareExportFormat): Promise<string> {
  const { engine, folder } = test;
  const path = join(folder, `out.${format}`);
  const target = engine.files.target(path);
  const job = startDifferences(engine, {
    id,
    filter: all,
    format,
    byteOrderMark: false,
    locale: 'en',
    target,
  });
  expect((await engine.jobs.ended(job.id)).state).toBe('done');
  return readFileSync(path, 'utf8');
}
const dnOf = (rdn: string) => `CN=${rdn},${root}`;

it('CSV: every name comes back, none as a formula', async () => {
  const records = parse(await file('csv'), { columns: true }) as Record<string, string>[];
  expect(records).toHaveLength(rowsOfA);
  for (const [rdn, name] of hostile) {
    const found = records.find(({ dnA }) => dnA === dnOf(rdn))!;
    expect(found['kinds']).toBe(words['compareKind.onlyInA']);
    expect(found['nameA']!.replace(/^'(?=[=+\-@])/, '')).toBe(name);
  }
  for (const record of records)
    for (const cell of Object.values(record)) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
}, 60_000);

it('JSON: as the list has them', async () => {
  const { rows } = await test.engine.workspace.current.compareDifferences(id, all, {
    offset: 0,
    limit: 1000,
  });
  expect(JSON.parse(await file('json'))).toEqual(rows);
});

it('HTML: text, whatever it says', async () => {
  const text = await file('html');
  const cells = [...text.matchAll(/<td>([^<]*)<\/td>/g)].map(([, cell]) => cell!);
  expect(cells).toHaveLength(rowsOfA * 5);
  expect(text).not.toMatch(/<script|<b>|[\0\u202E]/);
  const shown = cells.map((cell) => cell.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&')); // prettier-ignore
  for (const [rdn] of hostile) expect(shown).toContain(dnOf(rdn).replaceAll('\u202E', '\\u202E'));
});

describe('LDIF', () => {
  let text = '';
  let records: string[] = [];
  beforeAll(async () => {
    text = await file('ldif');
    records = text.split('\n\n').filter((record) => record.startsWith('dn:'));
  }, 60_000);
  /** A change record without what makes it one: an entry of what it writes. */
  const written = (record: string): DirectoryEntry =>
    parseLdif(record.split('\n').filter((line) => !/^(?:changetype|add|delete|replace): |^-$/.test(line)).join('\n'))[0]!; // prettier-ignore
  const of = (dn: string, change: string) => records.filter((record) => `${record}\n`.includes(`\nchangetype: ${change}\n`) && written(record).dn === dn); // prettier-ignore

  it('is no content that could be taken for a directory', () => {
    expect(() => parseLdif(text)).toThrow(LdifError);
  });

  it('says whom A has alone, and adds whole what B has', () => {
    for (const [rdn] of hostile) expect(of(dnOf(rdn), 'delete')).toHaveLength(1);
    const [added] = of(dnOf('new'), 'add').map((record) => parseLdif(record)[0]!);
    expect(added!.attributes).toEqual({ objectClass: ['top', 'user'], description: values });
  });

  it('writes all values that B has, under their options', () => {
    const [record] = of(dnOf('changed'), 'modify');
    expect(written(record!).attributes).toEqual({
      description: values,
      'description;lang-ko': ['새'],
      otherTelephone: numbered(0, many / 2),
    });
    const changes = record!.split('\n').filter((line) => /^(?:add|delete|replace): |^-$/.test(line));
    expect(changes.filter((line) => line !== '-').toSorted()).toEqual(['delete: title', 'replace: description', 'replace: description;lang-ko', 'replace: otherTelephone']); // prettier-ignore
    expect(changes.filter((line) => line === '-')).toHaveLength(4);
  });

  it('moves below the new parent under the new name', () => {
    const [record] = of(dnOf('moved'), 'modrdn');
    expect(written(record!).attributes).toEqual({ newrdn: [`CN=${hostile[5]![0]}`], deleteoldrdn: ['1'], newsuperior: [`OU=${hostile[7]![0]},${root}`] }); // prettier-ignore
  });

  it('adds and takes away members, two hundred thousand of them', () => {
    const [record] = of(dnOf('all'), 'modify');
    const [taken, put] = record!.split('\n-\n').map((part) => written(part.startsWith('dn:') ? part : `dn: x\n${part}`).attributes['member']); // prettier-ignore
    expect(taken!.toSorted()).toEqual(Array.from({ length: 5 }, (_, n) => memberOf(n)));
    expect(new Set(put)).toEqual(new Set(Array.from({ length: many - 10 }, (_, n) => memberOf(10 + n))));
  });
});

it('a mapping template, filled in, is read back and followed', async () => {
  const { engine, folder } = test;
  const path = join(folder, 'template.csv');
  const job = startTemplate(engine, id, engine.files.target(path));
  expect((await engine.jobs.ended(job.id)).state).toBe('done');
  const records = parse(readFileSync(path, 'utf8'), { columns: true, bom: true }) as Record<string, string>[];
  for (const [rdn] of hostile) expect(records.filter(({ a }) => a === dnOf(rdn))).toHaveLength(1);
  // One line is filled in, by text, as a spreadsheet would keep the rest.
  const [rdn] = hostile[0]!;
  const filled = readFileSync(path, 'utf8').replace(`"${dnOf(rdn)}",`, (line) => `${line}"${dnOf('new')}"`);
  writeFileSync(path, filled);
  const { a, b } = await engine.workspace.current.compareSummary(id);
  const end = ({ snapshotId }: { snapshotId: number }) => ({ snapshotId, base: null });
  const asked = { a: end(a), b: end(b), mapping: engine.files.deposit(path), withNoise: false, withReserved: false }; // prettier-ignore
  let other = '';
  for await (const step of compareRun(engine, asked)) other = step.id ?? other;
  const summary = await engine.workspace.current.compareSummary(other);
  expect(summary.mapping).toEqual({ pairs: 1, issues: [] });
  const keys = { ...all, keys: ['mapping' as const] };
  const { rows } = await engine.workspace.current.compareDifferences(other, keys, { offset: 0, limit: 10 });
  expect(rows.map((row) => [row.a?.dn, row.b?.dn])).toEqual([[dnOf(rdn), dnOf('new')]]);
}, 60_000);
