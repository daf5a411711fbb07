import type {
  AuditEvidenceCode,
  AuditSeverity,
  CheckId,
  DriftState,
  Framework,
  incomparableCodes,
  InactiveState,
  NotJudgedCode,
  OwnerSource,
  SeverityReason,
  SubjectKind,
} from '../../../domain/audit/codes.ts';
import type { FindingCode } from '../../../domain/audit/params.ts';
import type {
  auditFact as facts,
  auditPair as pairs,
  auditRadius as radius,
  AuditReportWord,
} from '../en/audit.ts';

export const auditSeverity: Record<AuditSeverity, string> = {
  critical: '심각',
  high: '높음',
  medium: '중간',
  low: '낮음',
  information: '참고',
};

/** What a check looks for, as a heading. */
export const auditTitle: Record<CheckId, string> = {
  'role-not-found': '없는 역할을 가리키는 그룹',
  'role-without-group': '연결된 그룹이 없는 역할',
  'several-mechanisms': '둘 이상의 방식으로 연결됨',
  'distribution-group': '역할에 연결된 배포 그룹',
  'nested-group': '연결된 그룹 안의 하위 그룹',
  'foreign-members': 'Identity Center에서 빠지는 다른 도메인의 구성원',
  'primary-group-members': '기본 그룹으로만 속한 구성원',
  'inactive-members': '강력한 역할에 남아 있는 휴면 계정',
  'group-size': '비어 있거나 지나치게 큰 그룹',
  'machine-in-human-role': '사람용 역할에 속한 서비스 계정 또는 컴퓨터',
  'group-editors': '관리자가 아닌데 그룹 구성원을 바꿀 수 있음',
  'wide-group': '모든 사람에게 열린 역할',
  'powerful-role': '스스로 모든 권한을 얻을 수 있는 역할',
  'trust-policy': '너무 넓은 신뢰 정책',
  'provider-expiry': '만료되었거나 곧 만료되는 자격 증명 공급자',
  'long-session': '강력한 역할의 긴 세션',
  'session-tags': '신뢰 정책이 거부하는 태그',
  'fixed-role-id': '정책에 적힌 변하는 역할 식별자',
  'assigned-to-user': '개인에게 할당된 권한 세트',
  'orphaned-assignment': '사라진 그룹에 대한 할당',
  'outdated-permission-set': '변경 후 프로비저닝되지 않은 권한 세트',
  'unused-role': '사용되지 않는 역할',
  'console-password': '페더레이션 옆에 남은 콘솔 암호',
  'toxic-pair': '한 사람이 함께 가지면 안 되는 두 역할',
  'loose-claim-rule': '느슨한 패턴의 클레임 규칙',
  'hidden-identity': '드러나지 않는 신원',
  'unknown-delegation': '위임을 알 수 없는 액세스 URL',
  'second-factor': '두 번째 인증 수단 없음',
  'unqualified-names': '두 도메인에 있는 같은 그룹 이름',
  'long-term-credentials': '페더레이션 옆에 남은 장기 자격 증명',
  'cognito-trust': '누구에게나 열린 Cognito 역할',
  'pass-role': 'iam:PassRole로 닿는 강력한 역할',
  'refused-sign-in': '규칙이 보내지만 AWS가 거부하는 역할, 또는 두 사람이 함께 쓰는 세션 이름',
  'group-makers': '관리자가 아닌데 그룹을 만들 수 있음',
  'group-renamers': '관리자가 아닌데 그룹 이름을 바꿀 수 있음',
  'nested-group-editors': '관리자가 아닌데 하위 그룹 구성원을 바꿀 수 있음',
};

/** Why it matters. */
export const auditWhy: Record<CheckId, string> = {
  'role-not-found':
    '그룹의 사람들은 아무 권한도 얻지 못하며, 나중에 같은 이름의 역할을 만드는 사람은 모르는 사이에 그들에게 권한을 주게 됩니다.',
  'role-without-group':
    '사람의 로그인을 신뢰하는 역할은 알맞은 이름의 그룹을 만드는 누구에게나 열려 있습니다.',
  'several-mechanisms':
    '한 연결에서 사람을 빼도 다른 연결이 남습니다. 퇴사자가 아무도 생각하지 못한 권한을 유지합니다.',
  'distribution-group':
    '배포 그룹은 토큰에 들어가지 않으므로 연결이 동작하지 않습니다. 자체 쿼리를 쓰는 규칙은 배포 그룹도 계산하며, 배포 그룹은 아무도 지키지 않습니다.',
  'nested-group':
    'Directory Service 위임과 직접 구성원만 묻는 규칙은 하위 그룹을 따라가지 않고 Identity Center는 하위 그룹을 펼칩니다. 같은 그룹이 방식마다 다른 사람들을 뜻합니다.',
  'foreign-members': '외부 보안 주체는 동기화되지 않습니다. 이 사람들은 약속된 곳에 접근하지 못합니다.',
  'primary-group-members':
    'primaryGroupID로 속한 구성원은 구성원 목록에 없습니다. 검토와 검색에서 빠지며, 위임과 Identity Center에서의 동작은 문서에 없습니다.',
  'inactive-members': '아무도 쓰지 않는 계정은 오용되어도 아무도 알아차리지 못합니다.',
  'group-size': '빈 그룹에 들어간 사람은 아무도 지켜보지 않고, 수백 명의 그룹은 아무도 검토할 수 없습니다.',
  'machine-in-human-role':
    '서비스 계정의 암호는 스크립트에 적혀 있고 바뀌지 않습니다. 사람을 위한 역할은 서비스용이 아닙니다.',
  'group-editors':
    '그룹을 채우는 사람이 역할을 가집니다. 구성원, 권한 또는 소유자를 쓸 권한은 역할 자체와 같습니다.',
  'wide-group': '계정이 있는 모든 사람 또는 모든 사람이 역할을 가집니다.',
  'powerful-role': '역할을 가진 사람은 다른 정책과 관계없이 계정의 모든 권한을 스스로 얻을 수 있습니다.',
  'trust-policy':
    '누가 역할을 맡을 수 있는지는 신뢰 정책만이 정합니다. 대상(aud)이 없거나 공급자가 둘이거나 보안 주체가 모두이면 다른 사람도 들어옵니다.',
  'provider-expiry': '메타데이터나 서명 인증서가 만료되면 그 공급자로는 아무도 로그인할 수 없습니다.',
  'long-session': '세션은 그룹에서 빠져도 되돌릴 수 없으며 끝까지 유지됩니다.',
  'session-tags':
    '신뢰 정책이 허용하지 않는 태그나 원본 ID를 클레임이 보내면 AWS는 로그인 전체를 거부합니다.',
  'fixed-role-id':
    'Identity Center는 역할을 새 접미사로 다시 만들고, 같은 이름의 역할도 다른 ID를 가집니다. 그러면 정책은 아무도 가리키지 않거나 열린 채로 남습니다.',
  'assigned-to-user': '개인에 대한 할당은 그룹 검토에서 빠지고 부서를 옮겨도 남습니다.',
  'orphaned-assignment': '할당이 남아 이름이나 ID를 얻는 누군가를 기다리며, 실제로 부여된 것을 가립니다.',
  'outdated-permission-set': '계정은 여전히 이전 권한을 주지만 권한 세트에는 보이지 않습니다.',
  'unused-role': '아무에게도 필요 없는 역할은 공격자에게만 쓸모가 있습니다.',
  'console-password':
    '암호가 디렉터리의 계정보다 오래 남습니다. 퇴사자가 페더레이션의 두 번째 인증을 거치지 않고 로그인합니다.',
  'toxic-pair': '두 사람이 함께 해야 할 일을 한 사람이 혼자 하거나 그 흔적을 지울 수 있습니다.',
  'loose-claim-rule': '의도하지 않은 이름이 역할이 되거나 의도한 이름이 역할이 되지 않습니다.',
  'hidden-identity':
    '오래된 SID가 토큰에 들어가고, 같은 이름이 다른 사람을 뜻하며, 이름이 바뀐 그룹은 다른 역할입니다. 검토가 엉뚱한 대상을 봅니다.',
  'unknown-delegation':
    '콘솔 위임은 API로 조회할 수 없습니다. 이 URL로 누가 로그인하는지는 콘솔을 보는 사람만 압니다.',
  'second-factor': '도난당한 암호만으로 로그인할 수 있습니다.',
  'unqualified-names':
    '규칙이 도메인 없이 이름만 봅니다. 다른 도메인의 그룹을 채우거나 만드는 사람도 역할을 가집니다.',
  'long-term-credentials': '바뀌지 않는 키와 암호는 찾은 사람에게 몇 년 동안 통합니다.',
  'cognito-trust': '아무 자격 증명 풀이나, 로그인하지 않은 누구나 역할을 맡습니다.',
  'pass-role': '강력한 역할을 서비스에 넘기고 그 서비스를 시작할 수 있는 사람은 그 권한으로 행동합니다.',
  'refused-sign-in':
    '규칙이 역할을 보내도 AWS가 로그인을 거부합니다. 두 사람이 같은 이름으로 로그인하면 누구였는지 기록으로 알 수 없습니다.',
  'group-makers': '그룹의 이름이 곧 권한입니다. 알맞은 이름의 그룹을 만드는 사람이 역할을 가집니다.',
  'group-renamers': '그룹 이름을 알맞게 바꾸는 사람은 그 구성원에게 역할을 줍니다.',
  'nested-group-editors':
    '하위 그룹의 구성원도 역할을 가집니다. 하위 그룹을 채우는 사람에게는 연결된 그룹에 대한 권한이 필요 없습니다.',
};

/** How it was found. */
export const auditQuery: Record<CheckId, string> = {
  'role-not-found':
    'sAMAccountName(규칙이 cn을 읽으면 cn)에서 계정과 역할을 읽어 대소문자까지 맞추어 계정의 역할에서 찾았습니다.',
  'role-without-group':
    '신뢰 정책에 우리 SAML 공급자나 ds.amazonaws.com이 있는 역할에서 그룹이나 할당이 있는 역할을 뺐습니다.',
  'several-mechanisms':
    '클레임 규칙, Directory Service 위임, Identity Center 중 둘 이상의 규칙으로 도달하는 그룹과 계정을 찾았습니다.',
  'distribution-group':
    '클레임 규칙이 연결하는 그룹 중 groupType에 0x80000000 비트가 없는 것을 규칙이 읽는 방식에 따라 판단했습니다.',
  'nested-group': '연결된 그룹의 member에 있는 그룹을 각 방식과 규칙이 따라가는 만큼 따라갔습니다.',
  'foreign-members':
    'Identity Center로 연결된 그룹의 member를 아래로 따라가며 CN=ForeignSecurityPrincipals 아래의 개체를 찾았습니다.',
  'primary-group-members': 'primaryGroupID가 연결된 그룹의 RID인 계정을 찾았습니다.',
  'inactive-members':
    '강력한 역할에 도달하는 모든 계정의 userAccountControl, accountExpires, msDS-User-Account-Control-Computed, lastLogonTimestamp, whenCreated를 보았습니다.',
  'group-size': '중첩, 기본 그룹, 외부 주체를 거쳐 연결된 그룹마다 실제 구성원을 세었습니다.',
  'machine-in-human-role':
    '중첩된 그룹을 거치는 경우까지 포함하여 역할에 도달하는 계정 중 컴퓨터, 관리형 서비스 계정, servicePrincipalName이 있는 계정을 찾았습니다.',
  'group-editors':
    '연결된 그룹의 보안 설명자에서 member 쓰기, 자기 추가, 일반 권한, WRITE_DAC, WRITE_OWNER, 소유자를 보고 관리자와 거부 항목을 뺐습니다.',
  'wide-group': 'member를 아래로 따라가며 RID 513과 515, S-1-1-0, S-1-5-11 등을 찾았습니다.',
  'powerful-role':
    '역할 정책의 허용 문에서 자체 거부와 권한 경계를 빼고 알려진 권한 상승 경로와 비교했습니다.',
  'trust-policy': '신뢰 정책의 보안 주체와 조건 키, 계정의 SAML 공급자 목록을 보았습니다.',
  'provider-expiry': 'GetSAMLProvider의 ValidUntil과 서명 인증서를 읽은 시점 기준으로 보았습니다.',
  'long-session':
    '강력한 역할의 MaxSessionDuration과 그런 역할에 이르는 권한 세트의 SessionDuration을 보았습니다.',
  'session-tags': '규칙 파일의 클레임을 그 공급자를 신뢰하는 정책의 작업과 비교했습니다.',
  'fixed-role-id':
    '신뢰 정책, 인라인 정책, 고객 관리형 정책에서 AWSReservedSSO_…_<16자리 16진수>와 AROA…를 찾았습니다.',
  'assigned-to-user': '보안 주체 유형이 USER인 계정 할당을 찾았습니다.',
  'orphaned-assignment': 'ID 저장소나 읽은 디렉터리에 그룹이 없는 계정 할당을 찾았습니다.',
  'outdated-permission-set':
    'ListPermissionSetsProvisionedToAccount에서 LATEST_PERMISSION_SET_NOT_PROVISIONED를 보았습니다.',
  'unused-role': 'GetRole의 RoleLastUsed와 역할이 만들어진 날을 보았습니다.',
  'console-password': '로그인 프로필이 있는 IAM 사용자를 찾았습니다.',
  'toxic-pair': '사람마다 계정별 역할을 모아 설정의 조합과 비교했습니다.',
  'loose-claim-rule': 'Role 특성을 발급하는 규칙의 패턴과 치환을 보았습니다.',
  'hidden-identity':
    'sIDHistory, 포리스트 안의 같은 계정 이름, 규칙이 도메인 없이 이름을 읽는 경우 읽은 모든 도메인의 같은 그룹 이름, objectGUID로 찾은 이전 스냅샷의 그룹 계정 이름을 보았습니다.',
  'unknown-delegation': '고유 별칭이 있고 가져온 위임 목록이 없는 디렉터리를 찾았습니다.',
  'second-factor':
    '디렉터리의 RadiusStatus와 authnmethodsreferences를 전혀 보지 않는 규칙 파일을 찾았습니다.',
  'unqualified-names': '도메인 없는 규칙에 맞고 여러 도메인의 그룹이 쓰는 계정 이름을 찾았습니다.',
  'long-term-credentials':
    '액세스 키, 로그인 프로필, MFA 디바이스, 계정 요약, 자격 증명 보고서를 보았습니다.',
  'cognito-trust': 'cognito-identity.amazonaws.com에 대한 신뢰 정책과 aud, amr 조건을 보았습니다.',
  'pass-role':
    '강력한 역할마다 신뢰 정책이 받아들이는 서비스에 대해 iam:PassRole과 역할을 넘기는 작업, 시작하는 작업이 허용되는지 보았습니다.',
  'refused-sign-in':
    '규칙의 SessionDuration과 보내는 각 역할의 최대 세션 시간을 비교하고, 역할에 도달하는 사람마다 RoleSessionName의 원본 특성을 확인합니다.',
  'group-makers':
    '도메인, OU, 컨테이너의 보안 설명자에서 그룹 클래스의 하위 개체 만들기 또는 그 권한을 쓸 수단을 보았습니다.',
  'group-renamers':
    '규칙이 이름을 읽는 곳에서 모든 그룹의 보안 설명자를 보고 sAMAccountName 쓰기(규칙이 cn을 읽으면 cn과 name 쓰기) 또는 그 권한을 쓸 수단을 찾았습니다.',
  'nested-group-editors': '연결된 그룹 안에 있는 각 그룹의 보안 설명자를 보았습니다.',
};

/** What to do. */
export const auditRemedy: Record<CheckId, string> = {
  'role-not-found': '그룹을 삭제하거나 이름을 바꾸거나 정확히 이 이름의 역할을 만드십시오.',
  'role-without-group': '역할을 삭제하거나 그룹을 만들고 소유자를 정하십시오.',
  'several-mechanisms': '역할마다 한 가지 방식을 정하고 다른 연결을 제거하십시오.',
  'distribution-group':
    '보안 그룹으로 바꾸거나 다른 그룹을 연결하고, 규칙에서는 자체 쿼리 대신 tokenGroups를 읽으십시오.',
  'nested-group': '모든 방식이 같게 보도록 사람이나 하위 그룹을 직접 연결하십시오.',
  'foreign-members': '신뢰하는 도메인의 그룹을 동기화 범위에 넣고 그 그룹을 할당하십시오.',
  'primary-group-members': '기본 그룹을 Domain Users로 되돌리고 구성원으로 추가하십시오.',
  'inactive-members': '계정을 그룹에서 빼고 아무도 찾지 않으면 삭제하십시오.',
  'group-size': '쓰지 않는 것은 삭제하고 너무 큰 그룹은 업무별로 나누십시오.',
  'machine-in-human-role': '서비스에 전용 역할(인스턴스 프로파일, OIDC)을 주고 그룹에서 빼십시오.',
  'group-editors': '항목이나 상위의 위임을 제거하고 그룹을 관리자 소유로 하여 보호하십시오.',
  'wide-group': '역할이 필요한 사람만 속한 그룹을 연결하십시오.',
  'powerful-role': '정책을 업무의 리소스로 좁히거나 권한 경계를 추가하십시오.',
  'trust-policy': '존재하는 공급자 하나만 적고 SAML:aud를 요구하십시오.',
  'provider-expiry': '그 날짜 전에 새 메타데이터를 업로드하십시오.',
  'long-session': '세션을 업무에 필요한 시간으로 줄이십시오.',
  'session-tags':
    '신뢰 정책에서 sts:TagSession과 sts:SetSourceIdentity를 허용하거나 클레임을 보내지 마십시오.',
  'fixed-role-id':
    '접미사 대신 *를 쓰는 ArnLike로 aws:PrincipalArn을 비교하고, ID 대신 역할 이름을 적으십시오.',
  'assigned-to-user': '그룹을 할당하고 그 사람을 그룹에 넣으십시오.',
  'orphaned-assignment': '할당을 삭제하십시오.',
  'outdated-permission-set': '이 계정들에 권한 세트를 프로비저닝하십시오.',
  'unused-role': '역할을 삭제하거나 정책을 떼고 기다리십시오.',
  'console-password': '로그인 프로필을 삭제하고, 비상용 사용자는 두 번째 인증과 경보 뒤에 두십시오.',
  'toxic-pair': '두 역할 중 하나를 그 사람에게서 거두십시오.',
  'loose-claim-rule': '패턴의 시작을 고정하고 \\d{12}를 쓰며 공급자의 계정을 이름에서 가져오십시오.',
  'hidden-identity':
    '이전이 끝나면 sIDHistory를 지우고, 이름을 서로 다르게 하고, 이름이 바뀐 그룹이 누구를 들이는지 확인하십시오.',
  'unknown-delegation': '이 리전의 콘솔에서 할당을 확인하여 가져오거나 액세스 URL을 제거하십시오.',
  'second-factor': 'RADIUS를 설정하거나 두 번째 인증을 요구하는 액세스 제어 정책을 설정하십시오.',
  'unqualified-names':
    '규칙에서 tokenGroups(domainQualifiedName)나 SID를 쓰고 두 번째 그룹의 이름을 바꾸십시오.',
  'long-term-credentials': '쓰지 않는 키는 삭제하고 나머지는 교체하며 모든 암호에 두 번째 인증을 두십시오.',
  'cognito-trust': '자격 증명 풀의 ID(aud)와 amr authenticated를 요구하십시오.',
  'pass-role': '넘길 수 있는 역할을 iam:PassedToService와 함께 적고, 서비스가 쓰는 역할을 약하게 하십시오.',
  'refused-sign-in':
    '역할의 최대 세션 시간을 늘리거나 더 짧은 세션을 요청하십시오. RoleSessionName은 userPrincipalName처럼 누구에게나 있고 서로 다른 특성에서 가져오십시오.',
  'group-makers': '클레임 규칙이 보는 곳에서 권한을 거두거나 한 OU의 그룹만 인정하십시오.',
  'group-renamers': 'sAMAccountName(또는 cn과 name)을 쓸 권한을 거두거나 규칙이 SID를 읽게 하십시오.',
  'nested-group-editors': '항목을 제거하거나 연결된 그룹에서 그 그룹을 빼십시오.',
};

/** What was found, in one sentence. */
export const auditFinding: Record<FindingCode, string> = {
  roleMissing: '그룹이 가리키는 역할: {role}. 계정 {account}에는 이 역할이 없습니다.',
  roleAccountUnknown:
    '그룹이 가리키는 역할: {role}. 계정 {account}: 이 작업 영역의 어떤 원본에도 없는 계정입니다.',
  roleOtherCase:
    '그룹이 가리키는 이름: {claimed}. 계정 {account}에 있는 역할의 이름은 다릅니다: {role}. 대소문자까지 같아야 합니다.',
  roleOtherPath: '역할 {role}(계정 {account})의 경로: {path}. 클레임에는 경로가 없습니다.',
  samlRoleUnmapped: '역할 {role}(계정 {account}): 우리 공급자를 신뢰하지만 연결된 그룹이 없습니다.',
  delegatedRoleUnmapped: '역할 {role}(계정 {account}): 어느 디렉터리에서도 할당된 사람이 없습니다.',
  severalMechanisms: '역할을 얻는 방식이 둘 이상입니다: {mechanisms}.',
  distributionNotInToken: '배포 그룹은 토큰에 들어가지 않습니다. 열리지 않는 역할: {roles}.',
  distributionCounted: '배포 그룹인데도 역할을 엽니다: {roles}. 직접 조회하는 규칙 파일: {rule}.',
  nestedNotFollowed:
    '하위 그룹 {groups}개의 구성원은 역할을 얻지 못합니다: {roles}. 하위 그룹을 따라가지 않는 방식: {mechanisms}.',
  nestedFlattened: '하위 그룹 {groups}개의 구성원도 역할을 얻습니다: {roles}.',
  foreignNotSynchronised: '다른 도메인의 구성원 {count}명은 역할에 도달하지 못합니다: {roles}.',
  primaryGroupMembers: 'primaryGroupID로만 그룹에 속한 계정: {count}개. 그룹이 여는 역할: {roles}.',
  primaryGroupNotCounted:
    'primaryGroupID로만 그룹에 속한 계정 {count}개는 규칙의 검색에 잡히지 않아 역할을 얻지 못합니다: {roles}.',
  inactiveMember: '계정 상태: {states}. 그런데도 역할에 도달합니다: {roles}.',
  emptyPowerfulGroup: '그룹에 아무도 없는데 강력한 역할을 엽니다: {roles}.',
  crowdedGroup: '그룹에 계정 {count}개가 있어 한도 {limit}개를 넘습니다. 그룹이 여는 역할: {roles}.',
  computerInRole: '컴퓨터가 속한 그룹: {groups}. 역할에 도달합니다: {roles}.',
  serviceInRole: '서비스 계정이 속한 그룹: {groups}. 역할에 도달합니다: {roles}.',
  groupEditors:
    '관리자 외에 {count}개 주체가 그룹 구성원을 바꿀 수 있습니다: {trustees}. 그룹이 여는 역할: {roles}.',
  wideGroup: '그룹에 속한 넓은 대상: {through}. 그룹이 여는 역할: {roles}.',
  everybodySignsIn: '규칙 {file}: 로그인하는 모든 사람이 역할을 얻습니다: {role}(계정 {account}).',
  roleAdministers: '역할 {role}(계정 {account}): 모든 작업을 할 수 있습니다.',
  roleAdministersIam: '역할 {role}(계정 {account}): IAM의 모든 작업을 할 수 있습니다.',
  rolePassesAnyRole: '역할 {role}(계정 {account}): 아무 역할이나 서비스에 넘길 수 있습니다.',
  roleEscalates: '역할 {role}(계정 {account}): 다음 작업으로 모든 권한을 얻을 수 있습니다: {actions}.',
  setMakesAnyRight: '권한 세트 {set}: 다음 계정에서 스스로 모든 권한을 만들 수 있습니다: {accounts}.',
  trustAnyone: '역할 {role}(계정 {account}): 신뢰 정책이 모든 사람을 가리킵니다.',
  trustNoAudience: '역할 {role}(계정 {account}): 신뢰 정책이 SAML:aud를 요구하지 않습니다.',
  trustProviderMissing: '역할 {role}: 신뢰 정책이 가리키는 공급자가 계정 {account}에 없습니다: {provider}.',
  trustSeveralProviders: '역할 {role}(계정 {account}): 신뢰 정책이 공급자 {count}개를 가리킵니다.',
  metadataExpired: '메타데이터가 만료되었습니다: {date}.',
  metadataEnds: '메타데이터가 {days}일 뒤에 만료됩니다: {date}.',
  certificateExpired: '서명 인증서가 만료되었습니다: {date}.',
  certificateEnds: '서명 인증서가 {days}일 뒤에 만료됩니다: {date}.',
  roleSessionLong: '역할 {role}(계정 {account}): 세션이 최대 {hours}시간으로 한도 {limit}시간을 넘습니다.',
  setSessionLong: '권한 세트 {set}: 세션이 최대 {hours}시간으로 한도 {limit}시간을 넘습니다.',
  tagSessionMissing:
    '규칙 파일 {file}: 태그를 보내지만 역할 {role}(계정 {account})의 신뢰 정책은 sts:TagSession을 허용하지 않습니다.',
  sourceIdentityMissing:
    '규칙 파일 {file}: 원본 ID를 보내지만 역할 {role}(계정 {account})의 신뢰 정책은 sts:SetSourceIdentity를 허용하지 않습니다.',
  fixedReservedSuffix: '정책에 접미사가 변하는 역할 이름이 적혀 있습니다: {value}.',
  fixedUniqueId: '정책에 고유 ID가 적혀 있습니다: {value}.',
  assignedToUser: '그룹이 아니라 개인에게 할당되었습니다. 권한 세트: {set}, 계정: {account}, 사용자: {user}.',
  storeGroupMissing: 'ID 저장소에 없는 그룹에 할당이 남아 있습니다. 그룹: {id}, 권한 세트: {sets}.',
  directoryGroupMissing: '디렉터리에 없는 그룹에 할당이 남아 있습니다. 그룹: {name}, 권한 세트: {sets}.',
  setOutdated: '권한 세트 {set}: 변경된 뒤 다음 계정에 프로비저닝되지 않았습니다: {accounts}.',
  roleNeverUsed: '역할 {role}(계정 {account}): 사용 기록이 없습니다.',
  roleUnused: '역할 {role}(계정 {account}): {days}일 동안 아무도 맡지 않아 한도 {limit}일을 넘습니다.',
  consolePassword: '사용자 {user}(계정 {account}): 콘솔 암호가 있습니다.',
  toxicPair: '한 사람이 함께 가지면 안 되는 역할을 가집니다: {first}, {second} ({pair}).',
  classNotDigits: '규칙 “{rule}”({line}행): d가 아닌 문자 열두 개를 계정으로 받아들입니다.',
  patternNotAnchored: '규칙 “{rule}”({line}행): 패턴이 이름의 어느 위치에나 맞습니다.',
  patternLoose: '규칙 “{rule}”({line}행): 글자 몇 개만으로 이름을 받아들입니다.',
  providerFixed: '규칙 “{rule}”({line}행): 한 계정의 공급자를 모든 계정에 씁니다.',
  sidHistory: 'sIDHistory에 이전 도메인의 SID {count}개가 남아 있습니다.',
  duplicateName: '읽은 개체 {count}개가 같은 이름을 씁니다: {name}. 이 개체의 도메인: {domain}.',
  nameChanged: '그룹 이름이 바뀌어 여는 역할도 바뀌었습니다. {since} 기준 이름: {from}, 현재 이름: {to}.',
  delegationUnknown: '이 주소로 로그인하는 사람 중 누가 할당되었는지 알 수 없습니다: {url}.',
  radiusNotWorking: '디렉터리 {directory}: 동작하는 두 번째 인증이 없습니다(RADIUS: {status}).',
  ruleAsksNoFactor: '파일의 어떤 규칙도 로그인 방법을 보지 않으므로 암호만으로 충분할 수 있습니다.',
  unqualifiedName:
    '같은 이름의 그룹이 더 있고 규칙이 구분하지 않습니다: {name}. 이 그룹의 도메인: {domain}(도메인 {domains}개).',
  longTermCredentials: '계정 {account}의 자격 증명에 문제가 있습니다: {issues}.',
  cognitoNoAudience: '역할 {role}(계정 {account}): 자격 증명 풀을 확인하지 않습니다.',
  cognitoUnauthenticated: '역할 {role}(계정 {account}): 로그인하지 않아도 동작합니다.',
  passesPowerfulRole:
    '역할 {role}(계정 {account}): 강력한 역할 {roles}개를 서비스에 넘기고 그 역할로 실행할 수 있습니다: {services}.',
  passedPowerfulRole:
    '강력한 역할 {role}(계정 {account}): {service}에서 실행되며, 이 역할을 넘길 수 있는 다른 역할이 {passers}개 있습니다.',
  durationOverMaximum:
    '규칙 {file}: {hours}시간 세션을 요청하지만 역할 {role}(계정 {account})의 최대 시간은 {limit}시간이므로 AWS가 로그인을 거부합니다.',
  sessionNameMissing:
    '규칙 {file}: RoleSessionName의 원본인 {attribute} 특성이 없어 AWS가 로그인을 거부합니다. 역할: {roles}.',
  sessionNameShared: '규칙 {file}: {count}명이 같은 이름으로 로그인합니다: {name}. 이 사람의 역할: {roles}.',
  makesGroups: 'OU나 컨테이너 {places}개에서 아무 이름으로나 그룹을 만들 수 있습니다.',
  renamesGroups: '그룹 {groups}개의 이름을 바꿀 수 있습니다.',
  nestedGroupEditors:
    '관리자 외에 {count}개 주체가 하위 그룹의 구성원을 바꿀 수 있습니다: {trustees}. 상위 그룹: {group}, 여는 역할: {roles}.',
};

/** What an account is that nobody should sign in with. */
export const auditState: Record<InactiveState, string> = {
  disabled: '사용 안 함',
  expired: '만료됨',
  locked: '잠김',
  stale: '오래 쓰지 않음',
  neverUsed: '한 번도 쓰지 않음',
};

/** The pairs of roles that a workspace begins with, by their name; those that people add have their own. */
export const auditPair: Record<keyof typeof pairs, string> = {
  'deploy-approve': '배포하는 사람은 승인하면 안 됨',
  'administer-delete-log': '관리하는 사람은 로그를 지우면 안 됨',
};

/** What RadiusStatus does not say by itself. */
export const auditRadius: Record<keyof typeof radius, string> = { '': '설정되지 않음' };

/** What facts say that no source said in these words. */
export const auditFact: Record<keyof typeof facts, string> = {
  '': '없음',
  present: '있음',
  true: '예',
  false: '아니요',
  administrator: '모든 리소스에 대한 모든 작업',
  iamAdministrator: 'IAM 관리',
  passRoleAny: '임의의 역할 전달',
  escalation: '권한 상승 경로',
};

/** What is said of a role behind its account. */
export const auditCertainty = { candidate: '확실하지 않음' } as const;

/** Why it is as severe as it is. */
export const auditReason: Record<SeverityReason, string> = {
  leadsToAdministration: '계정 관리 권한으로 이어집니다.',
  leadsToRole: '관리 권한이 아닌 역할로 이어집니다.',
  openToAnybody: '누구나 쓸 수 있습니다.',
  leaverKeepsPower: '없어져야 할 계정이 강력한 역할을 유지합니다.',
  accessMissing: '약속된 것이 동작하지 않습니다.',
  accessUnexpected: '이름이 말하는 것보다 멀리 닿습니다.',
  latent: '아직은 아무 일도 없지만 나중에 실패하거나 오용됩니다.',
  signInFails: '로그인이 실패합니다.',
  dutiesNotSeparated: '나뉘어야 할 직무가 한 사람에게 있습니다.',
  longLived: '누군가 없앨 때까지 남습니다.',
  oneFactor: '암호만 요구합니다.',
  unused: '아무도 쓰지 않는 것은 오용될 뿐입니다.',
  hardToReview: '검토를 어렵게 하지만 그 자체로 열리는 것은 없습니다.',
  notCertain:
    '역할이 실제로 열리는지 확실하지 않습니다. 이를 정하는 것을 읽지 못했거나 다른 조건에 달려 있습니다.',
  worthKnowing: '알아 둘 만하지만 누구의 잘못도 아닙니다.',
};

export const auditNotJudged: Record<NotJudgedCode, string> = {
  noDirectory: '읽은 디렉터리가 없습니다.',
  noEstate: '읽은 AWS 계정이 없습니다.',
  noRuleFile: '가져온 클레임 규칙이 없습니다.',
  noEarlierSnapshot: '두 번 이상 읽은 디렉터리가 없습니다.',
  rolesNotRead: '계정의 역할을 읽지 못했습니다.',
  accountNotRead: '계정을 읽지 못했습니다.',
  providersNotRead: '계정의 자격 증명 공급자를 읽지 못했습니다.',
  certificatesNotRead: '서명 인증서를 읽지 못했습니다.',
  directoriesNotRead: '디렉터리를 읽지 못했습니다.',
  identityCenterNotRead: 'IAM Identity Center를 읽지 못했습니다.',
  identityCenterPartNotRead: 'IAM Identity Center의 일부를 읽지 못했습니다.',
  delegationNotRead: '콘솔 위임을 조회하는 API가 없고 가져온 목록도 없습니다.',
  membersNotRead: '구성원을 읽지 못했습니다.',
  descriptorNotRead: '보안 설명자를 읽지 못했습니다.',
  policyNotRead: '정책을 읽지 못했거나 정책이 아닙니다.',
  lastUsedNotRead: '역할을 마지막으로 쓴 때를 읽지 못했습니다.',
  usersNotRead: '계정의 IAM 사용자를 읽지 못했습니다.',
  credentialsNotRead: '자격 증명을 읽지 못했습니다.',
  rootNotRead: '루트 사용자에 대해 읽은 것이 없습니다.',
  foreignMembersUnknown: '읽지 않은 도메인의 구성원은 알 수 없습니다.',
  foreignUndocumented: '위임이 다른 도메인의 구성원을 어떻게 다루는지는 문서에 없습니다.',
  primaryGroupUndocumented:
    '위임과 Identity Center가 기본 그룹의 구성원을 어떻게 다루는지는 문서에 없습니다.',
  otherIdentityProvider: '누가 역할을 얻는지는 다른 자격 증명 공급자가 정합니다.',
  identityCenterFactorNotRead: 'Identity Center가 두 번째 인증을 요구하는지 알려 주는 API가 없습니다.',
  ruleNotUnderstood: '규칙을 해석하지 못했습니다.',
  attributeNotRead: '특성을 읽지 못했습니다.',
  partNotRead: '디렉터리의 일부를 읽지 못했습니다.',
};

export const auditSubject: Record<SubjectKind, string> = {
  group: '그룹',
  user: '사용자',
  computer: '컴퓨터',
  serviceAccount: '서비스 계정',
  object: '개체',
  trustee: '보안 주체',
  role: 'IAM 역할',
  policy: '정책',
  provider: 'SAML 공급자',
  permissionSet: '권한 세트',
  assignment: '할당',
  iamUser: 'IAM 사용자',
  iamGroup: 'IAM 그룹',
  rootUser: '루트 사용자',
  directory: '디렉터리',
  ruleFile: '규칙 파일',
};

export const auditEvidence: Record<AuditEvidenceCode, string> = {
  attribute: '특성',
  earlierAttribute: '이전에 읽은 특성',
  memberCount: '구성원 수',
  aclEntry: '보안 설명자의 항목',
  objectOwner: '개체의 소유자',
  trustPolicy: '신뢰 정책',
  policyStatement: '정책 문',
  roleLastUsed: '역할의 마지막 사용',
  sessionDuration: '세션 길이',
  providerValidity: '공급자의 유효 기간',
  assignment: '계정 할당',
  identityStore: 'ID 저장소',
  provisioning: '프로비저닝',
  rule: '클레임 규칙',
  credential: '자격 증명',
  directorySetting: '디렉터리 설정',
  passableRole: '넘길 수 있는 역할',
  secondRole: '도달하는 역할',
  candidateRole: '도달할 수도 있는 역할',
};

export const auditOwner: Record<OwnerSource, string> = {
  managedBy: 'managedBy',
  ownerTag: '“owner” 태그',
};

export const auditDrift: Record<DriftState, string> = {
  new: '새로 생김',
  changed: '바뀜',
  same: '그대로',
  gone: '없어짐',
  notComparable: '비교할 수 없음',
};

/** Why two audits cannot be compared, beside what one of them did not judge. */
export const auditIncomparable: Record<(typeof incomparableCodes)[number], string> = {
  sourceNotRead: '원본을 읽지 않았습니다.',
  checkNotRun: '이 검사를 실행하지 않았습니다.',
  cutOff: '보관하는 것보다 더 많이 찾았습니다.',
  coverageNotKept: '무엇을 판단했는지 보관하지 않았습니다.',
};
export const auditSide: Record<'now' | 'before', string> = { now: '지금', before: '이전' };

export const auditFramework: Record<Framework, string> = {
  cis: 'CIS',
  nist: 'NIST',
  iso: 'ISO/IEC',
  soc2: 'SOC 2',
  pci: 'PCI DSS',
};

export const auditPhase: Record<'reading' | 'checking' | 'comparing' | 'done', string> = {
  reading: '스냅샷 읽는 중',
  checking: '점검 중',
  comparing: '이전 스냅샷 판단 중',
  done: '완료',
};

/** Headings of reports. */
export const auditReport: Record<AuditReportWord, string> = {
  title: '감사: 그룹에서 역할까지',
  asOf: '기준 시각',
  judgedOn: '판단한 날',
  settings: '한도',
  staleDays: '로그인하지 않은 일수',
  unusedRoleDays: '역할을 쓰지 않은 일수',
  keyDays: '키의 일수',
  expiryDays: '인증서 만료 전 일수',
  manyMembers: '그룹의 구성원 수',
  sessionHours: '강력한 세션의 시간',
  toxicPairs: '역할의 조합',
  comparedTo: '비교 대상',
  baseline: '{at}에 저장한 기준선',
  before: '{at} 이전의 스냅샷',
  nothingCompared: '비교하지 않음',
  overview: '개요',
  findings: '발견 사항',
  gone: '더 이상 발견되지 않음',
  notSeen: '이전에 발견되었고 지금은 판단할 수 없음',
  suppressed: '예외 처리됨',
  notJudged: '판단하지 못함',
  notJudgedWhy: '이유',
  notJudgedAbout: '다음은 읽지 못했거나 읽을 수 없습니다. 문제가 없다는 뜻이 아닙니다.',
  checks: '점검',
  severity: '심각도',
  check: '점검',
  number: '번호',
  finding: '발견 사항',
  count: '개수',
  why: '중요한 이유',
  query: '찾은 방법',
  remedy: '조치',
  reason: '심각도의 이유',
  subject: '대상',
  place: '위치',
  account: '계정',
  owner: '소유자',
  status: '상태',
  evidence: '근거',
  moreEvidence: '근거 모두 {count}개',
  controls: '통제 항목',
  key: '키',
  code: '코드',
  cause: '원인',
  record: '기록',
  readAt: '읽은 때',
  value: '값',
  none: '발견된 것이 없습니다.',
  open: '열림',
  expired: '예외 기간 끝남',
  suppressedBy: '예외 처리: {owner}, 기한 {until}. 이유: {reason}',
  expiredBy: '예외 기간이 끝남: {owner}, 기한 {until}. 이유: {reason}',
  withoutEnd: '정하지 않음',
  cut: '표시된 것보다 많이 발견됨: {found}.',
  page: '심각도별 발견 사항',
};
