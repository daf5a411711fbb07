/** What stands in PARTNER: a few people and the group that CORP lets in. */
import { groupTypes, maxPwdAge } from './corp.ts';
import { unicodePwd, type Record_ } from './ldif.ts';

const base = 'DC=partner,DC=example,DC=net';

/** A user and a group of the partner that are members of CORP's DL-AWS-Partners. */
export const outsiders = { user: 'petra', group: 'GG-PartnerOps' } as const;

export function partnerRecords(password: string): Record_[] {
  const names = ['petra', 'quinn', 'rosa', 'sven'];
  const dn = (account: string): string => `CN=${account},OU=Staff,${base}`;
  return [
    { dn: `OU=Staff,${base}`, attributes: { objectClass: 'organizationalUnit' } },
    ...names.map((account): Record_ => ({
      dn: dn(account),
      attributes: {
        objectClass: 'user',
        sAMAccountName: account,
        userPrincipalName: `${account}@partner.example.net`,
        displayName: account,
        userAccountControl: 512,
        unicodePwd: unicodePwd(password),
      },
    })),
    {
      dn: `CN=${outsiders.group},OU=Staff,${base}`,
      attributes: {
        objectClass: 'group',
        sAMAccountName: outsiders.group,
        groupType: groupTypes.global,
        member: [dn('quinn'), dn('rosa')],
      },
    },
  ];
}

/** Passwords of the lab do not grow old. */
export const partnerChanges = (): Record_[] => [{ dn: base, attributes: { maxPwdAge, minPwdAge: 0 } }];
