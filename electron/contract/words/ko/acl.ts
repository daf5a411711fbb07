import type { AclState } from '../../../domain/directory/security/codes.ts';

/** What stands where the list of entries should. */
export const acl: Record<AclState, string> = {
  notRead: '읽을 수 없음',
  none: '목록 없음: 누구나 모든 작업을 할 수 있습니다',
  empty: '빈 목록: 아무도 작업을 할 수 없습니다',
  entries: '항목 있음',
};
