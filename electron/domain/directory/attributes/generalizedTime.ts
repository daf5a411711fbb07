/** GeneralizedTime as ISO 8601 UTC. */
import { generalizedTimeToIso } from '../generalizedTime.ts';
import { ofText } from './syntax.ts';
import type { Syntax } from './syntax.ts';

export const generalizedTimeSyntax: Syntax<'generalizedTime'> = {
  name: 'generalizedTime',
  attributes: [
    'whenCreated',
    'whenChanged',
    'currentTime',
    'createTimestamp',
    'modifyTimestamp',
    'dSCorePropagationData',
    'pwdChangedTime',
    'msDS-Entry-Time-To-Die',
    'msExchWhenMailboxCreated',
    'msTSExpireDate',
    'msTSExpireDate2',
    'msTSExpireDate3',
    'msTSExpireDate4',
    'schemaUpdate',
    'msDFS-LastModifiedv2',
    'msDS-LocalEffectiveDeletionTime',
    'msDS-LocalEffectiveRecycleTime',
  ],
  decode: ofText((text) => {
    const iso = generalizedTimeToIso(text);
    return iso === null ? null : { text: iso };
  }),
};

/** Whether a value of an unknown attribute is plainly a time of this syntax, as AD and OpenLDAP write it. */
export function looksLikeGeneralizedTime(text: string): boolean {
  return /^\d{14}(\.\d+)?Z$/.test(text) && generalizedTimeToIso(text) !== null;
}
