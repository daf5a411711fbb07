import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codePoint } from '#test/support/text.ts';
import { checkRules } from './check/check.ts';
import { explainRun } from './explain/explain.ts';
import { claimOf, initialOf, issued, runText, storeOf } from './fixtures.ts';
import { parseRules } from './parse/parse.ts';
import { printRules } from './parse/print.ts';
import type { RuleSet } from './parse/rules.ts';
import { readTrusts } from './parse/trusts.ts';
import { issuanceOnly } from './policy.ts';
import { anyClaims, anyRules, textOf, unrelated } from './random.fixture.ts';
import { compilePolicy } from './run/compile.ts';
import type { ClaimRun } from './run/result.ts';
import { runRules } from './run/run.ts';

const numRuns = 200 * Number(process.env['TREELINE_FUZZ'] ?? 1);

/** Rules without their places: what they say. */
const said = ({ rules }: Pick<RuleSet, 'rules'>): unknown =>
  JSON.parse(JSON.stringify(rules, (key, value: unknown) => (key === 'place' ? undefined : value)));

const store = storeOf({ mail: ['x', 'AWS-1'], tokengroups: null, cn: ['x'] });

/** What a run says for certain, and what it leaves open, without numbers. */
const outcome = (run: ClaimRun) => ({
  sure: run.stages[2].output.map((id) => run.claims[id]!.claim),
  open: issued(run)
    .filter((one) => one.startsWith('maybe'))
    .toSorted(),
});

describe('laws of claim rules', () => {
  it('what is printed is read as the same rules, and printed alike again', () => {
    fc.assert(
      fc.property(anyRules, (rules) => {
        const set = parseRules(textOf(rules));
        expect(set.problems.filter(({ code }) => code !== 'comment')).toEqual([]);
        expect(said(set)).toEqual(said({ rules }));
        expect(printRules(set)).toBe(textOf(rules));
      }),
      { numRuns },
    );
  });

  it('a run is the same each time, and is told without a fault', () => {
    fc.assert(
      fc.property(anyRules, anyClaims, (rules, claims) => {
        const compiled = compilePolicy(issuanceOnly(parseRules(textOf(rules))));
        const run = runRules(compiled, initialOf(...claims), store);
        expect(runRules(compiled, initialOf(...claims), store)).toEqual(run);
        const told = explainRun(compiled, run);
        expect(JSON.parse(JSON.stringify(told))).toEqual(told);
        const known = new Set(told.claims.map(({ id }) => id));
        for (const { from } of told.claims)
          if (from.kind === 'rule') for (const source of from.sources) expect(known).toContain(source);
        checkRules(parseRules(textOf(rules)));
      }),
      { numRuns },
    );
  });

  it('rules that are about nothing of it change nothing', () => {
    fc.assert(
      fc.property(anyRules, anyClaims, unrelated, (rules, claims, more) => {
        const initial = initialOf(...claims);
        const alone = outcome(runText(textOf(rules), { initial, store }));
        expect(outcome(runText(`${more}\n${textOf(rules)}`, { initial, store }))).toEqual(alone);
      }),
      { numRuns },
    );
  });

  it('rules that add nothing that another selects may stand in any order', () => {
    const rule = fc
      .tuple(fc.constantFrom('a', 'b', 'g'), fc.nat(20), fc.constantFrom('x', '(?i)^aws-(.)', '^$'))
      .map(
        ([type, n, pattern]) =>
          `c:[Type == "${type}", Value =~ "${pattern}"] => issue(Type = "out-${n}", Value = c.Value);`,
      );
    const lists = fc
      .array(rule, { minLength: 2, maxLength: 5 })
      .chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })));
    fc.assert(
      fc.property(lists, anyClaims, ([one, other], claims) => {
        const initial = initialOf(...claims);
        const sorted = (rules: string[]) => issued(runText(rules.join('\n'), { initial, store })).toSorted();
        expect(sorted(one)).toEqual(sorted(other));
      }),
      { numRuns },
    );
  });

  it('more claims at the start never take a claim away, unless rules ask what is not there', () => {
    const positive = anyRules.filter(
      (rules) =>
        !/NOT EXISTS|COUNT/.test(textOf(rules)) &&
        rules.every((rule) => rule.action.kind !== 'store' || rule.action.store.value === 'SQL'),
    );
    fc.assert(
      fc.property(positive, anyClaims, anyClaims, (rules, claims, more) => {
        const few = outcome(runText(textOf(rules), { initial: initialOf(...claims), store })).sure;
        const many = outcome(runText(textOf(rules), { initial: initialOf(...claims, ...more), store })).sure;
        expect(many).toEqual(expect.arrayContaining(few));
      }),
      { numRuns },
    );
  });

  it('what is not known is never told as none: each reading of an attribute is among what its absence left open', () => {
    fc.assert(
      fc.property(
        anyRules,
        anyClaims,
        fc.array(fc.constantFrom('x', 'AWS-1', 'aws-1'), { maxLength: 3 }),
        (rules, claims, mail) => {
          const initial = initialOf(...claims);
          const run = (values: string[] | null) =>
            runText(textOf(rules), { initial, store: storeOf({ mail: values, tokengroups: [], cn: ['x'] }) });
          const unread = run(null);
          const openTypes = unread.stages[2].openOutput.map((index) => unread.open[index]!.claim);
          for (const { type, value } of outcome(run(mail)).sure) {
            const sure = outcome(unread).sure.some((one) => one.type === type && one.value === value);
            const open = openTypes.some(
              (one) =>
                (one.type === null || one.type === type) && (one.value === null || one.value === value),
            );
            expect(sure || open).toBe(true);
          }
          // And what was certain without it stays so.
          const read = outcome(run(mail)).sure.map(({ type, value }) => `${type}=${value}`);
          for (const { type, value } of outcome(unread).sure) expect(read).toContain(`${type}=${value}`);
        },
      ),
      { numRuns },
    );
  });
});

describe('any text', () => {
  const pieces = fc.array(
    fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom(...'[]():;,.=+<>&!~@"#/*“”\n c'.split('')) },
      {
        weight: 4,
        arbitrary: fc.constantFrom(
          '=>',
          '==',
          '=~',
          '&&',
          'issue(',
          'add(',
          'Type',
          'Value',
          'c:',
          'c.',
          'EXISTS(',
          'NOT ',
          'COUNT(',
          'claim',
          'store',
          'types',
          'query',
          'param',
          '"a"',
          'RegExReplace(',
          'Properties["',
          '@RuleName = ',
          '//',
          '/*',
          '12',
        ),
      },
      { weight: 1, arbitrary: fc.string({ unit: codePoint, maxLength: 4 }) },
    ),
    { maxLength: 60 },
  );

  it('is read, checked, run and printed without an exception; what is printed is read alike', () => {
    fc.assert(
      fc.property(
        pieces.map((list) => list.join('')),
        anyClaims,
        (text, claims) => {
          const set = parseRules(text);
          for (const { place } of [...set.rules, ...set.problems]) {
            expect(place.offset + place.length).toBeLessThanOrEqual(text.length);
          }
          checkRules(set);
          issued(runText(text, { initial: initialOf(...claims), store }));
          const again = parseRules(printRules(set));
          expect(said(again)).toEqual(said(set));
          readTrusts(`IssuanceTransformRules : ${text}`);
        },
      ),
      { numRuns },
    );
  });

  it('of rules that were cut or changed in one place likewise', () => {
    fc.assert(
      fc.property(
        anyRules,
        fc.nat(),
        fc.nat(3),
        fc.constantFrom('', '"', ';', '[', 'c'),
        (rules, at, cut, put) => {
          const whole = textOf(rules);
          const from = whole.length === 0 ? 0 : at % whole.length;
          const text = whole.slice(0, from) + put + whole.slice(from + cut);
          const set = parseRules(text);
          checkRules(set);
          issued(runText(text, { initial: initialOf(claimOf('a', 'x')), store }));
          expect(said(parseRules(printRules(set)))).toEqual(said(set));
        },
      ),
      { numRuns },
    );
  });
});
