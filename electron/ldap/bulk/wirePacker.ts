/**
 * Search entries off the wire (RFC 4511, 4.5.2) into a page, without a JavaScript object an entry nor a string a value. What
 * it writes is byte for byte what the other packer makes of the same entry as `entries.ts` reads it. Every element is
 * checked against the bounds of what it stands in.
 */
import { isUtf8 } from 'node:buffer';
import { withoutSecrets } from '#domain/directory/attributes/secret.ts';
import { numberSize, writeNumber } from '#packed/numbers.ts';
import { valueTags } from '#packed/page.ts';
import type { AttributeNumbers, PageBuilder } from '#packed/pack.ts';
import { BerError, BerReader, tags } from '../ber.ts';
import { readEntry } from '../entries.ts';
import { maxNames, WireNames, type WireName } from './wireNames.ts';

/** Up to here a loop is faster than a call. */
const shortValue = 96;

/** Where the content begins of the element that `open` has opened last. */
let content = 0;

/** Step into the element with `tag` at `at`: answers where it ends, within `end`. */
function open(bytes: Buffer, at: number, end: number, tag: number): number {
  if (at + 2 > end || bytes[at] !== tag) throw new BerError('tag');
  let length = bytes[at + 1]!;
  content = at + 2;
  if (length >= 0x80) {
    const count = length & 0x7f;
    if (count === 0 || count > 4 || content + count > end) throw new BerError('length');
    length = 0;
    for (let i = 0; i < count; i += 1) length = length * 256 + bytes[content + i]!;
    content += count;
  }
  if (content + length > end) throw new BerError('length');
  return content + length;
}

export class WirePacker {
  readonly #page: PageBuilder;
  readonly #numbers: AttributeNumbers;
  readonly #names = new WireNames();
  /** Counts entries, so that an attribute named twice in one is seen. */
  #entry = 0;

  constructor(page: PageBuilder, numbers: AttributeNumbers) {
    this.#page = page;
    this.#numbers = numbers;
  }

  /**
   * Adds the entry that `response` stands in. Answers its DN, and adds nothing, where an attribute came in pieces: the rest
   * of it has to be asked for. Throws `BerError`; the page is then as it was before.
   */
  add(response: BerReader): string | null {
    const page = this.#page;
    const { at } = page;
    const begin = response.at;
    const packed = this.#pack(response.bytes, begin, response.end);
    if (packed === 'packed') {
      page.endEntry();
      return null;
    }
    page.at = at;
    const again = new BerReader(response.bytes, begin, response.end);
    if (packed === 'ranged') return again.text();
    page.add(withoutSecrets(readEntry(again)));
    if (this.#numbers.count > maxNames) throw new BerError('attribute names');
    return null;
  }

  /** `odd`: a DN that is no UTF-8, or an attribute named twice. Writes behind the page's `at`, and sets it only at the end. */
  #pack(bytes: Buffer, begin: number, end: number): 'packed' | 'ranged' | 'odd' {
    const page = this.#page;
    // A packed element is never longer than its BER, but for counts above 127.
    page.reserve(end - begin + ((end - begin) >>> 3) + 64);
    const out = page.bytes;
    this.#entry += 1;

    const dnEnd = open(bytes, begin, end, tags.octetString);
    const dnAt = content;
    let to = writeNumber(out, page.at, dnEnd - dnAt);
    to = copy(bytes, dnAt, dnEnd, out, to);
    if (!valid) return 'odd';

    const listEnd = open(bytes, dnEnd, end, tags.sequence);
    const countAt = to;
    to += 1;
    let count = 0;
    let before: WireName | null = null;
    let at = content;
    while (at < listEnd) {
      const attributeEnd = open(bytes, at, listEnd, tags.sequence);
      const nameEnd = open(bytes, content, attributeEnd, tags.octetString);
      const name: WireName = this.#names.find(bytes, content, nameEnd, before);
      before = name;
      const setEnd = open(bytes, nameEnd, attributeEnd, tags.set);
      at = attributeEnd;
      if (name.secret) {
        check(bytes, content, setEnd);
        continue;
      }
      if (name.ranged) return 'ranged';
      if (name.entry === this.#entry) return 'odd';
      name.entry = this.#entry;
      if (name.number === 0) name.number = this.#numbers.of(name.name);
      count += 1;
      to = writeNumber(out, to, name.number);
      to = values(bytes, content, setEnd, out, to, name.binary, dnAt, dnEnd);
    }
    page.at = writeCount(out, countAt, to, count);
    return 'packed';
  }
}

/** The values of one attribute, behind their number; answers where they end in `out`. */
function values(
  bytes: Buffer,
  begin: number,
  end: number,
  out: Buffer,
  countAt: number,
  binary: boolean,
  dnAt: number,
  dnEnd: number,
): number {
  let to = countAt + 1;
  let count = 0;
  let at = begin;
  while (at < end) {
    const valueEnd = open(bytes, at, end, tags.octetString);
    const valueAt = content;
    const length = valueEnd - valueAt;
    at = valueEnd;
    count += 1;
    if (!binary && length === dnEnd - dnAt && sameBytes(bytes, valueAt, dnAt, length)) {
      out[to] = valueTags.ownDn;
      to += 1;
      continue;
    }
    const headAt = to;
    to = writeNumber(out, to, length * 4);
    to = copy(bytes, valueAt, valueEnd, out, to);
    // The tag stands in the lowest bits, whatever the length of the number.
    if (binary || !valid) out[headAt]! |= valueTags.bytes;
  }
  return writeCount(out, countAt, to, count);
}

/** Writes a count into the byte that was left for it at `at`; what follows up to `to` moves when it takes more. */
function writeCount(out: Buffer, at: number, to: number, count: number): number {
  if (count < 0x80) {
    out[at] = count;
    return to;
  }
  const more = numberSize(count) - 1;
  out.copyWithin(at + 1 + more, at + 1, to);
  writeNumber(out, at, count);
  return to + more;
}

/** Whether what `copy` has copied last is UTF-8. */
let valid = true;

function copy(bytes: Buffer, at: number, end: number, out: Buffer, to: number): number {
  const length = end - at;
  if (length > shortValue) {
    const value = bytes.subarray(at, end);
    out.set(value, to);
    valid = isUtf8(value);
    return to + length;
  }
  let high = 0;
  for (let i = 0; i < length; i += 1) {
    const byte = bytes[at + i]!;
    out[to + i] = byte;
    high |= byte;
  }
  valid = high < 0x80 || isUtf8(bytes.subarray(at, end));
  return to + length;
}

function sameBytes(bytes: Buffer, a: number, b: number, length: number): boolean {
  for (let i = 0; i < length; i += 1) if (bytes[a + i] !== bytes[b + i]) return false;
  return true;
}

/** Values that are passed over have to be values all the same. */
function check(bytes: Buffer, begin: number, end: number): void {
  for (let at = begin; at < end;) at = open(bytes, at, end, tags.octetString);
}
