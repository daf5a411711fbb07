/** What stands in CORP: about sixty people, nested groups with a circle, roles in AWS by group name, odd names and accounts. */
import { dnValue, unicodePwd, type Record_ } from './ldif.ts';

const base = 'DC=corp,DC=example,DC=com';

/** groupType by kind (facts: account and group bits); LDAP prints it signed. */
export const groupTypes = {
  global: -2147483646,
  domainLocal: -2147483644,
  universal: -2147483640,
  distribution: 2,
} as const;

const departments = ['Engineering', 'Finance', 'Sales', '서울'] as const;

const given = [
  'Ada',
  'Bruno',
  'Chloé',
  'Dmitri',
  'Elif',
  'Farid',
  'Greta',
  'Hana',
  'Ivo',
  'Jin',
  'Kofi',
  'Léa',
  'Mina',
  'Noor',
  'Olaf',
];
const family = ['Ångström', 'Baker', 'Cho', 'Dvořák'];

export interface SeedUser {
  readonly account: string;
  readonly cn: string;
  readonly department: (typeof departments)[number];
}

/** Fifteen people in each of the four departments: `u101` … `u415`. */
export const people: readonly SeedUser[] = departments.flatMap((department, d) =>
  given.map((name, i) => ({
    account: `u${d + 1}${String(i + 1).padStart(2, '0')}`,
    cn: `${name} ${family[d]}`,
    department,
  })),
);

const ou = (department: string): string => `OU=${department},OU=People,${base}`;
export const dnOfPerson = (user: SeedUser): string => `CN=${dnValue(user.cn)},${ou(user.department)}`;
const person = (account: string): string => dnOfPerson(people.find((user) => user.account === account)!);

/** Accounts that sign in with one thing wrong (or right), by what is wrong. */
export const accounts = {
  /** An ordinary domain user: what a reader of a directory should be. */
  reader: 'svc-treeline',
  disabled: 'is-disabled',
  expired: 'is-expired',
  mustChange: 'must-change',
  locked: 'is-locked',
  passwordExpired: 'password-expired',
} as const;

const special = (account: string, attributes: Record_['attributes'] = {}): Record_ => ({
  dn: `CN=${account},OU=Service Accounts,${base}`,
  attributes: {
    objectClass: 'user',
    sAMAccountName: account,
    userPrincipalName: `${account}@corp.example.com`,
    userAccountControl: 512,
    ...attributes,
  },
});

export const groupDn = (name: string): string => `CN=${dnValue(name)},OU=Groups,${base}`;

/** name → kind and members (groups by name, people by account). */
export const groups: Readonly<
  Record<string, { kind: keyof typeof groupTypes; groups?: readonly string[]; people?: readonly string[] }>
> = {
  'GG-Engineering': {
    kind: 'global',
    people: people.filter((p) => p.department === 'Engineering').map((p) => p.account),
  },
  'GG-Finance': {
    kind: 'global',
    people: people.filter((p) => p.department === 'Finance').map((p) => p.account),
  },
  'GG-Platform': { kind: 'global', groups: ['GG-Engineering'], people: ['u301'] },
  'UG-Auditors': { kind: 'universal', groups: ['GG-Finance'], people: ['u401', 'u402'] },
  'Mail-Everyone': { kind: 'distribution', people: ['u101', 'u201', 'u301', 'u401'] },
  'GG-Primary': { kind: 'global', people: ['u305'] },
  'Circle-A': { kind: 'universal', groups: ['Circle-B'], people: ['u310'] },
  'Circle-B': { kind: 'universal', groups: ['Circle-C'] },
  'Circle-C': { kind: 'universal', groups: ['Circle-A'], people: ['u311'] },
  'AWS-111122223333-ReadOnly': { kind: 'global', groups: ['GG-Platform', 'GG-Primary'], people: ['u302'] },
  'AWS-111122223333-Admin': { kind: 'global', people: ['u101'] },
  'AWS-444455556666-PowerUser': { kind: 'universal', groups: ['UG-Auditors', 'Circle-A'] },
  'AWS-444455556666-Billing': { kind: 'domainLocal', groups: ['UG-Auditors'] },
  'DL-AWS-Partners': { kind: 'domainLocal', people: ['u303'] },
  // The partner's people reach a role in AWS by their stand-ins.
  'AWS-111122223333-PowerUser': { kind: 'domainLocal', groups: ['DL-AWS-Partners'] },
  'Empty, "quoted" + odd; #1': { kind: 'global' },
};

/** The one whose primary group was changed: membership in GG-Primary then stands in neither `member` nor `memberOf`. */
export const primaryChanged = { account: 'u305', group: 'GG-Primary' } as const;

/** A little picture that is no UTF-8, and one octet string that is by accident. */
const picture = Uint8Array.from({ length: 300 }, (_, i) => (i * 37 + 0x80) & 0xff);

export function corpUnits(): Record_[] {
  const unit = (dn: string, extra: Record_['attributes'] = {}): Record_ => ({
    dn,
    attributes: { objectClass: 'organizationalUnit', ...extra },
  });
  return [
    unit(`OU=People,${base}`, { description: 'Everybody' }),
    ...departments.map((department) => unit(ou(department))),
    unit(`OU=Groups,${base}`),
    unit(`OU=Service Accounts,${base}`),
    unit(`OU=${dnValue('Odd, names + "more"; #1')},${base}`, {
      description: ' leading space',
      street: '1 <Main> Road',
    }),
    unit(`OU=Empty,${base}`),
  ];
}

export function corpAccounts(password: string): Record_[] {
  const secret = { unicodePwd: unicodePwd(password) };
  return [
    ...people.map((user, i): Record_ => ({
      dn: dnOfPerson(user),
      attributes: {
        objectClass: 'user',
        sAMAccountName: user.account,
        userPrincipalName: `${user.account}@corp.example.com`,
        givenName: user.cn.split(' ')[0]!,
        sn: user.cn.split(' ')[1]!,
        displayName: user.cn,
        mail: `${user.account}@corp.example.com`,
        department: user.department,
        title: i % 15 === 0 ? 'Head' : 'Member',
        employeeID: String(1000 + i),
        userAccountControl: i % 20 === 19 ? 514 : 512,
        ...(i % 10 === 0 ? { thumbnailPhoto: picture } : {}),
        ...(i % 10 === 1 ? { thumbnailPhoto: Buffer.from('plain text'), description: '여러 줄\n설명' } : {}),
        ...secret,
      },
    })),
    special(accounts.reader, secret),
    special(accounts.disabled, { userAccountControl: 514, ...secret }),
    special(accounts.expired, { accountExpires: '132000000000000000', ...secret }),
    special(accounts.mustChange, { pwdLastSet: 0, ...secret }),
    special(accounts.locked, secret),
    special(accounts.passwordExpired, secret),
    {
      dn: `CN=WS-0001,CN=Computers,${base}`,
      attributes: {
        objectClass: 'computer',
        sAMAccountName: 'WS-0001$',
        userAccountControl: 4096,
        servicePrincipalName: ['HOST/ws-0001.corp.example.com', 'HOST/WS-0001'],
        dNSHostName: 'ws-0001.corp.example.com',
      },
    },
    {
      dn: `CN=Outside Contact,OU=Sales,OU=People,${base}`,
      attributes: { objectClass: 'contact', mail: 'outside@example.org' },
    },
  ];
}

/** `foreignSids` are the partner's accounts, by `<SID=…>`: Samba makes their stand-ins when the group is added. */
export function corpGroups(foreignSids: readonly string[]): Record_[] {
  return Object.entries(groups).map(([name, { kind }]) => ({
    dn: groupDn(name),
    attributes: {
      objectClass: 'group',
      sAMAccountName: name.replace(/["+;,#]/g, '_'),
      groupType: groupTypes[kind],
      ...(name === 'DL-AWS-Partners' ? { member: foreignSids.map((sid) => `<SID=${sid}>`) } : {}),
    },
  }));
}

/** The other members, after all groups exist. */
export function corpMembers(): Record_[] {
  return Object.entries(groups).flatMap(([name, group]) => {
    const member = [...(group.groups ?? []).map(groupDn), ...(group.people ?? []).map(person)];
    return member.length === 0 ? [] : [{ dn: groupDn(name), attributes: { member } }];
  });
}

/** Changes that need the objects and members to stand: `primaryGroupRid` is the RID of GG-Primary. */
export function corpChanges(primaryGroupRid: number): Record_[] {
  return [
    { dn: person(primaryChanged.account), attributes: { primaryGroupID: primaryGroupRid } },
    ...people
      .filter((user) => !user.account.endsWith('01'))
      .map((user) => ({
        dn: dnOfPerson(user),
        attributes: { manager: person(`${user.account.slice(0, 2)}01`) },
      })),
    // Locked for ever: no lockout duration, and a lockout time in the past. Passwords of the lab do not grow old …
    { dn: base, attributes: { lockoutDuration: '-9223372036854775808', maxPwdAge, minPwdAge: 0 } },
    {
      dn: `CN=${accounts.locked},OU=Service Accounts,${base}`,
      attributes: { lockoutTime: '132000000000000000' },
    },
  ];
}

/**
 * … but for one account, whose password was set in 2019. No interface of Samba writes that: it goes straight into the
 * database of the domain's partition.
 */
export const corpOldPassword = (): Record_[] => [
  {
    dn: `CN=${accounts.passwordExpired},OU=Service Accounts,${base}`,
    attributes: { pwdLastSet: '132000000000000000' },
  },
];

/** 999 days. */
export const maxPwdAge = '-863136000000000';
