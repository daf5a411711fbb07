/**
 * ARNs that stand for many: one of every kind that an action touches, and one of those among them that a pattern of a policy takes
 * in. What varies freely is filled with a text that no policy names, so that only a wildcard takes it.
 */
import { anyRun, isVariable, piecesOf } from '../pattern/pieces.ts';
import { splitArn } from '../pattern/resource.ts';

/** Stands for any text: of a sign that no name holds, too long for `?` upon `?`. */
export const anyText = '…'.repeat(62);
/** Longer ones are no ARNs, and would take long to compare. */
const longest = 2048;

/** A code unit, or one of these. */
type Token = number;
const run: Token = -1;
const one: Token = -2;
/** A run without `/`, and one without `:`. */
const runInside: Token = -3;
const runOfPart: Token = -4;
const oneOfPart: Token = -5;
const slash = 47;
const colon = 58;
type Tokens = readonly Token[];

const isRun = (token: Token | undefined): boolean =>
  token === run || token === runInside || token === runOfPart;

function unitsOf(text: string): Token[] {
  const units: Token[] = [];
  for (let at = 0; at < text.length; at++) units.push(text.charCodeAt(at));
  return units;
}

/** A pattern of a policy, whose variables may become anything. */
function patternTokens(text: string): Token[] {
  return piecesOf(text, { wildcards: true, variables: true }).flatMap((piece) =>
    typeof piece === 'string' ? unitsOf(piece) : [piece === anyRun || isVariable(piece) ? run : one],
  );
}

/** The pattern with what is known in place of its variables; what is not may still become anything. */
export function withKnown(text: string, valueOf: (key: string) => string | null | undefined): string {
  if (!text.includes('${')) return text;
  return piecesOf(text, { wildcards: true, variables: true })
    .map((piece) => {
      if (typeof piece === 'string') return literally(piece);
      if (!isVariable(piece)) return piece === anyRun ? '*' : '?';
      const value = valueOf(piece.key);
      const known = value === undefined ? null : (value ?? piece.fallback);
      return known === null ? '*' : literally(known);
    })
    .join('');
}
const literally = (text: string): string => text.replaceAll(/[*?$]/g, '${$&}');

/** Names of what varies in ARNs that hold no `/`: `arn:aws:s3:::b/*` names objects and no bucket. */
const withoutSlash: ReadonlySet<string> = new Set(['BucketName']);

/** Where the ARN is told: null = may be anything. */
export interface Where {
  readonly partition: string | null;
  readonly account: string | null;
}

/** The ARN of a kind of resource as the service data writes it: `arn:${Partition}:s3:::${BucketName}/${ObjectName}`. */
function kindTokens(part: string, index: number, where: Where, apart = false): Token[] {
  const told = index === 1 ? where.partition : index === 4 ? where.account : null;
  return part.split(/(\$\{[^}]*\}|\*)/).flatMap((piece) => {
    if (!piece.startsWith('${') && piece !== '*') return unitsOf(piece);
    if (told !== null) return unitsOf(told);
    if (withoutSlash.has(piece.slice(2, -1))) return [runInside];
    return index < 5 || apart ? [oneOfPart, runOfPart] : [one, run];
  });
}

/** One of a kind of resource, of which nothing is told but where it is. */
export const sampleOf = (arn: string, where: Where): string =>
  splitArn(arn)
    .map((part, index) => {
      const told = index === 1 ? where.partition : index === 4 ? where.account : null;
      return part.replaceAll(/\$\{[^}]*\}|\*/g, told ?? anyText);
    })
    .join(':');

/**
 * A resource of the kind that the pattern takes in; null: it takes in none. `where` is tried first; a pattern may also name other
 * accounts.
 */
export function sampleWithin(pattern: string, arn: string, where: Where): string | null {
  if (pattern.length > longest) return null;
  return within(pattern, arn, where) ?? within(pattern, arn, { partition: null, account: null });
}

function within(pattern: string, arn: string, where: Where): string | null {
  const asked = splitArn(pattern);
  const given = splitArn(arn);
  if (asked.length === given.length) {
    const parts: string[] = [];
    // The service tells most apart.
    if (common(patternTokens(asked[2]!), unitsOf(given[2]!)) !== null) {
      for (const [index, part] of asked.entries()) {
        const found = common(patternTokens(part), kindTokens(given[index]!, index, where));
        if (found === null) break;
        parts.push(found);
      }
      if (parts.length === asked.length) return parts.join(':');
    }
  }
  // A `*` that ends a part may run past colons.
  if (!asked.slice(0, -1).some((part) => part.endsWith('*')) && asked.length >= given.length) return null;
  const whole = given.flatMap((part, index) => [
    ...(index > 0 ? [colon] : []),
    ...kindTokens(part, index, where, true),
  ]);
  const tokens = patternTokens(pattern);
  return common(asked.length < given.length && pattern !== '*' ? [...tokens, run] : tokens, whole);
}

/** A pattern of some that both take in; null: there are none. */
export function patternOfBoth(a: string, b: string): string | null {
  if (a.length > longest || b.length > longest) return null;
  const text = common(patternTokens(a), patternTokens(b));
  return text && text.replaceAll(anyText, '*').replaceAll('…', '?');
}

/** A text that both take in, with `anyText` where both leave it free. */
function common(a: Tokens, b: Tokens): string | null {
  if (apart(a, b)) return null;
  const width = b.length + 1;
  const dead = new Uint8Array((a.length + 1) * width);
  const text: string[] = [];
  const reach = (i: number, j: number): boolean => {
    if (i === a.length && j === b.length) return true;
    const place = i * width + j;
    if (dead[place] === 1) return false;
    dead[place] = 1;
    const [left, right] = [a[i], b[j]];
    const emit = (said: string, nextI: number, nextJ: number): boolean => {
      text.push(said);
      if (reach(nextI, nextJ)) return true;
      text.pop();
      return false;
    };
    if (isRun(left) && isRun(right)) return emit(anyText, i + 1, j) || emit(anyText, i, j + 1);
    if (isRun(left))
      return (right !== undefined && fits(left!, right) && emit(said(right), i, j + 1)) || reach(i + 1, j);
    if (isRun(right))
      return (left !== undefined && fits(right!, left) && emit(said(left), i + 1, j)) || reach(i, j + 1);
    if (left === undefined || right === undefined) return false;
    if (left !== right && !takes(left, right) && !takes(right, left)) return false;
    return emit(said(left < 0 ? right : left), i + 1, j + 1);
  };
  return reach(0, 0) ? text.join('') : null;
}

const fits = (taker: Token, taken: Token): boolean =>
  taker === run || taken !== (taker === runInside ? slash : colon);
const takes = (taker: Token, taken: Token): boolean =>
  taker === one || (taker === oneOfPart && taken !== colon);
const said = (token: Token): string => (token < 0 ? '…' : String.fromCharCode(token));

/** A quick look: what both begin or end with already differs. */
function apart(a: Tokens, b: Tokens): boolean {
  const least = Math.min(a.length, b.length);
  for (let at = 0; at < least && a[at]! >= 0 && b[at]! >= 0; at++) if (a[at] !== b[at]) return true;
  for (let at = 1; at <= least; at++) {
    const [left, right] = [a[a.length - at]!, b[b.length - at]!];
    if (left < 0 || right < 0) return false;
    if (left !== right) return true;
  }
  return false;
}
