/** Finding a condition key by the name that a policy gives it: in any case, and with what stands for `${TagKey}`. */
import { globOf } from '../pattern/glob.ts';
import type { Matcher } from '../pattern/glob.ts';
import { anyRun } from '../pattern/pieces.ts';
import type { Piece } from '../pattern/pieces.ts';

export type KeyIndex<Key> = (name: string) => Key | null;

const varying = /\$\{[^}]*\}/;

/** Of several keys of one name the first counts. A template itself is found too: `aws:RequestTag/${TagKey}`. */
export function keyIndex<Key extends { readonly name: string }>(keys: readonly Key[]): KeyIndex<Key> {
  const exact = new Map<string, Key>();
  const templates = new Map<string, { matches: Matcher; key: Key }>();
  for (const key of keys) {
    const folded = key.name.toLowerCase();
    if (!exact.has(folded)) exact.set(folded, key);
    if (varying.test(folded) && !templates.has(folded))
      templates.set(folded, { matches: matcherOf(folded), key });
  }
  const list = [...templates.values()];
  return (name) => {
    const folded = name.toLowerCase();
    return exact.get(folded) ?? list.find(({ matches }) => matches(folded))?.key ?? null;
  };
}

/** What varies is never empty. */
function matcherOf(template: string): Matcher {
  const texts = template.split(varying);
  const pieces = texts.flatMap((text, index): Piece[] => (index === 0 ? [text] : [anyRun, text]));
  const matches = globOf(pieces.filter((piece) => piece !== ''));
  const least = texts.reduce((sum, text) => sum + text.length, 0) + texts.length - 1;
  return (name) => name.length >= least && matches(name);
}
