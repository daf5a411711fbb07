/**
 * Drafts: the mapping as it might be, as a list of changes; and what would change, before anyone does it. Codes alone: their words
 * stand in `words/{en,ko}/draft.ts`.
 */
import { z } from 'zod';
import { changeSchema, mostChanges, noticeSchema, principalKind, problemSchema } from './draftChange.ts';
import {
  draftAskedSchema,
  draftSummarySchema,
  grantChangeFilterSchema,
  grantChangeSchema,
  id,
  personChangeFilterSchema,
  personChangeSchema,
  roleChangeFilterSchema,
  roleChangeSchema,
  whoChangeFilterSchema,
  whoChangeSchema,
} from './draftCompared.ts';
import { chainLinkSchema, objectRowSchema, pageSchema } from './shapes.ts';

export { changeSchema, mostChanges, noticeSchema } from './draftChange.ts';
export type { DraftNotice, DraftProblem } from './draftChange.ts';
export * from './draftCompared.ts';

/** Of one workspace. */
export const mostDrafts = 200;

const name = z.string().trim().min(1).max(128);
const note = z.string().max(2000);

export const draftSchema = z.object({
  id,
  name,
  note,
  changedAt: z.string().max(40),
  changes: z.array(changeSchema).max(mostChanges),
});
export type DraftDocument = z.infer<typeof draftSchema>;

export const draftRowSchema = z.object({
  id,
  name: z.string(),
  note: z.string(),
  changedAt: z.string(),
  changes: z.int(),
});
export type DraftRow = z.infer<typeof draftRowSchema>;

/** Whom the changes of a draft name. */
const named = z.object({
  sid: z.string(),
  /** Null: no snapshot has it. */
  object: z
    .object({ snapshotId: z.int(), objectId: z.int(), name: z.string(), dn: z.string(), kind: principalKind })
    .nullable(),
});

/** The draft as it is now, or why it stayed as it was. */
const put = z.object({ draft: draftSchema, refused: problemSchema.nullable() });

/** How somebody gets in; `sure` false: by a grant of which nobody can say whether it holds. */
const way = z.object({ sure: z.boolean(), links: z.array(chainLinkSchema) });

const paged = <S extends z.ZodType>(row: S) => z.object({ total: z.int(), rows: z.array(row) });
const asked = draftAskedSchema;
const page = pageSchema;
const one = z.object({ id });

/** What is asked computes the comparison first where it is not at hand; `run` tells how far that is. */
export const draftProcedures = {
  list: {
    input: z.object({}).optional(),
    /** `kept` false: the workspace takes no changes; drafts are good until it is closed. */
    output: z.object({ kept: z.boolean(), drafts: z.array(draftRowSchema) }),
  },
  get: {
    input: one,
    output: z.object({ draft: draftSchema, names: z.array(named), notices: z.array(noticeSchema) }),
  },
  create: {
    input: z.object({
      name,
      note: note.optional(),
      changes: z.array(changeSchema).max(mostChanges).optional(),
    }),
    output: put,
  },
  rename: { input: z.object({ id, name, note: note.optional() }), output: put },
  copy: { input: z.object({ id, name }), output: put },
  remove: { input: one, output: z.object({}) },
  /** At the end, or at a place. */
  add: { input: z.object({ id, change: changeSchema, index: z.int().min(0).optional() }), output: put },
  replace: { input: z.object({ id, index: z.int().min(0), change: changeSchema }), output: put },
  removeChange: { input: z.object({ id, index: z.int().min(0) }), output: put },
  /** Whom changes name, and which of them do not fit; nothing is compared. */
  check: {
    input: z.object({ changes: z.array(changeSchema).max(mostChanges) }),
    output: z.object({ names: z.array(named), notices: z.array(noticeSchema) }),
  },
  /** What forms offer: permission sets, instances and directories; first 1,000 each. */
  offers: {
    input: z.object({}).optional(),
    output: z.object({
      sets: z.array(z.object({ arn: z.string(), name: z.string() })),
      instances: z.array(z.string()),
      directories: z.array(z.object({ directoryId: z.string(), region: z.string(), name: z.string() })),
    }),
  },
  /** Documents of a role or of a managed policy as they were read; null: not read. */
  documents: {
    input: z.object({ arn: z.string().max(2048) }),
    output: z.object({
      trust: z.unknown().nullable(),
      inline: z.array(z.object({ name: z.string(), document: z.unknown() })),
      attached: z.array(z.string()),
      managed: z.unknown().nullable(),
    }),
  },
  /** Files of claim rules that a draft can change; `text` of one alone. */
  rules: {
    input: z.object({ sourceId: z.int(), document: z.string().max(1024) }).optional(),
    output: z.object({
      documents: z.array(z.object({ sourceId: z.int(), name: z.string() })),
      text: z.string().nullable(),
    }),
  },

  summary: { input: asked, output: draftSummarySchema },
  grants: {
    input: z.object({ asked, filter: grantChangeFilterSchema, page }),
    output: paged(grantChangeSchema),
  },
  roles: {
    input: z.object({ asked, filter: roleChangeFilterSchema, page }),
    output: paged(roleChangeSchema),
  },
  people: {
    input: z.object({ asked, filter: personChangeFilterSchema, page }),
    output: paged(personChangeSchema),
  },
  /** How somebody gets into a role, before and after; null: not at all. */
  chain: {
    input: z.object({ asked, snapshotId: z.int(), objectId: z.int(), role: z.string().max(2200) }),
    output: z.object({
      object: objectRowSchema,
      before: way.nullable(),
      after: way.nullable(),
    }),
  },
  /** `action`: its place among those asked. */
  who: {
    input: z.object({ asked, action: z.int().min(0), filter: whoChangeFilterSchema, page }),
    output: paged(whoChangeSchema),
  },
} as const;
