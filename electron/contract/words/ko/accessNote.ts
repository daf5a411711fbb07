import type { AccessNoteCode } from '../../../domain/access/accountNotes.ts';

/** 사용자의 액세스에 대한 답에서 함께 알아야 할 것. */
export const accessNote: Record<AccessNoteCode, string> = {
  accountDisabled:
    '읽은 시점에 계정이 비활성화되어 있었습니다. 다시 활성화할 때까지 아래 권한은 쓸 수 없습니다.',
  accountExpired: '읽은 시점에 계정이 만료되어 있었습니다(만료: {time}).',
  lockedOut: '읽은 시점에 계정이 잠겨 있었습니다.',
  passwordExpired: '읽은 시점에 암호가 만료되어 있었습니다.',
  passwordMustChange: '다음 로그인 때 암호를 바꾸어야 합니다.',
  primaryGroupUnknown:
    '기본 그룹으로만 속한 그룹입니다: {group}. 이 경로로 다음 역할에 이르는지는 문서에 없어 포함하지 않았습니다: {role}({account}). 확실히 하려면 사용자를 구성원으로 추가하십시오.',
  foreignPrincipalUnknown:
    '외부 보안 주체로만 속한 그룹입니다: {group}. 이 경로로 다음 역할에 이르는지는 문서에 없어 포함하지 않았습니다: {role}({account}). 확실히 하려면 사용자 자신의 도메인에 있는 그룹을 할당하십시오.',
  foreignPrincipalDropped:
    '외부 보안 주체로만 속한 그룹입니다: {group}. Identity Center는 외부 보안 주체를 동기화하지 않으므로 다음 역할에 이르지 못합니다: {role}({account}).',
  searchMisses:
    '이 그룹의 구성원이지만 클레임 규칙의 자체 검색에는 나오지 않습니다: {group}. 이 검색은 기본 그룹, 외부 보안 주체, 다른 도메인의 그룹을 건너뛰며 중첩 그룹을 따르지 않을 수 있습니다. 다음 역할에 이르는 것으로 포함하지 않았습니다: {role}({account}).',
  domainLocalElsewhere:
    '다른 도메인의 도메인 로컬 그룹을 거칩니다: {group}. 이런 그룹은 자기 도메인의 토큰에만 들어가므로, AD FS가 그 도메인에 있을 때만 다음 역할에 이릅니다: {role}({account}).',
  roleNotSent:
    '로그인하는 사용자 가운데 일부에게만 보내는 역할이며, 이 사용자에게는 보내지 않습니다: {role}({account}). 클레임 규칙: {rules}.',
  noFurtherRole:
    '그룹 외의 조건으로도 역할을 보낼 수 있는 규칙이지만, 이 사용자에게는 그런 역할을 보내지 않습니다. 클레임 규칙: {rules}.',
};
