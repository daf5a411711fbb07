/** The AWS side as it was read. */
import { z } from 'zod';
import { ask, none } from '../ask.ts';
import { pageSchema } from '../shapes.ts';

const readingState = z.enum(['read', 'notReadable', 'notApplicable']);

const directoryRow = z.object({
  snapshotId: z.int(),
  directoryId: z.string(),
  account: z.string(),
  region: z.string(),
  name: z.string(),
  type: z.enum(['MicrosoftAD', 'SharedMicrosoftAD', 'SimpleAD', 'ADConnector']),
  edition: z.string().nullable(),
  size: z.string().nullable(),
  stage: z.string(),
  alias: z.string().nullable(),
  accessUrl: z.string().nullable(),
  radiusStatus: z.string().nullable(),
  /** The forest source of this workspace with the same DNS name, if any. */
  forestSourceId: z.int().nullable(),
  /** Everything read, for the inspector: label code → value as text. */
  details: z.array(z.object({ name: z.string(), value: z.string() })),
});
export type DirectoryRow = z.infer<typeof directoryRow>;

const roleRow = z.object({
  snapshotId: z.int(),
  arn: z.string(),
  name: z.string(),
  account: z.string(),
  accountName: z.string().nullable(),
  /** Who may take it, by kind of trust; codes under `trustedBy.` */
  trustedBy: z.array(
    z.enum(['saml', 'ds', 'identity-center', 'account', 'service', 'web-identity', 'anyone']),
  ),
  maxSessionDuration: z.int().nullable(),
  lastUsed: z.string().nullable(),
});
export type RoleRow = z.infer<typeof roleRow>;

export const estate = {
  directories: ask(none, z.object({ state: readingState, rows: z.array(directoryRow) })),
  roles: ask(
    z.object({ page: pageSchema, text: z.string().max(256).optional() }),
    z.object({ state: readingState, total: z.int(), rows: z.array(roleRow) }),
  ),
  /** AWS configuration profiles found on this machine, by name; no secret is read. */
  awsProfiles: ask(none, z.array(z.string())),
};
