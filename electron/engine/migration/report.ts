/** The report that a change board reads: what was read and when, blockers first, decisions, waves, steps. */
import { html, htmlDocument, htmlTable, type Html } from '../reports/html.ts';
import type { Plan, PlanDecision, PlanFinding } from '#contract/migration.ts';
import { audiences, severities, stepTimes } from '#domain/migration/codes.ts';
import type { TravelCounts } from '#domain/migration/travel.ts';
import type { Locale, Reported } from './told.ts';
import { type ReportWords, reportWords } from './words.ts';

const tone = { blocker: 'bad', warning: 'warn', information: 'info' } as const;
const number = (value: number): string => value.toLocaleString('en-US');

const anchor = (code: string): string => `finding-${code}`;

/** What the answer is, or what the plan counts with. */
const answerOf = (words: ReportWords, { code, value, assumed }: PlanDecision): string =>
  value === null
    ? words.head('undecided', { answer: words.option(code, assumed) })
    : words.option(code, value);

function decisionOf(words: ReportWords, { decisions }: Plan, code: PlanFinding['decision']): string | null {
  const decision = decisions.find((each) => each.code === code);
  return decision ? `${words.decision(decision.code)}: ${answerOf(words, decision)}` : null;
}

function findingCard(words: ReportWords, plan: Plan, each: PlanFinding): Html {
  const decision = decisionOf(words, plan, each.decision);
  const more = each.examplesTotal - each.examples.length;
  const examples = each.examples.map((one) => {
    const shown = words.shownBy(one, each.evidence);
    return html`<li>${words.example(one)}${shown && html`<br><span class="quiet">${shown}</span>`}</li>\n`;
  });
  return html`<section class="card ${tone[each.severity]}" id="${anchor(each.code)}">
<h3><span class="tag ${tone[each.severity]}">${words.severity(each.severity)}</span> ${words.finding(each.code)}</h3>
<p>${words.about(each)}</p>
<p>${words.head('remedy')}: ${words.remedy(each.code)}</p>
${decision && html`<p>${words.head('decision')}: ${decision}</p>\n`}${
    each.evidence.length > 0 ? html`<p class="quiet">${words.head('evidence')}: ${each.evidence.join(', ')}</p>\n` : null
  }${examples.length > 0 ? html`<ul>\n${examples}${more > 0 ? html`<li class="quiet">${words.head('more', { count: more })}</li>\n` : null}</ul>\n` : null}</section>
`;
} // prettier-ignore

/** Every finding in a line, for whoever reads one page. */
function overview(words: ReportWords, plan: Plan, findings: readonly PlanFinding[]): Html {
  return htmlTable({
    head: [words.head('severity'), words.head('finding'), words.head('count'), words.head('decision')],
    rows: findings.map((each) => [
      html`<span class="tag ${tone[each.severity]}">${words.severity(each.severity)}</span>`,
      html`<a href="#${anchor(each.code)}">${words.finding(each.code)}</a>`,
      each.count === 0 ? '' : number(each.count),
      decisionOf(words, plan, each.decision) ?? '',
    ]),
    numbers: [2],
  });
}

function verdict(words: ReportWords, { counts }: Plan): string {
  if (counts.blocker > 0) return words.head('blocked', counts);
  return counts.warning > 0 ? words.head('open', counts) : words.head('clear');
}

function scope(words: ReportWords, { travel, waves }: Plan): string {
  if (travel === null) return words.head('nothingMoves');
  const { moves, left } = travel;
  return words.head('scopeMoves', { objects: moves.objects, waves: waves ?? 0, left: left.objects });
}

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
  const taken = plan.decisions.filter(({ value }) => value !== null).length;
  return htmlDocument(locale, title, [
    html`<h1>${title}</h1>
<dl><dt>${words.head('from')}</dt><dd>${place(from)}</dd>
<dt>${words.head('to')}</dt><dd>${targetName}</dd>
<dt>${words.head('into')}</dt><dd>${into ? place(into) : words.head('newDirectory')}</dd>
<dt>${words.head('verdict')}</dt><dd><strong>${verdict(words, plan)}</strong></dd>
<dt>${words.head('summary')}</dt><dd>${words.head('counts', counts)}</dd>
<dt>${words.head('scope')}</dt><dd>${scope(words, plan)}</dd>
<dt>${words.head('decisions')}</dt><dd>${words.head('decisionsTaken', { taken, total: plan.decisions.length })}</dd></dl>
`,
    notRead.total > 0
      ? html`<h2>${words.head('notRead')}</h2>\n<p>${words.head('notReadAbout')}</p>\n<ul>\n${missing}${undone > 0 ? html`<li>${words.head('more', { count: undone })}</li>\n` : null}</ul>\n`
      : html``,
    ...(findings.length === 0 ? [] : [html`<h2>${words.head('overview')}</h2>\n`, overview(words, plan, findings)]),
    html`<h2>${words.head('findings')}</h2>\n`,
    ...(findings.length === 0 ? [html`<p>${words.head('noFindings')}</p>\n`] : findings.map((each) => findingCard(words, plan, each))),
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
