/** What objects without a partner are called, as numbers: read once from their entries, a block at a time. */
import { dnKey } from '#domain/directory/dnKey.ts';
import { sidOf } from '#domain/directory/sid.ts';
import { EntryCursor } from '#packed/readPacked.ts';
import { valueTags } from '#packed/page.ts';
import { PackedError } from '#packed/numbers.ts';
import { blockSize, visitPacked } from '../query/packedScan.ts';
import type { Database } from '../sqlite.ts';
import { hashText } from './hash.ts';
import type { CompareSide } from './side.ts';

const wanted = ['userprincipalname', 'mail', 'samaccountname', 'sidhistory'];

/** A key by kind: a user and a group of one mail address are two things. */
const withKind = (hash: number, kind: number): number => hash - (hash % 16) + (kind % 16);

export class NameKeys {
  /** By place in `ids`; NaN = none. */
  readonly userPrincipalName: Float64Array;
  readonly mail: Float64Array;
  readonly sAMAccountName: Float64Array;
  /** By object id: RDN and kind. */
  readonly rdn: Float64Array;
  readonly sidHistory: { readonly id: number; readonly sid: string }[] = [];
  readonly ids: Int32Array;

  constructor(ids: Int32Array, size: number) {
    this.ids = ids;
    this.userPrincipalName = new Float64Array(ids.length).fill(Number.NaN);
    this.mail = this.userPrincipalName.slice();
    this.sAMAccountName = this.userPrincipalName.slice();
    this.rdn = new Float64Array(size).fill(Number.NaN);
  }
}

const commaByte = 0x2c;
/** Backslash, quote, plus, semicolon and anything not ASCII: the long way. */
const special = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte >= 0x80 || '\\"+;<>#'.includes(String.fromCharCode(byte)) || byte < 0x20 ? 1 : 0,
);

/** The number of the first RDN of the name in `bytes[start … end)`. */
export function rdnHash(bytes: Uint8Array, start: number, end: number, seed: number): number {
  let at = start;
  for (; at < end && bytes[at] !== commaByte; at++) {
    if (special[bytes[at]!] === 0) continue;
    const key = dnKey(Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('utf8'));
    const match = /^(?:\\.|[^,\\])*/s.exec(key)![0];
    const folded = Buffer.from(match);
    return hashText(folded, 0, folded.length, seed);
  }
  return hashText(bytes, start, at, seed);
}

/** Reads the keys of `ids`, which rise; yields how many are done. Throws `workspace.damaged`. */
export function* readNameKeys(
  db: Database,
  side: CompareSide,
  ids: Int32Array,
  seed: number,
): Generator<number, NameKeys, void> {
  const keys = new NameKeys(ids, side.size);
  const place = new Int32Array(side.size);
  for (let at = 0; at < ids.length; at++) place[ids[at]!] = at;
  const roles = Uint8Array.from(side.names, (name) => wanted.indexOf(name) + 1);
  const columns = [keys.userPrincipalName, keys.mail, keys.sAMAccountName];
  const cursor = new EntryCursor();
  const visit = (id: number, bytes: Uint8Array, from: number, to: number): void => {
    const kind = side.kind[id]!;
    try {
      cursor.begin(bytes, from, to);
      keys.rdn[id] = withKind(rdnHash(bytes, cursor.dnAt, cursor.dnEnd, seed), kind);
      while (cursor.nextAttribute()) {
        const role = roles[cursor.attribute] ?? 0;
        if (role === 0) continue;
        if (role === 4) {
          while (cursor.nextValue()) {
            const value = bytes.slice(cursor.valueAt, cursor.valueEnd);
            const sid = sidOf(cursor.tag === valueTags.bytes ? value : Buffer.from(value).toString('utf8'));
            if (sid !== null) keys.sidHistory.push({ id, sid });
          }
        } else if (cursor.nextValue() && cursor.tag === valueTags.text)
          columns[role - 1]![place[id]!] = withKind(
            hashText(bytes, cursor.valueAt, cursor.valueEnd, seed + role),
            kind,
          );
      }
    } catch (error) {
      if (error instanceof PackedError) throw side.snapshot.damaged(`values of object ${id}`);
      throw error;
    }
  };
  for (let at = 0; at < ids.length; at += blockSize) {
    visitPacked(db, side.snapshot, ids.subarray(at, at + blockSize), visit);
    yield Math.min(ids.length, at + blockSize);
  }
  return keys;
}
