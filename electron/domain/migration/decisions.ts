/** Decisions of people, and what a plan counts with until they are taken. */
import { type DecisionCode, decisionCodes, decisionOptions, type TargetKind } from './codes.ts';

export interface Decided {
  readonly value: string;
  readonly note: string | null;
  /** ISO 8601 UTC. */
  readonly decidedAt: string;
}
export type Decisions = Readonly<Partial<Record<DecisionCode, Decided>>>;

/**
 * The cautious answer: what loses least, or says most. Of Identity Center: that its source changes, since that deletes users,
 * groups and assignments (notes/users.md).
 */
export const assumed: Readonly<Record<DecisionCode, string>> = {
  identityCenter: 'change',
  passwords: 'reset',
  upnSuffix: 'keep',
  spns: 'move',
  sidHistory: 'leave',
  trust: 'twoWay',
  disabledAccounts: 'leave',
  staleAccounts: 'leave',
  schemaExtensions: 'extend',
  groupPolicies: 'recreate',
  privileged: 'delegate',
  computers: 'rejoin',
  waveSize: '500',
};

/** Simple AD holds no trusts and no schema extensions (facts/aws-directory-service.md §2); nothing moves to the other two. */
const notFor: Readonly<Record<TargetKind, readonly DecisionCode[]>> = {
  'managed-ad': [],
  'simple-ad': ['identityCenter', 'trust', 'schemaExtensions', 'sidHistory'],
  hybrid: decisionCodes.filter((code) => code !== 'identityCenter'),
  'ad-connector': decisionCodes.filter((code) => code !== 'identityCenter'),
};

export const decisionsFor = (kind: TargetKind): DecisionCode[] =>
  decisionCodes.filter((code) => !notFor[kind].includes(code));

export const isOption = (code: DecisionCode, value: string): boolean =>
  (decisionOptions[code] as readonly string[]).includes(value);

/** What the plan counts with. */
export function choose(decisions: Decisions): (code: DecisionCode) => string {
  return (code) => decisions[code]?.value ?? assumed[code];
}
