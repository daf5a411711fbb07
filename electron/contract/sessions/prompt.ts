/** Prompts: what a running request waits for a person to give. A prompt is answered once, one way, and ends by itself. */
import { z } from 'zod';
import { onceSchema } from './request.ts';

export const promptSchema = z.object({
  id: z.string(),
  kind: z.enum(['mfaCode', 'samlResponse', 'webIdentityToken', 'portal']),
  /** Null while the session is being taken for the first time. */
  sessionId: z.string().nullable(),
  sessionName: z.string(),
  /** The device that a code is of; null where none is asked for. */
  mfaSerial: z.string().nullable(),
  /** The identity provider or the portal to sign in at; null where none is kept. */
  provider: z.string().nullable(),
  /** Who waits: somebody in a window, the refresh ahead of expiry, or a program that asked on the command line. */
  reason: z.enum(['asked', 'refresh', 'program']),
  /** AWS did not take the code that was given before: it was mistyped, or used already. */
  refused: z.boolean(),
  askedAt: z.string(),
  /** When it is given up. */
  until: z.string(),
});
export type Prompt = z.infer<typeof promptSchema>;

export const answerSchema = z.object({ id: z.string(), once: onceSchema });
