import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Fault } from '#contract/faults.ts';
import { decodeList, mismatch, parseDecisions, saysNothing } from './decisionsFile.ts';

const runs = 200 * Number(process.env['TREELINE_FUZZ'] ?? 1);
const file = (...rows: string[]) => ['number,dn,roleKey,decision,reason,seen', ...rows].join('\r\n');

describe('a list of decisions', () => {
  it.each([
    ['1,,,keep,,', [], 1],
    ['1,,,유지,,', [], 1],
    ['1,,,Acknowledged,,', [], 1],
    ['1,,,,,', [], 1],
    ['x,,,keep,,', ['noNumber'], 0],
    ['0,,,keep,,', ['noNumber'], 0],
    [',,,,,', [], 0],
    ['1,,,later,,', ['unknownDecision'], 0],
    [`1,,,keep,${'x'.repeat(2001)},`, ['reasonTooLong'], 0],
    ['1,,,keep,,\r\n1,,,revoke,x,', ['twice'], 1],
  ])('%j', (rows, codes, taken) => {
    const found = parseDecisions(file(rows), 'a.csv');
    expect(found.bad.map(({ code }) => code)).toEqual(codes);
    expect(found.rows).toHaveLength(taken);
  });
  it('knows the line of a row, whatever a cell holds', () => {
    const { rows } = parseDecisions(file('1,,,revoke,"a\nb",2', '2,,,keep,,'), 'a.csv');
    expect(rows.map(({ line, seen }) => [line, seen])).toEqual([[2, 2], [4, null]]);
    expect(rows[0]!.reason).toBe('a\nb');
  }); // prettier-ignore
  it('takes what a spreadsheet of another country writes', () => {
    const text = '\uFEFF' + file("3,,,revoke,'=1+1,").replaceAll(',', ';');
    expect(parseDecisions(text, 'a.csv').rows).toMatchObject([
      { number: 3, decision: 'revoke', reason: '=1+1' },
    ]);
  });
  it('refuses what is no such list', () => {
    expect(() => parseDecisions('a,b\n1,2', 'a.csv')).toThrow(Fault);
    expect(() => parseDecisions('number,decision\n"1', 'a.csv')).toThrow(Fault);
  });
  it('ends in rows or in a fault', () => {
    fc.assert(
      fc.property(fc.string(), fc.boolean(), (text, headed) => {
        try {
          const { rows } = parseDecisions(headed ? file(text) : text, 'a.csv');
          for (const row of rows) expect(row.number).toBeGreaterThan(0);
        } catch (error) {
          expect(error).toBeInstanceOf(Fault);
        }
      }),
      { numRuns: runs },
    );
  });
  it('tells a row of another item', () => {
    const row = parseDecisions(file('1,"CN=A, DC=x",r,keep,,'), 'a.csv').rows[0]!;
    const item = (dn: string, key: string) => ({ person: { dn }, role: { key } }) as never;
    expect(mismatch(row, item('cn=a,dc=x', 'r'))).toBeNull();
    expect(mismatch(row, item('CN=B,DC=x', 'r'))).toBe('otherItem');
    expect(mismatch(row, item('CN=A,DC=x', 's'))).toBe('otherItem');
  });
  it.each([
    // the row, what was said by then, whether the row says nothing
    ['1,,,,,', [], true],
    ['1,,,keep,,', [], false],
    ['1,,,keep,fine,', [['keep', 'fine']], true],
    ['1,,,keep,other,', [['keep', 'fine']], false],
    [
      '1,,,keep,fine,1',
      [
        ['keep', 'fine'],
        ['revoke', 'left'],
      ],
      true,
    ],
    [
      '1,,,keep,fine,2',
      [
        ['keep', 'fine'],
        ['revoke', 'left'],
      ],
      false,
    ],
    [
      '1,,,keep,fine,',
      [
        ['keep', 'fine'],
        ['revoke', 'left'],
      ],
      false,
    ],
    ['1,,,revoke,"a\r\nb",', [['revoke', 'a\nb']], true],
  ] as const)('%j after %j says nothing: %s', (text, said, nothing) => {
    const events = said.map(([decision, reason]) => ({ decision, reason, by: 'x', at: '' }));
    expect(saysNothing(parseDecisions(file(text), 'a.csv').rows[0]!, { events })).toBe(nothing);
  });
  it('reads the Unicode of spreadsheets, and no other code page', () => {
    const text = file('1,,,revoke,퇴사,').replaceAll(',', '\t');
    const bytes = (start: string) => Buffer.from(`${start}${text}`, 'utf16le');
    for (const given of [Buffer.from(text), Buffer.from(`\uFEFF${text}`), bytes('\uFEFF'), bytes('')])
      expect(parseDecisions(decodeList(given, 'a.csv'), 'a.csv').rows).toMatchObject([{ reason: '퇴사' }]);
    const cp949 = Buffer.concat([Buffer.from(file('1,,,revoke,')), Buffer.from([0xc5, 0xf0, 0xbb, 0xe7])]);
    expect(() => decodeList(cp949, 'a.csv')).toThrow(new Fault('csv.utf8', { name: 'a.csv', line: 2 }));
  });
});
