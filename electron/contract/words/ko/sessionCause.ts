import type { CauseWord } from '../../../domain/session/causeCodes.ts';

/** AWS가 세션을 거부한 까닭과 할 일. 변수 뒤에 조사를 붙이지 않습니다. */
export const sessionCause: Record<CauseWord, string> = {
  'certainty.certain': '확인된 원인',
  'certainty.possible': '가능한 원인',

  limit: '{field}: {problem}',
  overSomeMaximum:
    '역할이 허용하지 않는 시간입니다: {asked}초. 3600초로 요청하거나 MaxSessionDuration을 늘려 달라고 요청하십시오.',
  chainedTooLong:
    '소스가 역할의 세션이라서 새 세션은 최대 한 시간입니다: 요청 {asked}초. 3600초로 요청하십시오.',

  clockAhead: '이 컴퓨터의 시계가 AWS보다 {minutes}분 빠릅니다. 시계를 맞추고 다시 시도하십시오.',
  clockBehind: '이 컴퓨터의 시계가 AWS보다 {minutes}분 느립니다. 시계를 맞추고 다시 시도하십시오.',
  clockOff: '이 컴퓨터의 시계가 AWS와 너무 다릅니다. 시계를 맞추고 다시 시도하십시오.',

  roleUnknown:
    '계정을 마지막으로 읽었을 때 없던 역할입니다: {role} (계정 {account}). 계정, 경로, 이름을 확인하십시오.',
  roleUnknownNear:
    '계정을 마지막으로 읽었을 때 없던 역할입니다: {role} (계정 {account}). 비슷한 역할: {near}',

  trustDenies:
    '역할의 신뢰 정책이 거부합니다: {path}. 그 문을 바꿔 달라고 요청하거나 다른 역할을 맡으십시오.',
  trustLacksCall:
    '역할의 신뢰 정책이 이 방법으로는 아무에게도 허용하지 않습니다: {action}. 다른 방법으로 역할을 맡으십시오.',
  trustLacksPrincipal: '역할의 신뢰 정책에 호출자가 없습니다: {principal}. 지정된 주체: {named}',
  trustPrincipalDeleted:
    '역할의 신뢰 정책에 삭제된 사용자나 역할의 ID가 남아 있습니다: {id}. 새 주체를 지정해 달라고 요청하십시오.',
  trustOtherProvider: '역할의 신뢰 정책에 이 공급자가 없습니다: {provider}. 지정된 공급자: {named}',
  externalIdMissing: '역할의 신뢰 정책이 외부 ID를 요구하는데 주지 않았습니다. 외부 ID를 입력하십시오.',
  externalIdOther:
    '역할의 신뢰 정책이 다른 외부 ID를 요구합니다. 역할을 관리하는 사람에게 올바른 값을 물으십시오.',
  mfaMissing:
    '역할의 신뢰 정책이 MFA를 요구하는데 주지 않았습니다. 사용자의 키를 소스로 하고 MFA 디바이스를 지정하십시오.',
  samlAudience:
    '역할의 신뢰 정책이 요구하는 SAML:aud와 어설션의 값이 다릅니다: 요구 {wanted}, 어설션 {given}. 신뢰 정책에 실제 로그인 주소를 지정해 달라고 요청하십시오.',
  sessionNameOther: '역할의 신뢰 정책이 다른 세션 이름을 요구합니다: {wanted}. 이름을 바꾸십시오.',
  organizationOther:
    '역할의 신뢰 정책이 특정 조직의 호출자를 요구합니다: {wanted}. 그 조직의 계정으로 맡으십시오.',
  trustCondition:
    '역할의 신뢰 정책에 조건이 있습니다: {key} ({operator}: {wanted}). 조건에 맞는지 확인하십시오.',
  trustLacksTagSession:
    '세션 태그를 보내는데 역할의 신뢰 정책이 sts:TagSession을 허용하지 않습니다. 태그를 빼거나 허용해 달라고 요청하십시오.',
  trustLacksSourceIdentity:
    '소스 ID를 보내는데 역할의 신뢰 정책이 sts:SetSourceIdentity를 허용하지 않습니다. 소스 ID를 빼거나 허용해 달라고 요청하십시오.',
  trustRefuses: 'AWS에 따르면 역할의 신뢰 정책이 허용하지 않습니다. 신뢰 정책을 확인해 달라고 요청하십시오.',

  identityLacks: '호출자의 정책이 이 역할에 대해 허용하지 않습니다: {action}. 허용해 달라고 요청하십시오.',
  identityDenies: '호출자의 정책이 이 역할에 대해 거부합니다: {action}. 그 문을 바꿔 달라고 요청하십시오.',
  boundaryCuts: '호출자의 권한 경계가 막습니다: {action}. 권한 경계를 넓혀 달라고 요청하십시오.',
  sessionPolicyCuts: '소스의 세션 정책이 막습니다: {action}. 그 정책이 없는 소스를 사용하십시오.',
  serviceControlCuts:
    '호출자 조직의 서비스 제어 정책이 막습니다: {action}. 조직을 관리하는 사람에게 문의하십시오.',
  resourceControlCuts:
    '역할 조직의 리소스 제어 정책이 막습니다: {action}. 조직을 관리하는 사람에게 문의하십시오.',
  endpointCuts: 'VPC 엔드포인트의 정책이 막습니다: {action}. 다른 경로로 STS에 연결하십시오.',
  identityMay: '호출자의 정책도 허용해야 합니다: {action}. 여기서는 알 수 없으니 정책을 확인하십시오.',
  serviceControlMay: '호출자 조직의 서비스 제어 정책이 막고 있을 수 있습니다. 여기서는 알 수 없습니다.',

  sourceExpired: '소스의 자격 증명이 만료되었습니다. 소스를 갱신하거나 다시 로그인하십시오.',
  assertionExpired: 'SAML 응답이 너무 오래되었습니다. 다시 로그인해 새 응답을 바로 사용하십시오.',
  tokenExpired: '토큰이 만료되었습니다. 새 토큰을 받으십시오.',
  providerMissing: '계정을 마지막으로 읽었을 때 없던 공급자입니다: {provider}. 이름을 확인하십시오.',
  assertionNotVerified:
    'AWS가 어설션을 확인하지 못했습니다. AWS의 공급자에 ID 공급자의 현재 메타데이터가 있는지 확인하십시오.',
  tokenNotVerified:
    'AWS가 토큰을 확인하지 못했습니다. AWS의 공급자 주소와 토큰의 대상(audience)이 등록되어 있는지 확인하십시오.',
  keyUnknown:
    'AWS가 소스의 키를 알지 못합니다. 삭제되었거나 비활성화되었거나, 다른 파티션의 키이거나, 그 계정에서 리전이 활성화되지 않았습니다.',
  signInAgain: 'ID 공급자가 로그인을 받아들이지 않았습니다. 다시 로그인하십시오.',

  packedTooLarge:
    'AWS가 압축한 세션 정책과 태그가 너무 큽니다 (정책 {size}자, 태그 {tags}개). 태그를 줄이거나 정책을 줄이거나 관리형 정책을 ARN으로 지정하십시오.',
  policyRefused: 'AWS가 세션 정책을 읽지 못했습니다. 정책 화면에서 검토하십시오.',
  regionDisabled:
    '역할의 계정에서 이 리전의 STS가 꺼져 있습니다: {region}. 다른 리전을 선택하거나 켜 달라고 요청하십시오.',
  mfaCodeWrong:
    'MFA 코드가 틀렸거나 이미 쓴 코드입니다. 코드는 한 번만 쓸 수 있습니다. 다음 코드를 기다리고 이 디바이스의 코드인지 확인하십시오.',
  mfaOtherAccount:
    'MFA 디바이스와 호출자의 계정이 다릅니다: 디바이스 {account}, 호출자 {wanted}. 호출자의 디바이스를 지정하십시오.',
  portalNotAssigned:
    '포털이 이 역할을 더 이상 주지 않습니다: {role} (계정 {account}). 목록을 다시 읽으십시오.',
};
