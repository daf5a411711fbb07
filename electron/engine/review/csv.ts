/** A review as rows: what it is about, then every item; `record` tells them apart. */
import type { ReviewDocument } from '#contract/reviewDocument.ts';
import { csvFormat } from '../exporting/formats.ts';
import type { CsvCell } from '../exporting/formats.ts';
import { scopeTexts, signOffTexts, sinceText, verifiedTexts } from './parts.ts';
import { reviewWords } from './words.ts';

export const reviewColumns = [
  'record',
  'number',
  'person',
  'account',
  'dn',
  'sid',
  'role',
  'roleKey',
  'awsAccount',
  'evidence',
  'remarks',
  'reviewer',
  'state',
  'decision',
  'reason',
  'by',
  'at',
  'earlier',
  'text',
] as const;
type Cells = Partial<Record<(typeof reviewColumns)[number], CsvCell>>;

/** CSV begins with a byte order mark: auditors open it in a spreadsheet, and Korean needs it there. */
export function* reviewCsv(document: ReviewDocument): Generator<string> {
  const words = reviewWords(document.locale);
  const { review, verified } = document;
  const csv = csvFormat(reviewColumns, { guard: true, byteOrderMark: true });
  const rows = (some: readonly Cells[]): string =>
    csv.rows(some.map((row) => reviewColumns.map((column) => row[column] ?? null)));
  const since = sinceText(review, words);
  const told = (record: string, text: string): Cells => ({ record, text });
  yield (
    csv.head +
      rows([
        told('review', review.name),
        { record: 'started', by: review.startedBy, at: review.startedAt },
        told('due', review.dueOn ?? words.head('none')),
        ...scopeTexts(review, words).map((text) => told('scope', text)),
        ...(since === null ? [] : [told('since', since)]),
        ...review.readAt.map(({ sourceName, readAt }) => ({
          record: 'source',
          text: sourceName,
          at: readAt,
        })),
        told('people', String(review.people)),
        told('roles', String(review.roles)),
        ...Object.entries(review.counts).map(([state, count]) => ({
          record: 'count',
          state,
          text: String(count),
        })),
        ...(review.damaged > 0
          ? [told('damaged', words.head('damagedText', { count: review.damaged }))]
          : []),
        ...document.reviewers.map((one) => ({
          record: 'reviewer',
          reviewer: one.name,
          text: `${words.head('items')}: ${one.items}; ${words.say('state.open')}: ${one.open + one.unsure}`,
        })),
        ...signOffTexts(review, words).map((text) => told('signOff', text)),
        told('evidenceDigest', review.digest),
        ...(review.signOff ? [told('signedDigest', review.signOff.digest)] : []),
        ...verifiedTexts(document, words).map((text) => ({
          record: 'verified',
          state: verified.intact ? 'intact' : 'changed',
          text,
        })),
      ])
  );
  for (let at = 0; at < document.items.length; at += 500)
    yield rows(
      document.items.slice(at, at + 500).map((item) => ({
        record: item.kind,
        number: item.number,
        person: item.person?.name ?? null,
        account: item.person?.samAccountName ?? null,
        dn: item.person?.dn ?? null,
        sid: item.person?.sid ?? null,
        role: item.role.name,
        roleKey: item.role.key,
        awsAccount: item.role.account,
        evidence: item.evidence.join('\n'),
        remarks: item.remarks.join('\n'),
        reviewer: item.reviewer.name,
        state: item.state,
        decision: item.decided?.decision ?? null,
        reason: item.decided?.reason ?? null,
        by: item.decided?.by ?? null,
        at: item.decided?.at ?? null,
        earlier: item.earlier.join('\n'),
      })),
    );
  yield csv.end();
}
