/** Plans of moving a forest to a directory of AWS. */
import { z } from 'zod';
import { asks, listen } from '../ask.ts';
import { migrationProcedures, planProgressSchema, questionSchema } from '../migration.ts';

export const migration = {
  ...asks(migrationProcedures),
  /** Computes a plan and tells how far it is; ending the stream cancels it. */
  run: listen(z.object({ question: questionSchema }), planProgressSchema),
};
