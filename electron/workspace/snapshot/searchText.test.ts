import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { Database } from '../sqlite.ts';
import { fold, searchQuery, searchWords } from './searchText.ts';
import type { SearchedFields } from './searchText.ts';

const numRuns = 200 * Number(process.env['TREELINE_FUZZ'] ?? 1);

const db = new Database(':memory:', 'write');
db.exec(
  `CREATE VIRTUAL TABLE search USING fts5(words, content='', columnsize=0, detail=none, tokenize='ascii')`,
);
afterAll(() => db.close());

const nothing: SearchedFields = {
  dn: '',
  name: '',
  guid: null,
  sid: null,
  samAccountName: null,
  userPrincipalName: null,
  displayName: null,
  mail: null,
};

const people: SearchedFields[] = [
  {
    ...nothing,
    dn: 'CN=Kim\\, Min-Ah,OU=People,DC=corp,DC=example',
    name: 'Kim, Min-Ah',
    samAccountName: 'mkim',
    userPrincipalName: 'min.kim@corp.example',
    sid: 'S-1-5-21-1-2-3-1105',
    guid: '3f2504e0-4f89-11d3-9a0c-0305e82c3301',
  },
  {
    ...nothing,
    dn: 'CN=José Müller,DC=corp',
    name: 'José Müller',
    displayName: 'José Müller (extern)',
    samAccountName: 'svc_backup',
  },
  {
    ...nothing,
    dn: 'CN=김민아,DC=corp',
    name: '김민아',
    samAccountName: 'kim',
    mail: "o'brien@corp.example",
  },
  { ...nothing, dn: 'CN=mkim2,DC=corp', name: 'mkim2', sid: 'S-1-5-21-1-2-3-11051' },
];
people.forEach((person, at) =>
  db.prepare('INSERT INTO search (rowid, words) VALUES (?, ?)').run(at + 1, searchWords(person)),
);

const idsOf = (expression: string) =>
  db
    .prepare('SELECT rowid FROM search WHERE search MATCH ? ORDER BY rowid')
    .all(expression)
    .map((row) => row['rowid']);

describe('searching', () => {
  it.each<[string, number[], number[]]>([
    // typed, everything that fits, what has it as a whole value
    ['kim', [1, 3], [3]],
    ['KIM min', [1], []],
    ['mkim', [1, 4], [1]],
    ['jose', [2], []],
    ['JOSÉ mül', [2], []],
    ['backup', [2], []],
    ['svc_backup', [2], [2]],
    ['김민', [3], []],
    ['김민아', [3], [3]],
    // Half a syllable, as it is while somebody types.
    ['기', [3], []],
    ["o'brien", [3], []],
    ['min.kim@corp.example', [1], [1]],
    ['CORP\\mkim', [1, 4], [1]],
    ['S-1-5-21-1-2-3-1105', [1, 4], [1]],
    ['s-1-5-21-1-2', [1, 4], []],
    ['{3F2504E0-4F89-11D3-9A0C-0305E82C3301}', [1], [1]],
    ['3f2504e0', [1], []],
    ['cn=Kim\\, Min-Ah, OU=People, DC=corp, DC=example', [1], [1]],
    ['CN=Kim\\2C Min', [1], []],
    // Parts of the DN above the object are not the object's own words.
    ['people', [], []],
    ['s1', [], []],
    ['cn', [], []],
    ['3f', [], []],
  ])('%s', (text, all, exact) => {
    const query = searchQuery(text)!;
    expect(idsOf(query.all)).toEqual(all);
    expect(idsOf(query.exact)).toEqual(exact);
  });

  it.each(['', ' ', '"', '*', "'", '()', '-', '^', '\ue000', '\u0301'])('asks nothing for %j', (text) => {
    expect(searchQuery(text)).toBeNull();
  });

  it('never makes a faulty expression, whatever is typed', () => {
    const typed = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc
        .array(
          fc.constantFrom(
            '"',
            '*',
            ' ',
            'NEAR(',
            'AND',
            'words:',
            '\\',
            '=',
            ',',
            'ki',
            '김',
            '\ue000',
            '\0',
            'S-1-',
            '^',
            'ǅ',
            'İ',
          ),
          { maxLength: 12 },
        )
        .map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(typed, (text) => {
        const query = searchQuery(text);
        if (query) {
          expect(idsOf(query.all)).toEqual(expect.any(Array));
          expect(idsOf(query.exact)).toEqual(expect.any(Array));
        }
      }),
      { numRuns: numRuns * 3 },
    );
  });

  it('finds every name by itself and by its beginning', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }), fc.nat(), (name, cut) => {
        fc.pre(fold(name).trim() !== '' && !/^s-1-/i.test(name.trim()));
        db.prepare('INSERT INTO search (rowid, words) VALUES (1000, ?)').run(
          searchWords({ ...nothing, name, dn: 'DC=x' }),
        );
        const whole = searchQuery(name)!;
        expect(idsOf(whole.exact)).toContain(1000);
        const folded = fold(name).trim();
        const start = searchQuery([...folded].slice(0, 1 + (cut % [...folded].length)).join(''));
        if (start) expect(idsOf(start.all)).toContain(1000);
        db.exec(`INSERT INTO search (search) VALUES ('delete-all')`);
        people.forEach((person, at) =>
          db.prepare('INSERT INTO search (rowid, words) VALUES (?, ?)').run(at + 1, searchWords(person)),
        );
      }),
      { numRuns },
    );
  });
});
