/** Services, actions, resources and condition keys of AWS, for completion and pages. Sentences are AWS's own, in English. */
import { z } from 'zod';
import { accessLevels, keyTypes } from '../../domain/policy/catalog/data.ts';

export const completed = ['service', 'action', 'conditionKey'] as const;

const completion = z.object({
  /** What is put in: `s3`, `s3:GetObject`, `aws:PrincipalTag/${TagKey}`. */
  value: z.string(),
  /** A service's name, or the sentence about an action or a key; null: there is none. */
  text: z.string().nullable(),
  /** Of an action. */
  level: z.enum(accessLevels).nullable(),
  /** Of a key. */
  type: z.enum(keyTypes).nullable(),
  many: z.boolean(),
});
export type Completion = z.infer<typeof completion>;

const key = z.object({
  name: z.string(),
  type: z.enum(keyTypes),
  many: z.boolean(),
  /** Requests for any action may hold it. */
  global: z.boolean(),
});

export const catalogProcedures = {
  catalog: {
    input: z.object({}).optional(),
    output: z.object({
      version: z.string(),
      /** When the data was gathered: ISO 8601, UTC. */
      date: z.string(),
      services: z.int(),
      actions: z.int(),
      conditionKeys: z.int(),
    }),
  },
  /** What begins with the text comes first, then what holds it. */
  complete: {
    input: z.object({
      what: z.enum(completed),
      text: z.string().max(256),
      /** Keys of this action (`s3:GetObject`, or a pattern) and those of every one; else keys of all services. */
      action: z.string().max(256).nullish(),
      limit: z.int().min(1).max(50).default(50),
    }),
    output: z.object({ rows: z.array(completion), more: z.boolean() }),
  },
  /** What one action is about; null where the data does not know it. */
  aboutAction: {
    input: z.object({ action: z.string().max(256) }),
    output: z
      .object({
        id: z.string(),
        service: z.object({ prefix: z.string(), name: z.string() }),
        level: z.enum(accessLevels),
        text: z.string().nullable(),
        /** ARN templates with `${…}` for what varies; empty: the resource is `*`. */
        resources: z.array(z.object({ name: z.string(), arn: z.string(), required: z.boolean() })),
        keys: z.array(key),
      })
      .nullable(),
  },
};
