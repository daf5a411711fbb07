/** The other domains of a forest, as its cross references name them. Source: facts/active-directory.md §2. */
import { dnKey, isDescendant } from '#domain/directory/dnKey.ts';
import { firstInteger, firstText } from '#domain/directory/values.ts';
import type { DirectoryConnection } from '#ldap/api.ts';
import { contextName } from './contexts.ts';

export interface ForestDomain {
  readonly context: string;
  readonly dnsName: string;
}

/** systemFlags of a cross reference: NTDS_NC and NTDS_DOMAIN. */
const ownDomain = 0x3;

/** Every domain of the forest, the one that is connected to included. */
export async function domainsOf(
  directory: DirectoryConnection,
  configuration: string,
  signal: AbortSignal,
): Promise<ForestDomain[]> {
  const request = {
    base: `CN=Partitions,${configuration}`,
    scope: 'one',
    filter: '(&(objectClass=crossRef)(systemFlags:1.2.840.113556.1.4.803:=3))',
    attributes: ['nCName', 'dnsRoot', 'systemFlags', 'Enabled'],
  } as const;
  const { entries } = await directory.search(request, signal);
  return entries.flatMap((entry) => {
    const context = firstText(entry, 'nCName');
    const dnsName = firstText(entry, 'dnsRoot');
    // Enabled=FALSE is a domain that is announced and not there yet.
    const enabled = firstText(entry, 'Enabled')?.toUpperCase() !== 'FALSE';
    const ours = ((firstInteger(entry, 'systemFlags') ?? 0) & ownDomain) === ownDomain;
    return context && dnsName && enabled && ours ? [{ context, dnsName }] : [];
  });
}

/**
 * The same as a global catalog tells it: a search from the nameless root spans the forest. Its cross references do not serve,
 * since the names in them need not be among the attributes that a catalog holds.
 */
export async function catalogDomains(
  directory: DirectoryConnection,
  signal: AbortSignal,
): Promise<ForestDomain[]> {
  const request = { base: '', scope: 'sub', filter: '(objectClass=domainDNS)', attributes: ['1.1'] } as const;
  const { entries } = await directory.search(request, signal);
  return entries.map(({ dn }) => ({ context: dn, dnsName: contextName(dn) }));
}

/** The domains that lie below no other one: a search of a catalog from these spans all of them. */
export const topmost = (domains: readonly ForestDomain[]): ForestDomain[] =>
  domains.filter(({ context }) => !domains.some((other) => isDescendant(context, other.context)));

export function besides(domains: readonly ForestDomain[], context: string): ForestDomain[] {
  const key = dnKey(context);
  return domains.filter((domain) => dnKey(domain.context) !== key);
}
