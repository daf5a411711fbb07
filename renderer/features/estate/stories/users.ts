/** Users, groups, providers, and credentials that outlive their use. */
import type { IamGroupRow, ProviderRow, UserRow } from '#contract/estate/users.ts';
import { number, t, time, timeTitle } from '../../../app/i18n/index.ts';
import { word } from '../../../app/i18n/words.ts';
import { policyPlace } from '../../policy/address.ts';
import { absence, line, stateCell, timeLine, untilCell, value, warning } from '../facts.ts';
import type { Entry, Line, Section } from '../facts.ts';
import { keyBy } from '../lists/list.ts';
import { reportSections } from './report.ts';
import { accountText, inView } from './story.ts';
import type { Story } from './story.ts';

const entries = (id: string, title: string, all: readonly Entry[] | null, note?: string): Section => ({
  id,
  title,
  ...(note ? { note } : {}),
  ...(all === null
    ? { absence: absence(undefined) }
    : all.length === 0
      ? { absence: value(null) }
      : { entries: all }),
});
const policyEntries = (row: {
  snapshotId: number;
  attached: readonly { arn: string; name: string }[];
}): Entry[] =>
  row.attached.map(({ arn, name }) => ({
    title: name,
    lines: [
      line('ARN', value(arn), { mono: true, to: inView('policies', { i: keyBy(row.snapshotId, arn) }) }),
    ],
  }));
const inlineEntries = (row: { snapshotId: number; arn: string; inline: readonly string[] }): Entry[] =>
  row.inline.map((name) => ({
    title: name,
    lines: [
      line(t('estate.column.policy'), value(name), {
        to: inView('policies', { i: keyBy(row.snapshotId, '', row.arn, name) }),
      }),
    ],
  }));
const permissions = (row: UserRow | IamGroupRow): Section[] => [
  entries('attached', t('estate.section.attached'), policyEntries(row)),
  entries('inline', t('estate.section.inline'), inlineEntries(row), t('estate.inlineNote')),
];
const times = (name: string, iso: string | null, none: string): Line => timeLine(name, iso, none);

export function userStory(row: UserRow): Story {
  const what = (): Section => ({
    id: 'what',
    title: t('estate.section.what'),
    lines: [
      line('ARN', value(row.arn), { mono: true }),
      line(t('column.account'), value(accountText(row.account, row.accountName))),
      times(t('estate.fact.created'), row.createDate, t('app.unknown')),
      line(t('estate.section.password'), row.hasConsolePassword === null ? absence(undefined) : value(row.hasConsolePassword ? t('estate.password.yes') : null)),
      ...(row.hasConsolePassword ? [times(t('estate.column.lastUsed'), row.passwordLastUsed, t('estate.never'))] : []),
      line(t('estate.column.mfa'), row.mfaDevices === null ? absence(undefined) : row.mfaDevices === 0 && row.hasConsolePassword ? warning(t('app.none')) : value(row.mfaDevices > 0 ? number(row.mfaDevices) : null)),
      line(t('estate.column.groups'), value(row.groups.join(', '))),
      line(t('estate.section.boundary'), value(row.boundary), { mono: true }),
    ],
  }); // prettier-ignore
  const keys = (): Section =>
    entries(
      'keys',
      t('estate.section.keys'),
      row.accessKeys?.map((key) => ({
        title: t('estate.fact.key', { tail: key.idTail }),
        state: stateCell(key.status),
        lines: [
          times(t('estate.fact.created'), key.createDate, t('app.unknown')),
          times(t('estate.column.lastUsed'), key.lastUsed, t('estate.never')),
          ...(key.lastUsedService
            ? [
                line(
                  t('estate.fact.usedFor'),
                  value([key.lastUsedService, key.lastUsedRegion].filter(Boolean).join(' · ')),
                ),
              ]
            : []),
        ],
      })) ?? null,
    );
  return {
    title: row.name,
    kind: t('estate.column.user'),
    warnings: row.issues.map((code) => word('estate', `credentialIssue.${code}`)),
    actions: [
      { id: 'whatItCanDo', to: policyPlace({ kind: 'principal', snapshotId: row.snapshotId, arn: row.arn }) },
      { id: 'copyArn', copy: row.arn },
    ],
    tabs: () => [
      { id: 'overview', sections: [what(), keys(), ...reportSections(row.report)] },
      {
        id: 'permissions',
        sections: permissions(row),
        count: number(row.attached.length + row.inline.length),
      },
    ],
  };
}

export const groupStory = (row: IamGroupRow): Story => ({
  title: row.name,
  kind: t('estate.column.group'),
  actions: [{ id: 'copyArn', copy: row.arn }],
  tabs: () => [
    {
      id: 'overview',
      sections: [
        {
          id: 'what',
          title: t('estate.section.what'),
          lines: [
            line('ARN', value(row.arn), { mono: true }),
            line(t('column.account'), value(accountText(row.account, row.accountName))),
          ],
        },
        {
          ...entries(
            'members',
            t('estate.section.members'),
            row.members?.map((name) => ({ title: name, lines: [] })) ?? null,
          ),
          ...(row.memberCount === null ? {} : { total: row.memberCount }),
        },
      ],
    },
    { id: 'permissions', sections: permissions(row), count: number(row.attached.length + row.inline.length) },
  ],
});

export const providerStory = (row: ProviderRow, readAt: string | null): Story => ({
  title: row.name,
  kind: row.kind === 'saml' ? 'SAML' : 'OpenID Connect',
  actions: [{ id: 'copyArn', copy: row.arn }],
  tabs: () => [
    {
      id: 'overview',
      sections: [
        {
          id: 'what',
          title: t('estate.section.what'),
          lines: [
            line('ARN', value(row.arn), { mono: true }),
            line(t('column.account'), value(accountText(row.account, row.accountName))),
            times(t('estate.fact.created'), row.createDate, t('app.unknown')),
            line(t('estate.column.roles'), value(number(row.roles))),
            ...(row.kind === 'saml'
              ? [
                  line(t('estate.fact.entityId'), value(row.entityId, t('app.unknown')), { mono: true }),
                  line(t('estate.column.validUntil'), readAt ? untilCell(readAt, row.validUntil) : value(row.validUntil), row.validUntil ? { title: timeTitle(row.validUntil), note: time(row.validUntil) } : {}),
                ]
              : [
                  line('URL', value(row.url), { mono: true }),
                  line(t('estate.fact.clientIds'), value(row.clientIds?.join('\n') ?? null), { mono: true }),
                  line(t('estate.fact.thumbprints'), value(row.thumbprints?.join('\n') ?? null), { mono: true }),
                ]),
          ],
        },
        ...(row.kind === 'saml'
          ? [
              entries(
                'signing',
                t('estate.fact.signingCertificates'),
                row.signingCertificatesValidTo?.map((iso) => ({
                  title: time(iso),
                  ...(readAt ? { state: untilCell(readAt, iso) } : {}),
                  lines: [],
                })) ?? null,
              ),
            ]
          : []),
      ],
    },
  ],
}); // prettier-ignore
