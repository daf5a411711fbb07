import type { GrantIssue } from '../../../domain/mapping/grant.ts';

/** 권한 부여가 동작하지 않거나 동작 여부를 알 수 없는 이유와 할 일. */
export const grantIssue: Record<GrantIssue, string> = {
  roleMissing: '계정에 이 역할이 없습니다. 역할을 만들거나 그룹의 이름을 바꾸거나 그룹을 제거하십시오.',
  accountUnknown: '이 작업 영역의 어떤 원본에도 없는 계정입니다. 계정을 읽거나 계정 ID를 바로잡으십시오.',
  roleNameCase:
    '역할 이름의 대소문자가 다르며, AWS는 ARN을 받은 그대로 비교합니다. 그룹 이름을 역할 이름과 똑같이 쓰십시오.',
  distributionGroup: '배포 그룹은 로그인 토큰에 들어가지 않습니다. 보안 그룹으로 바꾸십시오.',
  trustLacksSaml:
    '역할의 신뢰 정책이 SAML 공급자를 허용하지 않습니다. 공급자에 sts:AssumeRoleWithSAML을 허용하십시오.',
  providerMissing:
    '역할이 신뢰하는 SAML 공급자가 계정에 없습니다. 공급자를 만들거나 신뢰 정책을 바로잡으십시오.',
  providerDecides:
    '캡처한 어설션에 이 역할이 있습니다. 공급자가 그 밖의 누구를 이 역할로 보내는지는 공급자의 규칙에 따르며 여기에서 읽을 수 없습니다.',
  membershipNotReadable: '이 할당에 해당하는 사용자를 읽지 못했습니다. 원본 디렉터리를 읽으십시오.',
  assignmentNotReadable:
    '역할이 Directory Service를 신뢰하지만, 누가 할당되었는지 알려 주는 API가 없습니다. 디렉터리 콘솔에서 확인하고 목록을 가져오십시오.',
  rolePath: '역할이 경로 아래에 있지만 클레임은 경로 없는 ARN을 보냅니다. 경로 없이 역할을 다시 만드십시오.',
  roleNotReadable: '계정의 역할을 읽지 못했습니다. 역할이 있는지 알려면 계정을 읽으십시오.',
  providerNotReadable: '계정의 SAML 공급자를 읽지 못했습니다. 공급자가 있는지 알려면 계정을 읽으십시오.',
  principalMissing: '할당된 사용자나 그룹이 디렉터리에 더 이상 없습니다. 할당을 제거하십시오.',
  trustLacksDs:
    '역할의 신뢰 정책이 ds.amazonaws.com을 허용하지 않습니다. 정책에 추가하거나 할당을 제거하십시오.',
  directoryMissing: '디렉터리가 없거나 액세스 URL이 없어 아무도 이 경로로 로그인할 수 없습니다.',
  directoryNotReadable:
    '이 리전의 디렉터리를 읽지 못했습니다. 액세스 URL이 동작하는지 알려면 리전을 읽으십시오.',
  permissionSetMissing: '할당이 가리키는 권한 세트를 찾지 못했습니다.',
  claimMalformed:
    '규칙이 역할과 공급자를 가리키지 않는 값을 보내므로 AWS가 로그인 전체를 거부합니다. 규칙을 고치거나 그룹 이름을 바꾸십시오.',
  claimNotKnown:
    '규칙이 무엇을 보내는지 여기서는 알 수 없습니다. 어떤 규칙이 무엇에 달려 있는지 근거를 확인하십시오.',
  otherClaimsToo:
    '규칙이 이 그룹 외에 다른 조건도 요구합니다. 근거를 확인하십시오. 그 조건도 충족하는 사용자는 역할을 얻습니다.',
  everyoneSignsIn:
    '규칙이 그룹과 관계없이 로그인할 수 있는 모든 사용자에게 이 역할을 줍니다. 규칙에서 그룹을 요구하십시오.',
  attributeDecides:
    '그룹이 아니라 사용자의 특성이 결정하므로, 그 특성을 쓸 수 있는 사람이 역할을 줄 수 있습니다. 규칙에서 그룹을 요구하거나 특성을 보호하십시오.',
  trustOtherProvider:
    '역할이 규칙이 보내는 것과 다른 SAML 공급자를 신뢰합니다. 규칙이나 신뢰 정책의 공급자를 고치십시오.',
  trustRefuses:
    '신뢰 정책이 공급자를 지정하면서도 이 로그인을 거부합니다. Deny가 있거나 충족할 수 없는 조건이 있습니다.',
  trustConditional: '신뢰 정책이 여기서 판단할 수 없는 조건에서만 공급자를 허용합니다. 근거를 확인하십시오.',
};
