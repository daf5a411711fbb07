/** What a comparison needs words for: keys of `words/{en,ko}/compare.ts`. */
import type {
  AttributeOutcome,
  ComparePhase,
  Confidence,
  DifferenceKind,
  MappingProblem,
  MatchKey,
  NoiseReason,
  TreeState,
} from '../domain/compare/codes.ts';

export type CompareCode =
  | `compareKey.${MatchKey}`
  | `compareConfidence.${Confidence}`
  | `compareKind.${DifferenceKind}`
  | `compareNoise.${NoiseReason}`
  | `compareOutcome.${AttributeOutcome}`
  | `compareTree.${TreeState}`
  | `compareMappingProblem.${MappingProblem}`
  | `comparePhase.${ComparePhase}`;
