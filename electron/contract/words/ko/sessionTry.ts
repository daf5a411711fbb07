import type { TryRule, TryUntold } from '../../sessions/tries.ts';

/** What is foretold of a session beside its policies, and why nothing is. */
export const sessionTry: Record<TryRule | TryUntold, string> = {
  federationTokenWithoutPolicy:
    '세션 정책 없이 받은 GetFederationToken 세션은 자신이 누구인지 묻는 것 말고는 아무것도 할 수 없습니다.',
  federationTokenWithoutIam: 'GetFederationToken 세션은 정책이 무엇이든 IAM을 호출할 수 없습니다.',
  sessionTokenWithoutMfa:
    'GetSessionToken 세션은 정책이 무엇이든 MFA 코드로 받은 경우에만 IAM을 호출할 수 있습니다.',
  noWorkspace: '열린 작업 공간이 없어 정책에 대해 아는 것이 없습니다.',
  workspaceFailed: '작업 공간에서 정책을 확인하지 못했습니다.',
  principalNotInWorkspace:
    '작업 공간에 이 세션의 역할이나 사용자가 없습니다. 비교하려면 그 AWS 계정을 읽으십시오.',
  principalKindUnknown: '알려진 것만으로는 이 세션이 누구의 정책을 따르는지 알 수 없습니다.',
  managementAccountOnly:
    '정책이 무엇이든 AWS는 관리 계정과 위임된 관리자에게만 이 요청을 허용합니다. 이 계정이 그런지는 읽지 않았습니다.',
};
