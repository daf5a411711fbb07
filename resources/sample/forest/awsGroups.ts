/**
 * The groups that reach AWS, with the faults that live on the directory's side. Numbers in comments are those of the
 * table of common faults in the group-to-role mapping.
 */
import { sidBytes } from '../encode.ts';
import type { Ace } from '../encode.ts';
import {
  accounts,
  awsGroup,
  cloud,
  aldersoft,
  eu as euPlan,
  groupType,
  hanbit,
  unknownAccount,
} from '../plan.ts';
import type { GroupType } from '../plan.ts';
import type { Company } from './company.ts';
import { append, set } from './domain.ts';
import type { Item } from './domain.ts';
import { addGroup, addMembers, groupAces, guids, ridOf, rights, unitAces, wellKnown } from './groups.ts';
import { addUser, bring } from './people.ts';
import type { Partner } from './partner.ts';
import { addTrust, foreign } from './skeleton.ts';

export interface AwsGroups {
  /** DN of the unit that holds them. */
  readonly unit: string;
  /** By account name; those of the root domain. */
  readonly byName: ReadonlyMap<string, Item>;
  /** What the renamed group was called when the forest was read before. */
  readonly renamed: { readonly dn: string; readonly oldSam: string };
}

/** Name, in the lab rules' own convention, of a group of the development account. */
export const labGroup = (role: string): string => `AWSLAB-${accounts.dev}-${role}`;

export function addAwsGroups(company: Company, partner: Partner): AwsGroups {
  const { root, eu, seoul, boston, berlin, labs, corporate, admins, services } = company;
  addTrust(root, euPlan, 3, 0x20);
  addTrust(eu, hanbit, 3, 0x20);
  addTrust(root, aldersoft, 2, 0x8);
  addTrust(root, cloud, 3, 0x8);

  const unit = root.ou(hanbit.base, 'AWS Access', 'Groups whose names the AD FS rules turn into roles');
  const byName = new Map<string, Item>();
  const people = (site: typeof seoul, department: string): readonly Item[] =>
    site.staff.byDepartment.get(department)!;
  const siteGroup = (site: typeof seoul, name: string): Item => site.groups.get(name)!;

  // 11: the delegated editors are the whole IT department.
  const editors = addGroup(root, {
    parent: corporate.groups,
    name: 'DL-AWS-GroupAdmins',
    type: groupType.domainLocal,
    description: 'May edit every group of the unit AWS Access',
  });
  addMembers(editors, [siteGroup(seoul, 'GG-SEO-IT')]);
  byName.set('DL-AWS-GroupAdmins', editors);
  root.secure(
    unit,
    unitAces(root, [
      {
        mask: rights.writeProperty,
        sid: editors.sid!,
        object: guids.member,
        inheritedObject: guids.group,
        flags: 2 | 8,
      },
      { mask: rights.createChild | rights.deleteChild, sid: editors.sid!, object: guids.group, flags: 2 },
    ]),
  );
  const inherited: Ace = {
    mask: rights.writeProperty,
    sid: editors.sid!,
    object: guids.member,
    inheritedObject: guids.group,
    flags: 2 | 0x10,
  };

  const group = (
    name: string,
    members: readonly Item[],
    more: { type?: GroupType; parent?: string; cn?: string; description?: string; managedBy?: string } = {},
  ): Item => {
    const made = addGroup(root, {
      parent: more.parent ?? unit.dn,
      name: more.cn ?? name,
      sam: name,
      type: more.type ?? groupType.global,
      description: more.description ?? 'Access to AWS',
      ...(more.managedBy === undefined ? {} : { managedBy: more.managedBy }),
    });
    root.secure(made, more.parent === undefined ? [...groupAces(root), inherited] : groupAces(root));
    addMembers(made, members);
    byName.set(name, made);
    return made;
  };

  const it = people(seoul, 'IT');
  const [disabled, expired, locked, stale] = it.slice(10, 14) as [Item, Item, Item, Item];
  bring(disabled, 'disabled');
  bring(expired, 'expired');
  bring(locked, 'locked');
  bring(stale, 'stale');
  const [deployer, wasInAlder, noMail, sharedMail, keeper] = it.slice(14, 19) as [
    Item,
    Item,
    Item,
    Item,
    Item,
  ];
  for (const user of [deployer, wasInAlder, noMail, sharedMail, keeper]) bring(user, 'active');

  // 8 and 11: gone and sleeping accounts in the strongest group, which an ordinary account owns and a whole office may fill.
  const admin = group(
    awsGroup('prod', 'Admin'),
    [...admins.slice(0, 3), disabled, expired, locked, stale, siteGroup(seoul, 'GG-SEO-IT-Leads')],
    { managedBy: keeper.dn },
  );
  root.secure(
    admin,
    [
      ...groupAces(root),
      { mask: rights.writeProperty, sid: keeper.sid!, object: guids.member },
      { mask: rights.writeProperty, sid: siteGroup(seoul, 'GG-SEO-All').sid!, object: guids.membershipSet },
      { mask: rights.full, sid: wellKnown.accountOperators },
      inherited,
    ],
    { owner: keeper.sid! },
  );
  // 12 and 9: everyone with an account in the domain. 29: the same name in the child domain.
  group(awsGroup('prod', 'ReadOnly'), [root.find(`CN=Domain Users,CN=Users,${hanbit.base}`)]);
  const twin = addGroup(eu, {
    parent: berlin.units.groups,
    name: awsGroup('prod', 'ReadOnly'),
    description: 'Lesezugriff AWS',
  });
  eu.secure(twin, [
    ...groupAces(eu),
    { mask: rights.genericAll, sid: labs.groups.get('GG-LAB-OPTIK-Leads')!.sid! },
  ]);
  addMembers(twin, people(labs, 'OPTIK').slice(0, 6));
  // 24: who deploys also approves.
  group(awsGroup('prod', 'Deploy'), [siteGroup(seoul, 'GG-SEO-RND-Leads'), deployer]);
  group(awsGroup('prod', 'Approve'), [siteGroup(seoul, 'GG-SEO-QA-Leads'), deployer]);
  // 7: three people whose primary group this is; nobody stands in `member`.
  const dba = group(awsGroup('prod', 'DBA'), []);
  const domainUsers = root.find(`CN=Domain Users,CN=Users,${hanbit.base}`);
  for (const user of it.slice(20, 23)) {
    bring(user, 'active');
    set(user, 'primaryGroupID', ridOf(dba));
    addMembers(domainUsers, [user]);
  }
  // 3: reached by claims, by delegation and by Identity Center.
  group(awsGroup('prod', 'Billing'), [
    siteGroup(seoul, 'GG-SEO-FIN-Leads'),
    ...people(seoul, 'FIN').slice(5, 9),
  ]);
  // 4: a distribution group is in no token.
  group(awsGroup('prod', 'Network'), it.slice(24, 30), { type: groupType.globalDistribution });
  group(awsGroup('prod', 'Audit'), people(seoul, 'QA').slice(3, 8));
  // 24: the second administrator may also delete the audit log.
  group(awsGroup('prod', 'LogAdmin'), [admins[1]!, it[30]!]);
  group(awsGroup('prod', 'DataScience'), [siteGroup(seoul, 'GG-SEO-RND')]);
  // 9: empty, and strong.
  group(awsGroup('prod', 'BreakGlass'), [], { description: 'Emergency access' });
  group(awsGroup('prod', 'Support'), [siteGroup(boston, 'GG-BOS-SUP')]);
  group(
    awsGroup('prod', 'Contractor'),
    partner.site.staff.byDepartment
      .get('CON')!
      .slice(0, 7)
      .map((user) => foreign(root, user.sid!)),
    { type: groupType.domainLocal },
  );
  // 10: a service account and a computer in a role for people.
  group(awsGroup('prod', 'Backup'), [
    services.get('svc-backup-bos')!,
    root.find(`CN=BOS-BKP01,${boston.units.computers}`),
    people(boston, 'IT')[4]!,
  ]);
  group(
    awsGroup('prod', 'Research'),
    [
      siteGroup(seoul, 'GG-SEO-RND-Leads'),
      siteGroup(berlin, 'GG-BER-RND'),
      ...people(labs, 'LASER').slice(0, 4),
    ],
    { type: groupType.universal },
  );
  group(awsGroup('prod', 'ReportReader'), [siteGroup(seoul, 'GG-SEO-SAL-Leads'), noMail, sharedMail]);
  set(noMail, 'mail', undefined);
  set(sharedMail, 'mail', keeper.attributes['mail']![0]!);
  group(awsGroup('prod', 'StorageOps'), it.slice(31, 35));
  group(awsGroup('prod', 'OpenAccess'), it.slice(35, 37));
  // 1: no such role; no such account.
  group(awsGroup('prod', 'Archive'), it.slice(37, 39));
  group(`AWS-${unknownAccount}-Admin`, [it[39]!]);
  // 1, of another kind: the role is called Developer. Its members come through six levels and a circle.
  const core = group('GG-DEV-Core', people(seoul, 'RND').slice(20, 32), {
    parent: corporate.projects,
    description: 'Developers',
  });
  const tools = group('GG-DEV-Tools', [core, ...people(seoul, 'RND').slice(32, 36)], {
    parent: corporate.projects,
  });
  const onCall = group('GG-DEV-OnCall', [tools, ...people(boston, 'SW').slice(0, 5)], {
    parent: corporate.projects,
  });
  addMembers(core, [onCall]);
  const platform = group('GG-DEV-Platform', [onCall], { parent: corporate.projects });
  const everyone = group('GG-DEV-All', [platform], { parent: corporate.projects });
  addMembers(everyone, [everyone]);
  group(awsGroup('dev', 'developer'), [everyone]);
  group(
    awsGroup('dev', 'Admin'),
    [siteGroup(boston, 'GG-BOS-SW-Leads'), siteGroup(seoul, 'GG-SEO-IT-Leads')],
    { type: groupType.universal },
  );
  // 12: well-known principals as foreign ones.
  group(
    awsGroup('dev', 'Sandbox'),
    [foreign(root, wellKnown.authenticatedUsers), foreign(root, wellKnown.everyone)],
    { type: groupType.domainLocal },
  );
  // 25 and 4: the lab's own rules count distribution groups and match anywhere in the name.
  group(labGroup('Bench'), people(seoul, 'OPT').slice(0, 8));
  group(labGroup('Calibration'), people(seoul, 'OPT').slice(8, 13), { type: groupType.globalDistribution });
  group(`Printers-${labGroup('Bench')}`, people(seoul, 'MFG').slice(0, 4), {
    parent: corporate.groups,
    description: 'Printers of the optical bench',
  });
  // 26: an account that brings the SID of another life.
  append(wasInAlder, 'sIDHistory', sidBytes('S-1-5-21-1004336348-1177238915-682003330-2417'));
  group(awsGroup('security', 'SecurityAudit'), [wasInAlder, ...people(seoul, 'QA').slice(8, 11)]);
  group(awsGroup('security', 'IncidentResponse'), admins.slice(2, 6));
  group(awsGroup('security', 'KeyAdmin'), admins.slice(4, 8));
  // 26: renamed since it was last read: the cn still says what it was for.
  const oldSam = awsGroup('shared', 'NetworkReader');
  const renamed = group(awsGroup('shared', 'NetworkAdmin'), it.slice(40, 46), {
    cn: oldSam,
    description: 'Read the network set-up',
  });
  group(
    awsGroup('shared', 'DirectoryReader'),
    [
      siteGroup(berlin, 'GG-BER-IT'),
      ...partner.site.staff.byDepartment
        .get('OPS')!
        .slice(0, 3)
        .map((user) => foreign(root, user.sid!)),
    ],
    { type: groupType.domainLocal },
  );

  // 5: delegation does not follow child groups: this one has nothing else.
  const helpDesks = [
    group('GG-Helpdesk-Seoul', it.slice(46, 54), {
      parent: corporate.groups,
      description: 'Help desk, Seoul',
    }),
    group('GG-Helpdesk-Boston', people(boston, 'IT').slice(5, 11), {
      parent: corporate.groups,
      description: 'Help desk, Boston',
    }),
  ];
  group('GG-Helpdesk', helpDesks, { parent: corporate.groups, description: 'Help desk, both offices' });
  group('GG-DirectoryOps', [...admins.slice(3, 6), it[6]!], {
    parent: corporate.groups,
    description: 'Runs the directories',
  });
  // Identity Center flattens: the children of this one arrive too.
  group('GG-AWS-Operations', [it[7]!, it[8]!, helpDesks[0]!], {
    parent: corporate.groups,
    description: 'Cloud operations',
  });
  group('GG-AWS-Analytics', [...people(boston, 'MKT').slice(0, 9), siteGroup(boston, 'GG-BOS-FIN-Leads')], {
    parent: corporate.groups,
    description: 'Data analysts',
  });
  group(
    'DL-AWS-Partners',
    partner.site.staff.byDepartment
      .get('ENG')!
      .slice(0, 5)
      .map((user) => foreign(root, user.sid!)),
    { parent: corporate.groups, type: groupType.domainLocal, description: 'Partners with cloud accounts' },
  );

  // 26: one account name in two domains.
  addUser(root, corporate.dn, 'Markus Vogel', 'markus.vogel', {
    givenName: 'Markus',
    sn: 'Vogel',
    mail: 'markus.vogel.kr@hanbit.example',
  });
  const vogel = addUser(eu, `OU=IT,${berlin.units.users}`, 'Markus Vogel (IT)', 'markus.vogel', {
    givenName: 'Markus',
    sn: 'Vogel',
    mail: 'markus.vogel.de@hanbit.example',
  });
  addMembers(berlin.groups.get('GG-BER-IT')!, [vogel]);
  return { unit: unit.dn, byName, renamed: { dn: renamed.dn, oldSam } };
}

/** The unit of the mapped groups as it was read before the renaming: the head of the domain and nothing around it. */
export function asReadBefore(company: Company, groups: AwsGroups): Pick<Item, 'dn' | 'attributes'>[] {
  const { root } = company;
  const inside = root.items.filter(
    (item) => item.dn === hanbit.base || item.dn === groups.unit || item.dn.endsWith(`,${groups.unit}`),
  );
  return inside.map((item) => {
    const attributes = { ...item.attributes };
    if (item.dn === groups.renamed.dn) {
      attributes['sAMAccountName'] = [groups.renamed.oldSam];
      attributes['member'] = attributes['member']!.slice(0, 2);
      attributes['uSNChanged'] = [String(Number(attributes['uSNCreated']![0]) + 3)];
      attributes['whenChanged'] = attributes['whenCreated']!;
    }
    return { dn: item.dn, attributes };
  });
}
