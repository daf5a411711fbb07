/** What answers on the command line and in the window have in common: tests of conditions, and statements that were tested. */
import { z } from 'zod';
import { operators } from '../../domain/policy/document.ts';
import { grantKinds, statementParts } from '../../domain/policy/explanation.ts';

/** One operator asked of one key. */
export const conditionTest = {
  operator: z.enum(operators),
  quantifier: z.enum(['all', 'any']).nullable(),
  ifExists: z.boolean(),
  key: z.string(),
  values: z.array(z.string()),
};

/** One thing that must hold, or must not, for the answer to be "allowed". */
export const openConditions = {
  test: { kind: z.literal('test'), ...conditionTest, holds: z.boolean() },
  /** Of the patterns one must take in the resource once variables are filled. */
  resource: { kind: z.literal('resource'), patterns: z.array(z.string()), holds: z.boolean() },
};

export const truth = z.enum(['true', 'false', 'unknown']);

export const testedCondition = {
  path: z.string(),
  result: truth,
  /** The key's values in the request; null = absent, or not known where `result` is unknown. */
  given: z.array(z.string()).nullable(),
  /** Values after variables were filled; null: one had nothing to be filled with. */
  compared: z.array(z.string().nullable()),
};

export const testedStatement = {
  path: z.string(),
  sid: z.string().nullable(),
  effect: z.enum(['Allow', 'Deny']),
  result: truth,
  failed: z.array(z.enum(statementParts)),
  grant: z.enum(grantKinds).nullable(),
};
