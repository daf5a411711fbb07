/** What a comparison needs words for: keys of `words/{en,ko}/compare.ts`. */
import type {
  AttributeOutcome,
  ComparePhase,
  Confidence,
  DifferenceKind,
  MappingProblem,
  MatchKey,
  MembershipLimit,
  NoiseReason,
  TreeState,
} from '../domain/compare/codes.ts';

export type CompareCode =
  | `compareKey.${MatchKey}`
  | `compareConfidence.${Confidence}`
  | `compareKind.${DifferenceKind}`
  | `compareNoise.${NoiseReason}`
  | `compareOutcome.${AttributeOutcome}`
  | `compareMembership.${MembershipLimit}`
  | `compareTree.${TreeState}`
  | `compareMappingProblem.${MappingProblem}`
  | `comparePhase.${ComparePhase}`;
