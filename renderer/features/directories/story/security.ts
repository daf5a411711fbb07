/** How a directory is reached safely: second factors, TLS, settings, certificates, and who may read its data by API. */
import type { DirectoryFacts } from '#contract/estate/directories.ts';
import { number, t, time, timeTitle } from '../../../app/i18n/index.ts';
import { absence, line, listed, reading, stateCell, timeLine, untilCell, value } from '../../estate/facts.ts';
import type { Line, Section } from '../../estate/facts.ts';

type Details = NonNullable<DirectoryFacts['details']>;
type Switch = Extract<Details['ldaps'], { state: 'read' }>['value']['rows'][number];

const switchEntry = (each: Switch) => ({
  title: t(`directories.switch.${each.type}`),
  state: stateCell(each.status),
  lines: [
    ...(each.statusReason ? [line(t('directories.f.reason'), value(each.statusReason))] : []),
    ...(each.changedAt ? [timeLine(t('directories.f.changed'), each.changedAt)] : []),
  ],
});

function mfa({ radius, row }: DirectoryFacts): Section {
  const title = t('directories.s.mfa');
  if (row.type === 'SimpleAD')
    return {
      id: 'mfa',
      title,
      absence: { text: t('reading.notApplicable'), look: 'notApplicable', why: t('directories.mfaSimple') },
    };
  if (!radius) return { id: 'mfa', title, absence: value(null), note: t('directories.mfaNote') };
  const lines: Line[] = [
    line(t('column.state'), stateCell(radius.status)),
    line(t('directories.f.radiusServers'), value(radius.servers.join('\n')), { mono: true }),
    line(t('directories.f.radiusPort'), value(radius.port === null ? null : String(radius.port)), {
      mono: true,
    }),
    line(t('directories.f.radiusProtocol'), value(radius.protocol)),
    line(t('directories.f.radiusSecret'), value(t('directories.secretNeverRead'))),
  ];
  return { id: 'mfa', title, lines, note: t('directories.mfaNote') };
}

/** Whether the directory's own controllers answer LDAPS is for its certificate authority to say: no operation does. */
function serverTls({ row }: DirectoryFacts): Section {
  const title = t('directories.s.serverLdaps');
  if (row.type === 'SimpleAD')
    return {
      id: 'server',
      title,
      absence: value(null, t('directories.noLdaps')),
      note: t('directories.ldapsSimple'),
    };
  if (row.type === 'ADConnector')
    return {
      id: 'server',
      title,
      absence: {
        text: t('reading.notApplicable'),
        look: 'notApplicable',
        why: t('directories.ldapsConnector'),
      },
    };
  return {
    id: 'server',
    title,
    absence: { text: t('reading.notReadable'), look: 'notReadable', why: t('directories.ldapsManaged') },
  };
}

export function security(facts: DirectoryFacts): Section[] {
  const { details, readAt } = facts;
  return [
    mfa(facts),
    serverTls(facts),
    listed('ldaps', t('directories.s.ldaps'), details?.ldaps, switchEntry, t('directories.ldapsNote')),
    listed('clientAuth', t('directories.s.clientAuth'), details?.clientAuthentication, switchEntry),
    listed('certificates', t('directories.s.certificates'), details?.certificates, (each) => ({
      title: each.commonName ?? each.certificateId,
      state: untilCell(readAt, each.expiresAt),
      lines: [
        line(
          t('directories.f.expires'),
          value(each.expiresAt && time(each.expiresAt)),
          each.expiresAt ? { title: timeTitle(each.expiresAt) } : {},
        ),
        line(t('column.kind'), value(each.type && t(`directories.switch.${each.type}`))),
        line(t('column.state'), stateCell(each.state)),
        line(t('directories.f.certificateId'), value(each.certificateId), { mono: true }),
      ],
    })),
    {
      id: 'caEnrollment',
      title: t('directories.s.caEnrollment'),
      ...(details?.caEnrollment.state === 'read'
        ? {
            lines: [
              line(t('column.state'), stateCell(details.caEnrollment.value.status)),
              ...(details.caEnrollment.value.statusReason
                ? [line(t('directories.f.reason'), value(details.caEnrollment.value.statusReason))]
                : []),
              line(t('directories.f.connectorArn'), value(details.caEnrollment.value.connectorArn), {
                mono: true,
              }),
              timeLine(t('directories.f.changed'), details.caEnrollment.value.changedAt, t('app.unknown')),
            ],
          }
        : { absence: absence(details?.caEnrollment) }),
      note: t('directories.caEnrollmentNote'),
    },
    {
      id: 'dataAccess',
      title: t('directories.s.dataAccess'),
      lines: [
        line(
          t('column.state'),
          details?.dataAccess.state === 'read'
            ? stateCell(details.dataAccess.value)
            : reading(details?.dataAccess, String),
          { note: t('directories.dataAccessNote') },
        ),
      ],
    },
    listed('settings', t('directories.s.settings'), details?.settings, (each) => ({
      title: each.name,
      state: value(each.appliedValue, t('app.unknown')),
      lines:
        each.requestedValue !== null && each.requestedValue !== each.appliedValue
          ? [
              line(t('directories.f.requested'), value(each.requestedValue)),
              line(t('column.state'), stateCell(each.status)),
            ]
          : [],
    })),
  ];
}

/** How many certificates end within so many days, or have ended. */
export const endingCertificates = (details: DirectoryFacts['details'], readAt: string, days = 30): number =>
  details?.certificates.state === 'read'
    ? details.certificates.value.rows.filter(
        ({ expiresAt }) =>
          expiresAt !== null && Date.parse(expiresAt) - Date.parse(readAt) < days * 86_400_000,
      ).length
    : 0;
export const countText = (count: number): string => (count > 0 ? number(count) : '');
