import type { PolicyLintCode } from '../../policyLintWords.ts';

/** What the linter finds in a policy, and what to do about it. */
export const policyLint: Record<PolicyLintCode, string> = {
  'severity.error': '오류',
  'severity.security': '보안',
  'severity.warning': '경고',
  'severity.suggestion': '제안',

  unknownService: '서비스 데이터에 없는 서비스입니다: {service} (작업: {action}). 접두사를 확인하십시오.',
  unknownAction: '서비스 데이터에 없는 작업입니다: {action}. 철자를 확인하십시오. 빼도 결과는 같습니다.',
  patternMatchesNothing: '이 패턴에 맞는 작업이 없습니다: {action}. 철자를 확인하거나 빼십시오.',
  patternCovered: '같은 목록의 다른 패턴에 이미 들어 있습니다: {pattern} (포함하는 패턴: {by}). 빼십시오.',
  allowNotAction:
    'Allow와 NotAction을 함께 쓰면 앞으로 생길 서비스까지 나머지 모든 작업을 허용합니다. 허용할 작업을 적으십시오.',
  administrator: '모든 것을 허용합니다. 관리자 정책이 아니라면 허용할 작업과 리소스를 적으십시오.',
  iamAdministrator:
    'IAM의 모든 작업을 허용하므로 누구에게나 어떤 권한이든 줄 수 있습니다. 허용할 작업을 적으십시오.',
  passRoleAny:
    '어떤 역할이든 어떤 서비스에나 넘길 수 있습니다. 역할은 Resource에, 서비스는 iam:PassedToService에 적으십시오.',
  passRoleByTag:
    'iam:PassRole에는 역할의 태그가 쓰이지 않으므로 이 키로는 좁혀지지 않습니다: {key}. 역할을 Resource에 적으십시오.',
  escalation:
    '이 작업으로 여기서 준 것보다 많은 권한을 얻을 수 있습니다: {actions}. Resource나 Condition으로 좁히거나 권한 경계를 두십시오.',

  shortArn: '짧은 ARN은 다음과 같이 채워집니다: {arn} → {whole}. 채운 형태로 적으십시오.',
  shortArnMatchesNothing:
    '여섯 부분이 안 되는 ARN은 이 종류의 정책에서 아무것에도 맞지 않습니다: {arn}. 다음과 같이 적으십시오: {whole}',
  actionNeedsAnyResource:
    '특정 리소스가 없는 작업이므로 Resource "*"에서만 적용됩니다: {action}. 따로 문을 만드십시오.',
  resourceNotOfAction: '문의 리소스 가운데 이 작업의 대상이 없습니다: {action}. 작업의 대상: {types}',
  resourceUnused:
    '문의 어느 작업도 이 리소스를 대상으로 하지 않습니다: {arn}. 빼거나 필요한 작업을 더하십시오.',
  allowNotResource:
    'Allow와 NotResource를 함께 쓰면 앞으로 생길 것까지 나머지 모든 리소스를 허용합니다. 허용할 리소스를 적으십시오.',

  unknownKey: '알려지지 않은 조건 키이며 요청에 늘 없습니다: {key}. 철자를 확인하십시오.',
  keyNotSupported: '문의 어느 작업의 요청에도 없는 키입니다: {key}. 이 작업들의 키를 쓰십시오.',
  keyNotOfAction:
    '다음 작업의 요청에는 이 키가 없어 문이 적용되지 않습니다: {actions} (키: {key}). 이 작업들은 따로 문을 만드십시오.',
  operatorOfOtherType:
    '키의 형식에 맞지 않는 연산자입니다: {operator} (키: {key}). 다음 계열의 연산자를 쓰십시오: {fitting}',
  wildcardIsLiteral:
    '이 연산자는 *를 보통 글자로 봅니다: {operator}, 값 "{value}". StringLike나 StringNotLike를 쓰십시오.',
  setOperatorOnSingleValue:
    '값이 하나뿐인 키에는 집합 연산자를 쓰지 않습니다: {key} (연산자: {operator}). 집합 연산자를 빼십시오.',
  setOperatorMissing:
    '값이 여럿일 수 있는 키입니다: {key}. ForAllValues나 ForAnyValue가 없으면 결과를 알 수 없습니다. 어느 쪽인지 적으십시오.',
  forAllValuesAllows:
    'ForAllValues는 키가 없어도 참이므로 키가 없는 요청도 허용합니다: {key}. Null 조건에서 이 키를 "false"로 더하십시오.',
  variablesNotFilled:
    '버전 2012-10-17이 아니면 변수는 보통 글자입니다: {text}. "Version": "2012-10-17"을 적으십시오.',
  variableBroken:
    '변수가 아니어서 보통 글자로 남습니다: {text}. 변수는 달러 기호와 중괄호 속의 키이고, 기본값은 쉼표 뒤에 작은따옴표로 적습니다.',
  variableOutOfPlace:
    '변수는 조건의 값과 리소스의 다섯째 콜론 뒤에서만 채워지고 여기서는 보통 글자로 남습니다: {text}. 이름을 직접 적거나, 쓸 수 있는 곳이면 와일드카드를 쓰십시오.',
  variableOfUsersAlone:
    '역할 세션에는 이 키가 없어 패턴이 아무것에도 맞지 않습니다: {key}. 세션 태그나 역할 태그를 쓰십시오.',
  mfaDenySleeps: '장기 키를 쓰면 이 키가 없어 Bool이 거부하지 못합니다: {key}. BoolIfExists를 쓰십시오.',
  mfaOfRoleSession:
    '역할 세션에는 이 키가 없습니다: {key}. 역할을 맡는 사용자에 대해 신뢰 정책에서 요구하십시오.',

  notPrincipalAllow:
    'Allow와 NotPrincipal은 함께 쓸 수 없으며 모두에게 허용될 수 있습니다. Principal에 대상을 적으십시오.',
  notPrincipalDeny:
    'Deny와 NotPrincipal은 권한 경계가 있는 보안 주체를 늘 거부하고 세션, 역할, 계정을 모두 적어야 합니다. Principal "*"와 aws:PrincipalArn의 ArnNotEquals를 쓰십시오.',
  uniqueIdPrincipal: '삭제된 사용자나 역할의 흔적입니다: {id}. 빼거나 대상을 다시 적으십시오.',
  anyone:
    '모든 계정의 누구에게나 허용합니다. 보안 주체를 적거나 aws:PrincipalOrgID 같은 조건으로 좁히십시오.',
  oidcWithoutSubject: '이 공급자의 토큰이 있으면 누구든 신뢰합니다: {provider}. 주체를 확인하십시오: {key}',
  oidcWithoutAudience: '이 공급자가 어떤 앱에 낸 토큰이든 신뢰합니다: {provider}. 대상을 확인하십시오: {key}',
  cognitoWithoutPool:
    '어떤 Cognito 풀의 자격 증명이나 손님이든 신뢰합니다. 풀과 로그인 종류를 확인하십시오: {keys}',
  samlWithoutAudience: '이 공급자가 누구에게 낸 어설션이든 신뢰합니다: {provider}. SAML:aud를 확인하십시오.',
  thirdPartyWithoutExternalId:
    '알려진 계정이 아닌데 외부 ID 없이 신뢰합니다: {account}. sts:ExternalId를 요구하십시오.',
  accountWithoutExternalId:
    '계정 전체를 신뢰합니다: {account}. 제삼자의 계정이면 sts:ExternalId를, 조직의 계정이면 aws:PrincipalOrgID를 요구하십시오.',

  alwaysDenied: '아무것도 허용하지 못합니다. 다음 문이 모두 거부합니다: {by}. 둘 중 하나를 지우십시오.',
  implied: '더하는 것이 없습니다. 다음 문이 모두 말합니다: {by}. 이 문을 지우십시오.',
  duplicateSid: 'Sid가 두 번 나옵니다: {sid}. 문마다 다른 Sid를 쓰십시오.',
  noStatements: '문서에 문이 없습니다. 문을 더하거나 정책을 지우십시오.',
  tooLong: '글자 수: {size}. 한도: {most}. 줄이거나 여러 정책으로 나누십시오.',
  longerThanDefault:
    '글자 수: {size}. 기본 한도는 {most}, 늘린 한도는 최대 {raised}입니다. 줄이거나 한도를 늘려 달라고 요청하십시오.',
  characterNotAllowed: 'IAM이 받지 않는 글자입니다: {character}. 지우십시오.',
  notCompared: '앞의 항목만 서로 견주었습니다. 항목 수: {most}. 모두 확인하려면 문서를 나누십시오.',

  'way.newPolicyVersion': '자신에게 연결된 정책의 새 버전에 무엇이든 적을 수 있습니다.',
  'way.setDefaultPolicyVersion': '더 많이 허용하는 이전 버전을 기본 버전으로 만들 수 있습니다.',
  'way.attachUserPolicy': '어떤 정책이든 사용자에게 연결할 수 있습니다.',
  'way.attachGroupPolicy': '어떤 정책이든 그룹에 연결할 수 있습니다.',
  'way.attachRolePolicy': '어떤 정책이든 역할에 연결할 수 있습니다.',
  'way.putUserPolicy': '사용자의 인라인 정책에 무엇이든 적을 수 있습니다.',
  'way.putGroupPolicy': '그룹의 인라인 정책에 무엇이든 적을 수 있습니다.',
  'way.putRolePolicy': '역할의 인라인 정책에 무엇이든 적을 수 있습니다.',
  'way.addUserToGroup': '권한이 더 많은 그룹에 사용자를 넣을 수 있습니다.',
  'way.updateTrust': '역할의 신뢰 정책이 누구든 가리키게 할 수 있습니다.',
  'way.createAccessKey': '다른 사용자의 액세스 키를 만들 수 있습니다.',
  'way.createLoginProfile': '암호가 없는 사용자에게 암호를 줄 수 있습니다.',
  'way.updateLoginProfile': '다른 사용자의 암호를 바꿀 수 있습니다.',
  'way.removeUserBoundary': '사용자의 권한 경계를 없앨 수 있습니다.',
  'way.removeRoleBoundary': '역할의 권한 경계를 없앨 수 있습니다.',
  'way.replaceUserBoundary': '사용자의 권한 경계를 더 넓은 것으로 바꿀 수 있습니다.',
  'way.replaceRoleBoundary': '역할의 권한 경계를 더 넓은 것으로 바꿀 수 있습니다.',
  'way.resetMfa': '다른 사용자의 MFA 디바이스를 끄고 암호를 바꿀 수 있습니다.',
  'way.passRoleEc2': '넘길 수 있는 역할로 새 EC2 인스턴스를 실행할 수 있습니다.',
  'way.instanceProfileEc2': '실행 중인 EC2 인스턴스에 다른 역할을 줄 수 있습니다.',
  'way.passRoleLambda': '넘길 수 있는 역할로 새 Lambda 함수를 실행할 수 있습니다.',
  'way.passRoleLambdaEvent': '넘길 수 있는 역할로 새 Lambda 함수를 이벤트 소스에서 실행할 수 있습니다.',
  'way.passRoleLambdaGranted': '넘길 수 있는 역할로 새 Lambda 함수를 만들고 다른 곳에서 호출할 수 있습니다.',
  'way.updateLambdaCode': 'Lambda 함수의 코드를 바꾸어 함수의 역할로 실행할 수 있습니다.',
  'way.updateLambdaLayers': 'Lambda 함수에 계층을 넣어 함수의 역할로 실행할 수 있습니다.',
  'way.passRoleGlue': '넘길 수 있는 역할로 새 Glue 엔드포인트를 만들 수 있습니다.',
  'way.updateGlueEndpoint': '자신의 키로 Glue 엔드포인트를 열 수 있습니다.',
  'way.passRoleGlueJob': '넘길 수 있는 역할로 새 Glue 작업을 실행할 수 있습니다.',
  'way.passRoleCloudFormation': '넘길 수 있는 역할로 새 CloudFormation 스택을 만들 수 있습니다.',
  'way.passRoleDataPipeline': '넘길 수 있는 역할로 새 Data Pipeline을 실행할 수 있습니다.',
  'way.passRoleCodeBuild': '넘길 수 있는 역할로 새 CodeBuild 프로젝트를 실행할 수 있습니다.',
  'way.passRoleSageMaker': '넘길 수 있는 역할로 새 SageMaker 노트북을 실행할 수 있습니다.',
  'way.openSageMaker': 'SageMaker 노트북을 열어 그 역할로 일할 수 있습니다.',
  'way.passRoleEcs': '넘길 수 있는 역할로 새 ECS 태스크를 실행할 수 있습니다.',
  'way.passRoleStepFunctions': '넘길 수 있는 역할로 새 Step Functions 상태 머신을 실행할 수 있습니다.',
  'way.passRoleAutoScaling': '넘길 수 있는 역할로 Auto Scaling 그룹의 새 인스턴스를 실행할 수 있습니다.',
  'way.passRoleSsmAutomation': '넘길 수 있는 역할로 Systems Manager 자동화를 실행할 수 있습니다.',
  'way.runCommand': '관리되는 모든 인스턴스에서 인스턴스의 역할로 명령을 실행할 수 있습니다.',
  'way.startSession': '관리되는 모든 인스턴스에서 인스턴스의 역할로 셸을 열 수 있습니다.',
  'way.assumeAnyRole': '계정을 신뢰하는 역할은 무엇이든 맡을 수 있습니다.',

  'type.string': '텍스트',
  'type.arn': 'ARN 식별자',
  'type.bool': '참 또는 거짓',
  'type.numeric': '숫자',
  'type.date': '시각',
  'type.ipAddress': '주소',
  'type.binary': '바이트',
};
