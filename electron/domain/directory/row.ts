/** The line a list shows of an entry: everything of `ObjectRow` that the entry itself tells. */
import { DnSyntaxError } from './dn.ts';
import { dnsNameOf, rdnValue } from './dnKey.ts';
import { guidOf } from './guid.ts';
import { kindOfClasses, kindOfFacts } from './kind.ts';
import type { DirectoryEntry, ObjectKind, ObjectRow, RawValue } from './object.ts';
import { sidOf } from './sid.ts';
import { integerOf, textOf, textsOf, valuesOf } from './values.ts';

export type RowFacts = Omit<ObjectRow, 'id' | 'parentId' | 'childCount'>;

/** What a row says is made of the first value of each of these, and of all objectClass values. */
export const rowAttributes = [
  'objectGUID',
  'entryUUID',
  'objectSid',
  'sAMAccountName',
  'userPrincipalName',
  'displayName',
  'mail',
  'description',
  'userAccountControl',
  'groupType',
  'sAMAccountType',
] as const;
export const classAttribute = 'objectClass';

const accountDisabled = 0x2;

/** Domains go by their DNS name, everything else by its RDN's value; a damaged name stands for itself. */
export function rowName(dn: string, kind: ObjectKind): string {
  try {
    return (kind === 'domain' ? dnsNameOf(dn) : null) ?? rdnValue(dn) ?? '';
  } catch (error) {
    if (error instanceof DnSyntaxError) return dn;
    throw error;
  }
}

/** Total: what is absent or unreadable is null. objectGUID and objectSid may be bytes or text; entryUUID stands in for objectGUID. */
export function rowFacts(entry: DirectoryEntry): RowFacts {
  const firsts = rowAttributes.map((name) => valuesOf(entry, name)[0]);
  return rowFactsOf(entry.dn, kindOfClasses(textsOf(entry, classAttribute)), firsts);
}

/** `rowFacts` of an entry that was not decoded: what its classes say, and first values in the order of `rowAttributes`. */
export function rowFactsOf(
  dn: string,
  classKind: ObjectKind,
  firsts: readonly (RawValue | undefined)[],
): RowFacts {
  const groupType = integerOf(textOf(firsts[9]));
  const kind =
    classKind === 'other' ? kindOfFacts(integerOf(textOf(firsts[10])), groupType !== null) : classKind;
  const control = integerOf(textOf(firsts[8]));
  return {
    dn,
    name: rowName(dn, kind),
    kind,
    guid: guidOf(firsts[0]) ?? guidOf(firsts[1]),
    sid: sidOf(firsts[2]),
    samAccountName: textOf(firsts[3]),
    userPrincipalName: textOf(firsts[4]),
    displayName: textOf(firsts[5]),
    mail: textOf(firsts[6]),
    description: textOf(firsts[7]),
    disabled: control === null ? null : (control & accountDisabled) !== 0,
    // Some exports print the unsigned form.
    groupType: groupType === null ? null : groupType | 0,
  };
}
