/** A credential that outlives its use: what to do, what says so, and what the credential report tells of its holder. */
import type { CredentialRow } from '#contract/estate/users.ts';
import { api } from '../../../app/client.ts';
import { t } from '../../../app/i18n/index.ts';
import { word } from '../../../app/i18n/words.ts';
import { line, timeLine, value } from '../facts.ts';
import { riskOf } from '../lists/credentials.ts';
import { keyBy } from '../lists/list.ts';
import { reportSections } from './report.ts';
import type { Report } from './report.ts';
import { accountText, inView } from './story.ts';
import type { Story } from './story.ts';

/** Of the root user it stands with the account, of a user with the user; null where that row is not found. */
async function reportOf(row: CredentialRow, signal: AbortSignal): Promise<Report | null> {
  const { snapshotId, account, subject, root, userName } = row;
  const asked = { snapshotId, accounts: [account], page: { offset: 0, limit: 1000 } };
  if (root) {
    const { rows } = await api.estate.reach(asked, { signal });
    return rows.find((each) => each.account === account)?.rootReport ?? null;
  }
  const text = userName ? { text: userName } : {};
  const { rows } = await api.estate.users({ ...asked, ...text }, { signal });
  return rows.find(({ arn }) => arn === subject)?.report ?? null;
}

export async function credentialStory(row: CredentialRow, signal: AbortSignal): Promise<Story> {
  const report = await reportOf(row, signal);
  return {
    title: row.root ? t('estate.section.root') : (row.userName ?? row.subject),
    kind: word('estate', `credentialIssue.${row.code}`),
    risk: riskOf(row.code),
    actions: [
      { id: 'copyArn', copy: row.subject },
      row.root
        ? { id: 'showAccount', to: inView('reach', { i: keyBy(row.snapshotId, row.account) }) }
        : { id: 'showUser', to: inView('users', { i: keyBy(row.snapshotId, row.subject) }) },
    ],
    tabs: () => [
      {
        id: 'overview',
        sections: [
          {
            id: 'remedy',
            title: t('estate.section.remedy'),
            note: word('estate', `credentialRemedy.${row.code}`),
            lines: [
              line(t('column.account'), value(accountText(row.account, row.accountName))),
              ...(row.keyTail ? [line(t('column.key'), value(`…${row.keyTail}`), { mono: true })] : []),
              line(t('estate.column.age'), value(row.ageDays === null ? null : t('estate.days', { count: row.ageDays }), t('app.unknown'))),
              timeLine(t('estate.column.since'), row.since, t('app.unknown')),
              line('ARN', value(row.subject), { mono: true }),
            ],
          },
          {
            id: 'evidence',
            title: t('estate.section.evidence'),
            entries: row.evidence.map((each) => ({
              title: each.field,
              mono: true,
              lines: [
                line(t('evidence.value'), value(each.value), { mono: true }),
                line(t('evidence.where'), value(each.where), { mono: true }),
                timeLine(t('evidence.readAt'), each.readAt),
              ],
            })),
          },
          ...(report === null ? [] : reportSections(report)),
        ],
      },
    ],
  };
} // prettier-ignore
