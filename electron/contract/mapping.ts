/** What people enter of the mapping: which rules hold for which directory, conventions, assignments that nothing tells. */
import { z } from 'zod';
import { ruleUses } from '../domain/mapping/settings.ts';
import { templateProblems } from '../domain/mapping/groupName.ts';

const caseRule = z.enum(['exact', 'ignored']);
const words = z.string().trim().min(1).max(256);
const roleArn = z.string().regex(/^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]{1,576}$/);
const sid = z.string().regex(/^S-1-\d{1,15}(-\d{1,10}){1,15}$/);
const time = z.string().max(40);
const id = z.string().min(1).max(64);

export const templateTextSchema = z.object({
  text: z.string().min(1).max(256),
  account: z.string().regex(/^\d{12}$/).nullable(),
  roleText: z.string().max(256).nullable(),
}); // prettier-ignore

export const mappingSettingsSchema = z.object({
  rules: z
    .array(
      z.object({
        sourceId: z.int(),
        use: z.enum(ruleUses),
        directories: z.array(z.int()).max(1000).readonly().nullable(),
        caseOf: z.object({ types: caseRule, values: caseRule }),
      }),
    )
    .max(1000)
    .readonly(),
  templates: z.array(templateTextSchema).max(50).readonly(),
});

/** One assignment of console delegation, as somebody looked it up in the console. */
export const enteredDelegationSchema = z.object({
  id,
  directoryId: z.string().regex(/^d-[0-9a-f]{10}$/),
  region: z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d{1,2}$/),
  roleArn,
  principalSid: sid,
  principalName: words,
  principalDomain: words.optional(),
  principalKind: z.enum(['user', 'group']),
  deleted: z.literal(true).optional(),
  recordedOn: time,
  recordedBy: words,
});
export type EnteredDelegation = z.infer<typeof enteredDelegationSchema>;

export const enteredMappingSchema = z.object({
  id,
  principalSid: sid,
  principalName: words,
  roleArn,
  mechanism: z.enum(['saml', 'delegation']),
  why: z.string().trim().min(1).max(1000),
  by: words,
  on: time,
});

/** Without an id a new one is made; the time is that of the engine. */
const delegationPut = enteredDelegationSchema
  .omit({ id: true, recordedOn: true })
  .extend({ id: id.optional() });
const mappingPut = enteredMappingSchema.omit({ id: true, on: true }).extend({ id: id.optional() });

/** A file of rules, and what it is taken for. */
const ruleSourceSchema = z.object({
  sourceId: z.int(),
  name: z.string(),
  /** Null = nobody decided: `use` is what its text says. */
  chosen: z.boolean(),
  use: z.enum(ruleUses),
  directories: z.array(z.int()).nullable(),
  caseOf: z.object({ types: caseRule, values: caseRule }),
  /** Trusts that reach AWS, by name or file. */
  trusts: z.array(z.string()),
});

export const mappingProcedures = {
  settings: {
    input: z.object({}),
    output: z.object({ settings: mappingSettingsSchema, rules: z.array(ruleSourceSchema) }),
  },
  saveSettings: { input: mappingSettingsSchema, output: z.object({}) },
  /** What a name stands for by a template, or why it stands for none. */
  testTemplate: {
    input: z.object({ template: templateTextSchema, names: z.array(z.string().max(256)).min(1).max(1000) }),
    output: z.object({
      problem: z.enum(templateProblems).nullable(),
      names: z.array(
        z.object({
          name: z.string(),
          account: z.string().nullable(),
          accountName: z.string().nullable(),
          role: z.string().nullable(),
          why: z.enum(['otherForm', 'aliasUnknown']).nullable(),
        }),
      ),
    }),
  },
  delegations: {
    input: z.object({}),
    output: z.object({ total: z.int(), rows: z.array(enteredDelegationSchema) }),
  },
  putDelegation: { input: delegationPut, output: enteredDelegationSchema },
  removeDelegation: { input: z.object({ id }), output: z.object({}) },
  entered: {
    input: z.object({}),
    output: z.object({ total: z.int(), rows: z.array(enteredMappingSchema) }),
  },
  putEntered: { input: mappingPut, output: enteredMappingSchema },
  removeEntered: { input: z.object({ id }), output: z.object({}) },
} as const;
