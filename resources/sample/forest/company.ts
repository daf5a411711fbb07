/** Hanbit Instruments: the forest root with Seoul and Boston, the European child domain with Berlin. */
import { linkUntilAttribute } from '#domain/directory/ttlLink.ts';
import { spanOfDays } from '../encode.ts';
import { daysBefore, eu as euPlan, groupType, hanbit } from '../plan.ts';
import { set } from './domain.ts';
import type { Domain, Item } from './domain.ts';
import { addConfiguration, settingsDn } from './configuration.ts';
import { addGroup, addMembers, groupAces, protectedAces, unitAces } from './groups.ts';
import { addContact, addController, addManagedAccount } from './machines.ts';
import { laboratory, names, openSite } from './offices.ts';
import type { Site } from './offices.ts';
import { addServiceAccount, addUser } from './people.ts';
import type { TakenNames } from './people.ts';
import { foundDomain, linkPolicy, wellKnownContainers } from './skeleton.ts';

export interface Company {
  readonly root: Domain;
  readonly eu: Domain;
  readonly taken: TakenNames;
  readonly seoul: Site;
  readonly boston: Site;
  readonly berlin: Site;
  readonly labs: Site;
  readonly corporate: {
    readonly dn: string;
    readonly groups: string;
    readonly projects: string;
    readonly admins: string;
  };
  /** Administrators' second accounts. */
  readonly admins: readonly Item[];
  readonly services: ReadonlyMap<string, Item>;
}

export const mailDomain = 'hanbit.example';
const schema = `CN=Schema,CN=Configuration,${hanbit.base}`;

export function foundCompany(): Company {
  const taken: TakenNames = new Set();
  const root = foundDomain(hanbit, schema, true, 'SEO-DC01');
  addConfiguration(root, {
    domains: [
      { plan: hanbit, parent: null },
      { plan: euPlan, parent: hanbit },
    ],
    sites: [
      { name: 'Seoul', location: 'KR/Seoul', subnets: ['10.10.0.0/16', '10.11.0.0/20', '2001:db8:10::/48'] },
      { name: 'Berlin', location: 'DE/Berlin', subnets: ['10.20.0.0/16', '10.21.4.0/24'] },
      { name: 'Boston', location: 'US/Boston', subnets: ['10.30.0.0/16'] },
    ],
    links: [
      { name: 'Seoul-Berlin', sites: ['Seoul', 'Berlin'], cost: 200, interval: 60, notify: true },
      { name: 'Seoul-Boston', sites: ['Seoul', 'Boston'], cost: 150, interval: 30 },
    ],
    controllers: [
      { name: 'SEO-DC01', domain: hanbit },
      { name: 'SEO-DC02', domain: hanbit },
      { name: 'BOS-DC01', domain: hanbit, readOnly: true },
      { name: 'BER-DC01', domain: euPlan },
      { name: 'BER-DC02', domain: euPlan, catalog: false },
    ],
    looseSubnets: ['10.40.8.0/24'],
    recycleBinDays: 60,
    upnSuffixes: ['hanbit-instruments.example'],
  });
  for (const name of ['SEO-DC01', 'SEO-DC02']) addController(root, name);
  addController(root, 'BOS-DC01', { readOnly: true });
  for (const dn of [`CN=RID Manager$,CN=System,${hanbit.base}`, `CN=Infrastructure,${hanbit.base}`])
    set(root.find(dn), 'fSMORoleOwner', settingsDn('SEO-DC02', `CN=Configuration,${hanbit.base}`));
  const eu = foundDomain(euPlan, schema, false, 'BER-DC01');
  for (const name of ['BER-DC01', 'BER-DC02']) addController(eu, name);

  const seoul = openSite(
    root,
    {
      parent: hanbit.base,
      name: 'Seoul',
      code: 'SEO',
      office: names.seoul,
      order: 'surnameFirst',
      people: 1120,
      workstations: 110,
      servers: ['SEO-FS01', 'SEO-SQL01', 'SEO-ADFS01', 'SEO-APP01'],
      description: '서울 본사',
    },
    mailDomain,
    taken,
  );
  const boston = openSite(
    root,
    {
      parent: hanbit.base,
      name: 'Boston',
      code: 'BOS',
      office: names.boston,
      order: 'comma',
      people: 540,
      workstations: 60,
      servers: ['BOS-FS01', 'BOS-BKP01'],
      description: 'Boston office',
    },
    mailDomain,
    taken,
  );
  const berlin = openSite(
    eu,
    {
      parent: euPlan.base,
      name: 'Berlin',
      code: 'BER',
      office: names.berlin,
      order: 'givenFirst',
      people: 560,
      workstations: 70,
      servers: ['BER-FS01', 'BER-SQL01'],
      description: 'Standort Berlin',
    },
    mailDomain,
    taken,
  );
  const labs = openSite(
    eu,
    {
      parent: berlin.dn,
      name: 'Labs',
      code: 'LAB',
      office: laboratory,
      order: 'givenFirst',
      people: 90,
      workstations: 18,
      servers: ['LAB-MESS01'],
      description: 'Labore Köpenicker Straße',
    },
    mailDomain,
    taken,
  );

  const corporateUnit = root.ou(hanbit.base, 'Corporate', 'Groups and accounts of no single office');
  const corporate = {
    dn: corporateUnit.dn,
    groups: root.ou(corporateUnit.dn, 'Groups').dn,
    projects: root.ou(corporateUnit.dn, 'Projects').dn,
    admins: root.ou(corporateUnit.dn, 'Admin Accounts', 'Second accounts of administrators').dn,
  };
  const services = new Map<string, Item>();
  const service = (
    domain: Domain,
    parent: string,
    name: string,
    principals: readonly string[],
    description: string,
  ): void => {
    services.set(name, addServiceAccount(domain, parent, name, principals, description));
  };
  service(root, seoul.units.services, 'svc-adfs', ['host/sts.hanbit.example'], 'AD FS service');
  service(
    root,
    seoul.units.services,
    'svc-sql-seo',
    ['MSSQLSvc/seo-sql01.hanbit.example:1433'],
    'SQL Server, Seoul',
  );
  service(
    root,
    seoul.units.services,
    'svc-mes',
    ['HTTP/mes.hanbit.example'],
    'Manufacturing execution system',
  );
  service(root, seoul.units.services, 'svc-adconnector', [], 'AD Connector of AWS account 310298457716');
  service(root, seoul.units.services, 'svc-idsync', [], 'Directory synchronisation');
  service(
    root,
    boston.units.services,
    'svc-backup-bos',
    ['BackupExec/bos-bkp01.hanbit.example'],
    'Backup, Boston',
  );
  service(root, boston.units.services, 'svc-crm', ['HTTP/crm.hanbit.example'], 'Customer portal');
  service(
    eu,
    berlin.units.services,
    'svc-sql-ber',
    ['MSSQLSvc/ber-sql01.eu.hanbit.example:1433'],
    'SQL Server, Berlin',
  );
  service(eu, berlin.units.services, 'svc-druck', ['HTTP/druck.eu.hanbit.example'], 'Druckdienste');
  service(
    eu,
    labs.units.services,
    'svc-messdaten',
    ['HTTP/messdaten.eu.hanbit.example'],
    'Messdatenerfassung',
  );
  addManagedAccount(root, 'gmsa-adfs', root.find(`CN=Domain Controllers,CN=Users,${hanbit.base}`));
  addManagedAccount(root, 'gmsa-sql', root.find(`CN=Domain Computers,CN=Users,${hanbit.base}`));

  const admins = [
    ...seoul.staff.byDepartment.get('IT')!.slice(0, 6),
    ...boston.staff.byDepartment.get('IT')!.slice(0, 3),
  ].map((person) => {
    const sam = `adm-${(person.attributes['sAMAccountName']![0] as string).slice(0, 15)}`;
    const admin = addUser(root, corporate.admins, sam, sam, {
      description: 'Administrative account',
      adminCount: 1,
      manager: person.dn,
    });
    root.secure(admin, protectedAces(root), { protectedDacl: true });
    return admin;
  });
  addMembers(root.find(`CN=Domain Admins,CN=Users,${hanbit.base}`), admins.slice(0, 3));
  addMembers(root.find(`CN=Enterprise Admins,CN=Users,${hanbit.base}`), admins.slice(0, 1));
  addMembers(eu.find(`CN=Domain Admins,CN=Users,${euPlan.base}`), [
    addUser(eu, berlin.units.services, 'adm-berlin', 'adm-berlin', {
      description: 'Administratives Konto',
      adminCount: 1,
    }),
  ]);

  const universal = (name: string, members: readonly Item[], description: string): Item => {
    const group = addGroup(root, { parent: corporate.groups, name, type: groupType.universal, description });
    root.secure(group, groupAces(root));
    addMembers(group, members);
    return group;
  };
  universal(
    'UG-All-Employees',
    [...seoul.staff.users, ...boston.staff.users, ...berlin.staff.users, ...labs.staff.users],
    'Every employee, one by one: more values than one answer carries',
  );
  universal(
    'UG-IT',
    [seoul.groups.get('GG-SEO-IT')!, boston.groups.get('GG-BOS-IT')!, berlin.groups.get('GG-BER-IT')!],
    'IT of all offices',
  );
  const mailList = (name: string, members: readonly Item[]): void => {
    const list = addGroup(root, {
      parent: corporate.groups,
      name,
      type: groupType.universalDistribution,
      mail: `${name.toLowerCase()}@${mailDomain}`,
      description: 'Distribution list',
    });
    addMembers(list, members);
  };
  const partnerContacts = [
    'Alder, Alice',
    'Bennett, Hugo',
    'Tanaka, Hiro',
    'Moreau, Claire',
    'Novák, Petr',
  ].map((name) =>
    addContact(
      root,
      corporate.dn,
      name,
      `${name.split(', ').reverse().join('.').toLowerCase().replace('á', 'a')}@partners.example`,
      'External partner',
    ),
  );
  mailList('List-Leads', [
    ...seoul.staff.leads.values(),
    ...boston.staff.leads.values(),
    ...berlin.staff.leads.values(),
  ]);
  mailList('List-Partners', partnerContacts);
  mailList('List-Announcements', [root.find(`CN=UG-All-Employees,${corporate.groups}`)]);
  mailList('List-Quality', seoul.staff.byDepartment.get('QA')!);

  root.secure(corporateUnit, unitAces(root, []));
  const domainAdmins = root.find(`CN=Domain Admins,CN=Users,${hanbit.base}`);
  addPasswordSettings(root, 'Administrators 20 characters', 10, 20, 90, [domainAdmins]);
  addPasswordSettings(root, 'Services 32 characters', 20, 32, 365, [
    services.get('svc-adfs')!,
    services.get('svc-adconnector')!,
  ]);
  // One administrator is in for a week: the server said so when it was asked for times to live.
  const guestAdmin = admins[2]!;
  set(domainAdmins, linkUntilAttribute, [
    `member ${new Date(daysBefore(-6.5)).toISOString().replace('.000Z', 'Z')} ${guestAdmin.dn}`,
  ]);
  linkPolicy(root, 'Workstation baseline', [root.find(seoul.units.computers)]);
  linkPolicy(root, 'Seoul proxy and printers', [root.find(seoul.dn)]);
  linkPolicy(root, 'Service accounts: deny interactive logon', [
    root.find(seoul.units.services),
    root.find(corporate.admins),
  ]);
  linkPolicy(eu, 'Arbeitsplatz-Grundschutz', [eu.find(berlin.units.computers)]);
  // New computers go to the unit of the first office (redircmp).
  const newMachines = seoul.units.computers.slice(0, -(hanbit.base.length + 1));
  set(root.find(hanbit.base), 'wellKnownObjects', wellKnownContainers(hanbit.base, newMachines));
  // The one extension of the schema that is in use: numbers of door cards.
  for (const [at, user] of seoul.staff.users.slice(0, 120).entries())
    set(user, 'hanbitBadgeNumber', `HB-${String(40_117 + at * 13)}`);
  return { root, eu, taken, seoul, boston, berlin, labs, corporate, admins, services };
}

/** A fine-grained password policy; ages in days. */
function addPasswordSettings(
  domain: Domain,
  name: string,
  precedence: number,
  length: number,
  maximumAge: number,
  to: readonly Item[],
): void {
  domain.add({
    parent: `CN=Password Settings Container,CN=System,${domain.plan.base}`,
    name,
    classes: ['msDS-PasswordSettings'],
    attributes: {
      'msDS-PasswordSettingsPrecedence': precedence,
      'msDS-MinimumPasswordLength': length,
      'msDS-PasswordHistoryLength': 24,
      'msDS-PasswordComplexityEnabled': 'TRUE',
      'msDS-PasswordReversibleEncryptionEnabled': 'FALSE',
      'msDS-MinimumPasswordAge': spanOfDays(1),
      'msDS-MaximumPasswordAge': spanOfDays(maximumAge),
      'msDS-LockoutThreshold': 5,
      'msDS-LockoutDuration': spanOfDays(1 / 24),
      'msDS-LockoutObservationWindow': spanOfDays(1 / 24),
      'msDS-PSOAppliesTo': to.map(({ dn }) => dn),
    },
  });
}
