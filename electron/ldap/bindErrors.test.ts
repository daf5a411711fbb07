import { expect, it } from 'vitest';
import { bindFault } from './bindErrors.ts';

const where = { host: 'dc1', port: 636 };
const said = (data: string): string =>
  `80090308: LdapErr: DSID-0C0903A9, comment: AcceptSecurityContext error, data ${data}, v1db1`;

/** Result code, diagnostic, fault; the sub-codes are Win32 errors in hexadecimal (facts: binding, signing, errors). */
const table: [number, string, string][] = [
  [49, said('525'), 'ldap.noSuchUser'],
  [49, said('52e'), 'ldap.wrongPassword'],
  [49, said('52E'), 'ldap.wrongPassword'],
  [49, said('52f'), 'ldap.accountRestriction'],
  [49, said('530'), 'ldap.logonHours'],
  [49, said('531'), 'ldap.workstation'],
  [49, said('532'), 'ldap.passwordExpired'],
  [49, said('533'), 'ldap.accountDisabled'],
  [49, said('701'), 'ldap.accountExpired'],
  [49, said('773'), 'ldap.mustChangePassword'],
  [49, said('775'), 'ldap.accountLocked'],
  [49, said('57'), 'ldap.bindRefused'],
  [49, '', 'ldap.wrongPassword'],
  [8, 'BindSimple: Transport encryption required.', 'ldap.signingRequired'],
  [13, 'confidentiality required', 'ldap.signingRequired'],
  [51, '', 'ldap.busy'],
  [52, '', 'ldap.serverError'],
  [32, '', 'ldap.noSuchUser'],
  [34, 'invalid DN', 'ldap.bindRefused'],
  [48, '', 'ldap.bindRefused'],
  [53, 'unauthenticated bind (DN with no password) disallowed', 'ldap.bindRefused'],
];

it.each(table)('%i %s', (code, diagnostic, fault) => {
  const { code: got, params } = bindFault(
    { code, matchedDn: '', diagnostic, cookie: null, dirSync: null },
    'ada',
    where,
  );
  expect(got).toBe(fault);
  if ('user' in params) expect(params.user).toBe('ada');
});
