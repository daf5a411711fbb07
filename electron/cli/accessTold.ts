/** Answers about access with an English sentence beside every code, and as lines for the terminal. */
import type { AssumeStep, Decided, MembershipGap, NotCounted, RoleRef, SignIn } from '#contract/access.ts';
import { access } from '#contract/words/en/access.ts';
import { assertion } from '#contract/words/en/assertion.ts';
import type { AccessCode } from '#contract/accessWords.ts';
import { policy as policyWords } from '#contract/words/en/policy.ts';
import { policyPlace } from '#contract/words/en/policyPlace.ts';
import { fill } from '#contract/words/format.ts';
import { conditionText, decisionText } from '#contract/words/policyText.ts';
import type { SayPolicy } from '#contract/words/policyText.ts';
import { gapTexts } from '#contract/words/policyGapText.ts';
import type { PolicyGap } from '#domain/access/policyGaps.ts';
import { counted, missingText } from './words.ts';

export const accessText = (code: AccessCode): string => access[code];

const say: SayPolicy = (code, params) =>
  params === undefined ? policyWords[code] : fill(policyWords[code], params);

type Condition = Decided['conditions'][number];

export const openText = (condition: Condition): string => {
  const { holds } = condition;
  if (condition.kind === 'resource')
    return conditionText({ kind: 'resource', resource: '', patterns: condition.patterns, holds }, say);
  const { operator, quantifier, ifExists, key, values } = condition;
  return conditionText({ kind: 'test', test: { operator, quantifier, ifExists, key, values }, holds }, say);
};

export const gapText = (gap: PolicyGap): string => {
  const { gap: text, way } = gapTexts(gap, (code) => policyPlace[code], missingText);
  return way === '' ? text : `${text} ${way}`;
};

export const saidGap = (gap: MembershipGap) => ({ ...gap, message: missingText(gap.code) });

const findingText = ({ code, params }: SignIn['findings'][number]): string =>
  fill(assertion[code as keyof typeof assertion] ?? code, params);
export const saidSignIn = (signIn: SignIn) => ({
  ...signIn,
  findings: signIn.findings.map((finding) => ({ ...finding, message: findingText(finding) })),
});

/** What AWS makes of the user's own sign-in, where there is something to say. */
export function* signInLines(signIn: SignIn | undefined, indent: string): Generator<string> {
  if (!signIn) return;
  const findings = signIn.findings.filter(({ effect }) => signIn.verdict !== 'offered' || effect === 'note');
  if (signIn.verdict !== 'offered')
    yield `${indent}the sign-in by ${signIn.rulesName}: ${assertion[`verdict.${signIn.verdict}`].toLowerCase()}`;
  for (const finding of findings) yield `${indent}  ${findingText(finding)}`;
}

/** How many of those counted AWS may yet refuse. */
export function* signInsLines(notJudged: number | undefined): Generator<string> {
  if (notJudged) yield fill(access['signInsNotJudged'], { count: notJudged });
}

/** Where memberships were not read: who is counted may be too few. */
export function* gapLines(gaps: readonly MembershipGap[]): Generator<string> {
  if (gaps.length === 0) return;
  yield access['membershipsNotRead'];
  for (const { sourceName, where, code } of gaps.slice(0, 5))
    yield `  ${where === sourceName ? where : `${sourceName}: ${where}`}: ${missingText(code)}`;
  if (gaps.length > 5) yield `  … and ${gaps.length - 5} more`;
}

export const saidNotCounted = (one: NotCounted) => ({ ...one, message: access[`notCounted.${one.code}`] });

export const saidDecided = (decided: Decided) => ({
  ...decided,
  message: decisionText(decided.decision, decided.decidedBy, say),
  conditions: decided.conditions.map((condition) => ({ ...condition, message: openText(condition) })),
});

export const roleText = ({ name, account, accountName }: RoleRef): string =>
  `${name} in ${accountName ? `${accountName} (${account})` : account}`;

/** The statement that has a say: of which policies, and where they hang. */
export const statementText = ({ use, level, document, path, sid }: Decided['standsOn'][number]): string =>
  `${setName(use, level)}: ${document} ${path}${sid === null ? '' : ` (${sid})`}`;

const setName = (use: Decided['standsOn'][number]['use'], level: string | null): string =>
  level === null ? say(`use.${use}`) : say('level', { use: say(`use.${use}`), level });

/** One line, and under it what must be so. */
export function* decidedLines(action: string, decided: Decided | null, indent: string): Generator<string> {
  if (decided === null) {
    yield `${indent}${action}: not readable, the policies of the role were not read`;
    return;
  }
  const where = decided.some
    ? ` (on ${decided.resources.slice(0, 3).join(', ')}${decided.resources.length > 3 ? ', …' : ''})`
    : '';
  yield `${indent}${action}: ${decisionText(decided.decision, decided.decidedBy, say)}${where}`;
  for (const condition of decided.conditions) yield `${indent}  if ${openText(condition)}`;
  for (const gap of decided.gaps) yield `${indent}  not known: ${gapText(gap)}`;
}

export function* stepLines(steps: readonly AssumeStep[], indent: string): Generator<string> {
  for (const { role, conditions } of steps) {
    yield `${indent}→ sts:AssumeRole → ${roleText(role)} (an hour at most)`;
    for (const condition of conditions) yield `${indent}    if ${openText(condition)}`;
  }
}

export function* notCountedLines(rows: readonly NotCounted[], total: number): Generator<string> {
  if (total === 0) return;
  yield 'Not counted, because it cannot be read:';
  const grouped = Map.groupBy(rows, ({ code }) => code);
  for (const [code, some] of grouped) {
    yield `  ${access[`notCounted.${code}`]}`;
    for (const { role, name, people } of some.slice(0, 5))
      yield `    ${[role ? roleText(role) : null, name, people === undefined ? null : counted(people, 'user')]
        .filter((part) => part !== null)
        .join(' · ')}`;
    if (some.length > 5) yield `    … and ${some.length - 5} more`;
  }
}

const hours = (seconds: number): string =>
  seconds % 3600 === 0 ? `${seconds / 3600} h` : `${Math.round(seconds / 60)} min`;
export const sessionText = ({
  seconds,
  limits,
}: {
  readonly seconds: number | null;
  readonly limits: readonly { readonly seconds: number | null }[];
}): string =>
  `${seconds === null ? 'session length not known' : `session at most ${hours(seconds)}`}${
    limits.some((limit) => limit.seconds === null) ? ' (less where something not readable says so)' : ''
  }`;
