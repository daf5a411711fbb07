import type { AssertionCode } from '../../../domain/claims/assertion/codes.ts';

/** AWS가 어설션을 어떻게 판단하는지. `verdict.…`는 역할의 결과입니다. */
export const assertion: Record<
  AssertionCode | `verdict.${'offered' | 'refused' | 'open'}` | 'notPermitted' | 'notSent',
  string
> = {
  'verdict.offered': '제공됨',
  'verdict.refused': '거부됨',
  'verdict.open': '알 수 없음',

  notPermitted: '권한 부여 규칙에 따라 이 사용자는 토큰을 받지 못합니다.',
  notSent: '그룹은 이 역할로 이어지지만 규칙은 이 사용자에게 역할을 전달하지 않습니다.',

  roleNone: 'Role이 하나도 없으며, AWS는 이런 응답을 잘못된 것으로 봅니다. Role을 하나 이상 발급하십시오.',
  roleOpen: '관련된 정보를 읽지 못하여 여기에서 알 수 없는 역할이 더 전달될 수 있습니다.',
  rolePair: 'Role은 역할의 ARN과 SAML 공급자의 ARN을 쉼표로 이은 값이어야 합니다: {value}.',
  rolePairSpace: 'ARN 앞뒤에 공백이 있습니다. AWS가 허용하는지는 문서에 없으므로 공백 없이 발급하십시오.',
  rolePairComma:
    '쉼표가 둘 이상입니다. AWS가 두 ARN을 알아보는지는 문서에 없으므로 쉼표가 없는 역할 이름을 사용하십시오.',
  roleArn: '두 부분 가운데 역할의 ARN이 없습니다: {value}.',
  providerArn: '두 부분 가운데 SAML 공급자의 ARN이 없습니다: {value}.',
  accountsDiffer: '역할의 계정({value})과 공급자의 계정({actual})이 다릅니다. 같은 계정이어야 합니다.',
  partitionsDiffer:
    '역할의 파티션({value})과 공급자의 파티션({actual})이 다릅니다. 같은 파티션이어야 합니다.',
  providerMissing:
    'SAML 공급자가 없습니다: {value}. 이름은 대소문자를 구분합니다. 공급자를 만들거나 규칙을 바로잡으십시오.',
  providerUnknown: '계정의 공급자를 읽지 못하여 SAML 공급자가 있는지 알 수 없습니다: {value}.',
  roleMissing: '역할이 없습니다: {value}. 역할을 만들거나 규칙 또는 그룹의 이름을 바로잡으십시오.',
  roleSpelled:
    '역할이 없습니다: {value}. 있는 역할은 다음과 같습니다: {actual}. AWS는 이름과 경로를 그대로 비교하므로 이 ARN을 그대로 보내십시오.',
  roleUnknown: '계정의 역할을 읽지 못하여 역할이 있는지 알 수 없습니다: {value}.',
  roleReserved: 'IAM Identity Center의 역할이며, SAML 어설션으로 맡을 수 없습니다: {value}.',
  roleTwice: '같은 쌍이 두 번 이상 전달됩니다.',
  trustRefuses:
    '역할의 신뢰 정책이 이 공급자를 허용하지 않습니다: {value}. sts:AssumeRoleWithSAML을 허용하십시오.',
  trustUnknown: '역할의 신뢰 정책이 이 공급자를 허용하는지 알 수 없습니다: {value}.',
  trustNoTags:
    '세션 태그를 보내지만 역할의 신뢰 정책이 sts:TagSession을 허용하지 않아 로그인이 실패합니다: {value}. 허용하거나 태그를 보내지 마십시오.',
  trustTagsUnknown: '역할의 신뢰 정책이 sts:TagSession을 허용하는지 알 수 없습니다: {value}.',
  trustNoSourceIdentity:
    '소스 ID를 보내지만 역할의 신뢰 정책이 sts:SetSourceIdentity를 허용하지 않아 로그인이 실패합니다: {value}. 허용하거나 보내지 마십시오.',
  trustSourceIdentityUnknown:
    '역할의 신뢰 정책이 sts:SetSourceIdentity를 허용하는지 알 수 없습니다: {value}.',
  sessionNameNone:
    'AWS에 필요한 RoleSessionName이 없습니다. 메일 주소에서 가져온다면 메일이 없는 계정은 로그인할 수 없습니다.',
  sessionNameOpen: 'RoleSessionName이 읽지 못한 정보에 달려 있습니다.',
  sessionNamePattern: 'RoleSessionName은 악센트 없는 영문자, 숫자, _+=,.@-로 된 2~64자여야 합니다: {value}.',
  sessionNameSeveral:
    'RoleSessionName이 둘 이상입니다. AWS가 어느 것을 쓰는지는 문서에 없으므로 하나만 보내십시오.',
  sessionNameShared:
    '다른 사용자도 같은 이름으로 로그인하여 CloudTrail에서 구별되지 않습니다: {value}. 고유한 값을 사용하십시오.',
  durationNumber: 'SessionDuration은 초 단위의 정수여야 합니다: {value}.',
  durationRange: 'SessionDuration은 900~43200초여야 합니다: {value}.',
  durationSeveral:
    'SessionDuration이 둘 이상입니다. AWS가 어느 것을 쓰는지는 문서에 없으므로 하나만 보내십시오.',
  durationOpen: 'SessionDuration이 읽지 못한 정보에 달려 있습니다.',
  durationOverMaximum:
    'SessionDuration({count}초)이 역할의 최대 시간({limit}초)보다 길어 로그인이 실패합니다. 최대 시간을 늘리거나 더 짧게 요청하십시오.',
  durationMaximumUnknown: '역할의 최대 세션 시간을 읽지 못하여 {count}초를 허용하는지 알 수 없습니다.',
  tagCount: '세션 태그가 {count}개입니다. AWS는 {limit}개까지 받습니다.',
  tagKeyLength: '세션 태그의 키가 {count}자입니다. 1~{limit}자여야 합니다.',
  tagKeyCharacters: '키에 글자, 숫자, 공백, _.:/=+-@ 외의 문자가 있습니다: {value}.',
  tagKeyReserved: '키가 AWS에 예약된 aws:로 시작합니다: {value}.',
  tagKeyTwice: '두 키는 대소문자만 다르며 AWS에서는 하나의 키입니다: {value}, {actual}. 하나만 보내십시오.',
  tagValueLength: '세션 태그의 값이 {count}자입니다. AWS는 {limit}자까지 받습니다.',
  tagValueCharacters: '세션 태그의 값에 글자, 숫자, 공백, _.:/=+-@ 외의 문자가 있습니다: {value}.',
  tagValues: '세션 태그가 둘 이상의 값으로 전달됩니다: {value}. 태그의 값은 하나입니다.',
  tagOpen: '여기에서 알 수 없는 세션 태그가 전달될 수 있습니다.',
  transitiveNotSent: '전이적으로 지정된 키의 세션 태그가 없습니다: {value}.',
  sourceIdentityPattern:
    'SourceIdentity는 악센트 없는 영문자, 숫자, _+=,.@-로 된 2~64자여야 하며 aws:로 시작할 수 없습니다: {value}.',
  sourceIdentitySeveral:
    'SourceIdentity가 둘 이상입니다. AWS가 어느 것을 쓰는지는 문서에 없으므로 하나만 보내십시오.',
  sourceIdentityOpen: 'SourceIdentity가 읽지 못한 정보에 달려 있습니다.',
  nameIdNone:
    '이름 식별자가 없어 어설션에 주체가 없습니다. 이때 AWS의 동작은 문서에 없으므로 하나를 발급하십시오.',
  nameIdOpen: '이름 식별자가 읽지 못한 정보에 달려 있습니다.',
  nameIdSeveral: '이름 식별자가 둘 이상입니다. 주체의 이름 식별자는 하나입니다.',
  attributeCase: '대소문자가 달라 AWS가 읽지 않습니다: {value}. 올바른 이름은 다음과 같습니다: {actual}.',
  assertionTooLong: '어설션이 추정상 약 {count}자입니다. AWS는 {limit}자까지 받습니다. 역할을 줄이십시오.',
  assertionNearlyTooLong:
    '어설션이 추정상 약 {count}자입니다. AWS는 {limit}자까지 받습니다. 역할이 조금 더 늘면 로그인이 실패합니다.',
};
