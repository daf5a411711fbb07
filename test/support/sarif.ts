/**
 * The part of SARIF 2.1.0 that our reports are made of, as its schema has it (OASIS, errata 01): names that it does not know are
 * refused, since it allows none outside of `properties`.
 */
import { z } from 'zod';

const bag = z.looseObject({
  tags: z
    .array(z.string())
    .refine((tags) => new Set(tags).size === tags.length)
    .optional(),
});
const message = z.strictObject({ text: z.string() });
const level = z.enum(['none', 'note', 'warning', 'error']);
const index = z.int().min(-1);

const rule = z.strictObject({
  id: z.string(),
  name: z.string().optional(),
  shortDescription: message.optional(),
  fullDescription: message.optional(),
  help: message.optional(),
  defaultConfiguration: z.strictObject({ level }).optional(),
  properties: bag.optional(),
});
const logicalLocation = z.strictObject({
  name: z.string().optional(),
  fullyQualifiedName: z.string().optional(),
  kind: z.string().optional(),
});
const suppression = z.strictObject({
  kind: z.enum(['inSource', 'external']),
  status: z.enum(['accepted', 'underReview', 'rejected']).optional(),
  justification: z.string().optional(),
  properties: bag.optional(),
});
const result = z.strictObject({
  ruleId: z.string().optional(),
  ruleIndex: index.optional(),
  kind: z.enum(['notApplicable', 'pass', 'fail', 'review', 'open', 'informational']).optional(),
  level: level.optional(),
  message,
  locations: z.array(z.strictObject({ logicalLocations: z.array(logicalLocation).optional() })).optional(),
  fingerprints: z.record(z.string(), z.string()).optional(),
  baselineState: z.enum(['new', 'unchanged', 'updated', 'absent']).optional(),
  suppressions: z.array(suppression).optional(),
  properties: bag.optional(),
});
const notification = z.strictObject({
  descriptor: z.strictObject({ id: z.string() }).optional(),
  associatedRule: z.strictObject({ id: z.string(), index }).optional(),
  level: level.optional(),
  message,
  properties: bag.optional(),
});
const run = z.strictObject({
  tool: z.strictObject({
    driver: z.strictObject({
      name: z.string(),
      version: z.string().optional(),
      semanticVersion: z.string().optional(),
      language: z.string().regex(/^[a-zA-Z]{2}(-[a-zA-Z]{2})?$/).optional(),
      rules: z.array(rule).refine((rules) => new Set(rules.map((one) => JSON.stringify(one))).size === rules.length).optional(),
    }),
  }),
  columnKind: z.enum(['utf16CodeUnits', 'unicodeCodePoints']).optional(),
  baselineGuid: z.string().regex(/^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[1-5][0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}$/).optional(),
  invocations: z.array(z.strictObject({ executionSuccessful: z.boolean(), toolExecutionNotifications: z.array(notification).optional() })).optional(),
  results: z.array(result).optional(),
  properties: bag.optional(),
}); // prettier-ignore

export const sarifSchema = z.strictObject({
  $schema: z.url().optional(),
  version: z.literal('2.1.0'),
  runs: z.array(run),
});
