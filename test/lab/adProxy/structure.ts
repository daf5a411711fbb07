/** What a lab's forest needs to know of the servers it is made of, read once by ordinary searches. */
import { randomBytes } from 'node:crypto';
import { int, tlv } from './ber.ts';
import { defaultPartialSet } from './catalog.ts';
import { oid, valuesOf, type Attribute, type Entry, type Search } from './messages.ts';
import { UpstreamPool, type Credentials, type Upstream } from './upstream.ts';

export interface DomainSource {
  readonly upstream: Upstream;
  /** Who reads what this domain holds for clients that signed in elsewhere, and its structure at the start. */
  readonly reader: Credentials;
  readonly dn: string;
  readonly dnsName: string;
  readonly netbios: string;
}

/** `(name=value)`; `*` = present; `&` of several. */
export const filters = {
  any: tlv(0x87, 'objectClass'),
  equal: (name: string, value: string): Buffer => tlv(0xa3, [tlv(0x04, name), tlv(0x04, value)]),
  bit: (name: string, bits: number): Buffer =>
    tlv(0xa9, [tlv(0x81, '1.2.840.113556.1.4.803'), tlv(0x82, name), tlv(0x83, String(bits))]),
  or: (...parts: Buffer[]): Buffer => tlv(0xa1, parts),
};

export async function readAll(
  { upstream, reader }: Pick<DomainSource, 'upstream' | 'reader'>,
  base: string,
  scope: 0 | 1 | 2,
  filter: Buffer,
  attributes: readonly string[],
): Promise<Entry[]> {
  const pool = new UpstreamPool(upstream, reader);
  const search: Search = {
    base,
    scope,
    filter,
    attributes,
    deref: 0,
    sizeLimit: 0,
    timeLimit: 0,
    typesOnly: false,
    controls:
      upstream.kind === 'samba' ? [{ oid: oid.sdFlags, critical: true, value: tlv(0x30, [int(7)]) }] : [],
  };
  const found: Entry[] = [];
  try {
    for await (const item of pool.search(search)) {
      if (item.is === 'entry') found.push(item);
      else if (item.is === 'done' && item.code !== 0 && item.code !== 32)
        throw new Error(`${base}: ${item.code} ${item.text}`);
    }
  } finally {
    pool.close();
  }
  return found;
}

const own = (dn: string, values: Readonly<Record<string, string | readonly (string | Buffer)[]>>): Entry => ({
  is: 'entry',
  dn,
  attributes: Object.entries(values).map(([name, list]): Attribute => [
    name,
    (typeof list === 'string' ? [list] : list).map((one) =>
      typeof one === 'string' ? Buffer.from(one) : one,
    ),
  ]),
});

/** An object like `model`, where there is one, with `values` set and `without` left out. */
export function likeReal(
  model: Entry | undefined,
  dn: string,
  values: Readonly<Record<string, string | readonly (string | Buffer)[]>>,
  without: readonly string[] = [],
): Entry {
  const cn = /^[^=]+=((?:\\.|[^,\\])*)/.exec(dn)?.[1] ?? '';
  const made = own(dn, { distinguishedName: dn, cn, name: cn, objectGUID: [randomBytes(16)], ...values });
  if (!model) return made;
  const set = new Set(
    [...Object.keys(values), ...without, 'distinguishedName', 'cn', 'name'].map((n) => n.toLowerCase()),
  );
  return {
    ...made,
    attributes: [
      ...model.attributes.filter(([name]) => !set.has(name.toLowerCase())),
      ...made.attributes.filter(
        ([name]) => set.has(name.toLowerCase()) || valuesOf(model, name).length === 0,
      ),
    ],
  };
}

/** Names, in lower case, of the attributes that a global catalog gives: the partial set and what is constructed. */
export async function partialSetOf(root: DomainSource): Promise<Set<string>> {
  const schema = await readAll(
    root,
    `CN=Schema,CN=Configuration,${root.dn}`,
    1,
    filters.or(filters.equal('isMemberOfPartialAttributeSet', 'TRUE'), filters.bit('systemFlags', 4)),
    ['lDAPDisplayName'],
  );
  const names = schema.flatMap((entry) => valuesOf(entry, 'lDAPDisplayName').map(String));
  // The back link of what is held is computed from it, whatever the schema says of it.
  const always = ['objectClass', 'memberOf'];
  return new Set(
    [...(names.length > 0 ? names : defaultPartialSet), ...always].map((name) => name.toLowerCase()),
  );
}
