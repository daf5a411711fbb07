import type { NoteCode } from '#domain/policy/notes/codes.ts';

/** 정책의 한 부분에 대해 알아 둘 것. */
export const policyNote: Record<`policyNote.${NoteCode}`, string> = {
  'policyNote.awsManaged':
    'AWS 관리형 정책입니다. AWS가 작성하며, 새 기본 버전은 이 정책을 가진 모두에게 한꺼번에 적용됩니다.',
  'policyNote.customerManaged':
    '고객 관리형 정책입니다. 연결된 모두가 문서 하나를 함께 쓰며, 버전은 다섯 개까지 보관되고 기본 버전만 효력이 있습니다. 다른 버전을 기본으로 정하면 되돌릴 수 있습니다.',
  'policyNote.inline':
    '인라인 정책입니다. 이 사용자, 그룹 또는 역할 하나에만 속하며, 버전이 없고 소유자와 함께 삭제됩니다.',
  'policyNote.boundary':
    '권한 경계는 아무것도 허용하지 않습니다. 자격 증명 정책이 허용하는 것을 제한하므로, 작업은 여기에서도 허용되어야 합니다.',
  'policyNote.session':
    '세션 정책은 세션 하나와 함께 존재하며 스스로는 아무것도 허용하지 않습니다. 역할 세션은 역할과 이 정책이 모두 허용하는 것만 할 수 있습니다. 연동 사용자는 세션 정책이 없으면 아무것도 할 수 없습니다.',
  'policyNote.trust':
    '신뢰 정책은 누가 역할을 맡을 수 있는지 정합니다. 이 정책 자체가 호출자를 허용해야 하며, 자격 증명 정책만으로는 부족합니다.',
  'policyNote.organization':
    '조직의 정책은 아무것도 허용하지 않습니다. 루트에서 계정까지 모든 단계에서 허용되어야 하며, 관리 계정과 서비스 연결 역할에는 적용되지 않습니다.',
  'policyNote.usernameVariable':
    '요청하는 IAM 사용자의 이름으로 채워집니다. 문장 하나로 사용자마다 홈 폴더 같은 자기 자리를 줄 수 있습니다.',
  'policyNote.usernameNeverFilled':
    'aws:username은 IAM 사용자에게만 있습니다. 역할 세션에는 없으므로 아무것도 일치하지 않습니다.',
  'policyNote.tagVariable':
    '{key} 태그의 값으로 채워집니다. 사용자나 역할의 태그이거나 세션에 전달된 태그입니다. 태그가 없으면 아무것도 일치하지 않습니다.',
  'policyNote.userIdVariable':
    '고유 ID로 채워집니다. 사용자는 자신의 ID이고, 역할 세션은 역할의 ID, 콜론, 세션 이름을 이은 것입니다.',
  'policyNote.otherVariable': '요청마다 {key} 값으로 채워집니다. 값이 없으면 아무것도 일치하지 않습니다.',
  'policyNote.variableDefault': '{key} 값으로 채워지며, 값이 없으면 여기에 적힌 기본값을 씁니다.',
  'policyNote.variableIsText':
    '채워지지 않습니다. 변수를 쓰려면 "Version": "2012-10-17"이 있어야 합니다. 여기에서 {key} 변수는 글자 그대로이며, 그런 값을 가진 요청은 거의 없습니다.',
  'policyNote.mfaAsked':
    '다중 인증을 요구합니다. IAM 사용자의 콘솔 세션과 GetSessionToken으로 받은 키에서만 충족되며, 장기 키로는 충족되지 않습니다.',
  'policyNote.mfaAge':
    '다중 인증을 한 지 몇 초가 지났는지 묻습니다. 다중 인증이 없는 세션은 이 조건을 충족하지 못합니다.',
  'policyNote.mfaNeverInRole':
    '역할의 세션은 코드를 입력하고 맡았더라도 다중 인증을 알리지 않습니다. 역할의 신뢰 정책에서 요구하십시오.',
  'policyNote.mfaInTrust':
    '여기에서는 코드가 인정됩니다. 역할을 맡는 호출에 기기의 일련번호와 코드를 함께 보내거나, 코드를 입력한 세션에서 호출해야 합니다.',
  'policyNote.mfaDenySleeps':
    'Bool은 키가 없으면 일치하지 않습니다. 장기 키에는 이 거부가 작동하지 않습니다. BoolIfExists를 쓰면 장기 키도 거부합니다.',
  'policyNote.mfaDenyAbsent':
    '키가 없어도 거부합니다. 장기 키와 모든 역할 세션이 해당하며, 코드를 입력하고 맡은 역할도 마찬가지입니다.',
  'policyNote.mfaIfExistsAllows': 'IfExists는 키가 없어도 충족됩니다. 다중 인증이 없는 장기 키도 허용합니다.',
  'policyNote.notActionAllow':
    '나열된 것을 뺀 모든 작업을 허용합니다. 앞으로 생길 서비스도 포함됩니다. 나열된 작업은 거부되는 것이 아니므로 다른 문장이 허용할 수 있습니다.',
  'policyNote.notActionDeny':
    '나열된 것을 뺀 모든 작업을 거부합니다. 나열된 작업을 허용하지는 않으므로 다른 문장이 허용해야 합니다.',
  'policyNote.notResourceAllow':
    '나열된 것을 뺀 모든 리소스를 허용합니다. 호출자를 받아들이는 다른 계정의 리소스도 포함됩니다. 나열된 리소스가 거부되는 것은 아닙니다.',
  'policyNote.notResourceDeny':
    '나열된 것을 뺀 모든 리소스를 거부합니다. 나열된 리소스를 허용하지는 않으므로 다른 문장이 허용해야 합니다.',
  'policyNote.notPrincipalAllow':
    'AWS는 Allow와 함께 쓰는 NotPrincipal을 더 이상 지원하지 않습니다. 아직 저장되어 있다면 익명 호출자를 포함하여 누구나 들일 수 있습니다.',
  'policyNote.notPrincipalDeny':
    '나열된 것을 뺀 모두를 거부합니다. 역할은 세션, 역할, 계정을 모두 나열해야 하며, 권한 경계가 있는 호출자는 항상 거부됩니다.',
  'policyNote.publicAccessBlock':
    'S3 퍼블릭 액세스 차단은 정책 바깥에 있으며 여기에서는 살피지 않습니다. 켜져 있으면 여기에서 모두에게 허용한 것이 취소됩니다.',
  'policyNote.keyGrants':
    '키의 권한 부여(grant)는 정책 바깥에 있으며 여기에서는 살피지 않습니다. 어느 정책도 허용하지 않는 것을 허용할 수 있습니다.',
};
