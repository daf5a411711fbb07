/** What is worth knowing of a document or a part of it, where it occurs. Words: `policyNote.`; source: facts/iam-policy-evaluation.md §1–§3. */

/** The three lives of a policy that is attached to somebody. */
export const policyLives = ['awsManaged', 'customerManaged', 'inline'] as const;
export type PolicyLife = (typeof policyLives)[number];

export const noteCodes = [
  // Of the whole document: its path is empty.
  ...policyLives,
  'boundary',
  'session',
  'trust',
  'organization',
  // Variables.
  'usernameVariable',
  'usernameNeverFilled',
  'tagVariable',
  'userIdVariable',
  'otherVariable',
  'variableDefault',
  'variableIsText',
  // Multi-factor authentication.
  'mfaAsked',
  'mfaAge',
  'mfaNeverInRole',
  'mfaInTrust',
  'mfaDenySleeps',
  'mfaDenyAbsent',
  'mfaIfExistsAllows',
  // What is said by leaving out.
  'notActionAllow',
  'notActionDeny',
  'notResourceAllow',
  'notResourceDeny',
  'notPrincipalAllow',
  'notPrincipalDeny',
  // What stands outside policies, and is not looked at.
  'publicAccessBlock',
  'keyGrants',
] as const;
export type NoteCode = (typeof noteCodes)[number];

/** Codes whose words have a place for the condition key. */
export const notesOfKeys = ['tagVariable', 'otherVariable', 'variableDefault', 'variableIsText'] as const;
