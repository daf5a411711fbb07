/** "Allowed if …" held against all that unknown keys can be: conditions suffice, and none of them can be left out. */
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { PolicyDocument } from '../document.ts';
import { decide } from '../evaluate/decide.ts';
import { compileSets } from '../evaluate/sets.ts';
import type { OpenCondition } from '../explanation.ts';
import { conditionSaid } from '../interpreted.fixture.ts';
import { callers, inputOf, rules, document } from '../random.fixture.ts';
import type { Asked, Drawn } from '../random.fixture.ts';
import type { Request } from '../request.ts';
import { resolve } from './allowedIf.ts';

const numRuns = 25 * Number(process.env['TREELINE_FUZZ'] ?? 1);

/** Keys with every value that makes a difference to the tests of their alphabet; null: absent. */
interface Unknown extends Asked {
  readonly domain: readonly (readonly string[] | null)[];
}
const single = (...values: (string | null)[]) => values.map((value) => (value === null ? null : [value]));
const subsets = (values: readonly string[]): string[][] =>
  values.reduce<string[][]>((all, value) => [...all, [value], ...all.map((some) => [...some, value])], []);
const inEitherCase = (...texts: string[]): string[] =>
  texts.flatMap((text) =>
    [...text].reduce<string[]>(
      (all, sign) => all.flatMap((one) => [...new Set([one + sign, one + sign.toUpperCase()])]),
      [''],
    ),
  );
const text = ['StringEquals', 'StringNotEquals', 'StringLike', 'StringNotLike', 'StringEqualsIgnoreCase'];
const unknown: readonly Unknown[] = [
  {
    key: 'k:text',
    operators: text,
    wanted: ['x', 'X', 'xy*', '*y', '?', 'x?'],
    given: [],
    domain: single(
      null,
      ...inEitherCase(
        '',
        '?',
        'x?',
        'xy*',
        '*y',
        'x',
        'y',
        'z',
        'xy',
        'zy',
        'xz',
        'xyz',
        'xyzy',
        'zzz',
        'zzy',
      ),
    ),
  },
  {
    key: 'k:number',
    operators: [
      'NumericEquals',
      'NumericNotEquals',
      'NumericLessThan',
      'NumericGreaterThanEquals',
      'NumericGreaterThan',
    ],
    wanted: ['1', '2.0', '2'],
    given: [],
    domain: single(null, '0', '1', '1.5', '2', '3'),
  },
  {
    key: 'aws:SourceIp',
    operators: ['IpAddress', 'NotIpAddress'],
    wanted: ['10.0.0.0/8', '10.1.0.0/16', '2001:db8::/32', '2001:db8:1::/48'],
    given: [],
    domain: single(null, '9.0.0.0', '10.0.0.1', '10.1.2.3', '2001:db8::1', '2001:db8:1::1', '2001:db9::'),
  },
  {
    key: 'k:tags',
    operators: ['StringEquals', 'StringNotEquals', 'StringEqualsIgnoreCase'],
    wanted: ['a', 'b'],
    given: [],
    domain: [null, ...subsets(['a', 'A', 'b', 'B', 'c'])],
  },
  {
    key: 'aws:SecureTransport',
    operators: ['Bool'],
    wanted: ['true', 'false'],
    given: [],
    domain: single('true', 'false'),
  },
  {
    key: 'aws:CurrentTime',
    operators: ['DateLessThan', 'DateGreaterThan', 'DateEquals', 'DateNotEquals'],
    wanted: ['2026-01-01', '2026-02-01T00:00:00Z', '1767225600'],
    given: [],
    domain: single('2025-01-01', '2026-01-01', '2026-01-15', '2026-02-01', '2027-01-01'),
  },
];
const several = 'k:tags';

/** Statements about everything, under conditions alone: what is asked here is how conditions come together. */
const conditional = (use: PolicyDocument['use'], keys: readonly Asked[]) =>
  document(use, keys, 5).map(({ Version, Statement }) => ({
    Version,
    Statement: Statement.map((one) => ({
      Effect: one['Effect'],
      Action: '*',
      Resource: '*',
      ...('Principal' in one ? { Principal: '*' } : {}),
      // A quantifier belongs to keys of several values, and is asked of each of their tests here.
      ...('Condition' in one ? { Condition: quantified(one['Condition'] as Record<string, object>) } : {}),
    })),
  }));
const quantified = (condition: Record<string, object>): Record<string, object> => {
  const out: Record<string, object> = {};
  for (const [operator, keys] of Object.entries(condition))
    for (const [key, values] of Object.entries(keys)) {
      const bare = operator.replace(/^For\w+:/, '');
      const asked = bare === 'Null' || bare !== operator ? operator : `ForAnyValue:${operator}`;
      const name = key === several ? asked : bare;
      out[name] = { ...out[name], [key]: values as unknown };
    }
  return out;
};

const cases = fc.shuffledSubarray([...unknown], { minLength: 1, maxLength: 2 }).chain((keys) =>
  fc.record({
    keys: fc.constant(keys),
    identity: fc.array(conditional('identity', keys), { minLength: 1, maxLength: 2 }),
    boundary: fc.array(conditional('boundary', keys), { maxLength: 1 }),
    resource: fc.array(conditional('resource', keys), { maxLength: 1 }),
  }),
);
const none: Drawn = {
  identity: [],
  boundary: [],
  session: [],
  resource: [],
  trust: [],
  endpoint: [],
  serviceControl: [],
  resourceControl: [],
};
const request: Request = {
  action: 's3:GetObject',
  resource: 'arn:aws:s3:::b1/f',
  resourceAccount: null,
  resourceInManagementAccount: false,
  principal: callers[0]!.principal,
  context: new Map(),
  unknownContext: 'unknown',
};

/** Every way in which the keys can be. */
function completions(keys: readonly Unknown[]): Map<string, readonly string[] | null>[] {
  let all = [new Map<string, readonly string[] | null>()];
  for (const { key, domain } of keys)
    all = all.flatMap((given) => domain.map((values) => new Map([...given, [key.toLowerCase(), values]])));
  return all;
}

const holds = (condition: OpenCondition, given: ReadonlyMap<string, readonly string[] | null>): boolean => {
  if (condition.kind !== 'test') throw new Error('no resource is open here');
  const test = { ...condition.test, path: '' };
  return conditionSaid(test, '2012-10-17', request, (key) => given.get(key) ?? null) === condition.holds;
};

it('answers as every completion of what is not known does', () => {
  const counted = { allowed: 0, implicitDeny: 0, explicitDeny: 0, conditional: 0, ways: 0 };
  fc.assert(
    fc.property(cases, ({ keys, ...policies }) => {
      const sets = compileSets(inputOf({ ...none, ...policies }));
      const all = completions(keys).map((given) => {
        const context = new Map(
          [...given].flatMap(([key, values]) => (values ? [[key, values] as const] : [])),
        );
        const { decision } = decide(sets, { ...request, context, unknownContext: 'absent' }, rules);
        return { given, allowed: decision === 'allowed' };
      });
      const { decision, ways } = resolve(sets, request, rules);
      counted[decision]++;
      const everywhere = all.every(({ allowed }) => allowed);
      const nowhere = all.every(({ allowed }) => !allowed);
      expect({ allowed: decision === 'allowed', denied: decision.endsWith('Deny') }).toEqual({
        allowed: everywhere,
        denied: nowhere,
      });
      if (decision !== 'conditional') return;
      counted.ways += ways.length;
      expect(ways.length).toBeGreaterThan(0);
      for (const way of ways) {
        const where = (conditions: readonly OpenCondition[]) =>
          all.filter(({ given }) => conditions.every((condition) => holds(condition, given)));
        // It can be; it suffices; and without any one of it, it does not.
        expect(where(way).length).toBeGreaterThan(0);
        expect(where(way).filter(({ allowed }) => !allowed)).toEqual([]);
        for (const left of way)
          expect(where(way.filter((one) => one !== left)).some(({ allowed }) => !allowed)).toBe(true);
      }
      // Several ways are several: none holds all that another asks.
      const names = ways.map((way) => JSON.stringify(way.map((one) => JSON.stringify(one)).toSorted()));
      expect(new Set(names).size).toBe(ways.length);
    }),
    { numRuns },
  );
  expect(counted.conditional).toBeGreaterThan(numRuns / 10);
  expect(counted.allowed).toBeGreaterThan(0);
  expect(counted.implicitDeny).toBeGreaterThan(0);
});
