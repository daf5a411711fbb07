/** What a review says, as one document: the JSON of the command line and of the window, and what the other formats tell too. */
import { z } from 'zod';
import { reviewSchema, reviewStandSchema } from './review.ts';
import { reviewItemSchema } from './reviewItem.ts';
import { reviewProcedures } from './reviewProcedures.ts';

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

const { list, preview, items, importDecisions } = reviewProcedures;
const imported = importDecisions.output;

/** What the verbs of `treeline review` print beside `report`. */
export const reviewDocuments = {
  reviewList: list.output,
  /** `start` and `sign-off`. */
  review: reviewSchema,
  reviewPreview: preview.output,
  reviewItems: items.output,
  reviewDecided: imported.extend({
    bad: z.array(imported.shape.bad.element.extend({ message: z.string() })),
  }),
  reviewReport: reviewDocumentSchema,
  reviewWritten: z.object({ written: z.string(), bytes: z.int(), items: z.int() }),
  reviewRevocations: z.object({ written: z.string(), bytes: z.int(), removals: z.int(), byHand: z.int() }),
} as const;
