/**
 * One question to the policy engine and its answer, as `treeline policy evaluate` reads and writes them: one JSON object a line.
 * A set that is absent or empty: none applies; a level with an empty list of policies allows nothing.
 */
import { z } from 'zod';
import { deciders, decisions, policyUses, problemCodes } from '#domain/policy/codes.ts';
import { setNotes } from '#domain/policy/explanation.ts';
import { principalKinds } from '#domain/policy/request.ts';
import { openConditions, testedCondition, testedStatement } from './tested.ts';

/** A policy document: parsed JSON, or its text. Its own grammar is the engine's to judge. */
const document = z.unknown();
const documents = z.array(document).nullish();
const account = z.string().regex(/^\d{12}$/, 'twelve digits');

export const casePrincipalSchema = z.strictObject({
  type: z.enum(principalKinds),
  /** ARN; of a service its name, of `saml` and `web-identity` the provider. */
  arn: z.string().nullish(),
  account: account.nullish(),
  /** Of a role session the role with its path; of a federated user the user behind it. */
  roleArn: z.string().nullish(),
  managementAccount: z.boolean().nullish(),
  serviceLinked: z.boolean().nullish(),
});

const value = z.union([z.string(), z.number(), z.boolean()]);

export const caseRequestSchema = z.strictObject({
  action: z.string().regex(/^[^:\s]+:[^:\s]+$/, 'service:Name'),
  /** One ARN (or `*`), or all that the action touches: each must be allowed. */
  resource: z.union([z.string(), z.array(z.string()).min(1)]),
  resourceAccount: account.nullish(),
  principal: casePrincipalSchema,
  /** Keys in any case. Null: certainly absent. */
  context: z
    .record(z.string(), z.union([...value.options, z.array(value), z.null()]))
    .superRefine((context, { addIssue }) => {
      const seen = new Set<string>();
      for (const key of Object.keys(context)) {
        const folded = key.toLowerCase();
        if (seen.has(folded)) addIssue({ code: 'custom', path: [key], message: 'the key stands twice' });
        seen.add(folded);
      }
    })
    .nullish(),
  unknownContext: z.enum(['absent', 'unknown']).nullish(),
});

const level = z.strictObject({ level: z.string(), policies: z.array(document) });

export const policyCaseSchema = z.strictObject({
  id: z.union([z.string(), z.number()]).nullish(),
  request: caseRequestSchema,
  identityPolicies: documents,
  permissionsBoundary: documents,
  sessionPolicies: documents,
  resourcePolicy: document.optional(),
  trustPolicy: document.optional(),
  endpointPolicies: documents,
  serviceControlPolicies: z.array(level).nullish(),
  resourceControlPolicies: z.array(level).nullish(),
  resourceInManagementAccount: z.boolean().nullish(),
});
export type PolicyCase = z.infer<typeof policyCaseSchema>;

const said = { message: z.string() };
const conditionSchema = z.discriminatedUnion('kind', [
  z.object({ ...openConditions.test, ...said }),
  /** `resource`: the one asked for, of several. */
  z.object({ ...openConditions.resource, resource: z.string(), ...said }),
]);

const statementSchema = z.object({
  /** Index of the document in its set. */
  policy: z.int(),
  ...testedStatement,
  conditions: z.array(z.object({ ...testedCondition, ...said })),
  ...said,
});

export const testedSetSchema = z.object({
  /** The resource, where several were asked for. */
  resource: z.string().nullable(),
  use: z.enum(policyUses),
  level: z.string().nullable(),
  outcome: z.enum(['allows', 'denies', 'silent', 'conditional', 'notApplicable']),
  why: z.enum(setNotes).nullable(),
  statements: z.array(statementSchema),
  ...said,
});

/** What can be wrong with a line besides its policy documents. */
export const caseProblemCodes = ['notJson', 'duplicateElement', 'caseInvalid', 'lineTooLong'] as const;

export const caseErrorSchema = z.object({
  code: z.enum([...new Set([...problemCodes, ...caseProblemCodes])]),
  /** JSON path in the case: `identityPolicies[0].Statement[2].Effect`; empty: the line itself. */
  path: z.string(),
  params: z.record(z.string(), z.string()),
  ...said,
});
export type CaseError = z.infer<typeof caseErrorSchema>;

export const policyAnswerSchema = z.object({
  id: z.union([z.string(), z.number()]).nullable(),
  /** Null: the case itself is not valid, and nothing was decided. */
  decision: z.enum(decisions).nullable(),
  decidedBy: z.enum(deciders).nullable(),
  ...said,
  /** Together enough for "allowed", and none of them can be left out. Empty unless `conditional`. */
  conditions: z.array(conditionSchema),
  /** Other sets of conditions, each of which is enough. */
  alternatives: z.array(z.array(conditionSchema)),
  /** Absent with `--no-explain`. */
  explanation: z.array(testedSetSchema).optional(),
  errors: z.array(caseErrorSchema),
});
export type PolicyAnswer = z.infer<typeof policyAnswerSchema>;
export type SaidCondition = PolicyAnswer['conditions'][number];
export type SaidSet = z.infer<typeof testedSetSchema>;

/** A line that `policy evaluate` writes: `line` is the number of the line that it answers. */
export const batchAnswerSchema = policyAnswerSchema.extend({ line: z.int() });
export type BatchAnswer = z.infer<typeof batchAnswerSchema>;
