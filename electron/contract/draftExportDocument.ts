/** What `draft export --json` and `draft convert --json` print: the contract's shapes with an English sentence beside every code. */
import { z } from 'zod';
import { draftRowSchema } from './draft.ts';
import { convertRemarkSchema, convertSummarySchema } from './draftConvert.ts';
import { draftFormatSchema, exportRemarkSchema } from './draftExport.ts';

const message = { message: z.string() };

export const draftExportDocuments = {
  draftExport: z.object({
    draft: draftRowSchema,
    /** Folder that the files are in, each format in one of its own. */
    out: z.string(),
    exports: z.array(
      z.object({
        format: draftFormatSchema,
        /** Relative to `out`. */
        files: z.array(z.string()),
        carried: z.int(),
        remarks: z.array(exportRemarkSchema.extend(message)),
      }),
    ),
  }),
  draftConvert: z.object({
    summary: convertSummarySchema,
    /** What was made; empty with `--preview`, or where nothing can be carried over. */
    drafts: z.array(z.object({ id: z.int(), name: z.string(), changes: z.int() })),
    remarks: z.array(convertRemarkSchema.extend(message)),
  }),
};
