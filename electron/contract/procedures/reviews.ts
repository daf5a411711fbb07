/** Access reviews. */
import { z } from 'zod';
import { asks, listen } from '../ask.ts';
import { reviewProgressSchema, reviewRequestSchema } from '../review.ts';
import { decideAllSchema, decidingSchema, reviewProcedures } from '../reviewProcedures.ts';

export const reviews = {
  ...asks(reviewProcedures),
  /** Freezes the evidence and tells how far it is; ending the stream cancels, and nothing is left. */
  start: listen(z.object({ request: reviewRequestSchema }), reviewProgressSchema),
  /** Tells how far it is; ending the stream cancels, and what was decided until then stays. */
  decideAll: listen(decideAllSchema, decidingSchema),
};
