/** A review as one page that prints: scope, reviewers, decisions with reasons, evidence, what was not readable, sign-off, digests. */
import type { ReviewCounts } from '#contract/review.ts';
import type { ReviewDocument } from '#contract/reviewDocument.ts';

import type { ItemState } from '#domain/review/codes.ts';
import { html, htmlDocument, htmlTable } from '../reports/html.ts';
import type { Html } from '../reports/html.ts';
import { scopeTexts, signOffTexts, sinceText, verifiedTexts } from './parts.ts';
import { reviewWords } from './words.ts';
import type { ReviewSay } from './words.ts';

type Item = ReviewDocument['items'][number];

const tone: Readonly<Record<ItemState, string>> = {
  open: 'warn',
  keep: 'info',
  revoke: 'bad',
  unsure: 'warn',
  acknowledge: 'quiet',
};
const number = (value: number): string => value.toLocaleString('en-US');
const shownStates = ['open', 'unsure', 'keep', 'revoke', 'acknowledge'] as const;

const countsTable = (title: string, rows: readonly (readonly [string, ReviewCounts])[], words: ReviewSay): Html =>
  htmlTable({
    head: [title, words.head('items'), ...shownStates.map((state) => words.say(`state.${state}`))],
    rows: rows.map(([name, counts]) => [name, number(counts.items), ...shownStates.map((state) => number(counts[state]))]),
    numbers: [1, 2, 3, 4, 5, 6],
  }); // prettier-ignore

function decisionCell({ state, decided, earlier }: Item, words: ReviewSay): Html {
  return html`<span class="tag ${tone[state]}">${words.say(`state.${state}`)}</span>${decided && html`<br />${decided.reason}<br /><span class="quiet">${decided.by}, ${words.when(decided.at)}</span>`}${earlier.length > 0 ? html`<br /><span class="quiet">${words.head('history')}: ${earlier.join('; ')}</span>` : null}`;
} // prettier-ignore

function itemsTable(items: readonly Item[], words: ReviewSay): Html {
  return htmlTable({
    head: [words.head('number'), words.head('person'), words.head('access'), words.head('reviewer'), words.head('decision')],
    rows: items.map((item) => [
      html`<span data-item="${item.number}" data-state="${item.state}">${String(item.number)}</span>`,
      html`${item.person?.name ?? words.say('kind.notReadable')}${item.person && html`<br /><code>${item.person.dn}</code>`}`,
      html`${item.evidence.map((line) => html`<p>${line}</p>`)}<p class="quiet">${item.remarks.join(' · ')}</p>`,
      item.reviewer.name,
      decisionCell(item, words),
    ]),
    numbers: [0],
  });
} // prettier-ignore

function rolePart(items: readonly Item[], words: ReviewSay): Html {
  const { role } = items[0]!;
  return html`<section><h3>${role.name} <span class="quiet">${role.accountName ?? ''} ${role.account}</span></h3>
<p class="quiet"><code>${role.key}</code></p>
${itemsTable(items, words)}</section>
`;
} // prettier-ignore

/** In pieces, for a review may have many items. */
export function reviewHtml(document: ReviewDocument): string {
  const words = reviewWords(document.locale);
  const { review, items, reviewers, roles } = document;
  const title = words.head('title', { name: review.name });
  const access = items.filter(({ kind }) => kind === 'access');
  const unread = items.filter(({ kind }) => kind === 'notReadable');
  const since = sinceText(review, words);
  const byRole = [...Map.groupBy(access, ({ role }) => role.key).values()].toSorted((a, b) => (place(a[0]!) < place(b[0]!) ? -1 : 1));
  return htmlDocument(document.locale, title, [
    html`<h1>${title}</h1>
<dl><dt>${words.head('started')}</dt><dd>${words.head('startedBy', { at: words.when(review.startedAt), by: review.startedBy })}</dd>
<dt>${words.head('due')}</dt><dd>${review.dueOn ?? words.head('none')}</dd>
<dt>${words.head('scope')}</dt><dd>${scopeTexts(review, words).map((line) => html`${line}<br />`)}</dd>
${since && html`<dt>${words.head('since')}</dt><dd>${since}</dd>\n`}<dt>${words.head('asOf')}</dt><dd>${review.readAt.map(({ sourceName, readAt }) => html`${sourceName}: ${words.when(readAt)}<br />`)}</dd>
<dt>${words.head('people')}</dt><dd>${number(review.people)}</dd><dt>${words.head('roles')}</dt><dd>${number(review.roles)}</dd></dl>
<h2>${words.head('overview')}</h2>
${countsTable('', [[review.name, review.counts]], words)}${countsTable(words.head('reviewers'), reviewers.map((one) => [one.name, one] as const), words)}${countsTable(words.head('roles'), roles.map((one) => [`${one.role.name}, ${one.role.accountName ?? one.role.account}`, one] as const), words)}${review.damaged > 0 ? html`<p class="bad">${words.head('damagedText', { count: review.damaged })}</p>\n` : null}<h2>${words.head('signOff')}</h2>
${signOffTexts(review, words).map((line) => html`<p>${line}</p>\n`)}<dl><dt>${words.head('evidenceDigest')}</dt><dd><code>${review.digest}</code></dd>
${review.signOff && html`<dt>${words.head('signedDigest')}</dt><dd><code>${review.signOff.digest}</code></dd>\n`}</dl>
<div class="${document.verified.intact ? 'quiet' : 'bad'}">${verifiedTexts(document, words).map((line) => html`<p>${line}</p>\n`)}</div>
<h2>${words.head('decisions')}</h2>
`,
    ...byRole.map((some) => rolePart(some, words)),
    ...(unread.length === 0 ? [] : [html`<h2>${words.head('notReadable')}</h2>
<p>${words.head('notReadableAbout')}</p>
${htmlTable({
  head: [words.head('number'), words.head('role'), words.head('access'), words.head('reviewer'), words.head('decision')],
  rows: unread.map((item) => [
    html`<span data-item="${item.number}" data-state="${item.state}">${String(item.number)}</span>`,
    `${item.role.name}, ${item.role.accountName ?? item.role.account}`,
    html`${item.evidence.map((line) => html`<p>${line}</p>`)}<p class="quiet">${item.remarks.join(' · ')}</p>`,
    item.reviewer.name,
    decisionCell(item, words),
  ]),
  numbers: [0],
})}`]),
    html`<h2>${words.head('signature')}</h2>
<p style="border-bottom:1px solid currentColor;height:3rem"></p>
`,
  ]);
} // prettier-ignore

const place = ({ role }: Item): string =>
  `${role.accountName ?? role.account} ${role.name} ${role.key}`.toLowerCase();
