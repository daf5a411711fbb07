/** Every code of the policy engine that is said to people, under one namespace: `decider.identityPolicy`, `problem.effectInvalid`, … */
import type { Decider, Decision, PolicyUse, ProblemCode } from '../domain/policy/codes.ts';
import type {
  GrantKind,
  OwnPolicy,
  SetNote,
  StatementPart,
  TestedSet,
  Truth,
} from '../domain/policy/explanation.ts';
import type { PrincipalKind } from '../domain/policy/request.ts';
import type { caseProblemCodes } from './policy/case.ts';

/** How a value of the request stands to those of a condition; operators that say the same share one. */
export const relations = [
  'equals',
  'equalsInAnyCase',
  'matches',
  'less',
  'atMost',
  'greater',
  'atLeast',
  'before',
  'atOrBefore',
  'after',
  'atOrAfter',
  'inRange',
  'bytes',
] as const;
export type Relation = (typeof relations)[number];

/** Deciders that are no set of policies: each has a sentence of its own. */
export const standingRules = ['rootUser', 'rootMayNotAssume', 'needsNoPermission', 'invalidPolicy'] as const;
export type StandingRule = (typeof standingRules)[number];

/** Condition keys with a name of their own, in lower case. */
export const namedKeys = [
  'aws:requestedregion',
  'aws:sourceip',
  'aws:currenttime',
  'aws:principalorgid',
  'aws:principalarn',
  'aws:sourcevpc',
  'aws:sourcevpce',
  'sts:externalid',
  'iam:passedtoservice',
] as const;
export type NamedKey = (typeof namedKeys)[number];

export type PolicyCode =
  | `decision.${Decision}`
  | 'decision.none'
  | `decided.${Decision}`
  | `decider.${Exclude<Decider, StandingRule>}`
  | `rule.${StandingRule}`
  | `use.${PolicyUse}`
  | 'level'
  | `own.${NonNullable<OwnPolicy>}`
  | `principal.${PrincipalKind}`
  | `outcome.${TestedSet['outcome'] | 'notReadable'}`
  | `why.${SetNote}`
  | `truth.${Truth}`
  | `statement.${Truth}`
  | `part.${StatementPart}`
  | `grant.${GrantKind}`
  | `problem.${ProblemCode | (typeof caseProblemCodes)[number]}`
  | `key.${NamedKey}`
  | `subject.${'one' | 'some' | 'each'}`
  | `${'is' | 'isNot'}.${Relation}`
  | 'oneOf'
  | 'anyOf'
  | 'orAbsent'
  | 'andThere'
  | 'absent'
  | 'there'
  /** Conditional, and the search for the conditions ended before it had them. */
  | 'conditionsNotFound'
  | 'variables.fit'
  | 'variables.fitNot';
