/** What would change with a draft: what is asked, how far the answer is, and the rows that it has. */
import { z } from 'zod';
import * as codes from '../domain/draft/codes.ts';
import {
  actionQuestionSchema,
  membershipGapSchema,
  readAtSchema,
  roleRefSchema,
  whoKindSchema,
  whoRefSchema,
} from './access.ts';
import { matrixRow } from './accessMatrix.ts';
import { account, changeSchema, mostChanges, noticeSchema } from './draftChange.ts';
import { grantSchema, mechanismSchema } from './shapes.ts';

/** Of a draft. */
export const id = z.int().min(1);

/** A draft of the workspace, or changes that are kept nowhere. */
export const draftAskedSchema = z.object({
  draft: z.union([z.object({ id }), z.object({ changes: z.array(changeSchema).max(mostChanges) })]),
  /** What is asked of both: who may do it. */
  actions: z.array(actionQuestionSchema).max(20).default([]),
});
export type DraftAsked = z.infer<typeof draftAskedSchema>;
/** As it is sent. */
export type DraftAskedInput = z.input<typeof draftAskedSchema>;

export const draftPhases = ['reading', 'applying', 'grants', 'people', 'actions', 'done'] as const;
export const draftProgressSchema = z.object({
  phase: z.enum(draftPhases),
  done: z.int(),
  total: z.int().nullable(),
  finished: z.boolean(),
});
export type DraftProgress = z.infer<typeof draftProgressSchema>;

const perChange = z.record(z.enum(codes.personChanges), z.int());
const sides = z.object({ before: z.int(), after: z.int() });

/** People of directories in something, before and after. */
const people = sides.extend({ changes: perChange });

export const roleChangeSchema = z.object({
  /** `kept`: it is there before and after, with other grants or people. */
  change: z.enum(['gained', 'lost', 'kept']),
  role: roleRefSchema,
  grants: z.object({ gained: z.int(), lost: z.int(), changed: z.int() }),
  people,
  /** Who may be in it is not readable: beside those counted there may be others, before and after. */
  open: z.object({ before: z.boolean(), after: z.boolean() }),
});
export type RoleChange = z.infer<typeof roleChangeSchema>;

export const grantChangeSchema = z.object({
  change: z.enum(codes.grantChanges),
  /** Null on one side of what is gained or lost. Evidence with snapshot 0 is of the draft. */
  before: grantSchema.nullable(),
  after: grantSchema.nullable(),
  /** People whom it lets in, where it works. */
  users: sides,
});
export type GrantChangeRow = z.infer<typeof grantChangeSchema>;

/** Mechanisms: by which it holds where it holds, or may hold. */
export const personChangeSchema = z.object({ change: z.enum(codes.personChanges), ...matrixRow.shape });
export type PersonChangeRow = z.infer<typeof personChangeSchema>;

const whoCount = z.object({ allowed: z.int(), conditional: z.int() });
export const actionChangeSchema = z.object({
  asked: z.object({ action: z.string(), resource: z.string().nullable() }),
  counts: z.array(
    z.object({
      kind: whoKindSchema,
      before: whoCount,
      after: whoCount,
      changes: z.record(z.enum(codes.whoChanges), z.int()),
    }),
  ),
});

export const whoChangeSchema = z.object({
  change: z.enum(codes.whoChanges),
  who: whoRefSchema,
  name: z.string(),
  detail: z.string(),
  before: z.enum(['allowed', 'conditional']).nullable(),
  after: z.enum(['allowed', 'conditional']).nullable(),
});
export type WhoChangeRow = z.infer<typeof whoChangeSchema>;

export const draftSummarySchema = z.object({
  /** As of when: what was read; the draft stands over it. */
  readAt: readAtSchema,
  /** Where memberships were not read: who is counted there is not all. */
  gaps: z.array(membershipGapSchema),
  changes: z.int(),
  /** What was left out, in the order of the draft. */
  notices: z.array(noticeSchema),
  grants: z.object({ before: z.int(), after: z.int(), gained: z.int(), lost: z.int(), changed: z.int() }),
  roles: z.object({ gained: z.int(), lost: z.int(), kept: z.int() }),
  /** Everybody who is in any role. */
  people,
  /** User × role. */
  pairs: perChange,
  /** After the draft, pairs of roles that changed by claim rules alone: whether AWS takes the sign-in of each is not judged. */
  signInsNotJudged: z.int().optional(),
  /** Accounts with a role that changed, most changes first; first 1,000. */
  accounts: z.array(
    z.object({ account: z.string(), accountName: z.string().nullable(), roles: z.int(), people }),
  ),
  actions: z.array(actionChangeSchema),
  /** True: what was asked about is the same before and after. */
  same: z.boolean(),
});
export type DraftSummary = z.infer<typeof draftSummarySchema>;

const text = z.string().max(256).optional();
const common = { text, role: z.string().max(2200).optional(), account: account.optional() };
export const grantChangeFilterSchema = z.object({
  ...common,
  mechanism: mechanismSchema.optional(),
  change: z.enum(codes.grantChanges).optional(),
});
export const roleChangeFilterSchema = z.object({
  ...common,
  mechanism: mechanismSchema.optional(),
  change: z.enum(['gained', 'lost', 'kept']).optional(),
});
export const personChangeFilterSchema = z.object({
  ...common,
  mechanism: mechanismSchema.optional(),
  changes: z.array(z.enum(codes.personChanges)).optional(),
});
export const whoChangeFilterSchema = z.object({
  text,
  kinds: z.array(whoKindSchema).optional(),
  change: z.enum(codes.whoChanges).optional(),
});
