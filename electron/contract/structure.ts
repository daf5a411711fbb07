/** The structure of two directories side by side, and trusts as both ends tell of them. */
import { z } from 'zod';
import {
  domainPairings,
  structureOutcomes,
  structureSettings,
  structureSubjects,
} from '../domain/compare/structure/model.ts';
import {
  endStates,
  nodeKinds,
  nodeOrigins,
  pairDirections,
  pairDisagreements,
  trustVerdicts,
  trustWitnesses,
} from '../domain/compare/structure/trustModel.ts';
import { sidFilteringCodes } from '../domain/forest/sidFiltering.ts';
import { notReadSchema, objectRefSchema } from './forest.ts';
import { decodedValueSchema, maxPage, pageSchema } from './shapes.ts';

/** Values under `value.` and `flag.`; a link's own flags are `flag.gpLink.enforced`, `flag.gpLink.disabled`. */
const side = z.discriminatedUnion('state', [
  z.object({
    state: z.literal('read'),
    /** None = read, and nothing is set. */
    values: z.array(decodedValueSchema),
    ref: objectRefSchema.nullable(),
  }),
  z.object({ state: z.literal('absent') }),
  notReadSchema,
]);

/** Words: `structure.subject.<subject>`, `structure.setting.<setting>`, `structure.outcome.<outcome>`. */
export const structureRowSchema = z.object({
  subject: z.enum(structureSubjects),
  about: z.string(),
  setting: z.enum(structureSettings),
  domains: z.object({ a: z.string().nullable(), b: z.string().nullable() }).nullable(),
  a: side,
  b: side,
  outcome: z.enum(structureOutcomes),
});
export type StructureRowView = z.infer<typeof structureRowSchema>;
export type StructureSideView = z.infer<typeof side>;

/** Words of `by`: `structure.pairing.<by>`. */
const domainPair = z.object({
  a: z.string().nullable(),
  b: z.string().nullable(),
  by: z.enum(domainPairings),
});
const end = z.object({ snapshotId: z.int(), forest: z.string(), readAt: z.string() });

export const structureSchema = z.object({
  a: end,
  b: end,
  domains: z.array(domainPair),
  /** Of all rows before the filter, by outcome and by subject. */
  counts: z.object({
    outcomes: z.record(z.enum(structureOutcomes), z.int()),
    subjects: z.record(z.enum(structureSubjects), z.object({ rows: z.int(), differ: z.int() })),
  }),
  total: z.int(),
  rows: z.array(structureRowSchema).max(maxPage),
});
export type StructureView = z.infer<typeof structureSchema>;

const trustKinds = z.enum(['intraForest', 'forest', 'realm', 'external']);

/**
 * Words: `structure.pairDirection.<direction>` (a sentence with {first} and {second}), `structure.trustVerdict.<verdict>`,
 * `structure.trustDisagreement.<code>`, `structure.witness.<by>`, `structure.end.<state>`, `forest.trustKind.<kind>`,
 * `forest.sidFiltering.<code>`.
 */
const statement = z.object({
  end: z.enum(['first', 'second']),
  by: z.enum(trustWitnesses),
  said: z.string(),
  direction: z.enum(pairDirections).nullable(),
  kind: trustKinds.nullable(),
  transitive: z.boolean().nullable(),
  selectiveAuthentication: z.boolean().nullable(),
  sidFiltering: z.enum(sidFilteringCodes).nullable(),
  state: z.string().nullable(),
  stateReason: z.string().nullable(),
  ref: objectRefSchema.nullable(),
  aws: z
    .object({
      snapshotId: z.int(),
      directoryId: z.string(),
      trustId: z.string(),
      region: z.string(),
      account: z.string(),
    })
    .nullable(),
  readAt: z.string(),
});
export type TrustStatementView = z.infer<typeof statement>;

export const trustPairSchema = z.object({
  id: z.string(),
  /** Ids of nodes. */
  first: z.string(),
  second: z.string(),
  firstEnd: z.enum(endStates),
  secondEnd: z.enum(endStates),
  direction: z.enum(pairDirections).nullable(),
  kind: trustKinds.nullable(),
  verdict: z.enum(trustVerdicts),
  disagreements: z.array(z.enum(pairDisagreements)),
  statements: z.array(statement),
});
export type TrustPairView = z.infer<typeof trustPairSchema>;

/** Words: `structure.nodeKind.<kind>`. */
const node = z.object({
  id: z.string(),
  name: z.string(),
  netbios: z.string().nullable(),
  kind: z.enum(nodeKinds),
  origin: z.enum(nodeOrigins),
  forest: z.string().nullable(),
  ref: objectRefSchema.nullable(),
  directories: z.array(
    z.object({
      snapshotId: z.int(),
      directoryId: z.string(),
      type: z.string(),
      edition: z.string().nullable(),
      region: z.string(),
      account: z.string(),
    }),
  ),
});
export type TrustNodeView = z.infer<typeof node>;

const edge = z.object({
  is: z.enum(['trust', 'connector']),
  pair: z.string(),
  first: z.string(),
  second: z.string(),
  direction: z.enum(pairDirections).nullable(),
  kind: trustKinds.nullable(),
  verdict: z.enum(trustVerdicts).nullable(),
});
export type TrustEdgeView = z.infer<typeof edge>;

/** `notRead`: whose trusts are not known, and why: a code of `forest.notRead.`, of `missing.`, or `notAsked`. */
export const trustsSchema = z.object({
  total: z.int(),
  rows: z.array(trustPairSchema).max(maxPage),
  nodes: z.array(node).max(maxPage),
  edges: z.array(edge).max(maxPage),
  notRead: z.array(z.object({ node: z.string(), why: z.string() })),
});
export type TrustsView = z.infer<typeof trustsSchema>;

export const structureProcedures = {
  /** Rows of structure; the domains are paired by SID, DNS name or being first, unless chosen. */
  compare: {
    input: z.object({
      a: z.int(),
      b: z.int(),
      domains: z.object({ a: z.string(), b: z.string() }).optional(),
      outcomes: z.array(z.enum(structureOutcomes)).optional(),
      subjects: z.array(z.enum(structureSubjects)).optional(),
      text: z.string().max(256).optional(),
      page: pageSchema,
    }),
    output: structureSchema,
  },
  /** Every trust that any reading tells of: the newest snapshot of every source, or those named. */
  trusts: {
    input: z
      .object({
        snapshotIds: z.array(z.int()).max(100).optional(),
        verdicts: z.array(z.enum(trustVerdicts)).optional(),
        text: z.string().max(256).optional(),
        page: pageSchema.optional(),
      })
      .optional(),
    output: trustsSchema,
  },
} as const;
