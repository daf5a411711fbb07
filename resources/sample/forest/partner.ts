/** Aldersoft: the partner's forest. Hanbit trusts it one way, so its people can be in Hanbit's domain local groups. */
import { aldersoft, hanbit } from '../plan.ts';
import type { Domain } from './domain.ts';
import { addConfiguration } from './configuration.ts';
import { addController } from './machines.ts';
import { names, openSite } from './offices.ts';
import type { Site } from './offices.ts';
import { addTrust, foundDomain } from './skeleton.ts';

export interface Partner {
  readonly domain: Domain;
  readonly site: Site;
}

export function foundPartner(): Partner {
  const domain = foundDomain(aldersoft, `CN=Schema,CN=Configuration,${aldersoft.base}`, true, 'DUB-DC01');
  addConfiguration(domain, {
    domains: [{ plan: aldersoft, parent: null }],
    sites: [{ name: 'Dublin', location: 'IE/Dublin', subnets: ['172.20.0.0/16'] }],
    links: [],
    controllers: [{ name: 'DUB-DC01', domain: aldersoft }],
    upnSuffixes: [],
  });
  addController(domain, 'DUB-DC01');
  const site = openSite(
    domain,
    {
      parent: aldersoft.base,
      name: 'Dublin',
      code: 'DUB',
      office: names.aldersoft,
      order: 'givenFirst',
      people: 80,
      workstations: 12,
      servers: ['DUB-FS01'],
      description: 'Aldersoft headquarters',
    },
    aldersoft.dns,
    new Set(),
  );
  addTrust(domain, hanbit, 1, 0x8);
  return { domain, site };
}
