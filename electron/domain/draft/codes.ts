/** What is said of drafts, as codes; their words stand in `contract/words/{en,ko}/draft.ts`. */
import type { DraftChangeKind } from './change.ts';

export const changeKinds = [
  'addMember',
  'removeMember',
  'makeGroup',
  'renameGroup',
  'editRules',
  'makeRole',
  'deleteRole',
  'editTrust',
  'editInlinePolicy',
  'editManagedPolicy',
  'attachPolicy',
  'detachPolicy',
  'makePermissionSet',
  'assign',
  'unassign',
  'delegate',
  'undelegate',
  'map',
  'unmap',
] as const satisfies readonly DraftChangeKind[];

/**
 * What becomes of a change that is left out.
 *
 * - `stale`: it no longer fits what was read.
 * - `nothing`: it is so already.
 * - `refused`: the directory, AD FS or AWS would not take it.
 * - `notRead`: what it changes was not read, so nothing can be said of it.
 */
export const noticeStates = ['stale', 'nothing', 'refused', 'notRead'] as const;
export type NoticeState = (typeof noticeStates)[number];

export const notices = {
  groupGone: 'stale',
  principalGone: 'stale',
  madeGone: 'stale',
  parentGone: 'stale',
  rulesGone: 'stale',
  roleGone: 'stale',
  policyGone: 'stale',
  permissionSetGone: 'stale',
  instanceGone: 'stale',
  directoryGone: 'stale',
  alreadyMember: 'nothing',
  notMember: 'nothing',
  primaryGroup: 'nothing',
  sameName: 'nothing',
  sameText: 'nothing',
  sameDocument: 'nothing',
  alreadyAttached: 'nothing',
  notAttached: 'nothing',
  alreadyAssigned: 'nothing',
  notAssigned: 'nothing',
  alreadyDelegated: 'nothing',
  notDelegated: 'nothing',
  alreadyMapped: 'nothing',
  notMapped: 'nothing',
  nameTaken: 'refused',
  scopeRefused: 'refused',
  otherForest: 'refused',
  notAGroup: 'refused',
  itself: 'refused',
  rulesDoNotParse: 'refused',
  policyDoesNotParse: 'refused',
  roleExists: 'refused',
  reservedRole: 'refused',
  awsPolicy: 'refused',
  setExists: 'refused',
  notInStore: 'refused',
  domainNotRead: 'notRead',
  accountNotRead: 'notRead',
  policiesNotRead: 'notRead',
  identityCenterNotRead: 'notRead',
} as const satisfies Record<string, NoticeState>;
export type NoticeCode = keyof typeof notices;
export const noticeCodes = Object.keys(notices) as [NoticeCode, ...NoticeCode[]];

/** What is to be said of one change; it is left out of the draft's answer. */
export interface Notice {
  /** Place of the change in the draft. */
  readonly index: number;
  readonly code: NoticeCode;
  readonly params: Readonly<Record<string, string>>;
}

/** Why a change is not taken into a draft. */
export const problemCodes = [
  'badDocument',
  'badRules',
  'badArn',
  'badName',
  'badDuration',
  'madeTwice',
  'madeUnknown',
  'madeUsed',
  'tooMany',
  'form',
] as const;
export type ProblemCode = (typeof problemCodes)[number];

/** A change that is not taken, with the place in it, `trustPolicy.Statement[0]`. */
export interface ChangeProblem {
  readonly path: string;
  readonly code: ProblemCode;
  readonly params: Readonly<Record<string, string>>;
}

/** What becomes of a grant. */
export const grantChanges = ['gained', 'lost', 'changed'] as const;
export type GrantChange = (typeof grantChanges)[number];

/**
 * What becomes of somebody in a role. `maybe`: by grants of which nobody can say whether they hold.
 *
 * - `gained`, `lost`: in, and not.
 * - `lessSure`: in before, maybe after; `moreSure` the other way.
 * - `maybeGained`, `maybeLost`: maybe, and not.
 */
export const personChanges = ['gained', 'lost', 'lessSure', 'moreSure', 'maybeGained', 'maybeLost'] as const;
export type PersonChange = (typeof personChanges)[number];

/** What becomes of somebody who may do a thing: `less`: allowed before, allowed under conditions after; `more` the other way. */
export const whoChanges = ['gained', 'lost', 'less', 'more'] as const;
export type WhoChange = (typeof whoChanges)[number];
