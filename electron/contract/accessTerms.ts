/** What answers about access are made of: roles, questions, decisions, sessions, and what is not known. Codes alone. */
import { z } from 'zod';
import { mfaFacts, notCountedCodes, sessionLimits } from '../domain/access/codes.ts';
import { deciders, decisions, policyUses } from '../domain/policy/codes.ts';
import { openConditionSchema, policyGapSchema } from './policy/place.ts';
import { mechanismSchema } from './shapes.ts';

export const arn = z.string().min(1).max(2048);
export const accountId = z.string().regex(/^\d{12}$/);
export const text = z.string().max(256);
export const decisionSchema = z.enum(decisions);
/** A decision that is not a no. */
export const possible = z.enum(['allowed', 'conditional']);
export type PossibleDecision = z.infer<typeof possible>;

/** As of when: the read times of the snapshots that an answer stands on. */
export const readAtSchema = z.array(z.object({ sourceName: z.string(), readAt: z.string() }));

/**
 * Memberships that were not, or not wholly, read: who is a member there is not known, and an answer that stands on them is never
 * "none".
 */
export const membershipGapSchema = z.object({
  snapshotId: z.int(),
  sourceName: z.string(),
  /** A domain or a group by its DN, a file, or an identity store. */
  where: z.string(),
  /** Under `missing.` */
  code: z.string(),
});
export type MembershipGap = z.infer<typeof membershipGapSchema>;
/** First 1,000. */
export const membershipsNotRead = z.array(membershipGapSchema);

/**
 * Of the people counted, those who come by claim rules alone: whether AWS takes each one's own sign-in is judged for one user
 * (`ofUser`), not here.
 */
export const signInsNotJudged = z.int().optional();

/**
 * A role as access speaks of it: by its ARN, or, where the role that Identity Center makes was not read, by permission set
 * and account (`permission set ARN@account`).
 */
export const roleKey = z.string().min(1).max(2200);
export const roleRefSchema = z.object({
  key: roleKey,
  roleArn: z.string().nullable(),
  name: z.string(),
  account: z.string(),
  accountName: z.string().nullable(),
  /** The permission set that it is made of. */
  permissionSetArn: z.string().nullable(),
});
export type RoleRef = z.infer<typeof roleRefSchema>;

/** One action on one resource. */
export const actionQuestionSchema = z.object({
  /** `service:Name`. */
  action: z
    .string()
    .min(3)
    .max(256)
    .regex(/^[\w-]+:[\w*?-]+$/),
  /** An ARN; null: any resource, and then "allowed" may be true of some alone (`some`). */
  resource: arn.nullable(),
  /** Of a resource whose ARN names none (a bucket); null: it belongs to whoever asks. */
  resourceAccount: accountId.nullish(),
  /** Keys of the request that are known, beside those that follow from the principal. All others are open. */
  context: z.record(z.string().max(256), z.array(z.string().max(2048)).max(100)).optional(),
  /** The resource's own policy as JSON, which no source tells: without it, what it might say is a gap. */
  resourcePolicy: z.string().max(1_000_000).nullish(),
});
export type ActionQuestion = z.infer<typeof actionQuestionSchema>;

const standsOn = z.object({
  /** The document's id where the policy place lists those of the subject; null: it is none of its own. */
  id: z.string().nullable(),
  use: z.enum(policyUses),
  level: z.string().nullable(),
  document: z.string(),
  arn: z.string().nullable(),
  path: z.string(),
  sid: z.string().nullable(),
  effect: z.enum(['Allow', 'Deny']),
});

/** What the policies of one role or user say to a question. */
export const decidedSchema = z.object({
  decision: decisionSchema,
  decidedBy: z.enum(deciders),
  /** Asked without a resource: allowed on some resources, the first of which `resources` names, and not on every one. */
  some: z.boolean(),
  resources: z.array(z.string()),
  /** All must be so for "allowed"; empty unless conditional. First 100. */
  conditions: z.array(openConditionSchema),
  /** Statements that have a say; empty where they were not asked for. First 100. */
  standsOn: z.array(standsOn),
  /** What is not known and could change the answer. */
  gaps: z.array(policyGapSchema),
});
export type Decided = z.infer<typeof decidedSchema>;

/** One role taken out of another by sts:AssumeRole. Each such session lasts an hour at most. */
export const assumeStepSchema = z.object({
  from: z.string(),
  role: roleRefSchema,
  decision: possible,
  conditions: z.array(openConditionSchema),
  /** Allowing statements of the identity policies and of the trust policy. */
  standsOn: z.array(standsOn),
});
export type AssumeStep = z.infer<typeof assumeStepSchema>;

/** How long a session may last, in seconds: the shortest known limit, and what is not known. */
export const sessionSchema = z.object({
  seconds: z.int().nullable(),
  limits: z.array(z.object({ code: z.enum(sessionLimits), seconds: z.int().nullable() })),
});
export const mfaSchema = z.array(z.enum(mfaFacts));

/** Told apart from "nobody": what might let somebody in and cannot be read. */
export const notCounted = z.object({
  code: z.enum(notCountedCodes),
  role: roleRefSchema.nullable(),
  mechanism: mechanismSchema.nullable(),
  /** The grant, provider, account or group that it is about. */
  name: z.string().nullable(),
  /** How many people, where that is known. */
  people: z.int().optional(),
});
export type NotCounted = z.infer<typeof notCounted>;

/** A page of rows of one kind of list. */
export const paged = <T extends z.ZodType>(row: T) => z.object({ total: z.int(), rows: z.array(row) });
