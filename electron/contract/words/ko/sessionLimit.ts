import type { LimitWord } from '../../../domain/session/limitCodes.ts';

/** AWS가 거부할 세션 요청과 고치는 방법. 변수 뒤에 조사를 붙이지 않습니다. */
export const sessionLimit: Record<LimitWord, string> = {
  'severity.error': 'AWS가 거부합니다',
  'severity.warning': '확인이 필요합니다',

  'field.source': '소스',
  'field.region': '리전',
  'field.roleArn': '역할',
  'field.principalArn': 'SAML 공급자',
  'field.sessionName': '세션 이름',
  'field.userName': '페더레이션 사용자 이름',
  'field.externalId': '외부 ID',
  'field.sourceIdentity': '소스 ID',
  'field.durationSeconds': '기간',
  'field.policy': '세션 정책',
  'field.policyArns': '관리형 세션 정책',
  'field.tags': '세션 태그',
  'field.transitiveTagKeys': '전이 태그 키',
  'field.mfaSerial': 'MFA 디바이스',
  'field.account': '계정',
  'field.roleName': '역할 이름',

  missing: '반드시 필요한 값입니다.',
  tooShort: '너무 짧습니다: {length}자. AWS는 {least}자 이상을 요구합니다.',
  tooLong: '너무 깁니다: {length}자. AWS는 {most}자까지 받습니다.',
  badCharacters:
    'AWS가 받지 않는 문자입니다: {characters}. ASCII 문자와 숫자, 다음 기호만 쓰십시오: {allowed}',
  sourceIdentityReserved: '소스 ID는 aws:로 시작할 수 없습니다. 다르게 시작하십시오.',

  roleArnInvalid: '역할의 ARN이 아닙니다. arn:aws:iam::123456789012:role/path/Name 형식으로 쓰십시오.',
  roleReserved:
    'IAM Identity Center의 역할이라서 STS로는 맡을 수 없습니다: {role}. 포털에 로그인해 그 역할을 선택하십시오.',
  roleServiceLinked: '서비스가 직접 쓰는 역할입니다: {role}. 다른 역할을 선택하십시오.',
  principalArnInvalid:
    'SAML 공급자의 ARN이 아닙니다. arn:aws:iam::123456789012:saml-provider/Name 형식으로 쓰십시오.',
  principalOtherAccount:
    '공급자와 역할의 계정이 다릅니다: 공급자 {account}, 역할 {wanted}. 역할과 같은 계정의 공급자를 지정하십시오.',
  regionInvalid: '리전이 아닙니다: {region}. eu-central-1 형식으로 쓰십시오.',
  partitionOther:
    '리전과 역할의 파티션이 다릅니다: {region} ({partition}), 역할 ({wanted}). 역할과 같은 파티션의 리전을 선택하십시오.',
  accountInvalid: '계정이 아닙니다: {account}. 숫자 열두 자리를 쓰십시오.',

  needsLongTermKeys:
    '사용자의 장기 키로만 할 수 있는 작업인데 임시 자격 증명입니다: {operation}. 액세스 키나 장기 키가 있는 프로필을 선택하십시오.',
  rootMayNotAssume: '루트 사용자는 역할을 맡을 수 없습니다. 사용자의 키나 역할의 세션을 선택하십시오.',

  durationTooShort: '너무 짧습니다: {asked}초. 가장 짧은 세션은 {limit}초입니다.',
  durationTooLong: '너무 깁니다: {asked}초. AWS는 최대 {limit}초를 줍니다.',
  durationOverRole:
    '역할이 허용하는 시간을 넘습니다: 요청 {asked}초, 최대 {limit}초. 더 짧게 요청하거나 MaxSessionDuration을 늘려 달라고 요청하십시오.',
  durationChained:
    '역할의 세션으로 맡는 역할은 역할 설정과 관계없이 최대 {limit}초입니다: 요청 {asked}초. 더 짧게 요청하거나 사용자의 키로 시작하십시오.',
  durationOfRoot: '루트 사용자의 세션은 최대 {limit}초이며 AWS가 알리지 않고 줄입니다: 요청 {asked}초.',

  policyNotJson: '세션 정책이 JSON이 아닙니다. 고치십시오.',
  policyCharacters:
    'AWS가 세션 정책에서 받지 않는 문자입니다: {characters}. Latin-1 문자만 쓰거나 \\u 이스케이프로 쓰십시오.',
  policyInvalid: '세션 정책에 잘못된 곳이 있습니다: {path}. {problem}',
  policyTooLarge:
    '세션 정책과 ARN의 합이 너무 큽니다: {size}자, 최대 {most}자. 정책을 줄이거나 관리형 정책으로 만들어 ARN을 지정하십시오.',
  policyArnsTooMany: '관리형 정책이 너무 많습니다: {count}개, 최대 {most}개. 일부를 빼십시오.',
  policyArnInvalid:
    '이 파티션({partition})의 관리형 정책 ARN이 아닙니다: {arn}. arn:aws:iam::aws:policy/ReadOnlyAccess 형식으로 쓰십시오.',
  policyArnOtherAccount:
    '다른 계정의 정책입니다: {arn}. 다음 계정의 정책이나 AWS 관리형 정책을 지정하십시오: {account}',
  federationWithoutPolicy:
    '세션 정책이 없으면 세션은 사용자의 권한을 하나도 갖지 못합니다. 리소스가 세션을 직접 지정하지 않는다면 정책을 하나 이상 지정하십시오.',

  tagsTooMany: '너무 많습니다: {count}개, 최대 {most}개. 일부를 빼십시오.',
  tagKeyMissing: '키가 없는 태그가 있습니다. 키를 쓰거나 태그를 빼십시오.',
  tagKeyTooLong: '태그 키가 너무 깁니다: {key} ({length}자, 최대 {most}자).',
  tagValueTooLong: '태그 값이 너무 깁니다: {key} ({length}자, 최대 {most}자).',
  tagCharacters:
    'AWS가 태그에서 받지 않는 문자입니다: {characters} (태그: {key}). 문자, 숫자, 공백, _ . : / = + - @ 기호만 쓰십시오.',
  tagReserved: 'aws:로 시작하는 키는 AWS만 쓸 수 있습니다: {key}. 다른 키를 쓰십시오.',
  tagTwice: '키가 두 번 있습니다: {key}. 대소문자만 다른 키는 같은 키입니다. 하나를 빼십시오.',
  transitiveUnknown: '전이 태그 키에 해당하는 태그가 없습니다: {key}. 태그를 추가하거나 키를 빼십시오.',

  mfaSerialInvalid:
    'MFA 디바이스가 아닙니다. arn:aws:iam::123456789012:mfa/name 형식의 ARN이나 디바이스의 일련 번호를 쓰십시오.',
  mfaSecurityKey:
    '패스키와 보안 키는 코드를 만들지 않는데 STS는 코드를 요구합니다. 인증 앱이나 하드웨어 토큰을 지정하십시오.',
  mfaOfRoleSession:
    '소스가 역할의 세션이라서 MFA 디바이스가 없습니다. 디바이스를 빼거나 그 사용자의 키로 시작하십시오.',

  mfaCodeNotSixDigits: '코드는 숫자 여섯 자리입니다. 디바이스에 보이는 대로 입력하십시오.',
  samlMissing: 'SAML 응답이 없습니다. 붙여 넣으십시오.',
  samlTooLong: 'SAML 응답이 너무 깁니다: {length}자, 최대 {most}자. 응답에 담기는 역할을 줄이십시오.',
  samlIsXml: 'XML로 된 응답입니다. 페이지가 SAMLResponse 필드로 보내는 대로 base64를 붙여 넣으십시오.',
  samlNotBase64:
    'base64가 아닙니다. SAMLResponse 필드의 값을 모두 붙여 넣으십시오. %2B나 %3D가 있으면 먼저 디코딩하십시오.',
  tokenMissing: '토큰이 없습니다. 붙여 넣으십시오.',
  tokenTooLong: '토큰이 너무 깁니다: {length}자, 최대 {most}자. 토큰에 담기는 클레임을 줄이십시오.',
  tokenNotJwt: 'ID 토큰이 아닙니다. 점으로 나뉜 세 부분이어야 하며 액세스 토큰은 쓸 수 없습니다.',
};
