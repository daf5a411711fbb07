/** The audit's sentences in one language. */
import * as en from '#contract/words/en/audit.ts';
import { controlWay as controlWayEn } from '#contract/words/en/controlWay.ts';
import { evidence as evidenceEn } from '#contract/words/en/evidence.ts';
import { missing as missingEn } from '#contract/words/en/missing.ts';
import { fill } from '#contract/words/format.ts';
import * as ko from '#contract/words/ko/audit.ts';
import { controlWay as controlWayKo } from '#contract/words/ko/controlWay.ts';
import { evidence as evidenceKo } from '#contract/words/ko/evidence.ts';
import { missing as missingKo } from '#contract/words/ko/missing.ts';
import type { CheckId, Framework, NotJudgedCode, SeverityReason, SubjectKind } from '#domain/audit/codes.ts';
import type { AuditSeverity, DriftState } from '#domain/audit/codes.ts';
import type { FindingCode } from '#domain/audit/params.ts';

export type Locale = 'en' | 'ko';
type Params = Readonly<Record<string, string | number>>;
type Words = Readonly<Record<string, string>>;
const tables = {
  en: { ...en, evidence: evidenceEn, missing: missingEn, controlWay: controlWayEn },
  ko: { ...ko, evidence: evidenceKo, missing: missingKo, controlWay: controlWayKo },
};

export function auditWords(locale: Locale) {
  const words = tables[locale];
  const say = (table: Words, code: string, params: Params = {}): string => fill(table[code] ?? code, params);
  return {
    locale,
    head: (code: en.AuditReportWord, params: Params = {}) => say(words.auditReport, code, params),
    severity: (code: AuditSeverity) => words.auditSeverity[code],
    title: (check: CheckId) => words.auditTitle[check],
    why: (check: CheckId) => words.auditWhy[check],
    query: (check: CheckId) => words.auditQuery[check],
    remedy: (check: CheckId) => words.auditRemedy[check],
    finding: (code: FindingCode, params: Params) => say(words.auditFinding, code, params),
    reason: (code: SeverityReason) => words.auditReason[code],
    notJudged: (code: NotJudgedCode) => words.auditNotJudged[code],
    cause: (code: string | null) => (code === null ? '' : say(words.missing, code)),
    subject: (kind: SubjectKind) => words.auditSubject[kind],
    drift: (state: DriftState) => words.auditDrift[state],
    framework: (framework: Framework) => words.auditFramework[framework],
    /** Of facts of grants and of the audit's own. */
    evidence: (code: string) =>
      say(Object.hasOwn(words.auditEvidence, code) ? words.auditEvidence : words.evidence, code),
    when: (iso: string) => `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`,
  };
}
export type AuditWords = ReturnType<typeof auditWords>;
