/**
 * The one description of what crosses a process border. The engine implements it; the window, the browser host and
 * the command line call it, over a MessagePort, a WebSocket or in-process.
 */
import { eventIterator, oc } from '@orpc/contract';
import type { ContractRouterClient } from '@orpc/contract';
import { z } from 'zod';
import { exportInput, exportProcedures as exports } from './exports.ts';
import { faultSchema } from './faults.ts';
import { forestProcedures as forest } from './forest.ts';
import { liveMemberRow, liveMembersInput, serverSays } from './liveMembers.ts';
import { listSchema } from './lists.ts';
import { connectionSchema, probeSchema, profileSchema } from './profiles.ts';
import { schemaProcedures as schema } from './schema.ts';
import {
  controllersInput,
  controlInput,
  controlSchema,
  liveSecurityInput,
  replicatorsInput,
  securityInput,
  securitySchema,
} from './security.ts';
import {
  builtInQuerySchema,
  filterCheckSchema,
  filterTextSchema,
  liveQueryInput,
  liveQueryRow,
  queryPlaceSchema,
  queryProgressSchema,
  savedQuerySchema,
  valuesInput,
  valuesRowSchema,
} from './queries.ts';
import { arrivingSchema, snapshotStateSchema } from './snapshotState.ts';
import { assumeRoleSchema, sessionSchema, vaultStateSchema } from './sessions.ts';
import {
  attributeSchema,
  grantSchema,
  handleSchema,
  jobSchema,
  membershipViaSchema,
  objectRowSchema,
  pageSchema,
  reachedRoleSchema,
  sourceSchema,
} from './shapes.ts';

export { listSchema, type ObjectList } from './lists.ts';

const base = oc.errors({ FAULT: { status: 500, data: faultSchema } });
const none = z.object({}).optional();
const ask = <I extends z.ZodType, O extends z.ZodType>(input: I, output: O) =>
  base.input(input).output(output);
const listen = <I extends z.ZodType, O extends z.ZodType>(input: I, each: O) =>
  base.input(input).output(eventIterator(each));

/** Where objects are looked at: a snapshot of the workspace, or a live directory through a profile. */
const snapshotId = z.int();

export const settingsSchema = z.object({
  theme: z.enum(['system', 'light', 'dark']),
  locale: z.enum(['system', 'en', 'ko']),
});
export type Settings = z.infer<typeof settingsSchema>;

export const workspaceInfoSchema = z.object({
  /** Tells one file from another, also after a restart; says nothing of where it lies. */
  id: z.string(),
  name: z.string(),
  /** The embedded sample, opened on first run. */
  sample: z.boolean(),
  readOnly: z.boolean(),
  /** Why it is read-only: another process has it, the file is write-protected, or it is a copy that was uploaded. */
  readOnlyReason: z.enum(['otherProcess', 'fileProtected', 'copy']).nullable(),
  sources: z.array(sourceSchema),
});
export type WorkspaceInfo = z.infer<typeof workspaceInfoSchema>;

const memberRow = z.object({
  object: objectRowSchema.nullable(),
  snapshotId,
  /** The DN or SID as stored, for a member that no snapshot knows. */
  reference: z.string(),
  via: membershipViaSchema,
  /** 1 = direct. */
  depth: z.int(),
  /** Names of the groups between, outermost first. */
  path: z.array(z.string()),
  /** ISO 8601 UTC: when a membership with a time to live ends, the nearest on the way; null = it has none. */
  until: z.string().nullable(),
});
export type MemberRow = z.infer<typeof memberRow>;

const readingState = z.enum(['read', 'notReadable', 'notApplicable']);

const directoryRow = z.object({
  snapshotId,
  directoryId: z.string(),
  account: z.string(),
  region: z.string(),
  name: z.string(),
  type: z.enum(['MicrosoftAD', 'SharedMicrosoftAD', 'SimpleAD', 'ADConnector']),
  edition: z.string().nullable(),
  size: z.string().nullable(),
  stage: z.string(),
  alias: z.string().nullable(),
  accessUrl: z.string().nullable(),
  radiusStatus: z.string().nullable(),
  /** The forest source of this workspace with the same DNS name, if any. */
  forestSourceId: z.int().nullable(),
  /** Everything read, for the inspector: label code → value as text. */
  details: z.array(z.object({ name: z.string(), value: z.string() })),
});
export type DirectoryRow = z.infer<typeof directoryRow>;

const roleRow = z.object({
  snapshotId,
  arn: z.string(),
  name: z.string(),
  account: z.string(),
  accountName: z.string().nullable(),
  /** Who may take it, by kind of trust; codes under `trustedBy.` */
  trustedBy: z.array(
    z.enum(['saml', 'ds', 'identity-center', 'account', 'service', 'web-identity', 'anyone']),
  ),
  maxSessionDuration: z.int().nullable(),
  lastUsed: z.string().nullable(),
});
export type RoleRow = z.infer<typeof roleRow>;

const userMatch = z.object({ snapshotId, sourceName: z.string(), object: objectRowSchema });
export type UserMatch = z.infer<typeof userMatch>;

export const accessSchema = z.object({
  user: userMatch,
  /** As of when: the read times of the snapshots that the answer stands on. */
  readAt: z.array(z.object({ sourceName: z.string(), readAt: z.string() })),
  reached: z.array(reachedRoleSchema),
  /** What the user would reach, were the grant whole: `grant.issues` say what is in the way. */
  broken: z.array(reachedRoleSchema),
  /** Roles that trust a mechanism whose assignments cannot be read: neither yes nor no. */
  notReadable: z.array(grantSchema),
  /** Codes under `accessNote.`: account disabled, expired, … */
  notes: z.array(z.object({ code: z.string(), params: z.record(z.string(), z.string()) })),
});
export type Access = z.infer<typeof accessSchema>;

const grantFilter = z.object({
  mechanism: grantSchema.shape.mechanism.optional(),
  status: grantSchema.shape.status.optional(),
  text: z.string().max(256).optional(),
});
export type GrantFilter = z.infer<typeof grantFilter>;

export const rootDseSchema = z.object({
  attributes: z.array(attributeSchema),
  namingContexts: z.array(z.string()),
  defaultNamingContext: z.string().nullable(),
  dnsHostName: z.string().nullable(),
  /** True for Active Directory or Samba, by supportedCapabilities or its naming contexts. */
  activeDirectory: z.boolean(),
  /** Server clock minus ours, seconds. */
  clockSkewSeconds: z.number().nullable(),
});
export type RootDse = z.infer<typeof rootDseSchema>;

const liveRow = objectRowSchema
  .omit({ id: true, parentId: true })
  .extend({ hasChildren: z.boolean().nullable() });
export type LiveRow = z.infer<typeof liveRow>;

export const contract = {
  app: {
    info: ask(
      none,
      z.object({
        version: z.string(),
        shell: z.enum(['electron', 'host', 'cli']),
        node: z.string(),
        platform: z.string(),
      }),
    ),
    settings: ask(none, settingsSchema),
    saveSettings: ask(settingsSchema, settingsSchema),
  },
  workspace: {
    /** The open workspace; a stream, so that a finished job, another file or a new source shows at once. */
    watch: listen(none, workspaceInfoSchema),
    info: ask(none, workspaceInfoSchema),
    open: ask(z.object({ handle: handleSchema }), workspaceInfoSchema),
    openSample: ask(none, workspaceInfoSchema),
    create: ask(z.object({ handle: handleSchema }), workspaceInfoSchema),
    /** Import a deposited file; answers with the job that does it. */
    import: ask(z.object({ handle: handleSchema }), jobSchema),
    removeSource: ask(z.object({ sourceId: z.int() }), workspaceInfoSchema),
    /** Snapshots being written that can be looked at, each time they change; at most two a second. */
    arriving: listen(none, z.array(arrivingSchema)),
    /** How a finished snapshot came to be. */
    snapshot: ask(z.object({ snapshotId }), snapshotStateSchema),
  },
  objects: {
    /** A page of a list by position: any row of a million can be reached. `total` is the list's length. */
    rows: ask(
      z.object({ list: listSchema, page: pageSchema }),
      z.object({ total: z.int(), rows: z.array(objectRowSchema) }),
    ),
    get: ask(
      z.object({ snapshotId, objectId: z.int() }),
      z.object({
        row: objectRowSchema,
        /** The way from the naming context down to the object itself. */
        path: z.array(z.object({ id: z.int(), name: z.string() })),
        attributes: z.array(attributeSchema),
        /** The snapshot's. */
        readAt: z.string(),
        /** When this object was read: earlier where a refresh kept it. */
        entryReadAt: z.string(),
      }),
    ),
    /** The position of an object among its parent's children, to reveal it in the tree and the list. */
    position: ask(
      z.object({ snapshotId, objectId: z.int() }),
      z.object({ parentId: z.int().nullable(), offset: z.int() }),
    ),
    members: ask(
      z.object({ snapshotId, objectId: z.int(), nested: z.boolean(), page: pageSchema }),
      z.object({ total: z.int(), rows: z.array(memberRow) }),
    ),
    memberOf: ask(
      z.object({ snapshotId, objectId: z.int(), nested: z.boolean(), page: pageSchema }),
      z.object({ total: z.int(), rows: z.array(memberRow) }),
    ),
    /** The security descriptor as rows, in the order stored. */
    security: ask(securityInput, securitySchema),
    /** Who may fill, make or rename a group, the unexpected first. */
    control: ask(controlInput, controlSchema),
    /** Who may replicate a domain with its secrets. */
    replicators: ask(replicatorsInput, controlSchema),
    /** Who is in a trustee, with the path. everyone: more than a list could name. account: itself alone. notRead: no snapshot has it. */
    controllers: ask(
      controllersInput,
      z.object({
        state: z.enum(['listed', 'everyone', 'account', 'notRead']),
        total: z.int(),
        rows: z.array(memberRow),
      }),
    ),
  },
  profiles: {
    list: ask(none, z.array(profileSchema)),
    /** Save. `password`: one-way; null leaves the stored one, '' removes it. Changing host, port or trust forgets it. */
    save: ask(
      z.object({
        id: z.string().nullable(),
        name: profileSchema.shape.name,
        connection: connectionSchema,
        password: z.string().max(1024).nullable(),
      }),
      profileSchema,
    ),
    remove: ask(z.object({ id: z.string() }), none),
    /** Look at the server's certificate without sending a name or a password. */
    probe: ask(z.object({ connection: connectionSchema }), probeSchema),
  },
  live: {
    rootDse: ask(z.object({ profileId: z.string() }), rootDseSchema),
    /** Direct children, at most 1,000 an answer; `cursor` from the last answer goes on. `count` when it is known. */
    children: ask(
      z.object({ profileId: z.string(), dn: z.string(), cursor: z.string().nullable() }),
      z.object({ rows: z.array(liveRow), cursor: z.string().nullable() }),
    ),
    count: ask(
      z.object({ profileId: z.string(), dn: z.string() }),
      z.object({ count: z.int(), exact: z.boolean() }),
    ),
    object: ask(
      z.object({ profileId: z.string(), dn: z.string() }),
      z.object({ row: liveRow, attributes: z.array(attributeSchema), readAt: z.string() }),
    ),
    security: ask(liveSecurityInput, securitySchema),
    /** Nearest first; at most 1,000 an answer, and `cursor` goes on. */
    members: ask(liveMembersInput, z.object({ rows: z.array(liveMemberRow), cursor: z.string().nullable() })),
    memberOf: ask(
      liveMembersInput,
      z.object({ rows: z.array(liveMemberRow), cursor: z.string().nullable() }),
    ),
    serverSays: ask(
      z.object({ profileId: z.string(), dn: z.string(), of: z.enum(['members', 'memberOf']) }),
      serverSays,
    ),
    disconnect: ask(z.object({ profileId: z.string() }), none),
  },
  jobs: {
    /** Every change of every job, each as a whole; the first message of each job comes at once. */
    watch: listen(none, jobSchema),
    /** `allDomains`: every domain of the forest. `changesOnly`: since the newest snapshot, where that can be asked for. */
    capture: ask(
      z.object({
        profileId: z.string(),
        allDomains: z.boolean().default(false),
        changesOnly: z.boolean().default(false),
      }),
      jobSchema,
    ),
    readAws: ask(
      z.object({ profile: z.string().nullable(), regions: z.array(z.string()).min(1).max(64) }),
      jobSchema,
    ),
    /** Writes objects to a target; `done` counts them. */
    export: ask(exportInput, jobSchema),
    cancel: ask(z.object({ id: z.string() }), jobSchema),
  },
  exports: {
    rows: {
      begin: ask(exports.rows.begin.input, exports.rows.begin.output),
      append: ask(exports.rows.append.input, exports.rows.append.output),
      end: ask(exports.rows.end.input, exports.rows.end.output),
      cancel: ask(exports.rows.cancel.input, exports.rows.cancel.output),
    },
  },
  estate: {
    directories: ask(none, z.object({ state: readingState, rows: z.array(directoryRow) })),
    roles: ask(
      z.object({ page: pageSchema, text: z.string().max(256).optional() }),
      z.object({ state: readingState, total: z.int(), rows: z.array(roleRow) }),
    ),
    /** AWS configuration profiles found on this machine, by name; no secret is read. */
    awsProfiles: ask(none, z.array(z.string())),
  },
  mapping: {
    grants: ask(
      z.object({ filter: grantFilter, page: pageSchema }),
      z.object({
        total: z.int(),
        counts: z.object({ works: z.int(), broken: z.int(), candidate: z.int() }),
        rows: z.array(grantSchema),
      }),
    ),
  },
  access: {
    findUsers: ask(z.object({ text: z.string().min(1).max(256) }), z.array(userMatch)),
    ofUser: ask(z.object({ snapshotId, objectId: z.int() }), accessSchema),
  },
  forest: {
    view: ask(forest.view.input, forest.view.output),
    live: ask(forest.live.input, forest.live.output),
    sites: ask(forest.sites.input, forest.sites.output),
    subnets: ask(forest.subnets.input, forest.subnets.output),
    controllers: ask(forest.controllers.input, forest.controllers.output),
    policies: ask(forest.policies.input, forest.policies.output),
    resultantPolicy: ask(forest.resultantPolicy.input, forest.resultantPolicy.output),
    deleted: ask(forest.deleted.input, forest.deleted.output),
  },
  schema: {
    classes: ask(schema.classes.input, schema.classes.output),
    attributes: ask(schema.attributes.input, schema.attributes.output),
    rights: ask(schema.rights.input, schema.rights.output),
    class: ask(schema.class.input, schema.class.output),
    attribute: ask(schema.attribute.input, schema.attribute.output),
  },
  queries: {
    validate: ask(z.object({ text: z.string().max(65_536) }), filterCheckSchema),
    /** The filter as it would be asked there, its points in time written out. */
    resolve: ask(
      z.object({ filter: filterTextSchema, at: queryPlaceSchema }),
      z.object({ filter: z.string() }),
    ),
    builtIn: ask(z.object({ at: queryPlaceSchema }), z.array(builtInQuerySchema)),
    saved: ask(none, z.array(savedQuerySchema)),
    /** Saves; `id` null makes a new one. */
    save: ask(savedQuerySchema.extend({ id: z.string().nullable() }), savedQuerySchema),
    remove: ask(z.object({ id: z.string() }), none),
    /** Computes a list that `objects.rows` then pages at once, and tells how far it is; ending the stream cancels it. */
    run: listen(z.object({ list: listSchema }), queryProgressSchema),
    /** A filter on a live directory, at most 1,000 rows an answer; `cursor` from the last answer goes on. */
    live: ask(
      liveQueryInput,
      z.object({ rows: z.array(liveQueryRow), cursor: z.string().nullable(), readAt: z.string() }),
    ),
    /** Values of chosen attributes for objects of any list, in the order asked for; unknown objects are left out. */
    values: ask(valuesInput, z.array(valuesRowSchema)),
  },
  sessions: {
    vault: ask(none, vaultStateSchema),
    list: ask(none, z.array(sessionSchema)),
    take: ask(assumeRoleSchema, sessionSchema),
    refresh: ask(z.object({ id: z.string() }), sessionSchema),
    remove: ask(z.object({ id: z.string() }), none),
    /** The one way a secret reaches the window: asked for by name, shown, cleared by the window after a while. */
    reveal: ask(
      z.object({ id: z.string() }),
      z.object({
        accessKeyId: z.string(),
        secretAccessKey: z.string(),
        sessionToken: z.string(),
        expiresAt: z.string(),
      }),
    ),
  },
};

export type Contract = typeof contract;
/** What every caller holds, whichever transport is under it. */
export type Client = ContractRouterClient<Contract>;
