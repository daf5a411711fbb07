/** What is wrong with a request for a session, and why AWS refused one, as sentences: the one rule of window, command line and reports. */
import type { LimitProblem, OnceCode } from '../../domain/session/limitCodes.ts';

/** The sentence of a code of a namespace, its places filled. */
export type SayOfSession = (
  namespace: 'sessionLimit' | 'sessionCause' | 'policy',
  code: string,
  params?: Readonly<Record<string, string>>,
) => string;

/** `params` with what the policy parser found as its own sentence. */
function withProblem(
  params: Readonly<Record<string, string>>,
  say: SayOfSession,
): Readonly<Record<string, string>> {
  const { problem } = params;
  return problem === undefined ? params : { ...params, problem: say('policy', `problem.${problem}`) };
}

/** Without the field that it stands at, which a form shows itself: `say('sessionLimit', 'field.…')`. */
export const limitText = (
  { code, params }: Pick<LimitProblem, 'params'> & { readonly code: LimitProblem['code'] | OnceCode },
  say: SayOfSession,
): string => say('sessionLimit', code, withProblem(params, say));
