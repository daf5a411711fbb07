/** IAM Identity Center: permission sets, assignments, and its identity store. Source: facts/group-role-mapping.md §1 C. */
import type { AttachedPolicy, PolicyDocument } from './iam.ts';
import type { Reading } from './reading.ts';

export interface PermissionSet {
  readonly arn: string;
  readonly name: string;
  readonly sessionDuration: string | null;
  readonly managedPolicies: readonly AttachedPolicy[];
  readonly customerPolicies: readonly { readonly name: string; readonly path: string }[];
  readonly inlinePolicy: PolicyDocument | null;
  readonly boundary: string | null;
  /** A boundary that is a customer's policy, by name and path in each account. */
  readonly customerBoundary?: { readonly name: string; readonly path: string } | null;
  readonly description?: string | null;
  readonly relayState?: string | null;
  readonly createDate?: string | null;
  readonly tags?: Readonly<Record<string, string>>;
  /** Accounts that it is provisioned in. */
  readonly provisionedIn?: readonly string[];
  /** Accounts whose provisioned copy lags behind the set (ListPermissionSetsProvisionedToAccount). */
  readonly outdatedIn: readonly string[];
  /** Fields above that could not be read: what they hold is then nothing, not none. */
  readonly notRead?: readonly string[];
}

export interface AccountAssignment {
  readonly account: string;
  readonly permissionSetArn: string;
  readonly principalType: 'USER' | 'GROUP';
  readonly principalId: string;
}

export interface IdentityStoreGroup {
  readonly groupId: string;
  readonly displayName: string;
  readonly externalIds: readonly { readonly issuer: string; readonly id: string }[];
}
export interface IdentityStoreUser {
  readonly userId: string;
  readonly userName: string;
  readonly displayName: string | null;
  readonly externalIds?: readonly { readonly issuer: string; readonly id: string }[];
  readonly mail?: string | null;
  /** `ENABLED`, `DISABLED`; null where the service does not say. */
  readonly status?: string | null;
}

export interface IdentityCenter {
  readonly instanceArn: string;
  readonly identityStoreId: string;
  readonly region: string;
  /** Which kind of source feeds it cannot be read by API: it is said by a person, or assumed. */
  readonly source: 'activeDirectory' | 'external' | 'own' | 'unknown';
  readonly directoryId: string | null;
  readonly permissionSets: readonly PermissionSet[];
  readonly assignments: readonly AccountAssignment[];
  readonly groups: readonly IdentityStoreGroup[];
  readonly users: readonly IdentityStoreUser[];
  readonly memberships: readonly { readonly groupId: string; readonly userId: string }[];
  /** Lists above that could not be read, or not wholly, with why: what they lack is not known to be absent. */
  readonly notRead?: readonly {
    readonly part: 'permissionSets' | 'assignments' | 'groups' | 'users' | 'memberships';
    readonly code: string;
  }[];
  /** The account that owns the instance. */
  readonly ownerAccountId?: string | null;
  readonly name?: string | null;
  readonly status?: string | null;
  /** Attributes for access control: key → where its value comes from. */
  readonly accessControlAttributes?: Reading<
    readonly { readonly key: string; readonly source: readonly string[] }[]
  >;
}
