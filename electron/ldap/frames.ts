/** Cutting a stream of bytes into LDAP messages (RFC 4511, 4.2): each is one SEQUENCE, which tells its length first. */
import { BerError, tags } from './ber.ts';

/** Far above any entry that a directory keeps; a greater length is no LDAP, or an attack on our memory. */
const maxMessage = 256 * 1024 * 1024;
/** A part of a message gets this much room at once; more as more comes. */
const firstRoom = 64 * 1024;
const nothing = Buffer.alloc(0);

/** Takes the message that stands in `bytes` from `at` to `end`; the bytes are only lent for the time of the call. */
export type TakeMessage = (bytes: Buffer, at: number, end: number) => void;

/** Bytes of the whole message that begins at `at`, header included; 0 when the header itself is not complete. */
function messageLength(bytes: Buffer, at: number, end: number): number {
  if (bytes[at] !== tags.sequence) throw new BerError('message');
  if (at + 2 > end) return 0;
  const first = bytes[at + 1]!;
  if (first < 0x80) return first + 2;
  const count = first & 0x7f;
  if (count === 0 || count > 4) throw new BerError('message');
  if (at + 2 + count > end) return 0;
  const length = bytes.readUIntBE(at + 2, count);
  if (length > maxMessage) throw new BerError('message');
  return length + 2 + count;
}

/** Whole messages are taken where they came; only one that is cut is copied, once, and with it nothing else. */
export class Frames {
  /** The beginning of a message whose rest is to come. */
  #part: Buffer = nothing;
  #held = 0;
  /** How long that message is; 0 while its header is not complete. */
  #length = 0;

  /** Bytes received that no complete message has used yet. */
  get held(): number {
    return this.#held;
  }

  /** Memory that they are kept in: never much more than twice of what came. */
  get room(): number {
    return this.#part.length;
  }

  /** Takes what came, and gives every message that it completes. Throws `BerError` where it is no LDAP. */
  feed(chunk: Buffer, take: TakeMessage): void {
    const { length } = chunk;
    let at = this.#held > 0 ? this.#complete(chunk, take) : 0;
    while (at < length) {
      const size = messageLength(chunk, at, length);
      if (size === 0 || at + size > length) {
        this.#length = size;
        this.#keep(chunk, at, length);
        return;
      }
      take(chunk, at, at + size);
      at += size;
    }
  }

  /** The message that is held, as far as this chunk completes it; answers where the chunk goes on. */
  #complete(chunk: Buffer, take: TakeMessage): number {
    let at = 0;
    while (this.#length === 0) {
      if (at === chunk.length) return at;
      this.#keep(chunk, at, at + 1);
      at += 1;
      this.#length = messageLength(this.#part, 0, this.#held);
    }
    const to = Math.min(chunk.length, at + this.#length - this.#held);
    this.#keep(chunk, at, to);
    if (this.#held < this.#length) return to;
    const message = this.#part;
    const end = this.#held;
    this.#held = 0;
    this.#length = 0;
    // The room of one great message is not kept for the small ones that follow.
    if (message.length > 16 * firstRoom) this.#part = nothing;
    take(message, 0, end);
    return to;
  }

  #keep(chunk: Buffer, at: number, end: number): void {
    const needed = this.#held + end - at;
    if (needed > this.#part.length) {
      // A length is only a promise: memory is taken as bytes come, not as they are announced.
      const larger = Buffer.allocUnsafeSlow(Math.max(needed, firstRoom, Math.min(2 * needed, this.#length)));
      this.#part.copy(larger, 0, 0, this.#held);
      this.#part = larger;
    }
    chunk.copy(this.#part, this.#held, at, end);
    this.#held = needed;
  }
}
