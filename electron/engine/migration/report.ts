/** The report that a change board reads: what was read and when, blockers first, decisions, waves, steps. */
import { html, htmlDocument, htmlTable, type Html } from '../reports/html.ts';
import type { PlanDecision, PlanFinding } from '#contract/migration.ts';
import { audiences, severities, stepTimes } from '#domain/migration/codes.ts';
import type { TravelCounts } from '#domain/migration/travel.ts';
import type { Locale, Reported } from './told.ts';
import { type ReportWords, reportWords } from './words.ts';

const tone = { blocker: 'bad', warning: 'warn', information: 'info' } as const;
const number = (value: number): string => value.toLocaleString('en-US');

function findingCard(words: ReportWords, each: PlanFinding): Html {
  const more = each.examplesTotal - each.examples.length;
  const examples = each.examples.map((one) => html`<li>${words.example(one)}</li>\n`);
  return html`<section class="card ${tone[each.severity]}">
<h3><span class="tag ${tone[each.severity]}">${words.severity(each.severity)}</span> ${words.finding(each.code)}</h3>
<p>${words.about(each)}</p>
<p>${words.head('remedy')}: ${words.remedy(each.code)}</p>
${each.decision && html`<p>${words.head('decision')}: ${words.decision(each.decision)}</p>\n`}${
    each.evidence.length > 0 ? html`<p class="quiet">${words.head('evidence')}: ${each.evidence.join(', ')}</p>\n` : null
  }${examples.length > 0 ? html`<ul>\n${examples}${more > 0 ? html`<li class="quiet">${words.head('more', { count: more })}</li>\n` : null}</ul>\n` : null}</section>
`;
} // prettier-ignore

const answerOf = (words: ReportWords, { code, value, assumed }: PlanDecision): string =>
  value === null
    ? words.head('undecided', { answer: words.option(code, assumed) })
    : words.option(code, value);

const travelRow = (name: string, counts: TravelCounts) => [
  name,
  number(counts.objects),
  number(counts.users),
  number(counts.groups),
  number(counts.computers),
  number(counts.serviceAccounts + counts.contacts),
];

function wavesPart({ plan, waves, wavesTotal }: Reported, words: ReportWords): Html[] {
  const title = html`<h2>${words.head('waves')}</h2> `;
  if (plan.travel === null) return [title, html`<p>${words.head('nothingMoves')}</p> `];
  const kinds = (['objects', 'users', 'groups', 'computers', 'others'] as const).map((code) => words.head(code)); // prettier-ignore
  const rows = waves.map((each) => [
    each.number,
    words.wave(each.reason, each.params),
    ...travelRow('', each).slice(1),
    `${number(each.linksInside)} / ${number(each.linksOutside)}`,
  ]);
  const { moves, left, own } = plan.travel;
  return [
    title,
    htmlTable({
      head: ['', ...kinds],
      rows: [
        travelRow(words.head('moves'), moves),
        travelRow(words.head('left'), left),
        [words.head('own'), number(own), '', '', '', ''],
      ],
      numbers: [1, 2, 3, 4, 5],
    }),
    htmlTable({
      head: [words.head('wave'), words.head('why'), ...kinds, words.head('links')],
      rows,
      numbers: [0, 2, 3, 4, 5, 6, 7],
    }),
    wavesTotal > waves.length
      ? html`<p>${words.head('more', { count: wavesTotal - waves.length })}</p> `
      : html``,
  ];
}

export function reportHtml(reported: Reported, locale: Locale): string {
  const { plan, summary } = reported;
  const words = reportWords(locale);
  const { from, into, target, counts, notRead } = plan;
  const targetName = words.target(target.kind, target.size);
  const title = words.head('title', { source: from.sourceName, target: targetName });
  const place = (ref: typeof from) => `${ref.sourceName}, ${words.head('asOf', { time: words.when(ref.readAt) })}`;
  const missing = notRead.rows.map(
    ({ where, attribute, code }) => html`<li>${where}${attribute && ` (${attribute})`}: ${words.missing(code)}</li>\n`,
  );
  const undone = notRead.total - notRead.rows.length;
  const first = plan.findings.filter(({ code }) => code === 'identityCenter');
  const findings = [...first, ...severities.flatMap((severity) => plan.findings.filter((each) => each.severity === severity && each.code !== 'identityCenter'))];
  return htmlDocument(locale, title, [
    html`<h1>${title}</h1>
<dl><dt>${words.head('from')}</dt><dd>${place(from)}</dd>
<dt>${words.head('to')}</dt><dd>${targetName}</dd>
<dt>${words.head('into')}</dt><dd>${into ? place(into) : words.head('newDirectory')}</dd>
<dt>${words.head('summary')}</dt><dd>${words.head('counts', counts)}</dd></dl>
`,
    notRead.total > 0
      ? html`<h2>${words.head('notRead')}</h2>\n<p>${words.head('notReadAbout')}</p>\n<ul>\n${missing}${undone > 0 ? html`<li>${words.head('more', { count: undone })}</li>\n` : null}</ul>\n`
      : html``,
    html`<h2>${words.head('findings')}</h2>\n`,
    ...(findings.length === 0 ? [html`<p>${words.head('noFindings')}</p>\n`] : findings.map((each) => findingCard(words, each))),
    html`<h2>${words.head('decisions')}</h2>\n`,
    htmlTable({
      head: [words.head('decision'), words.head('answer'), words.head('decidedAt'), words.head('note')],
      rows: plan.decisions.map((each) => [
        words.decision(each.code),
        answerOf(words, each),
        each.decidedAt === null ? '' : words.when(each.decidedAt),
        each.note ?? '',
      ]),
    }),
    ...wavesPart(reported, words),
    html`<h2>${words.head('changes')}</h2>\n`,
    ...audiences.map(
      (audience) => html`<h3>${words.audience(audience)}</h3>\n<ul>\n${summary.changes
        .filter((each) => each.audience === audience)
        .map((each) => html`<li>${words.change(each.code, each.params)}</li>\n`)}</ul>\n`,
    ),
    html`<h2>${words.head('steps')}</h2>\n`,
    ...stepTimes.flatMap((when) => {
      const steps = summary.steps.filter((each) => each.when === when);
      if (steps.length === 0) return [];
      const lines = steps.map((each) => html`<li>${words.step(each.code, each.params)}${each.command && html` <code>${each.command}</code>`}</li>\n`);
      return [html`<h3>${words.time(when)}</h3>\n<ol>\n${lines}</ol>\n`];
    }),
  ]);
} // prettier-ignore

/** A row for everything that a report says; CSV has one shape, so its sections share the columns. */
export function* reportRows(reported: Reported, locale: Locale): Generator<(string | number | null)[], void> {
  const { plan, summary, waves } = reported;
  const words = reportWords(locale);
  for (const { where, attribute, code } of plan.notRead.rows)
    yield [words.head('notRead'), '', code, attribute === null ? where : `${where} (${attribute})`, null, words.missing(code), '', '', ''];
  for (const each of plan.findings)
    yield [
      words.head('findings'),
      words.severity(each.severity),
      each.code,
      words.finding(each.code),
      each.count,
      words.about(each),
      words.remedy(each.code),
      each.decision === null ? '' : words.decision(each.decision),
      each.examples.map(words.example).join('; '),
    ];
  for (const each of plan.decisions)
    yield [words.head('decisions'), '', each.code, words.decision(each.code), null, answerOf(words, each), each.note, '', each.decidedAt];
  for (const each of waves)
    yield [words.head('waves'), '', each.reason, String(each.number), each.objects, words.wave(each.reason, each.params), '', '', ''];
  for (const each of summary.changes)
    yield [words.head('changes'), '', each.code, words.audience(each.audience), each.count, words.change(each.code, each.params), '', '', ''];
  for (const each of summary.steps)
    yield [words.head('steps'), '', each.code, words.time(each.when), null, words.step(each.code, each.params), each.command, '', ''];
} // prettier-ignore

export const reportTitles = (locale: Locale): string[] => {
  const { head } = reportWords(locale);
  return (['section', 'severity', 'code', 'name', 'count', 'sentence', 'remedy', 'decision', 'examples'] as const).map((code) => head(code)); // prettier-ignore
};
