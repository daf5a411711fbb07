/** Sentences that the forms share. */
import { t } from '../../../app/i18n/index.ts';
import { word } from '../../../app/i18n/words.ts';
import { clock } from '../countdown.ts';
import type { SayOfSession } from '#contract/words/sessionText.ts';

export const say: SayOfSession = (namespace, code, params) => word(namespace, code, params);

/** A length of time as people say it: whole hours, else minutes. */
export const lengthText = (seconds: number): string =>
  seconds % 3600 === 0
    ? t('take.hours', { count: seconds / 3600 })
    : t('take.minutes', { count: Math.round(seconds / 60) });

/** What is left until a point in time; empty when it is over. */
export const leftText = (until: string, now: number): string => {
  const ms = Date.parse(until) - now;
  return ms > 0 ? clock(ms) : '';
};
