/** The encodings that LDIF files come in: UTF-8, and UTF-16 from `ldifde -u`, by their mark or their first bytes. */
import type { DirectoryEntry } from '../object.ts';
import { LdifParser } from './parse.ts';
import { LdifError } from './problem.ts';

export type LdifEncoding = 'utf-8' | 'utf-16le' | 'utf-16be';

/** By byte order mark; without one by the zero byte beside the first character, which is ASCII in any LDIF. */
export function ldifEncoding(head: Uint8Array): LdifEncoding {
  const [first, second] = head;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  if (first !== undefined && first !== 0 && second === 0) return 'utf-16le';
  return first === 0 && second !== undefined && second !== 0 ? 'utf-16be' : 'utf-8';
}

/** Bytes as text without their mark, to look at: what is not text becomes U+FFFD, so the head of a file may be cut anywhere. */
export function decodeLdifBytes(bytes: Uint8Array): string {
  return new TextDecoder(ldifEncoding(bytes)).decode(bytes);
}

/** `LdifParser` on the bytes of a file, chunk by chunk; throws `LdifError`, also for bytes that are no text. */
export class LdifByteParser {
  readonly #parser = new LdifParser();
  #encoding: LdifEncoding | null = null;
  #decoder = new TextDecoder();
  /** The first byte, when the first chunk was too short to tell the encoding. */
  #held = new Uint8Array(0);

  push(chunk: Uint8Array): DirectoryEntry[] {
    if (this.#encoding !== null) return this.#decode(chunk);
    const head = new Uint8Array(this.#held.length + chunk.length);
    head.set(this.#held);
    head.set(chunk, this.#held.length);
    this.#held = head;
    return head.length < 2 ? [] : this.#start();
  }

  end(): DirectoryEntry[] {
    const before = this.#encoding === null ? this.#start() : [];
    const rest = this.#text(() => this.#decoder.decode());
    return [...before, ...this.#parser.push(rest), ...this.#parser.end()];
  }

  #start(): DirectoryEntry[] {
    this.#encoding = ldifEncoding(this.#held);
    this.#decoder = new TextDecoder(this.#encoding, { fatal: true });
    return this.#decode(this.#held);
  }

  /** Line by line only after a failure, to tell where it is: the whole chunk at once is the ordinary way. */
  #decode(chunk: Uint8Array): DirectoryEntry[] {
    return this.#parser.push(this.#text(() => this.#decoder.decode(chunk, { stream: true }), chunk));
  }

  #text(decode: () => string, chunk: Uint8Array = new Uint8Array(0)): string {
    try {
      return decode();
    } catch {
      throw new LdifError('utf8', this.#parser.line + linesBefore(chunk, this.#encoding ?? 'utf-8'));
    }
  }
}

/** How many lines end before the first invalid byte of a chunk. */
function linesBefore(chunk: Uint8Array, encoding: LdifEncoding): number {
  const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
  if (encoding !== 'utf-8') return 0;
  let lines = 0;
  let from = 0;
  // The rest of a character that began in the chunk before.
  while (from < 3 && (chunk[from]! & 0xc0) === 0x80) from++;
  for (;;) {
    const end = chunk.indexOf(0x0a, from);
    if (end < 0) return lines;
    try {
      decoder.decode(chunk.subarray(from, end + 1), { stream: true });
    } catch {
      return lines;
    }
    lines++;
    from = end + 1;
  }
}
