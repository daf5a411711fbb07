/** The claim tester: rules and a user in; every rule's step, what is issued, and what AWS makes of it out. */
import { z } from 'zod';
import type { AssertionJudgement } from '../domain/claims/assertion/judge.ts';
import type { Explanation } from '../domain/claims/explain/explanation.ts';
import { ruleSeverities } from '../domain/claims/parse/problems.ts';
import { objectRowSchema } from './shapes.ts';

const caseRule = z.enum(['exact', 'ignored']);
const rulesText = z.string().max(1_000_000);
const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null;

const userKept = z.object({ snapshotId: z.int(), objectId: z.int() });
const asked = {
  /** Rules of the workspace by their id (`source/number`, or the source alone), or a text. */
  rules: z.union([
    z.object({ id: z.string().max(64) }),
    z.object({ text: rulesText, acceptance: rulesText.optional() }),
  ]),
  /** Absent: as it is set for these rules. */
  caseOf: z.object({ types: caseRule, values: caseRule }).optional(),
};
const keptClaimTestAsked = z.object({ user: userKept, live: z.undefined().optional(), ...asked });
const liveClaimTestAsked = z.object({
  /** Live somebody may be named as well: by account name, UPN, SID or DN. */
  user: z.union([userKept, z.object({ name: z.string().trim().min(1).max(2048) })]),
  /** The user and what the rules ask for are read now, through this profile, in place of the snapshot. */
  live: z.object({ profileId: z.string() }),
  ...asked,
});
export const claimTestAskedSchema = z.union([liveClaimTestAsked, keptClaimTestAsked]);
export type KeptClaimTestAsked = z.infer<typeof keptClaimTestAsked>;
export type ClaimTestAsked = z.infer<typeof claimTestAskedSchema>;

const place = z.object({ offset: z.int(), length: z.int(), line: z.int(), column: z.int() });

export const ruleProblemSchema = z.object({
  /** Under `claimRule.` */
  code: z.string(),
  severity: z.enum(ruleSeverities),
  place,
  rule: z.int().nullable(),
  params: z.record(z.string(), z.string()).readonly(),
});

export const claimTestSchema = z.object({
  /** Live: in no snapshot, without ids. */
  user: z.object({
    snapshotId: z.int().nullable(),
    sourceName: z.string(),
    object: objectRowSchema.extend({ id: z.int().nullable() }),
  }),
  /** Whether the directory was read now; of the workspace's sources `readAt` then names those of AWS alone. */
  live: z.boolean(),
  /** Where and when (ISO 8601 UTC) it was read; null = it was a snapshot. */
  server: z
    .object({
      host: z.string(),
      port: z.int(),
      /** DN of the domain that was searched. */
      domain: z.string(),
      from: z.string(),
      to: z.string(),
      /** Continuation references of its searches, the first 100: what they name was not read. */
      notFollowed: z.array(z.string()),
    })
    .nullable(),
  readAt: z.array(z.object({ sourceName: z.string(), readAt: z.string() })),
  /** File or relying party; empty = a text. */
  rules: z.string(),
  problems: z.array(ruleProblemSchema),
  /** The type is the domain's: `claims/explain/explanation.ts`. */
  explanation: z.custom<Explanation>(isObject),
  /** What issuance put out, in its order; first 1,000. `id` as in `explanation`. */
  issued: z.array(z.looseObject({ id: z.int(), type: z.string(), value: z.string() })),
  /** `claim` is a place in `issued`. The type is the domain's: `claims/assertion/judge.ts`. */
  judgement: z.custom<AssertionJudgement>(isObject),
});
export type ClaimTest = z.infer<typeof claimTestSchema>;

export const claimTestProcedures = {
  test: { input: claimTestAskedSchema, output: claimTestSchema },
  /** A captured SAML response: XML or base64. Its attributes alone are looked at; nothing of it is kept. */
  assertion: {
    input: z.object({ text: z.string().min(1).max(500_000) }),
    output: z.object({
      issuer: z.string().nullable(),
      audiences: z.array(z.string()),
      issued: claimTestSchema.shape.issued,
      judgement: claimTestSchema.shape.judgement,
      /** By which rules the provider came to this cannot be read. */
      decidedBy: z.literal('notReadable'),
    }),
  },
  /** The file of rules as it was read. */
  text: {
    input: z.object({ sourceId: z.int() }),
    output: z.object({ name: z.string(), text: z.string() }),
  },
  check: {
    input: z.object({ text: rulesText }),
    output: z.object({ rules: z.int(), problems: z.array(ruleProblemSchema) }),
  },
} as const;
