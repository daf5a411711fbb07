/** What main and the engine say to each other beside the contract. Apart from the engine, which main never loads. */
import { z } from 'zod';

export const startSchema = z.object({
  type: z.literal('start'),
  configFolder: z.string(),
  workspace: z.string().nullable(),
});
export const controlSchema = z.discriminatedUnion('type', [
  startSchema,
  /** A dialog chose a file; answered with its handle. */
  z.object({
    type: z.literal('deposit'),
    id: z.int(),
    path: z.string(),
    /** To be read, or to be written to. */
    purpose: z.enum(['source', 'target']),
  }),
  /** A second start named a workspace. */
  z.object({ type: z.literal('open'), path: z.string() }),
  z.object({ type: z.literal('close') }),
]);
export type Control = z.infer<typeof controlSchema>;
export const controlAnswerSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('deposited'), id: z.int(), handle: z.string() }),
  z.object({ type: z.literal('closed') }),
]);
export type ControlAnswer = z.infer<typeof controlAnswerSchema>;
