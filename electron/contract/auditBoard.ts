/** Findings as a board shows them: filtered, ordered and counted by what they can be told apart by. */
import { z } from 'zod';
import * as codes from '../domain/audit/codes.ts';
import { auditFilterSchema, auditFindingSchema, auditRequestSchema } from './audit.ts';
import { boardGroups, boardOrders, findingStates } from './auditChoices.ts';
import { pageSchema } from './shapes.ts';

/** Of each list any value will do; all lists and all words have to fit. Absent = whatever. */
export const boardFilterSchema = auditFilterSchema.omit({ status: true }).extend({
  /** Account ids; an empty text = of none. */
  accounts: z.array(z.string().max(64)).max(1000).optional(),
  kinds: z.array(z.enum(codes.subjectKinds)).optional(),
  /** Absent: all that is found now. */
  drift: z.array(z.enum(codes.driftStates)).optional(),
  /** What was found before and is not now has no state: `drift` alone leaves it out. */
  states: z.array(z.enum(findingStates)).optional(),
});
export type BoardFilter = z.infer<typeof boardFilterSchema>;

/** `group` leads, in its own order; `by` orders within. */
export const boardSortSchema = z.object({
  group: z.enum(boardGroups).nullable(),
  by: z.enum(boardOrders),
  descending: z.boolean(),
});
export type BoardSort = z.infer<typeof boardSortSchema>;

const bySeverity = z.record(z.enum(codes.auditSeverities), z.int());
const counted = <T extends z.ZodType>(value: T) => z.array(z.object({ value, count: z.int() }));

/** How many findings each value would leave, whatever is chosen of its own list; values without any are left out. */
export const boardFacetsSchema = z.object({
  severities: counted(z.enum(codes.auditSeverities)),
  checks: counted(z.enum(codes.checkIds)),
  /** Most first, nobody known (empty id) last; at most 1,000, `ownersTotal` says how many there are. */
  owners: z.array(z.object({ value: z.string(), name: z.string(), count: z.int() })),
  ownersTotal: z.int(),
  /** Empty = of no account. At most 1,000. */
  accounts: counted(z.string()),
  kinds: counted(z.enum(codes.subjectKinds)),
  drift: counted(z.enum(codes.driftStates)),
  states: counted(z.enum(findingStates)),
  /** What fits all of the filter, by owner as in `owners`, and severity. */
  matrix: z.array(z.object({ owner: z.string(), name: z.string(), bySeverity })),
  total: z.int(),
});
export type BoardFacets = z.infer<typeof boardFacetsSchema>;

const request = auditRequestSchema;
const filter = boardFilterSchema;
const sort = boardSortSchema;
const key = z.string().max(2000);

export const auditBoardProcedures = {
  rows: {
    input: z.object({ request, filter, sort, page: pageSchema }),
    output: z.object({ total: z.int(), rows: z.array(auditFindingSchema) }),
  },
  facets: { input: z.object({ request, filter }), output: boardFacetsSchema },
  /** Where a finding stands among the rows; null = it is not one of them. */
  position: {
    input: z.object({ request, filter, sort, key }),
    output: z.object({ offset: z.int().nullable() }),
  },
  /** Findings by their keys, in that order; null = it is not found any more. */
  byKeys: {
    input: z.object({ request, keys: z.array(key).max(1000) }),
    output: z.object({ findings: z.array(auditFindingSchema.nullable()) }),
  },
} as const;
