/** Which parts of a decoded value people read: the one rule of the window and the command line. */
import type { DecodedValue } from '../shapes.ts';

/** Codes whose sentence says all that the text does: "Never" instead of 9223372036854775807. The others only explain it. */
const saysAll = /^(true|false|bytes|withheld|never|notLocked|mustChange|span\.)/;

export interface Say {
  value(code: string, params: NonNullable<DecodedValue['params']>): string;
  flag(code: string): string;
}

/** The value itself, unless its sentence says all, then what explains it. Never empty for a value that is not. */
export function decodedParts({ text, code, params = {}, flags = [] }: DecodedValue, say: Say): string[] {
  const words = [
    ...(code === undefined ? [] : [say.value(code, params)]),
    ...flags.map((flag) => say.flag(flag)),
  ];
  const replaced = text === '' || (code !== undefined && saysAll.test(code));
  return replaced && words.length > 0 ? words : [text, ...words];
}
