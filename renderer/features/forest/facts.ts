/** What is known, as cells and lines: a value, or why there is none. "Not read", "not readable" and "none" look different. */
import type { Known, NotRead, NotReadReason } from '#domain/forest/known.ts';
import { t } from '../../app/i18n/index.ts';
import { word } from '../../app/i18n/words.ts';

export type Look = 'value' | 'none' | 'notRead' | 'notReadable' | 'notApplicable' | 'warning';

export interface Cell {
  readonly text: string;
  readonly look: Look;
  /** The whole reason, where the text is short. */
  readonly why?: string;
}
export interface Fact extends Cell {
  readonly name: string;
  readonly mono?: boolean;
  /** Key of what it leads to in this place. */
  readonly link?: string;
}

const lookOf: Readonly<Record<NotReadReason, Look>> = {
  contextNotCaptured: 'notRead',
  objectNotRead: 'notRead',
  attributeNotRead: 'notRead',
  heldElsewhere: 'notRead',
  limitReached: 'notRead',
  accessDenied: 'notReadable',
  damaged: 'notReadable',
  notActiveDirectory: 'notApplicable',
};

export const notReadCell = ({ reason, where }: NotRead): Cell => ({
  text: t(`forest.${lookOf[reason]}`),
  look: lookOf[reason],
  why: [word('forest', `notRead.${reason}`), where].filter(Boolean).join('\n'),
});
export const value = (text: string | null, none = t('app.none')): Cell =>
  text === null || text === '' ? { text: none, look: 'none' } : { text, look: 'value' };
export const known = <T>(from: Known<T>, text: (value: T) => string | null, none?: string): Cell =>
  from.state === 'read' ? value(text(from.value), none) : notReadCell(from);
export const yesNo = (from: Known<boolean>): Cell => known(from, (is) => t(is ? 'forest.yes' : 'forest.no'));
export const warning = (text: string): Cell => ({ text, look: 'warning' });
export const fact = (name: string, cell: Cell, more: { mono?: boolean; link?: string } = {}): Fact => ({
  name: t(`forest.fact.${name}`),
  ...cell,
  ...more,
});
/** The same, called what its column is called. */
export const column = (name: string, cell: Cell, more: { mono?: boolean; link?: string } = {}): Fact => ({
  name: t(`forest.column.${name}`),
  ...cell,
  ...more,
});
