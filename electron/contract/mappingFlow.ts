/** The grants as a picture: who → rule → role → account, a page of one column at a time. */
import { z } from 'zod';
import { flowColumns, flowNodeKinds } from '../domain/mapping/flow.ts';
import { grantIssues } from '../domain/mapping/grant.ts';
import { grantSchema, mechanismSchema, pageSchema } from './shapes.ts';

const column = z.enum(flowColumns);
const key = z.string().min(1).max(4000);
const nodeRef = z.object({ column, key });

export const grantFilterSchema = z.object({
  mechanism: grantSchema.shape.mechanism.optional(),
  status: grantSchema.shape.status.optional(),
  text: z.string().max(256).optional(),
  /** Account id; empty: of no known account. */
  account: z.string().max(12).optional(),
  /** Only grants that go through this node of the picture. */
  joined: nodeRef.optional(),
});
export type GrantFilter = z.infer<typeof grantFilterSchema>;

export const flowAskedSchema = z.object({
  filter: grantFilterSchema,
  /** What is joined to it stands out and comes first: the key of a node or of a gathering row. */
  follow: nodeRef.nullable(),
  /** What is not joined to it is left out. */
  only: z.boolean(),
  /** Rows are gathered by mechanism and account; null: where there are many. */
  gathered: z.boolean().nullable(),
  /** Gathering rows that somebody unfolded or folded: `column:key`. */
  open: z.array(z.string().max(300)).max(1000),
  shut: z.array(z.string().max(300)).max(1000),
  column,
  page: pageSchema,
});
export type FlowAsked = z.infer<typeof flowAskedSchema>;

const counts = z.object({ works: z.int(), broken: z.int(), candidate: z.int() });
const perColumn = z.object({ principal: z.int(), rule: z.int(), role: z.int(), account: z.int() });

const link = counts.extend({
  /** Row of the column beside. */
  to: z.int(),
  /** Null: several. */
  mechanism: mechanismSchema.nullable(),
  /** By a grant that is followed. */
  lit: z.boolean(),
});
export type FlowLink = z.infer<typeof link>;

export const flowRowSchema = z.object({
  key,
  /** `gathered`: a row for many, under `name`: a mechanism, `several` of them, or an account. */
  kind: z.enum([...flowNodeKinds, 'gathered']),
  name: z.string(),
  detail: z.string(),
  mechanism: mechanismSchema.nullable(),
  issue: z.enum(grantIssues).nullable(),
  /** Where to look it up; of a group or user. */
  principal: z.object({ snapshotId: z.int(), objectId: z.int() }).nullable(),
  /** Of a gathering row: unfolded. */
  open: z.boolean(),
  /** Stands under a gathering row. */
  inside: z.boolean(),
  nodes: z.int(),
  /** That stand out; all where nothing is followed. */
  lit: z.int(),
  grants: counts,
  /** Rows joined to it in the column beside; of `links` the heaviest alone are told. */
  left: z.object({ count: z.int(), links: z.array(link) }),
  right: z.object({ count: z.int(), links: z.array(link) }),
});
export type FlowRow = z.infer<typeof flowRowSchema>;

/** Links of one side that a row tells. */
export const mostLinks = 100;

export const flowSchema = z.object({
  total: z.int(),
  rows: z.array(flowRowSchema),
  /** Nodes of every column, and how many of them stand out. */
  nodes: perColumn,
  lit: perColumn,
  grants: counts,
  litGrants: counts,
  /** False: what is followed is not in the picture. */
  found: z.boolean(),
});
export type FlowPage = z.infer<typeof flowSchema>;

export const flowProcedures = { flow: { input: flowAskedSchema, output: flowSchema } } as const;
