/** What `draft --json` and `what-if --json` print: the contract's shapes with an English sentence beside every code. */
import { z } from 'zod';
import {
  draftProcedures,
  draftRowSchema,
  draftSchema,
  draftSummarySchema,
  grantChangeSchema,
  noticeSchema,
  personChangeSchema,
  roleChangeSchema,
  whoChangeSchema,
} from './draft.ts';

const message = { message: z.string() };
const saidNotices = z.array(noticeSchema.extend(message));

export const draftDocuments = {
  draftList: z.object({ drafts: z.array(draftRowSchema) }),
  draft: z.object({
    draft: draftSchema,
    /** What each change does, in the order of `draft.changes`. */
    told: z.array(z.string()),
    names: draftProcedures.get.output.shape.names,
    notices: saidNotices,
  }),
  draftRemoved: z.object({ id: z.int(), name: z.string() }),
  whatIf: z.object({
    /** Null: of changes that are kept nowhere. */
    draft: draftRowSchema.nullable(),
    told: z.array(z.string()),
    summary: draftSummarySchema.extend({ notices: saidNotices }),
    /** Places of changes to policies that nothing was asked about: what they let people do is told with `--action` alone. */
    notAsked: z.array(z.int()),
    /** The first `--limit` of `total` each. */
    roles: z.object({ total: z.int(), rows: z.array(roleChangeSchema) }),
    grants: z.object({ total: z.int(), rows: z.array(grantChangeSchema) }),
    people: z.object({ total: z.int(), rows: z.array(personChangeSchema) }),
    /** By action, in the order of `--action`. */
    who: z.array(z.object({ action: z.string(), total: z.int(), rows: z.array(whoChangeSchema) })),
  }),
};
