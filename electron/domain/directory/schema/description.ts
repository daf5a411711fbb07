/** Schema descriptions of a subschema: RFC 4512 §4.1, `( 2.5.4.3 NAME 'cn' SUP name )`. Text from outside: total. */

export interface Description {
  readonly oid: string;
  /** Keyword in upper case → its values; a keyword alone (SINGLE-VALUE) has none. */
  readonly fields: ReadonlyMap<string, readonly string[]>;
}

/** Longer texts are no description of one class or attribute. */
const longest = 65_536;
/** A quoted string, a bracket, or a word; `$` separates and is dropped. */
const token = /'([^']*)'|([()])|([^\s()$']+)|\$/y;
const escape = /\\(27|5c)/gi;

interface Token {
  readonly text: string;
  readonly is: 'open' | 'close' | 'quoted' | 'word';
}

function tokensOf(text: string): Token[] | null {
  const tokens: Token[] = [];
  let at = 0;
  for (;;) {
    while (/\s/.test(text[at] ?? '')) at++;
    if (at >= text.length) return tokens;
    token.lastIndex = at;
    const found = token.exec(text);
    if (!found) return null;
    at = token.lastIndex;
    const [, quoted, bracket, word] = found;
    if (quoted !== undefined) {
      const plain = quoted.replaceAll(escape, (_, hex: string) => (hex === '27' ? "'" : '\\'));
      tokens.push({ text: plain, is: 'quoted' });
    } else if (bracket !== undefined) tokens.push({ text: bracket, is: bracket === '(' ? 'open' : 'close' });
    else if (word !== undefined) tokens.push({ text: word, is: 'word' });
  }
}

/** Keywords that stand alone; every other one is followed by a value or a list in brackets. */
const alone = new Set([
  'OBSOLETE',
  'SINGLE-VALUE',
  'COLLECTIVE',
  'NO-USER-MODIFICATION',
  'ABSTRACT',
  'STRUCTURAL',
  'AUXILIARY',
]);

/** The description, or null when the text is none. */
export function parseDescription(text: string): Description | null {
  const tokens = text.length > longest ? null : tokensOf(text);
  if (!tokens || tokens.length < 3) return null;
  const last = tokens.length - 1;
  if (tokens[0]!.is !== 'open' || tokens[last]!.is !== 'close' || tokens[1]!.is !== 'word') return null;
  const fields = new Map<string, readonly string[]>();
  let at = 2;
  while (at < last) {
    const keyword = tokens[at]!;
    if (keyword.is !== 'word') return null;
    const name = keyword.text.toUpperCase();
    at++;
    const values: string[] = [];
    if (!alone.has(name)) {
      if (at >= last) return null;
      if (tokens[at]!.is === 'open') {
        for (at++; at < last && tokens[at]!.is !== 'close'; at++) {
          if (tokens[at]!.is === 'open') return null;
          values.push(tokens[at]!.text);
        }
        if (at >= last) return null;
      } else if (tokens[at]!.is === 'close') return null;
      else values.push(tokens[at]!.text);
      at++;
    }
    fields.set(name, values);
  }
  return { oid: tokens[1]!.text, fields };
}
