/** A text cut where marks begin and end, each piece with what is marked of it. */

/** `error`…: underlined. `hit`, `miss`: a comparison that held, and one that did not. */
export interface Mark {
  readonly offset: number;
  readonly length: number;
  readonly look: 'error' | 'security' | 'warning' | 'suggestion' | 'hit' | 'group' | 'miss';
  readonly title?: string;
}
export interface Piece {
  readonly text: string;
  readonly looks: readonly Mark['look'][];
  readonly title: string;
}

/** `from`: where the text begins in what the marks are places of. Marks beyond it are cut; an empty one takes a character. */
export function piecesOf(text: string, from: number, marks: readonly Mark[]): Piece[] {
  const here = marks.flatMap((mark) => {
    let begin = Math.max(0, mark.offset - from);
    let end = Math.min(text.length, mark.offset + mark.length - from);
    if (mark.length === 0 && begin <= text.length && mark.offset >= from) {
      end = Math.min(text.length, begin + 1);
      begin = Math.max(0, end - 1);
    }
    return begin < end ? [{ ...mark, begin, end }] : [];
  });
  const cuts = [...new Set([0, text.length, ...here.flatMap(({ begin, end }) => [begin, end])])].toSorted((a, b) => a - b); // prettier-ignore
  const pieces: Piece[] = [];
  for (const [at, begin] of cuts.entries()) {
    const end = cuts[at + 1];
    if (end === undefined) break;
    const over = here.filter((mark) => mark.begin <= begin && mark.end >= end);
    pieces.push({
      text: text.slice(begin, end),
      looks: [...new Set(over.map(({ look }) => look))],
      title: [...new Set(over.flatMap(({ title }) => title ?? []))].join('\n'),
    });
  }
  return pieces;
}
