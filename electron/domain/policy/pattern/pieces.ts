/**
 * What a pattern of a policy is made of. Source: facts/iam-policy-evaluation.md §3 (matching rules, variables).
 */

/** `*`. */
export const anyRun = Symbol('any run');
/** `?`. */
export const anyCharacter = Symbol('any character');
export interface Variable {
  /** In lower case: keys are compared without regard to case. */
  readonly key: string;
  /** Null: none is given. */
  readonly fallback: string | null;
}
export type Piece = string | typeof anyRun | typeof anyCharacter | Variable;

export const isVariable = (piece: Piece): piece is Variable => typeof piece === 'object';

const variable = /^\$\{\s*([^\s${},][^${},]*?)(?:\s*,\s*'([^']*)')?\s*\}/;
const literal = /^\$\{([*?$])\}/;
/** Longer ones are none. */
const longest = 1024;

/** What begins at a `${`: a variable, or a sign that stands for itself. Null: neither, and the text stays as it is. */
function dollarAt(
  text: string,
  at: number,
): { readonly means: string | Variable; readonly length: number } | null {
  const rest = text.slice(at, at + longest);
  const escaped = literal.exec(rest);
  if (escaped) return { means: escaped[1]!, length: escaped[0].length };
  const named = variable.exec(rest);
  if (!named) return null;
  return {
    means: { key: named[1]!.toLowerCase(), fallback: named[2] ?? null },
    length: named[0].length,
  };
}

/** Where a `${` stands that is no variable: each from there to its brace, or a little further. */
export function brokenVariables(text: string): string[] {
  const broken: string[] = [];
  for (let at = text.indexOf('${'); at >= 0;) {
    const found = dollarAt(text, at);
    if (found === null) broken.push(/^\$\{[^}]{0,60}\}?/.exec(text.slice(at, at + 64))![0]);
    at = text.indexOf('${', at + (found?.length ?? 2));
  }
  return broken;
}

/**
 * Splits a text. `wildcards`: whether `*` and `?` mean anything; `variables`: whether `${…}` is filled (version 2012-10-17, and
 * the place allows it): otherwise it is plain text, but for the wildcards in it.
 */
export function piecesOf(text: string, options: { wildcards: boolean; variables: boolean }): Piece[] {
  const pieces: Piece[] = [];
  let plain = '';
  const flush = (): void => {
    if (plain) pieces.push(plain);
    plain = '';
  };
  for (let at = 0; at < text.length;) {
    const character = text[at]!;
    if (character === '$' && options.variables && text[at + 1] === '{') {
      const found = dollarAt(text, at);
      if (found !== null && typeof found.means === 'object') {
        flush();
        pieces.push(found.means);
      } else plain += found?.means ?? character;
      at += found?.length ?? 1;
      continue;
    }
    if (options.wildcards && (character === '*' || character === '?')) {
      flush();
      if (character === '?') pieces.push(anyCharacter);
      else if (pieces.at(-1) !== anyRun) pieces.push(anyRun);
    } else plain += character;
    at++;
  }
  flush();
  return pieces;
}

/**
 * The pieces with every variable filled, its value taken literally; no run follows upon a run. Null: one has neither a value nor a
 * default, and the whole matches nothing. `undefined`: one is not known.
 */
export function filled(
  pieces: readonly Piece[],
  valueOf: (key: string) => string | null | undefined,
): Piece[] | null | undefined {
  const out: Piece[] = [];
  for (const piece of pieces) {
    if (!isVariable(piece)) {
      if (piece !== anyRun || out.at(-1) !== anyRun) out.push(piece);
      continue;
    }
    const value = valueOf(piece.key);
    if (value === undefined) return undefined;
    const text = value ?? piece.fallback;
    if (text === null) return null;
    if (text !== '') out.push(text);
  }
  return out;
}
