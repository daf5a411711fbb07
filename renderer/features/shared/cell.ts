/** What is known of one thing, as a cell or a line: a value, or the look of its absence. */
import type { RouteLocationRaw } from 'vue-router';
import { t } from '../../app/i18n/index.ts';

export type Look = 'value' | 'none' | 'notRead' | 'notReadable' | 'notApplicable' | 'warning';

export interface Cell {
  readonly text: string;
  readonly look: Look;
  /** The whole reason, where the text is short. */
  readonly why?: string;
}
export interface Line extends Cell {
  readonly name: string;
  readonly mono?: boolean;
  /** The same in full. */
  readonly title?: string;
  /** A sentence below the value. */
  readonly note?: string;
  /** Where the value leads. */
  readonly to?: RouteLocationRaw;
  /** What the value leads to in the same place: a key that `FactLines` tells when it is pressed. */
  readonly link?: string;
}

export const value = (text: string | null, none = t('app.none')): Cell =>
  text === null || text === '' ? { text: none, look: 'none' } : { text, look: 'value' };
export const warning = (text: string): Cell => ({ text, look: 'warning' });
