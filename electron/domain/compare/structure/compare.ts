/** The structure of two directories, row by row. */
import { ForestEntries } from '../../forest/entries.ts';
import { notRead } from '../../forest/known.ts';
import type { NotRead } from '../../forest/known.ts';
import type { ForestDomain } from '../../forest/model.ts';
import { containersOf } from './containers.ts';
import type { Container } from './containers.ts';
import type { StructureInput } from './input.ts';
import { levelRows, suffixRows } from './levels.ts';
import { LinkHolders, linkRows } from './links.ts';
import { wellKnownContainers } from './model.ts';
import type { DomainPair, StructureRow, StructureSide, WellKnownContainer } from './model.ts';
import { pairDomains } from './pairing.ts';
import type { PairedDomains } from './pairing.ts';
import { domainPolicyRows, fineGrainedRows, policiesByDomain } from './policies.ts';
import { absent, has, rowOf } from './side.ts';
import { siteRows } from './sites.ts';

type Containers = Map<WellKnownContainer, Container> | NotRead;

function containersAt({ forest, part, holders }: StructureInput, domain: ForestDomain): Containers {
  const entries = new ForestEntries([{ ...part, entries: holders }], forest.dn);
  const head = entries.at(domain.dn);
  if (!head) return entries.why(domain.dn);
  return containersOf(head) ?? notRead('attributeNotRead', domain.dn);
}

function containerRows(a: StructureInput, b: StructureInput, pair: PairedDomains): StructureRow[] {
  const domains = { a: pair.a?.dns ?? null, b: pair.b?.dns ?? null };
  const [left, right] = [pair.a && containersAt(a, pair.a), pair.b && containersAt(b, pair.b)];
  const side = (containers: Containers | null, name: WellKnownContainer): StructureSide => {
    if (!containers) return absent;
    if (!(containers instanceof Map)) return containers;
    const container = containers.get(name);
    if (!container) return absent;
    const { name: text, redirected } = container;
    return has([redirected ? { text, flags: ['container.redirected'] } : { text }]);
  };
  return wellKnownContainers
    .map((setting) =>
      rowOf({
        subject: 'containers',
        about: '',
        setting,
        domains,
        a: side(left, setting),
        b: side(right, setting),
      }),
    )
    .filter((row) => row.a.state !== 'absent' || row.b.state !== 'absent');
}

export interface StructureComparison {
  domains: DomainPair[];
  rows: StructureRow[];
}

/** In the order of `structureSubjects`; `chosen`: DNS names of the two domains to compare. */
export function compareStructure(
  a: StructureInput,
  b: StructureInput,
  chosen?: { readonly a: string; readonly b: string },
): StructureComparison {
  const pairs = pairDomains(a.forest, b.forest, chosen);
  const [left, right] = [policiesByDomain(a), policiesByDomain(b)];
  const policiesOf = (pair: PairedDomains) =>
    [pair, pair.a ? left.get(pair.a.dns) : undefined, pair.b ? right.get(pair.b.dns) : undefined] as const;
  // Of a domain that stands against none, its level alone is told.
  const both = pairs.filter((pair) => pair.a && pair.b);
  return {
    domains: pairs.map((pair) => ({ a: pair.a?.dns ?? null, b: pair.b?.dns ?? null, by: pair.by })),
    rows: [
      ...levelRows(a.forest, b.forest, pairs),
      ...both.flatMap((pair) => domainPolicyRows(...policiesOf(pair))),
      ...both.flatMap((pair) => fineGrainedRows(...policiesOf(pair))),
      ...suffixRows(a.forest, b.forest),
      ...linkRows(new LinkHolders(a), new LinkHolders(b), both),
      ...both.flatMap((pair) => containerRows(a, b, pair)),
      ...siteRows(a.forest, b.forest),
    ],
  };
}
