/** What is known of an estate, as lines: a value, or why there is none. The three kinds of absence look different. */
import { hasMessage, t, time, timeTitle } from '../../app/i18n/index.ts';
import type { Reading } from '#domain/estate/reading.ts';
import { value, warning } from '../shared/cell.ts';
import type { Cell, Line } from '../shared/cell.ts';
import { whyNot } from '../shared/whyNot.ts';

export { value, warning };
export type { Cell, Line };

/** One of several things of a kind: its name, its state and what else is known of it. */
export interface Entry {
  readonly title: string;
  readonly mono?: boolean;
  readonly state?: Cell;
  readonly lines: readonly Line[];
  /** Indented JSON. */
  readonly document?: string;
}
/** A heading with lines or entries; or the one word why there are none. */
export interface Section {
  readonly id: string;
  readonly title: string;
  readonly note?: string;
  readonly absence?: Cell;
  /** How many there are, where `entries` are not all. */
  readonly total?: number;
  readonly lines?: readonly Line[];
  readonly entries?: readonly Entry[];
  readonly document?: string;
}

/** The first of many. */
interface Cut<T> {
  readonly total: number;
  readonly rows: readonly T[];
}

/** Codes after which nothing was asked, so that nothing was refused either. */
const unasked = new Set(['notAsked', 'notIncluded']);

type Absent = Exclude<Reading<unknown>, { state: 'read' }>;

/** The look of what is not there; undefined = nobody asked. */
export function absence(of: Absent | undefined): Cell {
  if (of === undefined) return { text: t('forest.notRead'), look: 'notRead', why: whyNot('notAsked') };
  if (of.state === 'notApplicable')
    return { text: t('reading.notApplicable'), look: 'notApplicable', why: t('estate.why.notApplicable') };
  return unasked.has(of.code)
    ? { text: t('forest.notRead'), look: 'notRead', why: whyNot(of.code) }
    : { text: t('reading.notReadable'), look: 'notReadable', why: whyNot(of.code) };
}
export const reading = <T>(of: Reading<T> | undefined, text: (value: T) => string | null): Cell =>
  of?.state === 'read' ? value(text(of.value)) : absence(of);

/** A section of as many entries as were read; none, not readable and not applicable are told apart. */
export function listed<T>(
  id: string,
  title: string,
  of: Reading<readonly T[]> | Reading<Cut<T>> | undefined,
  entry: (value: T) => Entry,
  note?: string,
): Section {
  const more = note ? { note } : {};
  if (of?.state !== 'read') return { id, title, absence: absence(of), ...more };
  const rows: readonly T[] = 'rows' in of.value ? of.value.rows : of.value;
  const total = 'rows' in of.value ? of.value.total : rows.length;
  if (total === 0) return { id, title, absence: value(null), ...more };
  return { id, title, total, entries: rows.map(entry), ...more };
}

export const line = (
  name: string,
  cell: Cell,
  more: Pick<Line, 'mono' | 'title' | 'note' | 'to'> = {},
): Line => ({ name, ...cell, ...more });

/** A point in time; null is none, in the word given. */
export const timeLine = (name: string, iso: string | null | undefined, none?: string): Line =>
  iso ? line(name, value(time(iso)), { title: timeTitle(iso) }) : line(name, value(null, none));

const day = 86_400_000;
/** Whole days from one point in time to another; negative when it lies before. */
export const daysBetween = (from: string, to: string): number =>
  Math.floor((Date.parse(to) - Date.parse(from)) / day);

/** Until when something holds, judged at the time it was read. */
export function untilCell(readAt: string, expiresAt: string | null, soon = 30): Cell {
  if (expiresAt === null) return value(null);
  const days = daysBetween(readAt, expiresAt);
  if (days < 0) return warning(t('estate.expiredDays', { count: -days }));
  const text = t('estate.daysLeft', { count: days });
  return days <= soon ? warning(text) : value(text);
}

/** What AWS calls a state, in words where we have them. */
export function stateText(code: string): string {
  const key = `estate.state.${code.replaceAll(/[^A-Za-z0-9]/g, '')}`;
  return hasMessage(key) ? t(key) : code;
}
const troubled = /fail|impaired|inoperable|reject|expired|suspend|pending.?closure|deregister|VerifyFailed/i;
export const stateCell = (code: string | null): Cell =>
  code === null ? value(null) : troubled.test(code) ? warning(stateText(code)) : value(stateText(code));
