/** Which domain of one forest stands against which of the other. */
import { valueOr } from '../../forest/known.ts';
import type { Forest, ForestDomain } from '../../forest/model.ts';
import type { DomainPair } from './model.ts';

/** A pair with the domains themselves. */
export interface PairedDomains {
  a: ForestDomain | null;
  b: ForestDomain | null;
  by: DomainPair['by'];
}

const named = (forest: Forest, dns: string) =>
  forest.domains.find((domain) => domain.dns === dns.toLowerCase());

/**
 * By a choice alone where there is one. Else by SID (the same domain, read twice), then by DNS name, then the first domains
 * with each other; what is left has nothing to stand against.
 */
export function pairDomains(
  a: Forest,
  b: Forest,
  chosen?: { readonly a: string; readonly b: string },
): PairedDomains[] {
  if (chosen) return [{ a: named(a, chosen.a) ?? null, b: named(b, chosen.b) ?? null, by: 'chosen' }];
  const left = new Set(a.domains);
  const right = new Set(b.domains);
  const pairs: PairedDomains[] = [];
  const take = (by: DomainPair['by'], alike: (one: ForestDomain, other: ForestDomain) => boolean) => {
    for (const one of left)
      for (const other of right)
        if (left.has(one) && alike(one, other)) {
          left.delete(one);
          right.delete(other);
          pairs.push({ a: one, b: other, by });
        }
  };
  const sidOf = (domain: ForestDomain) => valueOr(domain.sid, null);
  take('sid', (one, other) => sidOf(one) !== null && sidOf(one) === sidOf(other));
  take('dns', (one, other) => one.dns === other.dns);
  take('first', (one, other) => one.root && other.root);
  const order = new Map(a.domains.map((domain, at) => [domain, at]));
  return [
    ...pairs.toSorted((one, other) => order.get(one.a!)! - order.get(other.a!)!),
    ...[...left].map((domain): PairedDomains => ({ a: domain, b: null, by: 'none' })),
    ...[...right].map((domain): PairedDomains => ({ a: null, b: domain, by: 'none' })),
  ];
}
