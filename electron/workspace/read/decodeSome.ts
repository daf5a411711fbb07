import type { DirectoryEntry, RawValue } from '#domain/directory/object.ts';
import { PackedError } from '#packed/numbers.ts';
import { valueTags } from '#packed/page.ts';
import { EntryCursor } from '#packed/readPacked.ts';

const cursor = new EntryCursor();

/**
 * The entry with those attributes alone whose number `wanted` has as 1, and of them no shared values; attribute n is
 * `names[n - 1]`. Throws `PackedError`.
 */
export function decodeSome(packed: Uint8Array, names: readonly string[], wanted: Uint8Array): DirectoryEntry {
  const text = Buffer.from(packed.buffer, packed.byteOffset, packed.byteLength);
  cursor.begin(packed, 0, packed.length);
  const dn = text.toString('utf8', cursor.dnAt, cursor.dnEnd);
  // `__proto__` is a name like any other in a file from outside.
  const attributes = Object.create(null) as Record<string, RawValue[]>;
  while (cursor.nextAttribute()) {
    if (cursor.attribute > names.length && wanted.length > 0) throw new PackedError('attribute');
    if (wanted[cursor.attribute] !== 1) continue;
    const values: RawValue[] = [];
    while (cursor.nextValue()) {
      if (cursor.tag === valueTags.ownDn) values.push(dn);
      else if (cursor.tag === valueTags.text)
        values.push(text.toString('utf8', cursor.valueAt, cursor.valueEnd));
      else if (cursor.tag === valueTags.bytes)
        values.push(new Uint8Array(text.subarray(cursor.valueAt, cursor.valueEnd)));
    }
    attributes[names[cursor.attribute - 1]!] = values;
  }
  return { dn, attributes };
}
