/** What of one account's IAM is asked for beside the authorization details. */
import type { AwsAccount, EstateFacts } from '../domain/estate/facts.ts';
import type { IamUser, ManagedPolicy } from '../domain/estate/iam.ts';
import type { IamReader } from './clients.ts';
import { readCredentials, readRoot } from './iamCredentials.ts';
import { readInstanceProfiles, readOpenIdProviders, readPasswordPolicy, readVersions } from './iamExtras.ts';
import { readPart } from './part.ts';
import type { OnMissing } from './serviceErrors.ts';

export interface IamAccount extends Pick<
  EstateFacts,
  'openIdProviders' | 'instanceProfiles' | 'passwordPolicies'
> {
  /** Absent = it could not be read. */
  readonly root?: NonNullable<AwsAccount['root']>;
  readonly users: readonly IamUser[];
  readonly policies: readonly ManagedPolicy[];
}

/**
 * `users` and `policies` are those of the authorization details; they come back with their credentials and the documents
 * of all versions. Rejects with `Fault` for what ends the whole reading.
 */
export async function readIamAccount(
  reader: IamReader,
  account: string,
  details: { readonly users: readonly IamUser[]; readonly policies: readonly ManagedPolicy[] },
  onMissing: OnMissing,
): Promise<IamAccount> {
  const where = (operation: string): string => `${account}/iam:${operation}`;
  const root = await readPart(where('GetAccountSummary'), onMissing, () => readRoot(reader));
  return {
    ...(root.state === 'read' ? { root: root.value } : {}),
    passwordPolicies: await readPart(where('GetAccountPasswordPolicy'), onMissing, () =>
      readPasswordPolicy(reader, account),
    ),
    instanceProfiles: await readPart(where('ListInstanceProfiles'), onMissing, () =>
      readInstanceProfiles(reader, account),
    ),
    openIdProviders: await readPart(where('ListOpenIDConnectProviders'), onMissing, () =>
      readOpenIdProviders(reader, account, onMissing),
    ),
    users: await readCredentials(reader, details.users, where, onMissing),
    policies: await readVersions(reader, details.policies, onMissing),
  };
}
