/**
 * Patterns against patterns: whether all that one takes in another does too, and whether one text may fit both. `covers` never
 * says yes wrongly, `meets` never says no wrongly.
 */
import { anyCharacter, anyRun, isVariable, piecesOf } from '../pattern/pieces.ts';

const any = Symbol('any character');
const run = Symbol('any run');
/** Of templates alone: anything without a colon, without a slash. */
const withoutColon = Symbol('any run without a colon');
const withoutSlash = Symbol('any run without a slash');
/** A character, a wildcard, or a variable by its key. */
type Token = string | typeof any | typeof run | typeof withoutColon | typeof withoutSlash;
export type Tokens = readonly Token[];

/** Steps that one document's comparisons may take; real policies need a small part. */
export interface Budget {
  left: number;
}
export const budgetOf = (steps: number): Budget => ({ left: steps });

const variableMark = '${';
const isVariableToken = (token: Token): boolean =>
  typeof token === 'string' && token.startsWith(variableMark);

/** @param variables whether `${…}` is filled, or plain text */
export function tokensOf(text: string, variables: boolean): Tokens {
  const tokens: Token[] = [];
  for (const piece of piecesOf(text, { wildcards: true, variables })) {
    if (piece === anyRun) tokens.push(run);
    else if (piece === anyCharacter) tokens.push(any);
    else if (isVariable(piece)) tokens.push(`${variableMark}${piece.key},${piece.fallback ?? ''}`);
    else if (typeof piece === 'string') tokens.push(...piece);
  }
  return tokens;
}

/** What a template names so never holds a slash: a bucket is not an object. */
const slashless: ReadonlySet<string> = new Set(['${BucketName}']);
const partCount = 6;

/** As `tokensOf` of an ARN template of the service data, whose `${…}` stands for anything; before the last part, without colons. */
export function templateTokens(text: string): Tokens {
  const tokens: Token[] = [];
  let colons = 0;
  for (const part of text.split(/(\$\{[^}]*\})/)) {
    if (part.startsWith(variableMark)) {
      tokens.push(colons < partCount - 1 ? withoutColon : slashless.has(part) ? withoutSlash : run);
      continue;
    }
    colons += part.split(':').length - 1;
    tokens.push(...part);
  }
  return tokens;
}

const isAnything = (tokens: Tokens): boolean => tokens.length === 1 && tokens[0] === run;
const spend = (budget: Budget, a: Tokens, b: Tokens): boolean =>
  (budget.left -= (a.length + 1) * (b.length + 1)) >= 0;

/** Whether `wide` takes in all that `narrow` does. */
export function covers(wide: Tokens, narrow: Tokens, budget: Budget): boolean {
  if (isAnything(wide)) return true;
  if (typeof wide[0] === 'string' && wide[0] !== narrow[0]) return false;
  if (!spend(budget, wide, narrow)) return false;
  let places = new Uint8Array(wide.length + 1);
  let next = new Uint8Array(wide.length + 1);
  const reach = (into: Uint8Array, from: number): void => {
    let place = from;
    into[place] = 1;
    while (wide[place] === run) into[++place] = 1;
  };
  reach(places, 0);
  for (const token of narrow) {
    next.fill(0);
    let alive = false;
    for (let place = 0; place < wide.length; place++) {
      if (places[place] === 0) continue;
      const step = wide[place];
      const stays = step === run;
      // A run of the narrow one, and a variable, may be of any length: a run alone takes it in.
      const passes = !stays && (step === token || (step === any && !isLoose(token)));
      if (stays) reach(next, place);
      if (passes) reach(next, place + 1);
      alive ||= stays || passes;
    }
    if (!alive) return false;
    [places, next] = [next, places];
  }
  return places[wide.length] === 1;
}

/** Of any length. */
const isLoose = (token: Token | undefined): boolean =>
  token !== undefined && token !== any && (typeof token === 'symbol' || isVariableToken(token));
const takes = (wide: Token | undefined, other: Token | undefined): boolean =>
  isLoose(wide) && !(wide === withoutColon && other === ':') && !(wide === withoutSlash && other === '/');

/** Whether a text may fit both; a variable may be anything. */
export function meets(a: Tokens, b: Tokens, budget: Budget): boolean {
  if (isAnything(a) || isAnything(b)) return true;
  if (!spend(budget, a, b)) return true;
  let here = new Uint8Array(b.length + 1);
  here[0] = 1;
  for (let at = 0; at <= a.length; at++) {
    const below = new Uint8Array(b.length + 1);
    const mine = a[at];
    for (let bt = 0; bt <= b.length; bt++) {
      if (here[bt] === 0) continue;
      const other = b[bt];
      if (isLoose(mine) || isLoose(other)) {
        if (bt < b.length && (isLoose(other) || takes(mine, other))) here[bt + 1] = 1;
        if (at < a.length && (isLoose(mine) || takes(other, mine))) below[bt] = 1;
      } else if (
        mine !== undefined &&
        other !== undefined &&
        (mine === other || mine === any || other === any)
      )
        below[bt + 1] = 1;
    }
    if (at === a.length) return here[b.length] === 1;
    here = below;
  }
  return false;
}
