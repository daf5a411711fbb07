/** Computers, domain controllers, managed service accounts and contacts. */
import { fileTime, securityDescriptor } from '../encode.ts';
import { daysBefore, never, uac } from '../plan.ts';
import { randomOf } from '../prng.ts';
import type { Domain, Item } from './domain.ts';
import { rights, wellKnown } from './groups.ts';

const systems = [
  ['Windows 11 Enterprise', '10.0 (26100)'],
  ['Windows 11 Enterprise', '10.0 (22631)'],
  ['Windows 10 Enterprise', '10.0 (19045)'],
] as const;

function addMachine(
  domain: Domain,
  parent: string,
  name: string,
  flags: number,
  primaryGroup: number,
  system: readonly [string, string],
  services: readonly string[],
): Item {
  const random = randomOf(`machine ${domain.plan.dns} ${name}`);
  const host = `${name.toLowerCase()}.${domain.plan.dns}`;
  return domain.add({
    parent,
    name,
    classes: ['person', 'organizationalPerson', 'user', 'computer'],
    sid: 'next',
    attributes: {
      sAMAccountName: `${name}$`,
      sAMAccountType: 0x30000001,
      userAccountControl: flags,
      primaryGroupID: primaryGroup,
      accountExpires: never,
      dNSHostName: host,
      operatingSystem: system[0],
      operatingSystemVersion: system[1],
      servicePrincipalName: services.flatMap((service) => [`${service}/${name}`, `${service}/${host}`]),
      pwdLastSet: fileTime(daysBefore(random.between(0, 30))),
      lastLogonTimestamp: fileTime(
        daysBefore(random.chance(0.06) ? random.between(120, 500) : random.between(0, 12)),
      ),
      'msDS-SupportedEncryptionTypes': 28,
    },
  });
}

export function addWorkstations(domain: Domain, parent: string, prefix: string, count: number): Item[] {
  const random = randomOf(`workstations ${parent}`);
  return Array.from({ length: count }, (_, index) =>
    addMachine(
      domain,
      parent,
      `${prefix}-W${String(1001 + index)}`,
      uac.workstation,
      515,
      random.pick(systems),
      ['HOST', 'RestrictedKrbHost'],
    ),
  );
}

export function addServers(domain: Domain, parent: string, names: readonly string[]): Item[] {
  return names.map((name) =>
    addMachine(
      domain,
      parent,
      name,
      uac.workstation,
      515,
      ['Windows Server 2022 Standard', '10.0 (20348)'],
      ['HOST', 'TERMSRV', 'WSMAN'],
    ),
  );
}

export function addController(domain: Domain, name: string, { readOnly = false } = {}): Item {
  return addMachine(
    domain,
    `OU=Domain Controllers,${domain.plan.base}`,
    name,
    readOnly ? uac.workstation | uac.partialSecrets : uac.server | uac.trustedForDelegation,
    readOnly ? 521 : 516,
    ['Windows Server 2022 Standard', '10.0 (20348)'],
    ['HOST', 'ldap', 'GC'],
  );
}

/** A group managed service account; msDS-GroupMSAMembership says who may read its password. */
export function addManagedAccount(domain: Domain, name: string, readers: Item): Item {
  const admins = domain.sidOf(512);
  return domain.add({
    parent: `CN=Managed Service Accounts,${domain.plan.base}`,
    name,
    classes: ['person', 'organizationalPerson', 'user', 'computer', 'msDS-GroupManagedServiceAccount'],
    sid: 'next',
    attributes: {
      sAMAccountName: `${name}$`,
      sAMAccountType: 0x30000001,
      userAccountControl: uac.workstation,
      primaryGroupID: 515,
      accountExpires: never,
      dNSHostName: `${name}.${domain.plan.dns}`,
      'msDS-ManagedPasswordInterval': 30,
      'msDS-SupportedEncryptionTypes': 28,
      'msDS-GroupMSAMembership': securityDescriptor({
        owner: wellKnown.administrators,
        group: admins,
        aces: [{ mask: rights.full, sid: readers.sid! }],
      }),
      pwdLastSet: fileTime(daysBefore(12)),
      lastLogonTimestamp: fileTime(daysBefore(4)),
    },
  });
}

export function addContact(
  domain: Domain,
  parent: string,
  name: string,
  mail: string,
  company: string,
): Item {
  return domain.add({
    parent,
    name,
    classes: ['person', 'organizationalPerson', 'contact'],
    attributes: { displayName: name, mail, company, targetAddress: `SMTP:${mail}` },
  });
}
