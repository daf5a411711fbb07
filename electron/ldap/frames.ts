/** Cutting a stream of bytes into LDAP messages (RFC 4511, 4.2): each is one SEQUENCE, which tells its length first. */
import { BerError, tags } from './ber.ts';

/** Far above any entry that a directory keeps; a greater length is no LDAP, or an attack on our memory. */
const maxMessage = 256 * 1024 * 1024;

/** Bytes of the whole message that begins at `at`, header included; null when the header itself is not complete. */
function messageLength(bytes: Buffer, at: number): number | null {
  if (bytes[at] !== undefined && bytes[at] !== tags.sequence) throw new BerError('message');
  const first = bytes[at + 1];
  if (first === undefined) return null;
  if (first < 0x80) return first + 2;
  const count = first & 0x7f;
  if (count === 0 || count > 4) throw new BerError('message');
  if (at + 2 + count > bytes.length) return null;
  const length = bytes.readUIntBE(at + 2, count);
  if (length > maxMessage) throw new BerError('message');
  return length + 2 + count;
}

export class Frames {
  #chunks: Buffer[] = [];
  #held = 0;
  #needed = 2;

  /** Bytes received that no complete message has used yet. */
  get held(): number {
    return this.#held;
  }

  /** Takes what came, and gives every message that it completes. Throws `BerError` where it is no LDAP. */
  *push(chunk: Buffer): Generator<Buffer, void> {
    this.#chunks.push(chunk);
    this.#held += chunk.length;
    // A large message comes in many chunks: they are joined once, when enough of them are there.
    if (this.#held < this.#needed && this.#held > 1) return;
    const bytes = this.#chunks.length === 1 ? chunk : Buffer.concat(this.#chunks, this.#held);
    let at = 0;
    for (;;) {
      const length = messageLength(bytes, at);
      if (length === null || at + length > bytes.length) {
        const rest = bytes.subarray(at);
        this.#chunks = rest.length === 0 ? [] : [rest];
        this.#held = rest.length;
        this.#needed = length ?? rest.length + 1;
        return;
      }
      yield bytes.subarray(at, at + length);
      at += length;
    }
  }
}
