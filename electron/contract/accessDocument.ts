/** What `who-can --json` and the views of `access --json` print: the contract's shapes with an English sentence beside every code. */
import { z } from 'zod';
import {
  accessViews,
  chainedRoleSchema,
  decidedSchema,
  membershipGapSchema,
  roleViewSchema,
  signInSchema,
  userRoleSchema,
  whoCanSchema,
  whoRowSchema,
} from './access.ts';

const message = { message: z.string() };
const saidCounted = whoCanSchema.shape.notCounted.element.extend(message);
export const saidGaps = z.array(membershipGapSchema.extend(message));
export const saidSignIn = signInSchema.extend({
  findings: z.array(signInSchema.shape.findings.element.extend(message)),
});
const gaps = { membershipsNotRead: saidGaps };
const saidDecided = decidedSchema.extend({
  ...message,
  conditions: z.array(decidedSchema.shape.conditions.element.and(z.object(message))),
});
const decisions = z.array(saidDecided.nullable());

export const userRoleDocument = userRoleSchema.extend({ decisions });
export const chainedRoleDocument = chainedRoleSchema.extend({ decisions });

/** `total` counts what fits; `rows` holds the first `--limit` of them, with the chain of each under `--chains`. */
export const whoCanDocument = whoCanSchema.extend({
  counts: z.array(whoCanSchema.shape.counts.element.extend(message)),
  notCounted: z.array(saidCounted),
  gaps: z.array(whoCanSchema.shape.gaps.element.extend(message)),
  ...gaps,
  total: z.int(),
  rows: z.array(whoRowSchema.extend({ chain: accessViews.whoCanChain.output.optional() })),
});
const people = accessViews.rolePeople.output.shape.rows;
export const accessRoleDocument = roleViewSchema.extend({
  notCounted: z.array(saidCounted),
  ...gaps,
  total: z.int(),
  people,
});
export const accessGroupDocument = accessViews.ofGroup.output.extend({
  notCounted: z.array(saidCounted),
  ...gaps,
});
export const accessAccountDocument = accessViews.ofAccount.output.extend({
  notCounted: z.array(saidCounted),
  ...gaps,
});
export const accessMatrixDocument = accessViews.matrix.output.extend({
  ...gaps,
  total: z.number(),
  rows: accessViews.matrixRows.output.shape.rows,
});
