/** AWS Organizations: the accounts, how they are grouped, and what is forbidden to each. */
import type { PolicyDocument } from './iam.ts';
import type { Reading } from './reading.ts';

export type OrganizationPolicyType = 'SERVICE_CONTROL_POLICY' | 'RESOURCE_CONTROL_POLICY';

export interface OrganizationAccount {
  readonly id: string;
  readonly arn: string;
  readonly name: string | null;
  /** `ACTIVE`, `SUSPENDED`, `PENDING_CLOSURE` … */
  readonly status: string | null;
  readonly joinedMethod: string | null;
  readonly joinedAt: string | null;
  /** Id of the root or unit that it stands in. */
  readonly parentId: string;
}

/** A root (`r-…`) or an organizational unit (`ou-…`). */
export interface OrganizationUnit {
  readonly id: string;
  readonly arn: string;
  readonly name: string;
  /** Null for a root. */
  readonly parentId: string | null;
}

export interface OrganizationPolicy {
  readonly id: string;
  readonly arn: string;
  readonly name: string;
  readonly description: string | null;
  readonly type: OrganizationPolicyType;
  readonly awsManaged: boolean;
  readonly document: PolicyDocument;
  /** Ids of roots, units and accounts that it is attached to itself. */
  readonly targets: readonly string[];
}

export interface Organization {
  readonly id: string;
  readonly arn: string;
  readonly managementAccountId: string;
  /** `ALL` or `CONSOLIDATED_BILLING`: policies hold in `ALL` alone. */
  readonly featureSet: string | null;
  /** Kinds of policy that are switched on, by root. */
  readonly enabledPolicyTypes: Readonly<Record<string, readonly string[]>>;
  readonly units: readonly OrganizationUnit[];
  readonly accounts: readonly OrganizationAccount[];
  readonly servicePolicies: Reading<readonly OrganizationPolicy[]>;
  readonly resourcePolicies: Reading<readonly OrganizationPolicy[]>;
  /** Accounts that administer a service for the organization. */
  readonly delegatedAdministrators: Reading<
    readonly { readonly account: string; readonly services: readonly string[] }[]
  >;
}
