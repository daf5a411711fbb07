/** "Allowed if …": sets of conditions that make a request allowed, none of which can be left out. */
import type { Decision } from '../codes.ts';
import type { OpenCondition } from '../explanation.ts';
import type { Outcome, Rules } from '../evaluate/decide.ts';
import { decide } from '../evaluate/decide.ts';
import type { PolicySets } from '../evaluate/sets.ts';
import type { Request } from '../request.ts';
import { conditionOf } from './questions.ts';
import { searchOf } from './search.ts';
import type { Answers, Search } from './search.ts';
import { together } from './together.ts';
import type { Searching } from './words.ts';

export interface Resolved extends Outcome {
  /** The shortest first; empty unless the decision is conditional. */
  readonly ways: readonly (readonly OpenCondition[])[];
}

const mostWays = 9;
export const noWays: Resolved['ways'] = [];

/**
 * The decision with its open questions thought through: conditions that cannot hold together allow nothing, and what is
 * allowed whichever way they come out is allowed.
 */
export const resolve = (sets: PolicySets, request: Request, rules: Rules): Resolved =>
  thoughtThrough(decide(sets, request, rules), sets, [request], rules);

/** As `resolve`, for an action that touches several resources: requests that differ by their resource alone, at least one. */
export function resolveAll(sets: PolicySets, requests: readonly Request[], rules: Rules): Resolved {
  const outcome = together(requests.map((request) => decide(sets, request, rules)));
  return thoughtThrough(outcome, sets, requests, rules);
}

/** The same where the outcome is known. */
export function thoughtThrough(
  outcome: Outcome,
  sets: PolicySets,
  requests: readonly Request[],
  rules: Rules,
): Resolved {
  const { decision, decidedBy } = outcome;
  if (decision !== 'conditional') return { decision, decidedBy, ways: noWays };
  const search = searchOf(sets, requests, rules);
  const first = search.find('allowed', new Map());
  if (!first) return search.gaveUp() ? { ...outcome, ways: [] } : { ...denied(outcome), ways: [] };
  if (!search.find('denied', new Map()) && !search.gaveUp())
    return { decision: 'allowed', decidedBy: outcome.decidedBy, ways: [] };
  const ways = waysFrom(irredundant(first, search), search);
  return { ...outcome, ways: ways.map(told).toSorted((a, b) => a.length - b.length) };
}

/**
 * As `resolve`, of a request that is known to be conditional, and its decision alone. What it costs is counted down in
 * `searching`; when that is used up, it stays conditional.
 */
export function settle(sets: PolicySets, request: Request, rules: Rules, searching: Searching): Decision {
  const search = searchOf(sets, [request], rules, searching);
  const can = (wanted: 'allowed' | 'denied'): boolean =>
    search.find(wanted, new Map()) !== null || search.gaveUp();
  if (!can('allowed')) return 'implicitDeny';
  return can('denied') ? 'conditional' : 'allowed';
}

const denied = ({ decidedBy }: Outcome): Outcome => ({ decision: 'implicitDeny', decidedBy });
const told = (answers: Answers): OpenCondition[] =>
  [...answers.values()].map(({ question, holds }) => conditionOf(question, holds));

/** Leaves out each answer without which nothing can be denied. */
function irredundant(answers: Answers, search: Search): Answers {
  let kept = new Map(answers);
  // Those assumed last first: what was asked first is what the statement says first.
  for (const id of [...answers.keys()].toReversed()) {
    const fewer = new Map(kept);
    fewer.delete(id);
    if (!search.find('denied', fewer) && !search.gaveUp()) kept = fewer;
  }
  return kept;
}

/** Further ways: of each way found, one answer is turned round and another way looked for. */
function waysFrom(first: Answers, search: Search): Answers[] {
  const ways = new Map([[nameOf(first), first]]);
  for (const way of ways.values()) {
    for (const [id, { question, holds }] of way) {
      if (ways.size >= mostWays || search.gaveUp()) return [...ways.values()];
      const found = search.find('allowed', new Map([[id, { question, holds: !holds }]]));
      if (!found) continue;
      const other = irredundant(found, search);
      ways.set(nameOf(other), other);
    }
  }
  return [...ways.values()];
}
const nameOf = (answers: Answers): string =>
  JSON.stringify([...answers].map(([id, { holds }]) => [id, holds]).toSorted());
