import type { TrustKind } from '../../../domain/mapping/trustKinds.ts';

/** 역할을 맡을 수 있는 대상, 신뢰의 종류별. */
export const trustedBy: Record<TrustKind, string> = {
  saml: 'SAML 공급자',
  ds: 'Directory Service',
  'identity-center': 'IAM Identity Center',
  account: 'AWS 계정',
  service: 'AWS 서비스',
  'web-identity': '웹 자격 증명',
  anyone: '모두',
};
