import { dnKey, parentDn } from '#domain/directory/dnKey.ts';

/** Where the two ends of a matched object stand, as DNs. */
export interface Places {
  readonly a: string;
  readonly b: string;
}
export interface LikelyBases extends Places {
  /** Of the places looked at, those that are the same below these two. */
  readonly kept: number;
  readonly of: number;
}

/** Fewer objects in one place say nothing. */
const least = 5;
/** Almost all of what is kept stands below one more unit: then that is the base. */
const almostAll = 0.9;

/** From the head of the naming context down to the object's container, each as a whole DN. */
function containers(dn: string): string[] {
  const chain: string[] = [];
  for (let at = parentDn(dn); at !== null; at = parentDn(at)) chain.push(at);
  return chain.toReversed();
}
const rdnKey = (dn: string): string => {
  const parent = parentDn(dn);
  const key = dnKey(dn);
  return parent === null ? key : key.slice(0, key.length - dnKey(parent).length);
};

/** Both containers with as many of their lowest units left off as are called alike. */
function withoutAlike({ a, b }: Places): { readonly a: string[]; readonly b: string[] } | null {
  const [ofA, ofB] = [containers(a), containers(b)];
  let alike = 0;
  while (
    alike < Math.min(ofA.length, ofB.length) - 1 &&
    rdnKey(ofA.at(-1 - alike)!) === rdnKey(ofB.at(-1 - alike)!)
  )
    alike++;
  return ofA.length === 0 || ofB.length === 0
    ? null
    : { a: ofA.slice(ofA.length - alike - 1), b: ofB.slice(ofB.length - alike - 1) };
}

/**
 * Two places below which most of the objects that read as moved stand in the same place. A unit that was copied below
 * another one moves whole: what its objects have in common at their lower end says from where to where. Null where no two
 * places explain half of them.
 */
export function likelyBases(moved: readonly Places[]): LikelyBases | null {
  // Chains of containers that are called alike, by the two that are not any more: those come first.
  const groups = new Map<string, { readonly a: string[]; readonly b: string[] }[]>();
  for (const place of moved) {
    const chains = withoutAlike(place);
    if (!chains) continue;
    const key = `${dnKey(chains.a[0]!)}\n${dnKey(chains.b[0]!)}`;
    groups.set(key, [...(groups.get(key) ?? []), chains]);
  }
  let best = [...groups.values()].toSorted((x, y) => y.length - x.length)[0] ?? [];
  if (best.length < least || best.length * 2 < moved.length) return null;
  const kept = best.length;
  // From there down to the unit that almost all of them live in.
  let depth = 0;
  for (;;) {
    const next = new Map<string, typeof best>();
    for (const chains of best) {
      const below = chains.a[depth + 1];
      if (below !== undefined) next.set(dnKey(below), [...(next.get(dnKey(below)) ?? []), chains]);
    }
    const deeper = [...next.values()].toSorted((x, y) => y.length - x.length)[0];
    if (!deeper || deeper.length < almostAll * kept) break;
    best = deeper;
    depth++;
  }
  const [first] = best;
  return { a: first!.a[depth]!, b: first!.b[depth]!, kept: best.length, of: moved.length };
}
