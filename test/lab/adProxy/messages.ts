/** The LDAP messages that pass through the proxy (RFC 4511), as plain objects, and their bytes both ways. */
import { bool, elements, int, text, tlv, toInt, toText, type Element } from './ber.ts';

export interface Control {
  readonly oid: string;
  readonly critical: boolean;
  readonly value: Buffer | null;
}

export interface Search {
  readonly base: string;
  readonly scope: 0 | 1 | 2;
  readonly deref: number;
  readonly sizeLimit: number;
  readonly timeLimit: number;
  readonly typesOnly: boolean;
  /** The whole element. */
  readonly filter: Buffer;
  readonly attributes: readonly string[];
  readonly controls: readonly Control[];
}

export type Attribute = readonly [name: string, values: readonly Buffer[]];

export interface Entry {
  readonly is: 'entry';
  readonly dn: string;
  readonly attributes: readonly Attribute[];
}
export interface Reference {
  readonly is: 'reference';
  readonly uris: readonly string[];
}
export interface Done {
  readonly is: 'done';
  readonly code: number;
  readonly matched: string;
  readonly text: string;
  readonly referrals?: readonly string[];
  readonly controls?: readonly Control[];
}
/** What makes up the answer to a search: entries and references, then one `done`. */
export type Item = Entry | Reference | Done;

export const op = {
  bind: 0x60, bound: 0x61, unbind: 0x42, search: 0x63, entry: 0x64, done: 0x65, reference: 0x73,
  abandon: 0x50, extended: 0x77, extendedDone: 0x78,
} as const; // prettier-ignore

export const oid = {
  paged: '1.2.840.113556.1.4.319',
  dirSync: '1.2.840.113556.1.4.841',
  sdFlags: '1.2.840.113556.1.4.801',
  showDeleted: '1.2.840.113556.1.4.417',
  showRecycled: '1.2.840.113556.1.4.2064',
  domainScope: '1.2.840.113556.1.4.1339',
  searchOptions: '1.2.840.113556.1.4.1340',
  rangeNoError: '1.2.840.113556.1.4.1948',
  linkTtl: '1.2.840.113556.1.4.2309',
  startTls: '1.3.6.1.4.1.1466.20037',
} as const;

export const done = (code: number, diagnostic = '', more: Partial<Done> = {}): Done => ({
  is: 'done',
  code,
  matched: '',
  text: diagnostic,
  ...more,
});

export interface Message {
  readonly id: number;
  readonly operation: Element;
  readonly controls: readonly Control[];
}

function readControls(element: Element | undefined): Control[] {
  if (element?.tag !== 0xa0) return [];
  return elements(element.content).map((one) => {
    const [name, ...rest] = elements(one.content);
    const critical = rest.find((part) => part.tag === 0x01);
    const value = rest.find((part) => part.tag === 0x04);
    return {
      oid: toText(name!),
      critical: critical !== undefined && critical.content[0] !== 0,
      value: value?.content ?? null,
    };
  });
}

const writeControls = (controls: readonly Control[]): Buffer[] =>
  controls.length === 0
    ? []
    : [
        tlv(
          0xa0,
          controls.map(({ oid, critical, value }) =>
            tlv(0x30, [
              text(oid),
              ...(critical ? [bool(true)] : []),
              ...(value === null ? [] : [tlv(0x04, value)]),
            ]),
          ),
        ),
      ];

export function readMessage(bytes: Buffer): Message {
  const [whole] = elements(bytes);
  if (whole?.tag !== 0x30) throw new Error('LDAP: no message');
  const [id, operation, controls] = elements(whole.content);
  if (id === undefined || operation === undefined) throw new Error('LDAP: no operation');
  return { id: toInt(id), operation, controls: readControls(controls) };
}

export function readSearch({ operation, controls }: Message): Search {
  const [base, scope, deref, sizeLimit, timeLimit, typesOnly, filter, attributes] = elements(
    operation.content,
  );
  return {
    base: toText(base!),
    scope: toInt(scope!) as 0 | 1 | 2,
    deref: toInt(deref!),
    sizeLimit: toInt(sizeLimit!),
    timeLimit: toInt(timeLimit!),
    typesOnly: typesOnly!.content[0] !== 0,
    filter: tlv(filter!.tag, filter!.content),
    attributes: elements(attributes!.content).map(toText),
    controls,
  };
}

export const writeMessage = (id: number, operation: Buffer, controls: readonly Control[] = []): Buffer =>
  tlv(0x30, [int(id), operation, ...writeControls(controls)]);

export const writeSearch = (id: number, search: Search): Buffer =>
  writeMessage(
    id,
    tlv(op.search, [
      text(search.base),
      int(search.scope, 0x0a),
      int(search.deref, 0x0a),
      int(search.sizeLimit),
      int(search.timeLimit),
      bool(search.typesOnly),
      search.filter,
      tlv(0x30, search.attributes.map(text)),
    ]),
    search.controls,
  );

/** `tag` is the operation that ends: a bind's, a search's, an extended one's. */
export const writeResult = (id: number, tag: number, result: Done, extra: readonly Buffer[] = []): Buffer =>
  writeMessage(
    id,
    tlv(tag, [
      int(result.code, 0x0a),
      text(result.matched),
      text(result.text),
      ...(result.referrals ? [tlv(0xa3, result.referrals.map(text))] : []),
      ...extra,
    ]),
    result.controls,
  );

export const writeEntry = (id: number, entry: Entry): Buffer =>
  writeMessage(
    id,
    tlv(op.entry, [
      text(entry.dn),
      tlv(
        0x30,
        entry.attributes.map(([name, values]) =>
          tlv(0x30, [
            text(name),
            tlv(
              0x31,
              values.map((value) => tlv(0x04, value)),
            ),
          ]),
        ),
      ),
    ]),
  );

export function writeItem(id: number, item: Item): Buffer {
  if (item.is === 'entry') return writeEntry(id, item);
  if (item.is === 'done') return writeResult(id, op.done, item);
  return writeMessage(id, tlv(op.reference, item.uris.map(text)));
}

export function readResult({ operation, controls }: Message): Done {
  const [code, matched, diagnostic, ...rest] = elements(operation.content);
  const referrals = rest.find((part) => part.tag === 0xa3);
  return {
    is: 'done',
    code: toInt(code!),
    matched: toText(matched!),
    text: toText(diagnostic!),
    ...(referrals ? { referrals: elements(referrals.content).map(toText) } : {}),
    controls,
  };
}

/** The answer that a message of the upstream server holds; null for one that says nothing about a search. */
export function readItem(message: Message): Item | null {
  const { operation } = message;
  if (operation.tag === op.done) return readResult(message);
  if (operation.tag === op.reference)
    return { is: 'reference', uris: elements(operation.content).map(toText) };
  if (operation.tag !== op.entry) return null;
  const [dn, attributes] = elements(operation.content);
  return {
    is: 'entry',
    dn: toText(dn!),
    attributes: elements(attributes!.content).map(({ content }): Attribute => {
      const [name, values] = elements(content);
      return [toText(name!), elements(values!.content).map((value) => value.content)];
    }),
  };
}

export const control = (search: Search, wanted: string): Control | undefined =>
  search.controls.find((one) => one.oid === wanted);

export const withoutControls = (search: Search, ...unwanted: readonly string[]): Search => ({
  ...search,
  controls: search.controls.filter((one) => !unwanted.includes(one.oid)),
});

/** The values of an attribute, whatever the case of its name. */
export function valuesOf(entry: Entry, name: string): readonly Buffer[] {
  const lower = name.toLowerCase();
  return entry.attributes.find(([one]) => one.toLowerCase() === lower)?.[1] ?? [];
}

export const isRootDse = (search: Search): boolean => search.base === '' && search.scope === 0;
