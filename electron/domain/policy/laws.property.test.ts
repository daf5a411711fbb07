/** The laws of evaluation and their exceptions. Source: facts/iam-policy-evaluation.md, last paragraph. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PolicyUse } from './codes.ts';
import { decide } from './evaluate/decide.ts';
import type { Outcome } from './evaluate/decide.ts';
import { compileSets } from './evaluate/sets.ts';
import {
  askedKeys,
  callers,
  document,
  drawn,
  everything,
  inputOf,
  question,
  rules,
  statement,
} from './random.fixture.ts';
import type { Document, Drawn, Question } from './random.fixture.ts';

/** Of each law: many laws share the time. */
const numRuns = 30 * Number(process.env['TREELINE_FUZZ'] ?? 1);
const questions = fc.array(question(), { minLength: 8, maxLength: 8 });

const isFederated = ({ request }: Question): boolean => request.principal.kind === 'federated-user';
const federatedOnly = callers.filter(({ principal }) => principal.kind === 'federated-user');
/** Half of them federated users. */
const mixedCallers = fc.array(fc.oneof(question(), question(askedKeys, federatedOnly)), {
  minLength: 16,
  maxLength: 16,
});

const outcomes = (given: Drawn, asked: readonly Question[]): Outcome[] => {
  const sets = compileSets(inputOf(given));
  return asked.map(({ request }) => decide(sets, request, rules));
};
/** How much is allowed: nothing, on conditions, for certain. */
const much = { explicitDeny: 0, implicitDeny: 0, conditional: 1, allowed: 2 } as const;
const amounts = (given: Drawn, asked: readonly Question[]) =>
  outcomes(given, asked).map(({ decision }) => much[decision]);

/** `less` never allows more than `more`; the questions for which it is less are counted. */
function narrows(less: Drawn, more: Drawn, asked: readonly Question[]): number {
  const [a, b] = [amounts(less, asked), amounts(more, asked)];
  const wider = asked.filter((_, at) => a[at]! > b[at]!);
  expect(wider).toEqual([]);
  return a.filter((amount, at) => amount < b[at]!).length;
}

const uses = {
  identity: 'identity',
  boundary: 'boundary',
  session: 'session',
  resource: 'resource',
  trust: 'trust',
  endpoint: 'endpoint',
  serviceControl: 'serviceControl',
  resourceControl: 'resourceControl',
} as const satisfies Record<keyof Drawn, PolicyUse>;
const sets = Object.keys(uses) as (keyof Drawn)[];

const readable = (policy: unknown): policy is Document =>
  typeof policy === 'object' && policy !== null && 'Version' in policy;
const added = (policy: unknown, one: Record<string, unknown>): unknown =>
  readable(policy) ? { ...policy, Statement: [...policy.Statement, one] } : policy;

/** The statement at the end of every document of the set (of the first level). */
function withStatement(given: Drawn, set: keyof Drawn, one: Record<string, unknown>): Drawn {
  if (set !== 'serviceControl' && set !== 'resourceControl')
    return { ...given, [set]: given[set].map((policy) => added(policy, one)) };
  const levels = given[set].map((level, at) =>
    at === 0 ? level.map((policy) => added(policy, one)) : level,
  );
  return { ...given, [set]: levels };
}

const extra = (effect: 'Allow' | 'Deny') =>
  fc
    .constantFrom(...sets)
    .chain((set) =>
      fc.tuple(
        fc.constant(set),
        fc.oneof(
          { weight: 3, arbitrary: statement(uses[set], undefined, fc.constant(effect)) },
          { weight: 3, arbitrary: fc.constant(everything(uses[set], effect)) },
        ),
      ),
    );

// Each law counts how often it was put to the test: one that never was would hold as well.
describe('laws', () => {
  it('a Deny added to a document never widens', () => {
    let narrower = 0;
    fc.assert(
      fc.property(drawn(), extra('Deny'), questions, (given, [set, one], asked) => {
        narrower += narrows(withStatement(given, set, one), given, asked);
      }),
      { numRuns },
    );
    expect(narrower).toBeGreaterThan(0);
  });

  it('an Allow added to a document that is there never narrows', () => {
    let wider = 0;
    fc.assert(
      fc.property(drawn(), extra('Allow'), questions, (given, [set, one], asked) => {
        wider += narrows(given, withStatement(given, set, one), asked);
      }),
      { numRuns },
    );
    expect(wider).toBeGreaterThan(0);
  });

  it('a document of Deny statements alone, added to any set, never widens', () => {
    let narrower = 0;
    fc.assert(
      fc.property(drawn(), extra('Deny'), questions, (given, [set, one], asked) => {
        const policy: Document = { Version: '2012-10-17', Statement: [one] };
        const control = set === 'serviceControl' || set === 'resourceControl';
        narrower += narrows({ ...given, [set]: [...given[set], control ? [policy] : policy] }, given, asked);
      }),
      { numRuns },
    );
    expect(narrower).toBeGreaterThan(0);
  });

  it('a boundary never widens', () => {
    let narrower = 0;
    fc.assert(
      fc.property(drawn(), document('boundary', undefined, 7), questions, (given, boundary, asked) => {
        narrower += narrows({ ...given, boundary: [boundary] }, { ...given, boundary: [] }, asked);
      }),
      { numRuns },
    );
    expect(narrower).toBeGreaterThan(0);
  });

  it('a session policy never widens, but for federated users, where none means nothing', () => {
    let narrower = 0;
    let federated = 0;
    fc.assert(
      fc.property(drawn(), document('session', undefined, 8), mixedCallers, (given, session, asked) => {
        const [less, more] = [
          { ...given, session: [session] },
          { ...given, session: [] },
        ];
        narrower += narrows(
          less,
          more,
          asked.filter((one) => !isFederated(one)),
        );
        const theirs = asked.filter(isFederated);
        const without = outcomes(more, theirs);
        // What a federated user may without a session policy, a grant to its own ARN or to everyone gives.
        for (const { decision, decidedBy } of without)
          if (decision === 'allowed')
            expect(['resourcePolicy', 'trustPolicy', 'keyPolicy']).toContain(decidedBy);
        federated += amounts(less, theirs).filter(
          (amount, at) => amount > much[without[at]!.decision],
        ).length;
      }),
      { numRuns },
    );
    expect(narrower).toBeGreaterThan(0);
    expect(federated).toBeGreaterThan(0);
  });

  it.each(['serviceControl', 'resourceControl'] as const)('a further level of %s never widens', (set) => {
    let narrower = 0;
    const level = fc.array(document(set, undefined, 6), { maxLength: 2 });
    fc.assert(
      fc.property(drawn(), level, fc.nat(3), questions, (given, policies, at, asked) => {
        narrower += narrows({ ...given, [set]: given[set].toSpliced(at, 0, policies) }, given, asked);
      }),
      { numRuns },
    );
    expect(narrower).toBeGreaterThan(0);
  });

  it('a level without policies allows nothing to those whom it binds', () => {
    fc.assert(
      fc.property(drawn(), questions, (given, asked) => {
        const bound = asked.filter(
          ({ request: { principal } }) =>
            principal.account !== null && !principal.managementAccount && !principal.serviceLinked,
        );
        const found = amounts({ ...given, serviceControl: [...given.serviceControl, []] }, bound);
        expect(found.filter((amount) => amount > 0)).toEqual([]);
      }),
      { numRuns },
    );
  });

  it('a document that cannot be read never widens, in whatever place', () => {
    let narrower = 0;
    fc.assert(
      fc.property(drawn(), fc.constantFrom(...sets), questions, (given, set, asked) => {
        const broken = { Statement: [{ Effect: 'Deny', Action: '*', Resource: '*', Surplus: 1 }] };
        const level = set === 'serviceControl' || set === 'resourceControl';
        narrower += narrows({ ...given, [set]: [...given[set], level ? [broken] : broken] }, given, asked);
      }),
      { numRuns },
    );
    expect(narrower).toBeGreaterThan(0);
  });

  it('what is known of more keys is never more open: an answer that is certain stays', () => {
    fc.assert(
      fc.property(drawn(), questions, (given, asked) => {
        const sure = compileSets(inputOf(given));
        for (const { request } of asked) {
          const before = decide(sure, { ...request, unknownContext: 'unknown' }, rules);
          if (before.decision === 'conditional') continue;
          const after = decide(sure, { ...request, unknownContext: 'absent' }, rules);
          // A Deny that was open may turn out to hold; what is allowed or denied does not change.
          expect(much[after.decision]).toBe(much[before.decision]);
        }
      }),
      { numRuns },
    );
  });
});

describe('what makes no difference', () => {
  const mixed = <T>(list: readonly T[], seed: number): T[] => {
    const left = [...list];
    const out: T[] = [];
    for (let step = seed; left.length > 0; step = (step * 31 + 7) % 9973)
      out.push(...left.splice(step % left.length, 1));
    return out;
  };
  const shuffled = (policy: unknown, seed: number): unknown => {
    if (!readable(policy)) return policy;
    const statements = policy.Statement.map((one) =>
      Object.fromEntries(
        mixed(Object.entries(one), seed).map(([name, value]) => [
          name,
          Array.isArray(value) ? mixed<unknown>(value, seed) : value,
        ]),
      ),
    );
    return { ...policy, Statement: mixed(statements, seed) };
  };
  const each = (policies: readonly unknown[], seed: number) =>
    mixed(
      policies.map((policy) => shuffled(policy, seed)),
      seed,
    );

  it('the order of statements, policies, levels, elements and values', () => {
    fc.assert(
      fc.property(drawn(), fc.nat(9972), questions, (given, seed, asked) => {
        const levels = (list: Drawn['serviceControl']) =>
          mixed(
            list.map((level) => each(level, seed)),
            seed,
          );
        const other: Drawn = {
          identity: each(given.identity, seed),
          boundary: each(given.boundary, seed),
          session: each(given.session, seed),
          resource: each(given.resource, seed),
          trust: each(given.trust, seed),
          endpoint: each(given.endpoint, seed),
          serviceControl: levels(given.serviceControl),
          resourceControl: levels(given.resourceControl),
        };
        const decisions = (policies: Drawn) => outcomes(policies, asked).map(({ decision }) => decision);
        expect(decisions(other)).toEqual(decisions(given));
      }),
      { numRuns },
    );
  });

  it('the same policies given twice, and the case of the action that is asked', () => {
    fc.assert(
      fc.property(drawn(), questions, (given, asked) => {
        const twice = { ...given, identity: [...given.identity, ...given.identity] };
        const loud = asked.map((one) => ({
          ...one,
          request: { ...one.request, action: one.request.action.toUpperCase() },
        }));
        expect(outcomes(twice, loud)).toEqual(outcomes(given, asked));
      }),
      { numRuns },
    );
  });
});
