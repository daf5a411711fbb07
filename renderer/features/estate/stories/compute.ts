/** An EC2 instance, and the role that anything inside it may use. */
import type { InstanceRow } from '#contract/estate/organization.ts';
import { t } from '../../../app/i18n/index.ts';
import { line, stateCell, timeLine, value } from '../facts.ts';
import { metadataCell, roleCell } from '../lists/compute.ts';
import { keyBy } from '../lists/list.ts';
import { accountText, inView } from './story.ts';
import type { Story } from './story.ts';

export const instanceStory = (row: InstanceRow): Story => ({
  title: row.name ?? row.instanceId,
  kind: t('estate.column.instance'),
  ...(row.metadataTokens === 'optional' && row.roleArn !== null
    ? { warnings: [t('estate.metadataWarning')] }
    : {}),
  actions: row.roleArn
    ? [{ id: 'showRole', to: inView('roles', { i: keyBy(row.snapshotId, row.roleArn) }) }]
    : [],
  tabs: () => [
    {
      id: 'overview',
      sections: [
        {
          id: 'what',
          title: t('estate.section.what'),
          lines: [
            line(t('estate.column.instance'), value(row.instanceId), { mono: true }),
            line(
              t('estate.column.state'),
              row.state === null ? value(null, t('app.unknown')) : stateCell(row.state),
            ),
            line(t('estate.column.role'), roleCell(row), { note: t('estate.oneRole') }),
            line(t('estate.column.profile'), value(row.instanceProfileArn), { mono: true }),
            line(t('estate.column.metadata'), metadataCell(row)),
            line(t('column.account'), value(accountText(row.account, row.accountName))),
            line(t('column.region'), value(row.region), { mono: true }),
            line(t('estate.fact.platform'), value(row.platform, t('app.unknown'))),
            timeLine(t('estate.column.started'), row.launchTime, t('app.unknown')),
          ],
        },
      ],
    },
  ],
});
