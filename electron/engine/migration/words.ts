/** The sentences of a report, in one language. */
import type { PlanExample, PlanFinding } from '#contract/migration.ts';
import * as en from '#contract/words/en/migration.ts';
import { missing as missingEn } from '#contract/words/en/missing.ts';
import { fill } from '#contract/words/format.ts';
import * as ko from '#contract/words/ko/migration.ts';
import { missing as missingKo } from '#contract/words/ko/missing.ts';
import type { DecisionCode } from '#domain/migration/codes.ts';
import type { Locale } from './told.ts';

type Params = Readonly<Record<string, string | number>>;
type Words = Readonly<Record<string, string>>;
const tables = {
  en: { ...en, missing: missingEn },
  ko: { ...ko, missing: missingKo },
};

/** Characters of a value that a report shows. */
const mostShown = 160;

const grouped = (params: Params): Params =>
  Object.fromEntries(Object.entries(params).map(([name, value]) => [name, typeof value === 'number' ? value.toLocaleString('en-US') : value])); // prettier-ignore

export function reportWords(locale: Locale) {
  const words = tables[locale];
  const say = (table: Words, code: string, params: Params = {}): string =>
    fill(table[code] ?? code, grouped(params));
  return {
    head: (code: en.MigrationReportWord, params: Params = {}) => say(words.migrationReport, code, params),
    severity: (code: PlanFinding['severity']) => words.migrationSeverity[code],
    finding: (code: PlanFinding['code']) => words.migrationFinding[code],
    about: ({ code, params }: PlanFinding) => say(words.migrationFindingAbout, code, params),
    remedy: (code: PlanFinding['code']) => words.migrationRemedy[code],
    decision: (code: DecisionCode) => words.migrationDecision[code],
    option: (code: DecisionCode, value: string) =>
      say(words.migrationOption[code] as Words, value),
    wave: (code: string, params: Params) => say(words.migrationWave, code, params),
    audience: (code: string) => say(words.migrationAudience, code),
    change: (code: string, params: Params) => say(words.migrationChange, code, params),
    time: (code: string) => say(words.migrationStepTime, code),
    step: (code: string, params: Params) => say(words.migrationStep, code, params),
    missing: (code: string) => say(words.missing, code),
    target: (kind: keyof typeof en.migrationTarget, size: keyof typeof en.migrationSize | null) =>
      size === null ? words.migrationTarget[kind] : `${words.migrationTarget[kind]}, ${words.migrationSize[size]}`,
    example(one: PlanExample): string {
      if (one.of === 'count') return one.count < 0 ? one.name : `${one.name}: ${one.count.toLocaleString('en-US')}`;
      return one.key === null ? one.object.dn : `${one.object.dn} (${one.key})`;
    },
    /** The first attribute that shows it, with its first value; what names an object itself says no more. */
    shownBy(one: PlanExample, evidence: readonly string[]): string | null {
      if (one.of === 'count' || one.key !== null) return null;
      const at = one.cells.findIndex((cell) => cell !== null);
      const cell = one.cells[at];
      const [first] = cell?.decoded ?? [];
      if (!cell || !first) return null;
      const text = first.text.length > mostShown ? `${first.text.slice(0, mostShown)}…` : first.text;
      return `${evidence[at]}: ${text}${cell.total > 1 ? ` (+${(cell.total - 1).toLocaleString('en-US')})` : ''}`;
    },
    /** `2026-10-30 21:00 UTC` */
    when: (iso: string) => `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`,
  };
} // prettier-ignore
export type ReportWords = ReturnType<typeof reportWords>;
