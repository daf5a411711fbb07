/** Where two texts differ: what they begin and end with alike is left out. Whole characters, never half a surrogate pair. */
export interface ChangedPart {
  readonly before: string;
  readonly part: string;
  readonly after: string;
}

export function changedParts(a: string, b: string): readonly [ChangedPart, ChangedPart] {
  const one = [...a];
  const other = [...b];
  const least = Math.min(one.length, other.length);
  let start = 0;
  while (start < least && one[start] === other[start]) start++;
  let end = 0;
  while (end < least - start && one[one.length - 1 - end] === other[other.length - 1 - end]) end++;
  const cut = (text: readonly string[]): ChangedPart => ({
    before: text.slice(0, start).join(''),
    part: text.slice(start, text.length - end).join(''),
    after: text.slice(text.length - end).join(''),
  });
  return [cut(one), cut(other)];
}
