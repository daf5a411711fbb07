import type { MembershipVia } from '../../../domain/access/chain.ts';

/** 구성원 관계를 알게 된 방식. */
export const via: Record<MembershipVia, string> = {
  member: '구성원',
  primaryGroup: '기본 그룹',
  foreignPrincipal: '외부 보안 주체',
};
