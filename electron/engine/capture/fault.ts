/** Whose fault it was: what a server did is told beside what the others gave; what befell the workspace or us ends a capture. */
import { Fault } from '#contract/faults.ts';

export const isOfSource = (error: unknown): error is Fault =>
  error instanceof Fault && /^(?:ldap|tls)\./.test(error.code);
