/** Units by their path of names below the domain. */
import { dnKey, parentDn } from '../../directory/dnKey.ts';
import { leafOf } from '../../forest/names.ts';

/** `OU=b,OU=a,DC=x` below `DC=x` → `a/b`; '' for the domain itself. A slash within a name is kept as it is. */
export function unitPath(dn: string, domainDn: string): string {
  const end = dnKey(domainDn);
  const names: string[] = [];
  for (let at: string | null = dn; at !== null && dnKey(at) !== end; at = parentDn(at))
    names.push(leafOf(at));
  return names.toReversed().join('/');
}

export interface MatchedUnits {
  a: string | null;
  b: string | null;
}

/**
 * By the whole path; then one path that is the end of exactly one other (a tree that was copied below a unit). Case does
 * not count. In the order of paths.
 */
export function matchUnits(a: readonly string[], b: readonly string[]): MatchedUnits[] {
  const right = new Map(b.map((path) => [path.toLowerCase(), path]));
  const pairs: MatchedUnits[] = [];
  const left: string[] = [];
  for (const path of a) {
    const other = right.get(path.toLowerCase());
    if (other === undefined) left.push(path);
    else {
      pairs.push({ a: path, b: other });
      right.delete(path.toLowerCase());
    }
  }
  const ends = endsOf([...right.values()]);
  const endsLeft = endsOf(left);
  for (const path of left) {
    const below = only(ends, path.toLowerCase()) ?? reverse(endsLeft, right, path);
    if (below !== null && right.delete(below.toLowerCase())) pairs.push({ a: path, b: below });
    else pairs.push({ a: path, b: null });
  }
  const rest = [...right.values()].map((path): MatchedUnits => ({ a: null, b: path }));
  const key = (pair: MatchedUnits) => (pair.a ?? pair.b)!.toLowerCase();
  return [...pairs, ...rest].toSorted((one, other) => (key(one) < key(other) ? -1 : 1));
}

/** Every proper end of every path → the paths that have it. */
function endsOf(paths: readonly string[]): Map<string, string[]> {
  const ends = new Map<string, string[]>();
  for (const path of paths) {
    const lower = path.toLowerCase();
    for (let at = lower.indexOf('/'); at >= 0; at = lower.indexOf('/', at + 1)) {
      const end = lower.slice(at + 1);
      const held = ends.get(end);
      if (held) held.push(path);
      else ends.set(end, [path]);
    }
  }
  return ends;
}

const only = (ends: ReadonlyMap<string, string[]>, end: string): string | null => {
  const held = ends.get(end);
  return held?.length === 1 ? held[0]! : null;
};

/** The path of the other side that is the end of this one, where this one is the only one with that end. */
function reverse(
  endsLeft: ReadonlyMap<string, string[]>,
  right: ReadonlyMap<string, string>,
  path: string,
): string | null {
  const lower = path.toLowerCase();
  for (let at = lower.indexOf('/'); at >= 0; at = lower.indexOf('/', at + 1)) {
    const end = lower.slice(at + 1);
    const other = right.get(end);
    if (other !== undefined && only(endsLeft, end) === path) return other;
  }
  return null;
}
