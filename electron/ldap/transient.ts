/** Faults that another try may not meet again: the connection broke, or the server had no time just then. */
import { Fault, type FaultCode } from '#contract/faults.ts';
import { codes } from './resultCodes.ts';

const transient: ReadonlySet<FaultCode> = new Set<FaultCode>([
  'ldap.connectionLost',
  'ldap.noAnswer',
  'ldap.busy',
  'ldap.closedPort',
  'ldap.unreachable',
  'ldap.hostUnknown',
  'ldap.srvNotFound',
]);

/** A certificate that is not trusted any more, and a refused sign-in, are not among them: trying again would only do harm. */
export function isTransient(cause: unknown): cause is Fault {
  if (!(cause instanceof Fault)) return false;
  if (transient.has(cause.code)) return true;
  return cause.code === 'ldap.serverError' && (cause.params as { code: number }).code === codes.unavailable;
}
