import type { PolicyPassCode } from '../../policyPassWords.ts';

/** 서비스에 넘기는 역할, 이어서 맡는 역할, 디코딩된 메시지. */
export const policyPass: Record<PolicyPassCode, string> = {
  'policyPass.yield.code': '호출자가 고른 코드나 명령이 이 역할로 실행됩니다',
  'policyPass.yield.deployment': '서비스가 이 역할로 호출자가 고른 리소스를 만들고 바꿉니다',
  'policyPass.yield.calls': '서비스가 이 역할로 호출자가 고른 호출을 합니다',
  'policyPass.yield.delivery': '서비스가 이 역할로 호출자가 고른 곳에 데이터를 보냅니다',
  'policyPass.end.last': '여기에서 맡을 수 있는 다른 역할이 없습니다',
  'policyPass.end.circle': '이 역할은 이미 이 사슬에 있습니다',
  'policyPass.end.toldElsewhere': '여기에서 맡을 수 있는 역할은 이 역할이 처음 나온 곳에 있습니다',
  'policyPass.end.tooLong': '사슬을 더 따라가지 않습니다',
  'policyPass.reach.more': '호출자가 할 수 없는 것을 이 역할은 할 수 있습니다',
  'policyPass.reach.none': '이 역할만 할 수 있는 것을 찾지 못했습니다',
  'policyPass.reach.notMore': '이 역할의 정책이 허용하는 것은 호출자의 정책도 모두 허용합니다',
  'policyDecode.principalNotInWorkspace': '작업 공간에 이 사용자나 역할이 없어 정책을 살펴볼 수 없습니다',
  'policyDecode.principalKindUnknown':
    '메시지에 정책을 살펴볼 수 있는 사용자, 역할 세션 또는 루트 사용자가 없습니다',
  'policyDecode.actionUnknown': '메시지에 작업이 없습니다',
};
