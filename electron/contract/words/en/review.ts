import type {
  itemKinds,
  itemStates,
  removalCodes,
  reviewerReasons,
  reviewGaps,
  rowProblems,
  sinceStates,
} from '../../../domain/review/codes.ts';

type Table<T extends string, C extends readonly string[]> = Record<`${T}.${C[number]}`, string>;
export type ReviewWords = Table<'kind', typeof itemKinds> &
  Table<'state', typeof itemStates> &
  Table<'gap', typeof reviewGaps> &
  Table<'reviewer', typeof reviewerReasons> &
  Table<'removal', typeof removalCodes> &
  Table<'since', typeof sinceStates> &
  Table<'row', typeof rowProblems>;

/** What access reviews say. */
export const review: ReviewWords = {
  'kind.access': 'Access',
  'kind.notReadable': 'Not readable',
  'state.open': 'Open',
  'state.keep': 'Keep',
  'state.revoke': 'Revoke',
  'state.unsure': 'Unsure',
  'state.acknowledge': 'Acknowledged',
  'gap.assignmentsNotReadable': 'Who is assigned here cannot be read by API',
  'gap.grantNotCertain': 'Whether the role takes this group or person was not readable',
  'gap.providerDecides': 'An identity provider decides who comes in, and its rules were not read',
  'gap.membersNotRead': 'The members of a group on the way were not read',
  'gap.foreignMembersUnknown': 'Members of a domain that was not read are in a group on the way',
  'reviewer.managedBy': 'Owner of the group',
  'reviewer.noOwner': 'No group on the way has an owner',
  'reviewer.ownAccess': 'The owner would review their own access',
  'reviewer.assignedDirectly': 'Assigned to the person, through no group',
  'reviewer.notReadable': 'Not readable, so nobody owns it',
  'reviewer.reassigned': 'Handed over during the review',
  'removal.oneGroup': 'Take the person out of the group',
  'removal.nested': 'The group opens the role by being in another group: what else it opens would be lost as well',
  'removal.severalWays': 'Several memberships lead to the role: all of them have to end',
  'removal.assignedDirectly': 'Assigned to the person: remove the assignment itself',
  'removal.primaryGroup': 'Member by primary group: give the account another primary group first',
  'removal.foreignPrincipal': 'Member through a foreign security principal of another domain: remove that one',
  'removal.notByGroup': 'No membership that was read leads to the role: remove it where the role is mapped',
  'since.new': 'New',
  'since.changed': 'Reached another way',
  'since.same': 'As before',
  'since.notRevoked': 'Was to be revoked, and is still there',
  'row.noNumber': 'The first column holds no item number',
  'row.unknownItem': 'The review has no such item',
  'row.otherItem': 'The person or role of the row is not the one of this item: the list is of another review, or was changed',
  'row.unknownDecision': 'The decision is none of keep, revoke, unsure and acknowledge',
  'row.reasonMissing': 'A revocation needs a reason',
  'row.reasonTooLong': 'The reason is longer than 2,000 characters',
  'row.wrongKind': 'What was not readable can be acknowledged or left unsure; access is kept, revoked or left unsure',
  'row.twice': 'An earlier row decides the same item',
}; // prettier-ignore
