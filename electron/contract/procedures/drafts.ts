/** Drafts of the mapping, and what would change. */
import { asks, listen } from '../ask.ts';
import { draftAskedSchema, draftProcedures, draftProgressSchema } from '../draft.ts';
import { convertAskedSchema, convertProgressSchema, draftConvertProcedures } from '../draftConvert.ts';
import { draftExportProcedures } from '../draftExport.ts';

export const drafts = {
  ...asks(draftProcedures),
  ...asks(draftExportProcedures),
  ...asks(draftConvertProcedures),
  /** Compares a draft with what was read and tells how far it is; ending the stream cancels it. */
  run: listen(draftAskedSchema, draftProgressSchema),
  /** Makes a conversion and tells how far it is; ending the stream cancels it. */
  converting: listen(convertAskedSchema, convertProgressSchema),
};
