/** Which checks are blind where an attribute was not read: what they then say of a source is not to be taken for all there is. */
import type { CheckId, NotJudgedCode } from './codes.ts';

const members: readonly CheckId[] = [
  'several-mechanisms',
  'nested-group',
  'foreign-members',
  'inactive-members',
  'group-size',
  'machine-in-human-role',
  'wide-group',
  'toxic-pair',
  'nested-group-editors',
];

/** By attribute in lower case. */
const needs: Readonly<Record<string, readonly [NotJudgedCode, readonly CheckId[]]>> = {
  member: ['membersNotRead', members],
  primarygroupid: ['attributeNotRead', ['primary-group-members', 'inactive-members', 'group-size']],
  useraccountcontrol: ['attributeNotRead', ['inactive-members']],
  lastlogontimestamp: ['attributeNotRead', ['inactive-members']],
  accountexpires: ['attributeNotRead', ['inactive-members']],
  serviceprincipalname: ['attributeNotRead', ['machine-in-human-role']],
  sidhistory: ['attributeNotRead', ['hidden-identity']],
  ntsecuritydescriptor: [
    'descriptorNotRead',
    ['group-editors', 'nested-group-editors', 'group-makers', 'group-renamers'],
  ],
  grouptype: ['attributeNotRead', ['distribution-group']],
};

/** What a check cannot judge for want of an attribute; null = it does not need it. */
export function blindTo(attribute: string, check: CheckId): NotJudgedCode | null {
  const need = Object.hasOwn(needs, attribute.toLowerCase()) ? needs[attribute.toLowerCase()] : undefined;
  return need?.[1].includes(check) ? need[0] : null;
}
