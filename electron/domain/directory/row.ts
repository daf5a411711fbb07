/** The line a list shows of an entry: everything of `ObjectRow` that the entry itself tells. */
import { DnSyntaxError } from './dn.ts';
import { dnsNameOf, rdnValue } from './dnKey.ts';
import { guidOf } from './guid.ts';
import { objectKind } from './kind.ts';
import type { DirectoryEntry, ObjectKind, ObjectRow } from './object.ts';
import { sidOf } from './sid.ts';
import { firstInteger, firstText, valuesOf } from './values.ts';

export type RowFacts = Omit<ObjectRow, 'id' | 'parentId' | 'childCount'>;

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
  const kind = objectKind(entry);
  const control = firstInteger(entry, 'userAccountControl');
  const groupType = firstInteger(entry, 'groupType');
  return {
    dn: entry.dn,
    name: rowName(entry.dn, kind),
    kind,
    guid: guidOf(valuesOf(entry, 'objectGUID')[0]) ?? guidOf(valuesOf(entry, 'entryUUID')[0]),
    sid: sidOf(valuesOf(entry, 'objectSid')[0]),
    samAccountName: firstText(entry, 'sAMAccountName'),
    userPrincipalName: firstText(entry, 'userPrincipalName'),
    displayName: firstText(entry, 'displayName'),
    mail: firstText(entry, 'mail'),
    description: firstText(entry, 'description'),
    disabled: control === null ? null : (control & accountDisabled) !== 0,
    // Some exports print the unsigned form.
    groupType: groupType === null ? null : groupType | 0,
  };
}
