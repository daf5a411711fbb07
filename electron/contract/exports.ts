/**
 * Files out. A target is a handle: the shell asks the person where to (a save dialog, or in a browser a file that is
 * downloaded afterwards), and the window never names a path. A target serves one export; nothing of the file is to be seen
 * until all of it is written, and nothing stays of one that failed or was cancelled.
 *
 * Objects of a snapshot are exported by a job (`jobs.export`). Rows that are no objects, which the window has on its screen
 * (grants, roles, subnets), go by `exports.rows`: `begin`, `append` at most 1,000 at a time, `end` or `cancel`.
 */
import { z } from 'zod';
import { exportFormats, targetFormats } from './exportFormats.ts';
import { listSchema } from './lists.ts';
import { attributeNameSchema } from './queries.ts';
import { handleSchema, maxPage, objectRowSchema } from './shapes.ts';

export const exportFormatSchema = z.enum(exportFormats);
export type ExportFormat = z.infer<typeof exportFormatSchema>;
/** What a person may be asked a place for: a file of rows, a report, or what others are to apply. */
export const targetFormatSchema = z.enum(targetFormats);

/** The facts that every row of objects has, in the order of a file without chosen columns. */
export const exportRowFields = [
  'dn',
  'name',
  'kind',
  'samAccountName',
  'userPrincipalName',
  'displayName',
  'mail',
  'description',
  'disabled',
  'sid',
  'guid',
  'groupType',
  'childCount',
] as const satisfies readonly (keyof z.infer<typeof objectRowSchema>)[];
export type ExportRowField = (typeof exportRowFields)[number];

/** What the column is called in the file; absent = its field or attribute. */
const title = z.string().min(1).max(256).optional();
export const exportColumnSchema = z.discriminatedUnion('of', [
  z.object({ of: z.literal('row'), field: z.enum(exportRowFields), title }),
  z.object({ of: z.literal('attribute'), attribute: attributeNameSchema, title }),
]);
export type ExportColumn = z.infer<typeof exportColumnSchema>;
export const maxExportColumns = 100;

/** `subtree`: an object and all below it. Of a whole snapshot or a subtree, parents come before their children. */
export const exportWhatSchema = z.discriminatedUnion('of', [
  z.object({ of: z.literal('list'), list: listSchema }),
  z.object({ of: z.literal('snapshot'), snapshotId: z.int() }),
  z.object({ of: z.literal('subtree'), snapshotId: z.int(), objectId: z.int() }),
]);
export type ExportWhat = z.infer<typeof exportWhatSchema>;

const forms = {
  /**
   * `decoded`: as shown. `raw`: as read, bytes as hex in CSV and `{"base64": …}` in JSON. In CSV decoded values that begin
   * with = + - @ TAB or CR get a leading apostrophe, so that a spreadsheet takes none for a formula; raw values do not.
   */
  values: z.enum(['decoded', 'raw']).default('decoded'),
  /** CSV: begin with a byte order mark, by which Excel knows UTF-8. */
  byteOrderMark: z.boolean().default(false),
};

export const exportInput = z.object({
  what: exportWhatSchema,
  format: exportFormatSchema,
  /**
   * In the order of the file. Null: all row fields in CSV; those and all attributes in JSON. LDIF always holds whole entries,
   * as read, and passes this over.
   */
  columns: z.array(exportColumnSchema).min(1).max(maxExportColumns).nullable(),
  ...forms,
  /** The language of decoded values ("Never", "Disabled"). */
  locale: z.enum(['en', 'ko']).default('en'),
  target: handleSchema,
});
export type ExportInput = z.infer<typeof exportInput>;

/** Values of one cell; several become one text in CSV and an array in JSON. Null: nothing there. */
const rowCell = z.union([
  z.string().max(1_048_576),
  z.number(),
  z.boolean(),
  z.array(z.string().max(1_048_576)).max(maxPage),
  z.null(),
]);
export type ExportCell = z.infer<typeof rowCell>;

export const rowsBeginInput = z.object({
  /** What the file is of, as the window calls it: shown in faults. */
  format: z.enum(['csv', 'json']),
  /** Titles: the heading in CSV, the keys in JSON. No two alike. */
  columns: z
    .array(z.string().min(1).max(256))
    .min(1)
    .max(maxExportColumns)
    .refine((titles) => new Set(titles).size === titles.length, { message: 'two columns of one title' }),
  ...forms,
  target: handleSchema,
});
export type RowsBegin = z.infer<typeof rowsBeginInput>;
/** Each row has one cell a column, in that order. */
export const rowsAppendInput = z.object({
  id: z.string(),
  rows: z.array(z.array(rowCell).max(maxExportColumns)).max(maxPage),
});
export const rowsIdInput = z.object({ id: z.string() });

/** An export nobody appends to for this long is dropped; this many may be open at once. */
export const rowsIdleMinutes = 5;
export const maxOpenRows = 8;

export const exportProcedures = {
  rows: {
    begin: { input: rowsBeginInput, output: z.object({ id: z.string() }) },
    append: { input: rowsAppendInput, output: z.object({ rows: z.int() }) },
    end: { input: rowsIdInput, output: z.object({ rows: z.int() }) },
    cancel: { input: rowsIdInput, output: z.object({}) },
  },
};
