/** Access reviews. */
import { z } from 'zod';
import { asks, listen } from '../ask.ts';
import { reviewProcedures, reviewProgressSchema, reviewRequestSchema } from '../review.ts';

export const reviews = {
  ...asks(reviewProcedures),
  /** Freezes the evidence and tells how far it is; ending the stream cancels, and nothing is left. */
  start: listen(z.object({ request: reviewRequestSchema }), reviewProgressSchema),
};
