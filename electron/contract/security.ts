/** Security descriptors as rows for people, and who may decide over a group: the shapes of `*.security` and `*.control`. */
import { z } from 'zod';
import { controlMeans, controlWays, trusteeMeanings } from '../domain/control/codes.ts';
import {
  aceEffects,
  aceFlagCodes,
  aclStates,
  appliesCodes,
  controlCodes,
  rightCodes,
  subjectKinds,
} from '../domain/directory/security/codes.ts';
import { objectRowSchema, pageSchema } from './shapes.ts';

/** An object by its DN; the id where the snapshot holds it (never for a live directory). */
const placeSchema = z.object({ dn: z.string(), objectId: z.int().nullable() });

/** Whom an entry is for. */
export const trusteeSchema = z.object({
  sid: z.string(),
  /** wellKnown: the same everywhere. snapshot: an object of this one. workspace: of another source. foreign: known to none. */
  known: z.enum(['wellKnown', 'snapshot', 'workspace', 'foreign']),
  /** Code under `value.` of a well-known SID or RID (`wellKnown.everyone`), beside the object where there is one. */
  code: z.string().nullable(),
  /** sAMAccountName or name of the object; null where there is none. */
  name: z.string().nullable(),
  object: objectRowSchema.nullable(),
  /** Where `object` stands. */
  snapshotId: z.int().nullable(),
  sourceName: z.string().nullable(),
});
export type Trustee = z.infer<typeof trusteeSchema>;

/** One entry of a DACL or SACL, in the order stored. */
export const aceRowSchema = z.object({
  list: z.enum(['dacl', 'sacl']),
  /** Place in its list, from 0. */
  index: z.int(),
  /** `aceEffect.` in words; `unknown` entries say `typeNumber` and nothing else. */
  effect: z.enum(aceEffects),
  typeNumber: z.int(),
  trustee: trusteeSchema.nullable(),
  /** Unsigned 32 bits, as stored. */
  mask: z.int(),
  /** `right.` */
  rights: z.array(z.enum(rightCodes)),
  /** Kind: `subject.` What the rights are about; null = everything. `name` null = a GUID that neither schema nor built-in table knows. */
  subject: z.object({ kind: z.enum(subjectKinds), name: z.string().nullable(), guid: z.string() }).nullable(),
  /** `applies.` */
  applies: z.enum(appliesCodes),
  /** Only to objects of this class. */
  appliesToClass: z.object({ name: z.string().nullable(), guid: z.string() }).nullable(),
  /** `aceFlag.` */
  flags: z.array(z.enum(aceFlagCodes)),
  inherited: z.boolean(),
  /** The nearest ancestor that holds it explicitly. Null: not inherited, or `inherited` and no readable ancestor holds it. */
  inheritedFrom: placeSchema.nullable(),
  /** Of a conditional entry: the expression, or `#` and its bytes in hexadecimal. */
  condition: z.string().nullable(),
  sddl: z.string(),
});
export type AceRow = z.infer<typeof aceRowSchema>;

/** The answer of `objects.security` and `live.security`. */
export const securitySchema = z.object({
  /** notReadable: the descriptor was not in what was read. damaged: it was, and its bytes make no descriptor. */
  state: z.enum(['read', 'notReadable', 'damaged']),
  /** ISO 8601 UTC. */
  readAt: z.string(),
  owner: trusteeSchema.nullable(),
  group: trusteeSchema.nullable(),
  /** `sdControl.` */
  control: z.array(z.enum(controlCodes)),
  /** Nothing is inherited from above. */
  protected: z.boolean(),
  /** `acl.`: none = no list at all, everyone may do everything; empty = nobody may; notRead = not in the answer. */
  dacl: z.enum(aclStates),
  sacl: z.enum(aclStates),
  /** Entries stand in the canonical order: explicit before inherited, deny before allow. */
  canonical: z.boolean(),
  /** Entries of both lists, the DACL's first. */
  total: z.int(),
  rows: z.array(aceRowSchema),
  sddl: z.string().nullable(),
});
export type Security = z.infer<typeof securitySchema>;

/** One way to decide over a group. */
export const controlRowSchema = z.object({
  trustee: trusteeSchema,
  /** `trustee.`: whom that is, where a SID stands for more than a list could name; null for an ordinary one. */
  meaning: z.enum(trusteeMeanings).nullable(),
  /** Administrators and the system, whom everybody expects here. Unexpected rows come first. */
  expected: z.boolean(),
  /** `controlWay.` */
  way: z.enum(controlWays),
  /** `controlMeans.`: the right itself, or one by which the trustee may write it for itself. */
  means: z.enum(controlMeans),
  /** The object whose descriptor grants it: the group, a nested group, a unit to make groups in, a group to rename. */
  where: placeSchema.extend({ snapshotId: z.int(), name: z.string(), kind: objectRowSchema.shape.kind }),
  /** How many objects of one domain grant it by an equal entry from one place (createGroup, renameSam); `where` is the first. */
  places: z.int(),
  inherited: z.boolean(),
  inheritedFrom: placeSchema.nullable(),
  /** Names of nested groups from the group down to `where`, outermost first: filling that one fills the group. Empty: the group itself. */
  through: z.array(z.string()),
  /** SDDL of deny entries that take something of it away from some of them; what is denied wholly is not listed. */
  limitedBy: z.array(z.string()),
  /** A conditional entry grants it: only when its expression holds. */
  conditional: z.boolean(),
  /** createGroup: whether the place is in the group's own domain, where its name is taken while the group is there. */
  sameDomain: z.boolean(),
  /** Accounts in the trustee when it is a group that was read, by any way; null: not a group, or not to be counted. */
  people: z.int().nullable(),
  /** SDDL of the entry; null for the owner. */
  sddl: z.string().nullable(),
});
export type ControlRow = z.infer<typeof controlRowSchema>;

/** Objects whose descriptors would belong to the answer and were not read: the answer is then "at least these". */
const notReadSchema = z.object({
  /** The group's own (or the domain root's). */
  own: z.boolean(),
  count: z.int(),
  examples: z.array(placeSchema),
});

/** The answer of `objects.control` and `objects.replicators`. */
export const controlSchema = z.object({
  object: objectRowSchema,
  snapshotId: z.int(),
  /** ISO 8601 UTC. */
  readAt: z.string(),
  /** Objects whose descriptors were judged, and how many distinct descriptors those are. */
  judged: z.object({ objects: z.int(), descriptors: z.int() }),
  notRead: notReadSchema,
  counts: z.object({ unexpected: z.int(), expected: z.int() }),
  total: z.int(),
  rows: z.array(controlRowSchema),
});
export type Control = z.infer<typeof controlSchema>;

export const securityInput = z.object({ snapshotId: z.int(), objectId: z.int(), page: pageSchema });
export const liveSecurityInput = z.object({ profileId: z.string(), dn: z.string(), page: pageSchema });
/** `objectId` is a group. */
export const controlInput = z.object({
  snapshotId: z.int(),
  objectId: z.int(),
  /** Count control of nested groups as control of this one. */
  throughNested: z.boolean(),
  page: pageSchema,
});
/** `objectId` is a domain's root. */
export const replicatorsInput = z.object({ snapshotId: z.int(), objectId: z.int(), page: pageSchema });
/** `sid`: a trustee of `objects.control`; `objectId`: what was asked about. */
export const controllersInput = z.object({
  snapshotId: z.int(),
  objectId: z.int(),
  sid: z.string().max(256),
  page: pageSchema,
});
