/** A live directory as the attribute store asks it: one domain, searches with limits, and what a search could not tell as a code. */
import { Fault } from '#contract/faults.ts';
import type { LiveStoreCode } from '#contract/missing.ts';
import { withoutSecrets } from '#domain/directory/attributes/secret.ts';
import { DnSyntaxError } from '#domain/directory/dn.ts';
import { dnsNameOf } from '#domain/directory/dnKey.ts';
import type { DirectoryEntry } from '#domain/directory/object.ts';
import { firstText } from '#domain/directory/values.ts';
import type { DirectoryConnection, SearchRequest } from '#ldap/api.ts';
import { rootDseText } from '../../rootDse.ts';

/** Objects of one search whose values are read. */
const mostFound = 10_000;
const mostReferences = 100;
/** Ports of global catalogs, which hold some attributes of everything (facts/active-directory.md §1). */
const catalogPorts: ReadonlySet<number> = new Set([3268, 3269]);

export interface NotReadable {
  readonly state: 'notReadable';
  readonly code: string;
}
export type Found = { readonly state: 'read'; readonly entries: readonly DirectoryEntry[] } | NotReadable;

export const notReadable = (code: LiveStoreCode | 'capture.partialAttributes'): NotReadable => ({
  state: 'notReadable',
  code,
});

export interface Server {
  readonly host: string;
  readonly port: number;
  readonly isCatalog: boolean;
  /** DN of the domain; everything is searched below it. */
  readonly domain: string;
  readonly dnsName: string | null;
  /** NetBIOS names by DNS names in lower case; null = not readable. */
  readonly shortNames: ReadonlyMap<string, string> | null;
  /** Continuation references of searches so far; none is followed. */
  readonly references: ReadonlySet<string>;
  search(request: Omit<SearchRequest, 'limit' | 'controls'>): Promise<Found>;
}

/** Faults of one search, after which the connection serves on. */
const ofOneSearch: ReadonlySet<string> = new Set([
  'ldap.noSuchObject',
  'ldap.invalidDn',
  'ldap.insufficientAccess',
  'ldap.timeLimit',
  'ldap.sizeLimit',
  'ldap.referral',
  'ldap.busy',
  'ldap.serverError',
]);

/**
 * `signal` gives up, with `job.cancelled`; after `timeUp` searches answer `liveStore.tooLong`. Throws `ldap.noSuchObject` where the
 * server names no context, and faults of the connection.
 */
export async function serverOf(
  connection: DirectoryConnection,
  signal: AbortSignal,
  timeUp: AbortSignal,
): Promise<Server> {
  const dse = await connection.rootDse();
  const domain =
    rootDseText(dse, 'defaultNamingContext') ??
    (dse['namingContexts'] ?? []).find((dn) => typeof dn === 'string' && dn !== '');
  if (typeof domain !== 'string') throw new Fault('ldap.noSuchObject', { dn: '' });
  const references = new Set<string>();
  const either = AbortSignal.any([signal, timeUp]);
  const search: Server['search'] = async (request) => {
    if (signal.aborted) throw new Fault('job.cancelled', {});
    if (timeUp.aborted) return notReadable('liveStore.tooLong');
    try {
      const entries = await entriesOf(connection, request, either, references);
      if (entries.length > mostFound) return notReadable('liveStore.tooManyObjects');
      return { state: 'read', entries: entries.map(withoutSecrets) };
    } catch (error) {
      if (timeUp.aborted && !signal.aborted) return notReadable('liveStore.tooLong');
      if (error instanceof Fault && ofOneSearch.has(error.code))
        return { state: 'notReadable', code: error.code };
      throw error;
    }
  };
  const { host, port } = connection;
  return {
    host,
    port,
    isCatalog: catalogPorts.has(port),
    domain,
    dnsName: domainOf(domain),
    shortNames: await shortNames(search, rootDseText(dse, 'configurationNamingContext')),
    references,
    search,
  };
}

async function entriesOf(
  connection: DirectoryConnection,
  request: SearchRequest,
  signal: AbortSignal,
  references: Set<string>,
): Promise<DirectoryEntry[]> {
  if (request.scope === 'base') return (await connection.search(request, signal)).entries;
  const entries: DirectoryEntry[] = [];
  const told = (uri: string) => {
    if (references.size < mostReferences) references.add(uri);
  };
  for await (const page of connection.stream({ ...request, limit: mostFound + 1 }, signal, told))
    entries.push(...page);
  return entries;
}

/** The cross references under CN=Partitions tell them (facts/active-directory.md §2). */
async function shortNames(
  search: Server['search'],
  configuration: string | null,
): Promise<Map<string, string> | null> {
  if (configuration === null) return null;
  const found = await search({
    base: `CN=Partitions,${configuration}`,
    scope: 'one',
    filter: '(&(objectClass=crossRef)(nETBIOSName=*))',
    attributes: ['nCName', 'nETBIOSName'],
  });
  if (found.state === 'notReadable') return null;
  const names = new Map<string, string>();
  for (const entry of found.entries) {
    const [context, name] = [firstText(entry, 'nCName'), firstText(entry, 'nETBIOSName')];
    const dns = context === null ? null : domainOf(context);
    if (dns !== null && name !== null) names.set(dns, name);
  }
  return names;
}

/** DNS name of a DN, in lower case; null = it has none, or is none. */
export function domainOf(dn: string): string | null {
  try {
    return dnsNameOf(dn)?.toLowerCase() ?? null;
  } catch (error) {
    if (error instanceof DnSyntaxError) return null;
    throw error;
  }
}
