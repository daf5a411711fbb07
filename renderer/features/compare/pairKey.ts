import type { Side } from '#contract/compare.ts';

/** One end of a pair, by which the pair is asked for. */
export interface PairRef {
  readonly side: Side;
  readonly objectId: number;
}
interface Ends {
  readonly a: { readonly id: number } | null;
  readonly b: { readonly id: number } | null;
}

/** A pair as the address names it: by its A, or by its B where there is no A. */
export const pairKey = ({ a, b }: Ends): string => (a ? `a${a.id}` : `b${b?.id ?? ''}`);

export function parseKey(key: string | undefined): PairRef | null {
  const found = /^([ab])(\d{1,15})$/.exec(key ?? '');
  return found ? { side: found[1] as Side, objectId: Number(found[2]) } : null;
}
