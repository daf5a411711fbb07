import { describe, expect, it } from 'vitest';
import { claimTypes } from '../claim.ts';
import { claimOf, initialOf, issued, runText, storeOf } from '../fixtures.ts';
import { parseRules } from '../parse/parse.ts';
import { defaultSettings } from './settings.ts';
import { unreadStore } from './store.ts';

const account = `c:[Type == "${claimTypes.windowsAccountName}", Issuer == "AD AUTHORITY"]`;
const groups = `${account} => add(store = "Active Directory", types = ("g"), query = ";tokenGroups;{0}", param = c.Value);`;
const a = claimOf('a', '1');
const b = claimOf('b', '2');

// What each rule set issues out of these claims.
const cases: [name: string, text: string, claims: ReturnType<typeof claimOf>[], result: string[]][] = [
  ['no condition: always, once', '=> issue(Type = "t", Value = "v");', [], ['t=v']],
  ['no value is an empty one', '=> issue(Type = "t");', [], ['t=']],
  [
    'once for each claim',
    'c:[Type == "a"] => issue(Type = "t", Value = c.Value);',
    [a, claimOf('a', '2')],
    ['t=1', 't=2'],
  ],
  ['the same claim goes out once', 'c:[Type == "a"] => issue(Type = "t");', [a, claimOf('a', '2')], ['t=']],
  ['a copy', 'c:[] => issue(claim = c);', [a, b], ['a=1', 'b=2']],
  [
    'a copy is not added',
    'c:[Type == "a"] => issue(claim = c); COUNT([Type == "a"]) == 1 => issue(Type = "one");',
    [a],
    ['a=1', 'one='],
  ],
  ['adding a copy has no effect', 'c:[Type == "a"] => add(claim = c);', [a], []],
  [
    'what is added is there for rules that follow',
    '=> add(Type = "x", Value = "1"); c:[Type == "x"] => issue(Type = "t", Value = c.Value);',
    [],
    ['t=1'],
  ],
  ['and not for rules before', 'c:[Type == "x"] => issue(Type = "t"); => add(Type = "x");', [], []],
  [
    'nor for the rule itself',
    'c:[] => add(Type = "a", Value = c.Value + "+"); COUNT([Type == "a"]) == 2 => issue(Type = "two");',
    [a],
    ['two='],
  ],
  [
    'what is issued is there too',
    '=> issue(Type = "x", Value = "1"); c:[Type == "x"] => issue(Type = "t", Value = c.Value);',
    [],
    ['x=1', 't=1'],
  ],
  [
    'every combination',
    'x:[Type == "a"] && y:[Type == "b"] => issue(Type = "t", Value = x.Value + y.Value);',
    [a, claimOf('a', '3'), b, claimOf('b', '4')],
    ['t=12', 't=14', 't=32', 't=34'],
  ],
  [
    'one claim may fit two conditions',
    'x:[] && y:[] => issue(Type = "t", Value = x.Type + y.Type);',
    [a, b],
    ['t=aa', 't=ab', 't=ba', 't=bb'],
  ],
  [
    'a condition names a claim of one before it',
    'x:[Type == "a"] && y:[Type == "b", Value == x.Value] => issue(Type = "t", Value = y.Value);',
    [a, claimOf('a', '2'), b],
    ['t=2'],
  ],
  ['EXISTS: once', 'EXISTS([Type == "a"]) => issue(Type = "t");', [a, claimOf('a', '2')], ['t=']],
  ['EXISTS: none', 'EXISTS([Type == "x"]) => issue(Type = "t");', [a], []],
  [
    'NOT EXISTS',
    'NOT EXISTS([Type == "x"]) && c:[Type == "a"] => issue(Type = "t", Value = c.Value);',
    [a],
    ['t=1'],
  ],
  [
    'COUNT',
    'COUNT([Type == "a"]) > 1 => issue(Type = "many"); COUNT([Type == "b"]) <= 1 => issue(Type = "few");',
    [a, claimOf('a', '2'), b],
    ['many=', 'few='],
  ],
  [
    '!= and !~ hold for other types too',
    'c:[Type != "a"] => issue(claim = c); c:[Type !~ "^b$"] => issue(claim = c);',
    [a, b],
    ['b=2', 'a=1'],
  ],
  [
    'a property that is not there is empty',
    'c:[Properties["p"] == ""] => issue(Type = "t", Value = c.Value);',
    [claimOf('a', '1', { properties: { p: 'x' } }), b],
    ['t=2'],
  ],
  [
    'RegExReplace: every match, or as it was',
    'c:[] => issue(Type = "t", Value = RegExReplace(c.Value, "(o)", "<$1>"));',
    [claimOf('a', 'foo'), claimOf('a', 'bar')],
    ['t=f<o><o>', 't=bar'],
  ],
  [
    'issuer and the like are passed on',
    'c:[Type == "a"] => add(Type = "x", Issuer = c.Issuer); EXISTS([Type == "x", Issuer == "AD AUTHORITY", OriginalIssuer == "AD AUTHORITY"]) => issue(Type = "t");',
    [a],
    ['t='],
  ],
  [
    'else they are of AD FS',
    '=> add(Type = "x"); c:[Type == "x"] => issue(Type = "t", Value = c.Issuer + "|" + c.ValueType);',
    [],
    ['t=LOCAL AUTHORITY|http://www.w3.org/2001/XMLSchema#string'],
  ],
  [
    'comparisons tell capital letters',
    'c:[Type == "A"] => issue(Type = "t"); c:[Type == "a", Value == "X"] => issue(Type = "u");',
    [claimOf('a', 'x')],
    [],
  ],
  ['identifiers do not', 'C1:[Type == "a"] => issue(Type = "t", Value = c1.Value);', [a], ['t=1']],
];

describe('what rules issue', () => {
  it.each(cases)('%s', (_, text, claims, result) => {
    expect(issued(runText(text, { initial: initialOf(...claims) }))).toEqual(result);
  });

  it('capital letters do not count where the settings say so', () => {
    const settings = { ...defaultSettings, caseOf: { types: 'ignored', values: 'ignored' } as const };
    const text = 'c:[Type != "A"] => issue(Type = "u"); c:[Type == "A", Value == "X"] => issue(Type = "t");';
    expect(issued(runText(text, { initial: initialOf(claimOf('a', 'x')), settings }))).toEqual(['t=']);
  });
});

describe('the store', () => {
  it('gives a claim a value, of AD AUTHORITY, attribute by attribute', () => {
    const text = `${account} => issue(store = "Active Directory", types = ("m", "g"), query = ";mail,tokenGroups(domainQualifiedName);{0}", param = c.Value);`;
    const run = runText(text, {
      store: storeOf({
        mail: ['a@example.com'],
        'tokenGroups(domainQualifiedName)': ['EXAMPLE\\x', 'EXAMPLE\\y'],
      }),
    });
    expect(issued(run)).toEqual(['m=a@example.com', 'g=EXAMPLE\\x', 'g=EXAMPLE\\y']);
    expect(run.claims[run.stages[2].output[1]!]).toMatchObject({
      claim: { issuer: 'AD AUTHORITY' },
      from: { kind: 'rule', rule: 0, sources: [0], answer: { query: 0, attribute: 1 } },
    });
  });

  it('is asked a question once', () => {
    const run = runText(`${groups}${groups}${groups}`, { store: storeOf({ tokenGroups: ['x'] }) });
    expect(run.queries).toMatchObject([
      {
        query: {
          account: 'EXAMPLE\\alice',
          filter: null,
          attributes: [{ name: 'tokenGroups', form: 'unqualified' }],
        },
      },
    ]);
  });
});

const roles = 'c:[Type == "g", Value =~ "^AWS-"] => issue(Type = "r", Value = c.Value);';
const wide = `${account} => add(store = "SQL", types = ("g"), query = "SELECT g", param = c.Value);`;

// Nothing of this is "none".
const open: [name: string, text: string, result: string[], codes: string[]][] = [
  [
    'an attribute that was not read',
    `${groups}${roles}`,
    ['maybe r=?…'],
    ['attributeNotReadable tokenGroups: notIncluded'],
  ],
  ['another store', `${wide}${roles}`, ['maybe r=?…'], ['storeUnknown SQL']],
  [
    'a rule that cannot be read',
    `c:[Type = "x"] => add(Type = "g");${roles}`,
    ['maybe r=?…'],
    ['ruleUnreadable'],
  ],
  [
    'one of which nothing is known',
    `c:[Type == "x;${'\n'}@RuleName = "r" ${roles}`,
    ['maybe ?=?…', 'maybe r=?…'],
    ['ruleUnreadable'],
  ],
  ['one of another type does not matter', `c:[Type = "x"] => add(Type = "z");${roles}`, [], []],
  [
    'an identifier that is not there',
    `c:[Type == "x"] => add(Type = "g", Value = d.Value);${roles}`,
    ['maybe r=?…'],
    ['ruleRefused'],
  ],
  [
    'EXISTS of it',
    `${groups} EXISTS([Type == "g", Value == "x"]) => issue(Type = "t", Value = "v");`,
    ['maybe t=v'],
    ['attributeNotReadable tokenGroups: notIncluded'],
  ],
  [
    'NOT EXISTS of it',
    `${groups} NOT EXISTS([Type == "g"]) => issue(Type = "t", Value = "v");`,
    ['maybe t=v'],
    ['attributeNotReadable tokenGroups: notIncluded'],
  ],
  [
    'COUNT of it',
    `${groups} COUNT([Type == "g"]) < 3 => issue(Type = "t", Value = "v");`,
    ['maybe t=v'],
    ['attributeNotReadable tokenGroups: notIncluded'],
  ],
  [
    'COUNT that it cannot change',
    `${groups} COUNT([Type == "g"]) >= 0 => issue(Type = "t", Value = "v");`,
    ['t=v'],
    [],
  ],
  [
    'a pattern of no meaning of ours',
    `${account} => issue(Type = "t", Value = RegExReplace(c.Value, "(?=a)", ""));`,
    ['maybe t=?'],
    ['pattern lookaround'],
  ],
  [
    'a comparison with one',
    `c:[Type == "${claimTypes.windowsAccountName}", Value =~ "(?!x)"] => issue(Type = "t", Value = c.Value);`,
    ['maybe t=EXAMPLE\\alice'],
    ['pattern lookaround'],
  ],
  [
    'a value beside it is known',
    `${groups} c:[Type == "g"] && d:[Type == "${claimTypes.upn}"] => issue(Type = "t", Value = d.Value);`,
    ['maybe t=alice@example.com…'],
    ['attributeNotReadable tokenGroups: notIncluded'],
  ],
  [
    'a query that is none',
    `${account} => issue(store = "Active Directory", types = ("t"), query = "mail", param = c.Value);`,
    ['maybe t=?…'],
    ['queryParts mail'],
  ],
  [
    'a query whose parameter is missing',
    `${account} => issue(store = "Active Directory", types = ("t"), query = ";mail;{1}", param = c.Value);`,
    ['maybe t=?…'],
    ['queryParameter ;mail;{1}'],
  ],
  [
    'an account that is none',
    ` => issue(store = "Active Directory", types = ("t"), query = ";mail;{0}", param = "alice");`,
    ['maybe t=?…'],
    ['queryAccount ;mail;{0}'],
  ],
  [
    'fewer types than attributes',
    `${account} => issue(store = "Active Directory", types = ("t"), query = ";mail,sn;{0}", param = c.Value);`,
    ['maybe t=?…'],
    ['typesAndAttributes'],
  ],
  [
    'how somebody signs in',
    'EXISTS([Type == "http://schemas.microsoft.com/ws/2012/01/insidecorporatenetwork", Value == "false"]) => issue(Type = "t");',
    ['maybe t='],
    ['signIn http://schemas.microsoft.com/ws/2012/01/insidecorporatenetwork'],
  ],
];

describe('what is not known', () => {
  it.each(open)('%s', (_, text, result, codes) => {
    const run = runText(text, { store: storeOf({ tokenGroups: null }) });
    expect(issued(run)).toEqual(result);
    const reasons = run.stages[2].openOutput.flatMap((index) => run.open[index]!.because);
    const told = reasons.map(({ code, detail }) => (detail === null ? code : `${code} ${detail}`));
    expect([...new Set(told)]).toEqual(codes);
  });

  it('a store that does not answer at all', () => {
    const run = runText(`${groups}${roles}`, { store: unreadStore('serverDown') });
    expect(issued(run)).toEqual(['maybe r=?…']);
    expect(run.open.at(-1)!.because).toMatchObject([
      { code: 'storeNotReadable', detail: 'serverDown', rule: 0 },
    ]);
  });

  it('claims that are certain are told beside those that are not', () => {
    const run = runText(`${groups}${wide}${roles}`, { store: storeOf({ tokenGroups: ['AWS-x', 'y'] }) });
    expect(issued(run)).toEqual(['r=AWS-x', 'maybe r=?…']);
    expect(run.stages[2].rules.map(({ outcome }) => outcome)).toEqual(['fired', 'open', 'open']);
  });
});

describe('limits', () => {
  const many = Array.from({ length: 400 }, (_, n) => claimOf('a', String(n)));

  it('of combinations: an error, and nothing of the rule is known', () => {
    const text =
      'x:[] && y:[] && z:[] => issue(Type = "t", Value = x.Value + y.Value + z.Value); => issue(Type = "u");';
    const run = runText(text, { initial: initialOf(...many) });
    expect(issued(run)).toEqual(['u=', 'maybe t=?…']);
    expect(run.stages[2].rules[0]).toMatchObject({
      outcome: 'refused',
      because: [{ code: 'tooManyCombinations' }],
    });
  });

  it('of the length of a value', () => {
    const text = `${'c:[Type == "a"] => add(Type = "a", Value = c.Value + c.Value);'.repeat(30)} c:[Type == "a"] => issue(Type = "t");`;
    const run = runText(text, { initial: initialOf(claimOf('a', '0123456789')) });
    expect(issued(run)[0]).toBe('t=');
    expect(run.open.flatMap(({ because }) => because.map(({ code }) => code))).not.toEqual([]);
  });
});

describe('stages', () => {
  const permit = `=> issue(Type = "${claimTypes.permit}", Value = "true");`;
  const deny = `=> issue(Type = "${claimTypes.deny}", Value = "true");`;
  const decision = (text: string) =>
    runText('', { policy: { authorization: { kind: 'rules', rules: parseRules(text) } } }).decision;

  it.each([
    ['a permit', permit, 'permitted', 'permit'],
    ['no permit', '', 'denied', 'noPermit'],
    ['a deny beside a permit', `${permit}${deny}`, 'denied', 'deny'],
    ['a permit that is only added', permit.replace('issue', 'add'), 'denied', 'noPermit'],
    [
      'a permit that is not known',
      `EXISTS([Type == "http://schemas.microsoft.com/ws/2012/01/insidecorporatenetwork"]) ${permit}`,
      'open',
      'open',
    ],
    [
      'a deny that is not known',
      `${permit} EXISTS([Type == "http://schemas.microsoft.com/ws/2012/01/insidecorporatenetwork"]) ${deny}`,
      'open',
      'open',
    ],
    ['a rule that cannot be read', `${permit} what;`, 'open', 'open'],
  ])('%s', (_, text, is, why) => {
    expect(decision(text)).toMatchObject({ is, why });
  });

  it('a policy that is only named is not readable, one that is not given not known', () => {
    expect(runText('').decision).toMatchObject({ is: 'open', why: 'notGiven' });
    const named = runText('', { policy: { authorization: { kind: 'named', name: 'Permit everyone' } } });
    expect(named.decision).toMatchObject({ is: 'open', why: 'notReadable' });
    expect(named.stages[1].state).toBe('notReadable');
  });

  it('acceptance feeds authorization and issuance alike; what authorization issues goes nowhere', () => {
    const run = runText('c:[] => issue(claim = c);', {
      initial: initialOf(a, b),
      policy: {
        acceptance: parseRules('c:[Type == "a"] => issue(Type = "x", Value = c.Value); => add(Type = "y");'),
        authorization: { kind: 'rules', rules: parseRules(`EXISTS([Type == "x"]) ${permit}`) },
      },
    });
    expect(issued(run)).toEqual(['x=1']);
    expect(run.decision.is).toBe('permitted');
  });
});
