/** Encoded authorization messages: what AWS says it decided, beside what the engine says of the same request. */
import { z } from 'zod';
import { noteCodes } from '../../domain/policy/notes/codes.ts';
import { policyUses } from '../../domain/policy/codes.ts';
import { placeProcedures, subjectSchema } from './place.ts';

/** A statement that AWS says matched. */
const matchedStatement = z.object({
  sid: z.string().nullable(),
  effect: z.enum(['Allow', 'Deny']).nullable(),
  actions: z.array(z.string()),
  resources: z.array(z.string()),
  /** As AWS gave it, indented JSON. */
  text: z.string(),
});

export const decodedMessageSchema = z.object({
  allowed: z.boolean(),
  explicitDeny: z.boolean(),
  principal: z.object({ id: z.string().nullable(), name: z.string().nullable(), arn: z.string().nullable() }),
  action: z.string(),
  resource: z.string(),
  context: z.array(z.object({ key: z.string(), values: z.array(z.string()) })),
  /** First 1,000 each. */
  matchedStatements: z.array(matchedStatement),
  failures: z.array(z.string()),
  /** The whole, as indented JSON: may be given back to be decoded without a call. */
  text: z.string(),
});
export type DecodedMessage = z.infer<typeof decodedMessageSchema>;

/** Why the engine says nothing of the request; codes under `policyDecode.` */
export const decodeGaps = ['principalNotInWorkspace', 'principalKindUnknown', 'actionUnknown'] as const;
export type DecodeGap = (typeof decodeGaps)[number];

/** A statement of a document of the workspace. */
export const foundStatementSchema = z.object({
  /** Of `answer.documents` or of the subject's documents. */
  document: z.string(),
  documentName: z.string(),
  path: z.string(),
  sid: z.string().nullable(),
  effect: z.enum(['Allow', 'Deny']),
});
export type FoundStatement = z.infer<typeof foundStatementSchema>;

const messageInput = {
  /**
   * The encoded message, an error text that holds one, or JSON that was decoded already, which nobody is asked for.
   * It is not kept and not logged.
   */
  message: z.string().min(1).max(1_000_000),
};

export const decodeProcedures = {
  /** One call, STS DecodeAuthorizationMessage, with the credentials of a profile or of a session. */
  decode: {
    input: z.object({
      ...messageInput,
      /** Null with `sessionId` null: the standard credential chain. */
      profile: z.string().max(256).nullable(),
      sessionId: z.string().max(64).nullable(),
      /** Null: the Region of the profile, the session or the environment. */
      region: z
        .string()
        .regex(/^[a-z]{2}(-[a-z]+)+-\d$/)
        .nullable(),
    }),
    output: z.object({
      /** `given`: it was decoded already, and nothing was called. */
      source: z.enum(['sts', 'given']),
      message: decodedMessageSchema,
      /** The principal, where the workspace has it. */
      subject: subjectSchema.nullable(),
      gap: z.enum(decodeGaps).nullable(),
      /** What the engine says of the same request, by the policies of the workspace. */
      answer: placeProcedures.ask.output.nullable(),
      /** Whether both say the same; null: the engine says nothing, or leaves it open. */
      agrees: z.boolean().nullable(),
      /** Statements of the workspace that decided, by the engine. */
      decided: z.array(foundStatementSchema),
      /** Of each statement that AWS says matched, in its order: those of the workspace that are the same. */
      matched: z.array(z.array(foundStatementSchema)),
    }),
  },
  /** What is worth knowing of documents; codes under `policyNote.` */
  notes: {
    input: z.object({ subject: subjectSchema }),
    output: z.object({
      total: z.int(),
      /** First 1,000. */
      rows: z.array(
        z.object({
          document: z.string(),
          use: z.enum(policyUses),
          code: z.enum(noteCodes),
          /** `Statement[0].Resource`; empty = the document itself. */
          path: z.string(),
          /** `key` where the words have a place for it. */
          params: z.record(z.string(), z.string()),
        }),
      ),
    }),
  },
};
export type Decoded = z.infer<typeof decodeProcedures.decode.output>;
