/** Lists over several AWS sources: what they gave together, which gave nothing, and a page of what fits. */
import type { Page } from '#contract/shapes.ts';
import type { EstateFacts, EstatePart } from '#domain/estate/facts.ts';
import type { Reading } from '#domain/estate/reading.ts';
import type { EstateView } from './views.ts';

export type State = Reading<unknown>['state'];
export interface Gap {
  readonly snapshotId: number;
  readonly source: string;
  readonly code: string;
}

/** Read where any source gave it; every source that could not is a gap. */
export function stateOf(
  views: readonly EstateView[],
  readingOf: (facts: EstateFacts) => Reading<unknown>,
): { state: State; gaps: Gap[] } {
  const readings = views.map((view) => ({ view, reading: readingOf(view.facts) }));
  const gaps = readings.flatMap(({ view: { snapshotId, source }, reading }) =>
    reading.state === 'notReadable' ? [{ snapshotId, source, code: reading.code }] : [],
  );
  const read = readings.some(({ reading }) => reading.state === 'read');
  return { state: read ? 'read' : gaps.length > 0 ? 'notReadable' : 'notApplicable', gaps };
}

type Listed<P extends EstatePart> = EstateFacts[P] extends Reading<readonly (infer T)[]> ? T : never;

/** Each fact of one part, with the view that it is of. */
export function factsOf<P extends EstatePart>(
  views: readonly EstateView[],
  part: P,
): { view: EstateView; fact: Listed<P> }[] {
  return views.flatMap((view) => {
    const reading = view.facts[part] as Reading<readonly Listed<P>[]>;
    return reading.state === 'read' ? reading.value.map((fact) => ({ view, fact })) : [];
  });
}

export const valuesOf = <T>(reading: Reading<readonly T[]>): readonly T[] =>
  reading.state === 'read' ? reading.value : [];

/** One test of a list's filter; null tests nothing. */
export type Tests<Row> = Readonly<Record<string, ((row: Row) => boolean) | null>>;

/** What fits every test, but the one named. */
export function fitting<Row>(rows: readonly Row[], tests: Tests<Row>, but?: string): readonly Row[] {
  const asked = Object.entries(tests).flatMap(([name, fits]) => (fits && name !== but ? [fits] : []));
  return asked.length === 0 ? rows : rows.filter((row) => asked.every((fits) => fits(row)));
}

/** Anywhere in any of the texts, without regard to case. */
export function hasText<Row>(
  text: string | undefined,
  textsOf: (row: Row) => readonly (string | null)[],
): ((row: Row) => boolean) | null {
  const wanted = text?.trim().toLowerCase() ?? '';
  if (wanted === '') return null;
  return (row) => textsOf(row).some((each) => each?.toLowerCase().includes(wanted));
}

export function isOneOf<Row, T>(
  wanted: readonly T[] | undefined,
  valuesOfRow: (row: Row) => readonly T[],
): ((row: Row) => boolean) | null {
  if (wanted === undefined || wanted.length === 0) return null;
  const set = new Set(wanted);
  return (row) => valuesOfRow(row).some((value) => set.has(value));
}

interface ListInput {
  readonly text?: string | undefined;
  readonly snapshotId?: number | undefined;
  readonly accounts?: readonly string[] | undefined;
}
/** What every list may be narrowed by. */
export function commonTests<Row extends { readonly snapshotId: number; readonly account: string | null }>(
  { text, snapshotId, accounts }: ListInput,
  textsOf: (row: Row) => readonly (string | null)[],
): Tests<Row> {
  return {
    text: hasText(text, textsOf),
    snapshotId: snapshotId === undefined ? null : (row) => row.snapshotId === snapshotId,
    accounts: isOneOf<Row, string | null>(accounts, ({ account }) => [account]),
  };
}

export const pageOf = <Row>(rows: readonly Row[], { offset, limit }: Page) => ({
  total: rows.length,
  rows: rows.slice(offset, offset + limit),
});

/** How many rows have each value; the most frequent first. */
export function countsOf<Row>(
  rows: readonly Row[],
  valuesOfRow: (row: Row) => readonly (string | null)[],
): { value: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const row of rows)
    for (const value of valuesOfRow(row)) if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts]
    .map(([value, count]) => ({ value, count }))
    .toSorted((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
    .slice(0, 1000);
}

/** Answers hold at most 1,000 rows, nested ones too. */
export const first = <T>(rows: readonly T[]): T[] => rows.slice(0, 1000);
export const cut = <T, R = T>(rows: readonly T[], each?: (row: T) => R) => ({
  total: rows.length,
  rows: first(rows).map((row) => (each ? each(row) : (row as unknown as R))),
});
/** The value of a reading made into something else; the other states stay as they are. */
export const mapReading = <T, R>(reading: Reading<T>, make: (value: T) => R): Reading<R> =>
  reading.state === 'read' ? { state: 'read', value: make(reading.value) } : reading;

/** Documents are shown as indented JSON, whatever way they were written. */
export const jsonText = (document: unknown): string => {
  if (typeof document !== 'string') return JSON.stringify(document, null, 2) ?? '';
  try {
    return JSON.stringify(JSON.parse(document), null, 2);
  } catch {
    return document;
  }
};
export const tagList = (tags: Readonly<Record<string, string>>) =>
  first(Object.entries(tags)).map(([key, value]) => ({ key, value }));
/** By text, without a locale: the same order everywhere. */
export const by =
  <T>(...keys: ((row: T) => string)[]) =>
  (a: T, b: T): number => {
    for (const key of keys) {
      const [left, right] = [key(a), key(b)];
      if (left !== right) return left < right ? -1 : 1;
    }
    return 0;
  };
