/** The audit as rows: what was read and by which limits, findings, what is gone, and what was not judged; `record` tells them apart. */
import type { AuditDocument } from '#contract/auditDocument.ts';
import { csvFormat } from '../exporting/formats.ts';
import type { CsvCell } from '../exporting/formats.ts';
import { comparedText, controlTexts, evidenceText, settingTexts, statusTexts } from './shared.ts';
import { auditWords } from './words.ts';

export const auditColumns = [
  'record',
  'severity',
  'number',
  'check',
  'title',
  'finding',
  'subjectKind',
  'subject',
  'where',
  'account',
  'owner',
  'status',
  'drift',
  'suppression',
  'reason',
  'evidence',
  'evidenceTotal',
  'remedy',
  'controls',
  'code',
  'subjectId',
  'key',
] as const;
type Cells = Partial<Record<(typeof auditColumns)[number], CsvCell>>;

/** CSV begins with a byte order mark: auditors open it in a spreadsheet, and Korean needs it there. */
export function auditCsv(document: AuditDocument): string {
  const words = auditWords(document.locale);
  const checks = new Map(document.checks.map((check) => [check.id, check]));
  const rows: Cells[] = [
    ...document.readAt.map(({ sourceName, readAt }) => ({
      record: 'source',
      subject: sourceName,
      finding: readAt,
    })),
    { record: 'judgedOn', finding: document.judgedOn },
    { record: 'comparedTo', finding: comparedText(document, words) },
    ...settingTexts(document, words).map(([name, value]) => ({
      record: 'setting',
      title: name,
      finding: value,
    })),
  ];
  for (const [record, list] of [
    ['finding', document.findings],
    ['gone', document.gone],
    ['notSeen', document.notSeen],
  ] as const)
    for (const one of list) {
      const check = checks.get(one.check);
      rows.push({
        record,
        severity: one.severity,
        number: check?.number ?? null,
        check: one.check,
        title: check?.title ?? one.check,
        finding: one.message,
        subjectKind: one.subject.kind,
        subject: one.subject.name,
        where: one.subject.where,
        account: one.subject.account,
        owner: one.owner && one.owner.name,
        status: statusTexts(one, words).join('; '),
        drift: one.drift,
        suppression: one.suppression && one.suppression.state,
        reason: one.severityReason,
        evidence: one.evidence.map((fact) => evidenceText(fact, words)).join('\n'),
        evidenceTotal: one.evidenceTotal,
        remedy: check?.remedy ?? '',
        controls: check ? controlTexts(check).join('; ') : '',
        code: one.code,
        subjectId: one.subject.id,
        key: one.key,
      });
    }
  for (const one of document.notJudged.rows)
    rows.push({
      record: 'notJudged',
      check: one.check,
      title: checks.get(one.check)?.title ?? one.check,
      finding: one.message,
      where: one.where,
      reason: one.cause,
      code: one.code,
    });
  // Each with its counts: of one that found nothing too, and of one that tells more places than are listed.
  for (const { id, title, number, open, suppressed, notJudged } of document.checks)
    rows.push({
      record: 'check',
      number,
      check: id,
      title,
      finding: `${words.head('open')}: ${open}; ${words.head('suppressed')}: ${suppressed}; ${words.head('notJudged')}: ${notJudged}`,
    });
  for (const { id, title, cut } of document.checks)
    if (cut !== null)
      rows.push({ record: 'cut', check: id, title, finding: words.head('cut', { found: cut }) });
  const csv = csvFormat(auditColumns, { guard: true, byteOrderMark: true });
  return (
    csv.head + csv.rows(rows.map((row) => auditColumns.map((column) => row[column] ?? null))) + csv.end()
  );
}
