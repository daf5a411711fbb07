/** Who may decide over the groups that reach AWS, planted: rights that an audit of names and members does not see. */
import type { Ace } from '../encode.ts';
import { awsGroup, hanbit } from '../plan.ts';
import type { PlantedControl } from '../types.ts';
import type { AwsGroups } from './awsGroups.ts';
import type { Company } from './company.ts';
import { domainAces } from './descriptors.ts';
import type { Item } from './domain.ts';
import { guids, protectedAces, rights, wellKnown } from './groups.ts';

export function plantControl(company: Company, groups: AwsGroups): PlantedControl[] {
  const { root, eu, seoul, boston, labs, services } = company;
  const enterpriseAdmins = root.sidOf(519);
  const head = root.find(root.plan.base);
  const sync = services.get('svc-idsync')!;
  root.secure(head, [
    ...domainAces(root, enterpriseAdmins),
    { mask: rights.control, sid: sync.sid!, object: guids.getChanges },
    { mask: rights.control, sid: sync.sid!, object: guids.getChangesAll },
  ]);
  eu.secure(eu.find(eu.plan.base), domainAces(eu, enterpriseAdmins));

  const aws = (account: Parameters<typeof awsGroup>[0], role: string): Item =>
    groups.byName.get(awsGroup(account, role))!;
  const also = (item: Item, ...aces: Ace[]): void => {
    root.explicit.get(item)!.aces.push(...aces);
  };
  const editors = groups.byName.get('DL-AWS-GroupAdmins')!.sid!;
  const desk = groups.byName.get('GG-Helpdesk-Seoul')!.sid!;
  const leads = seoul.groups.get('GG-SEO-IT-Leads')!.sid!;
  const bostonIt = boston.groups.get('GG-BOS-IT')!.sid!;
  const bostonLeads = boston.groups.get('GG-BOS-IT-Leads')!.sid!;
  const fill = { mask: rights.writeProperty, object: guids.member };

  // The help desk fills a group, except those of it who are leads.
  const support = aws('prod', 'Support');
  also(support, { ...fill, sid: desk }, { ...fill, sid: leads, deny: true });
  // Somebody thought of the emergency access: the editors of the unit are kept out of it.
  const breakGlass = aws('prod', 'BreakGlass');
  also(breakGlass, { ...fill, sid: editors, deny: true });
  // Once protected, always protected: nothing of the unit reaches this one.
  const keyAdmin = aws('security', 'KeyAdmin');
  root.secure(keyAdmin, protectedAces(root), { protectedDacl: true });
  keyAdmin.attributes['adminCount'] = ['1'];
  // A group inside of Support, which the leads of another office fill.
  const nested = boston.groups.get('GG-BOS-SUP')!;
  also(nested, { ...fill, sid: bostonLeads });
  // The site's technicians make groups in their own unit, and rename those that are there.
  const site = root.find(boston.units.groups);
  root.secure(site, [
    { mask: rights.createChild | rights.deleteChild, sid: bostonIt, object: guids.group, flags: 2 },
    {
      mask: rights.writeProperty,
      sid: bostonIt,
      object: guids.samAccountName,
      inheritedObject: guids.group,
      flags: 2 | 8,
    },
    { mask: rights.full, sid: root.sidOf(512) },
    { mask: rights.full, sid: wellKnown.system },
    { mask: rights.read, sid: wellKnown.authenticatedUsers },
  ]);

  const admin = aws('prod', 'Admin');
  const keeper = root.explicit.get(admin)!.owner;
  const office = seoul.groups.get('GG-SEO-All')!.sid!;
  const twin = eu.items.find(({ dn }) => dn.startsWith(`CN=${awsGroup('prod', 'ReadOnly')},`))!;
  const optics = labs.groups.get('GG-LAB-OPTIK-Leads')!.sid!;
  const unit = groups.unit;
  const row = (
    way: PlantedControl['way'],
    trustee: string,
    where: string,
    more: Partial<PlantedControl> = {},
  ): PlantedControl => ({
    way,
    trustee,
    where,
    means: 'right',
    inheritedFrom: null,
    limited: false,
    ...more,
  });
  const inUnit = [...groups.byName.values()].filter(
    ({ dn }) => dn.endsWith(`,${unit}`) && dn !== breakGlass.dn && dn !== keyAdmin.dn,
  );
  const inSite = root.items.filter(
    ({ dn, attributes }) =>
      dn.endsWith(`,${site.dn}`) && (attributes['objectClass'] as readonly string[]).includes('group'),
  );
  return [
    ...inUnit.map(({ dn }) =>
      row('writeMember', editors, dn, { inheritedFrom: unit, limited: dn === support.dn }),
    ),
    row('writeMember', desk, support.dn, { limited: true }),
    row('writeMember', bostonLeads, nested.dn),
    row('writeMember', keeper, admin.dn),
    row('owner', keeper, admin.dn, { means: 'owner' }),
    row('writeMembershipSet', office, admin.dn),
    row('genericAll', wellKnown.accountOperators, admin.dn),
    row('genericAll', optics, twin.dn),
    row('createGroup', editors, unit),
    row('createGroup', bostonIt, site.dn),
    ...inSite.map(({ dn }) => row('renameSam', bostonIt, dn, { inheritedFrom: site.dn })),
    row('renameSam', keeper, admin.dn, { means: 'owner' }),
    row('renameSam', wellKnown.accountOperators, admin.dn),
    row('renameSam', optics, twin.dn),
    row('replicate', sync.sid!, hanbit.base),
  ];
}
