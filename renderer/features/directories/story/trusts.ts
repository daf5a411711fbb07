/** The trusts of a directory as AWS tells them, and whether the other ends and the directory's own objects say the same. */
import type { DirectoryFacts } from '#contract/estate/directories.ts';
import { t } from '../../../app/i18n/index.ts';
import { word } from '../../../app/i18n/words.ts';
import { line, listed, stateCell, timeLine, value, warning } from '../../estate/facts.ts';
import type { Cell, Section } from '../../estate/facts.ts';

type Trusts = Extract<NonNullable<DirectoryFacts['details']>['trusts'], { state: 'read' }>['value'];
type Trust = Trusts['rows'][number];

/** Whether both ends say the same; null = an end was not read. */
export const endsCell = (agree: boolean | null): Cell =>
  agree === null
    ? { text: t('directories.ends.notRead'), look: 'notRead', why: t('directories.ends.notReadWhy') }
    : agree
      ? value(t('directories.ends.agree'))
      : warning(t('directories.ends.disagree'));

const sentences: Readonly<Record<string, string>> = {
  'One-Way: Outgoing': 'outbound',
  'One-Way: Incoming': 'inbound',
  'Two-Way': 'both',
};
const toBothEnds = { path: '/compare', query: { v: 'trusts', tf: 'list' } };

const entryOf = (domain: string) => (each: Trust) => ({
  title: each.remoteDomainName,
  state: stateCell(each.state),
  lines: [
    line(t('directories.f.direction'), value(each.direction, t('app.unknown')), {
      note: t(`forest.sentence.${sentences[each.direction ?? ''] ?? 'unknown'}`, {
        domain,
        partner: each.remoteDomainName,
      }),
    }),
    line(t('directories.column.ends'), endsCell(each.endsAgree), { to: toBothEnds }),
    ...each.issues.map((code) =>
      line(t('directories.f.ownObjects'), warning(t(`directories.ends.${code}`)), {
        note: word('estate', `trustIssue.${code}`),
      }),
    ),
    line(t('column.kind'), value(each.type && t(`directories.trustType.${each.type}`))),
    line(
      t('directories.f.authentication'),
      value(
        each.selectiveAuth === null
          ? null
          : t(`forest.trust.authentication.${each.selectiveAuth ? 'selective' : 'all'}`),
        t('app.unknown'),
      ),
    ),
    ...(each.stateReason ? [line(t('directories.f.reason'), value(each.stateReason))] : []),
    timeLine(t('directories.f.created'), each.createdAt, t('app.unknown')),
    line(t('directories.f.trustId'), value(each.trustId), { mono: true }),
  ],
});

/** Trusts that the directory's own objects tell of, and AWS does not. */
function notInAws({ row }: DirectoryFacts): Section[] {
  const all =
    row.trusts.state === 'read' ? row.trusts.value.issues.filter(({ code }) => code === 'notInAws') : [];
  if (all.length === 0) return [];
  return [
    {
      id: 'notInAws',
      title: t('directories.s.notInAws'),
      note: word('estate', 'trustIssue.notInAws'),
      entries: all.map(({ remoteDomainName }) => ({
        title: remoteDomainName,
        state: warning(t('directories.ends.notInAws')),
        lines: [],
      })),
    },
  ];
}

/** Each in a sentence: who trusts whom. */
export const trusts = (facts: DirectoryFacts): Section[] => [
  listed(
    'trusts',
    t('directories.s.trusts'),
    facts.details?.trusts,
    entryOf(facts.row.name),
    facts.row.type === 'MicrosoftAD' ? t('directories.trustNote') : undefined,
  ),
  ...notInAws(facts),
];

/** What needs a person's eyes, in sentences: for above everything else that is known of the directory. */
export const trustWarnings = ({ trusts: of }: DirectoryFacts['row']): string[] =>
  of.state === 'read'
    ? of.value.issues.map(
        ({ code, remoteDomainName }) => `${remoteDomainName}: ${word('estate', `trustIssue.${code}`)}`,
      )
    : [];
