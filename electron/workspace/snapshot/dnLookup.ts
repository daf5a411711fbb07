/** The object of a name in a snapshot that is complete: by hash, then by comparing the names themselves. */
import { dnKey } from '#domain/directory/dnKey.ts';
import { DnScan } from './dnHash.ts';

/** Columns `dnHash` and `dnOrder` of `ids`. */
export function nameHashes(
  seed: number,
  size: number,
  ids: Int32Array,
  hashOf: (id: number) => number,
): { dnHash: Int32Array; dnOrder: Int32Array } {
  const dnHash = new Int32Array(size);
  dnHash[0] = seed;
  const keys = new Float64Array(ids.length);
  for (let at = 0; at < ids.length; at++) {
    const id = ids[at]!;
    dnHash[id] = hashOf(id);
    keys[at] = unsigned(dnHash[id]!) * 2 ** 21 + at;
  }
  // A float has 21 bits to spare for the place; beyond two million objects the place goes into a second pass.
  if (ids.length > 2 ** 21) {
    const dnOrder = ids.slice().sort((a, b) => unsigned(dnHash[a]!) - unsigned(dnHash[b]!));
    return { dnHash, dnOrder };
  }
  keys.sort();
  return { dnHash, dnOrder: Int32Array.from(keys, (key) => ids[key % 2 ** 21]!) };
}

const unsigned = (hash: number): number => hash >>> 0;

/** The hash of a name as `dnHash` holds it. */
export function hashOfName(seed: number, dn: string): number {
  const scan = new DnScan(seed);
  const bytes = Buffer.from(dn, 'utf8');
  scan.read(bytes, 0, bytes.length);
  return scan.hash;
}

/** The object with the name, or 0. `dnOf` gives the name of a candidate; null = it is none. */
export function findName(
  columns: { readonly dnHash: Int32Array; readonly dnOrder: Int32Array },
  dn: string,
  dnOf: (id: number) => string | null,
): number {
  const { dnHash, dnOrder } = columns;
  const hash = unsigned(hashOfName(dnHash[0] ?? 0, dn));
  let low = 0;
  let high = dnOrder.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (unsigned(dnHash[dnOrder[middle]!] ?? 0) < hash) low = middle + 1;
    else high = middle;
  }
  const key = dnKey(dn);
  for (let at = low; at < dnOrder.length && unsigned(dnHash[dnOrder[at]!] ?? 0) === hash; at++) {
    const id = dnOrder[at]!;
    const name = dnOf(id);
    if (name !== null && dnKey(name) === key) return id;
  }
  return 0;
}
