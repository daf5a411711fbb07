import type { TrusteeMeaning } from '../../../domain/control/codes.ts';

/** Whom a trustee means where a list of members could not say it. */
export const trustee: Record<TrusteeMeaning, string> = {
  everyone: '로그인하지 않은 사람까지 누구나',
  everyoneAuthenticated: '로그인할 수 있는 모든 사람',
  everyDomainUser: '도메인의 모든 사용자',
  everyComputer: '도메인의 모든 컴퓨터',
  itsOwnMembers: '그룹의 구성원 자신',
  nobodyKnown: '읽은 자료에 없는 주체',
};
