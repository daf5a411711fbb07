import type { OperationList } from './guard.ts';

/** The credential operations that Treeline itself calls. Source: facts/sts-iam.md §1. */
export const credentialOperations: OperationList = {
  STSClient: [
    'AssumeRole',
    'AssumeRoleWithSAML',
    'AssumeRoleWithWebIdentity',
    'GetSessionToken',
    'GetFederationToken',
    'GetCallerIdentity',
    'GetAccessKeyInfo',
    'DecodeAuthorizationMessage',
  ],
};

/**
 * What the SDK's own credential chain calls for a profile with `role_arn`, `web_identity_token_file`, `sso_session` or
 * `login_session`. Source: facts/sts-iam.md §6 and the providers of @aws-sdk/credential-providers.
 */
export const chainOperations: OperationList = {
  STSClient: ['AssumeRole', 'AssumeRoleWithWebIdentity'],
  SSOClient: ['GetRoleCredentials'],
  SSOOIDCClient: ['CreateToken'],
  SigninClient: ['CreateOAuth2Token'],
};
