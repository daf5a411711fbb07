/** Simple AD: a Samba domain with a copy of the laboratory in Berlin. */
import { fileTime } from '../encode.ts';
import { daysBefore, groupType, lab, uac } from '../plan.ts';
import type { Company } from '../forest/company.ts';
import { addConfiguration } from '../forest/configuration.ts';
import { first, set } from '../forest/domain.ts';
import type { Item } from '../forest/domain.ts';
import { addGroup, addMembers, groupAces } from '../forest/groups.ts';
import { addController } from '../forest/machines.ts';
import { addUser } from '../forest/people.ts';
import { foundDomain } from '../forest/skeleton.ts';
import { copyUnit } from './copy.ts';
import type { PlantedDifference } from '../types.ts';
import type { CopiedDirectory } from './managedAd.ts';

export interface LabExtras {
  readonly guest: Item;
  readonly looseGroup: Item;
}
/** A visiting scientist and a group that nothing else points to. */
export function addLabExtras(company: Company): LabExtras {
  const { eu, labs } = company;
  const guest = addUser(eu, `OU=LASER,${labs.units.users}`, 'Zoë Lindström', 'zoe.lindstroem', {
    givenName: 'Zoë',
    sn: 'Lindström',
    mail: 'zoe.lindstroem@hanbit.example',
    department: 'Laserlabor',
    employeeID: 'LAB90001',
  });
  const looseGroup = addGroup(eu, {
    parent: labs.units.groups,
    name: 'GG-LAB-Messreihe-26',
    description: 'Messreihe 2026',
  });
  eu.secure(looseGroup, groupAces(eu));
  addMembers(looseGroup, labs.staff.users.slice(12, 17));
  return { guest, looseGroup };
}

export function copyToSimpleAd(company: Company, extras: LabExtras): CopiedDirectory {
  const { eu, labs } = company;
  const domain = foundDomain(lab, `CN=Schema,CN=Configuration,${lab.base}`, true, 'IP-0A280112');
  addConfiguration(domain, {
    domains: [{ plan: lab, parent: null }],
    sites: [{ name: 'Default-First-Site-Name', location: 'eu-central-1', subnets: [] }],
    links: [],
    controllers: [{ name: 'IP-0A280112', domain: lab }],
    upnSuffixes: [],
  });
  addController(domain, 'IP-0A280112');
  set(domain.find(lab.base), 'msDS-Behavior-Version', 4);

  const [mover, renamed] = [labs.staff.byDepartment.get('KAL')!.at(-1)!, labs.staff.users[30]!];
  const copy = copyUnit({
    from: eu,
    unit: labs.dn,
    to: domain,
    parent: lab.base,
    without: new Set([extras.guest.dn, extras.looseGroup.dn]),
    placed: new Map([
      [mover.dn, { parent: `OU=OPTIK,OU=Users,OU=Labs,${lab.base}` }],
      [renamed.dn, { name: `${first(renamed, 'givenName')} Grünwald` }],
    ]),
  });
  const at = (item: Item): Item => copy.items.get(item.dn)!;
  const differences: PlantedDifference[] = [
    {
      kind: 'onlyInForest',
      forestDn: extras.guest.dn,
      copyDn: null,
      attribute: null,
      why: 'came after the copy',
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
      why: 'Kalibrierung in the forest, Optik in the copy',
    },
    {
      kind: 'renamed',
      forestDn: renamed.dn,
      copyDn: at(renamed).dn,
      attribute: null,
      why: 'cn changed in the copy alone, the account name is the same',
    },
  ];
  const onlyUser = addUser(domain, `OU=LASER,OU=Users,OU=Labs,${lab.base}`, 'Laser Test', 'laser.test', {
    description: 'Testkonto',
  });
  const onlyGroup = addGroup(domain, {
    parent: `OU=Groups,OU=Labs,${lab.base}`,
    name: 'GG-LAB-Cloud',
    description: 'Made in AWS',
  });
  differences.push(
    {
      kind: 'onlyInCopy',
      forestDn: null,
      copyDn: onlyUser.dn,
      attribute: null,
      why: 'test account made by hand',
    },
    { kind: 'onlyInCopy', forestDn: null, copyDn: onlyGroup.dn, attribute: null, why: 'group made by hand' },
  );
  const change = (
    source: Item,
    attribute: string,
    value: string | readonly string[] | undefined,
    why: string,
  ): void => {
    set(at(source), attribute, value);
    differences.push({ kind: 'changed', forestDn: source.dn, copyDn: at(source).dn, attribute, why });
  };
  const enabled = labs.staff.users.filter(
    (user) => user.attributes['userAccountControl']![0] === String(uac.normal),
  );
  change(
    enabled[20]!,
    'userAccountControl',
    String(uac.normal | uac.dontExpire),
    'password never expires in the copy',
  );
  change(enabled[24]!, 'accountExpires', fileTime(daysBefore(20)), 'expired in the copy alone');
  change(
    company.services.get('svc-messdaten')!,
    'servicePrincipalName',
    undefined,
    'service principal name lost on the way',
  );
  const optics = labs.groups.get('GG-LAB-OPTIK')!;
  change(
    optics,
    'member',
    (at(optics).attributes['member'] as string[]).slice(2),
    'two members fewer in the copy',
  );
  change(labs.groups.get('DL-LAB-KAL-Share-RW')!, 'description', undefined, 'description lost on the way');
  change(
    labs.groups.get('GG-LAB-KAL-Leads')!,
    'groupType',
    String(groupType.globalDistribution),
    'a security group in the forest, a distribution group in the copy',
  );
  return { domain, copy, differences };
}
