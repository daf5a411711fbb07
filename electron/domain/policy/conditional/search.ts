/**
 * Answers to open questions that make requests allowed (or not): one after the other is assumed, the decision says whether that is
 * enough, and answers that cannot be true together are not tried.
 */
import { keysOf } from '../condition/keys.ts';
import { no, open, yes } from '../condition/test.ts';
import type { Three } from '../condition/test.ts';
import type { Assumed } from '../evaluate/ask.ts';
import { decideAssuming } from '../evaluate/decide.ts';
import type { Outcome, Rules } from '../evaluate/decide.ts';
import type { PolicySets } from '../evaluate/sets.ts';
import type { Request } from '../request.ts';
import { consistent } from './consistent.ts';
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

/** Decisions at most: statements with more open questions than this settles are rare. */
const most = 20_000;

/** Several requests differ by their resource alone, and all of them must be allowed. */
export function searchOf(sets: PolicySets, requests: readonly Request[], rules: Rules): Search {
  const keys = keysOf(requests[0]!);
  let decisions = 0;

  const ask = (answers: Answers): { outcome: Outcome; unanswered: Question | null } => {
    decisions += requests.length;
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
    return consistent(same, keys);
  };

  const find = (wanted: 'allowed' | 'denied', given: Answers): Answers | null => {
    if (decisions >= most) return null;
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
  return { find, gaveUp: () => decisions >= most };
}
