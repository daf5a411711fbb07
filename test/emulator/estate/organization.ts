/** AWS Organizations. Times are seconds since 1970. */
import type { Document } from './document.ts';

export type PolicyType = 'SERVICE_CONTROL_POLICY' | 'RESOURCE_CONTROL_POLICY' | 'TAG_POLICY';

export interface OrganizationAccount {
  readonly Id: string;
  readonly Name: string;
  readonly Email: string;
  readonly Status: 'ACTIVE' | 'SUSPENDED' | 'PENDING_CLOSURE';
  readonly JoinedMethod: 'INVITED' | 'CREATED';
  readonly JoinedTimestamp: number;
  readonly parentId: string;
}

export interface OrganizationPolicy {
  readonly Id: string;
  readonly Name: string;
  readonly Description: string;
  readonly Type: PolicyType;
  readonly AwsManaged: boolean;
  readonly document: Document;
  /** Ids of roots, units and accounts. */
  readonly targets: readonly string[];
}

export interface Organization {
  readonly organization: {
    readonly Id: string;
    readonly FeatureSet: 'ALL' | 'CONSOLIDATED_BILLING';
    readonly MasterAccountId: string;
    readonly MasterAccountEmail: string;
  };
  readonly root: { readonly Id: string; readonly Name: string; readonly enabled: readonly PolicyType[] };
  readonly units: readonly { readonly Id: string; readonly Name: string; readonly parentId: string }[];
  readonly accounts: readonly OrganizationAccount[];
  readonly policies: readonly OrganizationPolicy[];
  readonly delegatedAdministrators: readonly {
    readonly accountId: string;
    readonly since: number;
    readonly services: readonly { readonly ServicePrincipal: string; readonly since: number }[];
  }[];
}
