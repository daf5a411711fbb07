/**
 * One server presented under other names: its naming contexts and DNS names rewritten both ways, in requests, entries,
 * references and results. The real names are those of the server behind, the shown ones those that clients see.
 */
import { mapFilterValues } from './filter.ts';
import type { Handler } from './handler.ts';
import type { Entry, Item, Search } from './messages.ts';

export interface Naming {
  /** Suffixes of DNs, the longer first: `[real, shown]`. */
  readonly suffixes: readonly (readonly [real: string, shown: string])[];
  /** Whole DNs that have another name altogether; they come before the suffixes. */
  readonly exact?: ReadonlyMap<string, string>;
  /** DNS domains: `[real, shown]`. */
  readonly dns: readonly (readonly [real: string, shown: string])[];
  /** NetBIOS names, as sAMAccountName-like prefixes of nothing but crossRefs and root DSE: `[real, shown]`. */
  readonly netbios?: readonly (readonly [real: string, shown: string])[];
}

type Pairs = readonly (readonly [from: string, to: string])[];
const turned = (pairs: Pairs): Pairs => pairs.map(([a, b]) => [b, a] as const);

/** Attributes that hold DNS names within other text. */
const dnsAttributes = /^(dNSHostName|servicePrincipalName|userPrincipalName|canonicalName|dnsRoot|msDS-\w*DnsHostName|ldapServiceName|netbootServer|dnsHostName|mail)$/i; // prettier-ignore

function dnText(text: string, suffixes: Pairs, exact: ReadonlyMap<string, string>): string {
  const whole = exact.get(text.toLowerCase());
  if (whole !== undefined) return whole;
  const low = text.toLowerCase();
  for (const [from, to] of suffixes) {
    const end = from.toLowerCase();
    if (low === end || low.endsWith(`,${end}`) || low.endsWith(`:${end}`) || low.endsWith(`;${end}`))
      return text.slice(0, text.length - from.length) + to;
  }
  return text;
}

function dnsText(text: string, pairs: Pairs): string {
  let out = text;
  for (const [from, to] of pairs)
    out = out.replace(
      new RegExp(`(^|[@./:])${from.replaceAll('.', '\\.')}(?=$|[/:@])`, 'gi'),
      (_, before: string) => before + to,
    );
  return out;
}

/** Translates one way. */
class Translation {
  readonly #suffixes: Pairs;
  readonly #exact: ReadonlyMap<string, string>;
  readonly #dns: Pairs;

  constructor(suffixes: Pairs, exact: ReadonlyMap<string, string>, dns: Pairs) {
    this.#suffixes = suffixes;
    this.#exact = exact;
    this.#dns = dns;
  }

  dn(text: string): string {
    return dnText(text, this.#suffixes, this.#exact);
  }

  value(bytes: Buffer, attribute: string): Buffer {
    // Descriptors, SIDs and GUIDs are no text and stay; what is text may be a DN in any of its spellings.
    if (bytes.length === 0 || bytes.length > 4000) return bytes;
    const text = bytes.toString('utf8');
    if (text.includes('�') || text.includes('\0')) return bytes;
    const dn = this.dn(text);
    if (dn !== text) return Buffer.from(dn, 'utf8');
    const named = attribute === '' || dnsAttributes.test(attribute) ? dnsText(text, this.#dns) : text;
    return named === text ? bytes : Buffer.from(named, 'utf8');
  }

  uri(uri: string): string {
    const match = /^(ldaps?:\/\/)([^/]*)(?:\/(.*))?$/i.exec(uri);
    if (!match) return uri;
    const [, scheme, host, path] = match;
    const [dn, ...rest] = (path ?? '').split('?');
    const shown = [encodeURI(this.dn(decodeURIComponent(dn!))), ...rest].join('?');
    return `${scheme}${dnsText(host!, this.#dns)}/${shown}`;
  }

  entry(entry: Entry): Entry {
    return {
      ...entry,
      dn: this.dn(entry.dn),
      attributes: entry.attributes.map(([name, values]) => [
        name,
        values.map((value) => this.value(value, name)),
      ]),
    };
  }
}

const keyed = (map: ReadonlyMap<string, string>, turn: boolean): Map<string, string> =>
  new Map(
    [...map].map(([real, shown]) => (turn ? [shown.toLowerCase(), real] : [real.toLowerCase(), shown])),
  );

export interface Translations {
  /** From what the server says to what clients see. */
  readonly out: Translation;
  /** From what clients ask to what the server knows. */
  readonly in: Translation;
}

export const translations = ({ suffixes, exact = new Map(), dns }: Naming): Translations => ({
  out: new Translation(suffixes, keyed(exact, false), dns),
  in: new Translation(turned(suffixes), keyed(exact, true), turned(dns)),
});

/** `below` answers with real names; the handler made of it speaks the shown ones. */
export const renamed = (names: Translations, below: Handler): Handler =>
  async function* answered(search: Search): AsyncGenerator<Item, void> {
    const real: Search = {
      ...search,
      base: names.in.dn(search.base),
      filter: mapFilterValues(search.filter, (value, attribute) => names.in.value(value, attribute)),
    };
    for await (const item of below(real)) {
      if (item.is === 'entry') yield names.out.entry(item);
      else if (item.is === 'reference') yield { ...item, uris: item.uris.map((uri) => names.out.uri(uri)) };
      else
        yield {
          ...item,
          matched: names.out.dn(item.matched),
          ...(item.referrals ? { referrals: item.referrals.map((uri) => names.out.uri(uri)) } : {}),
        };
    }
  };
