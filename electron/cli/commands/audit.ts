import { resolve } from 'node:path';
import type { AuditRequest } from '#contract/audit.ts';
import { auditFormats } from '#contract/audit.ts';
import type { AuditDocument } from '#contract/auditDocument.ts';
import { exitCodes, Fault } from '#contract/faults.ts';
import { auditDrift, auditPhase, auditSeverity, auditTitle } from '#contract/words/en/audit.ts';
import { auditSeverities, checkIds } from '#domain/audit/codes.ts';
import type { AuditSeverity } from '#domain/audit/codes.ts';
import { auditDocument } from '#engine/audit/audit.ts';
import { auditText, writeAudit } from '#engine/audit/files.ts';
import { choiceOption, textOption } from '../command.ts';
import type { Command, Context } from '../command.ts';
import { table } from '../output.ts';
import { followSteps } from '../steps.ts';
import { when } from '../words.ts';
import { openToRead } from '../workspaces.ts';

const usage = (detail: string) => new Fault('usage.invalid', { detail });
/** `information` fails nothing: it is nobody's fault. */
const failing = ['critical', 'high', 'medium', 'low'] as const;
const numberWidth = 2;
/** Names of checks in lines of help. */
const rows = (ids: readonly string[], each = 4): string[] =>
  ids.length === 0
    ? []
    : [
        `                   ${ids.slice(0, each).join(', ')}${ids.length > each ? ',' : ''}`,
        ...rows(ids.slice(each), each),
      ];

function checksOption(text: string | null): AuditRequest['checks'] {
  if (text === null) return null;
  return text.split(',').map((each) => {
    const found = checkIds.find((id) => id === each.trim());
    if (found === undefined)
      throw usage(`--check takes names of ${checkIds.join(', ')}, not "${each.trim()}".`);
    return found;
  });
}

/** `saved`, or a day or time in ISO 8601. */
function baselineOption(text: string | null): AuditRequest['compareTo'] {
  if (text === null) return null;
  if (text === 'saved') return { with: 'baseline' };
  const time = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?Z?)?$/.test(text)
    ? Date.parse(text.includes('T') && !text.endsWith('Z') ? `${text}Z` : text)
    : Number.NaN;
  if (Number.isNaN(time))
    throw usage(`--baseline takes "saved" or a time such as 2026-09-30, not "${text}".`);
  return { with: 'before', time: new Date(time).toISOString() };
}

/** Computes the audit with progress on a terminal; Ctrl+C gives it up. */
const compute = (context: Context, request: AuditRequest): Promise<void> =>
  followSteps(
    context,
    (signal) => context.client.audit.run({ request }, { signal }),
    ({ phase, check, done, total }) =>
      phase === 'done'
        ? null
        : { subject: check === null ? auditPhase[phase] : auditTitle[check], done, total },
  );

const statusOf = ({ drift, suppression }: AuditDocument['findings'][number]): string =>
  [drift === null || drift === 'same' ? '' : auditDrift[drift].toLowerCase(), suppression === null ? '' : suppression.state === 'active' ? 'suppressed' : 'suppression ended']
    .filter((text) => text !== '')
    .join(', '); // prettier-ignore

function* lines(document: AuditDocument, request: AuditRequest, written: string | null): Generator<string> {
  const { open, suppressed, drift, notJudged, findings, gone, notSeen } = document;
  for (const { sourceName, readAt } of document.readAt) yield `as of ${when(readAt)}: ${sourceName}`;
  yield `${auditSeverities.map((severity) => `${open[severity]} ${auditSeverity[severity].toLowerCase()}`).join(', ')}; ${suppressed} suppressed; ${notJudged.total} not judged`;
  if (drift) yield `${drift.new} new, ${drift.changed} changed, ${drift.gone} gone, ${drift.notComparable} not comparable`;
  else if (request.compareTo !== null) yield 'Nothing was compared: no baseline is kept. Keep one with --save-baseline.';
  if (findings.length > 0) {
    const numbers = new Map(document.checks.map(({ id, number }) => [id, number === null ? '' : String(number).padStart(numberWidth)]));
    yield '';
    yield* table([
      ['SEVERITY', 'NO.', 'CHECK', 'SUBJECT', 'FINDING', ''],
      ...findings.map((one) => [auditSeverity[one.severity], numbers.get(one.check) ?? '', auditTitle[one.check], one.subject.name, one.message, statusOf(one)]),
    ]);
  }
  if (gone.length > 0) {
    yield '';
    yield* table([['GONE', 'CHECK', 'SUBJECT'], ...gone.map((one) => [auditSeverity[one.severity], auditTitle[one.check], one.subject.name])]);
  }
  if (notSeen.length > 0) {
    yield '';
    yield* table([['FOUND BEFORE', 'CHECK', 'SUBJECT', 'NOT COMPARABLE'], ...notSeen.map((one) => [auditSeverity[one.severity], auditTitle[one.check], one.subject.name, one.notComparable?.message ?? ''])]);
  }
  if (notJudged.rows.length > 0) {
    yield '';
    yield* table([['NOT JUDGED', 'WHERE', 'WHY'], ...notJudged.rows.map((one) => [auditTitle[one.check], one.where, one.message])]);
    if (notJudged.total > notJudged.rows.length) yield `and ${notJudged.total - notJudged.rows.length} places more`;
  }
  if (written !== null) yield `Written: ${written}`;
} // prettier-ignore

/** Whether anything that counts is as severe as this, or more. */
const isMet = ({ open }: AuditDocument, least: AuditSeverity): boolean =>
  auditSeverities.slice(0, auditSeverities.indexOf(least) + 1).some((severity) => open[severity] > 0);

export const audit: Command = {
  name: 'audit',
  usage: 'WS [--format F] [--out FILE]',
  summary: 'what is wrong between groups and roles: findings with evidence, remedy and controls',
  help: [
    'Judges the newest snapshots of every source as of their reading. The exit code is 1 where a finding that is not',
    'suppressed is at least as severe as --fail-on says, and 4 where there was nothing to judge: no report is written then.',
    'Suppressions, limits and the baseline are the workspace’s own.',
    '',
    '--format F         html, csv, json or sarif; without it, a table. --json is the same as --format json',
    '--out FILE         write the report there instead of to standard output',
    '--fail-on S        critical, high, medium or low (low)',
    `--check ID,…       these checks alone, of: ${checkIds.slice(0, 4).join(', ')},`,
    ...rows(checkIds.slice(4)),
    '--baseline B       what is new, changed or gone since "saved", or since the snapshots before a day or time; what was not',
    '                   read then or now is not comparable',
    '--save-baseline    keep what is found now as the baseline',
    '--locale L         language of the report: en or ko (en)',
  ],
  example: 'treeline audit demo.treeline --format sarif --out audit.sarif --fail-on high',
  options: {
    format: { type: 'string' },
    out: { type: 'string' },
    'fail-on': { type: 'string' },
    check: { type: 'string' },
    baseline: { type: 'string' },
    'save-baseline': { type: 'boolean' },
    locale: { type: 'string' },
  },
  takes: [1, 1],
  async run(context) {
    const { engine, client, values, out } = context;
    const format = choiceOption(values, 'format', auditFormats) ?? (out.json ? 'json' : null);
    const file = textOption(values, 'out');
    const least = choiceOption(values, 'fail-on', failing) ?? 'low';
    const locale = choiceOption(values, 'locale', ['en', 'ko'] as const) ?? 'en';
    const request: AuditRequest = {
      checks: checksOption(textOption(values, 'check')),
      compareTo: baselineOption(textOption(values, 'baseline')),
    };
    if (file !== null && format === null) throw usage('--out takes --format too: html, csv, json or sarif.');
    if (out.json && format !== 'json' && file === null) throw usage('--json prints JSON; for another format leave it out, or write a file with --out.');
    const { readOnly, name } = await openToRead(context);
    if (values['save-baseline'] === true && readOnly) throw new Fault('workspace.readOnly', { name });
    await compute(context, request);
    const document = await auditDocument(engine, request, locale);
    // A report without a fault in it would be taken for a good one.
    if (document.checks.every(({ judged }) => !judged)) throw new Fault('audit.nothingJudged', {});
    const { version } = engine.shell;
    if (file !== null) await writeAudit({ path: resolve(file), name: file }, document, format!, version);
    if (file === null && format !== null) out.text(auditText(document, format, version));
    else out.answer<'audit'>(document, () => lines(document, request, file));
    if (values['save-baseline'] === true) await client.audit.setBaseline({ request });
    if (isMet(document, least)) process.exitCode = exitCodes.findings;
  },
}; // prettier-ignore
