/** What a person's text asks for. */
import { dnKey, parentDn, rdnValue } from '#domain/directory/dnKey.ts';
import { DnSyntaxError } from '#domain/directory/dn.ts';
import { encodeFolded, otherType, space, typeMarks } from './alphabet.ts';
import { fold } from './fold.ts';

/** One way to fit, of several; all bytes are alphabet.ts'. */
export interface SearchQuery {
  /** Every one has to be in the text; empty: nothing is found by words. */
  readonly words: readonly Uint8Array[];
  /** The whole text; null when only a SID or GUID is looked for. */
  readonly whole: Uint8Array | null;
  /** Of `CORP\kim`, the name: values that begin with it fit without the domain's being a word of theirs. */
  readonly account: Uint8Array | null;
  /** Hexadecimal digits in small letters, at least eight: the beginning of a GUID's text form. */
  readonly guid: string | null;
  /** The beginning of a SID, as `sidToText` writes it. */
  readonly sid: string | null;
  readonly dn: DnQuery | null;
}

export interface DnQuery {
  readonly text: string;
  /** The first RDN's value, folded. */
  readonly name: Uint8Array;
  /** Whether more than one RDN was typed, so that the first is whole. */
  readonly isNameWhole: boolean;
  readonly type: number;
  /** What the DN has to begin with, by `dnWords`. */
  readonly words: string;
}

/** The letters and digits of a DN, by which a half-typed one is compared. */
export const dnWords = (dn: string): string => fold(dnKey(dn)).replaceAll(' ', '');

const accountForm = /^[^\\=,]+\\([^\\]+)$/;
const sidForm = /^(?:<sid=)?(s-1-[0-9a-fx-]*)>?$/i;
const guidForm = /^(?:<guid=)?\{?([0-9a-f-]{8,36})\}?>?$/i;

/** Null when there is no letter or digit in the text. */
export function searchQuery(text: string): SearchQuery | null {
  const typed = text.trim();
  const whole = encodeFolded(typed).slice();
  if (whole.length === 0) return null;
  const none: SearchQuery = { words: [], whole: null, account: null, guid: null, sid: null, dn: null };
  const sid = sidForm.exec(typed)?.[1];
  if (sid) return { ...none, sid: `S${sid.slice(1).toLowerCase()}` };
  const digits = guidForm.exec(typed)?.[1]?.replaceAll('-', '').toLowerCase() ?? '';
  const guid = digits.length >= 8 && digits.length <= 32 ? digits : null;
  if (guid && typed.startsWith('<')) return { ...none, guid };
  const found = accountForm.exec(typed)?.[1];
  const account = found ? encodeFolded(found).slice() : null;
  return {
    words: wordsOf(whole),
    whole,
    account: account && account.length > 0 ? account : null,
    guid,
    sid: null,
    dn: typed.includes('=') ? dnQuery(typed) : null,
  };
}

function wordsOf(whole: Uint8Array): Uint8Array[] {
  const words = new Map<string, Uint8Array>();
  for (let from = 0; from < whole.length;) {
    let to = whole.indexOf(space, from);
    if (to < 0) to = whole.length;
    const word = whole.subarray(from, to);
    words.set(word.join(), word);
    from = to + 1;
  }
  // The longest first: it leaves the least to look at.
  return [...words.values()].sort((a, b) => b.length - a.length);
}

function dnQuery(text: string): DnQuery {
  const type = text.slice(0, text.indexOf('=')).trim().toLowerCase();
  let name = text.slice(text.indexOf('=') + 1);
  try {
    name = rdnValue(text) ?? '';
  } catch (error) {
    // Half an escape, say.
    if (!(error instanceof DnSyntaxError)) throw error;
  }
  return {
    text,
    name: encodeFolded(name).slice(),
    isNameWhole: parentDn(text) !== null,
    type: typeMarks[type] ?? otherType,
    words: dnWords(text),
  };
}
