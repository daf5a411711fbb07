import type { TryRule, TryUntold } from '../../sessions/tries.ts';

/** What is foretold of a session beside its policies, and why nothing is. */
export const sessionTry: Record<TryRule | TryUntold, string> = {
  federationTokenWithoutPolicy:
    'A session of GetFederationToken that was taken without a session policy may do nothing but ask who it is.',
  federationTokenWithoutIam: 'A session of GetFederationToken may not call IAM, whatever its policies say.',
  sessionTokenWithoutMfa:
    'A session of GetSessionToken may call IAM only if it was taken with an MFA code, whatever its policies say.',
  noWorkspace: 'No workspace is open, so that nothing is known of the policies.',
  workspaceFailed: 'The workspace could not be asked for the policies.',
  principalNotInWorkspace:
    'The workspace has not read the role or user of this session. Read its AWS account to compare.',
  principalKindUnknown: 'Whose policies the session has cannot be told from what is known of it.',
  managementAccountOnly:
    'AWS lets only the management account and delegated administrators ask this, whatever policies say. Whether this account is one was not read.',
};
