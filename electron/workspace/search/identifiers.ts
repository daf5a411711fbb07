/** Objects by the beginning of their SID or GUID, out of the columns. */
import type { RankSet } from './set.ts';
import { addTo } from './set.ts';
import type { SidColumns } from '../snapshot/sids.ts';
import { isWholeSid, sidAt } from '../snapshot/sids.ts';

/** Adds the ranks of objects whose SID begins with the text to `begins`, of those whose SID it is to `exact`. */
export function addBySid(
  sids: SidColumns,
  names: Int32Array,
  text: string,
  exact: RankSet,
  begins: RankSet,
): void {
  const rules = sids.domains.map((domain) => ruleOf(domain, text));
  for (let rank = 0; rank < names.length; rank++) {
    const id = names[rank]!;
    const rule = rules[sids.domain[id] ?? 0];
    if (!rule) continue;
    const rid = sids.rid[id]! >>> 0;
    if (!rule.ranges.some(([from, to]) => rid >= from && rid < to)) continue;
    addTo(begins, rank);
    if (sidAt(sids, id)!.length === text.length) addTo(exact, rank);
  }
}

/** Which last sub-authorities make the SIDs of a domain begin with the text; null = none. */
function ruleOf(
  domain: string,
  text: string,
): { readonly ranges: readonly (readonly [number, number])[] } | null {
  if (domain === '') return null;
  const every = { ranges: [[0, 2 ** 32]] as const };
  if (isWholeSid(domain)) return domain.slice(0, -1).startsWith(text) ? every : null;
  if (`${domain}-`.startsWith(text)) return every;
  if (!text.startsWith(`${domain}-`)) return null;
  const digits = text.slice(domain.length + 1);
  if (digits === '0') return { ranges: [[0, 1]] };
  if (!/^[1-9]\d{0,9}$/.test(digits)) return null;
  const ranges: [number, number][] = [];
  for (let scale = 1; Number(digits) * scale < 2 ** 32; scale *= 10)
    ranges.push([Number(digits) * scale, (Number(digits) + 1) * scale]);
  return { ranges };
}

/** Places of the bytes of the text form in the binary one (MS-DTYP 2.3.4): the first three groups are little-endian. */
const textOrder = [3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15];

/** Adds the ranks of objects whose GUID's text form begins with `digits` (at least eight, without dashes). */
export function addByGuid(
  columns: { readonly guid: Uint8Array; readonly guidOrder: Int32Array; readonly nameRank: Int32Array },
  digits: string,
  exact: RankSet,
  begins: RankSet,
): void {
  const { guid, guidOrder, nameRank } = columns;
  const wanted = Array.from({ length: 4 }, (_, n) => Number.parseInt(digits.slice(6 - 2 * n, 8 - 2 * n), 16));
  /** Before, in or behind those with the first four bytes. */
  const compare = (id: number): number => {
    for (let n = 0; n < 4; n++) {
      const difference = (guid[id * 16 + n] ?? 0) - wanted[n]!;
      if (difference !== 0) return difference;
    }
    return 0;
  };
  let low = 0;
  let high = guidOrder.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compare(guidOrder[middle]!) < 0) low = middle + 1;
    else high = middle;
  }
  for (let at = low; at < guidOrder.length && compare(guidOrder[at]!) === 0; at++) {
    const id = guidOrder[at]!;
    const rank = nameRank[id] ?? -1;
    const text = textOrder.map((n) => (guid[id * 16 + n] ?? 0).toString(16).padStart(2, '0')).join('');
    if (rank < 0 || rank >= begins.length * 32 || !text.startsWith(digits)) continue;
    addTo(begins, rank);
    if (digits.length === 32) addTo(exact, rank);
  }
}
