/** Puts the forest together, filled up to its round numbers. */
import { addBostonExtras } from '../copies/managedAd.ts';
import type { BostonExtras } from '../copies/managedAd.ts';
import { addLabExtras } from '../copies/simpleAd.ts';
import type { LabExtras } from '../copies/simpleAd.ts';
import { addAwsGroups } from './awsGroups.ts';
import type { AwsGroups } from './awsGroups.ts';
import { foundCompany, mailDomain } from './company.ts';
import type { Company } from './company.ts';
import type { Item } from './domain.ts';
import { names } from './offices.ts';
import { foundPartner } from './partner.ts';
import type { Partner } from './partner.ts';
import { hire } from './people.ts';
import { fillGroups } from './projects.ts';

/** Round numbers of the whole forest: user objects that are no machines, and groups. */
export const totals = { users: 2500, groups: 400 } as const;

export interface Forest {
  readonly company: Company;
  readonly partner: Partner;
  readonly awsGroups: AwsGroups;
  readonly boston: BostonExtras;
  readonly labs: LabExtras;
}

export function plantForest(): Forest {
  const company = foundCompany();
  const partner = foundPartner();
  const awsGroups = addAwsGroups(company, partner);
  const boston = addBostonExtras(company);
  const labs = addLabExtras(company);
  const all = [...company.root.items, ...company.eu.items];
  const missing = totals.users - all.filter(isPersonal).length;
  const agency = company.root.ou(company.seoul.dn, 'Agency Staff', '협력사 인력').dn;
  hire(
    company.root,
    agency,
    {
      ...names.seoul,
      departments: { MFG: '생산 지원', OPS: '시설 운영' },
      titles: ['협력사원'],
      lead: '협력사 책임',
      computer: 'AGY',
    },
    'surnameFirst',
    missing,
    mailDomain,
    company.taken,
  );
  fillGroups(company, totals.groups);
  return { company, partner, awsGroups, boston, labs };
}

/** A user object that is no machine and no managed service account. */
function isPersonal(item: Item): boolean {
  const classes = item.attributes['objectClass']!;
  return classes.includes('user') && !classes.includes('computer');
}
