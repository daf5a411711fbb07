import type { AccessCode } from '../../accessWords.ts';

/** 누가 무엇을 할 수 있고 어느 역할에 이르는지, 그리고 알 수 없는 것. */
export const access: Record<AccessCode, string> = {
  'who.directoryUser': '디렉터리 사용자',
  'who.directoryGroup': '디렉터리 그룹',
  'who.role': 'IAM 역할',
  'who.permissionSet': '읽지 않은 계정의 권한 세트',
  'who.iamUser': 'IAM 사용자',
  'who.service': 'AWS 서비스',
  'who.account': '다른 계정의 보안 주체',
  'who.federated': '자격 증명 공급자',
  'who.anyone': '모든 사람',
  'notCounted.candidateGrant':
    '허용 여부를 알 수 없는 권한입니다. 할당 대상, 역할 또는 공급자를 읽지 못했습니다.',
  'notCounted.everyoneSignsIn':
    '클레임 규칙이 그룹과 관계없이 로그인할 수 있는 모든 사용자에게 이 역할을 줍니다. 이들은 사람 수에 들어 있지 않습니다. 사용자 한 명을 물으면 그 사용자의 로그인을 판단합니다.',
  'notCounted.attributeDecides':
    '클레임 규칙이 그룹과 관계없이 특성을 가진 사용자에게 이 역할을 줍니다. 이들은 사람 수에 들어 있지 않습니다. 사용자 한 명을 물으면 그 사용자의 로그인을 판단합니다.',
  'notCounted.undocumentedMembers':
    '기본 그룹이나 다른 도메인의 대리 개체를 통한 구성원이 있습니다. 이들이 포함되는지는 문서에 없으므로 세지 않았습니다.',
  'notCounted.providerDecides':
    '역할이 SAML 공급자를 신뢰하지만 이 역할에 이르는 그룹이 알려져 있지 않습니다. 누가 들어오는지는 공급자가 정하며, 클레임 규칙을 가져온 만큼만 알 수 있습니다.',
  'notCounted.accountNotRead':
    '계정의 IAM을 읽지 않았습니다. 그 계정에서 누가 이 권한을 쓸 수 있는지 알 수 없습니다.',
  'notCounted.policiesNotRead': '역할의 정책을 읽지 않았습니다.',
  'notCounted.storePeople':
    '할당에는 읽은 디렉터리의 계정이 아닌 ID 저장소 사용자가 있습니다. 이들도 들어올 수 있지만 사람 수에는 들어 있지 않습니다.',
  membershipsNotRead:
    '여기의 구성원 정보를 전혀 읽지 못했거나 일부만 읽었습니다. 아래보다 많은 사람과 역할이 있을 수 있습니다.',
  signInsNotJudged:
    '클레임 규칙으로만 들어와 그룹으로 센 수: {count}. AWS가 각자의 로그인(세션 이름, 태그, 기간)을 받아들이는지는 사용자 한 명을 물을 때 판단합니다.',
  'session.roleMaximum': '역할의 최대 세션 시간',
  'session.permissionSet': '권한 세트의 세션 시간',
  'session.claims': '클레임이 요청하는 시간(요청이 없으면 1시간)',
  'session.consoleDelegation':
    '디렉터리에 설정된 세션 시간입니다. 바꾸지 않았다면 1시간이며, 읽을 수 없습니다',
  'session.roleChaining': '세션에서 얻은 세션은 최대 1시간입니다',
  'mfa.samlNotVisible': 'AD FS가 다단계 인증을 요구하는지 AWS에서는 보이지 않습니다',
  'mfa.identityCenterNotVisible':
    'Identity Center나 그 자격 증명 원본이 다단계 인증을 요구하는지 여기서는 보이지 않습니다',
  'mfa.delegationNotVisible': '디렉터리가 다단계 인증(RADIUS)을 요구하는지 역할에서는 보이지 않습니다',
  'mfa.trustAsksForMfa':
    '신뢰 정책이 aws:MultiFactorAuthPresent 키를 요구하지만 페더레이션 로그인에는 이 키가 없습니다',
  'mfa.policyAsksForMfa': '역할의 정책이 aws:MultiFactorAuthPresent 키를 요구합니다',
  'limit.conditions': '조건부',
  'limit.notReadable': '뒤에 누가 있는지 읽을 수 없습니다',
  'limit.disabled': '콘솔 암호도 활성 액세스 키도 없습니다',
  'limit.consolePassword': '콘솔 암호',
  'limit.accessKeys': '액세스 키',
  'door.delegation': 'Directory Service 콘솔 액세스',
  'door.iamUser': 'IAM 사용자',
  'door.root': '루트 사용자',
};
