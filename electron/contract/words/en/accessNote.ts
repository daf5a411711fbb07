import type { AccessNoteCode } from '../../../domain/access/accountNotes.ts';

/** What else is to be known of an answer about a user's access. */
export const accessNote: Record<AccessNoteCode, string> = {
  accountDisabled:
    'The account was disabled when it was read: nothing below can be used until it is enabled.',
  accountExpired: 'The account had expired when it was read (on {time}).',
  lockedOut: 'The account was locked out when it was read.',
  passwordExpired: 'The password had expired when it was read.',
  passwordMustChange: 'The password must be changed at the next sign-in.',
  primaryGroupUnknown:
    'The user is in {group} only through the primary group. Whether that reaches {role} in {account} is not documented: it is not counted. Add the user as a member to be sure.',
  foreignPrincipalUnknown:
    'The user is in {group} only through a foreign security principal. Whether that reaches {role} in {account} is not documented: it is not counted. Assign a group of the user’s own domain to be sure.',
  foreignPrincipalDropped:
    'The user is in {group} only through a foreign security principal, which Identity Center does not synchronise: {role} in {account} is not reached.',
  searchMisses:
    'Member of {group}, but the claim rule that leads to {role} in {account} does not find it: its search passes over primary groups, stand-ins and groups of other domains, and may not follow nested groups. Not counted.',
  domainLocalElsewhere:
    '{group} is reached through a domain local group of another domain. Such a group enters the token only in its own domain: {role} in {account} is reached where AD FS stands there.',
  roleNotSent:
    'The claim rules {rules} send {role} in {account} for some who sign in. For this user they do not send it.',
  noFurtherRole:
    'The claim rules {rules} may send roles that hang on more than groups. For this user they send none of them.',
};
