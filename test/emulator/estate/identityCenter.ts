/** IAM Identity Center with its identity store. Times are seconds since 1970. Source: facts/group-role-mapping.md §1 C. */
import type { Document } from './document.ts';

export interface ExternalId {
  readonly Issuer: string;
  readonly Id: string;
}

export interface PermissionSet {
  readonly Name: string;
  readonly PermissionSetArn: string;
  readonly Description?: string;
  readonly CreatedDate: number;
  readonly SessionDuration: string;
  readonly RelayState?: string;
  readonly managedPolicies: readonly { readonly Name: string; readonly Arn: string }[];
  readonly customerPolicies: readonly { readonly Name: string; readonly Path: string }[];
  readonly inlinePolicy?: Document;
  readonly boundary?:
    | { readonly ManagedPolicyArn: string }
    | { readonly CustomerManagedPolicyReference: { readonly Name: string; readonly Path: string } };
  readonly tags?: Readonly<Record<string, string>>;
  /** Accounts in which the provisioned copy lags behind. */
  readonly outdatedIn?: readonly string[];
}

export interface Assignment {
  readonly AccountId: string;
  readonly PermissionSetArn: string;
  readonly PrincipalType: 'USER' | 'GROUP';
  readonly PrincipalId: string;
}

export interface StoreUser {
  readonly UserId: string;
  readonly UserName: string;
  readonly DisplayName: string;
  readonly Name: { readonly GivenName: string; readonly FamilyName: string };
  readonly Emails?: readonly { readonly Value: string; readonly Type: string; readonly Primary: boolean }[];
  readonly ExternalIds?: readonly ExternalId[];
  readonly UserStatus?: 'ENABLED' | 'DISABLED';
}

export interface StoreGroup {
  readonly GroupId: string;
  readonly DisplayName: string;
  readonly Description?: string;
  readonly ExternalIds?: readonly ExternalId[];
  /** User ids. */
  readonly members: readonly string[];
}

export interface IdentityCenter {
  readonly InstanceArn: string;
  readonly IdentityStoreId: string;
  readonly OwnerAccountId: string;
  readonly Name?: string;
  readonly CreatedDate: number;
  readonly Status: 'ACTIVE';
  readonly region: string;
  readonly permissionSets: readonly PermissionSet[];
  readonly assignments: readonly Assignment[];
  readonly users: readonly StoreUser[];
  readonly groups: readonly StoreGroup[];
  /** Absent: attributes for access control are off. */
  readonly accessControlAttributes?: readonly { readonly Key: string; readonly Source: readonly string[] }[];
  /** Accounts other than the owner that administer it. */
  readonly delegatedTo?: readonly string[];
}
