/** Objects by the beginning of their SID or GUID, out of the columns. */
import type { RankSet } from './set.ts';
import { addTo } from './set.ts';
import type { SidColumns } from '../snapshot/sids.ts';
import { isWholeSid } from '../snapshot/sids.ts';

/** Adds the ranks of objects whose SID begins with the text to `begins`, of those whose SID it is to `exact`. */
export function addBySid(
  sids: SidColumns,
  nameRank: Int32Array,
  text: string,
  exact: RankSet,
  begins: RankSet,
): void {
  const rules = sids.domains.map((domain) => ruleOf(domain, text));
  const { domain, rid } = sids;
  for (let id = 1; id < domain.length; id++) {
    const rule = rules[domain[id]!];
    if (!rule) continue;
    const own = rid[id]! >>> 0;
    const rank = nameRank[id] ?? -1;
    if (rank < 0 || rank >= begins.length * 32) continue;
    for (let at = 0; at < rule.from.length; at++) {
      if (own < rule.from[at]! || own >= rule.to[at]!) continue;
      addTo(begins, rank);
      if (at === 0 && rule.isFirstExact) addTo(exact, rank);
      break;
    }
  }
}

/** Which last sub-authorities, from one to below another, make the SIDs of a domain begin with a text. */
interface SidRule {
  readonly from: readonly number[];
  readonly to: readonly number[];
  /** Whether what is in the first range has the text as its SID. */
  readonly isFirstExact: boolean;
}

/** Null = none. */
function ruleOf(domain: string, text: string): SidRule | null {
  if (domain === '') return null;
  if (isWholeSid(domain)) {
    const sid = domain.slice(0, -1);
    return sid.startsWith(text) ? { from: [0], to: [2 ** 32], isFirstExact: sid === text } : null;
  }
  if (`${domain}-`.startsWith(text)) return { from: [0], to: [2 ** 32], isFirstExact: false };
  if (!text.startsWith(`${domain}-`)) return null;
  const digits = text.slice(domain.length + 1);
  if (!/^(0|[1-9]\d{0,9})$/.test(digits)) return null;
  const number = Number(digits);
  const from = [number];
  const to = [number + 1];
  // 11 begins 110 to 119, and 1100 to 1199.
  for (let scale = 10; number > 0 && number * scale < 2 ** 32; scale *= 10) {
    from.push(number * scale);
    to.push((number + 1) * scale);
  }
  return { from, to, isFirstExact: true };
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
