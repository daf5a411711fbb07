/** What to read of AWS: which accounts, which Regions, with whose credentials. */
import { z } from 'zod';

export const regionName = z.string().regex(/^[a-z]{2,4}(-[a-z]+)+-\d{1,2}$/);
export const accountId = z.string().regex(/^\d{12}$/);
/** With its path, where it has one, and without the leading slash: `audit/ReadOnly`. */
export const roleNameInAccounts = z.string().regex(/^(?:[\w+=,.@-]+\/)*[\w+=,.@-]{1,64}$/);

/** A role of this name is taken in each account but the caller's own, which is read as the caller. */
export const accountsToReadSchema = z.object({
  roleName: roleNameInAccounts,
  /** `all`: those of the organization, which the caller has to be allowed to list. */
  accounts: z.union([z.literal('all'), z.array(accountId).min(1).max(10_000)]),
});
export type AccountsToRead = z.infer<typeof accountsToReadSchema>;

export const readAwsInput = z.object({
  /** A profile of the AWS configuration; null = the standard credential chain. */
  profile: z.string().nullable(),
  /** `all`: those that are enabled for each account. */
  regions: z.union([z.literal('all'), z.array(regionName).min(1).max(64)]),
  /** Null: the caller's own account alone. */
  accounts: accountsToReadSchema.nullable().default(null),
  /**
   * Takes over the accounts that were read already: by an attempt of the last hour that was cancelled or failed, else those
   * of the newest snapshot. The new snapshot is then as old as the oldest of them.
   */
  resume: z.boolean().default(false),
  /**
   * Has AWS make a credential report of each account (iam:GenerateCredentialReport) and reads it: dates of passwords stand
   * nowhere else. It changes nothing, but is more than a read, so that it is asked for by name.
   */
  credentialReport: z.boolean().default(false),
});
export type ReadAwsInput = z.infer<typeof readAwsInput>;

export const readDirectoryDataInput = z.object({
  profile: z.string().nullable(),
  region: regionName,
  directoryId: z.string().regex(/^d-[0-9a-f]{10}$/),
});
export type ReadDirectoryDataInput = z.infer<typeof readDirectoryDataInput>;
