/** Project groups: the many small groups that a forest gathers over the years. */
import { daysBefore, eu as euPlan } from '../plan.ts';
import type { Company } from './company.ts';
import type { Item } from './domain.ts';
import { addGroup, addMembers } from './groups.ts';

/** Project and application groups until the forest has `total` groups, in both domains by turns. */
export function fillGroups(company: Company, total: number): void {
  const { root, eu, seoul, boston, berlin, labs, corporate } = company;
  const euUnit = eu.ou(euPlan.base, 'Projekte', 'Projektgruppen').dn;
  const isGroup = (item: Item): boolean => item.attributes['objectClass']!.includes('group');
  let left = total - root.items.filter(isGroup).length - eu.items.filter(isGroup).length;
  const pools = [
    { domain: root, parent: corporate.projects, users: [...seoul.staff.users, ...boston.staff.users] },
    { domain: eu, parent: euUnit, users: [...berlin.staff.users, ...labs.staff.users] },
    { domain: root, parent: corporate.projects, users: seoul.staff.users },
  ];
  const previous: (Item | undefined)[] = [];
  for (let index = 0; left > 0; index += 1, left -= 1) {
    const pool = pools[index % pools.length]!;
    const name = projectName(index);
    const members = Array.from(
      { length: 4 + ((index * 7) % 19) },
      (_, at) => pool.users[(index * 37 + at * 53) % pool.users.length]!,
    );
    const group = addGroup(pool.domain, {
      parent: pool.parent,
      name,
      description: `Project ${name.slice(8)}`,
      managedBy: members[0]!.dn,
      created: daysBefore(60 + ((index * 41) % 2400)),
    });
    const before = previous[index % pools.length];
    addMembers(group, [...new Set(members), ...(index % 5 === 0 && before !== undefined ? [before] : [])]);
    previous[index % pools.length] = group;
  }
}

const greek = [
  'Alpha',
  'Beta',
  'Gamma',
  'Delta',
  'Epsilon',
  'Zeta',
  'Eta',
  'Theta',
  'Iota',
  'Kappa',
  'Lambda',
  'Sigma',
];
const products = [
  'Spectrometer',
  'Interferometer',
  'Microscope',
  'Profilometer',
  'Laser',
  'Sensor',
  'Detector',
  'Stage',
  'Metrology',
  'Imaging',
  'Portal',
  'Firmware',
  'Supply',
  'Warranty',
  'Catalogue',
  'Training',
  'Archive',
  'Fab',
  'Cleanroom',
  'Export',
];
function projectName(index: number): string {
  return `GG-PRJ-${products[index % products.length]!}-${greek[Math.floor(index / products.length) % greek.length]!}`;
}
