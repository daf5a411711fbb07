/** The audit as one page that prints: what was read, what was found by severity, what is suppressed, gone and not judged. */
import type { AuditDocument } from '#contract/auditDocument.ts';
import { auditSeverities } from '#domain/audit/codes.ts';
import type { AuditSeverity } from '#domain/audit/codes.ts';
import { html, htmlDocument, htmlTable, type Html } from '../reports/html.ts';
import { comparedText, controlTexts, evidenceText, settingTexts, statusTexts } from './shared.ts';
import { auditWords } from './words.ts';
import type { AuditWords } from './words.ts';

type Finding = AuditDocument['findings'][number];

const tone: Readonly<Record<AuditSeverity, string>> = {
  critical: 'bad',
  high: 'bad',
  medium: 'warn',
  low: 'info',
  information: 'quiet',
};
const number = (value: number): string => value.toLocaleString('en-US');

function card(one: Finding, words: AuditWords): Html {
  const status = statusTexts(one, words);
  const more = one.evidenceTotal > one.evidence.length;
  return html`<article class="card ${tone[one.severity]}" data-key="${one.key}" data-check="${one.check}" data-code="${one.code}" data-severity="${one.severity}" data-drift="${one.drift ?? ''}" data-suppression="${one.suppression?.state ?? ''}">
<h4><span class="tag ${tone[one.severity]}">${words.severity(one.severity)}</span> ${one.subject.name} <span class="quiet">${words.subject(one.subject.kind)}</span></h4>
<p>${one.message}</p>
<p class="quiet"><code>${one.subject.where}</code></p>
<p class="quiet">${words.head('reason')}: ${one.severityReason}</p>
${one.owner && html`<p class="quiet">${words.head('owner')}: ${one.owner.name}</p>\n`}${
    status.length > 0 ? html`<p class="quiet">${words.head('status')}: ${status.join('; ')}</p>\n` : null
  }${one.evidence.length > 0 ? html`<ul>\n${one.evidence.map((each) => html`<li>${evidenceText(each, words)}</li>\n`)}${more ? html`<li class="quiet">${words.head('moreEvidence', { count: one.evidenceTotal })}</li>\n` : null}</ul>\n` : null}</article>
`;
} // prettier-ignore

function checkPart(check: AuditDocument['checks'][number], findings: readonly Finding[], words: AuditWords): Html {
  return html`<section class="check" id="${check.id}">
<div class="about"><h3>${check.number === null ? '' : `${check.number}. `}${check.title}</h3>
<p>${check.why}</p>
<p class="quiet">${words.head('query')}: ${check.query}</p>
<p>${words.head('remedy')}: ${check.remedy}</p>
<p class="quiet">${words.head('controls')}: ${controlTexts(check).join('; ')}</p></div>
${check.cut === null ? null : html`<p class="warn">${words.head('cut', { found: number(check.cut) })}</p>\n`}${findings.map((one) => card(one, words))}</section>
`;
} // prettier-ignore

function overview(document: AuditDocument, words: AuditWords): Html {
  const { open, suppressed, expired, drift } = document;
  return htmlTable({
    head: [words.head('severity'), words.head('count')],
    rows: [
      ...auditSeverities.map((severity) => [
        html`<span class="tag ${tone[severity]}">${words.severity(severity)}</span>`,
        number(open[severity]),
      ]),
      [words.head('suppressed'), number(suppressed)],
      [words.head('expired'), number(expired)],
      ...(drift === null
        ? []
        : (['new', 'changed', 'same', 'gone', 'notComparable'] as const).map((state) => [
            words.drift(state),
            number(drift[state]),
          ])),
      [words.head('notJudged'), number(document.notJudged.total)],
    ],
    numbers: [1],
  });
}

function checksTable(document: AuditDocument, words: AuditWords): Html {
  return htmlTable({
    head: [
      words.head('number'),
      words.head('check'),
      words.head('open'),
      words.head('suppressed'),
      words.head('notJudged'),
    ],
    rows: document.checks.map((check) => [
      check.number === null ? '' : String(check.number),
      check.open + check.suppressed > 0 ? html`<a href="#${check.id}">${check.title}</a>` : check.title,
      number(check.open),
      number(check.suppressed),
      number(check.notJudged),
    ]),
    numbers: [0, 2, 3, 4],
  });
}

export function auditHtml(document: AuditDocument): string {
  const words = auditWords(document.locale);
  const byCheck = Map.groupBy(document.findings, ({ check }) => check);
  // A check stands where its worst finding would.
  const ordered = document.checks
    .flatMap((check) => {
      const [worst] = byCheck.get(check.id) ?? [];
      return worst ? [{ check, rank: auditSeverities.indexOf(worst.severity) }] : [];
    })
    .toSorted((a, b) => a.rank - b.rank);
  const title = words.head('title');
  return htmlDocument(document.locale, title, [
    html`<h1>${title}</h1>
<dl>${document.readAt.map(({ sourceName, readAt }) => html`<dt>${sourceName}</dt><dd>${words.head('asOf')} ${words.when(readAt)}</dd>\n`)}<dt>${words.head('judgedOn')}</dt><dd>${document.judgedOn}</dd>
<dt>${words.head('comparedTo')}</dt><dd>${comparedText(document, words)}</dd></dl>
<h2>${words.head('overview')}</h2>
${overview(document, words)}${checksTable(document, words)}<h2>${words.head('findings')}</h2>
${ordered.length === 0 ? html`<p>${words.head('none')}</p>\n` : null}`,
    ...ordered.map(({ check }) => checkPart(check, byCheck.get(check.id) ?? [], words)),
    ...(document.gone.length === 0
      ? []
      : [html`<h2>${words.head('gone')}</h2>\n<section class="gone">${document.gone.map((one) => card(one, words))}</section>\n`]),
    ...(document.notSeen.length === 0
      ? []
      : [html`<h2>${words.head('notSeen')}</h2>\n<section class="gone">${document.notSeen.map((one) => card(one, words))}</section>\n`]),
    html`<h2>${words.head('notJudged')}</h2>
<p>${words.head('notJudgedAbout')}</p>
${htmlTable({
  head: [words.head('check'), words.head('place'), words.head('notJudgedWhy')],
  rows: document.notJudged.rows.map((one) => [document.checks.find(({ id }) => id === one.check)?.title ?? one.check, one.where, one.message]),
})}<h2>${words.head('settings')}</h2>
${htmlTable({ head: [words.head('settings'), words.head('value')], rows: settingTexts(document, words).map((row) => [...row]), numbers: [] })}`,
  ], { dark: true });
} // prettier-ignore
