/**
 * Comparing and walking names without building their structure. A million names pass through here, so the plain form
 * (no escapes, no odd spaces) takes a short way.
 */
import { DnSyntaxError, formatRdn, isPlainDn, parseDn } from './dn.ts';
import type { AttributeTypeAndValue, Rdn } from './dn.ts';

/** Space handling of RFC 4518 §2.6.1: outer spaces dropped, inner runs counted as one. */
const squash = (value: string): string => value.replace(/^ +| +$/g, '').replace(/ {2,}/g, ' ');

const keyPair = (pair: AttributeTypeAndValue): AttributeTypeAndValue => ({
  type: pair.type,
  value: typeof pair.value === 'string' ? squash(pair.value) : pair.value,
});
const keyRdn = (rdn: Rdn): string =>
  rdn.length === 1
    ? formatRdn([keyPair(rdn[0]!)])
    : rdn
        .map((pair) => formatRdn([keyPair(pair)]).toLowerCase())
        .sort()
        .join('+');

/**
 * The normal form by which names are compared: equal names have equal keys. Types and values without case, spaces
 * squashed, escapes in one spelling, pairs of a multi-valued RDN in order. Total: a text that is no name is its own
 * key without case, so that a damaged reference still compares with itself.
 */
export function dnKey(text: string): string {
  if (isPlainDn(text)) return text.toLowerCase();
  try {
    return parseDn(text).map(keyRdn).join(',').toLowerCase();
  } catch (error) {
    if (error instanceof DnSyntaxError) return text.toLowerCase();
    throw error;
  }
}

/** Where the first RDN ends: the position of its separator, or the length. Escapes and quotes are respected. */
function endOfRdn(text: string): number {
  if (!text.includes('\\') && !text.includes('"') && !text.includes(';')) {
    const comma = text.indexOf(',');
    return comma < 0 ? text.length : comma;
  }
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const next = text[at];
    if (next === '\\') at++;
    else if (next === '"') quoted = !quoted;
    else if (!quoted && (next === ',' || next === ';')) return at;
  }
  return text.length;
}

/** The parent's name as it stands in the text (or of a key, the parent's key); null at the last RDN. */
export function parentDn(text: string): string | null {
  const end = endOfRdn(text);
  if (end === text.length) return null;
  let start = end + 1;
  while (text[start] === ' ') start++;
  return text.slice(start);
}

/** The first RDN's value, unescaped (of a multi-valued RDN its first pair's). Null for the empty name; throws `DnSyntaxError`. */
export function rdnValue(text: string): string | null {
  if (text === '') return null;
  const rdn = parseDn(text.slice(0, endOfRdn(text)))[0];
  if (!rdn) return null;
  const { value } = rdn[0]!;
  return typeof value === 'string' ? value : formatRdn(rdn).slice(rdn[0]!.type.length + 1);
}

/** Whether one key lies below another, at any depth; a name is not below itself. */
export function isDescendantKey(key: string, ancestorKey: string): boolean {
  if (ancestorKey === '') return key !== '';
  const comma = key.length - ancestorKey.length - 1;
  if (comma < 1 || key[comma] !== ',' || !key.endsWith(ancestorKey)) return false;
  let escapes = 0;
  while (key[comma - 1 - escapes] === '\\') escapes++;
  return escapes % 2 === 0;
}

/** Whether one name lies below another, at any depth; a name is not below itself. */
export function isDescendant(text: string, ancestor: string): boolean {
  return isDescendantKey(dnKey(text), dnKey(ancestor));
}

/** The DNS name that a name's trailing DC parts spell: `CN=x,DC=corp,DC=example` → `corp.example`. Null without any. */
export function dnsNameOf(text: string): string | null {
  const labels: string[] = [];
  for (const rdn of parseDn(text).toReversed()) {
    const pair = rdn[0]!;
    if (rdn.length !== 1 || pair.type.toLowerCase() !== 'dc' || typeof pair.value !== 'string') break;
    labels.unshift(pair.value);
  }
  return labels.length === 0 ? null : labels.join('.');
}
