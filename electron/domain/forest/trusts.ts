/** Trusts: trustedDomain objects of every domain, and their other ends (facts/active-directory.md §2). */
import { bitCodes } from '../directory/bits.ts';
import { isDescendant } from '../directory/dnKey.ts';
import { isoTime } from '../directory/filetime.ts';
import { parseGeneralizedTime } from '../directory/generalizedTime.ts';
import { sidOf } from '../directory/sid.ts';
import {
  trustAttribute,
  trustAttributeBits,
  trustDirection,
  trustKind,
  trustType,
} from '../directory/trust.ts';
import type { TrustDirection, TrustKind } from '../directory/trust.ts';
import { firstInteger, firstText, valuesOf } from '../directory/values.ts';
import type { ForestEntries } from './entries.ts';
import type { ForestEntry } from './input.ts';
import { notRead, read, valueOr } from './known.ts';
import type { Known } from './known.ts';
import type { Forest, ForestDomain, OtherEnd, Trust, TrustDisagreement, TrustedName } from './model.ts';
import { byText, systemOf } from './names.ts';
import { sidFilteringOf } from './sidFiltering.ts';
import { parseTrustInfo } from './trustInfo.ts';

/** [MS-ADTS] 6.1.6.7.9: non-transitive by its bit; an external trust never carries on. */
function isTransitive(kind: TrustKind, attributes: number): boolean {
  if ((attributes & trustAttribute.nonTransitive) !== 0) return false;
  return kind !== 'external';
}

function namesOf(entry: ForestEntry, kind: TrustKind): Known<TrustedName[]> | null {
  if (kind !== 'forest') return null;
  const value = valuesOf(entry, 'msDS-TrustForestTrustInfo')[0];
  if (value === undefined) return notRead('attributeNotRead', entry.dn);
  const names = typeof value === 'string' ? null : parseTrustInfo(value);
  return names ? read(names) : notRead('damaged', entry.dn);
}

const timeOf = (entry: ForestEntry, name: string): string | null => {
  const ms = parseGeneralizedTime(firstText(entry, name) ?? '');
  return ms === null ? null : isoTime(ms);
};

function readTrust(entries: ForestEntries, entry: ForestEntry, domain: ForestDomain): Trust {
  const type = firstInteger(entry, 'trustType') ?? 0;
  const attributes = firstInteger(entry, 'trustAttributes') ?? 0;
  const direction = trustDirection(firstInteger(entry, 'trustDirection') ?? -1);
  const kind = trustKind(type, attributes);
  return {
    ref: entries.ref(entry.dn),
    domain: domain.dns,
    partner: firstText(entry, 'trustPartner') ?? firstText(entry, 'cn') ?? entry.dn,
    partnerNetbios: firstText(entry, 'flatName'),
    partnerSid: sidOf(valuesOf(entry, 'securityIdentifier')[0]),
    direction,
    type: trustType(type),
    kind,
    attributes,
    flags: bitCodes(trustAttributeBits, attributes),
    transitive: isTransitive(kind, attributes),
    selectiveAuthentication: (attributes & trustAttribute.crossOrganization) !== 0,
    sidFiltering: sidFilteringOf(type, attributes, direction),
    names: namesOf(entry, kind),
    otherEnd: { state: 'partnerNotRead' },
    whenCreated: timeOf(entry, 'whenCreated'),
    whenChanged: timeOf(entry, 'whenChanged'),
  };
}

/** Trusts of all domains; `otherEnd` is for whoever sees all forests: `joinEnds`. */
export function readTrusts(
  entries: ForestEntries,
  domains: readonly ForestDomain[],
): Pick<Forest, 'trusts' | 'trustsNotRead'> {
  const objects = entries.ofClass('trusteddomain');
  const trusts: Trust[] = [];
  const trustsNotRead: Forest['trustsNotRead'] = [];
  for (const domain of domains) {
    const system = systemOf(domain.dn);
    const own = objects
      .filter(({ dn }) => isDescendant(dn, system))
      .map((entry) => readTrust(entries, entry, domain));
    const known = entries.list(system, own.toSorted(byText(({ partner }) => partner)));
    if (known.state === 'read') trusts.push(...known.value);
    else trustsNotRead.push({ domain: domain.dns, why: known });
  }
  return { trusts, trustsNotRead };
}

const mirrored: Readonly<Record<TrustDirection, TrustDirection>> = {
  disabled: 'disabled',
  inbound: 'outbound',
  outbound: 'inbound',
  both: 'both',
};

interface Place {
  readonly forest: Forest;
  readonly domain: ForestDomain;
}

const sameName = (a: string | null, b: string | null): boolean =>
  a !== null && b !== null && a.toLowerCase() === b.toLowerCase();

/** Whether a trust names this domain as its partner: by DNS name, SID or, of old domains, NetBIOS name. */
function names(trust: Trust, { dns, netbios, sid }: ForestDomain): boolean {
  return (
    sameName(trust.partner, dns) ||
    (trust.partnerSid !== null && trust.partnerSid === valueOr(sid, null)) ||
    (trust.type === 'downlevel' && sameName(trust.partnerNetbios, valueOr(netbios, null)))
  );
}

function disagreementsOf(
  trust: Trust,
  here: ForestDomain,
  other: Trust,
  there: ForestDomain,
): TrustDisagreement[] {
  const found: TrustDisagreement[] = [];
  const differ = (a: string | null, b: string | null) => a !== null && b !== null && a !== b;
  if (trust.direction === null || other.direction === null || mirrored[trust.direction] !== other.direction)
    found.push('direction');
  if (differ(other.partnerSid, valueOr(here.sid, null))) found.push('sid');
  if (differ(trust.partnerSid, valueOr(there.sid, null))) found.push('partnerSid');
  const netbios = valueOr(there.netbios, null);
  if (netbios !== null && trust.partnerNetbios !== null && !sameName(trust.partnerNetbios, netbios))
    found.push('netbios');
  if (trust.kind !== other.kind) found.push('kind');
  if (trust.transitive !== other.transitive) found.push('transitivity');
  return found;
}

function endOf(trust: Trust, here: ForestDomain, places: readonly Place[]): OtherEnd {
  const there = places.find(({ domain }) => domain !== here && names(trust, domain));
  if (!there?.domain.captured) return { state: 'partnerNotRead' };
  const { forest, domain } = there;
  if (forest.trustsNotRead.some((each) => each.domain === domain.dns)) return { state: 'partnerNotRead' };
  const other = forest.trusts.find((each) => each.domain === domain.dns && names(each, here));
  if (!other) return { state: 'noTrust', domain: domain.ref };
  return { state: 'found', ref: other.ref, disagreements: disagreementsOf(trust, here, other, domain) };
}

/** Finds the other end of every trust among the forests, and how the two disagree. */
export function joinEnds(forests: readonly Forest[]): void {
  const places = forests.flatMap((forest) => forest.domains.map((domain) => ({ forest, domain })));
  for (const forest of forests)
    for (const trust of forest.trusts) {
      const here = forest.domains.find(({ dns }) => dns === trust.domain);
      if (here) trust.otherEnd = endOf(trust, here, places);
    }
}
