import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Fault } from '#contract/faults.ts';
import { mappingColumns } from '#contract/migration.ts';
import { csvFormat } from '../exporting/formats.ts';
import { parseMapping, templateCells } from './mappingFile.ts';

const runs = 200 * Number(process.env['TREELINE_FUZZ'] ?? 1);
const guid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const heading = mappingColumns.join(',');
const read = (...lines: string[]) => parseMapping([heading, ...lines].join('\r\n'), 'm.csv');

describe('a mapping file', () => {
  it('says something where it differs from the template', () => {
    const { rows, answer } = read(
      `${guid(1)},CN=a,user,a,,,1,move,,`,
      `${guid(2)},CN=b,user,b,,,1,move,kim2,`,
      `${guid(3)},CN=c,user,c,,,1,same,,`,
      `${guid(4)},CN=d,user,d,,,,leave,,`,
      `${guid(5)},CN=e,user,e,,,,move,,kim@a.example`,
    );
    expect(answer).toEqual({ rows: 5, kept: 3, problems: { total: 0, rows: [] } });
    expect(rows).toEqual([
      { guid: guid(2), action: 'move', logonName: 'kim2', principalName: null },
      { guid: guid(3), action: 'same', logonName: null, principalName: null },
      { guid: guid(5), action: 'move', logonName: null, principalName: 'kim@a.example' },
    ]);
  });

  it.each([
    ['no GUID', 'nobody,CN=a,user,a,,,1,move,,', 'unknownObject'],
    ['an action of its own', `${guid(1)},CN=a,user,a,,,1,burn,,`, 'unknownAction'],
    ['a name with a slash', `${guid(1)},CN=a,user,a,,,1,move,a/b,`, 'invalidName'],
    ['a principal name without a suffix', `${guid(1)},CN=a,user,a,,,1,move,,kim`, 'invalidName'],
  ])('with %s is not taken', (_, line, code) => {
    const { rows, answer } = read(`${guid(9)},CN=z,user,z,,,1,leave,,`, line);
    expect(rows).toEqual([]);
    expect(answer.problems.rows).toMatchObject([{ line: 3, code }]);
  });

  it('that names an object twice is not taken', () => {
    const line = `${guid(1)},CN=a,user,a,,,1,leave,,`;
    expect(read(line, line).answer.problems.rows).toMatchObject([{ line: 3, code: 'repeated' }]);
  });

  it('without its columns says which', () => {
    const { answer } = parseMapping('name,mail\r\na,b', 'm.csv');
    expect(answer.problems.rows.map(({ text }) => text)).toEqual(['objectGUID', 'action']);
  });

  it('of a spreadsheet that separates by semicolons, with braces around GUIDs', () => {
    const { rows } = parseMapping(
      `\uFEFFobjectGUID;action;wave\r\n{${guid(7).toUpperCase()}};leave;3`,
      'm.csv',
    );
    expect(rows).toEqual([{ guid: guid(7), action: 'leave', logonName: null, principalName: null }]);
  });

  it('takes its own template back, names that look like formulas among them', () => {
    const csv = csvFormat(mappingColumns, { guard: true, byteOrderMark: true });
    const said = { guid: guid(1), action: 'move', logonName: '-kim', principalName: null } as const;
    const row = { guid: guid(1), dn: 'CN="=1",DC=a', kind: 'user', logonName: '=kim', principalName: null, mail: null, wave: 2, said };
    const { rows } = parseMapping(csv.head + csv.rows([templateCells(row)]), 'm.csv');
    expect(rows).toEqual([said]);
  }); // prettier-ignore

  it('is read or refused, whatever is in it', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string().map((text) => `${heading}\n${text}`)), (text) => {
        try {
          const { rows, answer } = parseMapping(text, 'm.csv');
          expect(answer.kept).toBe(rows.length);
        } catch (error) {
          expect(error).toBeInstanceOf(Fault);
        }
      }),
      { numRuns: runs },
    ); // prettier-ignore
  });
});
