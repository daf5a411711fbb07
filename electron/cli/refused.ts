/** A refusal with what may have caused it: told under the fault's own sentence. */
import { ORPCError } from '@orpc/client';
import type { CliDocuments } from '#contract/cli.ts';
import { Fault, faultSchema } from '#contract/faults.ts';
import type { SessionRequest } from '#domain/session/request.ts';
import { toFault } from '#engine/faults.ts';
import type { Context } from './command.ts';
import { causeText, certaintyText } from './sessionWords.ts';

type Causes = NonNullable<CliDocuments['error']['error']['causes']>;

export class Refused extends Error {
  readonly fault: Fault;
  readonly causes: Causes;

  constructor(fault: Fault, causes: Causes) {
    super(fault.code, { cause: fault });
    this.fault = fault;
    this.causes = causes;
  }
}

/** A fault of a procedure comes wrapped in the transport's error, in-process too. */
export function faultOf(error: unknown): Fault {
  if (error instanceof Refused) return error.fault;
  const data = error instanceof ORPCError ? faultSchema.safeParse(error.data) : null;
  return data?.success ? Fault.fromData(data.data) : toFault(error);
}

/** Nothing that could be wrong with a request says why these ended. */
const ofPerson = /^(?:usage|job|vault|session|internal|engine)\b/;

/** What `work` answers; where AWS refuses it, the refusal with its causes, as far as they can be found. */
export async function tellingCauses<T>(
  { client }: Pick<Context, 'client'>,
  request: SessionRequest,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const fault = faultOf(error);
    if (ofPerson.test(fault.code)) throw error;
    const { detail = '' } = fault.params as { readonly detail?: unknown };
    const found = await client.sessions
      .causes({ request, code: fault.code, detail: typeof detail === 'string' ? detail : '' })
      // A cause that is not found must not hide the refusal.
      .catch(() => []);
    throw new Refused(
      fault,
      found.map((cause) => ({ ...cause, message: causeText(cause) })),
    );
  }
}

export function* causeLines(error: unknown): Generator<string> {
  if (!(error instanceof Refused)) return;
  for (const { certain, message } of error.causes) yield `  ${certaintyText(certain)}: ${message}`;
}
