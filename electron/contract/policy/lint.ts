/** What the linter says of a policy document. Codes under `policyLint.`; `treeline policy lint` prints the same. */
import { z } from 'zod';
import { policyUses, problemCodes } from '../../domain/policy/codes.ts';
import { lintCodes, lintSeverities } from '../../domain/policy/lint/codes.ts';
import type { LintCode } from '../../domain/policy/lint/codes.ts';

export const policyHolders = ['user', 'group', 'role'] as const;

export const lintInputSchema = z.object({
  text: z.string().max(10_000_000),
  use: z.enum(policyUses),
  /** Whose identity policy or boundary it is; null: not known. */
  holder: z.enum(policyHolders).nullish(),
  /** A policy that belongs to its holder alone, which may be longer or shorter. */
  inline: z.boolean().nullish(),
  /** Accounts that belong to the same owner; null: not known, and no account is called a third party's. */
  ownAccounts: z
    .array(z.string().regex(/^\d{12}$/))
    .max(10_000)
    .nullish(),
});
export type LintInput = z.infer<typeof lintInputSchema>;

const codes = Object.keys(lintCodes) as [LintCode, ...LintCode[]];

export const lintFindingSchema = z.object({
  code: z.enum(codes),
  severity: z.enum(lintSeverities),
  /** `Statement[2].Condition.StringLike`; empty = the document itself. */
  path: z.string(),
  params: z.record(z.string(), z.string()),
});
export type LintFindingView = z.infer<typeof lintFindingSchema>;

export const lintAnswerSchema = z.object({
  /** Why the document is none; then nothing is found. First 1,000. */
  problems: z.array(
    z.object({ code: z.enum(problemCodes), path: z.string(), params: z.record(z.string(), z.string()) }),
  ),
  /** In the order of the document, the first 1,000. */
  findings: z.array(lintFindingSchema),
  total: z.int(),
  /** Characters that count against the quota. */
  size: z.int(),
  /** Of the data that actions and keys were looked up in: ISO 8601, UTC. */
  catalogDate: z.string(),
});
export type LintAnswer = z.infer<typeof lintAnswerSchema>;

export const lintProcedures = {
  lint: { input: lintInputSchema, output: lintAnswerSchema },
};
