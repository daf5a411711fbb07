/** What there is to say of a part of a document: findings of the linter, problems, and what is worth knowing. */
import { CircleX, Info, Lightbulb, ShieldAlert, TriangleAlert } from '@lucide/vue';
import { parsePolicyText } from '#domain/policy/parse/parse.ts';
import { policyNotes } from '#domain/policy/notes/notes.ts';
import type { PolicyLife } from '#domain/policy/notes/codes.ts';
import type { PlaceDocument } from '#contract/policy/place.ts';
import type { LintAnswer } from '#contract/policy/lint.ts';
import type { PolicyUse } from '#domain/policy/codes.ts';
import { hasWord, word } from '../../app/i18n/words.ts';
import { say } from './says.ts';

/** The worst first. */
export const markSeverities = ['error', 'security', 'warning', 'suggestion', 'note'] as const;
export type MarkSeverity = (typeof markSeverities)[number];

export interface LineMark {
  readonly path: string;
  readonly severity: MarkSeverity;
  readonly text: string;
}

export const markFaces = {
  error: { icon: CircleX, tone: 'text-red' },
  security: { icon: ShieldAlert, tone: 'text-red' },
  warning: { icon: TriangleAlert, tone: 'text-orange' },
  suggestion: { icon: Lightbulb, tone: 'text-yellow' },
  note: { icon: Info, tone: 'text-muted' },
} as const;

const coded = (namespace: string, code: string, params: Readonly<Record<string, string>>) =>
  word(namespace, hasWord(namespace, code) ? code : `${namespace}.${code}`, params);

export const findingText = (finding: LintAnswer['findings'][number]): string =>
  coded('policyLint', finding.code, finding.params);

/** Problems first: with any, there is no document and nothing else was found. */
export const lintMarks = ({ problems, findings }: LintAnswer): LineMark[] => [
  ...problems.map(({ code, path, params }) => ({
    path,
    severity: 'error' as const,
    text: say(`problem.${code}`, params),
  })),
  ...findings.map((each) => ({ path: each.path, severity: each.severity, text: findingText(each) })),
];

const lives: Readonly<Record<string, PolicyLife>> = {
  awsManaged: 'awsManaged',
  customerManaged: 'customerManaged',
  inline: 'inline',
};

/** What is worth knowing of a document where it occurs. */
export function noteMarks(
  document: { readonly text: string; readonly use: PolicyUse; readonly kind: PlaceDocument['kind'] },
  holder: 'user' | 'group' | 'role' | null,
): LineMark[] {
  const parsed = parsePolicyText(document.text, document.use).document;
  return policyNotes(document.use, parsed, { life: lives[document.kind] ?? null, holder }).map(
    ({ code, path, params }) => ({ path, severity: 'note', text: coded('policyNote', code, params) }),
  );
}

export const problemMarks = (document: Pick<PlaceDocument, 'problems'>): LineMark[] =>
  document.problems.map(({ code, path, params }) => ({
    path,
    severity: 'error',
    text: say(`problem.${code}`, params),
  }));
