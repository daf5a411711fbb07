/** Attribute descriptions off the wire. A few hundred names come millions of times: each is decoded and judged once. */
import { isBinaryAttribute } from '#domain/directory/attributes/binary.ts';

export interface AttributeName {
  readonly name: string;
  /** Whether its values stay bytes. */
  readonly binary: boolean;
}

interface Slot extends AttributeName {
  readonly bytes: Uint8Array;
}

/** A power of two, well above the number of attributes in any schema; names that meet in a slot take turns. */
const size = 8192;
const slots: (Slot | undefined)[] = Array.from({ length: size });

/** The name that stands in `bytes` from `at` to `end`. A slot is believed only when every byte agrees. */
export function attributeName(bytes: Buffer, at: number, end: number): AttributeName {
  let hash = end - at;
  for (let i = at; i < end; i += 1) hash = Math.imul(hash, 31) + bytes[i]!;
  const index = hash & (size - 1);
  const slot = slots[index];
  if (slot !== undefined && slot.bytes.length === end - at) {
    let i = 0;
    while (at + i < end && slot.bytes[i] === bytes[at + i]) i += 1;
    if (at + i === end) return slot;
  }
  const name = bytes.toString('utf8', at, end);
  const fresh = { name, binary: isBinaryAttribute(name), bytes: Uint8Array.from(bytes.subarray(at, end)) };
  // A server may invent names without end; long ones are not worth keeping.
  if (end - at <= 128) slots[index] = fresh;
  return fresh;
}
