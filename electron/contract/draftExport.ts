/** Drafts as files for others to apply, and such files read back. Codes alone: words `draftExport`. */
import { z } from 'zod';
import {
  exportFormats,
  exportRemarkCodes,
  readBackProblems,
  remarkStates,
} from '../domain/draft/export/codes.ts';
import { changeSchema, draftAskedSchema, mostChanges } from './draft.ts';
import { handleSchema } from './shapes.ts';

export const draftFormatSchema = z.enum(exportFormats);
export type DraftFormat = z.infer<typeof draftFormatSchema>;

/** `name`: relative, of letters, digits, `.`, `_`, `-` and `%`; names are of one format alone. */
export const draftFileSchema = z.object({ name: z.string(), text: z.string() });

export const exportRemarkSchema = z.object({
  /** Place of the change in the draft. */
  index: z.int(),
  /** Under `draftExportRemark.` */
  code: z.enum(exportRemarkCodes),
  /** Whether the change is missing in the files. */
  state: z.enum(remarkStates),
  params: z.record(z.string(), z.string()),
});
export type ExportRemark = z.infer<typeof exportRemarkSchema>;

export const draftExportSchema = z.object({
  format: draftFormatSchema,
  /** None where the format carries nothing of the draft. */
  files: z.array(draftFileSchema),
  /** How many changes the files carry. */
  carried: z.int(),
  remarks: z.array(exportRemarkSchema),
});
export type DraftExport = z.infer<typeof draftExportSchema>;

const mostFiles = 5000;
const mostText = 64 << 20;

export const draftExportProcedures = {
  /** In the order that was asked for. */
  export: {
    input: z.object({
      draft: draftAskedSchema.shape.draft,
      formats: z.array(draftFormatSchema).min(1).max(exportFormats.length),
    }),
    output: z.object({ changes: z.int(), exports: z.array(draftExportSchema) }),
  },
  /** One file of a format, or all of them in a ZIP archive (`file` null), written whole or not at all. */
  saveFiles: {
    input: z.object({
      draft: draftAskedSchema.shape.draft,
      format: draftFormatSchema,
      file: z.string().max(1024).nullable(),
      target: handleSchema,
    }),
    output: z.object({ bytes: z.int() }),
  },
  /** Files of one export as changes; `problem` says why they are none. */
  readBack: {
    input: z.object({
      format: draftFormatSchema,
      files: z
        .array(z.object({ name: z.string().max(1024), text: z.string().max(mostText) }))
        .min(1)
        .max(mostFiles),
    }),
    output: z.object({
      changes: z.array(changeSchema).max(mostChanges),
      problem: z
        .object({
          /** Under `draftReadBack.` */
          code: z.enum([...readBackProblems, 'tooMany']),
          file: z.string(),
          /** A line, or a path in the file; may be empty. */
          place: z.string(),
        })
        .nullable(),
    }),
  },
} as const;
