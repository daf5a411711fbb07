import type {
  AuditEvidenceCode,
  AuditSeverity,
  CheckId,
  DriftState,
  Framework,
  incomparableCodes,
  InactiveState,
  NotJudgedCode,
  OwnerSource,
  SeverityReason,
  SubjectKind,
} from '../../../domain/audit/codes.ts';
import type { FindingCode } from '../../../domain/audit/params.ts';

export const auditSeverity: Record<AuditSeverity, string> = {
  critical: 'Critical',
  high: 'High',
  medium: 'Medium',
  low: 'Low',
  information: 'Information',
};

/** What a check looks for, as a heading. */
export const auditTitle: Record<CheckId, string> = {
  'role-not-found': 'Group names a role that is not there',
  'role-without-group': 'Role that no group leads to',
  'several-mechanisms': 'Reached by more than one mechanism',
  'distribution-group': 'Distribution group mapped to a role',
  'nested-group': 'Nested groups in a mapped group',
  'foreign-members': 'Members of another domain that Identity Center drops',
  'primary-group-members': 'Members by primary group alone',
  'inactive-members': 'Sleeping accounts behind a powerful role',
  'group-size': 'Empty or crowded mapped group',
  'machine-in-human-role': 'Service account or computer in a role for people',
  'group-editors': 'Others than administrators may fill a mapped group',
  'wide-group': 'Everybody behind a role',
  'powerful-role': 'Role that makes itself any right',
  'trust-policy': 'Trust policy that lets in too much',
  'provider-expiry': 'Identity provider that ends soon or has ended',
  'long-session': 'Long session of a powerful role',
  'session-tags': 'Tags that the trust policy refuses',
  'fixed-role-id': 'Role id that changes, written into a policy',
  'assigned-to-user': 'Permission set assigned to one person',
  'orphaned-assignment': 'Assignment to a group that is gone',
  'outdated-permission-set': 'Permission set not provisioned after a change',
  'unused-role': 'Role that nobody uses',
  'console-password': 'Console password beside federation',
  'toxic-pair': 'Two roles that one person must not have together',
  'loose-claim-rule': 'Claim rule with a loose pattern',
  'hidden-identity': 'Identity that does not show',
  'unknown-delegation': 'Access URL whose delegation is not known',
  'second-factor': 'No second factor asked for',
  'unqualified-names': 'Group name that two domains have',
  'long-term-credentials': 'Long-term credentials beside federation',
  'cognito-trust': 'Cognito role open to anybody',
  'pass-role': 'Powerful role within reach of iam:PassRole',
  'refused-sign-in': 'Role that is offered and that AWS refuses, or a name that two people share',
  'group-makers': 'Others than administrators may make groups',
  'group-renamers': 'Others than administrators may rename groups',
  'nested-group-editors': 'Others than administrators may fill a nested group',
};

/** Why it matters. */
export const auditWhy: Record<CheckId, string> = {
  'role-not-found':
    'The people of the group get nothing, and whoever later makes a role of that name gives it to them without knowing.',
  'role-without-group':
    'A role that trusts the sign-in of people stays open to whoever makes a group of the right name.',
  'several-mechanisms':
    'Taking somebody out of one mapping leaves the others: a leaver keeps the access that nobody thought of.',
  'distribution-group':
    'Distribution groups are in no token, so that the mapping does not work; a rule with a query of its own counts them all the same, and mailing lists are guarded by nobody.',
  'nested-group':
    'Directory Service delegation and rules that ask for direct members do not follow child groups, and Identity Center flattens them: the same group means different people to each.',
  'foreign-members':
    'Foreign security principals are not synchronised: these people have no access where they were promised it.',
  'primary-group-members':
    'Members by primaryGroupID stand in no member list: reviews and searches overlook them, and delegation and Identity Center document nothing about them.',
  'inactive-members': 'An account that nobody uses is the one whose misuse nobody notices.',
  'group-size':
    'Whoever is put into an empty group is watched by nobody, and nobody can review a group of hundreds.',
  'machine-in-human-role':
    'Passwords of service accounts stand in scripts and never change; a role for people is not meant for them.',
  'group-editors':
    'Who fills the group has the role. The right to write its members, its permissions or its owner is as good as the role itself.',
  'wide-group': 'Everybody with an account, or everybody at all, has the role.',
  'powerful-role':
    'Whoever has the role can give itself every right of the account, whatever else its policies say.',
  'trust-policy':
    'The trust policy alone decides who may take the role: without an audience, with a second provider or with everybody as principal it lets in others.',
  'provider-expiry':
    'When the metadata or the signing certificate ends, nobody signs in through the provider any more.',
  'long-session': 'A session cannot be taken back by leaving a group: it lasts to its end.',
  'session-tags':
    'AWS refuses the whole sign-in when a claim brings tags or a source identity that the trust does not allow.',
  'fixed-role-id':
    'Identity Center makes its roles anew with another suffix, and a role of the same name has another id: the policy then names nobody, or fails open.',
  'assigned-to-user':
    'Assignments to people are missed by reviews of groups and stay when somebody changes posts.',
  'orphaned-assignment':
    'The assignment stays, waits for whoever gets the name or id, and hides what is really granted.',
  'outdated-permission-set': 'The account still grants the older rights, which the set no longer shows.',
  'unused-role': 'A role that nobody needs is of use to an attacker alone.',
  'console-password':
    'The password outlives the account in the directory: a leaver still signs in, past the second factor of the federation.',
  'toxic-pair': 'One person can do alone what two are meant to do together, or remove the traces of it.',
  'loose-claim-rule': 'Names that nobody meant become roles, or names that are meant become none.',
  'hidden-identity':
    'Old SIDs enter the token, equal names stand for different people, and a renamed group is another role: the review looks at the wrong one.',
  'unknown-delegation':
    'Nobody can list console delegation by API: who signs in through this URL is known to those alone who look in the console.',
  'second-factor': 'A stolen password is enough to sign in.',
  'unqualified-names':
    'The rule takes the name without its domain: whoever fills or makes the group in the other domain holds the role too.',
  'long-term-credentials': 'Keys and passwords that never change work for whoever finds them, for years.',
  'cognito-trust': 'Any identity pool, or anybody without signing in, takes the role.',
  'pass-role': 'Whoever may pass a strong role to a service and start that service acts with its rights.',
  'refused-sign-in':
    'The rules offer the role and AWS refuses the sign-in all the same; and where two people sign in under one name, no trail tells who it was.',
  'group-makers':
    'The name of a group is the permission: whoever makes one of the right name holds the role.',
  'group-renamers': 'Whoever renames a group to the right name gives its members the role.',
  'nested-group-editors':
    'Members of the nested group have the role as well: who fills it needs no right on the mapped group.',
};

/** How it was found. */
export const auditQuery: Record<CheckId, string> = {
  'role-not-found':
    'Account and role are read from sAMAccountName (or cn, where the rule reads that) and looked for among the roles of the account, spelling included.',
  'role-without-group':
    'Roles whose trust policy names a SAML provider of ours or ds.amazonaws.com, less those that a group or an assignment leads to.',
  'several-mechanisms':
    'Groups and accounts that arrive by the rules of more than one of: claim rules, Directory Service delegation, Identity Center.',
  'distribution-group':
    'groupType without the bit 0x80000000 on a group that claim rules map, judged by what the rule reads.',
  'nested-group': 'Groups in member of mapped groups, as far as each mechanism and rule follows them.',
  'foreign-members':
    'Objects under CN=ForeignSecurityPrincipals in member, followed downwards, of groups mapped by Identity Center.',
  'primary-group-members': 'Accounts whose primaryGroupID is the RID of a mapped group.',
  'inactive-members':
    'userAccountControl, accountExpires, msDS-User-Account-Control-Computed, lastLogonTimestamp and whenCreated of everybody who arrives at a powerful role.',
  'group-size':
    'Effective members of each mapped group, counted through nesting, primary groups and foreign principals.',
  'machine-in-human-role':
    'Everybody who arrives at a role, through nested groups too, that is a computer, a managed service account, or has a servicePrincipalName.',
  'group-editors':
    'The security descriptor of each mapped group: write member, self membership, generic rights, WRITE_DAC, WRITE_OWNER and the owner, less administrators and what deny entries take away.',
  'wide-group': 'RID 513 and 515, S-1-1-0, S-1-5-11 and their like among the members, followed downwards.',
  'powerful-role':
    'Allow statements of the role’s policies, less its own Deny and its boundary, held against the known ways to more rights.',
  'trust-policy':
    'Principals and condition keys of the trust policy, and the list of SAML providers of the account.',
  'provider-expiry': 'ValidUntil and the signing certificates of GetSAMLProvider, as of the reading.',
  'long-session':
    'MaxSessionDuration of powerful roles and SessionDuration of permission sets that lead to one.',
  'session-tags':
    'Claims of the rule files against the actions of the trust policies that name their provider.',
  'fixed-role-id':
    'AWSReservedSSO_…_<16 hex> and AROA… in trust policies, inline policies and customer managed policies.',
  'assigned-to-user': 'Account assignments with principal type USER.',
  'orphaned-assignment':
    'Account assignments whose group the identity store or the directory that was read does not have.',
  'outdated-permission-set':
    'ListPermissionSetsProvisionedToAccount with LATEST_PERMISSION_SET_NOT_PROVISIONED.',
  'unused-role': 'RoleLastUsed of GetRole, and the day the role was made.',
  'console-password': 'IAM users with a login profile.',
  'toxic-pair': 'The union of the roles of each person, by account, against the pairs of the settings.',
  'loose-claim-rule': 'Patterns and replacements of the rules that issue the Role attribute.',
  'hidden-identity':
    'sIDHistory; equal account names within a forest, and of groups in every domain that was read where a rule takes the name without its domain; account names of groups against the snapshot read before, by objectGUID.',
  'unknown-delegation': 'Directories with an alias of their own and no imported list of delegations.',
  'second-factor':
    'RadiusStatus of each directory, and rule files that never look at authnmethodsreferences.',
  'unqualified-names':
    'Account names that fit a rule without domain and that groups of several domains bear.',
  'long-term-credentials':
    'Access keys, login profiles, MFA devices, the account summary and the credential report.',
  'cognito-trust': 'Trust policies for cognito-identity.amazonaws.com and their conditions on aud and amr.',
  'pass-role':
    'Whether iam:PassRole on each powerful role is allowed for a service that its trust lets in, with an action that hands it over and one that starts it.',
  'refused-sign-in':
    'SessionDuration of the rules against the maximum of each role that they send, and the attribute that RoleSessionName is taken of, of everybody who reaches one.',
  'group-makers':
    'Security descriptors of domains, units and containers: create child of class group, or the means to write that right.',
  'group-renamers':
    'Security descriptors of all groups where rules read names: write sAMAccountName (or cn and name, where the rule reads cn), or the means to write that right.',
  'nested-group-editors': 'The security descriptor of each group inside of a mapped one.',
};

/** What to do. */
export const auditRemedy: Record<CheckId, string> = {
  'role-not-found': 'Delete or rename the group, or make the role with exactly this name.',
  'role-without-group': 'Delete the role, or make the group and name its owner.',
  'several-mechanisms': 'Choose one mechanism for each role and remove the other mapping.',
  'distribution-group':
    'Make it a security group, or map another; in the rule, read tokenGroups rather than a query of your own.',
  'nested-group':
    'Put the people or the child groups into the mapping themselves, so that every mechanism sees the same.',
  'foreign-members':
    'Add the trusted domain’s own group to the scope of the synchronisation and assign that.',
  'primary-group-members': 'Set the primary group back to Domain Users and make them members.',
  'inactive-members': 'Remove the account from the group and delete it when nobody claims it.',
  'group-size': 'Delete what nobody uses; split what is too large by task.',
  'machine-in-human-role':
    'Give the service a role of its own (instance profile, OIDC) and remove it from the group.',
  'group-editors':
    'Remove the entry or the delegation above it, give the group to administrators, and protect it.',
  'wide-group': 'Map a group that holds the people who need the role.',
  'powerful-role': 'Narrow the policy to the resources of the task, or add a boundary.',
  'trust-policy': 'Name one provider that exists and ask for SAML:aud.',
  'provider-expiry': 'Upload the new metadata before the date.',
  'long-session': 'Shorten the session to what a task takes.',
  'session-tags':
    'Allow sts:TagSession and sts:SetSourceIdentity in the trust policy, or stop sending the claim.',
  'fixed-role-id':
    'Compare aws:PrincipalArn by ArnLike with * in place of the suffix, and name the role rather than its id.',
  'assigned-to-user': 'Assign a group and put the person into it.',
  'orphaned-assignment': 'Delete the assignment.',
  'outdated-permission-set': 'Provision the permission set to these accounts.',
  'unused-role': 'Delete the role, or take its policies away and wait.',
  'console-password': 'Delete the login profile; keep emergency users behind a second factor, with an alarm.',
  'toxic-pair': 'Take one of the two roles from the person.',
  'loose-claim-rule': 'Anchor the pattern, use \\d{12}, and take the account of the provider from the name.',
  'hidden-identity':
    'Clear sIDHistory after the migration, make names differ, and check who the renamed group now lets in.',
  'unknown-delegation':
    'Look up the assignments in the console of this Region and import them, or remove the access URL.',
  'second-factor': 'Set up RADIUS, or an access control policy that asks for a second factor.',
  'unqualified-names':
    'Use tokenGroups(domainQualifiedName) or SIDs in the rule, and rename the second group.',
  'long-term-credentials':
    'Delete unused keys, rotate the others, and put a second factor before every password.',
  'cognito-trust': 'Ask for the id of your identity pool (aud) and for amr authenticated.',
  'pass-role':
    'Name the roles that may be passed, with iam:PassedToService, and weaken those that services run with.',
  'refused-sign-in':
    'Raise the maximum of the role or ask for shorter sessions; take RoleSessionName of an attribute that everybody has and that is one’s own, such as userPrincipalName.',
  'group-makers': 'Take the right away where the claim rules look, or accept groups of one unit alone.',
  'group-renamers':
    'Take the right to write sAMAccountName (or cn and name) away, or let the rule read SIDs.',
  'nested-group-editors': 'Remove the entry, or the group from the mapped one.',
};

/** What was found, in one sentence. */
export const auditFinding: Record<FindingCode, string> = {
  roleMissing: 'The group names the role {role}, which account {account} does not have.',
  roleAccountUnknown:
    'The group names the role {role} in account {account}, which no source of this workspace knows.',
  roleOtherCase: 'The group names {claimed}; the role in account {account} is called {role}.',
  roleOtherPath: 'The role {role} of account {account} stands under {path}, and the claim names none.',
  samlRoleUnmapped: 'No group leads to the role {role} of account {account}, which trusts our provider.',
  delegatedRoleUnmapped: 'Nobody is assigned to the role {role} of account {account} in any directory.',
  severalMechanisms: 'Roles come by more than one way: {mechanisms}.',
  distributionNotInToken: 'The distribution group is in no token, and so does not open {roles}.',
  distributionCounted:
    'The distribution group opens {roles} all the same, because {rule} asks for it itself.',
  nestedNotFollowed:
    'Members of its child groups ({groups}) do not get {roles}: they are not followed ({mechanisms}).',
  nestedFlattened: 'Members of its child groups ({groups}) get {roles} too.',
  foreignNotSynchronised: 'Members of other domains ({count}) do not arrive at {roles}.',
  primaryGroupMembers: 'Accounts that are in the group by primaryGroupID alone: {count}. It opens {roles}.',
  primaryGroupNotCounted:
    'Accounts that are in the group by primaryGroupID alone ({count}) do not get {roles}: the search of the rule misses them.',
  inactiveMember: 'The account is {states}, and reaches {roles}.',
  emptyPowerfulGroup: 'Nobody is in the group, which opens {roles}.',
  crowdedGroup: 'The group has {count} accounts, more than {limit}, and opens {roles}.',
  computerInRole: 'The computer is in {groups} and reaches {roles}.',
  serviceInRole: 'The service account is in {groups} and reaches {roles}.',
  groupEditors: 'Besides administrators, {count} more may fill the group ({trustees}), which opens {roles}.',
  wideGroup: 'The group takes in {through}, and opens {roles}.',
  everybodySignsIn: 'Everybody who signs in by {file} gets the role {role} of account {account}.',
  roleAdministers: 'The role {role} of account {account} may do everything.',
  roleAdministersIam: 'The role {role} of account {account} may do everything in IAM.',
  rolePassesAnyRole: 'The role {role} of account {account} may pass any role to a service.',
  roleEscalates: 'The role {role} of account {account} can give itself any right by {actions}.',
  setMakesAnyRight:
    'The permission set {set} lets whoever has it make themselves any right in its accounts: {accounts}.',
  trustAnyone: 'The trust policy of {role} in account {account} names everybody.',
  trustNoAudience: 'The trust policy of {role} in account {account} does not ask for SAML:aud.',
  trustProviderMissing: 'The trust policy of {role} names {provider}, which account {account} does not have.',
  trustSeveralProviders: 'The trust policy of {role} in account {account} names {count} providers.',
  metadataExpired: 'The metadata ended on {date}.',
  metadataEnds: 'The metadata ends on {date} (days left: {days}).',
  certificateExpired: 'A signing certificate ended on {date}.',
  certificateEnds: 'A signing certificate ends on {date} (days left: {days}).',
  roleSessionLong: 'Sessions of {role} in account {account} last up to {hours} hours, more than {limit}.',
  setSessionLong: 'Sessions of {set} last up to {hours} hours, more than {limit}.',
  tagSessionMissing:
    '{file} sends tags, and the trust policy of {role} in account {account} does not allow sts:TagSession.',
  sourceIdentityMissing:
    '{file} sends a source identity, and the trust policy of {role} in account {account} does not allow sts:SetSourceIdentity.',
  fixedReservedSuffix: 'The policy names {value}, whose suffix changes.',
  fixedUniqueId: 'The policy names the unique id {value}.',
  assignedToUser: '{set} in account {account} is assigned to {user} directly, and not to a group.',
  storeGroupMissing: 'The identity store has no group {id}. Still assigned to it: {sets}.',
  directoryGroupMissing: 'The directory has no group {name}. Still assigned to it: {sets}.',
  setOutdated: '{set} was changed, and not provisioned since in {accounts}.',
  roleNeverUsed: 'No use of the role {role} of account {account} is on record.',
  roleUnused: 'Nobody took the role {role} of account {account} for {days} days, more than {limit}.',
  consolePassword: '{user} of account {account} has a console password.',
  toxicPair: 'The person has {first} and {second} ({pair}).',
  classNotDigits: 'Rule “{rule}” (line {line}) takes twelve characters that are not d for an account.',
  patternNotAnchored: 'Rule “{rule}” (line {line}) takes the pattern anywhere in a name.',
  patternLoose: 'Rule “{rule}” (line {line}) takes a name by a few of its letters.',
  providerFixed: 'Rule “{rule}” (line {line}) names the provider of one account for roles of all accounts.',
  sidHistory: 'The object keeps SIDs of earlier domains in sIDHistory: {count}.',
  duplicateName: '{count} objects that were read are called {name}; this one is of {domain}.',
  nameChanged: 'The group was called {from} on {since} and is now called {to}.',
  delegationUnknown: 'People sign in at {url}, and who is assigned is not known.',
  radiusNotWorking: 'No second factor works for the directory {directory} (RADIUS: {status}).',
  ruleAsksNoFactor:
    'No rule of the file looks at how somebody signed in, so that a password alone may be enough.',
  unqualifiedName:
    'The group {name} of {domain} has a namesake, and the rule does not tell them apart (domains: {domains}).',
  longTermCredentials: 'Credentials of account {account}: {issues}.',
  cognitoNoAudience: 'The role {role} of account {account} asks for no identity pool.',
  cognitoUnauthenticated: 'The role {role} of account {account} works without signing in.',
  passesPowerfulRole:
    'The role {role} of account {account} may pass powerful roles ({roles}) to {services}, and start what runs with them.',
  passedPowerfulRole:
    'The powerful role {role} of account {account} runs in {service}, and others ({passers}) may pass it there.',
  durationOverMaximum:
    '{file} asks for sessions of {hours} hours, and the role {role} of account {account} allows {limit}: AWS refuses the sign-in.',
  sessionNameMissing:
    'The person has no {attribute}, of which {file} makes RoleSessionName: AWS refuses the sign-in to {roles}.',
  sessionNameShared: '{count} people sign in as {name} by {file}, this one to {roles}.',
  makesGroups: 'May make groups, under any name, in units or containers ({places}).',
  renamesGroups: 'May give groups ({groups}) another name.',
  nestedGroupEditors:
    'Besides administrators, {count} more may fill the group ({trustees}), which stands in {group} and so opens {roles}.',
};

/** What an account is that nobody should sign in with. */
export const auditState: Record<InactiveState, string> = {
  disabled: 'disabled',
  expired: 'expired',
  locked: 'locked out',
  stale: 'unused for long',
  neverUsed: 'never used',
};

/** The pairs of roles that a workspace begins with, by their name; those that people add have their own. */
export const auditPair = {
  'deploy-approve': 'whoever deploys must not approve',
  'administer-delete-log': 'whoever administers must not delete the log',
} as const;

/** What RadiusStatus does not say by itself. */
export const auditRadius = { '': 'not set up' } as const;

/** What facts say that no source said in these words. */
export const auditFact = {
  '': 'none',
  present: 'present',
  true: 'yes',
  false: 'no',
  administrator: 'every action on everything',
  iamAdministrator: 'administration of IAM',
  passRoleAny: 'passing of any role',
  escalation: 'a way to more rights',
} as const;

/** What is said of a role behind its account. */
export const auditCertainty = { candidate: 'not certain' } as const;

/** Why it is as severe as it is. */
export const auditReason: Record<SeverityReason, string> = {
  leadsToAdministration: 'It leads to administration of an account.',
  leadsToRole: 'It leads to a role that is no administration.',
  openToAnybody: 'Anybody may use it.',
  leaverKeepsPower: 'Somebody who should be gone keeps a powerful role.',
  accessMissing: 'Somebody is promised what does not work.',
  accessUnexpected: 'It reaches further than its name says.',
  latent: 'It does nothing yet, and will fail or be misused later.',
  signInFails: 'Sign-ins fail.',
  dutiesNotSeparated: 'Duties that belong apart are in one hand.',
  longLived: 'It lasts until somebody takes it away.',
  oneFactor: 'A password is all that is asked for.',
  unused: 'What nobody uses is only good for misuse.',
  hardToReview: 'It makes reviews harder, and opens nothing by itself.',
  notCertain:
    'Whether it opens the role is not certain: what decides it was not read, or hangs on something else.',
  worthKnowing: 'It is worth knowing, and no fault of anybody.',
};

export const auditNotJudged: Record<NotJudgedCode, string> = {
  noDirectory: 'No directory was read.',
  noEstate: 'No AWS account was read.',
  noRuleFile: 'No claim rules were imported.',
  noEarlierSnapshot: 'No directory was read more than once.',
  rolesNotRead: 'The roles of the account were not read.',
  accountNotRead: 'The account was not read.',
  providersNotRead: 'The identity providers of the account were not read.',
  certificatesNotRead: 'The signing certificates were not read.',
  directoriesNotRead: 'The directories were not read.',
  identityCenterNotRead: 'IAM Identity Center was not read.',
  identityCenterPartNotRead: 'A part of IAM Identity Center was not read.',
  delegationNotRead: 'No API lists console delegation, and no list was imported.',
  membersNotRead: 'The members were not read.',
  descriptorNotRead: 'The security descriptor was not read.',
  policyNotRead: 'The policy was not read, or is none.',
  lastUsedNotRead: 'When the role was last used was not read.',
  usersNotRead: 'The IAM users of the account were not read.',
  credentialsNotRead: 'The credentials were not read.',
  rootNotRead: 'Nothing of the root user was read.',
  foreignMembersUnknown: 'Members of a domain that was not read are not known.',
  foreignUndocumented: 'How delegation treats members of other domains is documented nowhere.',
  primaryGroupUndocumented:
    'How delegation and Identity Center treat members by primary group is documented nowhere.',
  otherIdentityProvider: 'Another identity provider decides who gets the role.',
  identityCenterFactorNotRead: 'No API tells whether Identity Center asks for a second factor.',
  ruleNotUnderstood: 'The rule was not understood.',
  attributeNotRead: 'The attribute was not read.',
  partNotRead: 'A part of the directory was not read.',
};

export const auditSubject: Record<SubjectKind, string> = {
  group: 'Group',
  user: 'User',
  computer: 'Computer',
  serviceAccount: 'Service account',
  object: 'Object',
  trustee: 'Trustee',
  role: 'IAM role',
  policy: 'Policy',
  provider: 'SAML provider',
  permissionSet: 'Permission set',
  assignment: 'Assignment',
  iamUser: 'IAM user',
  iamGroup: 'IAM group',
  rootUser: 'Root user',
  directory: 'Directory',
  ruleFile: 'Rule file',
};

export const auditEvidence: Record<AuditEvidenceCode, string> = {
  attribute: 'Attribute',
  earlierAttribute: 'Attribute, as read before',
  memberCount: 'Number of members',
  aclEntry: 'Entry of the security descriptor',
  objectOwner: 'Owner of the object',
  trustPolicy: 'Trust policy',
  policyStatement: 'Policy statement',
  roleLastUsed: 'Last use of the role',
  sessionDuration: 'Length of a session',
  providerValidity: 'Validity of the provider',
  assignment: 'Account assignment',
  identityStore: 'Identity store',
  provisioning: 'Provisioning',
  rule: 'Claim rule',
  credential: 'Credential',
  directorySetting: 'Setting of the directory',
  passableRole: 'Role that may be passed',
  secondRole: 'Role that is reached',
  candidateRole: 'Role that may be reached',
};

export const auditOwner: Record<OwnerSource, string> = {
  managedBy: 'managedBy',
  ownerTag: 'Tag “owner”',
};

export const auditDrift: Record<DriftState, string> = {
  new: 'New',
  changed: 'Changed',
  same: 'As before',
  gone: 'Gone',
  notComparable: 'Not comparable',
};

/** Why two audits cannot be compared, beside what one of them did not judge. */
export const auditIncomparable: Record<(typeof incomparableCodes)[number], string> = {
  sourceNotRead: 'The source was not read.',
  checkNotRun: 'The check was not run.',
  cutOff: 'The check found more than is kept.',
  coverageNotKept: 'What was judged was not kept.',
};
export const auditSide: Record<'now' | 'before', string> = { now: 'now', before: 'then' };

export const auditFramework: Record<Framework, string> = {
  cis: 'CIS',
  nist: 'NIST',
  iso: 'ISO/IEC',
  soc2: 'SOC 2',
  pci: 'PCI DSS',
};

export const auditPhase: Record<'reading' | 'checking' | 'comparing' | 'done', string> = {
  reading: 'Reading the snapshots',
  checking: 'Checking',
  comparing: 'Judging the earlier snapshots',
  done: 'Done',
};

/** Headings of reports. */
export const auditReport = {
  title: 'Audit: from group to role',
  asOf: 'As of',
  judgedOn: 'Judged on',
  settings: 'Limits',
  staleDays: 'Days without a sign-in',
  unusedRoleDays: 'Days without use of a role',
  keyDays: 'Days of a key',
  expiryDays: 'Days before a certificate ends',
  manyMembers: 'Members of a group',
  sessionHours: 'Hours of a powerful session',
  toxicPairs: 'Pairs of roles',
  comparedTo: 'Compared with',
  baseline: 'the baseline kept on {at}',
  before: 'the snapshots before {at}',
  nothingCompared: 'Nothing was compared',
  overview: 'Overview',
  findings: 'Findings',
  gone: 'No longer found',
  notSeen: 'Found before, and not to be judged now',
  suppressed: 'Suppressed',
  notJudged: 'Not judged',
  notJudgedWhy: 'Why',
  notJudgedAbout: 'What follows was not read, or cannot be read. It is not to be taken for free of faults.',
  checks: 'Checks',
  severity: 'Severity',
  check: 'Check',
  number: 'No.',
  finding: 'Finding',
  count: 'Count',
  why: 'Why it matters',
  query: 'How it was found',
  remedy: 'What to do',
  reason: 'Why this severity',
  subject: 'Subject',
  place: 'Place',
  account: 'Account',
  owner: 'Owner',
  status: 'Status',
  evidence: 'Evidence',
  moreEvidence: '{count} facts in all',
  controls: 'Controls',
  key: 'Key',
  code: 'Code',
  cause: 'Cause',
  record: 'Record',
  readAt: 'Read',
  value: 'Value',
  none: 'Nothing was found.',
  open: 'Open',
  expired: 'Suppression ended',
  suppressedBy: 'Suppressed by {owner} until {until}: {reason}',
  expiredBy: 'Suppressed by {owner} until {until}, which is over: {reason}',
  withoutEnd: 'further notice',
  cut: 'More was found than is shown: {found}.',
  page: 'Findings by severity',
} as const;
export type AuditReportWord = keyof typeof auditReport;
