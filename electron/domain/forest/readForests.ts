/** The forests that readings are of: each once, from all of its parts. */
import { dnKey, parentDn } from '../directory/dnKey.ts';
import { firstInteger, firstText, textsOf } from '../directory/values.ts';
import { assignRoles, readRoles } from './roles.ts';
import { readControllers } from './controllers.ts';
import { readLifetimes, readRecycleBin } from './deletion.ts';
import { readContexts, readDomains, readSuffixes, treesOf } from './domains.ts';
import { ForestEntries } from './entries.ts';
import type { ForestPart } from './input.ts';
import { notRead, read } from './known.ts';
import type { Forest } from './model.ts';
import { dnsOf, levelOf, partitionsOf, schemaOf } from './names.ts';
import { readSiteLinks, readSites, readSubnets } from './sites.ts';
import { joinEnds, readTrusts } from './trusts.ts';

const configurationMark = 'cn=configuration,';

/** The DN of the forest's first domain, as a configuration's or a schema's name ends in it. */
function afterConfiguration(dn: string): string | null {
  for (let at: string | null = dn; at !== null; at = parentDn(at))
    if (dnKey(at).startsWith(configurationMark)) return parentDn(at);
  return null;
}

/**
 * The DN of the first domain of the forest that a reading is of: by its configuration, else by where objectCategory
 * points. Null when the reading is of no Active Directory.
 */
export function forestDnOf(part: Pick<ForestPart, 'contexts' | 'entries'>): string | null {
  for (const context of part.contexts) {
    const dn = afterConfiguration(context);
    if (dn !== null) return dn;
  }
  for (const entry of part.entries) {
    const category = firstText(entry, 'objectCategory');
    const dn = category === null ? null : afterConfiguration(category);
    if (dn !== null) return dn;
  }
  const head = part.entries.find((entry) =>
    textsOf(entry, 'objectClass').some((name) => name.toLowerCase() === 'domaindns'),
  );
  return head?.dn ?? null;
}

function readForest(forestDn: string, parts: readonly ForestPart[]): Forest {
  const entries = new ForestEntries(parts, forestDn);
  const domains = readDomains(entries, forestDn);
  const controllers = readControllers(entries, forestDn, domains);
  const subnets = readSubnets(entries, forestDn);
  const contexts = readContexts(entries, forestDn, controllers);
  const roles = readRoles(entries, forestDn, domains, contexts, controllers);
  assignRoles(controllers, roles);
  const schema = schemaOf(forestDn);
  return {
    id: dnsOf(forestDn) ?? forestDn,
    dn: forestDn,
    sources: entries.parts.map(({ snapshotId, readAt, contexts: held }) => ({
      snapshotId,
      readAt,
      contexts: [...held],
    })),
    level: entries.of(partitionsOf(forestDn), (entry) => read(levelOf(entry))),
    schemaVersion: entries.of(schema, (entry) => {
      const version = firstInteger(entry, 'objectVersion');
      return version === null ? notRead('attributeNotRead', schema) : read(version);
    }),
    domains,
    trees: treesOf(domains),
    contexts,
    upnSuffixes: readSuffixes(entries, forestDn, 'uPNSuffixes'),
    spnSuffixes: readSuffixes(entries, forestDn, 'msDS-SPNSuffixes'),
    ...readTrusts(entries, domains),
    sites: readSites(entries, forestDn, subnets, controllers),
    subnets,
    siteLinks: readSiteLinks(entries, forestDn),
    controllers,
    roles,
    recycleBin: readRecycleBin(entries, forestDn),
    ...readLifetimes(entries, forestDn),
  };
}

/**
 * The forests that these readings are of, in the order of their names. Readings of one forest (by its configuration) are
 * put together; of a context that two hold, the newer one counts. Readings of no Active Directory are passed over.
 */
export function readForests(parts: readonly ForestPart[]): Forest[] {
  const byForest = new Map<string, { dn: string; parts: ForestPart[] }>();
  for (const part of parts) {
    const dn = forestDnOf(part);
    if (dn === null) continue;
    const key = dnKey(dn);
    const known = byForest.get(key);
    if (known) known.parts.push(part);
    else byForest.set(key, { dn, parts: [part] });
  }
  const forests = [...byForest.values()]
    .map(({ dn, parts: own }) => readForest(dn, own))
    .toSorted((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  joinEnds(forests);
  return forests;
}
