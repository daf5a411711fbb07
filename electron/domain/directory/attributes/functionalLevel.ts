/** Functional levels by the Windows Server version they are named after. */
import { functionalLevel } from '../functionalLevel.ts';
import { integerOf } from '../values.ts';
import { ofText } from './syntax.ts';
import type { Syntax } from './syntax.ts';

export const functionalLevelSyntax: Syntax<'functionalLevel'> = {
  name: 'functionalLevel',
  attributes: [
    'msDS-Behavior-Version',
    'domainFunctionality',
    'forestFunctionality',
    'domainControllerFunctionality',
  ],
  decode: ofText((text) => {
    const level = functionalLevel(integerOf(text) ?? -1);
    return level && { text, code: `functionalLevel.${level}` };
  }),
};
