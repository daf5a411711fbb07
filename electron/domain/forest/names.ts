/** Where a forest keeps what it knows of itself, and small readings that several files share. */
import { DnSyntaxError } from '../directory/dn.ts';
import { dnKey, dnsNameOf, rdnValue } from '../directory/dnKey.ts';
import { functionalLevel } from '../directory/functionalLevel.ts';
import { firstInteger, firstText } from '../directory/values.ts';
import type { ForestEntry } from './input.ts';
import type { Level } from './model.ts';

export const configurationOf = (forestDn: string): string => `CN=Configuration,${forestDn}`;
export const schemaOf = (forestDn: string): string => `CN=Schema,${configurationOf(forestDn)}`;
export const partitionsOf = (forestDn: string): string => `CN=Partitions,${configurationOf(forestDn)}`;
export const sitesOf = (forestDn: string): string => `CN=Sites,${configurationOf(forestDn)}`;
export const directoryServiceOf = (forestDn: string): string =>
  `CN=Directory Service,CN=Windows NT,CN=Services,${configurationOf(forestDn)}`;
export const systemOf = (domainDn: string): string => `CN=System,${domainDn}`;
export const policiesOf = (domainDn: string): string =>
  `CN=Password Settings Container,${systemOf(domainDn)}`;
export const quotasOf = (domainDn: string): string => `CN=NTDS Quotas,${domainDn}`;
export const deletedObjectsOf = (contextDn: string): string => `CN=Deleted Objects,${contextDn}`;

const quietly = <T>(tell: () => T): T | null => {
  try {
    return tell();
  } catch (error) {
    if (error instanceof DnSyntaxError) return null;
    throw error;
  }
};
/** The first RDN's value; the name itself when it is damaged. */
export const leafOf = (dn: string): string => quietly(() => rdnValue(dn)) ?? dn;
/** The DNS name that a DN spells, lower case; null when it spells none. */
export const dnsOf = (dn: string): string | null => quietly(() => dnsNameOf(dn))?.toLowerCase() ?? null;
export const sameDn = (a: string, b: string): boolean => dnKey(a) === dnKey(b);

/** msDS-Behavior-Version; an absent one means 0 (facts/active-directory.md §4). */
export function levelOf(entry: ForestEntry): Level {
  const value = firstInteger(entry, 'msDS-Behavior-Version') ?? 0;
  return { value, level: functionalLevel(value) };
}

export const isTrue = (entry: ForestEntry, name: string): boolean =>
  firstText(entry, name)?.toUpperCase() === 'TRUE';

export const byText =
  <T>(text: (one: T) => string) =>
  (a: T, b: T): number => {
    const left = text(a).toLowerCase();
    const right = text(b).toLowerCase();
    return left < right ? -1 : left > right ? 1 : 0;
  };
