/** What the formats say alike. */
import type { AuditDocument } from '#contract/auditDocument.ts';
import type { AuditWords } from './words.ts';

type Finding = AuditDocument['findings'][number];

/** `CIS AWS Foundations Benchmark v3.0.0: 1.15, 1.21` */
export const controlTexts = (check: AuditDocument['checks'][number]): string[] =>
  check.controls.map(({ edition, items }) => `${edition}: ${items.join(', ')}`);

/** A fact on one line, in words. */
export function evidenceText(one: Finding['evidence'][number], words: AuditWords): string {
  const { field, value } = words.parts(one);
  return `${one.message}: ${one.where} · ${field} = ${value} (${words.when(one.readAt)})`;
}

/** New, suppressed and the like, in words; empty = open and not compared. */
export function statusTexts({ drift, notComparable, suppression }: Finding, words: AuditWords): string[] {
  const until = suppression?.until ?? words.head('withoutEnd');
  return [
    ...(drift === null
      ? []
      : [[words.drift(drift), ...(notComparable ? [notComparable.message] : [])].join(': ')]),
    ...(suppression === null
      ? []
      : [
          words.head(suppression.state === 'active' ? 'suppressedBy' : 'expiredBy', {
            owner: suppression.owner,
            until,
            reason: suppression.reason,
          }),
        ]),
  ];
}

/** Limits by the word that names them. */
export const settingTexts = (
  { settings }: AuditDocument,
  words: AuditWords,
): (readonly [name: string, value: string])[] => [
  ...(['staleDays', 'unusedRoleDays', 'keyDays', 'expiryDays', 'manyMembers', 'sessionHours'] as const).map(
    (name) => [words.head(name), String(settings[name])] as const,
  ),
  [
    words.head('toxicPairs'),
    settings.toxicPairs
      .map(({ name, first, second }) => `${words.pair(name)}: ${first} + ${second}`)
      .join('; '),
  ],
];

export const comparedText = ({ comparedTo }: AuditDocument, words: AuditWords): string =>
  comparedTo === null
    ? words.head('nothingCompared')
    : words.head(comparedTo.with, { at: words.when(comparedTo.at) });
