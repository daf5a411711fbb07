/** Portals of IAM Identity Center: a sign-in that opens accounts and their roles. */
import { z } from 'zod';

export const storedPortalSchema = z.object({
  id: z.string(),
  name: z.string().min(1).max(64),
  /** `https://d-….awsapps.com/start` or the organization's own. */
  startUrl: z.url({ protocol: /^https?$/ }).max(2048),
  region: z.string().min(1).max(64),
});
export type StoredPortal = z.infer<typeof storedPortalSchema>;

export const portalSchema = storedPortalSchema.extend({
  /** Null: not signed in. */
  signedInUntil: z.string().nullable(),
});
export type Portal = z.infer<typeof portalSchema>;

/** How a sign-in goes. `address` is for the person's own browser; nothing in it is a secret. */
export const portalStepSchema = z.discriminatedUnion('step', [
  z.object({
    step: z.literal('code'),
    address: z.string(),
    /** To compare with what the page shows. */
    userCode: z.string(),
    until: z.string(),
  }),
  z.object({ step: z.literal('browser'), address: z.string(), until: z.string() }),
  z.object({ step: z.literal('done'), signedInUntil: z.string() }),
]);
export type PortalStep = z.infer<typeof portalStepSchema>;

export const portalAccountSchema = z.object({
  account: z.string(),
  name: z.string(),
  email: z.string().nullable(),
});
export type PortalAccount = z.infer<typeof portalAccountSchema>;
