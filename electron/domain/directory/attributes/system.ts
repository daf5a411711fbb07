/** Bit fields that the directory keeps about its own objects. Some mean different things on different classes. */
import {
  dsaOptionBits,
  instanceTypeBits,
  passwordPropertyBits,
  policyFlagBits,
  searchFlagBits,
  systemFlagBits,
} from '../systemBits.ts';
import { flagsSyntax } from './flags.ts';

export const systemSyntaxes = [
  flagsSyntax('instanceType', ['instanceType'], instanceTypeBits),
  flagsSyntax('systemFlags', ['systemFlags'], ({ classes }) => systemFlagBits(classes)),
  flagsSyntax('searchFlags', ['searchFlags'], searchFlagBits),
  flagsSyntax('passwordProperties', ['pwdProperties'], passwordPropertyBits),
  flagsSyntax('dsaOptions', ['options'], ({ classes }) => (classes.has('ntdsdsa') ? dsaOptionBits : null)),
  flagsSyntax('policyFlags', ['flags'], ({ classes }) =>
    classes.has('grouppolicycontainer') ? policyFlagBits : null,
  ),
] as const;
