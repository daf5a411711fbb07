/** What is compiled says what the rules, read straight from the facts, say. */
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { decide } from './evaluate/decide.ts';
import { compileSets } from './evaluate/sets.ts';
import { interpret } from './interpreted.fixture.ts';
import { drawn, inputOf, question, rules } from './random.fixture.ts';

const numRuns = 200 * Number(process.env['TREELINE_FUZZ'] ?? 1);

it('decides as the interpreter of the facts does, each decision often', () => {
  const counted = { allowed: 0, explicitDeny: 0, implicitDeny: 0, conditional: 0 };
  fc.assert(
    fc.property(drawn(), fc.array(question(), { minLength: 8, maxLength: 8 }), (policies, questions) => {
      const input = inputOf(policies);
      const sets = compileSets(input);
      for (const { request, values } of questions) {
        const { decision } = decide(sets, request, rules);
        const { decision: meant } = interpret(input, request, values, rules.resourceControlServices);
        if (decision !== meant) expect({ request, decision }).toEqual({ request, decision: meant });
        counted[decision]++;
      }
    }),
    { numRuns },
  );
  const least = 0.02 * 8 * numRuns;
  expect(Object.entries(counted).filter(([, count]) => count < least)).toEqual([]);
});
