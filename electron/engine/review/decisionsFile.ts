/** Items as CSV that a reviewer fills in, and such a file that comes back. */
import { readFile, stat } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import { Fault } from '#contract/faults.ts';
import type { ReviewItem } from '#contract/reviewItem.ts';
import { review as en } from '#contract/words/en/review.ts';
import { review as ko } from '#contract/words/ko/review.ts';
import { dnKey } from '#domain/directory/dnKey.ts';
import { ldifEncoding } from '#domain/directory/ldif/bytes.ts';
import { reviewDecisions } from '#domain/review/codes.ts';
import type { ReviewDecision, RowProblem } from '#domain/review/codes.ts';
import { decisionOf } from '#domain/review/item.ts';
import { csvFormat } from '../exporting/formats.ts';
import type { Deposit } from '../files.ts';
import { evidenceOf, remarksOf } from './document.ts';
import { reviewWords } from './words.ts';
import type { Locale } from './words.ts';

/** `seen`: how much was said of the item when the list was written. */
export const itemColumns = ['number', 'person', 'accountName', 'dn', 'role', 'roleKey', 'account', 'evidence', 'remarks', 'reviewer', 'decision', 'reason', 'seen'] as const; // prettier-ignore
type Column = (typeof itemColumns)[number];

/** Items of the largest review, filled in. */
const maxBytes = 512 * 1024 * 1024;
const maxReason = 2000;

export async function* itemsCsv(items: AsyncIterable<readonly ReviewItem[]>, locale: Locale): AsyncGenerator<string> {
  const words = reviewWords(locale);
  const csv = csvFormat(itemColumns, { guard: true, byteOrderMark: true });
  yield csv.head;
  for await (const some of items)
    yield csv.rows(
      some.map((item) => {
        const decided = decisionOf(item);
        return [
          item.number,
          item.person?.name ?? words.say('kind.notReadable'),
          item.person?.samAccountName ?? null,
          item.person?.dn ?? null,
          item.role.name,
          item.role.key,
          item.role.account,
          evidenceOf(item, words).join('\n'),
          remarksOf(item, words).join('\n'),
          item.reviewer.name,
          decided?.decision ?? '',
          decided?.reason ?? '',
          item.events.length,
        ];
      }),
    );
  yield csv.end();
} // prettier-ignore

export interface DecisionRow {
  readonly line: number;
  readonly number: number;
  readonly dn: string | null;
  readonly roleKey: string | null;
  readonly decision: ReviewDecision | null;
  readonly reason: string;
  readonly seen: number | null;
}
export interface BadRow {
  readonly line: number;
  readonly number: string;
  readonly code: RowProblem;
}

/** What a spreadsheet would take for a formula, in wide letters too, had an apostrophe put before it on the way out. */
const unguarded = (text: string): string => text.replace(/^'(?=[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20])/, '');

const decisionWords = new Map<string, ReviewDecision>(
  reviewDecisions.flatMap((code) =>
    [code, en[`state.${code}`], ko[`state.${code}`]].map((word) => [word.toLowerCase(), code] as const),
  ),
);

export async function readDecisions(deposit: Deposit): Promise<{ rows: DecisionRow[]; bad: BadRow[] }> {
  const { name } = deposit;
  if ((await stat(deposit.path)).size > maxBytes)
    throw new Fault('import.invalid', { name, path: '', detail: `> ${maxBytes} bytes` });
  return parseDecisions(decodeList(await readFile(deposit.path), name), name);
}

/** UTF-8, or the UTF-16 of spreadsheets' "Unicode text". Another code page would leave reasons that nobody can read. Throws `csv.utf8`. */
export function decodeList(bytes: Uint8Array, name: string): string {
  const encoding = ldifEncoding(bytes);
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    const shown = new TextDecoder(encoding).decode(bytes);
    throw new Fault('csv.utf8', { name, line: shown.slice(0, shown.indexOf('\uFFFD')).split('\n').length });
  }
}

/** Rows that name an item; a null decision says nothing. Throws `import.unreadable` for what is no CSV, `import.invalid` for another. */
export function parseDecisions(text: string, name: string): { rows: DecisionRow[]; bad: BadRow[] } {
  let records: { record: string[]; info: { lines: number } }[];
  try {
    // Spreadsheets of some countries separate by semicolons or tabs: the heading tells.
    const heading = text.slice(0, 4096).split('\n', 1)[0]!;
    const delimiter = [',', ';', '\t'].toSorted((a, b) => heading.split(b).length - heading.split(a).length)[0]!;
    records = parse(text, { bom: true, delimiter, info: true, relax_column_count: true, skip_empty_lines: true }) as unknown as typeof records;
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    throw new Fault('import.unreadable', { name, detail }, { cause: error });
  }
  const [heading, ...body] = records;
  const at = new Map(heading?.record.map((title, n) => [title.trim().toLowerCase(), n]));
  for (const column of ['number', 'decision'] as const)
    if (!at.has(column)) throw new Fault('import.invalid', { name, path: column, detail: 'column' });
  const rows: DecisionRow[] = [];
  const bad: BadRow[] = [];
  const met = new Set<number>();
  for (const { record, info } of body) {
    const cell = (column: Column): string | null => {
      const found = record[at.get(column.toLowerCase()) ?? -1];
      return found === undefined ? null : unguarded(found.trim());
    };
    // A row's line is that of its end; one that goes over several lines began before.
    const line = info.lines - record.reduce((more, one) => more + one.split('\n').length - 1, 0);
    const written = cell('number') ?? '';
    const said = (cell('decision') ?? '').toLowerCase();
    const tell = (code: RowProblem): void => void bad.push({ line, number: written.slice(0, 40), code });
    const number = /^\d{1,9}$/.test(written) ? Number(written) : 0;
    if (number < 1) {
      // Blank rows that a spreadsheet leaves behind say nothing.
      if (record.some((one) => one.trim() !== '')) tell('noNumber');
      continue;
    }
    const decision = said === '' ? null : decisionWords.get(said);
    const reason = cell('reason') ?? '';
    const seen = cell('seen') ?? '';
    if (decision === undefined) tell('unknownDecision');
    else if (reason.length > maxReason) tell('reasonTooLong');
    else if (met.has(number)) tell('twice');
    else {
      met.add(number);
      rows.push({ line, number, dn: cell('dn'), roleKey: cell('roleKey'), decision, reason, seen: /^\d{1,6}$/.test(seen) ? Number(seen) : null });
    }
  }
  return { rows, bad };
} // prettier-ignore

/** Whether the row says what is said already, or what the list said when it was written: nobody wrote anything there. */
export function saysNothing(
  { decision, reason, seen }: DecisionRow,
  { events }: Pick<ReviewItem, 'events'>,
): boolean {
  if (decision === null) return true;
  const says = (some: ReviewItem['events']): boolean => {
    const stood = decisionOf({ events: some });
    return stood !== null && stood.decision === decision && sameReason(stood.reason, reason);
  };
  return says(events) || (seen !== null && says(events.slice(0, seen)));
}

/** Spreadsheets end the lines of a cell in their own way. */
const sameReason = (one: string, other: string): boolean => {
  const plain = (text: string) => text.replaceAll(/\r\n?/g, '\n').trim();
  return plain(one) === plain(other);
};

/** Why a row does not speak of the item that has its number; null = it does. */
export function mismatch({ dn, roleKey }: DecisionRow, item: Pick<ReviewItem, 'person' | 'role'>): RowProblem | null {
  if (roleKey !== null && roleKey !== item.role.key) return 'otherItem';
  if (dn !== null && dnKey(dn) !== dnKey(item.person?.dn ?? '')) return 'otherItem';
  return null;
} // prettier-ignore
