import type { DraftChangeKind } from '../../../domain/draft/change.ts';
import type {
  GrantChange,
  NoticeCode,
  NoticeState,
  PersonChange,
  ProblemCode,
  WhoChange,
} from '../../../domain/draft/codes.ts';

/** What a change does. */
export const draftChange: Record<DraftChangeKind, string> = {
  addMember: 'Put {member} into {group}',
  removeMember: 'Take {member} out of {group}',
  makeGroup: 'Make group {name} in {parent}',
  renameGroup: 'Rename {group} to {name}',
  editRules: 'Edit claim rules {document}',
  makeRole: 'Make role {role}',
  deleteRole: 'Delete role {role}',
  editTrust: 'Edit trust policy of {role}',
  editInlinePolicy: 'Edit inline policy {name} of {role}',
  editManagedPolicy: 'Edit policy {policy}',
  attachPolicy: 'Attach {policy} to {role}',
  detachPolicy: 'Detach {policy} from {role}',
  makePermissionSet: 'Make permission set {name}',
  assign: 'Assign {principal} to {set} in {account}',
  unassign: 'Take {principal} off {set} in {account}',
  delegate: 'Delegate {role} to {principal} in {directory}',
  undelegate: 'Take {role} from {principal} in {directory}',
  map: 'Map {principal} to {role} by hand',
  unmap: 'Take back the mapping of {principal} to {role}',
};

/** Kinds of changes, as one chooses them. */
export const draftKind: Record<DraftChangeKind, string> = {
  addMember: 'Add a member',
  removeMember: 'Remove a member',
  makeGroup: 'Make a group',
  renameGroup: 'Rename a group',
  editRules: 'Edit claim rules',
  makeRole: 'Make a role',
  deleteRole: 'Delete a role',
  editTrust: 'Edit a trust policy',
  editInlinePolicy: 'Edit an inline policy',
  editManagedPolicy: 'Edit a managed policy',
  attachPolicy: 'Attach a policy',
  detachPolicy: 'Detach a policy',
  makePermissionSet: 'Make a permission set',
  assign: 'Assign a permission set',
  unassign: 'Remove an assignment',
  delegate: 'Delegate console access',
  undelegate: 'Take console access back',
  map: 'Map by hand',
  unmap: 'Remove a mapping by hand',
};

/** What becomes of a change that is left out. */
export const draftState: Record<NoticeState, string> = {
  stale: 'no longer fits',
  nothing: 'changes nothing',
  refused: 'would be refused',
  notRead: 'not readable',
};

/** Why a change is left out, and what to do. */
export const draftNotice: Record<NoticeCode, string> = {
  groupGone: 'No group with {sid} was read any more. Choose another group or take the change out.',
  principalGone: 'Nobody with {sid} was read any more. Choose somebody else or take the change out.',
  madeGone: 'The draft does not make {made}. Make it first or choose something that is there.',
  parentGone: 'The place {dn} was not read. Choose a unit or container that is there.',
  rulesGone: 'The claim rules {document} are not in the workspace any more. Import them again.',
  roleGone: 'The role {arn} was not found. Take the change out, or make the role in this draft first.',
  policyGone: 'The policy {arn} was not found. Take the change out or choose another policy.',
  permissionSetGone: 'The permission set {set} was not found. Choose another one.',
  instanceGone: 'The Identity Center instance {arn} was not read. Choose another one.',
  directoryGone: 'The directory {directory} was not found in {region}. Choose another one.',
  alreadyMember: '{member} is a member of {group} already.',
  notMember: '{member} is no direct member of {group}.',
  primaryGroup:
    '{group} is the primary group of {member}, which stands in no member list. Change the primary group first.',
  sameName: '{group} has this name already.',
  sameText: 'The rules {document} read so already.',
  sameDocument: 'The policy of {arn} reads so already.',
  alreadyAttached: '{policy} is attached to {arn} already.',
  notAttached: '{policy} is not attached to {arn}.',
  alreadyAssigned: '{principal} is assigned in {account} already.',
  notAssigned: '{principal} is not assigned in {account}.',
  alreadyDelegated: '{principal} has {arn} in {directory} already.',
  notDelegated: 'No list or entry gives {arn} in {directory} to {principal}.',
  alreadyMapped: '{principal} is mapped to {arn} by hand already.',
  notMapped: '{principal} is not mapped to {arn} by hand.',
  nameTaken: 'Another object of the domain is called {name}. Choose another name.',
  scopeRefused: 'A group of scope {scope} does not take {member}. Use a group of another scope in between.',
  otherForest:
    '{member} is known to no domain of {group}, and a stand-in is made for accounts of a trusted domain alone.',
  notAGroup: '{group} is no group.',
  itself: 'A group cannot be a member of itself.',
  rulesDoNotParse: 'Line {line} of {document} is no claim rule. AD FS refuses the text.',
  policyDoesNotParse: 'The document of {arn} is no policy at {place}. IAM refuses it.',
  roleExists: 'The account has a role of the name {arn} already. Names differ by more than case.',
  reservedRole: 'Identity Center makes {arn}, and IAM cannot change it. Change the permission set.',
  awsPolicy: 'AWS keeps {arn}. Make a policy of your own and attach that.',
  setExists: 'The instance has a permission set {set} already.',
  notInStore:
    '{principal} is not in the identity store, which Active Directory does not feed. Have its provider bring them in first.',
  domainNotRead: 'The domain of {sid} was not read. Read it to see what changes.',
  accountNotRead: 'The roles of account {account} were not read. Read the account to see what changes.',
  policiesNotRead: 'The text of {arn} was not read. Read it to see what changes.',
  identityCenterNotRead: 'Not all of {arn} was read. Read the management account to see what changes.',
};

/** Why a change is not taken into a draft. */
export const draftProblem: Record<ProblemCode, string> = {
  badDocument: 'This is no policy document: {detail}.',
  badRules: 'Line {line} is no claim rule: {detail}.',
  badArn: 'This is no ARN of the right kind.',
  badName: 'This name is too long or has characters that are not taken.',
  badDuration: 'A session lasts between one hour and twelve.',
  madeTwice: 'The draft makes {made} already. Choose another name.',
  madeUnknown: 'The draft does not make {made}. Make it first.',
  madeUsed: 'Other changes use {made}. Take those out first.',
  tooMany: 'A draft holds {limit} changes at most.',
  form: 'This value is not in the right form.',
};

export const grantChange: Record<GrantChange, string> = {
  gained: 'gained',
  lost: 'lost',
  changed: 'changed',
};

export const roleChange: Record<'gained' | 'lost' | 'kept', string> = {
  gained: 'gained',
  lost: 'lost',
  kept: 'changed',
};

export const personChange: Record<PersonChange, string> = {
  gained: 'gained',
  lost: 'lost',
  lessSure: 'less sure',
  moreSure: 'more sure',
  maybeGained: 'perhaps gained',
  maybeLost: 'perhaps lost',
};

export const whoChange: Record<WhoChange, string> = {
  gained: 'gained',
  lost: 'lost',
  less: 'only under conditions now',
  more: 'without conditions now',
};
