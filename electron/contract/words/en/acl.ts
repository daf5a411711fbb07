import type { AclState } from '../../../domain/directory/security/codes.ts';

/** What stands where the list of entries should. */
export const acl: Record<AclState, string> = {
  notRead: 'not readable',
  none: 'no list: everyone may do everything',
  empty: 'empty list: nobody may do anything',
  entries: 'entries',
};
