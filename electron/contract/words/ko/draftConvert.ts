import type { ConvertCode, ConvertState } from '../../../domain/draft/convert/codes.ts';

export const draftConvertState: Record<ConvertState, string> = {
  notCovered: '옮기지 않음',
  lost: '잃음',
  gained: '얻음',
  check: '확인 필요',
};

/** What is said of a conversion into permission sets. */
export const draftConvert: Record<ConvertCode, string> = {
  noInstance: '권한 세트를 둘 IAM Identity Center 인스턴스를 읽지 않았습니다.',
  brokenNow: '지금도 역할에 닿지 않습니다({principal}, {role}).',
  unsureNow: '지금 역할에 닿는지 알 수 없습니다({principal}, {role}).',
  principalUnknown: '누가 역할에 닿는지 알 수 없습니다({role}).',
  roleNotRead: '역할을 읽지 않았습니다({role}).',
  accountOutside: '인스턴스가 할당하는 조직의 계정이 아닙니다({account}).',
  notProvided:
    'ID 저장소에 없으며 저장소의 원본이 Active Directory가 아닙니다({principal}). 먼저 공급자가 넣어야 합니다.',
  simpleAd: 'Simple AD 디렉터리는 Identity Center의 원본이 될 수 없습니다({directory}).',
  connectorDomain:
    'AD Connector는 한 도메인({source})의 사용자만 가져오는데, 대상은 다른 도메인({domain})에 있습니다({principal}).',
  inlineTooLong: '인라인 정책이 권한 세트의 한도인 10,240자보다 깁니다({role}).',
  inlineMixed: '인라인 정책들의 정책 언어 버전이 서로 다릅니다({role}).',
  inlineUnreadable: '인라인 정책 하나를 읽을 수 없습니다({role}).',
  tooManyPolicies: '권한 세트가 받는 것보다 정책이 많습니다({role}).',
  tooManyAssignments: '초안 하나에 들어가는 것보다 할당이 많습니다.',
  rolePath: '역할의 경로는 옮겨지지 않습니다({path}). Identity Center 역할에는 자체 경로가 있습니다.',
  trustConditions: '신뢰 정책의 조건은 옮겨지지 않습니다: {keys}.',
  sessionTags: '세션 태그는 더 이상 공급자가 아니라 Identity Center의 액세스 제어 속성에서 옵니다.',
  tagClaims:
    '규칙이 세션 태그를 보냅니다({document}, {value}). Identity Center는 그 대신 액세스 제어 속성을 보냅니다.',
  peopleLost:
    '{count}명이 역할을 잃습니다({principal}). 기본 그룹의 구성원과 다른 포리스트의 구성원은 옮겨지지 않습니다.',
  peopleGained: '{count}명이 역할을 더 얻습니다({principal}). 중첩 그룹이 펼쳐집니다.',
  nameChanged: '이름이 바뀝니다({from} → {to}). 권한 세트의 이름은 32자까지이며 겹칠 수 없습니다.',
  rolesMerged: '내용이 같은 역할 {count}개가 권한 세트 하나가 됩니다.',
  inlineMerged: '여러 인라인 정책이 하나가 됩니다.',
  customerPolicy: '계정에 정책이 같은 경로로 남아 있어야 합니다({account}, {name}, {path}).',
  customerPolicyMissing: '계정에 그 경로의 정책이 없습니다({account}, {name}, {path}).',
  customerPolicyUnknown: '계정에 그 경로의 정책이 있는지 읽지 않았습니다({account}, {name}, {path}).',
  sessionTagsSent:
    '공급자가 세션 태그를 보낼 수 있습니다. Identity Center는 그 대신 액세스 제어 속성을 보냅니다.',
  sessionLength:
    '세션은 역할의 최대값인 {duration} 동안 유지됩니다. 클레임이나 콘솔은 더 짧게 정했을 수 있습니다.',
  sessionNotRead:
    '역할의 세션이 얼마나 유지되는지 읽지 않았습니다. 아무것도 정하지 않은 역할의 값은 {duration} 입니다.',
  durationClaim:
    '규칙이 SessionDuration을 보냅니다({document}, {value}). 권한 세트의 세션 시간은 모두에게 같습니다.',
  sourceIdentityClaim:
    '규칙이 소스 ID를 보냅니다({document}). 그 값을 요구하는 곳이 있는지 먼저 확인하십시오.',
  claimsOpen:
    '규칙 하나가 이름을 밝히지 않은 클레임을 보낼 수 있습니다({document}). 세션 시간과 태그도 그렇습니다.',
  claimsNotKnown: '일부 그룹의 클레임 규칙을 모릅니다. 세션 시간이나 태그를 보내는지 알 수 없습니다.',
  setReused: '내용이 같은 권한 세트가 이미 있어 그것을 할당합니다({set}).',
  alreadyAssigned: '이미 할당되어 있습니다({principal}, {set}, {account}).',
  setsNotRead:
    '인스턴스의 권한 세트를 모두 읽지 않아 새 이름이 이미 쓰일 수 있습니다. 관리 계정을 읽으십시오.',
  usedByOthers: '다른 주체가 쓰므로 역할을 남겨 두어야 합니다: {principals}.',
  namedElsewhere: '역할의 ARN이 다른 정책에 적혀 있으며({count}), 새 역할의 ARN은 다릅니다.',
  directUser: '그룹이 아니라 사람에게 직접 할당됩니다({principal}).',
  notInStore: 'ID 저장소에 없습니다({name}). 먼저 동기화 범위에 들어가야 합니다.',
  trustedDomain:
    '대상은 다른 도메인에 있습니다({principal}, {domain}, 원본 {source}). 양방향 신뢰와 동기화 범위가 필요합니다.',
  membersNotRead: '구성원을 읽지 않았습니다({principal}).',
  sourceAssumed: 'Active Directory가 인스턴스의 원본이라고 가정합니다. 이를 알려 주는 API는 없습니다.',
  sourceNotDirectory:
    '인스턴스의 원본이 Active Directory가 아닙니다. 원본을 바꾸면 사용자, 그룹, 할당이 삭제됩니다.',
  manyPolicies: '권한 세트에 정책이 {count}개 있습니다. 예전 할당량은 20개입니다.',
};
