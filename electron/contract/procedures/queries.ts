/** Filters: checked, saved, run on snapshots and on live directories. */
import { z } from 'zod';
import { ask, listen, none } from '../ask.ts';
import { listSchema } from '../lists.ts';
import {
  builtInQuerySchema,
  filterCheckSchema,
  filterTextSchema,
  liveQueryInput,
  liveQueryRow,
  queryPlaceSchema,
  queryProgressSchema,
  savedQuerySchema,
  valuesInput,
  valuesRowSchema,
} from '../queries.ts';

export const queries = {
  validate: ask(z.object({ text: z.string().max(65_536) }), filterCheckSchema),
  /** The filter as it would be asked there, its points in time written out. */
  resolve: ask(
    z.object({ filter: filterTextSchema, at: queryPlaceSchema }),
    z.object({ filter: z.string() }),
  ),
  builtIn: ask(z.object({ at: queryPlaceSchema }), z.array(builtInQuerySchema)),
  saved: ask(none, z.array(savedQuerySchema)),
  /** Saves; `id` null makes a new one. */
  save: ask(savedQuerySchema.extend({ id: z.string().nullable() }), savedQuerySchema),
  remove: ask(z.object({ id: z.string() }), none),
  /** Computes a list that `objects.rows` then pages at once, and tells how far it is; ending the stream cancels it. */
  run: listen(z.object({ list: listSchema }), queryProgressSchema),
  /** A filter on a live directory, at most 1,000 rows an answer; `cursor` from the last answer goes on. */
  live: ask(
    liveQueryInput,
    z.object({ rows: z.array(liveQueryRow), cursor: z.string().nullable(), readAt: z.string() }),
  ),
  /** Values of chosen attributes for objects of any list, in the order asked for; unknown objects are left out. */
  values: ask(valuesInput, z.array(valuesRowSchema)),
};
