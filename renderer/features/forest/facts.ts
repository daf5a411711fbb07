/** What is known, as cells and lines: a value, or why there is none. "Not read", "not readable" and "none" look different. */
import type { Known, NotRead, NotReadReason } from '#domain/forest/known.ts';
import { t } from '../../app/i18n/index.ts';
import { word } from '../../app/i18n/words.ts';
import { value } from '../shared/cell.ts';
import type { Cell, Line, Look } from '../shared/cell.ts';

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
export const known = <T>(from: Known<T>, text: (value: T) => string | null, none?: string): Cell =>
  from.state === 'read' ? value(text(from.value), none) : notReadCell(from);
export const yesNo = (from: Known<boolean>): Cell => known(from, (is) => t(is ? 'forest.yes' : 'forest.no'));
export const fact = (name: string, cell: Cell, more: Pick<Line, 'mono' | 'link'> = {}): Line => ({
  name: t(`forest.fact.${name}`),
  ...cell,
  ...more,
});
/** The same, called what its column is called. */
export const column = (name: string, cell: Cell, more: Pick<Line, 'mono' | 'link'> = {}): Line => ({
  name: t(`forest.column.${name}`),
  ...cell,
  ...more,
});
