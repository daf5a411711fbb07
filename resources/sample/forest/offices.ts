/** The input files with the names of each office, and how the offices are laid out as units. */
import aldersoftNames from '../inputs/aldersoft.json' with { type: 'json' };
import berlinNames from '../inputs/berlin.json' with { type: 'json' };
import bostonNames from '../inputs/boston.json' with { type: 'json' };
import seoulNames from '../inputs/seoul.json' with { type: 'json' };
import { groupType } from '../plan.ts';
import { randomOf } from '../prng.ts';
import type { Domain, Item } from './domain.ts';
import { addGroup, addMembers, groupAces, guids, rights, unitAces } from './groups.ts';
import { addServers, addWorkstations } from './machines.ts';
import { hire } from './people.ts';
import type { NameOrder, Office, Staff, TakenNames } from './people.ts';

export const names: Readonly<Record<'seoul' | 'berlin' | 'boston' | 'aldersoft', Office>> = {
  seoul: seoulNames,
  berlin: berlinNames,
  boston: bostonNames,
  aldersoft: aldersoftNames,
};
/** The laboratory in Berlin: its own units, the same names. */
export const laboratory: Office = {
  ...berlinNames,
  departments: { OPTIK: 'Optiklabor', LASER: 'Laserlabor', KAL: 'Kalibrierung' },
  titles: ['Laborfachkraft', 'Physik', 'Messtechnik'],
  lead: 'Laborleitung',
  computer: 'LAB',
};

export interface Site {
  /** DN of the unit that holds the site. */
  readonly dn: string;
  readonly code: string;
  readonly staff: Staff;
  readonly units: {
    readonly users: string;
    readonly groups: string;
    readonly computers: string;
    readonly services: string;
  };
  /** Groups by account name. */
  readonly groups: Map<string, Item>;
}

export interface SitePlan {
  readonly parent: string;
  readonly name: string;
  readonly code: string;
  readonly office: Office;
  readonly order: NameOrder;
  readonly people: number;
  readonly workstations: number;
  readonly servers: readonly string[];
  readonly description: string;
}

/** Users, Groups, Computers and Service Accounts of a site, with AGDLP groups for its departments. */
export function openSite(domain: Domain, plan: SitePlan, mailDomain: string, taken: TakenNames): Site {
  const site = domain.ou(plan.parent, plan.name, plan.description);
  const units = {
    users: domain.ou(site.dn, 'Users').dn,
    groups: domain.ou(site.dn, 'Groups').dn,
    computers: domain.ou(site.dn, 'Computers').dn,
    services: domain.ou(site.dn, 'Service Accounts').dn,
  };
  const staff = hire(domain, units.users, plan.office, plan.order, plan.people, mailDomain, taken);
  addWorkstations(domain, units.computers, plan.code, plan.workstations);
  addServers(domain, units.computers, plan.servers);
  const groups = new Map<string, Item>();
  const group = (
    name: string,
    type: (typeof groupType)[keyof typeof groupType],
    description: string,
    members: readonly Item[],
    managedBy?: string,
  ): Item => {
    const made = addGroup(domain, {
      parent: units.groups,
      name,
      type,
      description,
      ...(managedBy === undefined ? {} : { managedBy }),
    });
    domain.secure(made, groupAces(domain));
    addMembers(made, members);
    groups.set(name, made);
    return made;
  };
  const random = randomOf(`groups ${site.dn}`);
  const departments = [...staff.byDepartment].map(([code, users]) => {
    const lead = staff.leads.get(code)!;
    const all = group(
      `GG-${plan.code}-${code}`,
      groupType.global,
      `${plan.office.departments[code]} (${plan.name})`,
      users,
      lead.dn,
    );
    group(
      `GG-${plan.code}-${code}-Leads`,
      groupType.global,
      `${plan.office.departments[code]}: ${plan.office.lead}`,
      [lead, ...random.sample(users.slice(1), 2)],
    );
    group(
      `DL-${plan.code}-${code}-Share-RW`,
      groupType.domainLocal,
      `\\\\${plan.code.toLowerCase()}-fs01\\${code.toLowerCase()}$ read and write`,
      [all],
    );
    return all;
  });
  group(`GG-${plan.code}-All`, groupType.global, `Everyone in ${plan.name}`, departments);
  const technicians = groups.get(`GG-${plan.code}-IT`);
  domain.secure(site, unitAces(domain, technicians === undefined ? [] : delegation(technicians)));
  return { dn: site.dn, code: plan.code, staff, units, groups };
}

/** The usual help desk delegation: make and remove users and computers, reset passwords below the unit. */
function delegation(to: Item): Parameters<typeof unitAces>[1] {
  const sid = to.sid!;
  return [
    { mask: rights.createChild | rights.deleteChild, sid, object: guids.user, flags: 2 },
    { mask: rights.createChild | rights.deleteChild, sid, object: guids.computer, flags: 2 },
    { mask: rights.control, sid, object: guids.resetPassword, inheritedObject: guids.user, flags: 2 | 8 },
  ];
}
