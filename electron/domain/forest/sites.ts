/** Sites, subnets and site links of the configuration (facts/active-directory.md §3; [MS-ADTS] 6.1.1.2.2). */
import { dnKey, parentDn } from '../directory/dnKey.ts';
import { firstInteger, firstText, textsOf, valuesOf } from '../directory/values.ts';
import type { ForestEntries } from './entries.ts';
import type { Known } from './known.ts';
import type { Controller, Site, SiteLink, Subnet } from './model.ts';
import { byText, leafOf, sitesOf } from './names.ts';
import { parsePrefix } from './prefix.ts';

/** replInterval where none is set, minutes ([MS-ADTS] 6.1.1.2.2.3.3). */
const defaultInterval = 180;
/** NTDSSITELINK_OPT_USE_NOTIFY ([MS-ADTS] 6.1.1.2.2.3.3). */
const useNotify = 0x1;

export function readSubnets(entries: ForestEntries, forestDn: string): Known<Subnet[]> {
  const rows = entries.ofClass('subnet').map((entry): Subnet => {
    const name = leafOf(entry.dn);
    const site = firstText(entry, 'siteObject');
    return {
      ref: entries.ref(entry.dn),
      name,
      ...parsePrefix(name),
      site: site === null ? null : leafOf(site),
      location: firstText(entry, 'location'),
      description: firstText(entry, 'description'),
    };
  });
  return entries.list(`CN=Subnets,${sitesOf(forestDn)}`, rows.toSorted(byText(({ name }) => name)));
}

export function readSites(
  entries: ForestEntries,
  forestDn: string,
  subnets: Known<Subnet[]>,
  controllers: Known<Controller[]>,
): Known<Site[]> {
  const count = <T>(known: Known<T[]>, siteOf: (one: T) => string | null) => {
    const counts = new Map<string, number>();
    for (const one of known.state === 'read' ? known.value : []) {
      const site = siteOf(one)?.toLowerCase();
      if (site !== undefined) counts.set(site, (counts.get(site) ?? 0) + 1);
    }
    return (name: string) => counts.get(name.toLowerCase()) ?? 0;
  };
  const subnetsOf = count(subnets, ({ site }) => site);
  const controllersOf = count(controllers, ({ site }) => (site.state === 'read' ? site.value : null));
  const rows = entries.ofClass('site').map((entry): Site => {
    const name = leafOf(entry.dn);
    return {
      ref: entries.ref(entry.dn),
      name,
      location: firstText(entry, 'location'),
      description: firstText(entry, 'description'),
      subnets: subnetsOf(name),
      controllers: controllersOf(name),
    };
  });
  return entries.list(sitesOf(forestDn), rows.toSorted(byText(({ name }) => name)));
}

export function readSiteLinks(entries: ForestEntries, forestDn: string): Known<SiteLink[]> {
  const rows = entries.ofClass('sitelink').map((entry): SiteLink => {
    const interval = firstInteger(entry, 'replInterval');
    return {
      ref: entries.ref(entry.dn),
      name: leafOf(entry.dn),
      transport: leafOf(parentDn(entry.dn) ?? ''),
      cost: firstInteger(entry, 'cost'),
      intervalMinutes: interval ?? defaultInterval,
      intervalByDefault: interval === null,
      sites: textsOf(entry, 'siteList').map(leafOf).toSorted(),
      schedule: valuesOf(entry, 'schedule').length > 0 ? 'own' : 'always',
      changeNotification: ((firstInteger(entry, 'options') ?? 0) & useNotify) !== 0,
    };
  });
  return entries.list(
    `CN=Inter-Site Transports,${sitesOf(forestDn)}`,
    rows.toSorted(byText(({ name }) => name)),
  );
}

/** The site that a server object stands in: `CN=<dc>,CN=Servers,CN=<site>,CN=Sites,…`. */
export function siteOfServer(dn: string): string | null {
  const site = parentDn(parentDn(dn) ?? '');
  return site !== null && dnKey(parentDn(site) ?? '').startsWith('cn=sites,') ? leafOf(site) : null;
}
