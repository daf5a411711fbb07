/** Shapes that the procedures of the estate share. Codes alone: their words stand in `words/{en,ko}`. */
import { z } from 'zod';
import { evidenceSchema, pageSchema } from '../shapes.ts';

export const readingState = z.enum(['read', 'notReadable', 'notApplicable']);

/** A fact that may not be there to read; `code` is a fault's code, or one of words `missing.` */
export const readingOf = <T extends z.ZodType>(value: T) =>
  z.discriminatedUnion('state', [
    z.object({ state: z.literal('read'), value }),
    z.object({ state: z.literal('notReadable'), code: z.string() }),
    z.object({ state: z.literal('notApplicable') }),
  ]);

/** A source whose part of a list was not readable, beside what the others gave. */
export const gapSchema = z.object({ snapshotId: z.int(), source: z.string(), code: z.string() });

/** A page of a list over all AWS sources of the workspace. `total` counts what fits the filter. */
export const listOf = <T extends z.ZodType>(row: T) =>
  z.object({
    /** Read where any source gave it; each that did not stands in `gaps`. */
    state: readingState,
    gaps: z.array(gapSchema),
    total: z.int(),
    rows: z.array(row),
  });

/** How many rows there are of each value of a column, of what fits the rest of the filter. */
export const countsSchema = z.array(z.object({ value: z.string(), count: z.int() }));

/** Every list may be narrowed so. Texts are matched anywhere, without regard to case. */
export const listInput = z.object({
  page: pageSchema,
  text: z.string().max(256).optional(),
  snapshotId: z.int().optional(),
  accounts: z.array(z.string().max(12)).max(1000).optional(),
});

/** What the account's credential report says of the root user or one IAM user; null = it does not tell. */
export const reportedSchema = z.object({
  /** When AWS made the report: up to four hours before the reading. */
  generatedAt: z.string().nullable(),
  passwordEnabled: z.boolean().nullable(),
  passwordLastUsed: z.string().nullable(),
  passwordLastChanged: z.string().nullable(),
  passwordNextRotation: z.string().nullable(),
  mfaActive: z.boolean().nullable(),
  /** The report names no key: `slot` is one of a user's two places for one. */
  keys: z.array(
    z.object({
      slot: z.union([z.literal(1), z.literal(2)]),
      active: z.boolean(),
      lastRotated: z.string().nullable(),
      lastUsed: z.string().nullable(),
      lastUsedRegion: z.string().nullable(),
      lastUsedService: z.string().nullable(),
    }),
  ),
});

export const accountName = { account: z.string(), accountName: z.string().nullable() };
export const policyRef = z.object({ arn: z.string(), name: z.string() });
export const tagsSchema = z.array(z.object({ key: z.string(), value: z.string() }));

export { evidenceSchema };
