/**
 * Where the parts of a policy document stand in its text: a path as the engine tells it (`Statement[1].Condition.Bool`) and
 * its lines. A text that is not JSON keeps the places that were read before it ends to be.
 */

/** Lines from 0, both inclusive. */
export interface Lines {
  readonly first: number;
  readonly last: number;
}

interface Open {
  readonly path: string;
  readonly first: number;
  readonly list: boolean;
  index: number;
  name: string;
}

/** The document as it is read best: indented where it is JSON, else as it was given. */
export function indented(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

/** The first place of a path wins: of names that stand twice in one object, the first. */
export function placesOf(text: string): ReadonlyMap<string, Lines> {
  const places = new Map<string, Lines>();
  const open: Open[] = [];
  let line = 0;
  let at = 0;
  const put = (path: string, first: number) => {
    if (!places.has(path)) places.set(path, { first, last: line });
  };
  const here = (top: Open): string =>
    top.list ? `${top.path}[${top.index}]` : top.path === '' ? top.name : `${top.path}.${top.name}`;
  /** A name begins its member: the place of the member is from its line on. */
  let named = 0;
  let value = false;
  while (at < text.length) {
    const sign = text[at]!;
    const top = open.at(-1);
    if (sign === '\n') line++;
    else if (sign === '"') {
      const end = endOfString(text, at);
      if (top && !top.list && !value) {
        top.name = unquoted(text.slice(at, end + 1));
        named = line;
        value = true;
      } else if (top) {
        put(here(top), top.list ? line : named);
        value = false;
      }
      at = end;
    } else if (sign === '{' || sign === '[') {
      open.push({
        path: top ? here(top) : '',
        first: top && !top.list ? named : line,
        list: sign === '[',
        index: 0,
        name: '',
      });
      value = false;
    } else if (sign === '}' || sign === ']') {
      open.pop();
      if (top) put(top.path, top.first);
      value = false;
    } else if (sign === ',') {
      if (top?.list) top.index++;
      value = false;
    } else if (/[\w-]/.test(sign)) {
      if (top) put(here(top), top.list ? line : named);
      while (/[\w.+-]/.test(text[at + 1] ?? '')) at++;
      value = false;
    }
    at++;
  }
  for (const each of open) put(each.path, each.first);
  return places;
}

function endOfString(text: string, from: number): number {
  let at = from + 1;
  while (at < text.length && text[at] !== '"' && text[at] !== '\n') at += text[at] === '\\' ? 2 : 1;
  // A string that no quote ends, ends with its line.
  return text[at] === '"' ? at : at - 1;
}

function unquoted(text: string): string {
  try {
    return JSON.parse(text) as string;
  } catch {
    return text.replaceAll('"', '');
  }
}

/** The lines of a path, or of the nearest part around it that stands in the text. */
export function linesOf(places: ReadonlyMap<string, Lines>, path: string): Lines | null {
  for (let part = path; ; part = outside(part)) {
    const lines = places.get(part);
    if (lines) return lines;
    if (part === '') return null;
  }
}

/** The path without its last step. Names of keys hold dots and colons: a name too long is found by its beginning. */
const outside = (path: string): string => path.slice(0, Math.max(0, path.search(/(\.[^.[\]]*|\[\d+\])$/)));
