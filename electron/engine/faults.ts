/** The one table that turns whatever is thrown below the engine into a fault of the contract. */
import { ORPCError } from '@orpc/server';
import { Fault } from '#contract/faults.ts';

interface Issue {
  readonly path?: readonly PropertyKey[];
  readonly message?: string;
}

/** An input that its schema refuses, as oRPC reports it. */
function inputIssue(error: unknown): Issue | null {
  if (!(error instanceof ORPCError) || error.code !== 'BAD_REQUEST') return null;
  const issues = (error.data as { issues?: Issue[] } | undefined)?.issues;
  return issues?.[0] ?? {};
}

export function toFault(error: unknown): Fault {
  if (error instanceof Fault) return error;
  const issue = inputIssue(error);
  if (issue) {
    return new Fault('input.invalid', {
      path: (issue.path ?? []).map(String).join('.') || 'input',
      detail: issue.message ?? '',
    });
  }
  if (error instanceof Error && error.name === 'AbortError')
    return new Fault('job.cancelled', {}, { cause: error });
  const detail = error instanceof Error ? `${error.name}: ${error.message}` : typeof error;
  return new Fault('internal', { detail }, { cause: error });
}
