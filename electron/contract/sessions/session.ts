/** Sessions: what Treeline knows of each, in the user's store and beside it. The secret is in the vault. */
import { z } from 'zod';
import { faultSchema } from '../faults.ts';
import { onceSchema, requestSchema } from './request.ts';
import { vaultTierSchema } from './vault.ts';

/** What the user's store keeps. */
export const storedSessionSchema = z.object({
  id: z.string(),
  name: z.string().min(1).max(64),
  request: requestSchema,
  /** The caller that the session is: `arn:aws:sts::…:assumed-role/Role/name`; null where AWS did not say. */
  arn: z.string().nullable(),
  /** Twelve digits. */
  account: z.string(),
  /** Last four characters of the access key id. */
  accessKeyTail: z.string(),
  /** ISO 8601 UTC, by this machine's clock. */
  takenAt: z.string(),
  expiresAt: z.string(),
  /** How long AWS gave it: by AWS's own clock where that was seen. */
  lengthSeconds: z.number(),
  tier: vaultTierSchema,
  group: z.string().max(64).nullable(),
  favourite: z.boolean(),
  /** Refreshed ahead of its expiry while a window or a host runs. */
  keepFresh: z.boolean(),
});
export type StoredSession = z.infer<typeof storedSessionSchema>;

/** Why a refresh did not work, and when it is tried again by itself; null = not before somebody asks. */
export const failureSchema = z.object({
  fault: faultSchema,
  at: z.string(),
  nextTryAt: z.string().nullable(),
});
export type Failure = z.infer<typeof failureSchema>;

export const sessionStates = ['fresh', 'soon', 'expired', 'gone'] as const;
/** What taking a session again asks of a person. */
export const sessionNeeds = ['none', 'mfa', 'saml', 'webIdentity', 'portal'] as const;

export const sessionSchema = storedSessionSchema.extend({
  /** `gone`: the keychain no longer has it. */
  state: z.enum(sessionStates),
  accountAlias: z.string().nullable(),
  /** Of the role; null for sessions of users. */
  roleName: z.string().nullable(),
  region: z.string(),
  needs: z.enum(sessionNeeds),
  /** Where it comes from: the name of a profile, a session, a key, an identity provider or a portal; null = the standard chain. */
  origin: z.string().nullable(),
  refreshing: z.boolean(),
  failure: failureSchema.nullable(),
});
export type Session = z.infer<typeof sessionSchema>;

export const takeSchema = z.object({
  name: z.string().min(1).max(64),
  request: requestSchema,
  group: z.string().max(64).nullable(),
  keepFresh: z.boolean(),
  /** Null: a prompt is shown where one is needed. */
  once: onceSchema.nullable(),
});
export type Take = z.infer<typeof takeSchema>;

/** What people may change of a session without taking it again. */
export const editSchema = z.object({
  id: z.string(),
  name: z.string().min(1).max(64).optional(),
  group: z.string().max(64).nullable().optional(),
  favourite: z.boolean().optional(),
  keepFresh: z.boolean().optional(),
});
export type SessionEdit = z.infer<typeof editSchema>;

/** A likely cause of a refusal, found in what the workspace knows. Codes and words: `domain/session/causeCodes.ts`. */
export const causeSchema = z.object({
  code: z.string(),
  params: z.record(z.string(), z.string()),
  /** Seen in a policy or by a clock, not merely possible. */
  certain: z.boolean(),
});
