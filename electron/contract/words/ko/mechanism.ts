import type { Mechanism } from '../../../domain/mapping/grant.ts';

/** 그룹이 역할에 이르는 방식. */
export const mechanism: Record<Mechanism, string> = {
  saml: 'SAML 페더레이션',
  delegation: 'Directory Service 콘솔 액세스',
  'identity-center': 'IAM Identity Center',
};
