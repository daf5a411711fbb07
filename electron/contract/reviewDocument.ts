/** What a review says, as one document: the JSON of the command line and of the window, and what the other formats tell too. */
import { z } from 'zod';
import { reviewItemSchema, reviewSchema, reviewStandSchema } from './review.ts';

export const reviewDocumentSchema = z.object({
  locale: z.enum(['en', 'ko']),
  review: reviewSchema.omit({ kept: true }),
  /** Whether the workspace file holds what the digests are of. */
  verified: z.object({ intact: z.boolean(), changed: z.array(z.int()) }),
  reviewers: reviewStandSchema.shape.reviewers,
  roles: reviewStandSchema.shape.roles,
  items: z.array(
    reviewItemSchema.extend({
      /** Each way in one line; of what was not readable, what that is. */
      evidence: z.array(z.string()),
      /** What keeps the account from signing in, and the like. */
      remarks: z.array(z.string()),
      decided: z.object({ decision: z.string(), reason: z.string(), by: z.string(), at: z.string() }).nullable(),
      /** What was said before, in words. */
      earlier: z.array(z.string()),
    }),
  ),
}); // prettier-ignore
export type ReviewDocument = z.infer<typeof reviewDocumentSchema>;

const row = z.object({ line: z.int(), number: z.string(), code: z.string(), message: z.string() });
/** What `treeline review decide` says. */
export const reviewDecidedSchema = z.object({
  decided: z.int(),
  passed: z.int(),
  bad: z.array(row),
  badTotal: z.int(),
  overtaken: z.array(z.object({ number: z.int(), state: z.string(), by: z.string(), at: z.string() })),
});
