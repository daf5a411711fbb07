import type { EstateCode } from '../../estateWords.ts';

/** AWS 환경에서 알아낸 것을 나타내는 말. */
export const estate: Record<EstateCode, string> = {
  'roleKind.service-linked': '서비스 연결 역할',
  'roleKind.service': '서비스 역할',
  'roleKind.ec2-instance': 'EC2 인스턴스 역할',
  'roleKind.ds-delegation': '디렉터리 콘솔 위임',
  'roleKind.identity-center': 'Identity Center 역할',
  'roleKind.saml': 'SAML 페더레이션',
  'roleKind.cognito': 'Cognito 자격 증명 풀',
  'roleKind.oidc': 'OIDC 페더레이션',
  'roleKind.cross-account': '교차 계정 역할',
  'roleKind.same-account': '같은 계정의 역할',
  'roleKind.anyone': '누구에게나 열림',
  'roleKind.nobody': '맡을 수 있는 주체 없음',

  'roleKindMeans.service-linked':
    'AWS 서비스 하나가 만들고 소유합니다. 신뢰와 정책은 AWS가 정하며, 서비스 제어 정책과 리소스 제어 정책의 제한을 받지 않습니다.',
  'roleKindMeans.service':
    'AWS 서비스가 사용자를 대신해 이 역할로 일합니다. 이 역할을 서비스에 넘길 수 있으면(iam:PassRole) 그 권한을 가진 것과 같습니다.',
  'roleKindMeans.ec2-instance':
    'EC2 인스턴스가 인스턴스 프로파일을 통해 이 역할로 실행됩니다. 프로파일에는 역할이 하나만 들어가며, 인스턴스의 모든 프로세스가 사용할 수 있습니다.',
  'roleKindMeans.ds-delegation':
    'AWS 디렉터리의 사용자가 디렉터리의 액세스 URL로 콘솔에서 맡습니다. 누가 맡는지는 디렉터리 콘솔에만 있습니다.',
  'roleKindMeans.identity-center':
    'IAM Identity Center가 권한 세트에서 만듭니다. IAM에서 고칠 수 없으며, 새로 할당하면 이름이 바뀔 수 있습니다.',
  'roleKindMeans.saml': '사용자가 AD FS 같은 ID 공급자의 어설션으로 맡습니다.',
  'roleKindMeans.cognito':
    '웹 또는 모바일 애플리케이션의 사용자가 로그인 여부와 관계없이 Cognito 자격 증명 풀을 통해 맡습니다.',
  'roleKindMeans.oidc': '워크로드나 사용자가 OpenID Connect 공급자의 토큰으로 맡습니다.',
  'roleKindMeans.cross-account': '다른 계정의 주체가 맡습니다. 그 계정도 허용해야 합니다.',
  'roleKindMeans.same-account': '같은 계정의 주체가 맡습니다.',
  'roleKindMeans.anyone': '신뢰 정책이 모든 주체를 지정합니다. 조건만이 막을 수 있습니다.',
  'roleKindMeans.nobody': '신뢰 정책에서 확인되는 주체가 없습니다. 삭제되었거나 처음부터 없습니다.',

  'roleAdvice.cognitoThroughPool':
    '애플리케이션이 SDK의 Cognito 공급자로 자격 증명 풀에서 자격 증명을 받게 하십시오. AWS는 AssumeRoleWithWebIdentity를 직접 호출하지 않기를 권합니다.',
  'roleAdvice.cognitoNoAudience':
    '신뢰가 자격 증명 풀을 확인하지 않습니다(cognito-identity.amazonaws.com:aud). 어느 계정의 풀이든 이 역할을 줄 수 있습니다.',
  'roleAdvice.cognitoNoAmr':
    '신뢰가 로그인 여부를 확인하지 않습니다(cognito-identity.amazonaws.com:amr). 손님도 이 역할을 받을 수 있습니다.',
  'roleAdvice.cognitoUnauthenticated':
    '로그인하지 않은 손님에게 주어집니다. 권한을 인터넷 전체에 허용해도 되는 것으로 줄이십시오.',
  'roleAdvice.webSignInUsePool':
    '공개 로그인 서비스를 직접 신뢰합니다. 웹과 모바일 애플리케이션에는 Cognito 자격 증명 풀을 거치기를 AWS가 권합니다.',
  'roleAdvice.oidcNoAudience': '신뢰가 토큰의 대상(:aud)을 확인하지 않습니다.',
  'roleAdvice.oidcNoSubject':
    '신뢰가 토큰의 주인(:sub)을 확인하지 않습니다. 공급자의 모든 사용자가 이 역할을 맡을 수 있습니다.',
  'roleAdvice.outsideNoExternalId':
    '여기에 알려지지 않은 계정이 외부 ID(sts:ExternalId) 없이 맡을 수 있습니다. 제삼자가 다른 사람을 위해 쓰도록 유도될 수 있습니다.',
  'roleAdvice.outsideAccount': '여기에 알려지지 않은 계정이 조건에 따라 맡을 수 있습니다.',

  'policyKind.aws-managed': 'AWS 관리형',
  'policyKind.customer-managed': '고객 관리형',
  'policyKind.inline': '인라인',
  'policyKindMeans.aws-managed': 'AWS가 쓰고 바꿉니다. 새 기본 버전은 연결된 모든 곳에 바로 적용됩니다.',
  'policyKindMeans.customer-managed':
    '직접 만든 정책이며 여러 곳에 연결할 수 있습니다. 버전은 다섯 개까지 보관되고 기본 버전만 적용되며, 다른 버전을 기본으로 정하면 되돌아갑니다.',
  'policyKindMeans.inline':
    '사용자, 그룹 또는 역할 하나의 일부입니다. 버전이 없으며 소유자와 함께 삭제됩니다.',

  'credentialIssue.rootKeys': '루트 사용자의 액세스 키',
  'credentialIssue.rootNoMfa': 'MFA 없는 루트 사용자',
  'credentialIssue.passwordNoMfa': 'MFA 없는 콘솔 암호',
  'credentialIssue.keyOld': '오래된 액세스 키',
  'credentialIssue.keyNeverUsed': '한 번도 쓰지 않은 액세스 키',
  'credentialIssue.keyUnused': '더는 쓰지 않는 액세스 키',
  'credentialIssue.keysTwoActive': '활성 액세스 키 두 개',
  'credentialIssue.keyInactive': '남아 있는 비활성 액세스 키',
  'credentialIssue.passwordOld': '오래된 콘솔 암호',
  'credentialIssue.passwordUnused': '쓰지 않는 콘솔 암호',

  'credentialRemedy.rootKeys': '루트 사용자의 키를 삭제하십시오. 역할로 할 수 없는 일은 거의 없습니다.',
  'credentialRemedy.rootNoMfa':
    '루트 사용자에 두 번째 인증 수단을 등록하거나, 중앙 루트 액세스로 자격 증명을 제거하십시오.',
  'credentialRemedy.passwordNoMfa':
    '두 번째 인증 수단을 등록하거나, 암호를 제거하고 페더레이션으로 로그인하게 하십시오.',
  'credentialRemedy.keyOld': '키를 역할로 바꾸십시오. 어려우면 새 키를 만들고 이 키를 삭제하십시오.',
  'credentialRemedy.keyNeverUsed': '키를 삭제하십시오. 아무것도 쓴 적이 없습니다.',
  'credentialRemedy.keyUnused': '키를 비활성화하고, 문제가 없으면 삭제하십시오.',
  'credentialRemedy.keysTwoActive': '키 교체를 마무리하십시오. 더 오래된 키를 비활성화하십시오.',
  'credentialRemedy.keyInactive': '키를 삭제하십시오. 비활성 키는 언제든 다시 활성화될 수 있습니다.',
  'credentialRemedy.passwordOld':
    '암호를 바꾸게 하거나, 제거하고 페더레이션으로 로그인하게 하십시오. IAM은 암호가 처음 만들어진 때를 알려 줍니다.',
  'credentialRemedy.passwordUnused': '콘솔 암호를 제거하십시오.',

  'credentialGap.users': '사용자를 읽지 못함',
  'credentialGap.keys': '액세스 키 또는 마지막 사용을 읽지 못함',
  'credentialGap.mfa': 'MFA 디바이스를 읽지 못함',
  'credentialGap.password': '콘솔 암호가 있는지 알 수 없음',
  'credentialGap.passwordAge': '암호를 언제 바꾸었는지 알 수 없음: 자격 증명 보고서가 없음',
  'credentialGap.passwordUse': '암호의 마지막 사용을 읽지 못함',
  'credentialGap.root': '루트 사용자를 읽지 못함',

  'tieRelation.same': '같은 도메인',
  'tieRelation.hybrid': '같은 도메인, AWS에도 컨트롤러 있음',
  'tieRelation.pointsAt': '이 도메인을 가리킴',
  'tieReason.directoryId': '이 디렉터리에서 읽음',
  'tieReason.domainSid': '도메인 SID 같음',
  'tieReason.dnsName': 'DNS 이름 같음',

  'trustIssue.notInDirectory': 'AWS에는 있지만 디렉터리 자체에는 개체가 없는 트러스트',
  'trustIssue.notInAws': '디렉터리에는 있지만 AWS에는 없는 트러스트',

  'chainNote.managementAccount': '관리 계정: 어느 정책에도 제한되지 않음',
  'chainNote.nothingAllowed': '이 단계에서 아무것도 허용되지 않음',
  'chainNote.everythingAllowed': '이 단계에서 모두 허용됨',
  'chainNote.typeDisabled': '이 종류의 정책이 켜져 있지 않음',
  'chainNote.billingOnly': '통합 결제만 사용: 정책이 적용되지 않음',

  'sourceEvidence.told': '사람이 알려 줌',
  'sourceEvidence.directoryNames': '추정: 그룹 이름이 Active Directory의 이름@도메인 형식',
  'sourceEvidence.externalIds': '추정: 대부분의 항목에 외부 공급자의 ID가 있음',
  'sourceEvidence.ownNames': '추정: 공급자의 ID도 디렉터리의 이름도 없음',
  'sourceEvidence.none': '알 수 없음: 근거가 될 사용자와 그룹이 없음',

  'reading.notAsked': '묻지 않음',
  'reading.notIncluded': '파일에 없음',
  'reading.noPublicApi': 'AWS가 공개하지 않음',

  'trustProblem.notJson': 'JSON이 아님',
  'trustProblem.notObject': '정책 문서가 아님',
  'trustProblem.statementMissing': '문이 없음',
  'trustProblem.statementNotObject': '문이 아님',
  'trustProblem.effectUnknown': 'Effect가 Allow도 Deny도 아님',
  'trustProblem.principalMissing': '주체가 없음',
  'trustProblem.principalUnknown': '주체가 아님',
  'trustProblem.principalDeleted': '주체가 삭제됨: 고유 ID만 남음',
  'trustProblem.notPrincipal': 'NotPrincipal: 지정한 주체를 뺀 모두를 들임',
  'trustProblem.actionMissing': '작업이 없음',
  'trustProblem.actionOther': '이 주체가 역할을 맡는 호출이 아닌 다른 호출을 허용함',
};
