/** The tables of cases in `electron/domain/policy/cases`: read, checked for their form, and held against an answer. */
import { readdirSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { policyCaseSchema } from '#contract/policy/case.ts';
import { deciders, decisions } from '#domain/policy/codes.ts';
import { operators } from '#domain/policy/document.ts';

const folder = new URL('../../electron/domain/policy/cases/', import.meta.url);

const conditionSchema = z.union([
  z.strictObject({
    key: z.string(),
    holds: z.boolean(),
    operator: z.enum(operators).optional(),
    values: z.array(z.string()).optional(),
  }),
  z.strictObject({ patterns: z.array(z.string()), holds: z.boolean() }),
]);
type ExpectedCondition = z.infer<typeof conditionSchema>;

const expectationSchema = z.strictObject({
  decision: z.enum(decisions),
  decidedBy: z.enum(deciders).optional(),
  /** As a set. */
  conditions: z.array(conditionSchema).optional(),
  /** Where given, these and `conditions` are all the ways to be allowed, in any order. */
  alternatives: z.array(z.array(conditionSchema)).optional(),
  /** Absent: none. `path` is in the case. */
  errors: z.array(z.strictObject({ code: z.string(), path: z.string() })).optional(),
});
export type Expectation = z.infer<typeof expectationSchema>;

const tableSchema = z.array(
  z.strictObject({
    id: z.string().min(1),
    /** Which rule of the facts sheet the case proves. */
    rule: z.string().min(1),
    /** A line of the batch face, without its id. */
    case: z.strictObject(policyCaseSchema.shape).omit({ id: true }),
    expect: expectationSchema,
  }),
);
export type TabledCase = z.infer<typeof tableSchema>[number];

/** Files of the folder, in the order of their names. */
export const policyCaseFiles = (): string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .toSorted();

/** The cases of one file. Throws where the file is not such a table. */
export function policyCasesOf(file: string): TabledCase[] {
  const read = tableSchema.safeParse(JSON.parse(readFileSync(new URL(file, folder), 'utf8')));
  if (!read.success) throw new Error(`${file}: ${z.prettifyError(read.error)}`);
  return read.data;
}

/** All cases of all files. */
export const allPolicyCases = (): TabledCase[] => policyCaseFiles().flatMap(policyCasesOf);

type AnswerCondition =
  | {
      readonly kind: 'test';
      readonly operator: string;
      readonly key: string;
      readonly values: readonly string[];
      readonly holds: boolean;
    }
  | { readonly kind: 'resource'; readonly patterns: readonly string[]; readonly holds: boolean };

/** What is compared of an answer of the batch face. */
export interface ComparedAnswer {
  readonly decision: string | null;
  readonly decidedBy: string | null;
  readonly conditions: readonly AnswerCondition[];
  readonly alternatives: readonly (readonly AnswerCondition[])[];
  readonly errors: readonly { readonly code: string; readonly path: string }[];
}

/** In which of the things that are expected the answer differs; empty: in none. */
export function differences(answer: ComparedAnswer, expected: Expectation): string[] {
  const found: string[] = [];
  const differ = (what: string, wanted: unknown, got: unknown): void =>
    void found.push(`${what}: ${JSON.stringify(wanted)} expected, ${JSON.stringify(got)} answered`);
  if (answer.decision !== expected.decision) differ('decision', expected.decision, answer.decision);
  if (expected.decidedBy !== undefined && answer.decidedBy !== expected.decidedBy)
    differ('decidedBy', expected.decidedBy, answer.decidedBy);

  const ways = [answer.conditions, ...answer.alternatives];
  const wantedWays = expected.conditions && [expected.conditions, ...(expected.alternatives ?? [])];
  const gotWays = expected.alternatives ? ways : [answer.conditions];
  if (wantedWays && !sameSet(wantedWays, gotWays, (wanted, got) => sameSet(wanted, got, fits)))
    differ('conditions', wantedWays, gotWays);
  if (expected.decision !== 'conditional' && answer.conditions.length > 0)
    differ('conditions', [], answer.conditions);

  const errors = answer.errors.map(({ code, path }) => ({ code, path }));
  const wantedErrors = expected.errors ?? [];
  if (!sameSet(wantedErrors, errors, (a, b) => a.code === b.code && a.path === b.path))
    differ('errors', wantedErrors, errors);
  return found;
}

/** Each of the one has one of the other for itself. */
function sameSet<A, B>(wanted: readonly A[], got: readonly B[], same: (a: A, b: B) => boolean): boolean {
  const left = [...got];
  for (const one of wanted) {
    const at = left.findIndex((other) => same(one, other));
    if (at < 0) return false;
    left.splice(at, 1);
  }
  return left.length === 0;
}

function fits(wanted: ExpectedCondition, got: AnswerCondition): boolean {
  if (wanted.holds !== got.holds) return false;
  const sameTexts = (a: readonly string[], b: readonly string[]): boolean => sameSet(a, b, (x, y) => x === y);
  if ('patterns' in wanted) return got.kind === 'resource' && sameTexts(wanted.patterns, got.patterns);
  return (
    got.kind === 'test' &&
    got.key.toLowerCase() === wanted.key.toLowerCase() &&
    (wanted.operator === undefined || wanted.operator === got.operator) &&
    (wanted.values === undefined || sameTexts(wanted.values, got.values))
  );
}
