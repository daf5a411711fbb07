/** FILETIME attributes. What zero and the largest int64 mean depends on the attribute (facts/active-directory.md §7). */
import { filetimeNever, filetimeToMs, isoTime, parseInt64 } from '../filetime.ts';
import type { ValueCode } from './codes.ts';
import { ofText } from './syntax.ts';
import type { Syntax } from './syntax.ts';

/** Lower-case attribute → what zero means there; elsewhere zero = it never happened. */
const zeroMeans = new Map<string, ValueCode>([
  ['accountexpires', 'never'],
  ['pwdlastset', 'mustChangePassword'],
  ['lockouttime', 'notLocked'],
  ['msds-userpasswordexpirytimecomputed', 'mustChangePassword'],
]);

export const filetimeSyntax: Syntax<'filetime'> = {
  name: 'filetime',
  attributes: [
    'accountExpires',
    'pwdLastSet',
    'lastLogon',
    'lastLogoff',
    'lastLogonTimestamp',
    'badPasswordTime',
    'lockoutTime',
    'creationTime',
    'builtinCreationTime',
    'lSACreationTime',
    'msKds-CreateTime',
    'msKds-UseStartTime',
    'msDS-ApproximateLastLogonTimeStamp',
    'msDS-KeyApproximateLastLogonTimeStamp',
    'lastSetTime',
    'priorSetTime',
    'lastBackupRestorationTime',
    'msDS-UserPasswordExpiryTimeComputed',
    'msDS-LastSuccessfulInteractiveLogonTime',
    'msDS-LastFailedInteractiveLogonTime',
    'msDS-Cached-Membership-Time-Stamp',
    'ms-Mcs-AdmPwdExpirationTime',
    'msLAPS-PasswordExpirationTime',
  ],
  decode: ofText((text, { name }) => {
    const value = parseInt64(text);
    if (value === null) return null;
    if (value === filetimeNever) return { text, code: 'never' };
    if (value === 0n) return { text, code: zeroMeans.get(name) ?? 'neverHappened' };
    const ms = filetimeToMs(value);
    if (ms === null) return null;
    const decoded = { text: isoTime(ms) };
    return name === 'lastlogontimestamp' ? { ...decoded, code: 'lastLogonReplicated' as const } : decoded;
  }),
};
