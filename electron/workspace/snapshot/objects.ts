/**
 * The objects of a snapshot while they arrive: what the columns are made of, about 250 bytes an object. Entries come in any
 * order; one that comes again, by its DN or objectGUID, takes the place of the one before.
 */
import { guidToBytes } from '#domain/directory/guid.ts';
import { objectKind } from '#domain/directory/kind.ts';
import { rowName } from '#domain/directory/row.ts';
import { integerOf } from '#domain/directory/values.ts';
import { EntryCursor } from '#packed/readPacked.ts';
import { valueTags } from '#packed/page.ts';
import { kindCode, kindOfCode } from '../schema/kinds.ts';
import { SearchTexts } from '../search/texts.ts';
import { ClassKinds } from './classKinds.ts';
import { GrowingColumn } from './columns.ts';
import { DnIndex } from './dnIndex.ts';
import { Edges } from './edges.ts';
import { guidBytes, GuidTable } from './guidTable.ts';
import { NameOrder } from './nameOrder.ts';
import { role } from './roles.ts';
import { SidTable } from './sids.ts';

const roleCount = Object.keys(role).length;
const searched = [role.samAccountName, role.userPrincipalName, role.displayName, role.mail];
const equalsByte = 0x3d;
const commaByte = 0x2c;
const spaceByte = 0x20;

export class Objects {
  readonly index: DnIndex;
  readonly kinds = new GrowingColumn();
  readonly primaryGroups = new GrowingColumn();
  readonly groupTypes = new GrowingColumn();
  /** In which reading of a part the object came last. */
  readonly readings = new GrowingColumn();
  readonly names = new NameOrder();
  readonly sids = new SidTable();
  readonly guids: GuidTable;
  readonly edges = new Edges();
  readonly texts = new SearchTexts();
  /** By object: the number of its name. */
  readonly nameOf = new GrowingColumn();
  /** The highest id. */
  last = 0;
  count = 0;
  /** Number of the reading under way. */
  reading = 0;
  readonly #classes = new ClassKinds();
  readonly #cursor = new EntryCursor();
  /** Of the entry at hand, by role: the first value. */
  readonly #at = new Int32Array(roleCount);
  readonly #end = new Int32Array(roleCount);
  readonly #tag = new Int8Array(roleCount);
  readonly #exact = new Uint8Array(roleCount);
  readonly #guid = new Uint8Array(guidBytes);
  readonly #dropped: (id: number) => void;

  /** `dropped` is told of an object whose place another one takes. */
  constructor(seed: number, dropped: (id: number) => void) {
    this.index = new DnIndex(seed);
    this.guids = new GuidTable(seed);
    this.#dropped = dropped;
  }

  /**
   * Takes up the entry in `bytes[start … end)`, attributes numbered as `roles` (snapshot/roles.ts; 128 added where the name
   * has options). Answers with its id. Throws `PackedError`.
   */
  take(bytes: Uint8Array, start: number, end: number, roles: Uint8Array): number {
    const cursor = this.#cursor;
    this.#tag.fill(-1);
    this.edges.begin();
    let kind: number = kindCode.other;
    cursor.begin(bytes, start, end);
    while (cursor.nextAttribute()) {
      const known = roles[cursor.attribute] ?? 0;
      if (known === role.none || cursor.valueCount === 0) continue;
      const what = known & 127;
      if (what === role.member) {
        while (cursor.nextValue())
          if (cursor.tag !== valueTags.shared)
            this.edges.add(this.index.reference(bytes, cursor.valueAt, cursor.valueEnd));
      } else if (what === role.objectClass) {
        const { at, valueCount } = cursor;
        while (cursor.nextValue());
        kind = this.#classes.of(bytes, at, cursor.at, valueCount);
      } else if (this.#tag[what] === -1 || (known < 128 && this.#exact[what] === 0)) {
        cursor.nextValue();
        this.#at[what] = cursor.valueAt;
        this.#end[what] = cursor.valueEnd;
        this.#tag[what] = cursor.tag;
        this.#exact[what] = known < 128 ? 1 : 0;
      }
    }
    if (kind === kindCode.other) kind = this.#kindByType(bytes);
    const id = this.#identify(bytes, cursor.dnAt, cursor.dnEnd);
    this.kinds.set(id, kind);
    this.readings.set(id, this.reading);
    this.edges.end(id);
    this.#takeValues(id, bytes);
    this.#takeNames(id, kind, bytes, cursor.dnAt, cursor.dnEnd);
    return id;
  }

  /** Takes the object back; its id stays unused. */
  drop(id: number): void {
    const name = this.nameOf.get(id);
    if (this.index.objectOf(name) === id) this.index.setObject(name, 0);
    this.kinds.set(id, 0);
    this.guids.clear(id);
    this.edges.clear(id);
    this.count--;
    this.#dropped(id);
  }

  /** Ids of all objects, rising. */
  ids(): Int32Array {
    const ids = new Int32Array(this.count);
    const kinds = this.kinds.values;
    for (let id = 1, at = 0; id <= this.last; id++) if (kinds[id] !== 0) ids[at++] = id;
    return ids;
  }

  /** The id of the object with the entry's objectGUID or name, or the next one. */
  #identify(bytes: Uint8Array, dnAt: number, dnEnd: number): number {
    const name = this.index.entry(bytes, dnAt, dnEnd);
    const hasGuid = this.#readGuid(bytes);
    const byName = this.index.objectOf(name);
    const byGuid = hasGuid ? this.guids.find(this.#guid, 0) : 0;
    let id = byGuid || byName;
    if (byGuid !== 0 && byGuid !== byName) {
      // It was moved while it was read; what had this name before has been overtaken.
      if (byName !== 0) this.drop(byName);
      const before = this.nameOf.get(byGuid);
      if (this.index.objectOf(before) === byGuid) this.index.setObject(before, 0);
    }
    if (id === 0) {
      id = ++this.last;
      this.count++;
    }
    this.nameOf.set(id, name);
    this.index.setObject(name, id);
    if (hasGuid) this.guids.set(id, this.#guid, 0);
    else this.guids.clear(id);
    return id;
  }

  /** objectGUID or the entryUUID that stands in for it, bytes or text. */
  #readGuid(bytes: Uint8Array): boolean {
    for (const what of [role.objectGuid, role.entryUuid]) {
      const at = this.#at[what]!;
      const length = this.#end[what]! - at;
      if (this.#tag[what] === valueTags.bytes && length === guidBytes) {
        for (let n = 0; n < guidBytes; n++) this.#guid[n] = bytes[at + n]!;
        return true;
      }
      if (this.#tag[what] === valueTags.text && length < 64) {
        const parsed = guidToBytes(this.#text(bytes, what)!);
        if (parsed) {
          this.#guid.set(parsed);
          return true;
        }
      }
    }
    return false;
  }

  #kindByType(bytes: Uint8Array): number {
    const attributes: Record<string, string[]> = {};
    for (const [name, what] of [
      ['sAMAccountType', role.sAMAccountType],
      ['groupType', role.groupType],
    ] as const) {
      const text = this.#text(bytes, what);
      if (text !== null) attributes[name] = [text];
    }
    return kindCode[objectKind({ attributes })];
  }

  #takeValues(id: number, bytes: Uint8Array): void {
    const group = this.#text(bytes, role.primaryGroup);
    this.primaryGroups.set(id, group === null ? 0 : (integerOf(group) ?? 0) | 0);
    const type = this.#text(bytes, role.groupType);
    this.groupTypes.set(id, type === null ? 0 : (integerOf(type) ?? 0) | 0);
    const tag = this.#tag[role.objectSid];
    if (tag === valueTags.bytes)
      this.sids.set(id, bytes.subarray(this.#at[role.objectSid], this.#end[role.objectSid]));
    else if (tag === valueTags.text) this.sids.setText(id, this.#text(bytes, role.objectSid)!);
    else this.sids.clear(id);
  }

  #takeNames(id: number, kind: number, bytes: Uint8Array, dnAt: number, dnEnd: number): void {
    const { texts } = this;
    texts.begin(bytes, dnAt);
    const at = kind === kindCode.domain ? -1 : plainRdn(bytes, dnAt, dnEnd);
    if (at >= 0) {
      const end = endOfRdn(bytes, at, dnEnd);
      this.names.set(id, bytes, at, end);
      texts.bytes(bytes, at, end);
    } else {
      const dn = Buffer.from(bytes.buffer, bytes.byteOffset + dnAt, dnEnd - dnAt).toString('utf8');
      const name = rowName(dn, kindOfCode(kind));
      this.names.setText(id, name);
      texts.value(name);
    }
    for (const what of searched)
      if (this.#tag[what] === valueTags.text || this.#tag[what] === valueTags.ownDn)
        texts.bytes(bytes, this.#at[what]!, this.#end[what]!);
    texts.end(id);
  }

  /** The first value where it is text. */
  #text(bytes: Uint8Array, what: number): string | null {
    if (this.#tag[what] !== valueTags.text) return null;
    const at = this.#at[what]!;
    return Buffer.from(bytes.buffer, bytes.byteOffset + at, this.#end[what]! - at).toString('latin1');
  }
}

/** Where the first RDN's value begins, if it is written as it is meant: no escape, no second pair, no spaces; or -1. */
function plainRdn(bytes: Uint8Array, start: number, end: number): number {
  let equals = -1;
  for (let at = start; at < end; at++) {
    const byte = bytes[at]!;
    if (byte === commaByte) break;
    if (equals < 0) {
      if (byte === equalsByte) {
        if (at === start) return -1;
        equals = at;
      } else if (!((byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a)) return -1;
    } else if (isPlainInValue[byte] === 0) return -1;
  }
  if (equals < 0) return -1;
  const last = endOfRdn(bytes, equals, end) - 1;
  return bytes[equals + 1] === spaceByte || bytes[last] === spaceByte ? -1 : equals + 1;
}

function endOfRdn(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  while (at < end && bytes[at] !== commaByte) at++;
  return at;
}

const isPlainInValue = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte >= 0x20 && byte !== 0x7f && !'\\"+;<>#'.includes(String.fromCharCode(byte)) ? 1 : 0,
);
