/**
 * Which directory of AWS is which domain that was read: a Managed or Simple AD is the domain itself, a hybrid one adds
 * controllers to it, a connector only asks it. One domain is never counted twice. Source: facts/aws-directory-service.md §1.
 */
import type { TieReason, TieRelation } from './codes.ts';
import type { AwsDirectory } from './directory.ts';

/** A domain in a source of directory objects. */
export interface SourceDomain {
  readonly sourceId: number;
  readonly sourceName: string;
  readonly dnsName: string;
  /** Null where it was not read. */
  readonly domainSid: string | null;
  /** The AWS directory that the source was read from, where somebody said so. */
  readonly directoryId: string | null;
}
export interface DirectoryTie {
  readonly sourceId: number;
  readonly sourceName: string;
  readonly relation: TieRelation;
  readonly reason: TieReason;
}

export type TiedDirectory = Pick<
  AwsDirectory,
  'directoryId' | 'name' | 'type' | 'edition' | 'region' | 'primaryRegion' | 'ownerDirectoryId'
>;

/** DNS names without regard to case or a dot at the end. */
const sameName = (a: string, b: string): boolean => folded(a) === folded(b);
const folded = (name: string): string => name.toLowerCase().replace(/\.$/, '');
const isHybrid = ({ type, edition }: TiedDirectory): boolean =>
  type === 'MicrosoftAD' && edition === 'Hybrid';

/** The surest reason for each source, the surest first. A SID that differs outweighs an equal name: it is another domain. */
export function tiesOf(directory: TiedDirectory, domains: readonly SourceDomain[]): DirectoryTie[] {
  const ids = [directory.directoryId, directory.ownerDirectoryId];
  // The SID that the directory's own readings tell, by the Directory Service Data API or by LDAP. One may not have it.
  const own = domains.find(
    ({ directoryId, domainSid }) => directoryId !== null && ids.includes(directoryId) && domainSid !== null,
  );
  const sid = own?.domainSid ?? null;
  const relation = directory.type === 'ADConnector' ? 'pointsAt' : isHybrid(directory) ? 'hybrid' : 'same';
  const found = new Map<number, DirectoryTie>();
  for (const domain of domains) {
    const reason = reasonOf(directory, ids, sid, domain);
    const before = found.get(domain.sourceId);
    if (reason === null || (before && rank[before.reason] <= rank[reason])) continue;
    const { sourceId, sourceName } = domain;
    found.set(sourceId, { sourceId, sourceName, relation, reason });
  }
  return [...found.values()].toSorted((a, b) => rank[a.reason] - rank[b.reason] || a.sourceId - b.sourceId);
}

const rank: Readonly<Record<TieReason, number>> = { directoryId: 0, domainSid: 1, dnsName: 2 };

function reasonOf(
  directory: TiedDirectory,
  ids: readonly (string | null | undefined)[],
  sid: string | null,
  domain: SourceDomain,
): TieReason | null {
  if (domain.directoryId !== null && ids.includes(domain.directoryId)) return 'directoryId';
  if (sid !== null && domain.domainSid !== null) return sid === domain.domainSid ? 'domainSid' : null;
  // A source that is known to be another directory does not become this one by its name.
  if (domain.directoryId !== null && directory.type !== 'ADConnector') return null;
  return sameName(domain.dnsName, directory.name) ? 'dnsName' : null;
}

/**
 * Which entries stand for a domain of their own, in the order given. Not counted: connectors and hybrid directories (the
 * domain is the customer's), further Regions of one directory, and shared ones whose owner's entry is there.
 */
export function countsAsDomain(directories: readonly TiedDirectory[]): boolean[] {
  const owners = new Set(
    directories.filter(({ type }) => type === 'MicrosoftAD').map(({ directoryId }) => directoryId),
  );
  const counted = new Set<string>();
  const hasPrimary = new Set(
    directories
      .filter(({ region, primaryRegion }) => region === primaryRegion)
      .map(({ directoryId }) => directoryId),
  );
  return directories.map((directory) => {
    const { type, directoryId, ownerDirectoryId, region, primaryRegion } = directory;
    if (type === 'ADConnector' || isHybrid(directory)) return false;
    if (type === 'SharedMicrosoftAD' && ownerDirectoryId && owners.has(ownerDirectoryId)) return false;
    if (primaryRegion && primaryRegion !== region && hasPrimary.has(directoryId)) return false;
    const key = type === 'SharedMicrosoftAD' ? (ownerDirectoryId ?? directoryId) : directoryId;
    if (counted.has(key)) return false;
    counted.add(key);
    return true;
  });
}
