/** Bit fields as the codes of their set bits. LDAP prints 32-bit fields signed; both spellings are taken. */

/** Bit → code, in the order in which they are shown. */
export type BitTable<Code extends string> = readonly (readonly [bit: number, code: Code])[];

/** A set bit that the table does not know. */
export const unknownBits = 'unknownBits';

/** Codes of the set bits, table order; `unknownBits` last when a bit outside the table is set. */
export function bitCodes<Code extends string>(
  table: BitTable<Code>,
  value: number,
): (Code | typeof unknownBits)[] {
  const codes: (Code | typeof unknownBits)[] = [];
  let rest = value | 0;
  for (const [bit, code] of table) {
    if ((value & bit) === 0) continue;
    codes.push(code);
    rest &= ~bit;
  }
  if (rest !== 0) codes.push(unknownBits);
  return codes;
}
