/**
 * The LDAP messages that Treeline can write, and those it reads (RFC 4511). There is no way here to write an add, a
 * delete, a modify, a rename, a compare or any extended operation but StartTLS: reading only, by construction.
 */
import { BerReader, element, integer, tags } from './ber.ts';
import { control, controlOids, sdFlagsControl } from './controls.ts';

/** Protocol operations of requests; the channel refuses to send anything else. */
export const requests = { bind: 0x60, unbind: 0x42, search: 0x63, abandon: 0x50, extended: 0x77 } as const;
export const responses = { bind: 0x61, entry: 0x64, done: 0x65, reference: 0x73, extended: 0x78 } as const;

/** RFC 4511, 4.14 and 4.4.1. */
export const startTlsOid = '1.3.6.1.4.1.1466.20037';
const controlsTag = 0xa0;

export const scopes = { base: 0, one: 1, sub: 2 } as const;

/** A request without its message id: the operation, then the controls. */
export type Request = readonly Buffer[];

export const bindRequest = (name: string, password: string): Request => [
  element(requests.bind, [integer(3), element(tags.octetString, name), element(0x80, password)]),
];

export const unbindRequest = (): Request => [element(requests.unbind, '')];

export const abandonRequest = (id: number): Request => [integer(id, requests.abandon)];

export const startTlsRequest = (): Request => [element(requests.extended, [element(0x80, startTlsOid)])];

export interface SearchFields {
  readonly base: string;
  readonly scope: keyof typeof scopes;
  /** As `encodeFilter` answers it. */
  readonly filter: Buffer;
  readonly attributes: readonly string[];
  /** Seconds the server may spend; 0 = its own limit. */
  readonly timeLimit: number;
  readonly page?: { readonly size: number; readonly cookie: Buffer };
  /** Further controls, as `controls.ts` writes them. */
  readonly controls?: readonly Buffer[];
}

const asksDescriptor = (attributes: readonly string[]): boolean =>
  attributes.some((name) => name.toLowerCase() === 'ntsecuritydescriptor');

/**
 * A search. Aliases are never followed. No DOMAIN_SCOPE control by itself: at a domain's root AD names by references what
 * other servers or partitions hold, and a reader has to know that it did not see them; they are counted, never chased.
 */
export function searchRequest(search: SearchFields): Request {
  const operation = element(requests.search, [
    element(tags.octetString, search.base),
    integer(scopes[search.scope], tags.enumerated),
    integer(0, tags.enumerated),
    integer(0),
    integer(search.timeLimit),
    element(tags.boolean, Uint8Array.of(0)),
    search.filter,
    element(tags.sequence, search.attributes.map((name) => element(tags.octetString, name))), // prettier-ignore
  ]);
  const controls: Buffer[] = [...(search.controls ?? [])];
  if (search.page) {
    const { size, cookie } = search.page;
    controls.push(
      control(controlOids.paged, element(tags.sequence, [integer(size), element(tags.octetString, cookie)])),
    );
  }
  if (asksDescriptor(search.attributes)) {
    const descriptors = sdFlagsControl();
    if (!controls.some((one) => one.equals(descriptors))) controls.push(descriptors);
  }
  return controls.length === 0 ? [operation] : [operation, element(controlsTag, controls)];
}

/** The end of an operation (RFC 4511, 4.1.9). */
export interface Result {
  readonly code: number;
  readonly matchedDn: string;
  readonly diagnostic: string;
  /** Cookie of the paged results control; null when the server sent none. Empty = the last page. */
  readonly cookie: Buffer | null;
  /** What the DirSync control said; null when the server sent none. */
  readonly dirSync: { readonly more: boolean; readonly cookie: Buffer } | null;
}

/** `response` stands inside the operation, `message` behind it, where the controls are. */
export function readResult(response: BerReader, message: BerReader): Result {
  const code = response.integer(tags.enumerated);
  const matchedDn = response.text();
  const diagnostic = response.text();
  return { code, matchedDn, diagnostic, ...readControls(message) };
}

function readControls(message: BerReader): Pick<Result, 'cookie' | 'dirSync'> {
  let cookie: Buffer | null = null;
  let dirSync: Result['dirSync'] = null;
  if (message.peek() !== controlsTag) return { cookie, dirSync };
  const controls = message.inside(controlsTag);
  while (controls.more) {
    const one = controls.inside(tags.sequence);
    const oid = one.text();
    if (one.peek() === tags.boolean) one.skip();
    if (!one.more || (oid !== controlOids.paged && oid !== controlOids.dirSync)) continue;
    const value = one.inside(tags.octetString).inside(tags.sequence);
    if (oid === controlOids.paged) {
      value.skip(); // an estimate of the size, which no server of ours gives
      cookie ??= Buffer.from(value.octets());
    } else {
      const more = value.integer() !== 0;
      value.skip(); // not used in answers
      dirSync ??= { more, cookie: Buffer.from(value.octets()) };
    }
  }
  return { cookie, dirSync };
}

/** The addresses of one continuation reference. */
export function readReference(response: BerReader): string[] {
  const uris: string[] = [];
  while (response.more) uris.push(response.text());
  return uris;
}
