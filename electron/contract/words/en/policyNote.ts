import type { NoteCode } from '#domain/policy/notes/codes.ts';

/** What is worth knowing of a part of a policy. */
export const policyNote: Record<`policyNote.${NoteCode}`, string> = {
  'policyNote.awsManaged':
    'An AWS managed policy: AWS writes it, and a new default version reaches everybody who has it at once.',
  'policyNote.customerManaged':
    'A customer managed policy: one document for all who have it attached, up to five versions are kept, and only the default version counts. Setting another version as default rolls it back.',
  'policyNote.inline':
    'An inline policy: it belongs to this one user, group or role, has no versions, and is deleted with its holder.',
  'policyNote.boundary':
    'A permissions boundary grants nothing. It cuts what identity policies allow: an action must be allowed here as well.',
  'policyNote.session':
    'A session policy lives with one session and grants nothing by itself: a role session may do what both the role and this policy allow. A federated user without one may do nothing.',
  'policyNote.trust':
    'A trust policy says who may take the role. It must allow the caller itself; an identity policy alone is never enough.',
  'policyNote.organization':
    'A policy of the organization grants nothing. It must allow at every level from the root to the account; the management account and service-linked roles are exempt.',
  'policyNote.usernameVariable':
    'Filled with the name of the IAM user who asks: one statement gives each user a place of their own, such as a home folder.',
  'policyNote.usernameNeverFilled':
    'aws:username is there for IAM users alone. A role session has none, so this matches nothing.',
  'policyNote.tagVariable':
    'Filled with the tag in {key}: of the user, of the role, or passed with the session. Without that tag it matches nothing.',
  'policyNote.userIdVariable':
    'Filled with the unique id: of a user its own, of a role session the id of the role, a colon, and the session name.',
  'policyNote.otherVariable':
    'Filled with the value of {key} in each request; where that has none, it matches nothing.',
  'policyNote.variableDefault':
    'Filled with the value of {key}, and with the default that is written here where there is none.',
  'policyNote.variableIsText':
    'Not filled: variables need "Version": "2012-10-17". Here {key} is plain text, which no request is likely to have.',
  'policyNote.mfaAsked':
    'Asks for multi-factor authentication: met in an IAM user’s console session and with keys of GetSessionToken, never with long-term keys.',
  'policyNote.mfaAge':
    'Asks how many seconds ago multi-factor authentication was done; a session without it does not meet this.',
  'policyNote.mfaNeverInRole':
    'Sessions of a role never tell of multi-factor authentication, even if the role was taken with a code. Ask for it in the trust policy of the role.',
  'policyNote.mfaInTrust':
    'Here a code counts: the call that takes the role must be sent with the serial number and a code of the device, or from a session that has used one.',
  'policyNote.mfaDenySleeps':
    'Bool does not match where the key is absent: with long-term keys this Deny sleeps. BoolIfExists would deny those, too.',
  'policyNote.mfaDenyAbsent':
    'Denies also where the key is absent: long-term keys, and every session of a role, even one that was taken with a code.',
  'policyNote.mfaIfExistsAllows':
    'IfExists is met where the key is absent: this allows long-term keys without multi-factor authentication.',
  'policyNote.notActionAllow':
    'Allows every action but those listed, of all services that exist or will exist. Those listed are not denied: another statement may allow them.',
  'policyNote.notActionDeny':
    'Denies every action but those listed. It allows none of those: another statement must.',
  'policyNote.notResourceAllow':
    'Allows all resources but those listed, in every account that lets the caller in. Those listed are not denied.',
  'policyNote.notResourceDeny':
    'Denies all resources but those listed. It allows none of those: another statement must.',
  'policyNote.notPrincipalAllow':
    'AWS no longer supports NotPrincipal with Allow. Where it is still stored it may let in everybody, anonymous callers included.',
  'policyNote.notPrincipalDeny':
    'Denies everybody but those listed. A role must be listed by its session, its role and its account together; whoever has a permissions boundary is always denied.',
  'policyNote.publicAccessBlock':
    'S3 Block Public Access stands outside policies and is not looked at here: where it is on, it takes back what this grants to everyone.',
  'policyNote.keyGrants':
    'Grants of a key stand outside policies and are not looked at here: a grant may allow what no policy does.',
};
