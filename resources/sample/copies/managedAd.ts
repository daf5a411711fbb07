/** AWS Managed Microsoft AD: its own fixed units and groups, a trust to the forest, and a copy of the Boston office. */
import { cloud, groupType, hanbit, uac } from '../plan.ts';
import { addConfiguration } from '../forest/configuration.ts';
import type { Domain, Item } from '../forest/domain.ts';
import { first, set } from '../forest/domain.ts';
import type { Company } from '../forest/company.ts';
import { addGroup, addMembers, groupAces } from '../forest/groups.ts';
import { addController } from '../forest/machines.ts';
import { addServiceAccount, addUser } from '../forest/people.ts';
import { addTrust, foreign, foundDomain } from '../forest/skeleton.ts';
import { fileTime } from '../encode.ts';
import { daysBefore } from '../plan.ts';
import { copyUnit } from './copy.ts';
import type { Copy } from './copy.ts';
import type { PlantedDifference } from '../types.ts';

export interface CopiedDirectory {
  readonly domain: Domain;
  readonly copy: Copy;
  readonly differences: readonly PlantedDifference[];
}

/** `AWS Delegated …`: facts/aws-directory-service.md §2. */
const delegatedGroups = [
  'Administrators',
  'Account Operators',
  'Domain Name System Administrators',
  'Fine Grained Password Policy Administrators',
  'Group Policy Administrators',
  'Managed Service Account Administrators',
  'Server Administrators',
  'Sites and Services Administrators',
  'User Principal Name Suffix Administrators',
];

/** People and groups of the Boston office that no other object points to: they can be missing without a second effect. */
export interface BostonExtras {
  readonly newcomer: Item;
  readonly looseGroup: Item;
}
export function addBostonExtras(company: Company): BostonExtras {
  const { root, boston } = company;
  const newcomer = addUser(root, `OU=SW,${boston.units.users}`, 'Okafor, Adaeze', 'adaeze.okafor', {
    givenName: 'Adaeze',
    sn: 'Okafor',
    mail: 'adaeze.okafor@hanbit.example',
    department: 'Software Engineering',
    employeeID: 'BOS90001',
  });
  const looseGroup = addGroup(root, {
    parent: boston.units.groups,
    name: 'GG-BOS-Seaport-Move',
    description: 'Office move, autumn 2026',
  });
  root.secure(looseGroup, groupAces(root));
  addMembers(looseGroup, boston.staff.users.slice(10, 16));
  return { newcomer, looseGroup };
}

export function copyToManagedAd(company: Company, extras: BostonExtras): CopiedDirectory {
  const { root, boston } = company;
  const domain = foundDomain(cloud, `CN=Schema,CN=Configuration,${cloud.base}`, true, 'WIN-4QK2J7T1ABC');
  addConfiguration(domain, {
    domains: [{ plan: cloud, parent: null }],
    sites: [{ name: 'Default-First-Site-Name', location: 'ap-northeast-2', subnets: ['10.100.0.0/16'] }],
    links: [],
    controllers: [
      { name: 'WIN-4QK2J7T1ABC', domain: cloud },
      { name: 'WIN-9PD8R5M2XYZ', domain: cloud },
    ],
    upnSuffixes: [hanbit.dns],
  });
  for (const name of ['WIN-4QK2J7T1ABC', 'WIN-9PD8R5M2XYZ']) addController(domain, name);
  const delegated = domain.ou(cloud.base, 'AWS Delegated Groups').dn;
  const reserved = domain.ou(cloud.base, 'AWS Reserved').dn;
  const own = domain.ou(cloud.base, cloud.netbios).dn;
  const users = domain.ou(own, 'Users').dn;
  domain.ou(own, 'Computers');
  const groups = domain.ou(own, 'Groups').dn;
  addServiceAccount(domain, reserved, 'AWS_WGcq3GSgu1', [], 'Reserved for AWS');
  addServiceAccount(domain, reserved, 'AWS_A5xWm2pLkd', [], 'Reserved for AWS');
  const administrator = addUser(domain, users, 'Admin', 'Admin', {
    description: 'Administrator of the directory, for the customer',
  });
  for (const name of delegatedGroups) {
    const group = addGroup(domain, {
      parent: delegated,
      name: `AWS Delegated ${name}`,
      type: groupType.domainLocal,
    });
    if (name === 'Administrators') addMembers(group, [administrator]);
  }
  addTrust(domain, hanbit, 3, 0x8);

  const byIndex = (index: number): Item => boston.staff.users[index]!;
  const [mover, renamed] = [boston.staff.byDepartment.get('MKT')!.at(-1)!, byIndex(60)];
  const newName = `Hartwell, ${first(renamed, 'givenName')}`;
  const copyParent = own;
  const movedTo = `OU=SAL,OU=Users,OU=Boston,${own}`;
  const copy = copyUnit({
    from: root,
    unit: boston.dn,
    to: domain,
    parent: copyParent,
    without: new Set([extras.newcomer.dn, extras.looseGroup.dn]),
    placed: new Map([
      [mover.dn, { parent: movedTo }],
      [renamed.dn, { name: newName }],
    ]),
  });
  const at = (item: Item): Item => copy.items.get(item.dn)!;

  const differences: PlantedDifference[] = [
    {
      kind: 'onlyInForest',
      forestDn: extras.newcomer.dn,
      copyDn: null,
      attribute: null,
      why: 'hired after the copy',
    },
    {
      kind: 'onlyInForest',
      forestDn: extras.looseGroup.dn,
      copyDn: null,
      attribute: null,
      why: 'group made after the copy',
    },
    {
      kind: 'moved',
      forestDn: mover.dn,
      copyDn: at(mover).dn,
      attribute: null,
      why: 'Marketing in the forest, Sales in the copy',
    },
    {
      kind: 'renamed',
      forestDn: renamed.dn,
      copyDn: at(renamed).dn,
      attribute: null,
      why: 'cn changed in the copy alone, the account name is the same',
    },
  ];
  const only = addUser(domain, `OU=IT,OU=Users,OU=Boston,${own}`, 'cloud-probe', 'cloud-probe', {
    description: 'Monitoring account made by hand',
  });
  differences.push({
    kind: 'onlyInCopy',
    forestDn: null,
    copyDn: only.dn,
    attribute: null,
    why: 'made in AWS by hand',
  });

  const change = (
    source: Item,
    attribute: string,
    value: string | readonly string[] | undefined,
    why: string,
  ): void => {
    set(at(source), attribute, value);
    differences.push({ kind: 'changed', forestDn: source.dn, copyDn: at(source).dn, attribute, why });
  };
  const leaver = boston.staff.users
    .slice(100)
    .find((user) => user.attributes['userAccountControl']![0] === String(uac.normal | uac.disabled))!;
  const temporary = boston.staff.users
    .slice(120)
    .find(
      (user) =>
        user.attributes['userAccountControl']![0] === String(uac.normal) &&
        user.attributes['accountExpires']![0] === '0',
    )!;
  change(
    leaver,
    'userAccountControl',
    String(uac.normal),
    'a leaver: disabled in the forest, still enabled in the copy',
  );
  change(temporary, 'accountExpires', fileTime(daysBefore(-60)), 'expires in the copy alone');
  change(byIndex(140), 'mail', 'sales-boston@hanbit.example', 'mail address of a shared mailbox in the copy');
  change(byIndex(150), 'title', 'Director', 'promoted in the copy alone');
  const support = boston.groups.get('GG-BOS-SUP')!;
  change(
    support,
    'member',
    (at(support).attributes['member'] as string[]).slice(1),
    'one member fewer in the copy',
  );
  const finance = boston.groups.get('GG-BOS-FIN')!;
  change(
    finance,
    'member',
    [...(at(finance).attributes['member'] as string[]), at(byIndex(3)).dn],
    'one member more in the copy',
  );
  change(
    boston.groups.get('GG-BOS-MKT-Leads')!,
    'groupType',
    String(groupType.universal),
    'global in the forest, universal in the copy',
  );

  addCloudGroups(domain, company, groups, copy);
  return { domain, copy, differences };
}

/** Groups of the directory itself: those that Identity Center synchronises, one of them filled from across the trust. */
function addCloudGroups(domain: Domain, company: Company, parent: string, copy: Copy): void {
  const { boston, admins } = company;
  const copied = (users: readonly Item[]): Item[] => users.map((user) => copy.items.get(user.dn)!);
  const onCall = addGroup(domain, {
    parent,
    name: 'CloudAdmins-OnCall',
    description: 'On call this quarter',
  });
  addMembers(onCall, copied(boston.staff.byDepartment.get('SW')!.slice(1, 6)));
  const cloudAdmins = addGroup(domain, {
    parent,
    name: 'CloudAdmins',
    description: 'Administrators of AWS accounts',
  });
  addMembers(cloudAdmins, [...copied(boston.staff.byDepartment.get('IT')!.slice(0, 2)), onCall]);
  const operations = addGroup(domain, {
    parent,
    name: 'DL-CloudOps',
    type: groupType.domainLocal,
    description: 'Operations in Seoul, across the trust',
  });
  addMembers(
    operations,
    [...admins.slice(0, 3), ...company.seoul.staff.byDepartment.get('IT')!.slice(31, 35)].map((user) =>
      foreign(domain, user.sid!),
    ),
  );
  for (const group of [onCall, cloudAdmins, operations]) domain.secure(group, groupAces(domain));
}
