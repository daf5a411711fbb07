/** The three fields that say what a trust is. */
import { trustAttributeBits, trustDirection, trustType } from '../trust.ts';
import { integerOf } from '../values.ts';
import { flagsSyntax } from './flags.ts';
import { ofText } from './syntax.ts';
import type { Syntax } from './syntax.ts';

const direction: Syntax<'trustDirection'> = {
  name: 'trustDirection',
  attributes: ['trustDirection'],
  decode: ofText((text) => {
    const value = trustDirection(integerOf(text) ?? -1);
    return value && { text, code: `trustDirection.${value}` };
  }),
};

const type: Syntax<'trustType'> = {
  name: 'trustType',
  attributes: ['trustType'],
  decode: ofText((text) => {
    const value = trustType(integerOf(text) ?? -1);
    return value && { text, code: `trustType.${value}` };
  }),
};

export const trustSyntaxes = [
  direction,
  type,
  flagsSyntax('trustAttributes', ['trustAttributes'], trustAttributeBits),
] as const;
