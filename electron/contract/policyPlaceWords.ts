/** What the policy place and its files need words for beside decisions: keys of `words/{en,ko}/policyPlace.ts`. */
import type { DocumentKind, PolicyGapCode } from '../domain/access/policyGaps.ts';
import type { Reach, ReachChange } from '../domain/policy/sweep/codes.ts';

export type PolicyPlaceCode =
  | `gap.${PolicyGapCode}`
  /** Which way it could change an answer, were it known. */
  | `gapWay.${'allow' | 'deny' | 'both'}`
  | 'crossAccount'
  | `kind.${DocumentKind}`
  | `reach.${Reach}`
  | `change.${ReachChange}`
  /** The same for a reader who has not the two sides before their eyes. */
  | `changeMeans.${ReachChange}`;
