/** What is wrong with a request for a session, and why AWS refused one, as sentences: the one rule of window, command line and reports. */
import type { Cause } from '../../domain/session/causeCodes.ts';
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

/** A limit that was passed is told with its field. `code`: `Cause['code']`, as text where it came across a border. */
export function causeText(
  { code, params }: Pick<Cause, 'params'> & { readonly code: string },
  say: SayOfSession,
): string {
  if (code !== 'limit') return say('sessionCause', code, params);
  const field = say('sessionLimit', `field.${params['field'] ?? ''}`);
  const problem = say('sessionLimit', params['code'] ?? '', withProblem(params, say));
  return say('sessionCause', code, { field, problem });
}
