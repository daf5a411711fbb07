/** Expected readings were compared with botocore's configloader (1.43), which agreed on random texts of such lines. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { awsLines } from './lines.fixture.ts';
import { printShared, readShared } from './readShared.ts';

const numRuns = Math.ceil(200 * Number(process.env['TREELINE_FUZZ'] ?? 1));

const read = (text: string, which: 'config' | 'credentials' = 'config') => {
  const { sections, problems } = readShared(text, which);
  return {
    sections: sections.map(({ kind, name, keys }) => [
      `${kind} ${name}`,
      Object.fromEntries(
        keys.map((key) => [
          key.name,
          key.nested ? key.nested.map(({ name, value }) => `${name}=${value}`) : key.value,
        ]),
      ),
    ]),
    problems: problems.map(({ code, line, other }) =>
      other ? `${code} ${line}~${other}` : `${code} ${line}`,
    ),
  };
};

describe('a configuration is read as botocore reads it', () => {
  it.each<[string, string, unknown[], string[]]>([
    ['a plain profile', '[profile a]\nRegion = eu-west-1', [['profile a', { region: 'eu-west-1' }]], []],
    ['the default', '[default]\nk=v\r\n', [['profile default', { k: 'v' }]], []],
    ['quotes around a name', '[profile "b c"]\n', [['profile b c', {}]], []],
    [
      'other kinds',
      '[sso-session s]\n[services t]',
      [
        ['ssoSession s', {}],
        ['services t', {}],
      ],
      [],
    ],
    [
      'nested settings',
      '[default]\ns3 =\n  x = y\n\n  # no\n\tz=1\nk = v',
      [['profile default', { s3: ['x=y', 'z=1'], k: 'v' }]],
      [],
    ],
    ['a comment behind a header', '[default] # c\nk = v', [['profile default', { k: 'v' }]], []],
    [
      'what a comment is not',
      '[default]\nk = v # c',
      [['profile default', { k: 'v # c' }]],
      ['inlineComment 2'],
    ],
    [
      'a sign without a blank',
      '[default]\nu = https://x/start#/',
      [['profile default', { u: 'https://x/start#/' }]],
      [],
    ],
    ['a colon', '[default]\nk : v = w', [['profile default', { k: 'v = w' }]], ['colonDelimiter 2']],
    [
      'a value that goes on',
      '[default]\nk = v\n  l = w',
      [['profile default', { k: 'v\nl = w' }]],
      ['continued 3~2'],
    ],
    [
      'an indented header in a value',
      '[default]\ns3 =\n  [profile a]\n',
      [['profile default', { s3: [] }]],
      ['continued 3~2', 'nestedNotASetting 3'],
    ],
    ['no header', 'k = v\nl = w\n[default]', [['profile default', {}]], ['noHeader 1']],
    [
      'neither key nor header',
      '[default]\nwhat\n= v\n[]',
      [['profile default', {}]],
      ['notASetting 2', 'notASetting 3', 'notASetting 4'],
    ],
    [
      'a section twice',
      '[profile a]\nk=1\n[profile a]\nK=2',
      [
        ['profile a', { k: '1' }],
        ['profile a', { k: '2' }],
      ],
      ['duplicateSection 3~1', 'duplicateKey 4~2'],
    ],
    [
      'a profile twice',
      '[profile a]\n[profile "a"]',
      [
        ['profile a', {}],
        ['profile a', {}],
      ],
      ['sameProfileTwice 2~1'],
    ],
    ['a mark', '\uFEFF[default]', [['profile default', {}]], ['byteOrderMark 1']],
    [
      'no prefix',
      '[a]\n[profile a b]\n[plugins]',
      [
        ['other a', {}],
        ['other profile a b', {}],
        ['other plugins', {}],
      ],
      ['headerIgnored 1', 'headerIgnored 2'],
    ],
    ['what all inherit', '[DEFAULT]\nk=v', [['other DEFAULT', { k: 'v' }]], ['defaultsForAll 1']],
  ])('%s', (_, text, sections, problems) => {
    expect(read(text)).toEqual({ sections, problems });
  });

  it('names profiles of the credentials file by the header alone', () => {
    expect(read('[a]\n[profile a]\n[default]', 'credentials')).toEqual({
      sections: [
        ['profile a', {}],
        ['profile profile a', {}],
        ['profile default', {}],
      ],
      problems: ['profilePrefix 2'],
    });
  });
});

describe('of any text', () => {
  it('what is read is printed byte for byte, and lines are there', () => {
    const texts = fc.oneof(fc.string({ unit: 'binary' }), awsLines);
    fc.assert(
      fc.property(texts, fc.constantFrom('config' as const, 'credentials' as const), (text, which) => {
        const shared = readShared(text, which);
        expect(printShared(shared)).toBe(text);
        const lines = [
          ...shared.problems,
          ...shared.sections,
          ...shared.sections.flatMap(({ keys }) => keys),
        ];
        expect(lines.every(({ line }) => line >= 1 && line <= Math.max(1, shared.lines.length))).toBe(true);
      }),
      { numRuns },
    );
  });

  it.each([
    ['one line', 'a'.repeat(1_000_000)],
    ['blanks', `[a]\nk = ${' '.repeat(1_000_000)}x`],
    ['brackets', `${'['.repeat(500_000)}${']'.repeat(500_000)}`],
    ['quotes', `[profile ${'"'.repeat(1_000_000)}]`],
    ['lines that go on', `[a]\nk =\n${' x = 1\n'.repeat(140_000)}`],
    ['empty lines', `[a]\nk = v\n${'\n'.repeat(1_000_000)}`],
    ['headers', '[a]\nk=v\n'.repeat(125_000)],
  ])('a megabyte of %s is read', (_, text) => {
    expect(printShared(readShared(text, 'config')) === text).toBe(true);
  });
});
