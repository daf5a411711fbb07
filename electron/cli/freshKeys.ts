import type { Session } from '#contract/sessions/session.ts';
import type { Context } from './command.ts';
import { withPrompts } from './prompting.ts';
import { tellingCauses } from './refused.ts';

export interface FreshKeys {
  readonly keys: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken: string;
    readonly expiresAt: string;
  };
  readonly region: string;
}

/** A session's keys, taken again where they are no longer fresh; a person is asked at the terminal where one is needed. */
export async function freshKeys(
  context: Pick<Context, 'client' | 'engine' | 'out'>,
  { id, request, region }: Session,
): Promise<FreshKeys> {
  const keys = await tellingCauses(context, request, () =>
    withPrompts(context, () => context.engine.sessions.freshKeys(id, 'asked')),
  );
  return { keys, region };
}
