/** groupType: scope and kind in words, and its bits. */
import { groupKindCode, groupTypeBits } from '../groupType.ts';
import { flagsSyntax } from './flags.ts';

export const groupTypeSyntax = flagsSyntax('groupType', ['groupType'], groupTypeBits, groupKindCode);
