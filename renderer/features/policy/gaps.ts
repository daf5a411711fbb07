/** What is not known of policies, in words. */
import type { AskAnswer } from '#contract/policy/place.ts';
import { t } from '../../app/i18n/index.ts';
import { whyNot } from '../shared/whyNot.ts';

type Gap = AskAnswer['gaps'][number];

export const gapText = ({ code, name, reason }: Gap): string =>
  [
    t(`policy.gap.${code}`),
    ...(name === null ? [] : [name]),
    ...(reason === null ? [] : [whyNot(reason)]),
  ].join(' · ');

/** Which way it could change the answer. */
export const gapWay = ({ couldAllow, couldDeny }: Gap): string =>
  couldAllow && couldDeny
    ? t('policy.gapWay.both')
    : couldAllow
      ? t('policy.gapWay.allow')
      : couldDeny
        ? t('policy.gapWay.deny')
        : '';
