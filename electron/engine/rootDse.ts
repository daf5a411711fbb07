/** What the root DSE says of a server. Source: facts/active-directory.md §1. */
import type { RootDse } from '#contract/index.ts';
import { decodeEntry } from '#domain/directory/attributes/decode.ts';
import { generalizedTimeToIso } from '#domain/directory/generalizedTime.ts';
import type { RawValue } from '#domain/directory/object.ts';

type Attributes = Readonly<Record<string, readonly RawValue[]>>;

/** supportedCapabilities of AD and of AD LDS; Samba answers the first. */
const activeDirectoryCapabilities = new Set(['1.2.840.113556.1.4.800', '1.2.840.113556.1.4.1851']);

export function rootDseText(dse: Attributes, name: string): string | null {
  const value = dse[name]?.[0];
  return typeof value === 'string' ? value : null;
}

export function isActiveDirectory(dse: Attributes): boolean {
  return (dse['supportedCapabilities'] ?? []).some(
    (value) => typeof value === 'string' && activeDirectoryCapabilities.has(value),
  );
}

/** `now`: our clock, milliseconds since 1970. */
export function describeRootDse(dse: Attributes, now: number): RootDse {
  const serverTime = rootDseText(dse, 'currentTime');
  const iso = serverTime === null ? null : generalizedTimeToIso(serverTime);
  return {
    attributes: decodeEntry({ dn: '', attributes: dse }),
    namingContexts: (dse['namingContexts'] ?? []).filter((value) => typeof value === 'string'),
    defaultNamingContext: rootDseText(dse, 'defaultNamingContext'),
    dnsHostName: rootDseText(dse, 'dnsHostName'),
    activeDirectory: isActiveDirectory(dse),
    clockSkewSeconds: iso === null ? null : Math.round((Date.parse(iso) - now) / 1000),
  };
}
