/** How far a letter typed is looked for, rows. */
const reach = 2000;
/** Letters further apart than this, ms, begin a new word. */
const pause = 800;

/** Finds rows by the letters typed: the next one for a single letter, from here on for more. */
export function typeAhead() {
  let typed = '';
  let typedAt = -Infinity;
  return (
    letter: string,
    from: number,
    total: number,
    textAt: (index: number) => string | undefined,
  ): { readonly index: number } | { readonly typed: string } => {
    const now = performance.now();
    typed = now - typedAt > pause ? letter : typed + letter;
    typedAt = now;
    const needle = typed.toLowerCase();
    const start = typed.length === 1 ? from + 1 : from;
    for (let step = 0; step < Math.min(total, reach); step++) {
      const index = (start + step) % total;
      if (textAt(index)?.toLowerCase().startsWith(needle)) return { index };
    }
    return { typed };
  };
}
