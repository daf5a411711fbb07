import { expect, it } from 'vitest';
import { missingGroups } from './missingParts.ts';

it('puts what is missing together by reason and attribute, the most first', () => {
  const part = (where: string, code: string, attribute: string | null = null) => ({ where, code, attribute });
  expect(
    missingGroups([
      part('DC=a', 'ldap.referral'),
      part('CN=x', 'ldap.insufficientAccess', 'nTSecurityDescriptor'),
      part('CN=y', 'ldap.insufficientAccess', 'nTSecurityDescriptor'),
      part('CN=z', 'ldap.insufficientAccess'),
    ]),
  ).toEqual([
    { code: 'ldap.insufficientAccess', attribute: 'nTSecurityDescriptor', places: ['CN=x', 'CN=y'] },
    { code: 'ldap.referral', attribute: null, places: ['DC=a'] },
    { code: 'ldap.insufficientAccess', attribute: null, places: ['CN=z'] },
  ]);
  expect(missingGroups([])).toEqual([]);
});
