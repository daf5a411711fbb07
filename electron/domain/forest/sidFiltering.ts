/**
 * SID filtering of a trust, as a sentence and never from one bit (facts/active-directory.md §2; [MS-PAC] 4.1.2.2,
 * [MS-ADTS] 6.1.6.7.9). The trusting side filters, so an end that is only trusted cannot tell.
 */
import { trustAttribute, trustKind } from '../directory/trust.ts';
import type {
  TrustAttributeCode,
  TrustAttributeFlag,
  TrustDirection,
  TrustKind,
} from '../directory/trust.ts';

export const sidFilteringCodes = [
  'disabled',
  'partnerDecides',
  'withinForest.none',
  'withinForest.quarantined',
  'forest.byDefault',
  'forest.relaxed',
  'forest.quarantined',
  'forest.pim',
  'external.on',
  'external.off',
  'realm',
] as const;
export type SidFilteringCode = (typeof sidFilteringCodes)[number];

export interface SidFiltering {
  code: SidFilteringCode;
  /** The bits that were looked at, set or not. */
  facts: { flag: TrustAttributeCode; set: boolean }[];
}

const decisive: Readonly<Record<TrustKind, readonly TrustAttributeFlag[]>> = {
  intraForest: ['withinForest', 'quarantinedDomain'],
  forest: ['forestTransitive', 'quarantinedDomain', 'treatAsExternal', 'pimTrust'],
  external: ['quarantinedDomain'],
  realm: [],
};

function codeOf(kind: TrustKind, has: (flag: TrustAttributeFlag) => boolean): SidFilteringCode {
  if (kind === 'intraForest')
    return has('quarantinedDomain') ? 'withinForest.quarantined' : 'withinForest.none';
  if (kind === 'external') return has('quarantinedDomain') ? 'external.on' : 'external.off';
  if (kind === 'realm') return 'realm';
  if (has('quarantinedDomain')) return 'forest.quarantined';
  if (has('pimTrust')) return 'forest.pim';
  return has('treatAsExternal') ? 'forest.relaxed' : 'forest.byDefault';
}

/** `type` and `attributes` as stored; the direction as seen from the holder, null when it is unreadable. */
export function sidFilteringOf(
  type: number,
  attributes: number,
  direction: TrustDirection | null,
): SidFiltering {
  const kind = trustKind(type, attributes);
  const has = (flag: TrustAttributeFlag) => (attributes & trustAttribute[flag]) !== 0;
  const facts = decisive[kind].map((flag) => ({ flag: `trustAttributes.${flag}` as const, set: has(flag) }));
  if (direction === 'disabled') return { code: 'disabled', facts };
  if (direction === 'inbound') return { code: 'partnerDecides', facts };
  return { code: codeOf(kind, has), facts };
}
