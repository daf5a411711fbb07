/** One search entry off the wire (RFC 4511, 4.5.2), decoded no further than text or bytes. */
import { isUtf8 } from 'node:buffer';
import { isBinaryAttribute } from '#domain/directory/attributes/binary.ts';
import type { DirectoryEntry, RawValue } from '#domain/directory/object.ts';
import { BerError, tags, type BerReader } from './ber.ts';

/** Names repeat in every entry: each is looked up once. Bounded, since a server chooses them. */
const kinds = new Map<string, boolean>();

function isBinary(name: string): boolean {
  let binary = kinds.get(name);
  if (binary === undefined) {
    binary = isBinaryAttribute(name);
    if (kinds.size < 10_000) kinds.set(name, binary);
  }
  return binary;
}

/** Text where the bytes are valid UTF-8, a copy of the bytes where they are not. */
function textOrBytes(bytes: Buffer, at: number, end: number): RawValue {
  const text = bytes.toString('utf8', at, end);
  // Only a replacement character can hide invalid bytes, and only then is the slow check worth it.
  if (text.includes('\ufffd') && !isUtf8(bytes.subarray(at, end)))
    return new Uint8Array(bytes.subarray(at, end));
  return text;
}

/** `response` stands inside the entry. Attributes named twice are joined. Throws `BerError`. */
export function readEntry(response: BerReader): DirectoryEntry {
  const dn = response.text();
  const attributes: Record<string, RawValue[]> = {};
  const list = response.inside(tags.sequence);
  while (list.more) {
    const attributeEnd = list.open(tags.sequence);
    const name = list.text();
    const binary = isBinary(name);
    const setEnd = list.open(tags.set);
    if (setEnd > attributeEnd) throw new BerError('length');
    const values: RawValue[] = [];
    while (list.at < setEnd) {
      const end = list.open(tags.octetString);
      if (end > setEnd) throw new BerError('length');
      values.push(
        binary ? new Uint8Array(list.bytes.subarray(list.at, end)) : textOrBytes(list.bytes, list.at, end),
      );
      list.at = end;
    }
    list.at = attributeEnd;
    if (Object.hasOwn(attributes, name)) attributes[name]!.push(...values);
    // A server may name an attribute as it likes: `__proto__` must become a property like any other.
    else if (name === '__proto__')
      Object.defineProperty(attributes, name, { value: values, enumerable: true, configurable: true, writable: true }); // prettier-ignore
    else attributes[name] = values;
  }
  return { dn, attributes };
}
