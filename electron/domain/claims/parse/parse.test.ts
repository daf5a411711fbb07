import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { maxRuleText, parseRules } from './parse.ts';
import { printRules } from './print.ts';
import { ruleName, ruleTemplate } from './rules.ts';

const sample = (name: string) =>
  readFileSync(new URL(`../../../../resources/sample/inputs/${name}`, import.meta.url), 'utf8');

describe('rules of the sample', () => {
  it.each([
    ['adfs-aws-lab.txt', 4],
    ['adfs-aws-sign-in.txt', 7],
  ])('%s is read whole and printed as it stands', (name, count) => {
    const set = parseRules(sample(name));
    expect(set.problems).toEqual([]);
    expect(set.rules.filter((rule) => rule.readable)).toHaveLength(count);
    expect(printRules(set)).toBe(sample(name));
  });

  it('names and templates are attributes', () => {
    const [first] = parseRules(sample('adfs-aws-sign-in.txt')).rules;
    expect([ruleName(first!), ruleTemplate(first!)]).toEqual(['NameID', 'MapClaims']);
  });
});

// Examples of The Role of the Claim Rule Language, the TechNet wiki and client access policies; printed in one form.
const readable: [text: string, printed: string][] = [
  [
    '=> issue(type = "http://test/role", value = "employee");',
    ' => issue(Type = "http://test/role", Value = "employee");',
  ],
  [
    'c: [type == "http://test/name"] => issue(claim = c);',
    'c:[Type == "http://test/name"]\n => issue(claim = c);',
  ],
  [
    'c1: [type == "n"] && c2: [type == "e"] => issue (claim = c1);',
    'c1:[Type == "n"]\n && c2:[Type == "e"]\n => issue(claim = c1);',
  ],
  [
    'c: [type == "e", value =~ "^. +@fabrikam.com$" ] => issue (claim = c);',
    'c:[Type == "e", Value =~ "^. +@fabrikam.com$"]\n => issue(claim = c);',
  ],
  [
    'c:[type == "Name"] => issue(type = "Greeting", value = "Hello " + c.value);',
    'c:[Type == "Name"]\n => issue(Type = "Greeting", Value = "Hello " + c.Value);',
  ],
  [
    'exists([issuer == "MSFT"])\n   => issue(type = "origin", value = "Microsoft");',
    'EXISTS([Issuer == "MSFT"])\n => issue(Type = "origin", Value = "Microsoft");',
  ],
  [
    'exists([Type == "a"]) && NOT exists([Type == "b", Value=~"x"]) => issue(Type = "d", Value = "true");',
    'EXISTS([Type == "a"])\n && NOT EXISTS([Type == "b", Value =~ "x"])\n => issue(Type = "d", Value = "true");',
  ],
  [
    'COUNT([type == "http://contoso.com/role"]) >= 2 => issue(type = "many", value = "true");',
    'COUNT([Type == "http://contoso.com/role"]) >= 2\n => issue(Type = "many", Value = "true");',
  ],
  [
    'c:[Type == "n"] => add(store = "SQL", types = ("a","b"), query = "SELECT a, b FROM t WHERE n = {0}", param = c.value);',
    'c:[Type == "n"]\n => add(store = "SQL", types = ("a", "b"), query = "SELECT a, b FROM t WHERE n = {0}", param = c.Value);',
  ],
  [
    '@RuleTemplate="Authorization" @RuleName = "Foo" c:[Type !~ "x"] =>issue(Type = "t", Value = regexreplace(c.Value, "(?<d>[^\\\\]+)\\\\(?<user>.+)", "${user}"));',
    '@RuleTemplate = "Authorization"\n@RuleName = "Foo"\nc:[Type !~ "x"]\n => issue(Type = "t", Value = regexreplace(c.Value, "(?<d>[^\\\\]+)\\\\(?<user>.+)", "${user}"));',
  ],
  [
    'c:[Properties["p"] != ""] => issue(Type = "t", Properties["q"] = c.Properties["p"], OriginalIssuer = c.OriginalIssuer);',
    'c:[Properties["p"] != ""]\n => issue(Type = "t", Properties["q"] = c.Properties["p"], OriginalIssuer = c.OriginalIssuer);',
  ],
  ['c:[] => issue(claim = c);', 'c:[]\n => issue(claim = c);'],
  ['// why\nc:[] => issue(claim = c);', '// why\nc:[]\n => issue(claim = c);'],
];

describe('a rule that can be read', () => {
  it.each(readable)('%s', (text, printed) => {
    const set = parseRules(text);
    expect(set.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(set.rules.every((rule) => rule.readable)).toBe(true);
    expect(printRules(set)).toBe(`${printed}\n`);
  });
});

// The first four are Microsoft's own examples of errors, with what their parser says (Claims Transformation Rules Language).
const broken: [text: string, problems: string[], readable: boolean[]][] = [
  ['c1;[]=>Issue(claim=c1);', ['1:3 unexpected :'], [false, true]],
  ['c1:[type==1]=>Issue(claim=c1);', ['1:11 unexpected "", c.Value, RegExReplace('], [false]],
  ['c1:[type=="x"]=>Issue(type = c1.type, valuetype == "b");', ['1:49 unexpected ='], [false]],
  ['c1:[type] => Issue(claim = c1);', ['1:9 unexpected == != =~ !~'], [false]],
  ['c:[Type == "a" Value == "b"] => issue(claim = c);', ['1:16 unexpected ]'], [false]],
  ['c:[Type == "a] => issue(claim = c);', ['1:12 stringNotClosed'], [false]],
  [
    'c:[Type == "a] => issue(claim = c);\n@RuleName = "b"\n => issue(Type = "t");',
    ['1:12 stringNotClosed'],
    [false, true],
  ],
  ['c:[Name == "a"] => issue(claim = c);', ['1:4 unknownPart'], [false]],
  ['c:[Type == "a"]', ['1:16 unexpectedEnd =>'], [false]],
  ['c:[Type == "a"] => grant(claim = c);', ['1:20 unexpected issue, add'], [false]],
  ['c:[Type == “a”] => issue(claim = c);', ['1:12 typographicQuotes'], [true]],
  ['c:[] => issue(claim = c)', ['1:25 semicolonMissing'], [true]],
  ['c:[] => issue(claim = c) @RuleName = "b" => add(Type = "t");', ['1:25 semicolonMissing'], [true, true]],
  [
    'c:[Type == "a" => issue(claim = c);\n => issue(Type = "t");\nc:[] => issue(Kind = "k");',
    ['1:16 unexpected ]', '3:15 unknownPart'],
    [false, true, false],
  ],
  ['c:[Type == $] => issue(claim = c);', ['1:12 character'], [false]],
  ['/* c:[] => issue(claim = c);', ['1:1 commentNotClosed', '1:1 comment'], []],
  ['c:[] => issue(store = "s", query = ";a;b", types = ("t"));', ['1:28 unexpected types'], [false]],
];

describe('a text with problems', () => {
  it.each(broken)('%s', (text, problems, kinds) => {
    const set = parseRules(text);
    expect(
      set.problems.map(({ code, place, params }) =>
        [`${place.line}:${place.column}`, code, ...(params['expected'] ? [params['expected']] : [])].join(
          ' ',
        ),
      ),
    ).toEqual(problems);
    expect(set.rules.map((rule) => rule.readable)).toEqual(kinds);
  });
});

describe('a rule that cannot be read', () => {
  it.each([
    ['c:[Type = "a"] => issue(Type = "t", Value = c.Value);', ['t'], 'issue'],
    [
      'c:[Type = "a"] => add(store = "s", types = ("t", "u"), query = "", param = c.Value);',
      ['t', 'u'],
      'add',
    ],
    ['c:[Type = "a"] => issue(Type = "t" + c.Value);', null, 'issue'],
    ['c:[Type = "a"] => issue(claim = c);', null, 'issue'],
    ['c:[Type = "a] => issue(Type = "t");', null, null],
    ['c:[Type == "a"] => => issue(Type = "t");', null, null],
  ])('%s can add claims of these types alone', (text, types, verb) => {
    expect(parseRules(text).rules[0]).toMatchObject({ readable: false, types, verb });
  });

  it('is one rule where the text is longer than is read', () => {
    const set = parseRules('c'.repeat(maxRuleText + 1));
    expect(set.problems.map(({ code }) => code)).toEqual(['tooLong']);
    expect(set.rules).toMatchObject([{ readable: false, types: null }]);
  });
});

describe('places', () => {
  it('count in the whole text, lines ended in any way', () => {
    const text = 'Rules :\r\n c:[Type == "a"]\r => issue(claim = c);';
    const [rule] = parseRules(text, { from: 7 }).rules;
    expect(rule!.place).toEqual({ offset: 10, length: text.length - 10, line: 2, column: 2 });
    expect(rule!.readable && rule!.action.place).toMatchObject({ line: 3, column: 5 });
    expect(rule!.readable && rule!.conditions[0]!.selector.comparisons[0]!.value.place).toEqual({
      offset: text.indexOf('"a"'),
      length: 3,
      line: 2,
      column: 13,
    });
  });
});
