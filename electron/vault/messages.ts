/** What the vault's client and its child say to each other. Parsed with zod on both sides. */
import { z } from 'zod';
import { faultSchema } from '../contract/faults.ts';

const id = z.int().positive();
const account = z.string().min(1).max(1024);
/** What a person reads in a fault: the secret's name, never the secret. */
const name = z.string().max(1024);
/** True: a canary's, which lies apart from the secrets. */
const canary = z.boolean().optional();

export const requestSchema = z.discriminatedUnion('op', [
  z.object({ id, op: z.literal('state') }),
  /** Answered 'yes', 'no' or 'unknown': there is no asking without a prompt. */
  z.object({ id, op: z.literal('has'), account, name }),
  z.object({ id, op: z.literal('get'), account, name, canary }),
  z.object({ id, op: z.literal('set'), account, name, secret: z.string(), canary }),
  z.object({ id, op: z.literal('remove'), account, name, canary }),
  /** Answered with a JSON array of account names: no secret leaves the child. */
  z.object({ id, op: z.literal('list') }),
]);
export type Request = z.infer<typeof requestSchema>;
/** A request before it has its number. */
export type Ask = Request extends infer R ? (R extends unknown ? Omit<R, 'id'> : never) : never;

export const answerSchema = z.discriminatedUnion('kind', [
  z.object({ id, kind: z.literal('done'), value: z.string().nullable() }),
  z.object({ id, kind: z.literal('fault'), fault: faultSchema }),
  /** The ring is locked, or of a kind that may ask its user: wait longer. */
  z.object({ id, kind: z.literal('prompting') }),
]);
export type Answer = z.infer<typeof answerSchema>;
