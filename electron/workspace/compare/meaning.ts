/** What names and SIDs of one end stand for: the same text for objects that were matched. */
import { dnKey } from '#domain/directory/dnKey.ts';
import { domainSidOf } from '#domain/directory/sid.ts';
import type { Meaning } from '#domain/compare/equality.ts';
import type { Matching } from '#domain/compare/matching.ts';
import { sidAt } from '../snapshot/sids.ts';
import type { CompareSide } from './side.ts';

/** Names that are kept once looked up: objects name the same managers and categories again and again. */
const keptNames = 100_000;

export function meanings(
  matching: Matching,
  a: CompareSide,
  b: CompareSide,
): { readonly a: Meaning; readonly b: Meaning } {
  const domains = domainTexts(matching, a, b);
  const of = (side: CompareSide, isA: boolean): Meaning => {
    const kept = new Map<string, string>();
    return {
      dn(text) {
        let key = kept.get(text);
        if (key === undefined) {
          const id = side.snapshot.findDn(text);
          const inA = isA ? id : (matching.aOf[id] ?? 0);
          key = id !== 0 && inA !== 0 && (!isA || matching.bOf[id] !== 0) ? `\0${inA}` : dnKey(text);
          if (kept.size >= keptNames) kept.clear();
          kept.set(text, key);
        }
        return key;
      },
      sid(text) {
        const domain = domainSidOf(text);
        const relative = domain === null || !isA ? undefined : domains.get(domain);
        return relative === undefined ? text : relative + text.slice(domain!.length);
      },
    };
  };
  return { a: of(a, true), b: of(b, false) };
}

/** By SID of a domain of A, that of its partner in B. */
function domainTexts(matching: Matching, a: CompareSide, b: CompareSide): Map<string, string> {
  const found = new Map<string, string>();
  const sids = { a: a.snapshot.sids(), b: b.snapshot.sids() };
  for (const head of a.domains()) {
    const other = matching.bOf[head]!;
    const here = sidAt(sids.a, head);
    const there = other === 0 ? null : sidAt(sids.b, other);
    if (here !== null && there !== null) found.set(here, there);
  }
  return found;
}
