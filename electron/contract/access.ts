/**
 * Who reaches which role and who may do what: the shapes of its questions and answers. Codes alone: their words stand in
 * `words/{en,ko}/access.ts`.
 */
import { z } from 'zod';
import {
  awsKinds,
  entryLimits,
  mfaFacts,
  notCountedCodes,
  personKinds,
  sessionLimits,
  whoKinds,
} from '../domain/access/codes.ts';
import { policyGapCodes } from '../domain/access/policyGaps.ts';
import { storeJoins } from '../domain/mapping/storeJoins.ts';
import { trustKinds } from '../domain/mapping/trustKinds.ts';
import { deciders, decisions, policyUses } from '../domain/policy/codes.ts';
import { openConditionSchema, policyGapSchema } from './policy/place.ts';
import {
  chainLinkSchema,
  evidenceSchema,
  grantSchema,
  handleSchema,
  jobSchema,
  mechanismSchema,
  objectRowSchema,
  pageSchema,
} from './shapes.ts';

const arn = z.string().min(1).max(2048);
const accountId = z.string().regex(/^\d{12}$/);
const text = z.string().max(256);
export const decisionSchema = z.enum(decisions);
/** A decision that is not a no. */
const possible = z.enum(['allowed', 'conditional']);
export type PossibleDecision = z.infer<typeof possible>;

/** As of when: the read times of the snapshots that an answer stands on. */
export const readAtSchema = z.array(z.object({ sourceName: z.string(), readAt: z.string() }));

/**
 * Memberships that were not, or not wholly, read: who is a member there is not known, and an answer that stands on them is never
 * "none".
 */
export const membershipGapSchema = z.object({
  snapshotId: z.int(),
  sourceName: z.string(),
  /** A domain or a group by its DN, a file, or an identity store. */
  where: z.string(),
  /** Under `missing.` */
  code: z.string(),
});
export type MembershipGap = z.infer<typeof membershipGapSchema>;
/** First 1,000. */
const membershipsNotRead = z.array(membershipGapSchema);

/**
 * Of the people counted, those who come by claim rules alone: whether AWS takes each one's own sign-in is judged for one user
 * (`ofUser`), not here.
 */
const signInsNotJudged = z.int().optional();

/**
 * The sign-in of one user by claim rules, judged as `mapping.claims.test` judges it, for one role. `refused`: AWS refuses it, and
 * the role is not reached by it; `open`: something that decides it is not known.
 */
export const signInSchema = z.object({
  /** By their id, as `mapping.claims.test` takes it. */
  rules: z.string(),
  rulesName: z.string(),
  verdict: z.enum(['offered', 'refused', 'open']),
  /** Of the assertion as a whole and of this role, under `assertion.`; those that refuse first. */
  findings: z.array(
    z.object({
      code: z.string(),
      effect: z.enum(['refused', 'open', 'note']),
      params: z.record(z.string(), z.union([z.string(), z.number()])),
    }),
  ),
});
export type SignIn = z.infer<typeof signInSchema>;

/** By what an identity of Identity Center was joined to an object of a directory, the surest first. */
export const storeJoinSchema = z.enum(storeJoins);

/** A user as the identity store of Identity Center has them. */
export const storeUserSchema = z.object({
  identityStoreId: z.string(),
  userId: z.string(),
  userName: z.string(),
  displayName: z.string().nullable(),
  mail: z.string().nullable(),
  /** `ENABLED`, `DISABLED`; null: not told. */
  status: z.string().nullable(),
  /** The account of a directory that it is; null: of none that was read. */
  directoryUser: z
    .object({
      snapshotId: z.int(),
      objectId: z.int(),
      name: z.string(),
      dn: z.string(),
      by: storeJoinSchema,
    })
    .nullable(),
});
export type StoreUser = z.infer<typeof storeUserSchema>;

/**
 * Where a person of an assignment is a member: in the identity store, which is what Identity Center goes by, in the directory that
 * feeds it, or both. In one alone: the synchronisation lags behind, does not take it, or somebody changed the store.
 */
export const memberInSchema = z.enum(['both', 'store', 'directory']);

/** A store's own membership beside the directory's. */
const storeCounts = z.object({
  /** Users by the store's memberships. */
  users: z.int(),
  onlyStore: z.int(),
  onlyDirectory: z.int(),
  /** Of `users`, those who are no account of a directory that was read. */
  notJoined: z.int(),
});

/**
 * A role as access speaks of it: by its ARN, or, where the role that Identity Center makes was not read, by permission set
 * and account (`permission set ARN@account`).
 */
const roleKey = z.string().min(1).max(2200);
export const roleRefSchema = z.object({
  key: roleKey,
  roleArn: z.string().nullable(),
  name: z.string(),
  account: z.string(),
  accountName: z.string().nullable(),
  /** The permission set that it is made of. */
  permissionSetArn: z.string().nullable(),
});
export type RoleRef = z.infer<typeof roleRefSchema>;

/** One action on one resource. */
export const actionQuestionSchema = z.object({
  /** `service:Name`. */
  action: z
    .string()
    .min(3)
    .max(256)
    .regex(/^[\w-]+:[\w*?-]+$/),
  /** An ARN; null: any resource, and then "allowed" may be true of some alone (`some`). */
  resource: arn.nullable(),
  /** Of a resource whose ARN names none (a bucket); null: it belongs to whoever asks. */
  resourceAccount: accountId.nullish(),
  /** Keys of the request that are known, beside those that follow from the principal. All others are open. */
  context: z.record(z.string().max(256), z.array(z.string().max(2048)).max(100)).optional(),
  /** The resource's own policy as JSON, which no source tells: without it, what it might say is a gap. */
  resourcePolicy: z.string().max(1_000_000).nullish(),
});
export type ActionQuestion = z.infer<typeof actionQuestionSchema>;

const standsOn = z.object({
  /** The document's id where the policy place lists those of the subject; null: it is none of its own. */
  id: z.string().nullable(),
  use: z.enum(policyUses),
  level: z.string().nullable(),
  document: z.string(),
  arn: z.string().nullable(),
  path: z.string(),
  sid: z.string().nullable(),
  effect: z.enum(['Allow', 'Deny']),
});

/** What the policies of one role or user say to a question. */
export const decidedSchema = z.object({
  decision: decisionSchema,
  decidedBy: z.enum(deciders),
  /** Asked without a resource: allowed on some resources, the first of which `resources` names, and not on every one. */
  some: z.boolean(),
  resources: z.array(z.string()),
  /** All must be so for "allowed"; empty unless conditional. First 100. */
  conditions: z.array(openConditionSchema),
  /** Statements that have a say; empty where they were not asked for. First 100. */
  standsOn: z.array(standsOn),
  /** What is not known and could change the answer. */
  gaps: z.array(policyGapSchema),
});
export type Decided = z.infer<typeof decidedSchema>;

/** One role taken out of another by sts:AssumeRole. Each such session lasts an hour at most. */
export const assumeStepSchema = z.object({
  from: z.string(),
  role: roleRefSchema,
  decision: possible,
  conditions: z.array(openConditionSchema),
  /** Allowing statements of the identity policies and of the trust policy. */
  standsOn: z.array(standsOn),
});
export type AssumeStep = z.infer<typeof assumeStepSchema>;

/** How long a session may last, in seconds: the shortest known limit, and what is not known. */
export const sessionSchema = z.object({
  seconds: z.int().nullable(),
  limits: z.array(z.object({ code: z.enum(sessionLimits), seconds: z.int().nullable() })),
});
export const mfaSchema = z.array(z.enum(mfaFacts));

/** A role that a user reaches, and what is known of the session there. */
export const userRoleSchema = z.object({
  role: roleRefSchema,
  mechanisms: z.array(mechanismSchema),
  /** Ends with a membership that has an end; null: without end, as nearly all are. ISO 8601 UTC. */
  until: z.string().nullable(),
  session: sessionSchema,
  mfa: mfaSchema,
  /** In the order of the actions asked about; null: the role's policies were not read. */
  decisions: z.array(decidedSchema.nullable()),
});

/** A role that is taken out of another: the shortest way, certain ones before conditional ones. */
export const chainedRoleSchema = z.object({
  role: roleRefSchema,
  depth: z.int(),
  decision: possible,
  /** From a role that the user reaches by a mechanism. */
  steps: z.array(assumeStepSchema),
  /** Of sessions out of sessions: an hour, whatever the role allows. */
  session: sessionSchema,
  decisions: z.array(decidedSchema.nullable()),
});

/** A page of rows of one kind of list. */
const paged = <T extends z.ZodType>(row: T) => z.object({ total: z.int(), rows: z.array(row) });

/* ---------------------------------------------------------------- who-can */

export const whoKindSchema = z.enum(whoKinds);

const count = z.object({ allowed: z.int(), conditional: z.int() });

/** Told apart from "nobody": what might let somebody in and cannot be read. */
const notCounted = z.object({
  code: z.enum(notCountedCodes),
  role: roleRefSchema.nullable(),
  mechanism: mechanismSchema.nullable(),
  /** The grant, provider, account or group that it is about. */
  name: z.string().nullable(),
  /** How many people, where that is known. */
  people: z.int().optional(),
});
export type NotCounted = z.infer<typeof notCounted>;

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

const whoFilter = z.object({
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

/* ---------------------------------------------------------------- views */

const personRow = z.object({
  snapshotId: z.int(),
  object: objectRowSchema,
  mechanisms: z.array(mechanismSchema),
  /** The group that lets it in by the first of them; null: assigned itself. */
  group: z.string().nullable(),
});

export const roleViewSchema = z.object({
  role: roleRefSchema,
  readAt: readAtSchema,
  /** False: the role itself was not read; what follows is known by grants. */
  read: z.boolean(),
  session: sessionSchema,
  mfa: mfaSchema,
  /** Users by any mechanism, and by each. */
  users: z.int(),
  mechanisms: z.array(z.object({ mechanism: mechanismSchema, users: z.int(), onlyElsewhere: z.int() })),
  /** First 1,000. */
  grants: z.array(grantSchema.extend({ users: z.int() })),
  /** Whom the trust policy names beside the mechanisms; first 1,000. */
  trusted: z.array(
    z.object({
      kind: z.enum(trustKinds),
      principal: z.string(),
      decision: possible,
      conditions: z.array(openConditionSchema),
      evidence: evidenceSchema,
    }),
  ),
  /** Roles and IAM users that may take it by sts:AssumeRole; first 1,000. */
  takenBy: z.array(z.object({ arn: z.string(), decision: possible })),
  notCounted: z.array(notCounted),
  membershipsNotRead,
  signInsNotJudged,
  /** By assignments of Identity Center: as its store has them; null: the role has none, or the store was not read. */
  store: storeCounts.nullable().optional(),
});
export type RoleView = z.infer<typeof roleViewSchema>;

export const groupViewSchema = z.object({
  snapshotId: z.int(),
  object: objectRowSchema,
  readAt: readAtSchema,
  /** What its members reach by it: grants of its own, and of groups that it is in as the mechanism counts. First 1,000. */
  reached: z.array(
    z.object({ grant: grantSchema, chain: z.array(chainLinkSchema).readonly(), users: z.int() }),
  ),
  users: z.array(z.object({ mechanism: mechanismSchema, users: z.int() })),
  notCounted: z.array(notCounted),
  membershipsNotRead,
  signInsNotJudged,
  /** Groups of identity stores that it is, of which the members were read. */
  store: z
    .array(
      z.object({
        identityStoreId: z.string(),
        groupId: z.string(),
        name: z.string(),
        by: storeJoinSchema,
        ...storeCounts.shape,
      }),
    )
    .optional(),
});

/** One way into an account. */
const door = z.object({
  kind: z.enum([...trustKinds, 'delegation', 'iamUser', 'root']),
  /** Who stands before it: a group, a provider, a service, an account, a user. */
  name: z.string(),
  /** The object of a directory that it is; null: none. */
  principal: z.object({ snapshotId: z.int(), objectId: z.int(), kind: z.enum(['group', 'user']) }).nullable(),
  role: roleRefSchema.nullable(),
  decision: possible.nullable(),
  /** People of directories behind it; null where they cannot be counted. */
  users: z.int().nullable(),
  limits: z.array(z.enum(entryLimits)),
});
export type Door = z.infer<typeof door>;
export const accountViewSchema = z.object({
  account: z.string(),
  accountName: z.string().nullable(),
  readAt: readAtSchema,
  /** False: nobody looked into the account. */
  read: z.boolean(),
  counts: z.array(z.object({ kind: door.shape.kind, doors: z.int() })),
  users: z.int(),
  total: z.int(),
  rows: z.array(door),
  notCounted: z.array(notCounted),
  membershipsNotRead,
  signInsNotJudged,
});

const matrixFilter = z.object({
  /** Words of a user's names. */
  user: text.optional(),
  /** Part of a role's name or ARN. */
  role: text.optional(),
  account: accountId.optional(),
  mechanism: mechanismSchema.optional(),
  /** Only roles that may do this. */
  action: actionQuestionSchema.optional(),
  decision: possible.optional(),
  /** Only roles that administer, or let somebody make themselves any right. Roles whose policies were not read are none. */
  privileged: z.boolean().optional(),
});
export type MatrixFilter = z.infer<typeof matrixFilter>;

export const matrixSchema = z.object({
  readAt: readAtSchema,
  pairs: z.number(),
  users: z.int(),
  roles: z.int(),
  mechanisms: z.array(z.object({ mechanism: mechanismSchema, pairs: z.number() })),
  /** The largest first; first 1,000 each. */
  accounts: z.array(
    z.object({ account: z.string(), accountName: z.string().nullable(), pairs: z.number(), roles: z.int() }),
  ),
  largest: z.array(z.object({ role: roleRefSchema, users: z.int() })),
  /** Grants that are neither yes nor no. */
  notCounted: z.int(),
  /** People whom identity stores alone have: they are in no pair. */
  storePeople: z.int().optional(),
  membershipsNotRead,
  /** Of the pairs. */
  signInsNotJudged,
});
export type Matrix = z.infer<typeof matrixSchema>;

const matrixRow = z.object({
  snapshotId: z.int(),
  objectId: z.int(),
  user: z.string(),
  dn: z.string(),
  disabled: z.boolean().nullable(),
  role: roleRefSchema,
  mechanisms: z.array(mechanismSchema),
});
export type MatrixRow = z.infer<typeof matrixRow>;

/** A column of the matrix: its number is its place among them. */
const matrixRole = z.object({ role: roleRefSchema, users: z.int() });
export type MatrixRole = z.infer<typeof matrixRole>;

const columnsBy = z.array(z.int());
const matrixUser = z.object({
  snapshotId: z.int(),
  objectId: z.int(),
  user: z.string(),
  dn: z.string(),
  disabled: z.boolean().nullable(),
  /** How many roles of the filter. */
  roles: z.int(),
  /** By mechanism, the columns of `matrixRoles` of the same filter that it leads to, ascending. */
  cells: z.object({ saml: columnsBy, delegation: columnsBy, 'identity-center': columnsBy }),
});
export type MatrixUser = z.infer<typeof matrixUser>;

const foundRole = z.object({
  role: roleRefSchema,
  /** By which somebody of a directory gets in; empty: no grant leads there. */
  mechanisms: z.array(mechanismSchema),
  /** False: known by grants alone. */
  read: z.boolean(),
});
export type FoundRole = z.infer<typeof foundRole>;
const foundGroup = z.object({
  snapshotId: z.int(),
  sourceName: z.string(),
  object: objectRowSchema,
  /** Of grants of its own. */
  mechanisms: z.array(mechanismSchema),
});
export type FoundGroup = z.infer<typeof foundGroup>;
const foundAccount = z.object({
  account: accountId,
  accountName: z.string().nullable(),
  read: z.boolean(),
  /** Roles that grants lead to. */
  roles: z.int(),
});
export type FoundAccount = z.infer<typeof foundAccount>;
const find = z.object({ text: text.optional(), page: pageSchema });

export const accessViews = {
  whoCan: { input: actionQuestionSchema, output: whoCanSchema },
  whoCanRows: {
    input: z.object({ question: actionQuestionSchema, filter: whoFilter, page: pageSchema }),
    output: paged(whoRowSchema),
  },
  whoCanChain: {
    input: z.object({ question: actionQuestionSchema, who: whoRefSchema, role: roleKey.nullish() }),
    output: whoChainSchema,
  },
  /** Users of identity stores by part of their names. First 200. */
  findStoreUsers: { input: z.object({ text: z.string().min(1).max(256) }), output: z.array(storeUserSchema) },
  /** What somebody reaches whom an identity store has: by its own memberships, whether a directory has them or not. */
  ofStoreUser: {
    input: z.object({ identityStoreId: z.string().max(64), userId: z.string().max(128) }),
    output: z.object({
      user: storeUserSchema,
      readAt: readAtSchema,
      /** The first 1,000; `group`: of the store; null: assigned itself. */
      reached: z.array(z.object({ grant: grantSchema, group: z.string().nullable() })),
      /** Grants of the same that do not work, or of which that is not known. */
      others: z.array(z.object({ grant: grantSchema, group: z.string().nullable() })),
      membershipsNotRead,
    }),
  },
  /** The people of a role's assignments as identity stores have them, by name, beside the directory's. */
  storePeople: {
    input: z.object({ role: roleKey, differences: z.boolean().optional(), page: pageSchema }),
    output: paged(
      z.object({
        /** Null: the directory alone has them. */
        user: storeUserSchema.nullable(),
        name: z.string(),
        /** Null: no account of a directory that was read. */
        account: z.object({ snapshotId: z.int(), objectId: z.int() }).nullable(),
        in: memberInSchema,
      }),
    ),
  },
  /** By ARN, by key, or by name where only one role of the workspace has it. */
  ofRole: { input: z.object({ role: roleKey }), output: roleViewSchema },
  rolePeople: {
    input: z.object({
      role: roleKey,
      filter: z.object({ text: text.optional(), mechanism: mechanismSchema.optional() }),
      page: pageSchema,
    }),
    output: paged(personRow),
  },
  ofGroup: { input: z.object({ snapshotId: z.int(), objectId: z.int() }), output: groupViewSchema },
  ofAccount: {
    input: z.object({
      account: accountId,
      kinds: z.array(door.shape.kind).optional(),
      text: text.optional(),
      page: pageSchema,
    }),
    output: accountViewSchema,
  },
  matrix: { input: z.object({ filter: matrixFilter }), output: matrixSchema },
  matrixRows: { input: z.object({ filter: matrixFilter, page: pageSchema }), output: paged(matrixRow) },
  /** Roles that somebody reaches, the one with the most people first. */
  matrixRoles: { input: z.object({ filter: matrixFilter, page: pageSchema }), output: paged(matrixRole) },
  /** Users that reach one of them at least, by name, or the one with the most roles first. */
  matrixUsers: {
    input: z.object({ filter: matrixFilter, by: z.enum(['name', 'roles']), page: pageSchema }),
    output: paged(matrixUser),
  },
  /** Roles and permission sets by part of name, ARN, account or its name; those with grants first. */
  findRoles: { input: find, output: paged(foundRole) },
  /** Groups by words of their names; without any, those that grants name. */
  findGroups: { input: find, output: paged(foundGroup) },
  findAccounts: { input: find, output: paged(foundAccount) },
} as const;

/** Whole lists into files, asked again by the engine page by page: a job. */
export const accessExportWhat = z.discriminatedUnion('of', [
  z.object({ of: z.literal('whoCan'), question: actionQuestionSchema, filter: whoFilter }),
  z.object({ of: z.literal('people'), ...accessViews.rolePeople.input.omit({ page: true }).shape }),
  z.object({ of: z.literal('doors'), ...accessViews.ofAccount.input.omit({ page: true }).shape }),
  /** One line a user and role. */
  z.object({ of: z.literal('matrix'), filter: matrixFilter, by: z.enum(['name', 'roles']) }),
]);
export type AccessExportWhat = z.infer<typeof accessExportWhat>;
export const accessExport = {
  input: z.object({
    what: accessExportWhat,
    format: z.enum(['csv', 'json']),
    locale: z.enum(['en', 'ko']),
    target: handleSchema,
  }),
  output: jobSchema,
};
export type AccessExport = z.infer<typeof accessExport.input>;

export { policyGapCodes };
