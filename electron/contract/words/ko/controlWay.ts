import type { ControlWay } from '../../../domain/control/codes.ts';

/** How somebody decides over a group or a domain. */
export const controlWay: Record<ControlWay, string> = {
  genericAll: '그룹의 모든 권한을 가집니다',
  genericWrite: '그룹의 모든 것을 쓸 수 있습니다',
  writeAll: '모든 특성을 쓸 수 있습니다',
  writeMembershipSet: 'Membership 속성 집합을 쓸 수 있습니다',
  writeMember: 'member 특성을 쓸 수 있습니다',
  selfMembership: '자신을 추가하고 제거할 수 있습니다',
  writeDacl: '사용 권한을 바꿀 수 있습니다',
  writeOwner: '자신을 소유자로 바꿀 수 있습니다',
  owner: '소유자이므로 사용 권한을 바꿀 수 있습니다',
  createGroup: '역할을 여는 이름으로 그룹을 만들 수 있습니다',
  renameSam: '다른 그룹에 그 이름을 줄 수 있습니다',
  renameCn: '다른 그룹의 cn을 그 이름으로 바꿀 수 있습니다',
  replicate: '도메인을 비밀까지 복제할 수 있습니다',
  replicateSoon: '자신에게 복제 권한을 줄 수 있습니다',
};
