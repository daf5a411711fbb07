import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { claimTypes } from '../claim.ts';
import { parseRules } from '../parse/parse.ts';
import { checkRules, issuedTypes } from './check.ts';
import { queriesOf } from './queries.ts';

const found = (text: string) => {
  const set = parseRules(text);
  expect(set.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  return checkRules(set).map(
    ({ code, place }) => `${code} ${text.slice(place.offset, place.offset + place.length)}`,
  );
};

const account = `c:[Type == "${claimTypes.windowsAccountName}"]`;
const ask = (query: string, types = '"g"', params = ', param = c.Value') =>
  `${account} => add(store = "Active Directory", types = (${types}), query = "${query}"${params});`;
const groups = ask(';tokenGroups;{0}');
const role = claimTypes.role;

const cases: [text: string, problems: string[]][] = [
  [`${account} => issue(claim = d);`, ['unknownIdentifier d']],
  [`${account} => issue(Type = "t", Value = C.Value);`, ['identifierCase C']],
  [`${account} && ${account} => issue(claim = c);`, ['identifierTwice c']],
  [`c:[Type == "${claimTypes.upn}", Value == c.Value] => issue(claim = c);`, ['identifierLater c']],
  [`${account} => add(claim = c);`, ['copyAdded add(claim = c)']],
  ['=> issue(Value = "v");', ['typeMissing issue(Value = "v")']],
  ['=> issue(Type = "t", Type = "u");', ['assignedTwice Type = "u"']],
  [`${account} => issue(Type = "t", Value = Lower(c.Value));`, ['unknownFunction Lower(c.Value)']],
  [
    `${account} => issue(Type = "t", Value = RegExReplace(c.Value, "a"));`,
    ['functionArguments RegExReplace(c.Value, "a")'],
  ],
  ['c:[Type == "nobody"] => issue(claim = c);', ['typeNeverAdded "nobody"']],
  ['=> add(Type = "x"); c:[Type == "x"] => issue(claim = c);', []],
  [
    'EXISTS([Type == "http://schemas.microsoft.com/2012/01/requestcontext/claims/x-ms-proxy"]) => issue(Type = "t");',
    [],
  ],
  [
    `EXISTS([Type == "${claimTypes.upn}"]) && ${account} => issue(claim = c);`,
    [`mixedConditions EXISTS([Type == "${claimTypes.upn}"])`],
  ],

  [ask('mail'), ['queryParts "mail"']],
  [ask(';;{0}'), ['queryAttributes ";;{0}"']],
  [ask(';tokenGroups(fullyQualified);{0}'), ['queryGroupForm ";tokenGroups(fullyQualified);{0}"']],
  [ask(';mail;{0'), ['queryPlaceholder ";mail;{0"']],
  [ask(';mail;{1}'), ['queryParameter ";mail;{1}"']],
  [ask('(mail=;mail;{0}'), ['queryFilter m']],
  [ask('(member:1.2.840.113556.1.4.1941:={1});cn;{0}', '"g"', ', param = c.Value, param = c.Value'), []],
  [ask('samAccountName={0};mail;{1}', '"g"', ', param = c.Value, param = c.Value'), []],
  [ask(';mail;alice'), ['queryAccount ";mail;alice"']],
  [ask('mail={0};mail;EXAMPLE\\any'), []],
  [ask(';mail,sn;{0}'), [`typesAndAttributes ${ask(';mail,sn;{0}').slice(account.length + 4, -1)}`]],
  [
    `${account} => add(store = "SQL", types = ("g"), query = "SELECT", param = c.Value);`,
    ['storeNotReadable "SQL"'],
  ],

  [`c:[Type == "${claimTypes.upn}", Value =~ "(a"] => issue(claim = c);`, ['patternRefused (']],
  [`c:[Type == "${claimTypes.upn}", Value =~ "x(?=a)"] => issue(claim = c);`, ['patternNotRun (?=']],
  [`${groups} c:[Type == "g", Value =~ "AWS"] => issue(claim = c);`, ['patternLoose "AWS"']],
  [`${groups} c:[Type == "g", Value =~ ".*AWS-.*"] => issue(claim = c);`, ['patternLoose ".*AWS-.*"']],
  [
    `${groups} c:[Type == "g", Value =~ "AWS-\\d{12}-.+"] => issue(claim = c);`,
    ['patternUnanchored "AWS-\\d{12}-.+"'],
  ],
  [
    `${groups} c:[Type == "g", Value =~ "^AWS-\\d{12}-a|b"] => issue(claim = c);`,
    ['patternLoose "^AWS-\\d{12}-a|b"'],
  ],
  [`${groups} c:[Type == "g", Value =~ "(?i)^(AWS|DL)-"] => issue(claim = c);`, []],
  [`${groups} c:[Type == "g", Value =~ "^AWS-[^d]{12}-"] => issue(claim = c);`, ['classForDigits [^d]']],
  // A name made of a group's is one of a group too.
  [
    `${groups} c:[Type == "g"] => add(Type = "h", Value = "x" + c.Value); c:[Type == "h", Value =~ "AWS"] => issue(claim = c);`,
    ['patternLoose "AWS"'],
  ],

  [`=> issue(Type = "${role}", Value = "Admin");`, ['roleShape "Admin"']],
  [
    `${groups} c:[Type == "g"] => issue(Type = "${role}", Value = "x/" + c.Value);`,
    ['roleShape "x/" + c.Value'],
  ],
  [
    `${groups} c:[Type == "g"] => issue(Type = "${role}", Value = "arn:aws:iam::111122223333:saml-provider/P,arn:aws:iam::111122223333:role/" + c.Value);`,
    [],
  ],
  [
    `${groups} c:[Type == "g", Value =~ "(?i)^AWS-"] => issue(Type = "${role}", Value = RegExReplace(c.Value, "AWS-(\\d{12})-", "arn:aws:iam::$1:role/,arn:aws:iam::111122223333:saml-provider/P"));`,
    [
      `providerFixed RegExReplace(c.Value, "AWS-(\\d{12})-", "arn:aws:iam::$1:role/,arn:aws:iam::111122223333:saml-provider/P")`,
      'replaceCase "AWS-(\\d{12})-"',
      'replaceUnanchored "AWS-(\\d{12})-"',
    ],
  ],
];

describe('problems of rules', () => {
  it.each(cases)('%s', (text, problems) => {
    expect(found(text).toSorted()).toEqual(problems.toSorted());
  });

  it('stand in the order of the text, with their rule', () => {
    const set = parseRules('c:[Type == "nobody"] => add(claim = c); => issue(Value = "v");');
    expect(checkRules(set).map(({ code, rule }) => [code, rule])).toEqual([
      ['typeNeverAdded', 0],
      ['copyAdded', 0],
      ['typeMissing', 1],
    ]);
  });

  it('types of the stage before count, where they are known', () => {
    const set = parseRules(`c:[Type == "x"] => issue(claim = c); ${account} => issue(claim = c);`);
    expect(checkRules(set, new Set(['x'])).map(({ rule }) => rule)).toEqual([1]);
  });
});

describe('rules of the sample', () => {
  const rules = (name: string) =>
    parseRules(readFileSync(new URL(`../../../../resources/sample/inputs/${name}`, import.meta.url), 'utf8'));

  it('the sign-in is clean, the lab holds what was planted', () => {
    expect(checkRules(rules('adfs-aws-sign-in.txt'))).toEqual([]);
    const codes = checkRules(rules('adfs-aws-lab.txt')).map(({ code, rule }) => `${rule} ${code}`);
    expect([...new Set(codes)].toSorted()).toEqual([
      '3 classForDigits',
      '3 patternUnanchored',
      '3 providerFixed',
      '3 replaceCase',
      '3 replaceUnanchored',
    ]);
  });

  it('what they ask of groups', () => {
    const asked = (name: string) => queriesOf(rules(name)).filter(({ groups }) => groups !== null);
    expect(asked('adfs-aws-sign-in.txt')).toMatchObject([
      {
        rule: 2,
        attribute: 'tokenGroups',
        groups: 'token',
        form: 'unqualified',
        domainQualified: false,
        nested: true,
      },
    ]);
    expect(asked('adfs-aws-lab.txt')).toMatchObject([
      {
        rule: 2,
        attribute: 'cn',
        groups: 'filter',
        filter: '(member:1.2.840.113556.1.4.1941:={1})',
        domainQualified: false,
        nested: true,
      },
    ]);
  });
});

describe('types that a stage issues', () => {
  it.each([
    ['=> issue(Type = "a"); => add(Type = "b");', ['a']],
    ['c:[Type == "a"] => issue(claim = c);', ['a']],
    ['c:[] => issue(claim = c);', null],
    ['c:[Type == "a"] => issue(Type = c.Value);', null],
    ['what;', null],
  ])('%s', (text, types) => {
    const issued = issuedTypes(parseRules(text));
    expect(issued && [...issued]).toEqual(types);
  });
});
