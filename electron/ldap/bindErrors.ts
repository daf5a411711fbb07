/** Why a sign-in was refused: AD's sub-codes behind result 49, and the codes around it (facts: binding, signing, errors). */
import { Fault, type FaultCode } from '#contract/faults.ts';
import type { Result } from './messages.ts';
import { codes, oneLine, type Where } from './resultCodes.ts';

/** Win32 error in hexadecimal after `data ` → fault. All but 525, 52e and 775 appear only after a right password. */
const bySubCode = {
  '525': 'ldap.noSuchUser',
  '52e': 'ldap.wrongPassword',
  '52f': 'ldap.accountRestriction',
  '530': 'ldap.logonHours',
  '531': 'ldap.workstation',
  '532': 'ldap.passwordExpired',
  '533': 'ldap.accountDisabled',
  '701': 'ldap.accountExpired',
  '773': 'ldap.mustChangePassword',
  '775': 'ldap.accountLocked',
} as const satisfies Record<string, FaultCode>;

/** The fault of a bind that ended with anything but success. */
export function bindFault(result: Result, user: string, where: Where): Fault {
  const { code, diagnostic } = result;
  switch (code) {
    case codes.invalidCredentials: {
      const sub = /\bdata ([\da-f]+)\b/i.exec(diagnostic)?.[1]?.toLowerCase();
      if (sub === undefined) return new Fault('ldap.wrongPassword', { user });
      const known = Object.hasOwn(bySubCode, sub) ? bySubCode[sub as keyof typeof bySubCode] : null;
      return known
        ? new Fault(known, { user })
        : new Fault('ldap.bindRefused', { user, detail: `data ${sub}` });
    }
    case codes.strongerAuthRequired:
    case codes.confidentialityRequired:
      return new Fault('ldap.signingRequired', where);
    case codes.busy:
      return new Fault('ldap.busy', where);
    case codes.noSuchObject:
      return new Fault('ldap.noSuchUser', { user });
    case codes.unavailable:
      return new Fault('ldap.serverError', { ...where, code, detail: oneLine(diagnostic) });
    default:
      return new Fault('ldap.bindRefused', { user, detail: oneLine(diagnostic) || String(code) });
  }
}
