/**
 * Answers to open questions that make requests allowed (or not): one after the other is assumed, the decision says whether that is
 * enough, and answers that cannot be true together are not tried.
 */
import { globalKeysOfMany } from '../catalog/globalKeys.ts';
import { keysOf } from '../condition/keys.ts';
import { no, open, yes } from '../condition/test.ts';
import type { Three } from '../condition/test.ts';
import type { Assumed } from '../evaluate/asking.ts';
import { decideAssuming } from '../evaluate/decide.ts';
import type { Outcome, Rules } from '../evaluate/decide.ts';
import type { AskedSet, PolicySets } from '../evaluate/sets.ts';
import type { Request } from '../request.ts';
import { consistent } from './consistent.ts';
import type { Searching } from './words.ts';
import { resourceQuestion, testQuestion } from './questions.ts';
import { together } from './together.ts';
import type { Question } from './questions.ts';

export type Answers = ReadonlyMap<string, { readonly question: Question; readonly holds: boolean }>;

export interface Search {
  /** Answers that add to those given and make the whole allowed (or surely not allowed). Null: none can. */
  readonly find: (wanted: 'allowed' | 'denied', given: Answers) => Answers | null;
  /** More was to be tried than is worth it: what was found holds, what was not found may be. */
  readonly gaveUp: () => boolean;
}

/** Statements and tests asked at most: policies with more open questions than this settles are rare. */
const mostSteps = 2_000_000;

/** Several requests differ by their resource alone, and all of them must be allowed. */
export function searchOf(
  sets: PolicySets,
  requests: readonly Request[],
  rules: Rules,
  searching: Searching = { left: mostSteps },
): Search {
  const keys = keysOf(requests[0]!);
  const action = requests[0]!.action.toLowerCase();
  const concerned = everySet(sets).flatMap(({ set }) => {
    const { denies, allows } = set.candidates(action);
    return [...denies, ...allows];
  });
  const tests = concerned.flatMap((statement) => statement.tests);
  const cost = requests.length * (10 + concerned.length + tests.length);
  /** Keys that may have several values: global ones, and those that a test asks as such. */
  const several = new Set([
    ...globalKeysOfMany,
    ...tests.flatMap(({ test, key }) => (test.quantifier === null ? [] : [key])),
  ]);

  const ask = (answers: Answers): { outcome: Outcome; unanswered: Question | null } => {
    searching.left -= cost;
    let unanswered: Question | null = null;
    const answer = (question: Question): Three => {
      const known = answers.get(question.id);
      if (known) return known.holds ? yes : no;
      unanswered ??= question;
      return open;
    };
    const assumed: Assumed = {
      test: (test, statement) => answer(testQuestion(test, statement)),
      resource: (statement, resource) => answer(resourceQuestion(statement, resource)),
    };
    const outcome = together(requests.map((request) => decideAssuming(sets, request, rules, assumed)));
    return { outcome, unanswered };
  };

  const possible = (answers: Answers, { test }: Question): boolean => {
    if (test === null) return true;
    const same = [...answers.values()].flatMap(({ question, holds }) =>
      question.test?.key === test.key ? [{ test: question.test, holds }] : [],
    );
    return consistent(same, keys, several.has(test.key), searching);
  };

  const find = (wanted: 'allowed' | 'denied', given: Answers): Answers | null => {
    if (searching.left <= 0) return null;
    const { outcome, unanswered } = ask(given);
    if (outcome.decision !== 'conditional')
      return (outcome.decision === 'allowed') === (wanted === 'allowed') ? given : null;
    if (unanswered === null) return null;
    // An Allow that holds and a Deny that does not are what leads to "allowed".
    const first = (unanswered.statement.denies ? no : yes) === (wanted === 'allowed' ? yes : no);
    for (const holds of [first, !first]) {
      const next = new Map(given).set(unanswered.id, { question: unanswered, holds });
      const found = possible(next, unanswered) ? find(wanted, next) : null;
      if (found) return found;
    }
    return null;
  };
  return { find, gaveUp: () => searching.left <= 0 };
}

const everySet = (sets: PolicySets): AskedSet[] => [
  ...[sets.identity, sets.boundary, sets.session, sets.resource, sets.trust, sets.endpoint].filter(
    (set) => set !== null,
  ),
  ...sets.serviceControl,
  ...sets.resourceControl,
];
