/** Directories of AWS Directory Service: the list, and everything known of one. */
import { z } from 'zod';
import { tieReasons, tieRelations, trustIssues } from '../../domain/estate/codes.ts';
import { none } from '../ask.ts';
import { gapSchema, readingOf, readingState } from './shapes.ts';

/** A source of directory objects that this directory belongs to. */
const tieSchema = z.object({
  sourceId: z.int(),
  sourceName: z.string(),
  /** Codes under `tie.` */
  relation: z.enum(tieRelations),
  reason: z.enum(tieReasons),
});

/** Of a trust, seen from all that tell of it; the statements of both ends stand in `structure.trusts`. */
const trustCheck = {
  /** Whether all who tell say the same; null where the other end was not read. A missing other end is no agreement. */
  endsAgree: z.boolean().nullable(),
  /** The directory's own objects, read by LDAP, against AWS; words under `trustIssue.` */
  issues: z.array(z.enum(trustIssues)),
};

/** Of one directory, as AWS tells of them; `notInAws` alone is of another. */
export const trustsInShort = z.object({
  total: z.int(),
  /** That AWS could not make or verify. */
  failing: z.int(),
  /** True where both ends of all agree, false where those of any do not; null where that is not known, or there are none. */
  endsAgree: z.boolean().nullable(),
  issues: z.array(z.object({ code: z.enum(trustIssues), remoteDomainName: z.string() })),
});

export const directoryRow = z.object({
  snapshotId: z.int(),
  directoryId: z.string(),
  account: z.string(),
  accountName: z.string().nullable(),
  region: z.string(),
  name: z.string(),
  shortName: z.string().nullable(),
  type: z.enum(['MicrosoftAD', 'SharedMicrosoftAD', 'SimpleAD', 'ADConnector']),
  edition: z.string().nullable(),
  size: z.string().nullable(),
  stage: z.string(),
  alias: z.string().nullable(),
  accessUrl: z.string().nullable(),
  radiusStatus: z.string().nullable(),
  trusts: readingOf(trustsInShort),
  /** Client-side LDAPS, as AWS says it; null = never set up. */
  ldaps: readingOf(z.string().nullable()),
  /** The forest source of this workspace that it belongs to, if any: `ties` says how. */
  forestSourceId: z.int().nullable(),
  ties: z.array(tieSchema),
  /** A shared directory: its owner's entry, where that is known. */
  ownerDirectoryId: z.string().nullable(),
  /** False where its domain is counted elsewhere: a connector, a shared or a hybrid directory. */
  countsAsDomain: z.boolean(),
  /** Everything read, for the inspector: label code → value as text. */
  details: z.array(z.object({ name: z.string(), value: z.string() })),
});
export type DirectoryRow = z.infer<typeof directoryRow>;

const text = z.string().nullable();
const texts = z.array(z.string());
const switchSchema = z.object({ type: z.string(), status: text, statusReason: text, changedAt: text });

/** Shapes are those of domain/estate/directory.ts; a list over 1,000 entries is cut, `total` says how many there are. */
const cut = <T extends z.ZodType>(row: T) => readingOf(z.object({ total: z.int(), rows: z.array(row) }));

const trust = z.object({
  trustId: z.string(),
  remoteDomainName: z.string(),
  type: text,
  /** AWS's words, seen from the directory. */
  direction: text,
  state: text,
  stateReason: text,
  selectiveAuth: z.boolean().nullable(),
  createdAt: text,
  changedAt: text,
  ...trustCheck,
});
const controller = z.object({
  controllerId: z.string(),
  dnsIpAddr: text,
  subnetId: text,
  availabilityZone: text,
  status: text,
  statusReason: text,
  launchTime: text,
});
const setting = z.object({
  type: text,
  name: z.string(),
  appliedValue: text,
  requestedValue: text,
  status: text,
});
const region = z.object({
  region: z.string(),
  type: text,
  status: text,
  vpcId: text,
  subnetIds: texts,
  controllers: z.int().nullable(),
});

const update = z.object({
  type: z.string(),
  region: text,
  status: text,
  startedAt: text,
  previousValue: text,
  newValue: text,
});

export const directoryDetails = z.object({
  trusts: cut(trust),
  controllers: cut(controller),
  ldaps: cut(switchSchema),
  clientAuthentication: cut(switchSchema),
  settings: cut(setting),
  forwarders: cut(z.object({ remoteDomainName: z.string(), dnsIpAddrs: texts, replicationScope: text })),
  certificates: cut(
    z.object({ certificateId: z.string(), commonName: text, state: text, type: text, expiresAt: text }),
  ),
  ipRoutes: cut(z.object({ cidr: z.string(), status: text, description: text })),
  schemaExtensions: cut(
    z.object({
      extensionId: z.string(),
      description: text,
      status: text,
      statusReason: text,
      startedAt: text,
      endedAt: text,
    }),
  ),
  shares: cut(
    z.object({
      sharedDirectoryId: z.string(),
      ownerAccountId: text,
      sharedAccountId: text,
      method: text,
      status: text,
      notes: text,
    }),
  ),
  regions: cut(region),
  snapshots: cut(z.object({ snapshotId: z.string(), name: text, type: text, status: text, startedAt: text })),
  logGroups: cut(z.string()),
  eventTopics: cut(z.object({ name: z.string(), arn: z.string(), status: text })),
  updates: cut(update),
  tags: cut(z.object({ key: z.string(), value: z.string() })),
  dataAccess: readingOf(z.string()),
  caEnrollment: readingOf(
    z.object({ connectorArn: text, status: text, statusReason: text, changedAt: text }),
  ),
  /** Edition Hybrid alone. */
  hybridUpdates: cut(update),
  assessments: cut(
    z.object({
      assessmentId: z.string(),
      dnsName: text,
      status: text,
      reportType: text,
      startedAt: text,
    }),
  ),
});

/** Every field of domain/estate/directory.ts that a list's row leaves out. */
const directoryFacts = z.object({
  row: directoryRow,
  readAt: z.string(),
  description: text,
  stageReason: text,
  stageChangedAt: text,
  launchTime: text,
  dnsIpAddrs: texts,
  vpcId: text,
  subnetIds: texts,
  availabilityZones: texts,
  securityGroupId: text,
  networkType: text,
  osVersion: text,
  desiredNumberOfDomainControllers: z.int().nullable(),
  ssoEnabled: z.boolean().nullable(),
  /** AD Connector alone. */
  connect: z.object({ customerUserName: text, connectIps: texts }).nullable(),
  radius: z.object({ status: text, servers: texts, port: z.int().nullable(), protocol: text }).nullable(),
  /** Edition Hybrid alone. */
  hybrid: z.object({ dnsIpAddrs: texts, instanceIds: texts }).nullable(),
  primaryRegion: text,
  additionalRegions: texts,
  /** Shared directories alone. */
  share: z
    .object({ ownerAccountId: text, ownerDirectoryId: text, status: text, method: text, notes: text })
    .nullable(),
  /** Null = the source has no place for them (an older workspace, an import). */
  details: directoryDetails.nullable(),
  /** Of this account and Region. */
  limits: readingOf(
    z.array(z.object({ name: z.string(), limit: z.int().nullable(), count: z.int().nullable() })),
  ),
});
export type DirectoryFacts = z.infer<typeof directoryFacts>;

export const directoryProcedures = {
  directories: {
    input: none,
    output: z.object({
      state: readingState,
      gaps: z.array(gapSchema),
      /** Different domains among the rows: connectors, shared and hybrid directories are no domain more. */
      domains: z.int(),
      rows: z.array(directoryRow),
    }),
  },
  directory: {
    input: z.object({ snapshotId: z.int(), directoryId: z.string().max(32), region: z.string().max(32) }),
    output: directoryFacts,
  },
};
