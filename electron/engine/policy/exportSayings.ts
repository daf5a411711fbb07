/** Everything that files of the policy place say, in one language. */
import type { AskAnswer } from '#contract/policy/place.ts';
import { estate as estateEn } from '#contract/words/en/estate.ts';
import { fault as faultEn } from '#contract/words/en/fault.ts';
import { missing as missingEn } from '#contract/words/en/missing.ts';
import { policy as policyEn } from '#contract/words/en/policy.ts';
import { policyLint as lintEn } from '#contract/words/en/policyLint.ts';
import { policyNote as noteEn } from '#contract/words/en/policyNote.ts';
import { policyPass as passEn } from '#contract/words/en/policyPass.ts';
import { policyPlace as placeEn } from '#contract/words/en/policyPlace.ts';
import { fill } from '#contract/words/format.ts';
import { estate as estateKo } from '#contract/words/ko/estate.ts';
import { fault as faultKo } from '#contract/words/ko/fault.ts';
import { missing as missingKo } from '#contract/words/ko/missing.ts';
import { policy as policyKo } from '#contract/words/ko/policy.ts';
import { policyLint as lintKo } from '#contract/words/ko/policyLint.ts';
import { policyNote as noteKo } from '#contract/words/ko/policyNote.ts';
import { policyPass as passKo } from '#contract/words/ko/policyPass.ts';
import { policyPlace as placeKo } from '#contract/words/ko/policyPlace.ts';
import { gapTexts } from '#contract/words/policyGapText.ts';
import { conditionText, decisionText, testText } from '#contract/words/policyText.ts';
import type { SayPolicy } from '#contract/words/policyText.ts';
import type { PolicyGap } from '#domain/access/policyGaps.ts';
import type { OpenCondition } from '#domain/policy/explanation.ts';
import { headings } from './exportWords.ts';
import type { Heading } from './exportWords.ts';

export type Locale = 'en' | 'ko';
type Params = Readonly<Record<string, string>>;
type Decided = Pick<AskAnswer, 'decision' | 'conditions'>;

const tables = {
  en: { policy: policyEn, lint: lintEn, note: noteEn, pass: passEn, place: placeEn, why: { ...faultEn, ...missingEn, ...estateEn } },
  ko: { policy: policyKo, lint: lintKo, note: noteKo, pass: passKo, place: placeKo, why: { ...faultKo, ...missingKo, ...estateKo } },
}; // prettier-ignore

export function sayings(locale: Locale) {
  const words = tables[locale];
  const say: SayPolicy = (code, params = {}) => fill(words.policy[code], params);
  const place = (code: keyof typeof placeEn): string => words.place[code];
  /** Reasons are what was left out, a fault, or why a reading has a gap. */
  const why = (reason: string): string => {
    const known: Readonly<Record<string, string>> = words.why;
    return known[reason] ?? known[`reading.${reason}`] ?? reason;
  };
  const conditions = (all: AskAnswer['conditions'], resource: string): string =>
    all.map((one) => conditionText(openOf(one, resource), say)).join('; ');
  return {
    head: (...names: Heading[]): string[] => names.map((name) => headings[locale][name]),
    title: (name: Heading): string => headings[locale][name],
    say,
    place,
    lint: (code: keyof typeof lintEn, params: Params = {}): string => fill(words.lint[code], params),
    note: (code: keyof typeof noteEn, params: Params): string => fill(words.note[code], params),
    pass: (code: keyof typeof passEn): string => words.pass[code],
    conditions,
    /** What a decision rests on; nothing where it rests on no condition. */
    conditionsOf: ({ decision, conditions: all }: Decided, resource: string): string =>
      decision === 'conditional' && all.length === 0 ? say('conditionsNotFound') : conditions(all, resource),
    test: (test: Parameters<typeof testText>[0]): string => testText(test, true, say),
    decision: ({ decision, decidedBy }: Pick<AskAnswer, 'decision' | 'decidedBy'>): string =>
      decisionText(decision, decidedBy, say),
    gaps: (gaps: readonly PolicyGap[]): string =>
      gaps
        .map((one) => gapTexts(one, place, why))
        .map(({ gap, way }) => (way === '' ? gap : `${gap} ${way}`))
        .join('; '),
  };
}
export type Sayings = ReturnType<typeof sayings>;

function openOf(condition: AskAnswer['conditions'][number], resource: string): OpenCondition {
  if (condition.kind === 'resource') return { ...condition, resource };
  const { kind, holds, ...test } = condition;
  return { kind, holds, test };
}
