/** What answers about access say, in words of the window. */
import type { Decided, NotCounted, RoleRef } from '#contract/access.ts';
import type { AccessCode } from '#contract/accessWords.ts';
import type { Mechanism } from '#domain/mapping/grant.ts';
import { number, t } from '../../app/i18n/index.ts';
import { hasWord, word } from '../../app/i18n/words.ts';
import { whyNot } from '../shared/whyNot.ts';

export const sayAccess = (code: AccessCode): string => word('access', code);

export const accountText = ({ account, accountName }: Pick<RoleRef, 'account' | 'accountName'>): string =>
  accountName ? `${accountName} · ${account}` : account;

/** A length of time in the largest unit that it is a whole number of. */
export function lengthText(seconds: number): string {
  if (seconds % 3600 === 0) return t('access.hours', { count: seconds / 3600 });
  return t('access.minutes', { count: Math.round(seconds / 60) });
}
interface Session {
  readonly seconds: number | null;
  readonly limits: readonly { readonly code: string; readonly seconds: number | null }[];
}
/** At most so long; a sign for "less where something that is not known says so". */
export const sessionText = ({ seconds, limits }: Session): string =>
  seconds === null
    ? t('app.unknown')
    : `${limits.some((limit) => limit.seconds === null) ? '≤ ' : ''}${lengthText(seconds)}`;

export const decisionShort = (decided: Decided | null): string =>
  decided === null
    ? t('reading.notReadable')
    : `${t(`access.decision.${decided.decision}`)}${decided.some ? ` · ${t('access.someShort')}` : ''}`;

export const mechanismText = (mechanism: Mechanism): string => t(`mechanism.${mechanism}`);

/** Rows of one code as one line: the sentence, and what it is about. */
export function notCountedLines(
  rows: readonly NotCounted[],
): { readonly code: string; readonly text: string; readonly about: readonly NotCounted[] }[] {
  return [...Map.groupBy(rows, ({ code }) => code)].map(([code, about]) => ({
    code,
    text: word('access', `notCounted.${code}`),
    about,
  }));
}

/** How many of what, where a number may be large. */
export const people = (count: number): string => t('access.peopleCount', { count });
export const counted = (count: number): string => number(count);

/** Why a membership was not read. */
export const gapReason = (code: string): string =>
  hasWord('missing', code) ? word('missing', code) : whyNot(code);
