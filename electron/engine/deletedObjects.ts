/** Where deleted objects lie, and what is asked of them (facts/active-directory.md §5). */
import { firstText } from '#domain/directory/values.ts';
import type { DirectoryEntry } from '#domain/directory/object.ts';

/** More than these are not kept of one container; that there are more is said. */
export const mostDeleted = 100_000;

export const deletedAttributes: readonly string[] = [
  'objectClass', 'objectGUID', 'objectSid', 'isDeleted', 'isRecycled', 'lastKnownParent', 'msDS-LastKnownRDN', 'sAMAccountName',
  'sAMAccountType', 'groupType', 'whenChanged', 'cn', 'ou', 'name',
]; // prettier-ignore

/**
 * Whether a container that came may be read. AD shows the container of deleted objects to those alone who may see what is in
 * it; Samba shows its name to everybody, and nothing of it.
 */
export const isReadable = (container: DirectoryEntry): boolean =>
  firstText(container, 'objectClass') !== null;
