import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codePoint } from '#test/support/text.ts';
import { sidToBytes } from '../sid.ts';
import { CmdletRows } from './cmdlet.ts';
import { CsvdeRows, csvdeTexts } from './csvde.ts';
import { csvForm } from './form.ts';
import { CsvError } from './problem.ts';

const numRuns = 200 * Number(process.env['TREELINE_FUZZ'] ?? 1);

it.each([
  ['DN,objectClass,cn\r\n', { kind: 'csvde', delimiter: ',' }],
  ['\uFEFF"dn","objectClass"', { kind: 'csvde', delimiter: ',' }],
  [
    '#TYPE Microsoft.ActiveDirectory.Management.ADUser\r\n"DistinguishedName","Enabled"\r\n',
    { kind: 'ad-csv', delimiter: ',' },
  ],
  ['"Enabled";"DistinguishedName"\n', { kind: 'ad-csv', delimiter: ';' }],
  ['Name\tDistinguishedName\n', { kind: 'ad-csv', delimiter: '\t' }],
  ['DistinguishedName\n', { kind: 'ad-csv', delimiter: ',' }],
  ['DN\n', null],
  ['name,mail\n', null],
  ['#TYPE Selected', null],
  ['', null],
] as const)('%j is %j', (text, form) => {
  expect(csvForm(text)).toEqual(form);
});

describe('csvde', () => {
  it.each([
    ['a', ['a']],
    ['', ['']],
    ['20140425080456.0Z;16010101000001.0Z', ['20140425080456.0Z', '16010101000001.0Z']],
    ['c:\\\\temp\\\\start.cmd', ['c:\\temp\\start.cmd']],
    ['CN=Kim\\\\, Minsu,DC=x', ['CN=Kim\\, Minsu,DC=x']],
    ['CN=Kim\\, Minsu,DC=x', ['CN=Kim\\, Minsu,DC=x']],
    ['a\\;b;c', ['a;b', 'c']],
    ['a\\\\\\;b', ['a\\;b']],
    ['a;', ['a', '']],
    ['a\\', ['a\\']],
  ])('%j holds %j', (cell, texts) => {
    expect(csvdeTexts(cell)).toEqual(texts);
  });

  it('whatever its values were', () => {
    const escaped = (value: string) => value.replaceAll(/[\\;]/g, '\\$&');
    fc.assert(
      fc.property(fc.array(fc.string({ unit: codePoint }), { minLength: 1 }), (values) => {
        expect(csvdeTexts(values.map(escaped).join(';'))).toEqual(values);
      }),
      { numRuns },
    );
  });

  it('reads a row, bytes included', () => {
    const rows = new CsvdeRows(['DN', 'objectClass', 'objectSid', 'description', 'mail'], 1);
    const sid = "X'010500000000000515000000e2e9566957c42465a58d1902d30a32c8'";
    expect(rows.entry(['CN=a,DC=x', 'user', sid, "X'ec9584'", ''], 2)).toEqual({
      dn: 'CN=a,DC=x',
      attributes: {
        objectClass: ['user'],
        objectSid: [sidToBytes('S-1-5-21-1767303650-1696908375-35229093-3358722771')],
        description: ['아'],
      },
    });
  });

  it.each([
    [['DN', ''], [], 'header'],
    [['DN', 'cn', 'CN'], [], 'header'],
    [['DN', 'cn'], ['CN=a'], 'columns'],
    [['DN', 'cn'], ['CN=a', 'a', 'b'], 'columns'],
    [['DN', 'cn'], ['', 'a'], 'dnMissing'],
  ])('refuses %j %j: %s', (names, cells, code) => {
    expect(() => new CsvdeRows(names, 7).entry(cells, 7)).toThrow(expect.objectContaining({ code, line: 7 }));
  });
});

/** One row under a heading, and what was said to be lost. */
function cmdlet(row: Readonly<Record<string, string>>) {
  const losses: string[] = [];
  const rows = new CmdletRows(Object.keys(row), 1, (loss, attribute) => losses.push(`${loss} ${attribute}`));
  const { attributes } = rows.entry(Object.values(row), 2);
  return { attributes, losses };
}
const dn = { DistinguishedName: 'CN=a,DC=x' };

describe('the cmdlets', () => {
  it.each([
    ['a plain column', { Surname: 'Kim' }, { sn: ['Kim'] }, []],
    ['the attribute itself first', { EmailAddress: 'a@x', mail: 'b@x' }, { mail: ['b@x'] }, []],
    ['a boolean', { isCriticalSystemObject: 'True' }, { isCriticalSystemObject: ['TRUE'] }, []],
    ['a SID', { SID: 'S-1-5-32-544' }, { objectSid: [sidToBytes('S-1-5-32-544')] }, []],
    ['an account that is on', { Enabled: 'True' }, { Enabled: ['TRUE'], userAccountControl: ['0'] }, ['partialAccountControl userAccountControl']],
    ['an account that is off', { Enabled: 'False', PasswordNeverExpires: 'True' }, { Enabled: ['FALSE'], PasswordNeverExpires: ['TRUE'], userAccountControl: ['65538'] }, ['partialAccountControl userAccountControl']],
    ['the whole control', { Enabled: 'False', userAccountControl: '514' }, { Enabled: ['FALSE'], userAccountControl: ['514'] }, []],
    ['an empty Enabled', { Enabled: '' }, {}, []],
    ['a group', { GroupCategory: 'Security', GroupScope: 'Global' }, { GroupCategory: ['Security'], GroupScope: ['Global'], groupType: ['-2147483646'] }, []],
    ['a mailing list', { GroupCategory: 'Distribution', GroupScope: 'Universal' }, { GroupCategory: ['Distribution'], GroupScope: ['Universal'], groupType: ['8'] }, []],
    ['several values', { MemberOf: 'Microsoft.ActiveDirectory.Management.ADPropertyValueCollection' }, {}, ['valuesLost memberOf']],
    ['an array', { SIDHistory: 'System.Security.Principal.SecurityIdentifier[]' }, {}, ['valuesLost sIDHistory']],
    ['bytes', { logonHours: 'System.Byte[]', nTSecurityDescriptor: 'System.DirectoryServices.ActiveDirectorySecurity' }, {}, ['binaryLost logonHours', 'binaryLost nTSecurityDescriptor']],
    ['a local date', { whenCreated: '11/20/2026 8:00:00 AM' }, { whenCreated: ['11/20/2026 8:00:00 AM'] }, ['localTimes whenCreated']],
    ['a date with its zone', { whenCreated: '2026-11-20T08:00:00Z' }, { whenCreated: ['2026-11-20T08:00:00Z'] }, []],
    ['the bookkeeping', { PropertyNames: 'Microsoft.ActiveDirectory.Management.ADPropertyValueCollection', PropertyCount: '10' }, {}, []],
    ['a sentence that begins like a type', { Description: 'System. Do not touch' }, { description: ['System. Do not touch'] }, []],
    ['a column called like a property of objects', { ['__proto__']: '1', constructor: '2' }, { x__proto__: ['1'], constructor: ['2'] }, []],
    ['columns of a script', { 'Last logon': '1', '부서': '2', '직위': '3' }, { 'Last-logon': ['1'], 'x-': ['2'], 'x--4': ['3'] }, []],
  ] as const)('%s', (_, row, attributes, losses) => {
    const found = cmdlet({ ...dn, ...row });
    expect(found.attributes).toEqual({ distinguishedName: ['CN=a,DC=x'], ...attributes });
    expect(found.losses).toEqual(losses);
  }); // prettier-ignore

  it('any cells are an entry or a typed error', () => {
    const cell = fc.oneof(
      fc.string({ unit: codePoint }),
      fc.constantFrom('True', 'False', 'System.Byte[]', 'S-1-5-18', 'Security', 'Global', '__proto__'),
    );
    const name = fc.oneof(
      cell,
      fc.constantFrom('DistinguishedName', 'Enabled', 'SID', 'GroupScope', 'Created'),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(name, cell)), (columns) => {
        const names = columns.map(([each]) => each);
        for (const make of [() => new CmdletRows(names, 1, () => {}), () => new CsvdeRows(names, 1)]) {
          try {
            const entry = make().entry(
              columns.map(([, value]) => value),
              2,
            );
            expect(entry.dn).not.toBe('');
          } catch (error) {
            expect(error).toBeInstanceOf(CsvError);
          }
        }
      }),
      { numRuns },
    );
  });
});
