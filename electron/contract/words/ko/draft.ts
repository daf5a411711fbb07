import type { DraftChangeKind } from '../../../domain/draft/change.ts';
import type {
  GrantChange,
  NoticeCode,
  NoticeState,
  PersonChange,
  ProblemCode,
  WhoChange,
} from '../../../domain/draft/codes.ts';

/** 변경이 하는 일. */
export const draftChange: Record<DraftChangeKind, string> = {
  addMember: '그룹 {group}: 구성원 {member} 추가',
  removeMember: '그룹 {group}: 구성원 {member} 제거',
  makeGroup: '그룹 {name} 만들기: {parent}',
  renameGroup: '그룹 {group} 이름 바꾸기: {name}',
  editRules: '클레임 규칙 {document} 편집',
  makeRole: '역할 {role} 만들기',
  deleteRole: '역할 {role} 삭제',
  editTrust: '역할 {role}: 신뢰 정책 편집',
  editInlinePolicy: '역할 {role}: 인라인 정책 {name} 편집',
  editManagedPolicy: '정책 {policy} 편집',
  attachPolicy: '역할 {role}: 정책 {policy} 연결',
  detachPolicy: '역할 {role}: 정책 {policy} 분리',
  makePermissionSet: '권한 세트 {name} 만들기',
  assign: '계정 {account}: {principal} 할당, 권한 세트 {set}',
  unassign: '계정 {account}: {principal} 할당 제거, 권한 세트 {set}',
  delegate: '디렉터리 {directory}: {principal} 위임, 역할 {role}',
  undelegate: '디렉터리 {directory}: {principal} 위임 제거, 역할 {role}',
  map: '수동 매핑: {principal}, 역할 {role}',
  unmap: '수동 매핑 제거: {principal}, 역할 {role}',
};

/** 고를 수 있는 변경의 종류. */
export const draftKind: Record<DraftChangeKind, string> = {
  addMember: '구성원 추가',
  removeMember: '구성원 제거',
  makeGroup: '그룹 만들기',
  renameGroup: '그룹 이름 바꾸기',
  editRules: '클레임 규칙 편집',
  makeRole: '역할 만들기',
  deleteRole: '역할 삭제',
  editTrust: '신뢰 정책 편집',
  editInlinePolicy: '인라인 정책 편집',
  editManagedPolicy: '관리형 정책 편집',
  attachPolicy: '정책 연결',
  detachPolicy: '정책 분리',
  makePermissionSet: '권한 세트 만들기',
  assign: '권한 세트 할당',
  unassign: '할당 제거',
  delegate: '콘솔 액세스 위임',
  undelegate: '콘솔 액세스 위임 제거',
  map: '수동 매핑',
  unmap: '수동 매핑 제거',
};

/** 제외된 변경의 상태. */
export const draftState: Record<NoticeState, string> = {
  stale: '더 이상 맞지 않음',
  nothing: '바뀌는 것 없음',
  refused: '거부될 변경',
  notRead: '읽을 수 없음',
};

/** 변경이 제외된 이유와 할 일. */
export const draftNotice: Record<NoticeCode, string> = {
  groupGone: '읽은 자료에 {sid} 그룹이 더 이상 없습니다. 다른 그룹을 고르거나 변경을 빼십시오.',
  principalGone: '읽은 자료에 {sid} 주체가 더 이상 없습니다. 다른 주체를 고르거나 변경을 빼십시오.',
  madeGone: '이 초안은 {made} 항목을 만들지 않습니다. 먼저 만들거나 있는 것을 고르십시오.',
  parentGone: '위치 {dn} 항목을 읽지 않았습니다. 있는 조직 단위나 컨테이너를 고르십시오.',
  rulesGone: '클레임 규칙 {document} 파일이 작업 영역에 더 이상 없습니다. 다시 가져오십시오.',
  roleGone: '역할 {arn} 항목을 찾지 못했습니다. 변경을 빼거나 이 초안에서 먼저 역할을 만드십시오.',
  policyGone: '정책 {arn} 항목을 찾지 못했습니다. 변경을 빼거나 다른 정책을 고르십시오.',
  permissionSetGone: '권한 세트 {set} 항목을 찾지 못했습니다. 다른 권한 세트를 고르십시오.',
  instanceGone: 'Identity Center 인스턴스 {arn} 항목을 읽지 않았습니다. 다른 인스턴스를 고르십시오.',
  directoryGone: '{region} 리전에서 디렉터리 {directory} 항목을 찾지 못했습니다. 다른 디렉터리를 고르십시오.',
  alreadyMember: '{member} 항목은 이미 그룹 {group} 구성원입니다.',
  notMember: '{member} 항목은 그룹 {group} 항목의 직접 구성원이 아닙니다.',
  primaryGroup:
    '{group} 그룹은 {member} 항목의 기본 그룹이며, 기본 그룹은 구성원 목록에 없습니다. 먼저 기본 그룹을 바꾸십시오.',
  sameName: '그룹 {group} 항목의 이름이 이미 같습니다.',
  sameText: '규칙 {document} 파일의 내용이 이미 같습니다.',
  sameDocument: '{arn} 항목의 정책 내용이 이미 같습니다.',
  alreadyAttached: '정책 {policy}: {arn} 역할에 이미 연결되어 있습니다.',
  notAttached: '정책 {policy}: {arn} 역할에 연결되어 있지 않습니다.',
  alreadyAssigned: '{principal} 항목은 계정 {account}에 이미 할당되어 있습니다.',
  notAssigned: '{principal} 항목은 계정 {account}에 할당되어 있지 않습니다.',
  alreadyDelegated: '{principal} 항목은 디렉터리 {directory}에서 {arn} 역할을 이미 위임받았습니다.',
  notDelegated: '디렉터리 {directory}에서 {arn} 역할을 {principal} 항목에 위임한 목록이나 입력이 없습니다.',
  alreadyMapped: '{principal} 항목은 {arn} 역할에 이미 수동으로 매핑되어 있습니다.',
  notMapped: '{principal} 항목은 {arn} 역할에 수동으로 매핑되어 있지 않습니다.',
  nameTaken: '도메인의 다른 개체가 {name} 이름을 쓰고 있습니다. 다른 이름을 고르십시오.',
  scopeRefused:
    '범위가 {scope}인 그룹은 {member} 항목을 구성원으로 받지 않습니다. 다른 범위의 그룹을 사이에 두십시오.',
  otherForest:
    '{group} 그룹의 도메인에서는 {member} 항목을 알 수 없으며, 대리 개체는 신뢰하는 도메인의 계정에만 만들어집니다.',
  notAGroup: '{group} 항목은 그룹이 아닙니다.',
  itself: '그룹은 자기 자신의 구성원이 될 수 없습니다.',
  rulesDoNotParse: '{document} 파일의 {line}행은 클레임 규칙이 아닙니다. AD FS가 이 내용을 거부합니다.',
  policyDoesNotParse: '{arn} 항목의 문서는 {place} 위치에서 정책이 아닙니다. IAM이 이 문서를 거부합니다.',
  roleExists: '계정에 {arn} 이름의 역할이 이미 있습니다. 이름은 대소문자 말고도 달라야 합니다.',
  reservedRole: '{arn} 역할은 Identity Center가 만들며 IAM에서 바꿀 수 없습니다. 권한 세트를 바꾸십시오.',
  awsPolicy: '{arn} 정책은 AWS가 관리합니다. 직접 정책을 만들어 연결하십시오.',
  setExists: '인스턴스에 권한 세트 {set} 항목이 이미 있습니다.',
  notInStore:
    'Active Directory가 채우지 않는 ID 저장소에 없습니다({principal}). 먼저 공급자에서 가져오십시오.',
  domainNotRead: '{sid} 항목의 도메인을 읽지 않았습니다. 무엇이 바뀌는지 알려면 도메인을 읽으십시오.',
  accountNotRead: '계정 {account}의 역할을 읽지 않았습니다. 무엇이 바뀌는지 알려면 계정을 읽으십시오.',
  policiesNotRead: '{arn} 항목의 내용을 읽지 않았습니다. 무엇이 바뀌는지 알려면 정책을 읽으십시오.',
  identityCenterNotRead: '{arn} 항목을 모두 읽지 못했습니다. 무엇이 바뀌는지 알려면 관리 계정을 읽으십시오.',
};

/** 변경을 초안에 넣지 않은 이유. */
export const draftProblem: Record<ProblemCode, string> = {
  badDocument: '정책 문서가 아닙니다: {detail}.',
  badRules: '{line}행은 클레임 규칙이 아닙니다: {detail}.',
  badArn: '알맞은 종류의 ARN이 아닙니다.',
  badName: '이름이 너무 길거나 쓸 수 없는 문자가 있습니다.',
  badDuration: '세션 길이는 1시간에서 12시간 사이여야 합니다.',
  madeTwice: '이 초안은 이미 {made} 항목을 만듭니다. 다른 이름을 고르십시오.',
  madeUnknown: '이 초안은 {made} 항목을 만들지 않습니다. 먼저 만드십시오.',
  madeUsed: '다른 변경이 {made} 항목을 씁니다. 먼저 그 변경을 빼십시오.',
  tooMany: '초안 하나에는 변경을 {limit}개까지 담습니다.',
  form: '값의 형식이 올바르지 않습니다.',
};

export const grantChange: Record<GrantChange, string> = {
  gained: '얻음',
  lost: '잃음',
  changed: '바뀜',
};

export const roleChange: Record<'gained' | 'lost' | 'kept', string> = {
  gained: '얻음',
  lost: '잃음',
  kept: '바뀜',
};

export const personChange: Record<PersonChange, string> = {
  gained: '얻음',
  lost: '잃음',
  lessSure: '덜 확실해짐',
  moreSure: '더 확실해짐',
  maybeGained: '얻을 수 있음',
  maybeLost: '가능성 사라짐',
};

export const whoChange: Record<WhoChange, string> = {
  gained: '얻음',
  lost: '잃음',
  less: '이제 조건부',
  more: '이제 조건 없음',
};
