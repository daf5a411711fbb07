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
  /** Where a person begins to sign in at an identity provider; answered with the address. */
  z.object({ type: z.literal('signInUrl'), id: z.int(), provider: z.string().max(200) }),
  /** A SAML response that a sign-in window caught; answered with its handle. */
  z.object({ type: z.literal('samlResponse'), id: z.int(), response: z.string().max(600_000) }),
  /** An address that the page would open in the person's browser; answered with it where the engine gave it out. */
  z.object({ type: z.literal('address'), id: z.int(), address: z.string().max(4096) }),
  /** A second start named a workspace. */
  z.object({ type: z.literal('open'), path: z.string() }),
  z.object({ type: z.literal('close') }),
]);
export type Control = z.infer<typeof controlSchema>;
export const controlAnswerSchema = z.discriminatedUnion('type', [
  /** A handle, or an address; null: there is none. */
  z.object({ type: z.literal('answer'), id: z.int(), value: z.string().nullable() }),
  z.object({ type: z.literal('closed') }),
]);
export type ControlAnswer = z.infer<typeof controlAnswerSchema>;
