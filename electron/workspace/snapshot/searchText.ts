/**
 * The words of an object for full-text search, and a person's text as a query over them. Both sides fold in the same
 * way, so the index needs no tokenizer of its own; and a query holds letters and digits alone, whatever was typed.
 *
 * Whole values are words too, behind a private-use character that no folded text can hold: `exact` for names, `dn`,
 * `sid` and `guid` so that those are found by their beginning without every "s1" or "cn" being a hit.
 */
import { dnKey } from '#domain/directory/dnKey.ts';
import type { ObjectRow } from '#domain/directory/object.ts';

const mark = { exact: '\ue000', dn: '\ue001', sid: '\ue002', guid: '\ue003' } as const;
// eslint-disable-next-line no-control-regex -- ASCII is what is meant.
const isAscii = /^[\x00-\x7f]*$/;
/** Longer than any value of a name attribute in AD (rangeUpper of the schema); bounds what one object adds. */
const maxFolded = 2048;

/** Without case, accents and width; what is no letter or digit becomes a space. Hangul is taken apart into letters. */
export function fold(text: string): string {
  const short = text.length > maxFolded ? text.slice(0, maxFolded) : text;
  if (isAscii.test(short)) return short.toLowerCase().replace(/[^a-z0-9]+/g, ' ');
  return short
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}]+/gu, ' ');
}

const joined = (folded: string): string => folded.replaceAll(' ', '');

export type SearchedFields = Pick<
  ObjectRow,
  'dn' | 'name' | 'guid' | 'sid' | 'samAccountName' | 'userPrincipalName' | 'displayName' | 'mail'
>;

/** What the index stores for an object. */
export function searchWords(row: SearchedFields): string {
  const values = new Set<string>();
  for (const value of [row.name, row.samAccountName, row.userPrincipalName, row.displayName, row.mail]) {
    if (value) values.add(fold(value).trim());
  }
  let words = mark.dn + joined(fold(dnKey(row.dn)));
  if (row.sid) words += ` ${mark.sid}${joined(fold(row.sid))}`;
  if (row.guid) words += ` ${mark.guid}${joined(fold(row.guid))}`;
  for (const value of values) if (value !== '') words += ` ${value} ${mark.exact}${joined(value)}`;
  return words;
}

export interface SearchQuery {
  /** FTS5 expression of everything that fits. */
  readonly all: string;
  /** FTS5 expression of what has the whole text as one of its values. */
  readonly exact: string;
}

/** The query of a person's text; null when there is no letter or digit in it. */
export function searchQuery(text: string): SearchQuery | null {
  const folded = fold(text).trim();
  if (folded === '') return null;
  const whole = joined(folded);
  const prefix = (word: string) => `"${word}"*`;
  const words = folded
    .split(' ')
    .map((word) => prefix(word))
    .join(' AND ');
  const exact = [`"${mark.exact}${whole}"`];
  // CORP\kim: the name without its domain.
  const account = /^[^\\=,]+\\([^\\]+)$/.exec(text.trim())?.[1];
  const alternatives = [`(${words})`];
  if (account) {
    const name = joined(fold(account));
    if (name !== '') {
      exact.push(`"${mark.exact}${name}"`);
      alternatives.push(prefix(mark.exact + name));
    }
  }
  if (/^s-1-/i.test(text.trim())) {
    return { all: prefix(mark.sid + whole), exact: `"${mark.sid}${whole}"` };
  }
  if (text.includes('=')) {
    const dn = joined(fold(dnKey(text)));
    alternatives.push(prefix(mark.dn + dn));
    exact.push(`"${mark.dn}${dn}"`);
  }
  if (/^[0-9a-f]{8,32}$/.test(whole)) {
    alternatives.push(prefix(mark.guid + whole));
    exact.push(`"${mark.guid}${whole}"`);
  }
  return { all: alternatives.join(' OR '), exact: exact.join(' OR ') };
}

/** FTS5 expression of one whole value: a SID, or any of the names. Null when there is no letter or digit in it. */
export function exactExpression(field: 'sid' | 'name', value: string): string | null {
  const whole = joined(fold(value));
  return whole === '' ? null : `"${field === 'sid' ? mark.sid : mark.exact}${whole}"`;
}
