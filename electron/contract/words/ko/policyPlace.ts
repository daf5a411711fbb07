import type { PolicyPlaceCode } from '../../policyPlaceWords.ts';

/** 정책에 대해 알 수 없는 것, 권한의 범위, 두 주체의 차이. */
export const policyPlace: Record<PolicyPlaceCode, string> = {
  'gap.policyNotRead': '관리형 정책을 읽지 못했습니다',
  'gap.boundaryNotRead': '권한 경계를 읽지 못했습니다',
  'gap.groupNotRead': '사용자의 그룹을 읽지 못했습니다',
  'gap.organizationNotRead': '조직을 읽지 않아 조직의 정책을 알 수 없습니다',
  'gap.accountNotInOrganization': '조직에서 계정의 위치를 알 수 없습니다',
  'gap.serviceControlNotRead': '서비스 제어 정책을 읽지 못했습니다',
  'gap.resourceControlNotRead': '리소스 제어 정책을 읽지 못했습니다',
  'gap.resourcePoliciesNotRead': '리소스 정책(버킷, 키, 대기열)을 읽지 않았습니다',
  'gap.trustPolicyNotRead': '대상 역할의 신뢰 정책을 읽지 못했습니다',
  'gap.sessionPoliciesUnknown': '세션 정책과 세션 태그는 역할을 맡는 쪽만 압니다',
  'gap.accountPolicyNotRead': '계정마다 따로 있는 정책을 읽지 못했습니다',
  'gap.accountNotChosen': '계정을 선택하지 않아 계정마다 따로 있는 정책은 빠져 있습니다',
  'gap.permissionSetPartNotRead': '권한 세트의 일부를 읽지 못했습니다',
  'gap.provisionedRoleNotRead': '권한 세트로 만든 역할을 읽지 못해 정확한 이름을 알 수 없습니다',
  'gap.permissionSetOutdated': '계정의 사본이 권한 세트보다 뒤처져 있습니다',

  'gapWay.allow': '(더 허용될 수 있음)',
  'gapWay.deny': '(덜 허용될 수 있음)',
  'gapWay.both': '(더 또는 덜 허용될 수 있음)',

  crossAccount: '호출자와 리소스의 계정이 달라 양쪽 모두 허용해야 합니다.',

  'kind.awsManaged': 'AWS 관리형',
  'kind.customerManaged': '고객 관리형',
  'kind.inline': '인라인',
  'kind.organization': '조직',
  'kind.trust': '신뢰 정책',
  'kind.pasted': '직접 작성',

  'reach.all': '모든 리소스',
  'reach.some': '일부 리소스',
  'reach.conditional': '조건부',
  'reach.someConditional': '일부 리소스, 조건부',
  'reach.denied': '거부',
  'reach.none': '허용 안 됨',

  'change.gained': '추가',
  'change.lost': '상실',
  'change.wider': '넓어짐',
  'change.narrower': '좁아짐',
  'change.otherwise': '다름',

  'changeMeans.gained': 'B에만 있음',
  'changeMeans.lost': 'A에만 있음',
  'changeMeans.wider': 'B가 더 넓음',
  'changeMeans.narrower': 'B가 더 좁음',
  'changeMeans.otherwise': '리소스나 조건이 다름',
};
