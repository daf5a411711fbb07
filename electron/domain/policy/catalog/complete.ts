/** Completion: what begins with the text or is named so comes first, then names that begin with it, then what holds it anywhere. */

/** The lower, the better; null: does not fit. Both in lower case. */
function rank(candidate: string, text: string): number | null {
  if (candidate === text) return 0;
  const at = candidate.indexOf(text);
  if (at < 0) return null;
  if (at === 0) return 1;
  const before = candidate[at - 1]!;
  if (before === ':') return at + text.length === candidate.length ? 1 : 2;
  return before === '/' || before === '-' ? 3 : 4;
}

/** The best `limit` of the candidates, of equals in the order given; a `*` at the end of the text is as good as nothing. */
export function complete<T>(
  candidates: Iterable<T>,
  nameOf: (candidate: T) => string,
  text: string,
  limit: number,
): { found: T[]; more: boolean } {
  const wanted = text.trim().replace(/\*+$/, '').toLowerCase();
  const ranks: T[][] = [[], [], [], [], []];
  for (const candidate of candidates) {
    const at = rank(nameOf(candidate).toLowerCase(), wanted);
    if (at !== null) ranks[at]!.push(candidate);
  }
  const found = ranks.flat();
  return { found: found.slice(0, limit), more: found.length > limit };
}
