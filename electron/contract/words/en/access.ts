import type { AccessCode } from '../../accessWords.ts';

/** Who may do what, who reaches which role, and what is not known of it. */
export const access: Record<AccessCode, string> = {
  'who.directoryUser': 'Users of a directory',
  'who.directoryGroup': 'Groups of a directory',
  'who.role': 'IAM roles',
  'who.permissionSet': 'Permission sets in accounts that were not read',
  'who.iamUser': 'IAM users',
  'who.service': 'AWS services',
  'who.account': 'Principals of other accounts',
  'who.federated': 'Identity providers',
  'who.anyone': 'Anyone',
  'notCounted.candidateGrant':
    'A grant that is neither yes nor no: who is assigned, the role or its provider could not be read.',
  'notCounted.everyoneSignsIn':
    'Claim rules give this role to everyone who may sign in, whatever groups they are in: none of them is among the people counted. Ask about one user to see that user’s own sign-in.',
  'notCounted.attributeDecides':
    'Claim rules give this role to whoever has an attribute, whatever groups they are in: none of them is among the people counted. Ask about one user to see that user’s own sign-in.',
  'notCounted.undocumentedMembers':
    'Some are members by their primary group or by a stand-in of another domain. Whether that counts is documented nowhere: they are not counted.',
  'notCounted.providerDecides':
    'The role trusts a SAML provider, and no group is known to lead to it: whom the provider lets in is decided there. Claim rules tell it, as far as they are imported.',
  'notCounted.accountNotRead':
    'IAM of the account was not read: who there may use what it is given is not known.',
  'notCounted.policiesNotRead': 'The policies of the role were not read.',
  'notCounted.storePeople':
    'An identity store has people in the assignment who are no account of a directory that was read: they get in, and are not among the people counted.',
  membershipsNotRead:
    'Memberships were not, or not wholly, read here: there may be more people and more roles than are told.',
  signInsNotJudged:
    '{count} of these come by claim rules alone and are counted by their groups. Whether AWS takes somebody’s own sign-in (session name, tags, duration) is judged where one user is asked about.',
  'session.roleMaximum': 'Maximum of the role',
  'session.permissionSet': 'Session duration of the permission set',
  'session.claims': 'What the claims ask for (an hour where they ask for nothing)',
  'session.consoleDelegation':
    'Session length set at the directory: an hour unless it was changed; not readable',
  'session.roleChaining': 'A session taken out of a session lasts an hour at most',
  'mfa.samlNotVisible': 'Whether AD FS asks for a second factor is not visible to AWS',
  'mfa.identityCenterNotVisible':
    'Whether Identity Center or its identity source asks for a second factor is not visible here',
  'mfa.delegationNotVisible':
    'Whether the directory asks for a second factor (RADIUS) is not visible to the role',
  'mfa.trustAsksForMfa':
    'The trust policy asks for aws:MultiFactorAuthPresent, which a federated sign-in does not bring',
  'mfa.policyAsksForMfa': 'Policies of the role ask for aws:MultiFactorAuthPresent',
  'limit.conditions': 'Under conditions',
  'limit.notReadable': 'Who stands behind it cannot be read',
  'limit.disabled': 'Neither console password nor active access key',
  'limit.consolePassword': 'Console password',
  'limit.accessKeys': 'Access keys',
  'door.delegation': 'Directory Service console access',
  'door.iamUser': 'IAM user',
  'door.root': 'Root user',
};
