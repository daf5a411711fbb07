/** What a file of the policy place tells: the answer itself for JSON, a heading with facts and tables for people. */
import type { DecodedMessage } from '#contract/policy/decode.ts';
import type { AskAnswer, PolicySubject } from '#contract/policy/place.ts';
import { fill } from '#contract/words/format.ts';
import { policy as policyEn } from '#contract/words/en/policy.ts';
import { policyLint as lintEn } from '#contract/words/en/policyLint.ts';
import { policyPass as passEn } from '#contract/words/en/policyPass.ts';
import { policy as policyKo } from '#contract/words/ko/policy.ts';
import { policyLint as lintKo } from '#contract/words/ko/policyLint.ts';
import { policyPass as passKo } from '#contract/words/ko/policyPass.ts';
import { conditionText, decisionText, type SayPolicy } from '#contract/words/policyText.ts';
import type { OpenCondition } from '#domain/policy/explanation.ts';
import { codes, headings, type Heading } from './exportWords.ts';

export type Locale = 'en' | 'ko';
export type Cell = string | number | null;
export interface ToldTable {
  readonly title: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}
export interface Told {
  readonly title: string;
  readonly facts: readonly (readonly [string, string])[];
  /** The first is what CSV holds. */
  readonly tables: readonly ToldTable[];
}

const tables = {
  en: { policy: policyEn, lint: lintEn, pass: passEn },
  ko: { policy: policyKo, lint: lintKo, pass: passKo },
};

/** Everything that is said, in one language. */
export function sayings(locale: Locale) {
  const words = tables[locale];
  const say: SayPolicy = (code, params = {}) => fill(words.policy[code], params);
  const known = (code: string): string => (codes[locale] as Readonly<Record<string, string>>)[code] ?? code;
  const told = (text: string, params: Readonly<Record<string, string>> = {}): string => fill(text, params);
  return {
    head: (...names: Heading[]): string[] => names.map((name) => headings[locale][name]),
    title: (name: Heading): string => headings[locale][name],
    say,
    known,
    lint: (code: keyof typeof lintEn, params: Readonly<Record<string, string>>) =>
      told(words.lint[code], params),
    pass: (code: keyof typeof passEn) => words.pass[code],
    conditions: (all: AskAnswer['conditions'], resource: string): string =>
      all.map((one) => conditionText(openOf(one, resource), say)).join('; '),
    decision: ({ decision, decidedBy }: Pick<AskAnswer, 'decision' | 'decidedBy'>): string =>
      decisionText(decision, decidedBy, say),
  };
}
export type Sayings = ReturnType<typeof sayings>;

function openOf(condition: AskAnswer['conditions'][number], resource: string): OpenCondition {
  if (condition.kind === 'resource') return { ...condition, resource };
  const { kind, holds, ...test } = condition;
  return { kind, holds, test };
}

export function subjectName(subject: PolicySubject): string {
  if (subject.kind === 'documents') return subject.documents.map(({ name }) => name).join(', ');
  return subject.kind === 'inline' ? `${subject.holderArn} ${subject.name}` : subject.arn;
}

const contextText = (context: AskAnswer['request']['context']): string =>
  context.map(({ key, values }) => `${key} = ${values.join(', ')}`).join('; ');

export function toldAnswer(
  words: Sayings,
  subject: string,
  answer: AskAnswer,
  names: ReadonlyMap<string, string>,
): Told {
  const { head, say } = words;
  const { action, resource, principal, context } = answer.request;
  return {
    title: words.title('answer'),
    facts: [
      [words.title('decision'), words.decision(answer)],
      [
        words.title('conditions'),
        [answer.conditions, ...answer.alternatives].map((way) => words.conditions(way, resource)).join(' | '),
      ],
      [words.title('subject'), subject],
      [words.title('principal'), principal.arn ?? principal.kind],
      [words.title('action'), action],
      [words.title('resource'), resource],
      [words.title('context'), contextText(context)],
      [
        words.title('gaps'),
        answer.gaps.map(({ code, name }) => (name === null ? code : `${code} (${name})`)).join('; '),
      ],
    ],
    tables: [
      {
        title: words.title('set'),
        head: head(
          'decision',
          'set',
          'level',
          'outcome',
          'document',
          'statement',
          'sid',
          'effect',
          'matched',
          'failed',
        ),
        rows: answer.sets.flatMap(({ use, level, levelName, outcome, why, statements }) => {
          const set = [
            say(`decision.${answer.decision}`),
            say(`use.${use}`),
            levelName ?? level,
            why === null ? say(`outcome.${outcome}`) : `${say(`outcome.${outcome}`)} (${say(`why.${why}`)})`,
          ];
          if (statements.length === 0) return [[...set, null, null, null, null, null, null]];
          return statements.map(({ document, path, sid, effect, result, failed }) => [
            ...set,
            names.get(document) ?? document,
            path,
            sid,
            effect,
            say(`truth.${result}`),
            failed.map((part) => say(`part.${part}`)).join(', '),
          ]);
        }),
      },
    ],
  };
}

export function toldMessage(
  words: Sayings,
  message: DecodedMessage,
  answer: AskAnswer | null,
  subject: string | null,
): Told {
  const said = message.allowed ? 'allowed' : message.explicitDeny ? 'explicitDeny' : 'implicitDeny';
  return {
    title: words.title('decoded'),
    facts: [
      [words.title('aws'), words.say(`decision.${said}`)],
      [words.title('engine'), answer ? words.decision(answer) : ''],
      [words.title('principal'), message.principal.arn ?? message.principal.id ?? ''],
      [words.title('subject'), subject ?? ''],
      [words.title('action'), message.action],
      [words.title('resource'), message.resource],
    ],
    tables: [
      {
        title: words.title('context'),
        head: words.head('key', 'values'),
        rows: message.context.map(({ key, values }) => [key, values.join('; ')]),
      },
      {
        title: words.title('statement'),
        head: words.head('sid', 'effect', 'actions', 'resources'),
        rows: message.matchedStatements.map(({ sid, effect, actions, resources }) => [
          sid,
          effect,
          actions.join('; '),
          resources.join('; '),
        ]),
      },
    ],
  };
}
