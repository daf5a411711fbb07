/** sAMAccountType in words. */
import { accountType } from '../sAMAccountType.ts';
import { integerOf } from '../values.ts';
import { ofText } from './syntax.ts';
import type { Syntax } from './syntax.ts';

export const accountTypeSyntax: Syntax<'sAMAccountType'> = {
  name: 'sAMAccountType',
  attributes: ['sAMAccountType'],
  decode: ofText((text) => {
    const type = accountType(integerOf(text) ?? -1);
    return type && { text, code: `accountType.${type}` };
  }),
};
