/** The lines between two columns, as far as both ends can be seen; and how many there are besides. */
import type { FlowLink, FlowRow } from '#contract/mappingFlow.ts';
import type { Mechanism } from '#domain/mapping/grant.ts';

/** A row that is drawn, and where its middle is, px from the top of the column's rows. */
export interface DrawnEnd {
  readonly index: number;
  readonly row: FlowRow;
  readonly y: number;
}
export type RibbonStatus = 'works' | 'broken' | 'candidate';
export interface Ribbon {
  readonly key: string;
  readonly from: number;
  readonly to: number;
  readonly width: number;
  readonly mechanism: Mechanism | null;
  /** The best of its grants. */
  readonly status: RibbonStatus;
  readonly lit: boolean;
}
export interface Beyond {
  readonly y: number;
  readonly count: number;
}
export interface Gap {
  readonly ribbons: readonly Ribbon[];
  /** At rows of the left column, and of the right one: lines that end out of sight. */
  readonly left: readonly Beyond[];
  readonly right: readonly Beyond[];
}

/** So many lines can be told apart, and drawn at every step of scrolling. */
export const mostRibbons = 400;
/** Of so many each is fainter, or together they are a wall. */
export const crowd = 60;

const total = ({ works, broken, candidate }: FlowLink): number => works + broken + candidate;
const widthOf = (link: FlowLink): number => Math.min(12, 1.25 + Math.log2(total(link)) * 1.1);
const statusOf = ({ works, candidate }: FlowLink): RibbonStatus =>
  works > 0 ? 'works' : candidate > 0 ? 'candidate' : 'broken';

export function gapOf(left: readonly DrawnEnd[], right: readonly DrawnEnd[]): Gap {
  const leftAt = new Map(left.map((end) => [end.index, end]));
  const rightAt = new Map(right.map((end) => [end.index, end]));
  const found = new Map<string, Ribbon & { readonly total: number }>();
  const drawn = { left: new Map<number, number>(), right: new Map<number, number>() };
  const put = (from: DrawnEnd, to: DrawnEnd, link: FlowLink) => {
    const key = `${from.index} ${to.index}`;
    if (found.has(key)) return;
    found.set(key, {
      key,
      from: from.y,
      to: to.y,
      width: widthOf(link),
      mechanism: link.mechanism,
      status: statusOf(link),
      lit: link.lit,
      total: total(link),
    });
    drawn.left.set(from.index, (drawn.left.get(from.index) ?? 0) + 1);
    drawn.right.set(to.index, (drawn.right.get(to.index) ?? 0) + 1);
  };
  // A row tells its heaviest lines alone: what one end leaves out the other may tell.
  for (const from of left)
    for (const link of from.row.right.links) {
      const to = rightAt.get(link.to);
      if (to) put(from, to, link);
    }
  for (const to of right)
    for (const link of to.row.left.links) {
      const from = leftAt.get(link.to);
      if (from) put(from, to, link);
    }
  const beyond = (ends: readonly DrawnEnd[], side: 'left' | 'right'): Beyond[] =>
    ends.flatMap(({ index, y, row }) => {
      const count = (side === 'left' ? row.right : row.left).count - (drawn[side].get(index) ?? 0);
      return count > 0 ? [{ y, count }] : [];
    });
  const thickest = Math.min(12, Math.max(2.5, 260 / Math.max(1, found.size)));
  const ribbons = [...found.values()]
    .toSorted((a, b) => Number(b.lit) - Number(a.lit) || b.total - a.total)
    .slice(0, mostRibbons)
    .map((ribbon) => ({ ...ribbon, width: Math.min(ribbon.width, thickest) }))
    // What stands out is drawn over the rest.
    .toReversed();
  return { ribbons, left: beyond(left, 'left'), right: beyond(right, 'right') };
}

/** A band from one side to the other. */
export function pathOf({ from, to }: Ribbon, width: number): string {
  const half = width / 2;
  return `M0 ${from}C${half} ${from} ${half} ${to} ${width} ${to}`;
}
