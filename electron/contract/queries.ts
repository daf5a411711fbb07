/**
 * Queries by an LDAP filter: checking one, the built-in and the saved ones, running one live, and values of chosen
 * attributes beside the rows of any list. A snapshot's query is a list like any other: `objects.rows` with
 * `{ of: 'query' }`; `queries.run` computes it and tells how far it is.
 *
 * Filters are RFC 4515 text. They may hold points in time, `{now-90d:filetime}` or `{now:generalizedTime}` (units `d`,
 * `h`, `m`): now is the snapshot's read time, or live the present. `resolved` is the text without them.
 */
import { z } from 'zod';
import { filterProblems } from '../domain/directory/filter/problem.ts';
import { builtInQueryIds } from '../domain/directory/filter/builtIn.ts';
import { attributeNamePattern, maxAttributeName, maxColumns, maxFilterLength, scopes } from './limits.ts';
import { decodedValueSchema, maxPage, objectRowSchema } from './shapes.ts';

export { maxColumns, maxFilterLength };

export const scopeSchema = z.enum(scopes);
export const filterTextSchema = z.string().min(1).max(maxFilterLength);
export const baseSchema = z.string().max(4096).nullable();
/** An attribute's name or dotted OID, with options. */
export const attributeNameSchema = z.string().max(maxAttributeName).regex(attributeNamePattern);

/**
 * The order of a list: by one attribute, what has no value last; by name where that is equal. `name`, `kind` and `dn` are
 * the row's own.
 */
export const sortSchema = z.object({ attribute: attributeNameSchema, descending: z.boolean() });
export type ListSort = z.infer<typeof sortSchema>;

/** What a query is: the part that people save. */
export const querySchema = z.object({
  filter: filterTextSchema,
  /** Null = the whole snapshot; live, the default naming context. */
  base: baseSchema,
  scope: scopeSchema,
  /** Attributes to show beside the name. */
  columns: z.array(attributeNameSchema).max(maxColumns),
  sort: sortSchema.nullable(),
});
export type Query = z.infer<typeof querySchema>;

export const savedQuerySchema = querySchema.extend({
  id: z.string(),
  name: z.string().trim().min(1).max(120),
});
export type SavedQuery = z.infer<typeof savedQuerySchema>;

/** Where a query is to run: times and domains are taken from there. */
export const queryPlaceSchema = z.discriminatedUnion('of', [
  z.object({ of: z.literal('snapshot'), snapshotId: z.int() }),
  z.object({ of: z.literal('live'), profileId: z.string() }),
]);
export type QueryPlace = z.infer<typeof queryPlaceSchema>;

export const builtInQuerySchema = querySchema.extend({
  /** Name and sentence under `query.` and `queryAbout.` in words. */
  id: z.enum(builtInQueryIds),
  group: z.enum(['accounts', 'groups', 'delegation', 'privilege', 'machines', 'forest', 'aws']),
  /** Without points in time left open. */
  resolved: z.string(),
  /** False: nothing to ask for here, as no domain is known (a plain LDAP directory, an export of one unit). */
  applicable: z.boolean(),
});
export type BuiltInQuery = z.infer<typeof builtInQuerySchema>;

/** What is worth saying of a filter that is well-formed; codes under `filterNote.` */
export const filterNotes = ['ruleUnknown', 'timeOpen'] as const;
export type FilterNote = (typeof filterNotes)[number];

export const filterCheckSchema = z.discriminatedUnion('ok', [
  z.object({
    ok: z.literal(true),
    /** The filter in its one spelling, times still open. */
    filter: z.string(),
    /** Attributes that it asks about, as they are spelled there. */
    attributes: z.array(z.string()),
    /** `position` counts from 0 in the text given. */
    notes: z.array(z.object({ code: z.enum(filterNotes), position: z.int(), text: z.string() })),
  }),
  /** Codes under `filterProblem.` */
  z.object({ ok: z.literal(false), code: z.enum(filterProblems), position: z.int() }),
]);
export type FilterCheck = z.infer<typeof filterCheckSchema>;

/** At most this many values of one attribute in a cell; `total` says how many there are. */
export const maxCellValues = 10;
export const cellSchema = z.object({
  /** As in `attributeSchema`. */
  syntax: z.string(),
  decoded: z.array(decodedValueSchema),
  total: z.int(),
});
export type Cell = z.infer<typeof cellSchema>;

export const valuesRowSchema = z.object({
  objectId: z.int(),
  /** One a column asked for, in that order; null = the object has no such attribute. */
  cells: z.array(cellSchema.nullable()),
});
export type ValuesRow = z.infer<typeof valuesRowSchema>;

/** How far the computation of a list is, at most ten a second; the last says `finished`. `done` of `total` objects looked at. */
export const queryProgressSchema = z.object({
  done: z.int(),
  total: z.int(),
  found: z.int(),
  finished: z.boolean(),
});
export type QueryProgress = z.infer<typeof queryProgressSchema>;

export const liveQueryInput = z.object({
  profileId: z.string(),
  base: baseSchema,
  scope: scopeSchema,
  filter: filterTextSchema,
  /** Columns beyond the row. */
  attributes: z.array(attributeNameSchema).max(maxColumns),
  cursor: z.string().nullable(),
});

export const liveQueryRow = z.object({
  row: objectRowSchema.omit({ id: true, parentId: true }).extend({ hasChildren: z.boolean().nullable() }),
  cells: z.array(cellSchema.nullable()),
});
export type LiveQueryRow = z.infer<typeof liveQueryRow>;

export const valuesInput = z.object({
  snapshotId: z.int(),
  objectIds: z.array(z.int()).max(maxPage),
  attributes: z.array(attributeNameSchema).min(1).max(maxColumns),
});
