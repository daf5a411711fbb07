/** Who may do something. */
import { z } from 'zod';
import { awsKinds, personKinds, whoKinds } from '../domain/access/codes.ts';
import { policyGapSchema } from './policy/place.ts';
import { chainLinkSchema, evidenceSchema, mechanismSchema } from './shapes.ts';
import {
  accountId,
  assumeStepSchema,
  decidedSchema,
  membershipsNotRead,
  notCounted,
  possible,
  readAtSchema,
  roleKey,
  roleRefSchema,
  sessionSchema,
  signInsNotJudged,
  text,
} from './accessTerms.ts';

export const whoKindSchema = z.enum(whoKinds);

const count = z.object({ allowed: z.int(), conditional: z.int() });

export const whoCanSchema = z.object({
  asked: z.object({
    action: z.string(),
    resource: z.string().nullable(),
    resourceAccount: z.string().nullable(),
  }),
  readAt: readAtSchema,
  /** Roles and permission sets of accounts whose policies were asked. */
  decided: z.object({ roles: z.int(), allowed: z.int(), conditional: z.int(), notReadable: z.int() }),
  counts: z.array(z.object({ kind: whoKindSchema, ...count.shape, chained: z.int() })),
  /** By mechanism: people and the groups that let them in. A person may come by several. */
  mechanisms: z.array(
    z.object({
      mechanism: mechanismSchema,
      users: z.int(),
      /** Of these by SAML: they count only where AD FS stands in the domain of a domain local group on the way. */
      onlyElsewhere: z.int(),
      groups: z.int(),
    }),
  ),
  notCounted: z.array(notCounted),
  notCountedTotal: z.int(),
  membershipsNotRead,
  signInsNotJudged,
  /** What is not known of policies and could change an answer; with how many roles and users it concerns. */
  gaps: z.array(policyGapSchema.extend({ principals: z.int() })),
});
export type WhoCan = z.infer<typeof whoCanSchema>;

export const whoFilter = z.object({
  kinds: z.array(whoKindSchema).optional(),
  decision: possible.optional(),
  /** Of the row's own name. */
  text: text.optional(),
  /** Those who get in by this role. */
  role: roleKey.optional(),
  /** Those who get in by a role of this account. */
  account: accountId.optional(),
  mechanism: mechanismSchema.optional(),
});
export type WhoFilter = z.infer<typeof whoFilter>;

/** Who a row is: what `whoChain` is asked with. */
export const whoRefSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(personKinds), snapshotId: z.int(), objectId: z.int() }),
  z.object({ kind: z.enum(awsKinds), id: z.string().max(2200) }),
]);
export type WhoRef = z.infer<typeof whoRefSchema>;

export const whoRowSchema = z.object({
  who: whoRefSchema,
  name: z.string(),
  /** DN, ARN, host or account id. */
  detail: z.string(),
  decision: possible,
  /** The best role that it gets in by; null for what may do it itself. */
  role: roleRefSchema.nullable(),
  mechanism: mechanismSchema.nullable(),
  /** Roles by which it gets in. */
  roles: z.int(),
  /** Sessions out of sessions: 0 = the role itself may. */
  depth: z.int(),
  /** Asked without a resource: on some resources alone. */
  some: z.boolean(),
  /** By SAML, and only where AD FS stands in the domain of a domain local group on the way. */
  onlyElsewhere: z.boolean(),
  /** Disabled when it was read; null where that is not known or nothing that can be. */
  disabled: z.boolean().nullable(),
});
export type WhoRow = z.infer<typeof whoRowSchema>;

/** Somebody → membership → mechanism → role (→ role …) → statement. */
export const whoChainSchema = z.object({
  decision: possible,
  /** From a directory: up to the first role. Empty for what is in AWS. */
  links: z.array(chainLinkSchema),
  /** What lets it in where it is no directory's: places of a trust policy. */
  entry: z.array(evidenceSchema),
  steps: z.array(assumeStepSchema),
  /** What the last role, or the principal itself, is allowed. */
  decided: decidedSchema,
  session: sessionSchema,
});
