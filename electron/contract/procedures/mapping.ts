/** Which groups lead to which roles. */
import { z } from 'zod';
import { ask, asks } from '../ask.ts';
import { claimTestProcedures } from '../claimTest.ts';
import { mappingProcedures } from '../mapping.ts';
import { grantSchema, pageSchema } from '../shapes.ts';

const grantFilter = z.object({
  mechanism: grantSchema.shape.mechanism.optional(),
  status: grantSchema.shape.status.optional(),
  text: z.string().max(256).optional(),
});
export type GrantFilter = z.infer<typeof grantFilter>;

export const mapping = {
  ...asks(mappingProcedures),
  claims: asks(claimTestProcedures),
  grants: ask(
    z.object({ filter: grantFilter, page: pageSchema }),
    z.object({
      total: z.int(),
      counts: z.object({ works: z.int(), broken: z.int(), candidate: z.int() }),
      rows: z.array(grantSchema),
    }),
  ),
};
