import type { FederationTokenRequest, RoleRequest, SamlRequest, SessionTokenRequest } from './request.ts';

// Requests that nothing is wrong with.
export const account = '111122223333';
export const roleArn = `arn:aws:iam::${account}:role/team/Admin`;
const asked = { region: 'eu-west-1', durationSeconds: null };
const source = { kind: 'profile', profile: 'corp' } as const;
const policies = { policy: null, policyArns: [] };

export const role = (more: Partial<RoleRequest> = {}): RoleRequest => ({
  kind: 'role',
  source,
  roleArn,
  sessionName: 'ann@corp',
  externalId: null,
  tags: [],
  transitiveTagKeys: [],
  sourceIdentity: null,
  mfaSerial: null,
  ...asked,
  ...policies,
  ...more,
});
export const saml = (more: Partial<SamlRequest> = {}): SamlRequest => ({
  kind: 'saml',
  identityProvider: null,
  roleArn,
  principalArn: `arn:aws:iam::${account}:saml-provider/corp`,
  ...asked,
  ...policies,
  ...more,
});
export const sessionToken = (more: Partial<SessionTokenRequest> = {}): SessionTokenRequest => ({
  kind: 'sessionToken',
  source,
  mfaSerial: null,
  ...asked,
  ...more,
});
export const federation = (more: Partial<FederationTokenRequest> = {}): FederationTokenRequest => ({
  kind: 'federationToken',
  source,
  userName: 'bob',
  tags: [],
  ...asked,
  ...policies,
  policyArns: ['arn:aws:iam::aws:policy/ReadOnlyAccess'],
  ...more,
});
