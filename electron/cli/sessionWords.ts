/** What sessions, their requests and the keychain say, as English sentences for the terminal. */
import type { Cause } from '#domain/session/causeCodes.ts';
import type { LimitProblem, OnceCode } from '#domain/session/limitCodes.ts';
import { policy } from '#contract/words/en/policy.ts';
import { sessionCause } from '#contract/words/en/sessionCause.ts';
import { sessionLimit } from '#contract/words/en/sessionLimit.ts';
import { fill } from '#contract/words/format.ts';
import {
  causeText as causeOf,
  limitText as limitOf,
  type SayOfSession,
} from '#contract/words/sessionText.ts';

const tables: Readonly<Record<Parameters<SayOfSession>[0], Readonly<Record<string, string>>>> = {
  sessionLimit,
  sessionCause,
  policy,
};

/** A code that a newer engine has and these words do not is shown as it is. */
const say: SayOfSession = (namespace, code, params = {}) => fill(tables[namespace][code] ?? code, params);

export const limitText = (
  problem: Pick<LimitProblem, 'params'> & { code: LimitProblem['code'] | OnceCode },
) => limitOf(problem, say);
export const causeText = (cause: Pick<Cause, 'params'> & { readonly code: string }): string =>
  causeOf(cause, say);
export const certaintyText = (certain: boolean): string =>
  say('sessionCause', certain ? 'certainty.certain' : 'certainty.possible');
