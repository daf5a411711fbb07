/**
 * Comparing two directories: which object is which, and how they differ. A comparison is computed by `run`, which names it, and
 * kept in memory as long as few others are asked for; every other procedure computes it again where it is not there any more.
 * A comparison whose snapshot is gone, or whose id belongs to another run of the program, is `compare.notFound`.
 *
 * Words, all in `words/{en,ko}/compare.ts`: `compareKey.<key>`, `compareConfidence.<confidence>`, `compareKind.<kind>`,
 * `compareNoise.<reason>`, `compareOutcome.<outcome>`, `compareMembership.<limit>`, `compareTree.<state>`, `compareMappingProblem.<problem>`,
 * `comparePhase.<phase>`.
 */
import { z } from 'zod';
import {
  attributeOutcomes,
  comparePhases,
  confidences,
  differenceKinds,
  mappingProblems,
  matchKeys,
  membershipLimits,
  noiseReasons,
  treeStates,
} from '../domain/compare/codes.ts';
import { objectKinds } from '../domain/directory/object.ts';
import { attributeNameSchema } from './queries.ts';
import { attributeSchema, decodedValueSchema, handleSchema, jobSchema, objectRowSchema, pageSchema } from './shapes.ts'; // prettier-ignore

export const sideSchema = z.enum(['a', 'b']);
export type Side = z.infer<typeof sideSchema>;

/** Below one object, by its DN; null = the whole snapshot. */
const end = z.object({ snapshotId: z.int(), base: z.string().min(1).max(4096).nullable().default(null) });
export const comparisonSchema = z.object({
  a: end,
  b: end,
  /** A CSV of pairs: see `compare.mapping`. */
  mapping: handleSchema.nullable().default(null),
  /** Compare what is otherwise left out as noise, too. Slower: every object is decoded. */
  withNoise: z.boolean().default(false),
  /** Tell of AWS's own units and accounts in a Managed AD, too. */
  withReserved: z.boolean().default(false),
});
export type Comparison = z.infer<typeof comparisonSchema>;

/** At most ten a second. `done` of `total` (null = not known) in this phase; `found` differences so far. */
export const compareProgressSchema = z.object({
  phase: z.enum(comparePhases),
  done: z.int(),
  total: z.int().nullable(),
  found: z.int(),
  /** In the last message alone. */
  id: z.string().nullable(),
});
export type CompareProgress = z.infer<typeof compareProgressSchema>;

const id = z.string().max(64);
const count = z.int();
const kind = z.enum(objectKinds);
const byKind = z.record(z.enum(differenceKinds), count);

const mappingIssue = z.object({ line: z.int(), problem: z.enum(mappingProblems), text: z.string() });
const endSummary = z.object({
  snapshotId: z.int(),
  base: z.string().nullable(),
  source: z.string(),
  /** ISO 8601 UTC. */
  readAt: z.string(),
  /** Objects that were compared. */
  objects: count,
  /** AWS's own units and accounts, left out or not. */
  reserved: count,
  /** Attributes that this end does not carry at all, so that nothing is said of them. */
  notCarried: z.array(z.string()).max(1000),
  /** Of what was read in part: as in `snapshot.missing`, code under `missing.` */
  missing: z.array(z.object({ where: z.string(), attribute: z.string().nullable(), code: z.string() })).max(1000), // prettier-ignore
});

export const compareSummarySchema = z.object({
  id,
  a: endSummary,
  b: endSummary,
  pairs: count,
  /** Objects that differ, each once. */
  differences: count,
  /** An object may be of several kinds. */
  kinds: byKind,
  objectKinds: z.array(z.object({ kind, differences: count, kinds: byKind })),
  matches: z.array(z.object({ key: z.enum(matchKeys), confidence: z.enum(confidences), pairs: count })),
  /** Attributes that differ, the most frequent first; at most 1,000. */
  attributes: z.array(z.object({ attribute: z.string(), differences: count })),
  /** Attributes that differ and were left out, by how many pairs; at most 1,000. */
  noise: z.array(z.object({ attribute: z.string(), reason: z.enum(noiseReasons), pairs: count })),
  /** False: digests showed that objects are equal in everything but noise, so that their noise was not looked at. */
  noiseComplete: z.boolean(),
  /** Pairs with an attribute, and objects, of which one end could not read whether they are there: no difference. */
  notReadable: z.object({ attributes: count, objects: count }),
  /** Objects with several candidates by one key, and no other key that decides. They count as neither pair nor difference. */
  ambiguous: count,
  mapping: z.object({ pairs: count, issues: z.array(mappingIssue).max(1000) }).nullable(),
});
export type CompareSummary = z.infer<typeof compareSummarySchema>;

export const compareFilterSchema = z.object({
  /** Any of them; null = all. */
  kinds: z.array(z.enum(differenceKinds)).min(1).nullable().default(null),
  objectKinds: z.array(kind).min(1).nullable().default(null),
  /** Objects that differ in this attribute. */
  attribute: attributeNameSchema.nullable().default(null),
  keys: z.array(z.enum(matchKeys)).min(1).nullable().default(null),
  /** As in a search of objects: name, account, mail … of either end. */
  text: z.string().max(256).default(''),
  /** An object of one end, and all below it and below its partner. */
  below: z.object({ side: sideSchema, objectId: z.int() }).nullable().default(null),
});
export type CompareFilter = z.infer<typeof compareFilterSchema>;

/** Two objects that were matched, or one that has no partner. */
const ends = {
  a: objectRowSchema.nullable(),
  b: objectRowSchema.nullable(),
  /** Null where there is one end alone. */
  key: z.enum(matchKeys).nullable(),
  confidence: z.enum(confidences).nullable(),
};
export const differenceRowSchema = z.object({
  ...ends,
  kinds: z.array(z.enum(differenceKinds)),
  /** Attributes that differ, `member` among them; at most 100. */
  attributes: z.array(z.string()),
  /** It is one of AWS's own (only where they were asked for). */
  reserved: z.boolean(),
});
export type DifferenceRow = z.infer<typeof differenceRowSchema>;

const value = z.array(decodedValueSchema).max(1000);
export const comparedAttributeSchema = z.object({
  name: z.string(),
  outcome: z.enum(attributeOutcomes),
  /** Of noise. */
  noise: z.enum(noiseReasons).nullable(),
  /** Null = none there, or not readable. */
  a: attributeSchema.nullable(),
  b: attributeSchema.nullable(),
  /** Values without an equal at the other end, decoded; the first 1,000. Empty where one end has none at all. */
  onlyInA: value,
  onlyInB: value,
  /** Where one end could not be read: which, and the code under `missing.`; null = its file does not carry the attribute. */
  notReadable: z.object({ side: sideSchema, code: z.string().nullable() }).nullable(),
});
export type ComparedAttribute = z.infer<typeof comparedAttributeSchema>;

/** What the key's values were at both ends; a place says the two parents. */
const reason = z.object({ key: z.enum(matchKeys), a: z.string(), b: z.string() });
export const comparedPairSchema = z.object({
  ...ends,
  reason: reason.nullable(),
  kinds: z.array(z.enum(differenceKinds)),
  /** Those that differ first, then by name. */
  attributes: z.array(comparedAttributeSchema),
  /** Null for what can have no members. Objects that one end has and the other has not; see `compare.members`. */
  membership: z
    .object({
      direct: z.object({ onlyInA: count, onlyInB: count, both: count }),
      /** With those that come through other groups of the same snapshot, and by primaryGroupID. */
      effective: z.object({
        onlyInA: count,
        onlyInB: count,
        both: count,
        /** Members of each end of which the snapshot does not hold who is in them; null = there are none. */
        notReadable: z.object({ code: z.enum(membershipLimits), a: count, b: count }).nullable(),
      }),
    })
    .nullable(),
});
export type ComparedPair = z.infer<typeof comparedPairSchema>;

export const comparedMemberSchema = z.object({
  side: sideSchema,
  /** The member, in the snapshot of `side`; null = no object of it. */
  object: objectRowSchema.nullable(),
  /** DN as stored. */
  reference: z.string(),
  /** The same object at the other end, where it is in another place or not a member; null = it has none. */
  partner: objectRowSchema.nullable(),
});
export type ComparedMember = z.infer<typeof comparedMemberSchema>;

export const treeRowSchema = z.object({
  ...ends,
  state: z.enum(treeStates),
  /** Of the object itself. */
  kinds: z.array(z.enum(differenceKinds)),
  /** Objects below that differ. */
  differencesBelow: count,
  hasChildren: z.boolean(),
});
export type CompareTreeRow = z.infer<typeof treeRowSchema>;

/** One object, and those at the other end that one key names alike. */
export const ambiguousSchema = z.object({
  side: sideSchema,
  object: objectRowSchema,
  key: z.enum(matchKeys),
  value: z.string(),
  /** Others of the same end that have the same value, at most 20. */
  alike: z.array(objectRowSchema),
  /** At most 20. */
  candidates: z.array(objectRowSchema),
  total: count,
});
export type AmbiguousRow = z.infer<typeof ambiguousSchema>;

const pairInput = z.object({ id, side: sideSchema, objectId: z.int() });
const paged = <R extends z.ZodType>(row: R) => z.object({ total: count, rows: z.array(row) });

export const compareExportFormats = ['csv', 'json', 'ldif', 'html'] as const;
export type CompareExportFormat = (typeof compareExportFormats)[number];

/** `compare.run` is a stream, written in contract/index.ts. */
export const compareProcedures = {
  summary: { input: z.object({ id }), output: compareSummarySchema },
  /** In the order of A's tree; what is in B alone stands behind its parent. */
  differences: {
    input: z.object({ id, filter: compareFilterSchema, page: pageSchema }),
    output: paged(differenceRowSchema),
  },
  /** Where an object of either end stands among the differences that pass the filter, from 0; null = it is none of them. */
  position: {
    input: pairInput.extend({ filter: compareFilterSchema }),
    output: z.object({ offset: z.int().nullable() }),
  },
  /** By either end. Throws `object.notFound`. */
  pair: { input: pairInput, output: comparedPairSchema },
  /** Members that differ: those of A alone first. `effective`: through other groups, too. */
  members: {
    input: pairInput.extend({ effective: z.boolean(), page: pageSchema }),
    output: paged(comparedMemberSchema),
  },
  /**
   * Children of a pair side by side; without a parent, the objects at the top. Branches first, then by name; where more than 2,000
   * are in B alone they stand after the rest.
   */
  tree: {
    input: z.object({
      id,
      parent: z.object({ side: sideSchema, objectId: z.int() }).nullable(),
      page: pageSchema,
    }),
    output: paged(treeRowSchema),
  },
  /** Where an object of one end stands among those children, from 0: of what moved, the place it has at that end; null = nowhere. */
  treePosition: {
    input: pairInput.extend({ parent: z.object({ side: sideSchema, objectId: z.int() }).nullable() }),
    output: z.object({ offset: z.int().nullable() }),
  },
  ambiguous: { input: z.object({ id, page: pageSchema }), output: paged(ambiguousSchema) },
  /**
   * Looks at a mapping file before it is used. CSV with a heading `a,b` (further columns are passed over); each cell names an
   * object by DN, objectGUID, SID, userPrincipalName or sAMAccountName.
   */
  mapping: {
    input: z.object({ handle: handleSchema, a: z.int(), b: z.int() }),
    output: z.object({
      pairs: count,
      issues: z.array(mappingIssue).max(1000),
      /** The first 100. */
      rows: z.array(z.object({ line: z.int(), a: objectRowSchema, b: objectRowSchema })),
    }),
  },
  /** A mapping file to fill: objects without a partner, the ambiguous first. Same columns, and names of both for people. */
  template: { input: z.object({ id, target: handleSchema }), output: jobSchema },
  /**
   * Differences that pass the filter, as a job. `ldif`: change records that would make A like B, for reading, never applied.
   * `html`: one page that needs nothing else, at most 10,000 rows.
   */
  export: {
    input: z.object({
      id,
      filter: compareFilterSchema,
      format: z.enum(compareExportFormats),
      byteOrderMark: z.boolean().default(false),
      locale: z.enum(['en', 'ko']).default('en'),
      target: handleSchema,
    }),
    output: jobSchema,
  },
};
