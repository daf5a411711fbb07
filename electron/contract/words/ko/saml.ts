import type { SamlProblemCode } from '../../../domain/session/saml/codes.ts';

export const saml: Record<SamlProblemCode, string> = {
  expired:
    '응답의 유효 기간이 {at}에 끝났습니다. 다시 로그인하십시오. 방금 로그인했다면 이 컴퓨터의 시계를 맞추십시오.',
  notYetValid:
    '응답은 {at}부터 유효합니다. ID 공급자나 이 컴퓨터의 시계가 틀린 것이므로 시계를 맞추고 다시 로그인하십시오.',
  noRoles:
    '응답에 역할이 없습니다. ID 공급자 담당자에게 Role 속성(https://aws.amazon.com/SAML/Attributes/Role)을 보내도록 요청하십시오.',
  malformedRole:
    'Role 속성의 값은 같은 계정의 역할 ARN과 SAML 공급자 ARN을 쉼표로 이은 것이어야 합니다: {value}.',
  noSessionName:
    '응답에 RoleSessionName이 없습니다. AWS에 꼭 필요한 값이므로 ID 공급자가 사용자 이름이나 메일 주소 등으로 보내게 하십시오.',
  badSessionName: 'RoleSessionName은 악센트 없는 글자, 숫자, _+=,.@-로 된 2~64자여야 합니다: {value}.',
  badDuration: 'SessionDuration은 {least}~{most} 사이의 정수(초)여야 합니다: {value}.',
  recipientNotAws:
    '응답의 수신 주소가 AWS 로그인 주소가 아닙니다({recipient}). ID 공급자의 AWS 설정에서 https://signin.aws.amazon.com/saml 또는 해당 파티션이나 리전의 주소로 응답을 보내게 하십시오.',
  wrongAudience:
    '역할의 신뢰 정책이 이 주소로 가는 응답을 받지 않습니다({audience}). 정책의 SAML:aud 조건에 이 주소를 넣거나 정책에 적힌 주소로 로그인하십시오.',
  severalConfirmations:
    '응답에 주체 확인이 {count}개 있는데 AWS는 하나만 받습니다. ID 공급자의 AWS 설정을 고치십시오.',
  tooLong:
    '응답의 길이가 {length}자로, AWS가 받는 {most}자를 넘습니다. ID 공급자가 역할과 속성을 더 적게 보내게 하십시오.',
  notSigned:
    '응답에 서명이 없습니다. AWS는 이런 응답을 받지 않으므로 ID 공급자의 AWS 설정에서 서명을 켜십시오.',
  encrypted:
    '응답의 내용이 암호화되어 있어 어떤 역할이 있는지 여기서는 알 수 없습니다. IAM의 SAML 공급자에 복호화 키가 있어야만 AWS가 받습니다. 역할과 공급자를 직접 입력하십시오.',
  statusNotSuccess:
    'ID 공급자가 로그인을 허용하지 않았습니다(응답 상태: {status}). 다시 로그인하거나 ID 공급자 담당자에게 문의하십시오.',
  roleUnknown:
    '작업 공간에 없는 역할입니다({role}). 작업 공간을 읽은 뒤에 만든 역할이 아니라면 ID 공급자가 잘못된 이름을 보내는 것입니다.',
  providerNotTrusted:
    '역할의 신뢰 정책이 이 공급자({provider})에게 {action} 작업을 허용하지 않습니다. 정책에서 허용하거나 다른 역할을 고르십시오.',
  conditionNotMet:
    '역할의 신뢰 정책에서 {action} 작업에 건 조건을 이 응답이 채우지 못합니다. 정책과 응답의 내용을 비교하십시오.',
  durationAboveRole:
    '응답은 {seconds}초를 요청하지만 이 역할의 세션은 길어야 {most}초이므로 콘솔이 거부합니다. 더 짧은 세션을 요청하십시오.',
};
