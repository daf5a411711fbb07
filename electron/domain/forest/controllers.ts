/** Domain controllers: server objects, their NTDS Settings and their computers (facts/active-directory.md §3). */
import { dnKey, isDescendant, parentDn } from '../directory/dnKey.ts';
import { guidOf } from '../directory/guid.ts';
import { firstInteger, firstText, textsOf, valuesOf } from '../directory/values.ts';
import type { ForestEntries } from './entries.ts';
import type { ForestEntry } from './input.ts';
import { notRead, read } from './known.ts';
import type { Known } from './known.ts';
import type { Controller, ForestDomain } from './model.ts';
import { byText, isTrue, leafOf, levelOf, sitesOf } from './names.ts';
import { siteOfServer } from './sites.ts';

/** NTDSDSA_OPT_IS_GC. */
const globalCatalogBit = 0x1;
/** RIDs of Domain Controllers and Read-only Domain Controllers, the primary groups of controllers. */
const primaryGroups: Readonly<Record<number, 'writable' | 'readOnly'>> = { 516: 'writable', 521: 'readOnly' };

/** The domain whose DN is the longest end of this name. */
function domainOf(dn: string, domains: readonly ForestDomain[]): string | null {
  const above = domains.filter((domain) => isDescendant(dn, domain.dn));
  return above.toSorted((a, b) => b.dn.length - a.dn.length)[0]?.dns ?? null;
}

const systemOf = (computer: ForestEntry | null, dn: string | null, entries: ForestEntries): Known<string> => {
  if (!computer) return dn === null ? notRead('objectNotRead', '') : entries.why(dn);
  const system = firstText(computer, 'operatingSystem');
  return system === null ? notRead('attributeNotRead', computer.dn) : read(system);
};

function contextsOf(settings: ForestEntry): Known<string[]> {
  for (const name of ['msDS-hasMasterNCs', 'hasMasterNCs', 'msDS-hasFullReplicaNCs']) {
    const held = textsOf(settings, name);
    if (held.length > 0) return read(held);
  }
  return notRead('attributeNotRead', settings.dn);
}

const guid = (entry: ForestEntry, name: string) => guidOf(valuesOf(entry, name)[0]);
const isReadOnly = (settings: ForestEntry) =>
  isTrue(settings, 'msDS-isRODC') ||
  textsOf(settings, 'objectClass').some((name) => name.toLowerCase() === 'ntdsdsaro');

function ofServer(
  entries: ForestEntries,
  server: ForestEntry,
  settings: ForestEntry | null,
  domains: readonly ForestDomain[],
): Controller {
  const settingsDn = `CN=NTDS Settings,${server.dn}`;
  const reference = firstText(server, 'serverReference');
  const computer = reference === null ? null : entries.at(reference);
  const site = siteOfServer(server.dn);
  const tell = <T>(of: (entry: ForestEntry) => Known<T>): Known<T> =>
    settings ? of(settings) : entries.why(settingsDn);
  const host = firstText(server, 'dNSHostName') ?? (computer && firstText(computer, 'dNSHostName'));
  const own = settings && textsOf(settings, 'msDS-HasDomainNCs')[0];
  const home = own ?? reference;
  return {
    ref: entries.ref(server.dn),
    name: leafOf(server.dn),
    host,
    site: site === null ? notRead('damaged', server.dn) : read(site),
    domain:
      domains.find(({ dn }) => home !== null && home !== undefined && dnKey(dn) === dnKey(home))?.dns ??
      (reference === null ? hostDomain(host, domains) : domainOf(reference, domains)),
    computer: computer ? entries.ref(computer.dn) : null,
    globalCatalog: tell((entry) => read(((firstInteger(entry, 'options') ?? 0) & globalCatalogBit) !== 0)),
    readOnly: tell((entry) => read(isReadOnly(entry))),
    level: tell((entry) => read(levelOf(entry))),
    operatingSystem: systemOf(computer, reference, entries),
    invocationId: settings && guid(settings, 'invocationId'),
    dsaGuid: settings && guid(settings, 'objectGUID'),
    contexts: tell(contextsOf),
    roles: [],
  };
}

const hostDomain = (host: string | null, domains: readonly ForestDomain[]): string | null => {
  const name = host?.slice(host.indexOf('.') + 1).toLowerCase();
  return domains.find(({ dns }) => dns === name)?.dns ?? null;
};

/** What a domain alone tells of a controller: its computer. */
function ofComputer(
  entries: ForestEntries,
  computer: ForestEntry,
  kind: 'writable' | 'readOnly',
  domains: readonly ForestDomain[],
  forestDn: string,
): Controller {
  const elsewhere = entries.why(sitesOf(forestDn));
  return {
    ref: entries.ref(computer.dn),
    name: leafOf(computer.dn),
    host: firstText(computer, 'dNSHostName'),
    site: elsewhere,
    domain: domainOf(computer.dn, domains),
    computer: entries.ref(computer.dn),
    globalCatalog: elsewhere,
    readOnly: read(kind === 'readOnly'),
    level: elsewhere,
    operatingSystem: systemOf(computer, computer.dn, entries),
    invocationId: null,
    dsaGuid: null,
    contexts: elsewhere,
    roles: [],
  };
}

/**
 * By the configuration, where it was read: servers with NTDS Settings (one without is no controller, as long as any
 * settings could be read at all). Else by the computers of the domains.
 */
export function readControllers(
  entries: ForestEntries,
  forestDn: string,
  domains: readonly ForestDomain[],
): Known<Controller[]> {
  const settings = new Map(
    [...entries.ofClass('ntdsdsa'), ...entries.ofClass('ntdsdsaro')].map((entry) => [
      dnKey(parentDn(entry.dn) ?? ''),
      entry,
    ]),
  );
  const servers = entries
    .ofClass('server')
    .filter(({ dn }) => settings.size === 0 || settings.has(dnKey(dn)));
  if (servers.length > 0) {
    const rows = servers.map((server) =>
      ofServer(entries, server, settings.get(dnKey(server.dn)) ?? null, domains),
    );
    return read(rows.toSorted(byText(({ name }) => name)));
  }
  const computers = entries.ofClass('computer').flatMap((computer) => {
    const kind = primaryGroups[firstInteger(computer, 'primaryGroupID') ?? 0];
    return kind ? [ofComputer(entries, computer, kind, domains, forestDn)] : [];
  });
  if (computers.length > 0) return read(computers.toSorted(byText(({ name }) => name)));
  return entries.list<Controller>(sitesOf(forestDn), []);
}
