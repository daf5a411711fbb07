import type { PolicyPlaceCode } from '../../policyPlaceWords.ts';

/** What is not known of policies, how far a right goes, and how two differ. */
export const policyPlace: Record<PolicyPlaceCode, string> = {
  'gap.policyNotRead': 'A managed policy was not read',
  'gap.boundaryNotRead': 'The permissions boundary was not read',
  'gap.groupNotRead': 'A group of the user was not read',
  'gap.organizationNotRead': 'No organization was read: its policies are not known',
  'gap.accountNotInOrganization': 'Where the account stands in the organization is not known',
  'gap.serviceControlNotRead': 'Service control policies were not read',
  'gap.resourceControlNotRead': 'Resource control policies were not read',
  'gap.resourcePoliciesNotRead': 'Resource policies were not read (buckets, keys, queues)',
  'gap.trustPolicyNotRead': 'The trust policy of the role asked for was not read',
  'gap.sessionPoliciesUnknown':
    'Session policies and session tags are known to those alone who take the role',
  'gap.accountPolicyNotRead': 'A policy that each account has for itself was not read',
  'gap.accountNotChosen': 'No account is chosen: policies that each account has for itself are left out',
  'gap.permissionSetPartNotRead': 'A part of the permission set was not read',
  'gap.provisionedRoleNotRead':
    'The role made of the permission set was not read: its exact name is not known',
  'gap.permissionSetOutdated': 'The account’s copy of the permission set lags behind it',

  'gapWay.allow': '(more might be allowed)',
  'gapWay.deny': '(less might be allowed)',
  'gapWay.both': '(more or less might be allowed)',

  crossAccount: 'Caller and resource are of two accounts: both sides must allow.',

  'kind.awsManaged': 'AWS managed',
  'kind.customerManaged': 'Customer managed',
  'kind.inline': 'Inline',
  'kind.organization': 'Organization',
  'kind.trust': 'Trust policy',
  'kind.pasted': 'Your own',

  'reach.all': 'On every resource',
  'reach.some': 'On some resources',
  'reach.conditional': 'Under conditions',
  'reach.someConditional': 'On some, under conditions',
  'reach.denied': 'Denied',
  'reach.none': 'Not allowed',

  'change.gained': 'Gained',
  'change.lost': 'Lost',
  'change.wider': 'Wider',
  'change.narrower': 'Narrower',
  'change.otherwise': 'Otherwise',

  'changeMeans.gained': 'B has it, A has not',
  'changeMeans.lost': 'A has it, B has not',
  'changeMeans.wider': 'B goes further',
  'changeMeans.narrower': 'B goes less far',
  'changeMeans.otherwise': 'Other resources or conditions',
};
