import { kindOfClasses } from '#domain/directory/kind.ts';
import { decodeEntry } from '#packed/readPacked.ts';
import { kindCode } from '../schema/kinds.ts';

/** Lists of classes that are remembered; a directory has some dozens. */
const mostKnown = 4096;

interface Known {
  readonly bytes: Buffer;
  readonly kind: number;
}

/** The kind of objectClass values, without decoding a list of classes that was there before. */
export class ClassKinds {
  readonly #known = new Map<number, Known[]>();
  #count = 0;

  /** `bytes[start … end)` are the values of one attribute as they are packed, `count` of them. */
  of(bytes: Uint8Array, start: number, end: number, count: number): number {
    let hash = count;
    for (let at = start; at < end; at++) hash = Math.imul(hash ^ bytes[at]!, 0x5bd1e995) ^ (hash >>> 15);
    const alike = this.#known.get(hash);
    if (alike) for (const known of alike) if (known.bytes.compare(bytes, start, end) === 0) return known.kind;
    const kind = kindCode[kindOfClasses(textsIn(bytes, start, end, count))];
    if (this.#count < mostKnown) {
      this.#count++;
      const known = { bytes: Buffer.from(bytes.slice(start, end).buffer), kind };
      if (alike) alike.push(known);
      else this.#known.set(hash, [known]);
    }
    return kind;
  }
}

/** The values, as those of an entry that has nothing else. */
function textsIn(bytes: Uint8Array, start: number, end: number, count: number): string[] {
  if (count > 127) return [];
  const entry = Buffer.concat([Buffer.from([0, 1, 1, count]), bytes.subarray(start, end)]);
  const { attributes } = decodeEntry(entry, 0, entry.length, ['objectClass'], () => '');
  return attributes['objectClass']!.filter((value) => typeof value === 'string');
}
