/** What a feature's support means for a forest that needs it, or may. */
import type { DirectoryKind, FeatureRow, FitVerdict, Need, Support } from './model.ts';
import { directoryKinds } from './model.ts';
import type { FeatureSupport } from './matrix.ts';

const needed: Readonly<Record<Support, FitVerdict>> = {
  yes: 'fits',
  own: 'fits',
  partly: 'partly',
  no: 'lacks',
  notDocumented: 'unclear',
};

/** What is there does no harm to whoever may need it; what is not can only be judged when the need is known. */
export function verdictOf(need: Need, support: Support): FitVerdict {
  if (need.state === 'notSeen') return 'notNeeded';
  if (need.state === 'needed') return needed[support];
  return needed[support] === 'fits' ? 'fits' : 'unclear';
}

export function featureRow({ feature, group, support }: FeatureSupport, need: Need): FeatureRow {
  const verdict = Object.fromEntries(
    directoryKinds.map((kind) => [kind, verdictOf(need, support[kind].support)]),
  ) as Record<DirectoryKind, FitVerdict>;
  return { feature, group, support, need, verdict };
}
