/** Links of group policies: of domains, units and sites, matched by name. */
import type { DecodedValue } from '../../directory/attributes/syntax.ts';
import { dnKey, isDescendant } from '../../directory/dnKey.ts';
import { firstInteger, firstText, textsOf } from '../../directory/values.ts';
import type { ForestEntry } from '../../forest/input.ts';
import { notRead } from '../../forest/known.ts';
import type { NotRead } from '../../forest/known.ts';
import type { ForestDomain } from '../../forest/model.ts';
import { leafOf, sitesOf } from '../../forest/names.ts';
import { blocksInheritance, defaultPolicies, parseGpLink, policyGuid } from './gpLink.ts';
import type { StructureInput } from './input.ts';
import type { StructureRow, StructureSide } from './model.ts';
import type { PairedDomains } from './pairing.ts';
import { absent, has, rowOf } from './side.ts';
import { matchUnits, unitPath } from './units.ts';

const isOf = (entry: ForestEntry, lowerClass: string): boolean =>
  textsOf(entry, 'objectClass').some((name) => name.toLowerCase() === lowerClass);

/** One side's holders of links, ready to be looked up. */
export class LinkHolders {
  readonly input: StructureInput;
  readonly #policies = new Map<string, string>();
  readonly #units: ForestEntry[];

  constructor(input: StructureInput) {
    this.input = input;
    for (const entry of input.holders)
      if (isOf(entry, 'grouppolicycontainer'))
        this.#policies.set(dnKey(entry.dn), firstText(entry, 'displayName') ?? leafOf(entry.dn));
    this.#units = input.holders.filter(
      (entry) => isOf(entry, 'organizationalunit') || isOf(entry, 'domaindns'),
    );
  }

  get sites(): ForestEntry[] {
    return this.input.holders.filter((entry) => isOf(entry, 'site'));
  }

  /** Of the domain's own context: its head and its units, by path. */
  unitsOf({ dn }: ForestDomain): Map<string, ForestEntry> {
    const inner = this.input.forest.domains.filter(
      (domain) => domain.dn !== dn && isDescendant(domain.dn, dn),
    );
    const units = new Map<string, ForestEntry>();
    for (const entry of this.#units) {
      const own =
        dnKey(entry.dn) === dnKey(dn) ||
        (isDescendant(entry.dn, dn) &&
          isOf(entry, 'organizationalunit') &&
          !inner.some((domain) => isDescendant(entry.dn, domain.dn)));
      if (own) units.set(unitPath(entry.dn, dn), entry);
    }
    return units;
  }

  /** Why links of this domain are not known; null = they are. A domain without one link at all is none that exists. */
  unread(domain: ForestDomain, units: ReadonlyMap<string, ForestEntry>): NotRead | null {
    if (!domain.captured) return notRead('contextNotCaptured', domain.dn);
    const linked = [...units.values()].some((entry) => firstText(entry, 'gPLink') !== null);
    return linked ? null : notRead('attributeNotRead', domain.dn);
  }

  values(entry: ForestEntry): DecodedValue[] {
    return parseGpLink(firstText(entry, 'gPLink') ?? '').map(({ dn, disabled, enforced }) => {
      const name = this.#policies.get(dnKey(dn));
      const flags: DecodedValue['flags'] = [
        ...(disabled ? (['gpLink.disabled'] as const) : []),
        ...(enforced ? (['gpLink.enforced'] as const) : []),
        ...(name === undefined ? (['gpLink.noPolicy'] as const) : []),
      ];
      return { text: name ?? policyGuid(dn) ?? dn, ...(flags.length > 0 ? { flags } : {}) };
    });
  }

  side(entry: ForestEntry, values: DecodedValue[]): StructureSide {
    return has(values, { snapshotId: this.input.part.snapshotId, objectId: entry.id ?? null, dn: entry.dn });
  }
}

const blocked = (entry: ForestEntry): boolean => blocksInheritance(firstInteger(entry, 'gPOptions'));
const yesNo = (on: boolean): DecodedValue[] => [{ text: on ? 'TRUE' : 'FALSE', code: on ? 'true' : 'false' }];
const matters = (entry: ForestEntry | null): boolean =>
  entry !== null && (firstText(entry, 'gPLink') !== null || blocked(entry));

interface End {
  readonly holders: LinkHolders;
  readonly entry: ForestEntry | null;
  readonly unread: NotRead | null;
}

/** The order of links counts: the same policies in another order are another result. */
function rowsOf(about: string, domains: StructureRow['domains'], a: End, b: End): StructureRow[] {
  if (!matters(a.entry) && !matters(b.entry)) return [];
  const side = ({ holders, entry, unread }: End, tell: (entry: ForestEntry) => DecodedValue[]) =>
    unread ?? (entry ? holders.side(entry, tell(entry)) : absent);
  const base = { subject: 'groupPolicyLinks', about, domains } as const;
  const links = rowOf(
    {
      ...base,
      setting: 'links',
      a: side(a, (entry) => a.holders.values(entry)),
      b: side(b, (entry) => b.holders.values(entry)),
    },
    true,
  );
  const either = [a.entry, b.entry].some((entry) => entry !== null && blocked(entry));
  if (!either) return [links];
  const told = (entry: ForestEntry) => yesNo(blocked(entry));
  return [links, rowOf({ ...base, setting: 'inheritance', a: side(a, told), b: side(b, told) })];
}

export function linkRows(a: LinkHolders, b: LinkHolders, pairs: readonly PairedDomains[]): StructureRow[] {
  const ofDomains = pairs.flatMap((pair) => {
    const domains = { a: pair.a?.dns ?? null, b: pair.b?.dns ?? null };
    const left = pair.a ? a.unitsOf(pair.a) : new Map<string, ForestEntry>();
    const right = pair.b ? b.unitsOf(pair.b) : new Map<string, ForestEntry>();
    const unreadA = pair.a ? a.unread(pair.a, left) : null;
    const unreadB = pair.b ? b.unread(pair.b, right) : null;
    return matchUnits([...left.keys()], [...right.keys()]).flatMap(({ a: one, b: other }) =>
      rowsOf(
        (one ?? other)!,
        domains,
        { holders: a, entry: one === null ? null : left.get(one)!, unread: unreadA },
        { holders: b, entry: other === null ? null : right.get(other)!, unread: unreadB },
      ),
    );
  });
  return [...ofDomains, ...siteLinkRows(a, b)];
}

/** Policies linked to sites, by the site's name. */
function siteLinkRows(a: LinkHolders, b: LinkHolders): StructureRow[] {
  const byName = (holders: LinkHolders) =>
    new Map(holders.sites.map((entry) => [leafOf(entry.dn).toLowerCase(), entry]));
  const [left, right] = [byName(a), byName(b)];
  const unread = ({ input: { forest } }: LinkHolders): NotRead | null =>
    forest.sites.state === 'notRead' ? notRead(forest.sites.reason, sitesOf(forest.dn)) : null;
  return [...new Set([...left.keys(), ...right.keys()])]
    .toSorted()
    .flatMap((name) =>
      rowsOf(
        leafOf((left.get(name) ?? right.get(name))!.dn),
        null,
        { holders: a, entry: left.get(name) ?? null, unread: unread(a) },
        { holders: b, entry: right.get(name) ?? null, unread: unread(b) },
      ),
    );
}

/** Policies that are linked where AWS Managed AD lets nobody link: domain heads, controllers, sites, beside the defaults. */
export function linksAboveUnits(holders: LinkHolders): { entry: ForestEntry; value: DecodedValue }[] {
  const defaults = new Set<string>(Object.values(defaultPolicies));
  const found = (entry: ForestEntry) => {
    const links = parseGpLink(firstText(entry, 'gPLink') ?? '');
    return holders
      .values(entry)
      .filter((_, at) => !defaults.has(policyGuid(links[at]!.dn) ?? ''))
      .map((value) => ({ entry, value }));
  };
  const heads = holders.input.forest.domains.flatMap((domain) =>
    [...holders.unitsOf(domain)]
      .filter(([path]) => path === '' || path.toLowerCase() === 'domain controllers')
      .map(([, entry]) => entry),
  );
  return [...heads, ...holders.sites].flatMap(found);
}
