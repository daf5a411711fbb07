/** SAML sign-in: identity providers that one keeps, and what a response says. The response itself never leaves the engine. */
import { z } from 'zod';
import { samlProblemCodes } from '../../domain/session/saml/codes.ts';

export const identityProviderSchema = z.object({
  id: z.string(),
  name: z.string().min(1).max(64),
  /** Where a person begins to sign in to AWS there. */
  signInUrl: z.url({ protocol: /^https?$/ }).max(2048),
});
export type IdentityProvider = z.infer<typeof identityProviderSchema>;

/** Why a response would not work, or may not: words under `saml`. */
export const samlProblemSchema = z.object({
  code: z.enum(samlProblemCodes),
  params: z.record(z.string(), z.string()),
  severity: z.enum(['error', 'warning']),
});
export type SamlProblem = z.infer<typeof samlProblemSchema>;

export const samlRoleSchema = z.object({
  roleArn: z.string(),
  principalArn: z.string(),
  account: z.string(),
  accountAlias: z.string().nullable(),
  roleName: z.string(),
  /** Whether the workspace knows the role; null: it does not know the account's roles. */
  known: z.boolean().nullable(),
  problems: z.array(samlProblemSchema),
});
export type SamlRole = z.infer<typeof samlRoleSchema>;

export const samlViewSchema = z.object({
  /** Of the response, held by the engine for a few minutes. */
  handle: z.string(),
  issuer: z.string().nullable(),
  subject: z.string().nullable(),
  recipient: z.string().nullable(),
  audiences: z.array(z.string()),
  issuedAt: z.string().nullable(),
  notBefore: z.string().nullable(),
  notOnOrAfter: z.string().nullable(),
  sessionName: z.string().nullable(),
  durationSeconds: z.number().nullable(),
  /** End of the identity provider's own session: AWS's may not be longer. */
  sessionNotOnOrAfter: z.string().nullable(),
  sourceIdentity: z.string().nullable(),
  tags: z.array(z.object({ key: z.string(), value: z.string() })),
  transitiveTagKeys: z.array(z.string()),
  roles: z.array(samlRoleSchema),
  problems: z.array(samlProblemSchema),
});
export type SamlView = z.infer<typeof samlViewSchema>;
