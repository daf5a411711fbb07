/** One user: the sign-in by claim rules, the account in an identity store, the roles and what follows from them. */
import { z } from 'zod';
import { storeJoins } from '../domain/mapping/storeJoins.ts';
import { mechanismSchema } from './shapes.ts';
import {
  assumeStepSchema,
  decidedSchema,
  mfaSchema,
  possible,
  roleRefSchema,
  sessionSchema,
} from './accessTerms.ts';

/**
 * The sign-in of one user by claim rules, judged as `mapping.claims.test` judges it, for one role. `refused`: AWS refuses it, and
 * the role is not reached by it; `open`: something that decides it is not known.
 */
export const signInSchema = z.object({
  /** By their id, as `mapping.claims.test` takes it. */
  rules: z.string(),
  rulesName: z.string(),
  verdict: z.enum(['offered', 'refused', 'open']),
  /** What the claims ask the session to last: an hour where they ask for nothing; null = not known. */
  sessionSeconds: z.int().nullable(),
  /** Of the assertion as a whole and of this role, under `assertion.`; those that refuse first. */
  findings: z.array(
    z.object({
      code: z.string(),
      effect: z.enum(['refused', 'open', 'note']),
      params: z.record(z.string(), z.union([z.string(), z.number()])),
    }),
  ),
});
export type SignIn = z.infer<typeof signInSchema>;

/** By what an identity of Identity Center was joined to an object of a directory, the surest first. */
export const storeJoinSchema = z.enum(storeJoins);

/** A user as the identity store of Identity Center has them. */
export const storeUserSchema = z.object({
  identityStoreId: z.string(),
  userId: z.string(),
  userName: z.string(),
  displayName: z.string().nullable(),
  mail: z.string().nullable(),
  /** `ENABLED`, `DISABLED`; null: not told. */
  status: z.string().nullable(),
  /** The account of a directory that it is; null: of none that was read. */
  directoryUser: z
    .object({
      snapshotId: z.int(),
      objectId: z.int(),
      name: z.string(),
      dn: z.string(),
      by: storeJoinSchema,
    })
    .nullable(),
});
export type StoreUser = z.infer<typeof storeUserSchema>;

/**
 * Where a person of an assignment is a member: in the identity store, which is what Identity Center goes by, in the directory that
 * feeds it, or both. In one alone: the synchronisation lags behind, does not take it, or somebody changed the store.
 */
export const memberInSchema = z.enum(['both', 'store', 'directory']);

/** A store's own membership beside the directory's. */
export const storeCounts = z.object({
  /** Users by the store's memberships. */
  users: z.int(),
  onlyStore: z.int(),
  onlyDirectory: z.int(),
  /** Of `users`, those who are no account of a directory that was read. */
  notJoined: z.int(),
});

/** A role that a user reaches, and what is known of the session there. */
export const userRoleSchema = z.object({
  role: roleRefSchema,
  mechanisms: z.array(mechanismSchema),
  /** Ends with a membership that has an end; null: without end, as nearly all are. ISO 8601 UTC. */
  until: z.string().nullable(),
  session: sessionSchema,
  mfa: mfaSchema,
  /** In the order of the actions asked about; null: the role's policies were not read. */
  decisions: z.array(decidedSchema.nullable()),
});

/** A role that is taken out of another: the shortest way, certain ones before conditional ones. */
export const chainedRoleSchema = z.object({
  role: roleRefSchema,
  depth: z.int(),
  decision: possible,
  /** From a role that the user reaches by a mechanism. */
  steps: z.array(assumeStepSchema),
  /** Of sessions out of sessions: an hour, whatever the role allows. */
  session: sessionSchema,
  decisions: z.array(decidedSchema.nullable()),
});
