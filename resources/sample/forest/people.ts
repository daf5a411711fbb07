/** The people of an office: names of the country, departments as units, a lead in each, accounts in every state. */
import { dnValue, fileTime } from '../encode.ts';
import { daysBefore, never, uac } from '../plan.ts';
import { randomOf } from '../prng.ts';
import type { Random } from '../prng.ts';
import { first, set } from './domain.ts';
import type { Domain, Item } from './domain.ts';

/** A name as written at home and as romanised; where both are the same, one word. */
type Name = string | readonly string[];

export interface Office {
  readonly surnames: readonly Name[];
  readonly given: readonly Name[];
  readonly departments: Readonly<Record<string, string>>;
  readonly titles: readonly string[];
  readonly lead: string;
  readonly city: string;
  readonly street: string;
  readonly postalCode: string;
  readonly country: string;
  readonly countryName: string;
  readonly phone: string;
  readonly company: string;
  readonly computer: string;
}

/** How a full name is written: 김민준 · Jürgen Müller · Smith, James. */
export type NameOrder = 'surnameFirst' | 'givenFirst' | 'comma';

export interface Staff {
  readonly users: readonly Item[];
  readonly byDepartment: ReadonlyMap<string, readonly Item[]>;
  readonly leads: ReadonlyMap<string, Item>;
}

/** Account names are kept apart over the whole forest, so that a doubled one is a planted one. */
export type TakenNames = Set<string>;

const home = (name: Name): string => (typeof name === 'string' ? name : name[0]!);
const romanised = (name: Name): string => (typeof name === 'string' ? name : name[1]!);

function accountName(given: string, surname: string, taken: TakenNames): string {
  const plain = `${given}.${surname}`.toLowerCase().replaceAll(/[^a-z.]/g, '');
  for (let number = 1; ; number += 1) {
    const tail = number === 1 ? '' : String(number);
    const name = `${plain.slice(0, 20 - tail.length)}${tail}`;
    if (!taken.has(name)) {
      taken.add(name);
      return name;
    }
  }
}

/** msDS-User-Account-Control-Computed: 0x10 locked, 0x800000 password expired (facts/active-directory.md §6). */
function computedFlags(flags: number, passwordAgeDays: number | null, locked: boolean): number {
  const exempt = (flags & (uac.dontExpire | uac.smartcardRequired)) !== 0;
  return (
    (locked ? 0x10 : 0) | (!exempt && (passwordAgeDays === null || passwordAgeDays > 180) ? 0x800000 : 0)
  );
}

/** State of an account: one in twenty-five disabled, a few expired, locked, stale or never used. */
export function accountState(
  random: Random,
  createdDaysAgo: number,
): Record<string, string | number | undefined> {
  const draw = random.next();
  const disabled = draw < 0.04;
  const expired = draw >= 0.04 && draw < 0.055;
  const locked = draw >= 0.055 && draw < 0.06;
  const stale = draw >= 0.06 && draw < 0.085;
  const neverUsed = draw >= 0.085 && draw < 0.092;
  const mustChange = draw >= 0.092 && draw < 0.1;
  const flags =
    uac.normal |
    (disabled ? uac.disabled : 0) |
    (random.chance(0.01) ? uac.dontExpire : 0) |
    (random.chance(0.015) ? uac.smartcardRequired : 0);
  const passwordAge = mustChange
    ? null
    : random.between(0, Math.min(176, createdDaysAgo)) + (disabled || stale ? 120 : 0);
  const lastLogon =
    stale || disabled ? random.between(120, 700) : random.between(0, 13) + (random.chance(0.1) ? 20 : 0);
  return {
    userAccountControl: flags,
    'msDS-User-Account-Control-Computed': computedFlags(flags, passwordAge, locked),
    accountExpires: expired
      ? fileTime(daysBefore(random.between(3, 200)))
      : random.chance(0.03)
        ? fileTime(daysBefore(-random.between(20, 400)))
        : random.chance(0.5)
          ? never
          : '0',
    pwdLastSet: passwordAge === null ? '0' : fileTime(daysBefore(passwordAge + random.next())),
    lastLogonTimestamp: neverUsed
      ? undefined
      : fileTime(daysBefore(Math.min(lastLogon, createdDaysAgo) + random.next())),
    lockoutTime: locked ? fileTime(daysBefore(0.2)) : '0',
    badPwdCount: locked ? 8 : random.chance(0.1) ? 1 : 0,
    logonCount: neverUsed ? 0 : random.between(10, 6000),
  };
}

/** Fills an office: `parent` is the unit above the department units, `count` the number of people. */
export function hire(
  domain: Domain,
  parent: string,
  office: Office,
  order: NameOrder,
  count: number,
  mailDomain: string,
  taken: TakenNames,
): Staff {
  const random = randomOf(`people ${parent}`);
  const codes = Object.keys(office.departments);
  const units = new Map(codes.map((code) => [code, domain.ou(parent, code, office.departments[code])]));
  const users: Item[] = [];
  const byDepartment = new Map<string, Item[]>(codes.map((code) => [code, []]));
  const leads = new Map<string, Item>();
  for (let index = 0; index < count; index += 1) {
    const code = index < codes.length ? codes[index]! : random.pick(codes);
    const surname = random.pick(office.surnames);
    const given = random.pick(office.given);
    const sam = accountName(romanised(given), romanised(surname), taken);
    const display =
      order === 'surnameFirst'
        ? home(surname) + home(given)
        : order === 'comma'
          ? `${home(surname)}, ${home(given)}`
          : `${home(given)} ${home(surname)}`;
    const unit = units.get(code)!;
    const cn = domain.has(`CN=${dnValue(display)},${unit.dn}`) ? `${display} (${sam})` : display;
    const createdDaysAgo = random.between(40, 4000);
    const leading = index < codes.length;
    const boss = leading ? leads.get(codes[0]!) : leads.get(code);
    const user = domain.add({
      parent: unit.dn,
      name: cn,
      classes: ['person', 'organizationalPerson', 'user'],
      sid: 'next',
      created: daysBefore(createdDaysAgo),
      attributes: {
        sAMAccountName: sam,
        sAMAccountType: 0x30000000,
        userPrincipalName: `${sam}@${domain.plan.dns}`,
        displayName: display,
        givenName: home(given),
        sn: home(surname),
        'msDS-PhoneticDisplayName':
          home(surname) === romanised(surname) ? undefined : `${romanised(surname)} ${romanised(given)}`,
        mail: `${sam}@${mailDomain}`,
        proxyAddresses: [`SMTP:${sam}@${mailDomain}`],
        employeeID: `${office.computer}${String(10_000 + index * 7)}`,
        department: office.departments[code],
        title: leading ? office.lead : random.pick(office.titles),
        company: office.company,
        telephoneNumber: `${office.phone}${String(random.between(1000, 9999))}`,
        physicalDeliveryOfficeName: `${office.city} ${random.between(1, 12)}F`,
        l: office.city,
        streetAddress: office.street,
        postalCode: office.postalCode,
        c: office.country,
        co: office.countryName,
        manager: boss?.dn,
        primaryGroupID: 513,
        codePage: 0,
        countryCode: 0,
        ...(leading
          ? {
              userAccountControl: uac.normal,
              accountExpires: never,
              pwdLastSet: fileTime(daysBefore(30)),
              lastLogonTimestamp: fileTime(daysBefore(2)),
              'msDS-User-Account-Control-Computed': 0,
            }
          : accountState(random, createdDaysAgo)),
      },
    });
    if (leading) leads.set(code, user);
    users.push(user);
    byDepartment.get(code)!.push(user);
  }
  return { users, byDepartment, leads };
}

/** An account that no person signs in with: a user object with service principal names. */
export function addServiceAccount(
  domain: Domain,
  parent: string,
  name: string,
  principals: readonly string[],
  description: string,
): Item {
  const random = randomOf(`service ${parent} ${name}`);
  const passwordAge = random.between(200, 2600);
  return domain.add({
    parent,
    name,
    classes: ['person', 'organizationalPerson', 'user'],
    sid: 'next',
    attributes: {
      sAMAccountName: name,
      sAMAccountType: 0x30000000,
      userPrincipalName: `${name}@${domain.plan.dns}`,
      displayName: name,
      description,
      servicePrincipalName: principals.length > 0 ? principals : undefined,
      userAccountControl: uac.normal | uac.dontExpire,
      'msDS-User-Account-Control-Computed': 0,
      primaryGroupID: 513,
      accountExpires: never,
      pwdLastSet: fileTime(daysBefore(passwordAge)),
      lastLogonTimestamp: fileTime(daysBefore(random.between(0, 12))),
    },
  });
}

/** An ordinary active account made by hand: administrators' second accounts, planted people. */
export function addUser(
  domain: Domain,
  parent: string,
  cn: string,
  sam: string,
  more: Readonly<Record<string, string | number | readonly string[]>> = {},
): Item {
  return domain.add({
    parent,
    name: cn,
    classes: ['person', 'organizationalPerson', 'user'],
    sid: 'next',
    attributes: {
      sAMAccountName: sam,
      sAMAccountType: 0x30000000,
      userPrincipalName: `${sam}@${domain.plan.dns}`,
      displayName: cn,
      userAccountControl: uac.normal,
      'msDS-User-Account-Control-Computed': 0,
      primaryGroupID: 513,
      accountExpires: never,
      pwdLastSet: fileTime(daysBefore(randomOf(`password ${sam}`).between(5, 150))),
      lastLogonTimestamp: fileTime(daysBefore(randomOf(`logon ${sam}`).between(0, 12))),
      ...more,
    },
  });
}

/** Brings an account into a state that a check must see. */
export function bring(user: Item, state: 'disabled' | 'expired' | 'locked' | 'stale' | 'active'): void {
  set(user, 'userAccountControl', uac.normal | (state === 'disabled' ? uac.disabled : 0));
  set(user, 'accountExpires', state === 'expired' ? fileTime(daysBefore(45)) : never);
  set(user, 'lockoutTime', state === 'locked' ? fileTime(daysBefore(0.1)) : '0');
  set(user, 'msDS-User-Account-Control-Computed', state === 'locked' ? 0x10 : 0);
  set(user, 'lastLogonTimestamp', fileTime(daysBefore(state === 'stale' ? 212 : 3)));
  set(user, 'pwdLastSet', fileTime(daysBefore(state === 'stale' ? 170 : 40)));
}

export const mailOf = (user: Item): string => first(user, 'mail');
