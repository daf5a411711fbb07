/** Which groups lead to which roles. */
import { z } from 'zod';
import { ask, asks } from '../ask.ts';
import { claimTestProcedures } from '../claimTest.ts';
import { mappingProcedures } from '../mapping.ts';
import { flowProcedures, grantFilterSchema } from '../mappingFlow.ts';
import { grantSchema, pageSchema } from '../shapes.ts';

export const mapping = {
  ...asks(mappingProcedures),
  ...asks(flowProcedures),
  claims: asks(claimTestProcedures),
  grants: ask(
    z.object({ filter: grantFilterSchema, page: pageSchema }),
    z.object({
      total: z.int(),
      counts: z.object({ works: z.int(), broken: z.int(), candidate: z.int() }),
      rows: z.array(grantSchema),
    }),
  ),
};
