/** What the credential report of an account says of one user, or of its root user: it alone tells of changes. */
import type { ReachRow } from '#contract/estate/organization.ts';
import { t } from '../../../app/i18n/index.ts';
import { absence, daysBetween, line, stateCell, timeLine, value } from '../facts.ts';
import type { Cell, Line, Section } from '../facts.ts';

export type Report = ReachRow['rootReport'];
type Reported = Extract<Report, { state: 'read' }>['value'];

const yesNo = (is: boolean | null): Cell =>
  is === null ? value(null, t('app.unknown')) : value(t(is ? 'forest.yes' : 'forest.no'));

/** A point in time with its age at the time of the report. */
function aged(name: string, iso: string | null, none: string, { generatedAt }: Reported): Line {
  const at = timeLine(name, iso, none);
  if (iso === null || generatedAt === null) return at;
  const days = daysBetween(iso, generatedAt);
  return days < 1 ? at : { ...at, note: t('estate.daysBefore', { count: days }) };
}

export function reportSections(report: Report): Section[] {
  const at = { id: 'report', title: t('estate.section.report') };
  if (report.state !== 'read')
    return [
      {
        ...at,
        absence: absence(report),
        ...(report.state === 'notReadable' && report.code === 'notAsked' ? { note: t('estate.reportNotAsked') } : {}),
      },
    ];
  const of = report.value;
  const lines = [
    timeLine(t('estate.fact.reportMade'), of.generatedAt, t('app.unknown')),
    line(t('estate.fact.passwordEnabled'), yesNo(of.passwordEnabled)),
    ...(of.passwordEnabled === false
      ? []
      : [
          aged(t('estate.fact.passwordUsed'), of.passwordLastUsed, t('estate.neverTold'), of),
          aged(t('estate.fact.passwordChanged'), of.passwordLastChanged, t('app.unknown'), of),
          timeLine(t('estate.fact.passwordNext'), of.passwordNextRotation, t('estate.notRequired')),
        ]),
    line(t('estate.column.mfa'), yesNo(of.mfaActive)),
  ];
  const keys: Section = {
    id: 'reportedKeys',
    title: t('estate.section.reportedKeys'),
    entries: of.keys.map((key) => ({
      title: t('estate.fact.keySlot', { slot: key.slot }),
      state: stateCell(key.active ? 'Active' : 'Inactive'),
      lines: [
        aged(t('estate.fact.keyRotated'), key.lastRotated, t('app.unknown'), of),
        aged(t('estate.column.lastUsed'), key.lastUsed, t('estate.never'), of),
        ...(key.lastUsedService
          ? [line(t('estate.fact.usedFor'), value([key.lastUsedService, key.lastUsedRegion].filter(Boolean).join(' · ')))]
          : []),
      ],
    })),
  };
  return [{ ...at, lines }, ...(of.keys.length > 0 ? [keys] : [])];
} // prettier-ignore
