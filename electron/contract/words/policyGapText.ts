/** What is not known of policies as a sentence: the one rule of window and files. */
import type { PolicyGap } from '../../domain/access/policyGaps.ts';
import type { PolicyPlaceCode } from '../policyPlaceWords.ts';

/** `say` speaks the namespace `policyPlace`; `why` tells a reason, a fault's code or one of words `missing.` */
export function gapTexts(
  { code, name, reason, couldAllow, couldDeny }: PolicyGap,
  say: (code: PolicyPlaceCode) => string,
  why: (reason: string) => string,
): { readonly gap: string; readonly way: string } {
  const way = couldAllow && couldDeny ? 'both' : couldAllow ? 'allow' : couldDeny ? 'deny' : null;
  return {
    gap: [say(`gap.${code}`), ...(name === null ? [] : [name]), ...(reason === null ? [] : [why(reason)])].join(' · '),
    way: way === null ? '' : say(`gapWay.${way}`),
  };
} // prettier-ignore
