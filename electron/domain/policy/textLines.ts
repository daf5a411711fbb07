/** A document as it is shown, and on which of its lines each part stands. */

/** Lines from 1, both within. */
export interface LineRange {
  readonly from: number;
  readonly to: number;
}

/** Path as problems and statements tell it (`Statement[0].Action[1]`; empty = the whole) → its lines. */
export type Places = ReadonlyMap<string, LineRange>;

/** JSON indented by two, however it was written; null: no JSON. */
export function indented(text: string): string | null {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return null;
  }
}

/** Places of the parts of a parsed document in its text as `JSON.stringify(document, null, 2)` gives it. */
export function placesOf(document: unknown): Places {
  const places = new Map<string, LineRange>();
  // Deep nesting is no document, and must not end us: a stack of our own.
  const open: { value: unknown; path: string; from: number; keys: string[]; at: number }[] = [];
  let line = 1;
  const begin = (value: unknown, path: string): void => {
    const from = line;
    const keys = Array.isArray(value)
      ? value.map((_, index) => `${path}[${index}]`)
      : typeof value === 'object' && value !== null
        ? Object.keys(value).map((key) => (path === '' ? key : `${path}.${key}`))
        : [];
    if (keys.length === 0) places.set(path, { from, to: from });
    else open.push({ value, path, from, keys, at: 0 });
  };
  begin(document, '');
  for (let top = open.at(-1); top; top = open.at(-1)) {
    const { value, path, from, keys, at } = top;
    line++;
    if (at === keys.length) {
      places.set(path, { from, to: line });
      open.pop();
      continue;
    }
    top.at++;
    begin(Object.values(value as object)[at], keys[at]!);
  }
  return places;
}

/** The lines of a path, or of the nearest part around it: what is missing has no lines of its own. */
export function linesOf(places: Places, path: string): LineRange | null {
  let part = path;
  for (;;) {
    const found = places.get(part);
    if (found) return found;
    if (part === '') return null;
    const step = Math.max(part.lastIndexOf('.'), part.lastIndexOf('['));
    part = part.slice(0, Math.max(0, step));
  }
}
