/** Grants by claim rules or by console delegation as permission sets and assignments: a plan, with what does not come along. */
import { z } from 'zod';
import { convertCodes, convertStates } from '../domain/draft/convert/codes.ts';
import { changeSchema, mostChanges } from './draft.ts';
import { evidenceSchema, pageSchema } from './shapes.ts';

export const convertAskedSchema = z.object({
  mechanism: z.enum(['saml', 'delegation']),
  /** Accounts whose grants are taken; absent = all. */
  accounts: z
    .array(z.string().regex(/^\d{12}$/))
    .max(1000)
    .optional(),
  /** Directory sources whose groups and users are taken; absent = all. */
  sourceIds: z.array(z.int()).min(1).max(1000).optional(),
  /** Where the permission sets are to be; absent = the one instance that was read. */
  instanceArn: z.string().max(200).optional(),
});
export type ConvertAsked = z.infer<typeof convertAskedSchema>;

export const convertRemarkSchema = z.object({
  /** Under `draftConvert.` */
  code: z.enum(convertCodes),
  state: z.enum(convertStates),
  /** Name of the permission set; null = of none. */
  set: z.string().nullable(),
  roleArn: z.string().nullable(),
  account: z.string().nullable(),
  principal: z
    .object({
      snapshotId: z.int(),
      objectId: z.int(),
      name: z.string(),
      dn: z.string(),
      sid: z.string().nullable(),
    })
    .nullable(),
  params: z.record(z.string(), z.string()),
  /** At most 20. */
  evidence: z.array(evidenceSchema),
});
export type ConvertRemark = z.infer<typeof convertRemarkSchema>;

export const convertSummarySchema = z.object({
  readAt: z.array(z.object({ sourceName: z.string(), readAt: z.string() })),
  /** Instances that were read. */
  instances: z.array(z.object({ arn: z.string(), region: z.string() })),
  /** The one that is taken; null = there is none, or several and none was named. */
  instanceArn: z.string().nullable(),
  /** Grants of the mechanism that work, and those of them that an assignment covers. */
  working: z.int(),
  covered: z.int(),
  sets: z.int(),
  assignments: z.int(),
  /** A draft holds 1,000 changes: how many drafts this makes. */
  parts: z.int(),
  counts: z.array(z.object({ code: z.enum(convertCodes), state: z.enum(convertStates), count: z.int() })),
});
export type ConvertSummary = z.infer<typeof convertSummarySchema>;

/** `reading`: of groups that are mapped; `roles`: of grants that are looked at; `assigning`: of those that come along. */
export const convertPhases = ['reading', 'roles', 'assigning', 'done'] as const;
export const convertProgressSchema = z.object({
  phase: z.enum(convertPhases),
  done: z.int(),
  total: z.int().nullable(),
  finished: z.boolean(),
});
export type ConvertProgress = z.infer<typeof convertProgressSchema>;

const asked = convertAskedSchema;
/** What is asked makes the conversion first where it is not at hand; `converting` tells how far that is. */
export const draftConvertProcedures = {
  convert: { input: asked, output: convertSummarySchema },
  /** What is to be known, in the order of `counts`; of one set, role or code where that is given. */
  convertRemarks: {
    input: z.object({
      asked,
      filter: z.object({
        codes: z.array(z.enum(convertCodes)).optional(),
        states: z.array(z.enum(convertStates)).optional(),
        set: z.string().max(64).optional(),
      }),
      page: pageSchema,
    }),
    output: z.object({ total: z.int(), rows: z.array(convertRemarkSchema) }),
  },
  /** Changes of one part, from 0: what `create` makes a draft of. */
  convertChanges: {
    input: z.object({ asked, part: z.int().min(0) }),
    output: z.object({ changes: z.array(changeSchema).max(mostChanges) }),
  },
  convertSets: {
    input: z.object({ asked, page: pageSchema }),
    output: z.object({
      total: z.int(),
      rows: z.array(
        z.object({
          made: z.string(),
          /** Of a set of the same content that is there already, and is taken; null = it is made. */
          arn: z.string().nullable(),
          sessionDuration: z.string(),
          policies: z.int(),
          roles: z.array(z.string()),
          accounts: z.int(),
          assignments: z.int(),
        }),
      ),
    }),
  },
} as const;
