/** Everything that an audit says, put together for reports: one document, whatever the format. */
import type { AuditFilter, AuditFinding, AuditSummary } from '#contract/audit.ts';
import type { AuditDocument } from '#contract/auditDocument.ts';
import { maxPage } from '#contract/shapes.ts';
import type { Page } from '#contract/shapes.ts';
import type { NotJudged } from '#domain/audit/finding.ts';
import { auditWords } from './words.ts';
import type { AuditWords, Locale } from './words.ts';

export type { AuditDocument } from '#contract/auditDocument.ts';
export type { Locale } from './words.ts';

interface Rows<R> {
  readonly total: number;
  readonly rows: readonly R[];
}
interface Read {
  readonly findings: (filter: AuditFilter, page: Page) => Promise<Rows<AuditFinding>>;
  readonly notJudged: (page: Page) => Promise<Rows<NotJudged>>;
}

async function all<R>(read: (page: Page) => Promise<Rows<R>>): Promise<{ total: number; rows: R[] }> {
  const rows: R[] = [];
  for (;;) {
    const page = await read({ offset: rows.length, limit: maxPage });
    rows.push(...page.rows);
    if (page.rows.length === 0 || rows.length >= page.total) return { total: page.total, rows };
  }
}

const said = (words: AuditWords, finding: AuditFinding): AuditDocument['findings'][number] => ({
  ...finding,
  subject: { ...finding.subject, name: words.name(finding.subject.name) },
  message: words.finding(finding.code, finding.params),
  severityReason: words.reason(finding.reason),
  evidence: finding.evidence.map((one) => ({ ...one, message: words.evidence(one.code, one.field) })),
  notComparable: finding.notComparable && {
    ...finding.notComparable,
    message: words.incomparable(finding.notComparable),
  },
});

export async function documentOf(
  locale: Locale,
  { owners: _owners, baselineAt: _at, notJudged: _total, ...summary }: AuditSummary,
  read: Read,
): Promise<AuditDocument> {
  const words = auditWords(locale);
  const findings = await all((page) => read.findings({}, page));
  const gone = await all((page) => read.findings({ status: 'gone' }, page));
  const notComparable = await all((page) => read.findings({ status: 'notComparable' }, page));
  const notJudged = await all((page) => read.notJudged(page));
  return {
    locale,
    ...summary,
    checks: summary.checks.map((check) => ({
      ...check,
      title: words.title(check.id),
      why: words.why(check.id),
      query: words.query(check.id),
      remedy: words.remedy(check.id),
    })),
    findings: findings.rows.map((one) => said(words, one)),
    gone: gone.rows.map((one) => said(words, one)),
    notSeen: notComparable.rows.filter(({ found }) => found === 'before').map((one) => said(words, one)),
    notJudged: {
      total: notJudged.total,
      rows: notJudged.rows.map((one) => ({
        ...one,
        message: words.notJudged(one.code) + (one.cause === null ? '' : ` (${words.cause(one.cause)})`),
      })),
    },
  };
}
