/** What is not known of the policies of a subject, and which way it could change an answer. */

/** How a document lives: who may change it, and whether it has versions. */
export const documentKinds = [
  'awsManaged',
  'customerManaged',
  'inline',
  'organization',
  'trust',
  'pasted',
] as const;
export type DocumentKind = (typeof documentKinds)[number];

export const policyGapCodes = [
  /** A managed policy of the subject whose document was not read. */
  'policyNotRead',
  /** The permissions boundary is set and its document was not read. */
  'boundaryNotRead',
  /** A group of the user was not read. */
  'groupNotRead',
  /** No source of the workspace tells the organization. */
  'organizationNotRead',
  /** The organization is known, and not where this account stands in it. */
  'accountNotInOrganization',
  'serviceControlNotRead',
  'resourceControlNotRead',
  /** Policies of buckets, keys, queues and their like are not read from any source. */
  'resourcePoliciesNotRead',
  /** The trust policy of the role asked for was not read. */
  'trustPolicyNotRead',
  /** What a session of a role is cut by, and which tags it brings, is known to those alone who take the role. */
  'sessionPoliciesUnknown',
  /** A permission set's policy that each account has for itself, and no account is chosen or its policies were not read. */
  'accountPolicyNotRead',
  'accountNotChosen',
  /** The permission set's own part could not be read. */
  'permissionSetPartNotRead',
  /** The role that Identity Center made of the permission set was not read: its exact name is not known. */
  'provisionedRoleNotRead',
  /** The account's copy of the permission set lags behind it. */
  'permissionSetOutdated',
] as const;
export type PolicyGapCode = (typeof policyGapCodes)[number];

/** About the subject's own policies and boundary, and not about the organization, the resource or whoever takes a role. */
const ofOwn: ReadonlySet<PolicyGapCode> = new Set([
  'policyNotRead',
  'boundaryNotRead',
  'groupNotRead',
  'accountPolicyNotRead',
  'permissionSetPartNotRead',
  'permissionSetOutdated',
]);
export const isOwnGap = ({ code }: Pick<PolicyGap, 'code'>): boolean => ofOwn.has(code);

export interface PolicyGap {
  readonly code: PolicyGapCode;
  /** The policy, group, account or part that it is about; null: it is about all. */
  readonly name: string | null;
  /** Why it was not read: a fault's code or one of words `missing.`; null: nobody asked, or it cannot be read at all. */
  readonly reason: string | null;
  /** Were it known, more might be allowed. */
  readonly couldAllow: boolean;
  /** Were it known, less might be allowed. */
  readonly couldDeny: boolean;
}
