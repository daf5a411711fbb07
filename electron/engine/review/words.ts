/** Sentences of access reviews in one language. */
import { accessNote as noteEn } from '#contract/words/en/accessNote.ts';
import { evidence as evidenceEn } from '#contract/words/en/evidence.ts';
import { mechanism as mechanismEn } from '#contract/words/en/mechanism.ts';
import * as en from '#contract/words/en/review.ts';
import { timeText } from '#contract/words/auditText.ts';
import { fill } from '#contract/words/format.ts';
import { accessNote as noteKo } from '#contract/words/ko/accessNote.ts';
import { evidence as evidenceKo } from '#contract/words/ko/evidence.ts';
import { mechanism as mechanismKo } from '#contract/words/ko/mechanism.ts';
import * as ko from '#contract/words/ko/review.ts';
import type { Mechanism } from '#domain/mapping/grant.ts';

export type Locale = 'en' | 'ko';
type Params = Readonly<Record<string, string | number>>;

const tables = {
  en: { review: en.review, report: en.reviewReport, mechanism: mechanismEn, note: noteEn, evidence: evidenceEn },
  ko: { review: ko.review, report: ko.reviewReport, mechanism: mechanismKo, note: noteKo, evidence: evidenceKo },
}; // prettier-ignore

export function reviewWords(locale: Locale) {
  const { review, report, mechanism, note, evidence } = tables[locale];
  return {
    locale,
    head: (code: en.ReviewReportWord, params: Params = {}) => fill(report[code], params),
    say: (code: keyof en.ReviewWords) => review[code],
    mechanism: (code: Mechanism) => mechanism[code],
    note: (code: keyof typeof noteEn, params: Params) => fill(note[code], params),
    evidence: (code: string): string => (evidence as Readonly<Record<string, string>>)[code] ?? code,
    when: timeText,
  };
}
export type ReviewSay = ReturnType<typeof reviewWords>;
