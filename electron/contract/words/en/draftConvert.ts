import type { ConvertCode, ConvertState } from '../../../domain/draft/convert/codes.ts';

export const draftConvertState: Record<ConvertState, string> = {
  notCovered: 'Not carried over',
  lost: 'Lost',
  gained: 'Gained',
  check: 'To be checked',
};

/** What is said of a conversion into permission sets. */
export const draftConvert: Record<ConvertCode, string> = {
  noInstance: 'No instance of IAM Identity Center was read that could hold the permission set.',
  brokenNow: '{principal} does not reach {role} now.',
  unsureNow: 'Whether {principal} reaches {role} now is not known.',
  principalUnknown: 'Who is meant to reach {role} is not known.',
  roleNotRead: 'The role {role} was not read.',
  accountOutside: 'Account {account} is not of the organization whose accounts the instance assigns.',
  notProvided:
    '{principal} is not in the identity store, which Active Directory does not feed: its provider has to bring them in first.',
  simpleAd: 'The directory {directory} is a Simple AD, which cannot be a source of Identity Center.',
  connectorDomain: 'The AD Connector brings the users of {source} alone, and {principal} is of {domain}.',
  inlineTooLong:
    'The inline policies of {role} are longer than the 10,240 characters that a permission set takes.',
  inlineMixed: 'The inline policies of {role} are of several versions of the policy language.',
  inlineUnreadable: 'An inline policy of {role} cannot be read.',
  tooManyPolicies: 'The role {role} has more policies than a permission set takes.',
  tooManyAssignments: 'There are more assignments of this set than one draft holds.',
  rolePath: 'The path {path} does not come along: roles of Identity Center have their own.',
  trustConditions: 'Conditions of the trust policy do not come along: {keys}.',
  sessionTags:
    'Session tags come from attributes for access control in Identity Center, and no longer from the provider.',
  tagClaims:
    'The rules {document} send session tags ({value}); Identity Center sends attributes for access control in their place.',
  peopleLost:
    '{count} of {principal} lose the role: members by primary group or from other forests do not come along.',
  peopleGained: '{count} more get the role by {principal}: nested groups are flattened.',
  nameChanged: '{from} is called {to}: a permission set has at most 32 characters, and its name once.',
  rolesMerged: '{count} roles of the same content become one permission set.',
  inlineMerged: 'Several inline policies become one.',
  customerPolicy: 'The policy {name} has to stay in account {account}, with the path {path}.',
  customerPolicyMissing: 'Account {account} has no policy {name} with the path {path}.',
  customerPolicyUnknown: 'Whether account {account} has the policy {name} with the path {path} was not read.',
  sessionTagsSent:
    'The provider may send session tags; Identity Center sends attributes for access control in their place.',
  sessionLength:
    'Sessions last {duration}, the maximum of the role; the claim or the console may have said less.',
  sessionNotRead:
    'How long sessions of the role may last was not read: {duration} is what a role has that says nothing.',
  durationClaim:
    'The rules {document} send SessionDuration ({value}); a permission set has one duration for everybody.',
  sourceIdentityClaim:
    'The rules {document} send a source identity: see what asks for one before it is missing.',
  claimsOpen: 'A rule of {document} may send claims that it does not name, durations and session tags too.',
  claimsNotKnown:
    'No claim rules are known of some of its groups: whether they send durations or session tags is not known.',
  setReused: 'The permission set {set} of the same content is there already, and is assigned.',
  alreadyAssigned: '{principal} has {set} in account {account} already.',
  setsNotRead:
    'Not all permission sets of the instance were read: a new name may be taken. Read the management account.',
  usedByOthers: 'The role has to stay for others: {principals}.',
  namedElsewhere: 'The ARN of the role stands in other policies ({count}), and the new role has another.',
  directUser: '{principal} is assigned as a person, and not by a group.',
  notInStore: '{name} is not in the identity store: it has to be in the scope of the synchronisation first.',
  trustedDomain:
    '{principal} is of {domain}, and the source is {source}: a trust both ways and the scope of the synchronisation are needed.',
  membersNotRead: 'The members of {principal} were not read.',
  sourceAssumed: 'That Active Directory feeds the instance is assumed; no API tells.',
  sourceNotDirectory:
    'The instance is not fed by Active Directory. Changing its source removes users, groups and assignments.',
  manyPolicies: 'The set has {count} policies; older quotas take 20.',
};
