/** NetBIOS names of domains: the cross references under CN=Partitions tell them (facts/active-directory.md §2). */
import { firstText } from '#domain/directory/values.ts';
import { dnsNameOf } from '#domain/directory/dnKey.ts';
import { DnSyntaxError } from '#domain/directory/dn.ts';
import type { SnapshotReader } from '../read/snapshot.ts';
import type { Search } from '../search/search.ts';

/** By DNS name in lower case. */
export function shortNames(snapshot: SnapshotReader, search: Search): Map<string, string> {
  const found = new Map<string, string>();
  const parents = snapshot.column('parent');
  for (const container of search.named('Partitions')) {
    if (!snapshot.has(container) || !/^cn=partitions,cn=configuration,/i.test(snapshot.row(container).dn))
      continue;
    for (let id = 1; id < parents.length; id++) {
      if (parents[id] !== container) continue;
      const entry = snapshot.entry(id);
      const [context, name] = [firstText(entry, 'nCName'), firstText(entry, 'nETBIOSName')];
      const dns = context === null ? null : domainOf(context);
      if (dns !== null && name !== null) found.set(dns, name);
    }
  }
  return found;
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
