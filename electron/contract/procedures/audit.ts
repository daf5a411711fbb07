/** The audit from group to role. */
import { z } from 'zod';
import { asks, listen } from '../ask.ts';
import { auditProcedures, auditProgressSchema, auditRequestSchema } from '../audit.ts';
import { auditBoardProcedures } from '../auditBoard.ts';

export const audit = {
  ...asks(auditProcedures),
  board: asks(auditBoardProcedures),
  /** Computes an audit and tells how far it is; ending the stream cancels it. */
  run: listen(z.object({ request: auditRequestSchema }), auditProgressSchema),
};
