/** Domains, trees and naming contexts: CN=Partitions, or the domains themselves (facts/active-directory.md §2). */
import { dnKey } from '../directory/dnKey.ts';
import { sidOf } from '../directory/sid.ts';
import { firstInteger, firstText, textsOf, valuesOf } from '../directory/values.ts';
import type { ForestEntries } from './entries.ts';
import type { ForestEntry } from './input.ts';
import { notRead, read } from './known.ts';
import type { Known } from './known.ts';
import type { Controller, ForestDomain, NamingContext } from './model.ts';
import { byText, configurationOf, dnsOf, levelOf, partitionsOf, sameDn, schemaOf } from './names.ts';

const crossRefBits = { namingContext: 0x1, domain: 0x2 } as const;
const isDomainRef = (flags: number) =>
  (flags & crossRefBits.namingContext) !== 0 && (flags & crossRefBits.domain) !== 0;
/** Enabled=FALSE: made beforehand for a context that is not there yet. */
const isDisabled = (entry: ForestEntry) => firstText(entry, 'Enabled')?.toUpperCase() === 'FALSE';

interface Draft {
  readonly dn: string;
  readonly dns: string;
  readonly crossRef: ForestEntry | null;
}

/** Every domain that CN=Partitions names or a reading holds; those of one DNS name once. */
function draftsOf(entries: ForestEntries): Draft[] {
  const found = new Map<string, Draft>();
  for (const crossRef of entries.ofClass('crossref')) {
    const dn = firstText(crossRef, 'nCName');
    if (dn === null || !isDomainRef(firstInteger(crossRef, 'systemFlags') ?? 0) || isDisabled(crossRef))
      continue;
    const dns = firstText(crossRef, 'dnsRoot')?.toLowerCase() ?? dnsOf(dn);
    if (dns !== null) found.set(dnKey(dn), { dn, dns, crossRef });
  }
  for (const head of entries.ofClass('domaindns')) {
    const dns = dnsOf(head.dn);
    const isHead = entries.captured(head.dn) && valuesOf(head, 'objectSid').length > 0;
    if (isHead && dns !== null && !found.has(dnKey(head.dn)))
      found.set(dnKey(head.dn), { dn: head.dn, dns, crossRef: null });
  }
  return [...found.values()];
}

/** The nearest domain whose DNS name is a suffix of this one's. */
function parentOf(dns: string, all: readonly Draft[]): string | null {
  let best: string | null = null;
  for (const each of all)
    if (dns.endsWith(`.${each.dns}`) && each.dns.length > (best?.length ?? 0)) best = each.dns;
  return best;
}

/** Domains of the forest, each after the one above it. */
export function readDomains(entries: ForestEntries, forestDn: string): ForestDomain[] {
  const drafts = draftsOf(entries).toSorted(byText(({ dns }) => dns));
  const parents = new Map(drafts.map(({ dns }) => [dns, parentOf(dns, drafts)]));
  const topOf = (dns: string): string => {
    const parent = parents.get(dns) ?? null;
    return parent === null ? dns : topOf(parent);
  };
  const depthOf = (dns: string): number => dns.split('.').length;
  const domains = drafts.map(({ dn, dns, crossRef }): ForestDomain => {
    const head = entries.at(dn);
    const sid = head && sidOf(valuesOf(head, 'objectSid')[0]);
    const netbios = crossRef && firstText(crossRef, 'nETBIOSName');
    return {
      ref: entries.ref(head ? dn : (crossRef?.dn ?? dn)),
      dn,
      dns,
      netbios: crossRef
        ? netbios === null
          ? notRead('attributeNotRead', crossRef.dn)
          : read(netbios)
        : entries.why(partitionsOf(forestDn)),
      sid: head ? (sid === null ? notRead('attributeNotRead', dn) : read(sid)) : entries.why(dn),
      level: head
        ? read(levelOf(head))
        : crossRef && valuesOf(crossRef, 'msDS-Behavior-Version').length > 0
          ? read(levelOf(crossRef))
          : entries.why(dn),
      root: sameDn(dn, forestDn),
      parent: parents.get(dns) ?? null,
      tree: topOf(dns),
      captured: entries.captured(dn),
    };
  });
  const first = domains.find(({ root }) => root)?.tree;
  // `drafts` are in the order of DNS names already, and sorting keeps it.
  return domains.toSorted(
    (a, b) =>
      Number(b.tree === first) - Number(a.tree === first) ||
      byText<ForestDomain>(({ tree }) => tree)(a, b) ||
      depthOf(a.dns) - depthOf(b.dns),
  );
}

export function treesOf(domains: readonly ForestDomain[]): { top: string; domains: string[] }[] {
  const trees = new Map<string, string[]>();
  for (const { tree, dns } of domains) {
    const of = trees.get(tree);
    if (of) of.push(dns);
    else trees.set(tree, [dns]);
  }
  return [...trees].map(([top, names]) => ({ top, domains: names }));
}

function kindOf(crossRef: ForestEntry, dn: string, forestDn: string): NamingContext['kind'] {
  const flags = firstInteger(crossRef, 'systemFlags') ?? 0;
  if ((flags & crossRefBits.namingContext) === 0) return 'external';
  if ((flags & crossRefBits.domain) !== 0) return 'domain';
  if (sameDn(dn, configurationOf(forestDn))) return 'configuration';
  return sameDn(dn, schemaOf(forestDn)) ? 'schema' : 'application';
}

/** Naming contexts by their crossRefs, and who holds each whole. */
export function readContexts(
  entries: ForestEntries,
  forestDn: string,
  controllers: Known<Controller[]>,
): Known<NamingContext[]> {
  const rows = entries.ofClass('crossref').flatMap((crossRef): NamingContext[] => {
    const dn = firstText(crossRef, 'nCName');
    if (dn === null) return [];
    const located = textsOf(crossRef, 'msDS-NC-Replica-Locations').map(dnKey);
    return [
      {
        ref: entries.ref(entries.at(dn) ? dn : crossRef.dn),
        dn,
        kind: kindOf(crossRef, dn, forestDn),
        dns: firstText(crossRef, 'dnsRoot'),
        enabled: !isDisabled(crossRef),
        captured: entries.captured(dn),
        replicas:
          controllers.state === 'notRead' ? controllers : read(holdersOf(dn, located, controllers.value)),
      },
    ];
  });
  return entries.list(partitionsOf(forestDn), rows.toSorted(byText(({ dn }) => dn)));
}

function holdersOf(dn: string, located: readonly string[], controllers: readonly Controller[]): string[] {
  const key = dnKey(dn);
  return controllers
    .filter(
      ({ ref, contexts }) =>
        located.includes(dnKey(`CN=NTDS Settings,${ref.dn}`)) ||
        (contexts.state === 'read' && contexts.value.some((each) => dnKey(each) === key)),
    )
    .map(({ name }) => name);
}

/** Suffixes that CN=Partitions holds; none set is none. */
export function readSuffixes(entries: ForestEntries, forestDn: string, attribute: string): Known<string[]> {
  return entries.of(partitionsOf(forestDn), (entry) => read(textsOf(entry, attribute)));
}
