/** Which objects a list of a snapshot shows: what pages, what is computed and what is exported all name it so. */
import { z } from 'zod';
import { baseSchema, filterTextSchema, scopeSchema, sortSchema } from './queries.ts';
import { objectRowSchema } from './shapes.ts';

const snapshotId = z.int();
/** Without a sort: children with branches first, what fits whole first in a search, and by name. */
const sort = sortSchema.nullable().optional();

/** `children` of null lists the naming contexts of the snapshot. */
export const listSchema = z.discriminatedUnion('of', [
  z.object({ of: z.literal('children'), snapshotId, parentId: z.int().nullable(), sort }),
  z.object({ of: z.literal('kind'), snapshotId, kinds: z.array(objectRowSchema.shape.kind).min(1), sort }),
  z.object({ of: z.literal('search'), snapshotId, text: z.string().min(1).max(256), sort }),
  z.object({
    of: z.literal('query'),
    snapshotId,
    base: baseSchema,
    scope: scopeSchema,
    filter: filterTextSchema,
    sort,
  }),
]);
export type ObjectList = z.infer<typeof listSchema>;
