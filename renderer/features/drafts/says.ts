import { changeParams } from '#contract/words/draftText.ts';
import type { DraftNotice } from '#contract/draft.ts';
import type { DraftChange } from '#domain/draft/change.ts';
import { personChanges } from '#domain/draft/codes.ts';
import type { PersonChange } from '#domain/draft/codes.ts';
import { number } from '../../app/i18n/index.ts';
import { word } from '../../app/i18n/words.ts';

export const changeText = (change: DraftChange, nameOf: (sid: string) => string | null): string =>
  word('draftChange', change.kind, changeParams(change, nameOf));

export const noticeText = ({ code, params }: DraftNotice): string => word('draftNotice', code, params);

/** `12 → 9`; one number where nothing changes. */
export const fromTo = ({ before, after }: { readonly before: number; readonly after: number }): string =>
  before === after ? number(before) : `${number(before)} → ${number(after)}`;

export const changesText = (changes: Readonly<Record<PersonChange, number>>): string =>
  personChanges
    .filter((change) => changes[change] > 0)
    .map((change) => `${number(changes[change])} ${word('personChange', change)}`)
    .join(', ');

/** Gains and losses have a sign beside the word: never a colour alone. */
export const changeSigns: Readonly<Record<string, string>> = {
  gained: '+',
  lost: '−',
  changed: '~',
  kept: '~',
  lessSure: '?−',
  moreSure: '?+',
  maybeGained: '+?',
  maybeLost: '−?',
  less: '−',
  more: '+',
  notCovered: '×',
  check: '!',
};

/** `1, 3–5` */
export function numbersText(numbers: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const one of numbers) {
    const last = runs.at(-1);
    if (last && one === last[1] + 1) last[1] = one;
    else runs.push([one, one]);
  }
  return runs.map(([from, to]) => (from === to ? number(from) : `${number(from)}–${number(to)}`)).join(', ');
}
