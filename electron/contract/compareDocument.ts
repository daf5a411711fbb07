/** What `treeline compare --json` prints. */
import { z } from 'zod';
import { ambiguousSchema, compareSummarySchema, differenceRowSchema } from './compare.ts';

const said = z.object({ code: z.string(), message: z.string() });
/** Words beside each code that a difference has. */
const difference = differenceRowSchema.omit({ kinds: true, key: true }).extend({
  kinds: z.array(said),
  matchedBy: said.nullable(),
});

export const compareDocumentSchema = z.object({
  summary: compareSummarySchema.omit({ id: true }),
  /** Of the filter; `differences` holds the first `--limit` of them. */
  total: z.int(),
  differences: z.array(difference),
  /** The first 1,000. */
  ambiguous: z.array(ambiguousSchema.omit({ key: true }).extend({ sharedBy: said })),
  /** With --to: the file, and how many differences were written. */
  written: z.object({ file: z.string(), differences: z.int() }).nullable(),
});
