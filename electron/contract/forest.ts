/** Forests: their domains, trusts, sites, controllers, roles and policies, from snapshots or live. */
import { z } from 'zod';
import { deletedStates } from '../domain/directory/deleted.ts';
import { objectKinds } from '../domain/directory/object.ts';
import { trustDirections } from '../domain/directory/trust.ts';
import { notReadReasons } from '../domain/forest/known.ts';
import { contextKinds, roleNames, subnetProblems, trustDisagreements } from '../domain/forest/model.ts';
import { policySettings, resultantReasons } from '../domain/forest/policyModel.ts';
import { sidFilteringCodes } from '../domain/forest/sidFiltering.ts';
import { decodedValueSchema, maxPage, pageSchema } from './shapes.ts';

/** Where to look: a snapshot, or live through a profile. */
export const placeSchema = z.discriminatedUnion('in', [
  z.object({ in: z.literal('snapshot'), snapshotId: z.int() }),
  z.object({ in: z.literal('live'), profileId: z.string() }),
]);
export type Place = z.infer<typeof placeSchema>;

/** Words: `forest.notRead.<reason>`. */
export const notReadSchema = z.object({
  state: z.literal('notRead'),
  reason: z.enum(notReadReasons),
  where: z.string(),
  /** English; in the documents of the command line alone. */
  message: z.string().optional(),
});
const known = <T extends z.ZodType>(value: T) =>
  z.discriminatedUnion('state', [z.object({ state: z.literal('read'), value }), notReadSchema]);
/** A list that may be long: the first thousand, and how many there are. The rest by `forest.list`. */
const listed = <T extends z.ZodType>(row: T) =>
  known(z.object({ total: z.int(), rows: z.array(row).max(maxPage) }));

export const objectRefSchema = z.object({
  snapshotId: z.int().nullable(),
  objectId: z.int().nullable(),
  dn: z.string(),
});
export type ObjectRef = z.infer<typeof objectRefSchema>;

/** `level` is a code: `value.functionalLevel.<level>`. */
const level = z.object({ value: z.int(), level: z.string().nullable() });

const domain = z.object({
  ref: objectRefSchema,
  dn: z.string(),
  dns: z.string(),
  netbios: known(z.string()),
  sid: known(z.string()),
  level: known(level),
  root: z.boolean(),
  parent: z.string().nullable(),
  tree: z.string(),
  captured: z.boolean(),
});
export type ForestDomainRow = z.infer<typeof domain>;

/** Words: `forest.context.<kind>`. */
const namingContext = z.object({
  ref: objectRefSchema,
  dn: z.string(),
  kind: z.enum(contextKinds),
  dns: z.string().nullable(),
  enabled: z.boolean(),
  captured: z.boolean(),
  replicas: known(z.array(z.string())),
});

/** Words: `forest.role.<role>`. */
const role = z.object({
  role: z.enum(roleNames),
  context: z.string(),
  domain: z.string().nullable(),
  holder: known(z.object({ dn: z.string(), controller: z.string().nullable() })),
});

const controller = z.object({
  ref: objectRefSchema,
  name: z.string(),
  host: z.string().nullable(),
  site: known(z.string()),
  domain: z.string().nullable(),
  computer: objectRefSchema.nullable(),
  globalCatalog: known(z.boolean()),
  readOnly: known(z.boolean()),
  level: known(level),
  operatingSystem: known(z.string()),
  invocationId: z.string().nullable(),
  dsaGuid: z.string().nullable(),
  contexts: known(z.array(z.string())),
  roles: z.array(z.object({ role: z.enum(roleNames), context: z.string() })),
});
export type ControllerRow = z.infer<typeof controller>;

const site = z.object({
  ref: objectRefSchema,
  name: z.string(),
  location: z.string().nullable(),
  description: z.string().nullable(),
  subnets: z.int(),
  controllers: z.int(),
});
export type SiteRow = z.infer<typeof site>;

/** Words of `problem`: `forest.subnet.<problem>`. */
const subnet = z.object({
  ref: objectRefSchema,
  name: z.string(),
  family: z.enum(['ipv4', 'ipv6']).nullable(),
  network: z.string().nullable(),
  prefixLength: z.int().nullable(),
  problem: z.enum(subnetProblems).nullable(),
  site: z.string().nullable(),
  location: z.string().nullable(),
  description: z.string().nullable(),
});
export type SubnetRow = z.infer<typeof subnet>;

/** Words of `schedule`: `forest.schedule.<schedule>`. */
const siteLink = z.object({
  ref: objectRefSchema,
  name: z.string(),
  transport: z.string(),
  cost: z.int().nullable(),
  intervalMinutes: z.int(),
  intervalByDefault: z.boolean(),
  sites: z.array(z.string()),
  schedule: z.enum(['always', 'own']),
  changeNotification: z.boolean(),
});
export type SiteLinkRow = z.infer<typeof siteLink>;

const trustedName = z.object({
  is: z.enum(['suffix', 'exclusion', 'domain']),
  name: z.string(),
  netbios: z.string().nullable(),
  sid: z.string().nullable(),
  enabled: z.boolean(),
});

/** Words: `forest.otherEnd.<state>`, `forest.disagreement.<code>`. */
const otherEnd = z.discriminatedUnion('state', [
  z.object({ state: z.literal('partnerNotRead') }),
  z.object({ state: z.literal('noTrust'), domain: objectRefSchema }),
  z.object({
    state: z.literal('found'),
    ref: objectRefSchema,
    disagreements: z.array(z.enum(trustDisagreements)),
  }),
]);

/**
 * Words: `forest.direction.<direction>` (a sentence with {domain} and {partner}), `forest.trustKind.<kind>`,
 * `forest.sidFiltering.<code>`, `flag.<flag>`, `value.trustType.<type>`.
 */
const trust = z.object({
  ref: objectRefSchema,
  domain: z.string(),
  partner: z.string(),
  partnerNetbios: z.string().nullable(),
  partnerSid: z.string().nullable(),
  direction: z.enum(trustDirections).nullable(),
  type: z.enum(['downlevel', 'uplevel', 'mit', 'dce', 'aad']).nullable(),
  kind: z.enum(['intraForest', 'forest', 'realm', 'external']),
  attributes: z.int(),
  flags: z.array(z.string()),
  transitive: z.boolean(),
  selectiveAuthentication: z.boolean(),
  sidFiltering: z.object({
    code: z.enum(sidFilteringCodes),
    facts: z.array(z.object({ flag: z.string(), set: z.boolean() })),
  }),
  names: known(z.array(trustedName)).nullable(),
  otherEnd,
  whenCreated: z.string().nullable(),
  whenChanged: z.string().nullable(),
});
export type TrustRow = z.infer<typeof trust>;

const lifetime = z.object({ days: z.int(), byDefault: z.boolean() });

/** What `treeline forest --json` prints of a trust: sentences beside its codes. */
export const saidTrustSchema = trust.extend({
  message: z.string(),
  sidFiltering: trust.shape.sidFiltering.extend({ message: z.string() }),
  otherEnd: z.object({
    state: z.enum(['partnerNotRead', 'noTrust', 'found']),
    message: z.string(),
    disagreements: z.array(z.object({ code: z.string(), message: z.string() })),
  }),
});

export const forestSchema = z.object({
  /** DNS name of its first domain. */
  id: z.string(),
  dn: z.string(),
  /** `sourceName` and `origin` are null for a live reading. */
  sources: z.array(
    z.object({
      snapshotId: z.int().nullable(),
      sourceId: z.int().nullable(),
      sourceName: z.string().nullable(),
      origin: z.enum(['on-premises', 'aws', 'rule']).nullable(),
      directoryId: z.string().nullable(),
      readAt: z.string(),
      contexts: z.array(z.string()),
    }),
  ),
  level: known(level),
  schemaVersion: known(z.int()),
  domains: z.array(domain).max(maxPage),
  trees: z.array(z.object({ top: z.string(), domains: z.array(z.string()) })),
  contexts: known(z.array(namingContext).max(maxPage)),
  upnSuffixes: known(z.array(z.string())),
  spnSuffixes: known(z.array(z.string())),
  trusts: z.array(trust).max(maxPage),
  trustsNotRead: z.array(z.object({ domain: z.string(), why: notReadSchema })),
  sites: listed(site),
  subnets: listed(subnet),
  siteLinks: listed(siteLink),
  controllers: listed(controller),
  roles: z.array(role),
  recycleBin: known(z.boolean()),
  tombstoneLifetime: known(lifetime),
  deletedObjectLifetime: known(lifetime),
});
export type ForestView = z.infer<typeof forestSchema>;

/** Words: `forest.setting.<setting>`; values under `value.`; null = not read. */
const policyValue = z.object({
  setting: z.enum(policySettings),
  attribute: z.string(),
  value: decodedValueSchema.nullable(),
});
const fineGrained = z.object({
  ref: objectRefSchema,
  name: z.string(),
  guid: z.string().nullable(),
  precedence: z.int().nullable(),
  settings: z.array(policyValue),
  appliesTo: z.array(z.object({ dn: z.string(), ref: objectRefSchema.nullable() })),
});
export const domainPoliciesSchema = z.object({
  domain: z.string(),
  domainDn: z.string(),
  password: known(z.array(policyValue)),
  fineGrained: known(z.array(fineGrained)),
  machineAccountQuota: known(z.int()),
  defaultQuota: known(z.int().nullable()),
});
export type DomainPoliciesView = z.infer<typeof domainPoliciesSchema>;

const policyName = z.object({ name: z.string(), dn: z.string(), precedence: z.int().nullable() });
/** Words: `forest.resultant.<by>`. `server`: what the controller itself says, live alone; null policy = none applies. */
export const resultantPolicySchema = z.object({
  /** DN of the user that was meant. */
  user: z.string(),
  policy: policyName.nullable(),
  by: z.enum(resultantReasons),
  through: z.string().nullable(),
  candidates: z.array(policyName.extend({ through: z.string() })),
  server: known(z.string().nullable()),
});
export type ResultantPolicyView = z.infer<typeof resultantPolicySchema>;

/** Words: `forest.deleted.<state>`. */
const deletedObject = z.object({
  snapshotId: z.int().nullable(),
  objectId: z.int().nullable(),
  dn: z.string(),
  guid: z.string().nullable(),
  sid: z.string().nullable(),
  kind: z.enum(objectKinds),
  name: z.string(),
  samAccountName: z.string().nullable(),
  lastKnownParent: z.string().nullable(),
  state: z.enum(deletedStates),
  deletedAt: z.string().nullable(),
  restorableUntil: z.string().nullable(),
});
export type DeletedRow = z.infer<typeof deletedObject>;
/** `notRead`: containers of deleted objects, each a context's, that could not be read, or not to their end. */
export const deletedSchema = known(
  z.object({
    total: z.int(),
    rows: z.array(deletedObject).max(maxPage),
    notRead: z.array(notReadSchema),
  }),
);
export type DeletedAnswer = z.infer<typeof deletedSchema>;

/** Inputs and outputs, one pair a procedure; contract/index.ts makes them procedures. */
export const forestProcedures = {
  /** The forests of the newest complete snapshots, or of those named. */
  view: {
    input: z.object({ snapshotIds: z.array(z.int()).max(100).optional() }).optional(),
    output: z.object({ forests: z.array(forestSchema) }),
  },
  /** The forest that a profile's server belongs to, as the server tells it now. */
  live: { input: z.object({ profileId: z.string() }), output: forestSchema },
  /** The lists of a forest beyond their first thousand; `text` filters by name. */
  sites: {
    input: z.object({ place: placeSchema, text: z.string().max(256).optional(), page: pageSchema }),
    output: listed(site),
  },
  subnets: {
    input: z.object({
      place: placeSchema,
      text: z.string().max(256).optional(),
      /** Name of the site that they are of; null = of none. */
      site: z.string().nullable().optional(),
      page: pageSchema,
    }),
    output: listed(subnet),
  },
  controllers: {
    input: z.object({ place: placeSchema, text: z.string().max(256).optional(), page: pageSchema }),
    output: listed(controller),
  },
  policies: {
    input: z.object({ place: placeSchema }),
    output: z.object({ domains: z.array(domainPoliciesSchema) }),
  },
  resultantPolicy: {
    /** What people know of a user: DN, sAMAccountName (with a domain before it or not), UPN, SID. */
    input: z.object({ place: placeSchema, user: z.string().min(1).max(2048) }),
    output: resultantPolicySchema,
  },
  /** Deleted objects, the last deleted first. */
  deleted: {
    input: z.object({ place: placeSchema, text: z.string().max(256).optional(), page: pageSchema }),
    output: deletedSchema,
  },
} as const;
