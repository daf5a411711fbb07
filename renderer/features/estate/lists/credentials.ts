/** Long-term credentials that outlive their use, the most dangerous first. */
import { KeySquare } from '@lucide/vue';
import type { CredentialRow } from '#contract/estate/users.ts';
import { api } from '../../../app/client.ts';
import { number, t, time } from '../../../app/i18n/index.ts';
import { word } from '../../../app/i18n/words.ts';
import { value } from '../facts.ts';
import { common, keyBy, list } from './list.ts';

/** How bad each is: a key of the root user opens everything, an inactive key nothing. */
export const riskOf = (code: CredentialRow['code']): 'high' | 'medium' | 'low' => {
  if (code === 'rootKeys' || code === 'rootNoMfa' || code === 'passwordNoMfa') return 'high';
  return code === 'keyInactive' || code === 'passwordOld' || code === 'passwordUnused' ? 'low' : 'medium';
};

export const credentials = list<CredentialRow>({
  id: 'credentials',
  group: 'iam',
  icon: KeySquare,
  keyOf: (row) => keyBy(row.snapshotId, row.subject, row.code, row.keyTail),
  columns: [
    { key: 'risk', title: () => t('estate.column.risk'), width: 84, cell: (row) => value(t(`estate.risk.${riskOf(row.code)}`)) },
    { key: 'issue', title: () => t('estate.column.issue'), width: 280, cell: (row) => value(word('estate', `credentialIssue.${row.code}`)) },
    { key: 'user', title: () => t('estate.column.user'), width: 170, cell: (row) => value(row.root ? t('estate.section.root') : row.userName) },
    { key: 'account', title: () => t('column.account'), width: 110, room: 620, face: 'mono', cell: (row) => value(row.account) },
    { key: 'age', title: () => t('estate.column.age'), width: 90, face: 'num', cell: (row) => value(row.ageDays === null ? null : t('estate.days', { count: row.ageDays }), t('app.unknown')), value: (row) => row.ageDays },
    { key: 'since', title: () => t('estate.column.since'), width: 150, room: 860, cell: (row) => value(row.since && time(row.since), t('app.unknown')), value: (row) => row.since },
    { key: 'key', title: () => t('column.key'), width: 80, room: 700, face: 'mono', cell: (row) => value(row.keyTail && `…${row.keyTail}`, '–') },
  ],
  facet: (code) => word('estate', `credentialIssue.${code}`),
  async ask(asked, signal) {
    const codes = asked.facet ? { codes: [asked.facet as CredentialRow['code']] } : {};
    const answer = await api.estate.credentials({ ...common(asked), ...codes }, { signal });
    return {
      ...answer,
      facets: answer.codes,
      notes: [
        t('estate.judged', { count: answer.limitDays }),
        ...answer.notRead.map(({ code, count }) => `${t('estate.notJudged')}: ${word('estate', `credentialGap.${code}`, { count: number(count) })}`),
      ],
    };
  },
}); // prettier-ignore
