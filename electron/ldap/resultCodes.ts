/** What a result code means for a reader (RFC 4511, appendix A; MS-ADTS 3.1.1.3.1.9). */
import { Fault } from '#contract/faults.ts';
import type { Result } from './messages.ts';

export interface Where {
  readonly host: string;
  readonly port: number;
}

export const codes = {
  success: 0,
  operationsError: 1,
  timeLimitExceeded: 3,
  sizeLimitExceeded: 4,
  authMethodNotSupported: 7,
  strongerAuthRequired: 8,
  referral: 10,
  adminLimitExceeded: 11,
  unavailableCriticalExtension: 12,
  confidentialityRequired: 13,
  noSuchAttribute: 16,
  noSuchObject: 32,
  invalidDnSyntax: 34,
  inappropriateAuthentication: 48,
  invalidCredentials: 49,
  insufficientAccessRights: 50,
  busy: 51,
  unavailable: 52,
} as const;

/** The server's own words, for the fault's detail: one line of printable characters. */
export const oneLine = (text: string): string =>
  text.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim().slice(0, 300); // prettier-ignore

/** The fault of a search that ended with anything but success. `dn` is what was read. */
export function searchFault(result: Result, dn: string, where: Where): Fault {
  const { code, diagnostic } = result;
  switch (code) {
    case codes.noSuchObject:
      return new Fault('ldap.noSuchObject', { dn });
    case codes.invalidDnSyntax:
      return new Fault('ldap.invalidDn', { dn });
    case codes.insufficientAccessRights:
      return new Fault('ldap.insufficientAccess', { dn });
    case codes.timeLimitExceeded:
      return new Fault('ldap.timeLimit', { dn });
    case codes.sizeLimitExceeded:
    case codes.adminLimitExceeded:
      return new Fault('ldap.sizeLimit', { dn });
    case codes.referral:
      return new Fault('ldap.referral', { dn });
    case codes.busy:
      return new Fault('ldap.busy', where);
    case codes.operationsError:
      // AD's way to say that nobody has signed in: 000004DC, ERROR_NOT_AUTHENTICATED.
      if (/^000004DC/i.test(diagnostic)) return new Fault('ldap.insufficientAccess', { dn });
      break;
    default:
  }
  return new Fault('ldap.serverError', { ...where, code, detail: oneLine(diagnostic) });
}
