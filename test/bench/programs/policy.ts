/**
 * Decisions a second, one thread: `policy.js ROUNDS CATALOG`. Policies are compiled once; every request is another one, and
 * no decision is kept. Prints one JSON line: medians of the rounds, and what was decided, to see that it was done.
 */
import { readFileSync } from 'node:fs';
import { inputOf, requestsOf } from '#engine/policy/case.ts';
import { catalogOf } from '#domain/policy/catalog.ts';
import { decide } from '#domain/policy/evaluate/decide.ts';
import { rules } from '#domain/policy/evaluate/rules.ts';
import { compileSets } from '#domain/policy/evaluate/sets.ts';
import { explain } from '#domain/policy/explain/explain.ts';
import type { Explanation } from '#domain/policy/explanation.ts';
import type { Request } from '#domain/policy/request.ts';
import { sweep } from '#domain/policy/sweep/sweep.ts';
import { median } from '../numbers.ts';
import { tell } from '../outcome.ts';
import { policiesOf, policyRequests, policySizes } from '../policySets.ts';

const rounds = Number(process.argv[2]);
const leastMs = 500;

/** Every part of an explanation is looked at: what is told must be there, and not be made when it is read. */
function readWhole({ sets, conditions, alternatives, problems }: Explanation): number {
  let parts = conditions.length + alternatives.length + problems.length;
  for (const { use, level, outcome, why, statements } of sets) {
    parts += use.length + outcome.length + (level?.length ?? 0) + (why?.length ?? 0);
    for (const { path, sid, result, failed, conditions: tests } of statements) {
      parts += path.length + (sid?.length ?? 0) + result.length + failed.length;
      for (const { test, result: said, given, compared } of tests)
        parts += test.path.length + said.length + (given?.length ?? 0) + compared.length;
    }
  }
  return parts;
}

/** Questions a second over whole passes. */
function rate(requests: readonly Request[], ask: (request: Request) => unknown): number {
  const began = performance.now();
  let asked = 0;
  let took: number;
  do {
    for (const request of requests) ask(request);
    asked += requests.length;
    took = performance.now() - began;
  } while (took < leastMs);
  return (asked / took) * 1000;
}

await tell(async () => {
  const answer: Record<string, number> = {};
  const catalog = catalogOf(JSON.parse(readFileSync(process.argv[3]!, 'utf8')));
  const given = policyRequests();
  for (const size of policySizes) {
    const policies = policiesOf[size];
    const sets = compileSets(inputOf(policies));
    if (sets.problems.length > 0) throw new Error(`${size}: ${sets.problems[0]!.code}`);
    const requests = given.flatMap((request) => requestsOf({ request, ...policies }));
    for (const request of requests) {
      const { decision } = decide(sets, request, rules);
      if (explain(sets, request, rules).decision !== decision) throw new Error('two decisions');
      answer[`${size} ${decision}`] = (answer[`${size} ${decision}`] ?? 0) + 1;
    }
    const decided = Array.from({ length: rounds }, () => rate(requests, (one) => decide(sets, one, rules)));
    const explained = Array.from({ length: rounds }, () =>
      rate(requests, (one) => readWhole(explain(sets, one, rules))),
    );
    answer[`${size} decided`] = median(decided);
    answer[`${size} explained`] = median(explained);
  }
  const { principal } = requestsOf({ request: given[0]!, ...policiesOf.typical })[0]!;
  const times: number[] = [];
  for (let round = 0; round < rounds + 2; round++) {
    // Compiled anew: what is measured is a role seen for the first time, in a process that has seen others.
    const sets = compileSets(inputOf(policiesOf.typical));
    const began = performance.now();
    const { services } = sweep({ sets, principal, context: new Map() }, catalog, rules);
    times.push(performance.now() - began);
    answer['sweep actions'] = services.reduce((sum, { actions }) => sum + actions.length, 0);
  }
  answer['sweep first'] = times[0]!;
  answer['sweep'] = median(times.slice(2));
  return answer;
});
