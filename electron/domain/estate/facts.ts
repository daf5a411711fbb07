/**
 * What is known of an AWS estate, independent of how it was read (live API, export file, sample). Times are ISO 8601
 * UTC strings. "Not readable" and "not applicable" are states of their own, never an empty list (see `Reading`).
 */
import type { CapturedAssertion } from './assertion.ts';
import type { Ec2Instance } from './compute.ts';
import type { CredentialReport } from './credentialReport.ts';
import type { DelegationAssignment } from './delegation.ts';
import type { AwsDirectory, DirectoryLimit } from './directory.ts';
import type {
  AccountPasswordPolicy,
  IamGroup,
  IamRole,
  IamUser,
  InstanceProfile,
  ManagedPolicy,
  OpenIdProvider,
  SamlProvider,
} from './iam.ts';
import type { IdentityCenter } from './identityCenter.ts';
import type { Organization } from './organization.ts';
import type { Reading } from './reading.ts';

export type Partition = 'aws' | 'aws-cn' | 'aws-us-gov';

export interface AwsAccount {
  readonly id: string;
  readonly name: string | null;
  readonly alias: string | null;
  /** Of the account's root user, from GetAccountSummary (AccountAccessKeysPresent, AccountMFAEnabled); absent = not read. */
  readonly root?: { readonly accessKeys: number; readonly mfaEnabled: boolean };
  /** Asked for by name alone; absent = it was not. */
  readonly credentialReport?: Reading<CredentialReport>;
}

/** Everything one AWS source gave at one time. */
export interface EstateFacts {
  readonly partition: Partition;
  readonly accounts: readonly AwsAccount[];
  readonly directories: Reading<readonly AwsDirectory[]>;
  readonly roles: Reading<readonly IamRole[]>;
  readonly users: Reading<readonly IamUser[]>;
  readonly groups: Reading<readonly IamGroup[]>;
  readonly policies: Reading<readonly ManagedPolicy[]>;
  readonly samlProviders: Reading<readonly SamlProvider[]>;
  readonly identityCenter: Reading<IdentityCenter>;
  readonly openIdProviders: Reading<readonly OpenIdProvider[]>;
  readonly instanceProfiles: Reading<readonly InstanceProfile[]>;
  readonly instances: Reading<readonly Ec2Instance[]>;
  readonly passwordPolicies: Reading<readonly AccountPasswordPolicy[]>;
  readonly organization: Reading<Organization>;
  readonly directoryLimits: Reading<readonly DirectoryLimit[]>;
  readonly delegations: Reading<readonly DelegationAssignment[]>;
  /**
   * Directories, by Region, whose delegation list `delegations` holds in full, even when it is empty. What is not named
   * here was not read; absent = only the directories that occur in `delegations`.
   */
  readonly delegationListsOf?: readonly { readonly directoryId: string; readonly region: string }[];
  /** Absent = none was imported. */
  readonly capturedAssertions?: readonly CapturedAssertion[];
  /** How far the reading reached: which accounts and Regions were asked, and whether all accounts of the organization were. */
  readonly reach: EstateReach;
}

export interface EstateReach {
  /** Regions that were asked for what is Regional; empty where nothing Regional was. */
  readonly regions: readonly string[];
  /** Accounts that were asked, with what ended each: null = it was read. */
  readonly accounts: readonly { readonly id: string; readonly code: string | null }[];
  /** True where these are all accounts that there are; a name of another account is then wrong, not merely unread. */
  readonly allAccounts: boolean;
  /** True where each account was asked in every Region that is enabled for it. */
  readonly allRegions?: boolean;
}

/** The names of all parts. */
export const estateParts = [
  'directories',
  'roles',
  'users',
  'groups',
  'policies',
  'samlProviders',
  'identityCenter',
  'openIdProviders',
  'instanceProfiles',
  'instances',
  'passwordPolicies',
  'organization',
  'directoryLimits',
  'delegations',
] as const satisfies readonly (keyof EstateFacts)[];
export type EstatePart = (typeof estateParts)[number];

/** Every part unread for one reason: what a reader does not fill stays so. */
export const unread = (code: string): Pick<EstateFacts, EstatePart> => all({ state: 'notReadable', code });

/** Every part not applicable: a source that has a place for none of them. */
export const nothingApplies = (): Pick<EstateFacts, EstatePart> => all({ state: 'notApplicable' });

const all = (reading: Reading<never>): Pick<EstateFacts, EstatePart> =>
  Object.fromEntries(estateParts.map((part) => [part, reading])) as Pick<EstateFacts, EstatePart>;
