/** Action patterns: `service:Name`, without regard to case; wildcards stand in the name. Source: facts §3. */
import { globOf } from './glob.ts';
import type { Matcher } from './glob.ts';
import { piecesOf } from './pieces.ts';

let folded: readonly [action: string, inLowerCase: string] = ['', ''];

/** In lower case; the same text again for the same action, since one request asks for it many times. */
export function foldedAction(action: string): string {
  if (folded[0] !== action) folded = [action, action.toLowerCase()];
  return folded[1];
}

export interface ActionPattern {
  /** In lower case; `*` = every service. */
  readonly service: string;
  /** Of the name after the colon, given in lower case. */
  readonly matches: Matcher;
}

export function actionPattern(text: string): ActionPattern {
  const folded = text.toLowerCase();
  const colon = folded.indexOf(':');
  if (colon < 0) return { service: '*', matches: globOf(namePieces(folded)) };
  return { service: folded.slice(0, colon), matches: globOf(namePieces(folded.slice(colon + 1))) };
}
const namePieces = (name: string) => piecesOf(name, { wildcards: true, variables: false });
