/**
 * Drafts: the mapping as it might be, as a list of changes; and what would change, before anyone does it. Codes alone: their words
 * stand in `words/{en,ko}/draft.ts`.
 */
import { z } from 'zod';
import type { DraftChange } from '../domain/draft/change.ts';
import { groupScopes } from '../domain/draft/change.ts';
import * as codes from '../domain/draft/codes.ts';
import { mechanisms } from '../domain/mapping/grant.ts';
import {
  actionQuestionSchema,
  membershipGapSchema,
  readAtSchema,
  roleRefSchema,
  whoKindSchema,
  whoRefSchema,
} from './access.ts';
import { chainLinkSchema, grantSchema, mechanismSchema, objectRowSchema, pageSchema } from './shapes.ts';

/* -------------------------------------------------------------- changes */

const mostDepth = 32;
const mostValues = 20_000;
/** Of all texts in a document; a service takes 32,768 at most (inline policy of a permission set). */
const mostCharacters = 262_144;

/** An object, and of a size that policies have: what is nested without end cannot be sent from thread to thread. */
function isDocument(document: unknown): boolean {
  if (typeof document !== 'object' || document === null) return false;
  const rest: { readonly value: unknown; readonly depth: number }[] = [{ value: document, depth: 1 }];
  let [values, characters] = [0, 0];
  for (let one = rest.pop(); one; one = rest.pop()) {
    const { value, depth } = one;
    if (typeof value === 'string') characters += value.length;
    if (++values > mostValues || characters > mostCharacters) return false;
    if (typeof value !== 'object' || value === null) continue;
    if (depth > mostDepth) return false;
    for (const [name, inner] of Object.entries(value)) {
      characters += name.length;
      rest.push({ value: inner, depth: depth + 1 });
    }
  }
  return true;
}

const sid = z.string().regex(/^S-1-\d{1,15}(-\d{1,10}){1,15}$/);
const account = z.string().regex(/^\d{12}$/);
const made = z.string().regex(/^[\w .+=,@-]{1,64}$/);
const roleArn = z.string().regex(/^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]{1,576}$/);
const policyArn = z.string().regex(/^arn:aws[a-z-]*:iam::(?:\d{12}|aws):policy\/[\w+=,.@/-]{1,640}$/);
const instanceArn = z.string().regex(/^arn:aws[a-z-]*:sso:::instance\/(?:sso)?ins-[\w.-]{1,64}$/);
const setArn = z
  .string()
  .regex(/^arn:aws[a-z-]*:sso:::permissionSet\/(?:sso)?ins-[\w.-]{1,64}\/ps-[\w.-]{1,64}$/);
const samAccountName = z
  .string()
  .min(1)
  .max(256)
  .regex(/^[^"/\\[\]:;|=,+*?<>@]+$/);
const description = z.string().max(1024).nullable();
const document = z.unknown().refine(isDocument);
const policyName = z.string().regex(/^[\w+=,.@-]{1,128}$/);
const byName = z.object({ name: policyName, path: z.string().regex(/^\/(?:[!-~]{1,510}\/)?$/) });
const principal = z.union([z.object({ sid }), z.object({ made })]);
const permissionSet = z.union([z.object({ arn: setArn }), z.object({ made })]);
const principalKind = z.enum(['user', 'group']);
const membership = { group: principal, member: principal };
const assignment = { permissionSet, account, principalKind, principal };
const delegation = {
  directoryId: z.string().regex(/^d-[0-9a-f]{10}$/),
  region: z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d{1,2}$/),
  roleArn,
  principalKind,
  principal,
};
const mapping = {
  mechanism: z.enum(['saml', 'delegation'] as const satisfies readonly (typeof mechanisms)[number][]),
  roleArn,
  principal,
};

const kind = <K extends DraftChange['kind'], S extends z.ZodRawShape>(name: K, shape: S) =>
  z.strictObject({ kind: z.literal(name), ...shape });

const changeShape = z.discriminatedUnion('kind', [
  kind('addMember', membership),
  kind('removeMember', membership),
  kind('makeGroup', {
    made,
    parent: z.string().min(3).max(2000),
    name: z.string().min(1).max(64),
    samAccountName,
    scope: z.enum(groupScopes),
    description,
  }),
  kind('renameGroup', { group: z.object({ sid }), samAccountName }),
  kind('editRules', { sourceId: z.int(), document: z.string().max(1024), text: z.string().max(1_000_000) }),
  kind('makeRole', {
    roleArn,
    trustPolicy: document,
    attachedPolicies: z.array(policyArn).max(50),
    inlinePolicies: z.array(z.object({ name: policyName, document })).max(50),
    permissionsBoundary: policyArn.nullable(),
    maxSessionDuration: z.int().min(3600).max(43_200),
    description,
  }),
  kind('deleteRole', { roleArn }),
  kind('editTrust', { roleArn, document }),
  kind('editInlinePolicy', { roleArn, name: policyName, document: document.nullable() }),
  kind('editManagedPolicy', { policyArn, document }),
  kind('attachPolicy', { roleArn, policyArn }),
  kind('detachPolicy', { roleArn, policyArn }),
  kind('makePermissionSet', {
    made: z.string().regex(/^[\w+=,.@-]{1,32}$/),
    instanceArn,
    description,
    sessionDuration: z
      .string()
      .regex(/^PT(?:[1-9]|1[0-2])H(?:[1-5]?\dM)?$|^PT(?:[6-9]\d|[1-6]\d\d|7[01]\d|720)M$/),
    managedPolicies: z.array(policyArn).max(25),
    customerPolicies: z.array(byName).max(25),
    inlinePolicy: document.nullable(),
    boundary: z.union([policyArn, byName]).nullable(),
  }),
  kind('assign', assignment),
  kind('unassign', assignment),
  kind('delegate', delegation),
  kind('undelegate', delegation),
  kind('map', mapping),
  kind('unmap', mapping),
]);
/** The type is the domain's: `domain/draft/change.ts`. */
export const changeSchema = changeShape as unknown as z.ZodType<DraftChange, DraftChange>;

/** Changes of one draft, and drafts of one workspace. */
export const mostChanges = 1000;
export const mostDrafts = 200;

const id = z.int().min(1);
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

/** Of one change: why it is left out. */
export const noticeSchema = z.object({
  /** Place in the draft. */
  index: z.int(),
  /** Under `draftNotice.` */
  code: z.enum(codes.noticeCodes),
  state: z.enum(codes.noticeStates),
  params: z.record(z.string(), z.string()),
});
export type DraftNotice = z.infer<typeof noticeSchema>;

/** Why a change was not taken: the place in it, and a code under `draftProblem.` */
export const problemSchema = z.object({
  path: z.string(),
  code: z.enum(codes.problemCodes),
  params: z.record(z.string(), z.string()),
});
export type DraftProblem = z.infer<typeof problemSchema>;

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

/* ----------------------------------------------------------- comparison */

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

export const personChangeSchema = z.object({
  change: z.enum(codes.personChanges),
  snapshotId: z.int(),
  objectId: z.int(),
  user: z.string(),
  dn: z.string(),
  disabled: z.boolean().nullable(),
  role: roleRefSchema,
  /** By which it holds where it holds, or may hold. */
  mechanisms: z.array(mechanismSchema),
});
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
