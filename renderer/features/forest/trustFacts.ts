import { t } from '../../app/i18n/index.ts';
import type { TrustRow } from '#contract/forest.ts';

/** Who trusts whom, in a sentence. */
export const trustSentence = ({ direction, domain, partner }: TrustRow): string =>
  t(`forest.sentence.${direction ?? 'unknown'}`, { domain, partner });
