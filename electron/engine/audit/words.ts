/** The audit's sentences in one language. */
import { auditParams, factParts, sidsNamed, timeText } from '#contract/words/auditText.ts';
import type { AuditTerm, SayAuditTerm } from '#contract/words/auditText.ts';
import * as en from '#contract/words/en/audit.ts';
import { controlWay as controlWayEn } from '#contract/words/en/controlWay.ts';
import { estate as estateEn } from '#contract/words/en/estate.ts';
import { evidence as evidenceEn } from '#contract/words/en/evidence.ts';
import { mechanism as mechanismEn } from '#contract/words/en/mechanism.ts';
import { missing as missingEn } from '#contract/words/en/missing.ts';
import { value as valueEn } from '#contract/words/en/value.ts';
import { fill } from '#contract/words/format.ts';
import * as ko from '#contract/words/ko/audit.ts';
import { controlWay as controlWayKo } from '#contract/words/ko/controlWay.ts';
import { estate as estateKo } from '#contract/words/ko/estate.ts';
import { evidence as evidenceKo } from '#contract/words/ko/evidence.ts';
import { mechanism as mechanismKo } from '#contract/words/ko/mechanism.ts';
import { missing as missingKo } from '#contract/words/ko/missing.ts';
import { value as valueKo } from '#contract/words/ko/value.ts';
import type { CheckId, Framework, NotJudgedCode, SeverityReason, SubjectKind } from '#domain/audit/codes.ts';
import type { AuditSeverity, DriftState } from '#domain/audit/codes.ts';
import type { Incomparable } from '#domain/audit/coverage.ts';
import type { FindingCode } from '#domain/audit/params.ts';

export type Locale = 'en' | 'ko';
type Params = Readonly<Record<string, string | number>>;
type Words = Readonly<Record<string, string>>;
const tables = {
  en: {
    ...en,
    evidence: evidenceEn,
    missing: missingEn,
    controlWay: controlWayEn,
    estate: estateEn,
    mechanism: mechanismEn,
    value: valueEn,
  },
  ko: {
    ...ko,
    evidence: evidenceKo,
    missing: missingKo,
    controlWay: controlWayKo,
    estate: estateKo,
    mechanism: mechanismKo,
    value: valueKo,
  },
};

const own = (table: Words, code: string): string | undefined =>
  Object.hasOwn(table, code) ? table[code] : undefined;

export function auditWords(locale: Locale) {
  const words = tables[locale];
  const say = (table: Words, code: string, params: Params = {}): string => fill(table[code] ?? code, params);
  const terms: Readonly<Record<AuditTerm, (code: string) => readonly [Words, string]>> = {
    state: (code) => [words.auditState, code],
    pair: (code) => [words.auditPair, code],
    radius: (code) => [words.auditRadius, code],
    certainty: (code) => [words.auditCertainty, code],
    fact: (code) => [words.auditFact, code],
    mechanism: (code) => [words.mechanism, code],
    credential: (code) => [words.estate, `credentialIssue.${code}`],
    wellKnown: (code) => [words.value, `wellKnown.${code}`],
  };
  const term: SayAuditTerm = (kind, code) => {
    const [table, key] = terms[kind](code);
    return own(table, key) ?? code;
  };
  return {
    locale,
    head: (code: en.AuditReportWord, params: Params = {}) => say(words.auditReport, code, params),
    severity: (code: AuditSeverity) => words.auditSeverity[code],
    title: (check: CheckId) => words.auditTitle[check],
    why: (check: CheckId) => words.auditWhy[check],
    query: (check: CheckId) => words.auditQuery[check],
    remedy: (check: CheckId) => words.auditRemedy[check],
    finding: (code: FindingCode, params: Params) => say(words.auditFinding, code, auditParams(params, term)),
    /** A pair of roles by its name. */
    pair: (name: string) => term('pair', name),
    /** A name that may be a SID. */
    name: (text: string) => sidsNamed(text, term),
    reason: (code: SeverityReason) => words.auditReason[code],
    notJudged: (code: NotJudgedCode) => words.auditNotJudged[code],
    /** A fault's code, or why nothing was asked for. */
    cause: (code: string) => own(words.missing, code) ?? own(words.estate, `reading.${code}`) ?? code,
    subject: (kind: SubjectKind) => words.auditSubject[kind],
    /** `then: The roles of the account were not read. 111122223333` */
    incomparable: ({ side, code, where }: Incomparable) =>
      `${words.auditSide[side]}: ${own(words.auditIncomparable, code) ?? own(words.auditNotJudged, code) ?? code} ${where}`.trimEnd(),
    drift: (state: DriftState) => words.auditDrift[state],
    framework: (framework: Framework) => words.auditFramework[framework],
    /** Of facts of grants and of the audit's own; of an entry of a descriptor also what it lets somebody do. */
    evidence: (code: string, field: string) => {
      const said = own(words.auditEvidence, code) ?? own(words.evidence, code) ?? code;
      const way = own(words.controlWay, /^nTSecurityDescriptor (\w+)$/.exec(field)?.[1] ?? '');
      return way === undefined ? said : `${said} (${way})`;
    },
    /** Of a fact. */
    parts: (one: { readonly code: string; readonly field: string; readonly value: string }) =>
      factParts(one, term),
    when: timeText,
  };
}
export type AuditWords = ReturnType<typeof auditWords>;
