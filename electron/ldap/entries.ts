/** One search entry off the wire (RFC 4511, 4.5.2), decoded no further than text or bytes. */
import { isUtf8 } from 'node:buffer';
import type { DirectoryEntry, RawValue } from '#domain/directory/object.ts';
import { attributeName } from './attributeNames.ts';
import { BerError, tags, type BerReader } from './ber.ts';

/** A copy that does not keep the message alive. Small arrays of this make live in the heap itself, which is cheap. */
function copy(bytes: Buffer, at: number, end: number): Uint8Array {
  const out = new Uint8Array(end - at);
  if (out.length > 64) out.set(bytes.subarray(at, end));
  else for (let i = 0; i < out.length; i += 1) out[i] = bytes[at + i]!;
  return out;
}

/** Text where the bytes are valid UTF-8, a copy of the bytes where they are not. */
function textOrBytes(bytes: Buffer, at: number, end: number): RawValue {
  const text = bytes.toString('utf8', at, end);
  // Only a replacement character can hide invalid bytes, and only then is the slow check worth it.
  if (text.includes('\ufffd') && !isUtf8(bytes.subarray(at, end))) return copy(bytes, at, end);
  return text;
}

/** `response` stands inside the entry. Attributes named twice are joined. Throws `BerError`. */
export function readEntry(response: BerReader): DirectoryEntry {
  const dn = response.text();
  const attributes: Record<string, RawValue[]> = {};
  const list = response.inside(tags.sequence);
  const { bytes } = list;
  while (list.more) {
    const attributeEnd = list.open(tags.sequence);
    const nameEnd = list.open(tags.octetString);
    const { name, binary } = attributeName(bytes, list.at, nameEnd);
    list.at = nameEnd;
    const setEnd = list.open(tags.set);
    if (setEnd > attributeEnd) throw new BerError('length');
    const values: RawValue[] = [];
    while (list.at < setEnd) {
      const end = list.open(tags.octetString);
      if (end > setEnd) throw new BerError('length');
      values.push(binary ? copy(bytes, list.at, end) : textOrBytes(bytes, list.at, end));
      list.at = end;
    }
    list.at = attributeEnd;
    if (Object.hasOwn(attributes, name)) attributes[name]!.push(...values);
    // A server may name an attribute as it likes: `__proto__` must become a property like any other.
    else if (name === '__proto__')
      Object.defineProperty(attributes, name, {
        value: values,
        enumerable: true,
        configurable: true,
        writable: true,
      });
    else attributes[name] = values;
  }
  return { dn, attributes };
}
