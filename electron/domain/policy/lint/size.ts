/** How long a document is. Source: facts/iam-policy-evaluation.md §5 (white space is not counted). */

const space: ReadonlySet<string> = new Set([' ', '\t', '\n', '\r']);

/** Characters of a JSON text without the white space between its elements. */
export function sizeOf(text: string): number {
  let size = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at]!;
    if (character === '"') quoted = !quoted;
    else if (quoted && character === '\\') {
      size++;
      at++;
    } else if (!quoted && space.has(character)) continue;
    size++;
  }
  return size;
}
