import { describe, expect, it } from 'vitest';
import { processorSeconds } from '#test/support/processorTime.ts';
import { checkRules } from './check/check.ts';
import { explainRun } from './explain/explain.ts';
import { claimOf, initialOf, storeOf } from './fixtures.ts';
import { parseRules } from './parse/parse.ts';
import { printRules } from './parse/print.ts';
import { readTrusts } from './parse/trusts.ts';
import { issuanceOnly } from './policy.ts';
import { compilePolicy } from './run/compile.ts';
import { runRules } from './run/run.ts';

const size = 10_000 * Number(process.env['TREELINE_FUZZ'] ?? 1);
const many = (text: string, count = size) => text.repeat(Math.floor(count / text.length));
const square = 'x:[] && y:[] => add(Type = x.Type + y.Type, Value = x.Value + y.Value);';

// Each would take minutes if anything in it were squared.
const texts: [name: string, text: string][] = [
  ['semicolons', many(';')],
  ['quotation marks', many('"')],
  ['characters of no meaning', many('$;')],
  ['comments that do not end', many('/*')],
  ['names', many('a')],
  ['rules that cannot be read', many('a;')],
  ['attributes', many('@a="b"')],
  ['conditions', `${many('a:[]&&')}[] => issue(Type = "t");`],
  ['comparisons', `c:[${many('Type=="a",')}Type=="a"] => issue(claim = c);`],
  ['a long sum', `c:[] => issue(Type = "t", Value = ${many('c.Value+')}"");`],
  ['calls in calls', `c:[] => issue(Type = "t", Value = ${many('RegExReplace(')}`],
  ['types', `=> issue(store = "SQL", types = (${many('"t",')}"t"), query = "");`],
  [
    'placeholders',
    `=> issue(store = "Active Directory", types = ("t"), query = "${many('{0}')};a;b", param = "x");`,
  ],
  [
    'patterns',
    Array.from({ length: 1500 }, (_, n) => `c:[Value =~ "(a{${n % 90}}){9}b"] => add(Type = "t");`).join(''),
  ],
  ['a pattern that is hard to others', 'c:[Value =~ "^(a+)+$"] => issue(claim = c);'],
  ['rules that square the claims', many(square, 30 * square.length)],
  ['rules that double a value', many('c:[] => add(Type = "a", Value = c.Value + c.Value);', 3000)],
  [
    'replacements that bring the text along',
    many('c:[] => add(Type = "a", Value = RegExReplace(c.Value, "", "$_$_$_"));', 600),
  ],
  ['rules that pass on everything', many('c:[] => issue(claim = c);', 20_000)],
];

describe('hostile rules end soon', () => {
  it.each(texts)('%s', (_, text) => {
    const readAndRun = () => {
      const set = parseRules(text);
      printRules(set);
      checkRules(set);
      readTrusts(`IssuanceTransformRules : ${text}`);
      const compiled = compilePolicy(issuanceOnly(set));
      const claims = ['aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!', 'b', 'c'].map((value) =>
        claimOf('a', value),
      );
      const run = runRules(compiled, initialOf(...claims), storeOf({}));
      explainRun(compiled, run);
      expect(run.claims.length).toBeLessThanOrEqual(200_003);
    };
    expect(processorSeconds(readAndRun)).toBeLessThan(10);
  });
});
