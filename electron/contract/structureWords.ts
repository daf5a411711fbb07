/** Every code under `structure.` and `fit.`, as the words of each language have them. */
import type { CheckName, CheckOutcome, CheckReason, CheckedKind } from '../domain/compare/fit/checkModel.ts';
import type {
  DirectoryKind,
  FactSource,
  Feature,
  FeatureGroup,
  FitVerdict,
  LimitName,
  LimitRow,
  NeedCount,
  NeedState,
  Support,
  SupportNote,
} from '../domain/compare/fit/model.ts';
import type {
  DomainPair,
  StructureOutcome,
  StructureSetting,
  StructureSide,
  StructureSubject,
} from '../domain/compare/structure/model.ts';
import type {
  PairDirection,
  PairDisagreement,
  TrustNode,
  TrustPair,
  TrustStatement,
  TrustVerdict,
} from '../domain/compare/structure/trustModel.ts';

export type StructureCode =
  | `subject.${StructureSubject}`
  | `setting.${StructureSetting}`
  | `outcome.${StructureOutcome}`
  | `side.${Exclude<StructureSide['state'], 'read' | 'notRead'> | 'none'}`
  | `pairing.${DomainPair['by']}`
  /** {first}, {second}: DNS names. */
  | `pairDirection.${PairDirection}`
  | `trustVerdict.${TrustVerdict}`
  | `trustDisagreement.${PairDisagreement}`
  | `witness.${TrustStatement['by']}`
  | `end.${TrustPair['firstEnd']}`
  | `nodeKind.${TrustNode['kind']}`
  /** Why trusts are not known, beside the reasons of `forest.notRead.` and `missing.` */
  | `why.${'notAsked' | 'notIncluded' | 'noPublicApi'}`;

export type FitCode =
  | `kind.${DirectoryKind}`
  | `group.${FeatureGroup}`
  | `feature.${Feature}`
  | `support.${Support}`
  | `note.${SupportNote}`
  | `source.${FactSource}`
  | `need.${NeedState}`
  /** {count} */
  | `count.${NeedCount}`
  | `verdict.${FitVerdict}`
  | `limit.${LimitName}`
  | `limitFrom.${LimitRow['from']}`
  | `limitOutcome.${LimitRow['outcome']}`
  | `checked.${CheckedKind}`
  | `check.${CheckName}`
  | `outcome.${CheckOutcome}`
  /** {stage} {level} {least} {count} {ports} {name} {region}, as `checkReasons` say. */
  | `reason.${CheckReason}`;
