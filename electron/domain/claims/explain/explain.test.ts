import { describe, expect, it } from 'vitest';
import { claimTypes } from '../claim.ts';
import { alice, storeOf } from '../fixtures.ts';
import { parseRules } from '../parse/parse.ts';
import { issuanceOnly } from '../policy.ts';
import { compilePolicy } from '../run/compile.ts';
import { runRules } from '../run/run.ts';
import { signInClaims } from '../run/signIn.ts';
import { explainRun } from './explain.ts';

const account = `c:[Type == "${claimTypes.windowsAccountName}", Issuer == "AD AUTHORITY"]`;
const text = `@RuleName = "Groups"
${account}
 => add(store = "Active Directory", types = ("g"), query = "(member={0});cn,tokenGroups;{0}", param = c.Value);

@RuleName = "Groups"
${account}
 => add(store = "Active Directory", types = ("g"), query = "(member={0});cn;{0}", param = c.Value);

@RuleName = "Roles"
c:[Type == "g", Value =~ "^AWS-(?<role>.+)"]
 => issue(Type = "r", Value = RegExReplace(c.Value, "^AWS-", ""));

EXISTS([Type == "G"]) => issue(Type = "t");
x:[Type == "g"] && y:[Type == "r", Value == "Admin"] => issue(Type = "pair", Value = x.Value + y.Value);
x:[Type == "g"] && y:[Type == "g", Value == x.Value] => issue(Type = "same", Value = x.Value);
`;

describe('a run that is told', () => {
  const compiled = compilePolicy(issuanceOnly(parseRules(text)));
  const store = storeOf({ cn: ['AWS-Admin', 'aws-dev', 'Staff'], tokenGroups: null });
  const run = runRules(compiled, signInClaims(alice), store);
  const told = explainRun(compiled, run);
  const { rules } = told.stages[2]!;
  const value = (id: number) => told.claims.find((claim) => claim.id === id)!.claim.value;
  const textOf = ({ offset, length }: { offset: number; length: number }) =>
    text.slice(offset, offset + length);

  it('is plain data', () => {
    expect(JSON.parse(JSON.stringify(told))).toEqual(told);
  });

  it('names every claim that it speaks of, back to the answer of the store', () => {
    const [role] = told.stages[2]!.output.items;
    const { from } = told.claims.find(({ id }) => id === role)!;
    expect(from).toMatchObject({ kind: 'rule', rule: 2 });
    const [source] = from.kind === 'rule' ? from.sources : [];
    const group = told.claims.find(({ id }) => id === source)!;
    expect(group).toMatchObject({
      claim: { value: 'AWS-Admin' },
      from: { rule: 1, answer: { attribute: 0 } },
    });
    const asked = group.from.kind === 'rule' && told.queries[group.from.answer!.query];
    expect(asked).toMatchObject({
      filter: '(member=EXAMPLE\\5calice)',
      answer: { attributes: [{ state: 'read', values: { count: 3 } }] },
    });
  });

  it('shows where patterns matched, in the rule and in the value', () => {
    const [condition] = rules[2]!.conditions;
    expect(condition!.matched.items.map(({ claim }) => value(claim))).toEqual(['AWS-Admin']);
    const [span] = condition!.matched.items[0]!.spans;
    expect(textOf(span!.comparison)).toBe('Value =~ "^AWS-(?<role>.+)"');
    expect(span).toMatchObject({
      groupNames: [null, 'role'],
      matches: [{ offset: 0, length: 9, groups: [{}, { offset: 4, length: 5 }] }],
    });
  });

  it('shows what nearly fits, capital letters first', () => {
    const { near } = rules[2]!.conditions[0]!;
    expect(near.count).toBe(2);
    expect(near.items.map(({ claim, failed }) => [value(claim), failed[0]!.onlyCase])).toEqual([
      ['aws-dev', true],
      ['Staff', false],
    ]);
    expect(rules[3]!.conditions[0]).toMatchObject({
      holds: false,
      near: { items: [{ failed: [{ wanted: 'G', found: 'g', onlyCase: true }] }, {}, {}] },
    });
  });

  it('shows the combinations that ran, and what each added', () => {
    expect(rules[4]!.runs).toMatchObject({ count: 3, items: [{}, {}, {}] });
    expect(rules[4]!.runs.items.map(({ sources, added }) => [...sources, ...added].map(value))).toEqual([
      ['AWS-Admin', 'Admin', 'AWS-AdminAdmin'],
      ['aws-dev', 'Admin', 'aws-devAdmin'],
      ['Staff', 'Admin', 'StaffAdmin'],
    ]);
    // A condition that names a claim of another is told by what it ran on.
    expect(rules[5]!.conditions[1]!.matched.count).toBe(3);
  });

  it('says why a rule is open', () => {
    expect(rules[0]).toMatchObject({
      name: 'Groups',
      outcome: 'open',
      because: [{ code: 'typesAndAttributes' }],
    });
    expect(rules[2]).toMatchObject({ outcome: 'open', because: [{ code: 'typesAndAttributes', rule: 0 }] });
    expect(rules[2]!.conditions[0]!.maybe).toEqual({
      items: [told.open.find(({ claim }) => claim.type === 'g')!.id],
      count: 1,
    });
  });

  it('keeps lists short, and says how long they are', () => {
    const short = explainRun(compiled, run, undefined, { listed: 1 }).stages[2]!;
    expect(short.output.items).toHaveLength(1);
    expect(short.output.count).toBe(7);
    expect(short.rules[4]!.conditions[0]!.matched).toMatchObject({ items: [{}], count: 3 });
  });
});
