/** Roles that a subject may hand to services, and roles that it may take one after the other. */
import { z } from 'zod';
import { deciders, decisions } from '../../domain/policy/codes.ts';
import { chainEnds, passYields, reachStates } from '../../domain/policy/passRole/codes.ts';
import { accountName, countsSchema } from '../estate/shapes.ts';
import { pageSchema } from '../shapes.ts';
import { openConditionSchema, policyGapSchema, subjectSchema } from './place.ts';

const decided = z.object({
  decision: z.enum(decisions),
  decidedBy: z.enum(deciders),
  /** All must be so; empty unless `conditional`. */
  conditions: z.array(openConditionSchema),
});

const roleSchema = z.object({
  /** Opens it in the policy place. */
  subject: subjectSchema,
  arn: z.string(),
  name: z.string(),
  ...accountName,
});

/** An action by which the role gets to the service. */
const wayRow = z.object({
  action: z.string(),
  /** Codes under `policyPass.yield.` */
  yields: z.enum(passYields),
  ...decided.shape,
  /** For which resources that is so: the first that is allowed of those that the policies name, or examples. */
  resources: z.array(z.string()),
  /** It is allowed only on resources such as those that the policies name, and not on any. */
  narrowed: z.boolean(),
  /** What sets to work what the action made: one is enough. Empty: it works by itself. */
  starts: z.array(z.object({ action: z.string(), decision: z.enum(decisions) })),
});

const reachSchema = z.object({
  /**
   * `more`: the role may what the subject may not; `none`: nothing of that was found among the actions asked; `notMore`: the
   * subject's own policies allow all that the role's own do.
   */
  state: z.enum(reachStates),
  /** How many requests were asked of both. */
  asked: z.int(),
  /** The first 10. */
  examples: z.array(z.object({ action: z.string(), resource: z.string() })),
});

export const passRow = z.object({
  role: roleSchema,
  /** `lambda.amazonaws.com`. */
  service: z.string(),
  /** Of all together: role handed, role trusting the service, an action that hands it, what sets it to work. */
  decision: z.enum(decisions),
  /** iam:PassRole on the role for this service. */
  pass: decided,
  /** Whether the role's trust policy lets the service take it. */
  trust: decided,
  /** The best first. */
  ways: z.array(wayRow),
  /** Instance profiles that hold the role, which EC2 needs; null = not read, or of no use to this service. */
  profiles: z.array(z.string()).nullable(),
  reach: reachSchema,
});
export type PassRow = z.infer<typeof passRow>;

export const chainStep = z.object({
  /** Steps are told before those that go on from them. */
  id: z.int(),
  /** Null: the subject itself takes it. */
  parent: z.int().nullable(),
  /** From 1. */
  depth: z.int(),
  role: roleSchema,
  ...decided.shape,
  /** Of the whole chain to here: conditional where any of its steps is. */
  whole: z.enum(decisions),
  /** Why nothing goes on from here; codes under `policyPass.end.`; null: something does. */
  ends: z.enum(chainEnds).nullable(),
});
export type ChainStep = z.infer<typeof chainStep>;

export const passRoleProcedures = {
  /** Handed within the account of the subject alone. Rows that cannot be handed are left out. */
  passRole: {
    input: z.object({
      subject: subjectSchema,
      page: pageSchema,
      text: z.string().max(256).optional(),
      services: z.array(z.string().max(128)).max(1000).optional(),
      /** Those alone by which the subject gets what it has not. */
      onlyMore: z.boolean().optional(),
    }),
    output: z.object({
      total: z.int(),
      rows: z.array(passRow),
      services: countsSchema,
      /** Roles of the account that were looked at; null: the account or its roles are not known. */
      roles: z.int().nullable(),
      gaps: z.array(policyGapSchema),
    }),
  },
  /** sts:AssumeRole followed through all roles of the workspace. */
  chain: {
    input: z.object({ subject: subjectSchema, page: pageSchema }),
    output: z.object({
      total: z.int(),
      rows: z.array(chainStep),
      /** Different roles that are reached. */
      reached: z.int(),
      /** Roles that were looked at. */
      roles: z.int(),
      /** More steps were to be told than are kept. */
      cut: z.boolean(),
      gaps: z.array(policyGapSchema),
    }),
  },
};
