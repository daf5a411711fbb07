/** What the operations of Directory Service tell of each directory; one of them was denied. */
import type { DirectoryDetails, DirectoryTrust } from '#domain/estate/directory.ts';
import type { Reading } from '#domain/estate/reading.ts';
import { accounts, aldersoft, directoryIds, hanbit, isoBefore, labRegion, region } from '../plan.ts';

const read = <T>(value: T): Reading<T> => ({ state: 'read', value });
const none: Reading<never> = { state: 'notApplicable' };
const denied: Reading<never> = { state: 'notReadable', code: 'aws.accessDenied' };

/** What the reading of the estate left out. */
export const estateMissing = [
  {
    where: `${accounts.dev}/${labRegion}/${directoryIds.simple} ds:ListLogSubscriptions`,
    code: 'aws.accessDenied',
  },
  { where: `${accounts.dev}/iam:GenerateCredentialReport`, code: 'aws.accessDenied' },
];

/** A trust that AWS lists and that neither domain has: it failed while it was made. The forest's own is in both. */
export const plantedTrust: DirectoryTrust = {
  trustId: 't-9b672e9d03',
  remoteDomainName: aldersoft.dns,
  type: 'Forest',
  direction: 'One-Way: Outgoing',
  state: 'Failed',
  stateReason: `The DNS servers of ${aldersoft.dns} did not answer`,
  selectiveAuth: false,
  createdAt: isoBefore(64),
  changedAt: isoBefore(64),
};
const controller = (id: string, address: string, subnetId: string, zone: string) => ({
  controllerId: id,
  dnsIpAddr: address,
  subnetId,
  availabilityZone: zone,
  status: 'Active',
  statusReason: null,
  launchTime: isoBefore(480),
});
const setting = (name: string, appliedValue: string) => ({
  type: 'Protocol',
  name,
  appliedValue,
  requestedValue: appliedValue,
  status: 'Default',
});
const snapshot = (snapshotId: string, days: number, type = 'Auto') => ({
  snapshotId,
  name: type === 'Auto' ? null : 'before the schema extension',
  type,
  status: 'Completed',
  startedAt: isoBefore(days),
});

export const managedDetails: DirectoryDetails = {
  trusts: read([
    {
      trustId: 't-9b672e5f17',
      remoteDomainName: hanbit.dns,
      type: 'Forest',
      direction: 'Two-Way',
      state: 'Verified',
      stateReason: null,
      selectiveAuth: false,
      createdAt: isoBefore(470),
      changedAt: isoBefore(38),
    },
    plantedTrust,
  ]),
  controllers: read([
    controller('dc-9b672e41c8', '10.100.1.24', 'subnet-0a41c7d2e9b83f605', 'ap-northeast-2a'),
    controller('dc-9b672e77a4', '10.100.2.31', 'subnet-03f9b6e8d1a27c54b', 'ap-northeast-2c'),
  ]),
  ldaps: read([{ type: 'Client', status: 'Disabled', statusReason: null, changedAt: isoBefore(470) }]),
  clientAuthentication: none,
  settings: read([
    setting('TLS_1_0', 'Disable'),
    setting('TLS_1_2', 'Enable'),
    { ...setting('RC4', 'Enable'), type: 'Cipher' },
  ]),
  forwarders: read([
    { remoteDomainName: hanbit.dns, dnsIpAddrs: ['10.10.0.10', '10.10.0.11'], replicationScope: 'Domain' },
  ]),
  certificates: read([]),
  ipRoutes: read([{ cidr: '203.0.113.0/24', status: 'Added', description: 'Office in Seoul' }]),
  schemaExtensions: read([
    {
      extensionId: 'e-9b672e60d2',
      description: 'Badge numbers',
      status: 'Completed',
      statusReason: null,
      startedAt: isoBefore(120),
      endedAt: isoBefore(119.9),
    },
  ]),
  shares: read([
    {
      sharedDirectoryId: directoryIds.shared,
      ownerAccountId: accounts.shared,
      sharedAccountId: accounts.prod,
      method: 'ORGANIZATIONS',
      status: 'Shared',
      notes: 'For file servers and RDS in production',
    },
  ]),
  regions: read([
    {
      region,
      type: 'Primary',
      status: 'Active',
      vpcId: 'vpc-0b7c2f4d91e8a6350',
      subnetIds: ['subnet-0a41c7d2e9b83f605', 'subnet-03f9b6e8d1a27c54b'],
      controllers: 2,
    },
  ]),
  snapshots: read([
    snapshot('s-9b672e7101', 0.6),
    snapshot('s-9b672e7102', 1.6),
    snapshot('s-9b672e6f0c', 121, 'Manual'),
  ]),
  logGroups: read(['/aws/directoryservice/hanbit-cloud']),
  eventTopics: read([
    {
      name: 'directory-health',
      arn: `arn:aws:sns:${region}:${accounts.shared}:directory-health`,
      status: 'Registered',
    },
  ]),
  updates: read([
    {
      type: 'OS',
      region,
      status: 'Updated',
      startedAt: isoBefore(31),
      previousValue: 'SERVER_2012',
      newValue: 'SERVER_2019',
    },
  ]),
  tags: read({ owner: 'cloud-platform', 'cost-center': '7100' }),
  dataAccess: read('Enabled'),
  caEnrollment: read({
    connectorArn: null,
    status: 'Disabled',
    statusReason: null,
    changedAt: null,
  }),
};

export const connectorDetails: DirectoryDetails = {
  trusts: none,
  controllers: none,
  ldaps: read([{ type: 'Client', status: 'Enabled', statusReason: null, changedAt: isoBefore(205) }]),
  clientAuthentication: read([
    { type: 'SmartCard', status: 'Disabled', statusReason: null, changedAt: isoBefore(205) },
  ]),
  settings: none,
  forwarders: none,
  certificates: read([
    {
      certificateId: 'c-9b670fa31e',
      commonName: 'Hanbit Issuing CA 2',
      state: 'Registered',
      type: 'ClientLDAPS',
      expiresAt: isoBefore(-48),
    },
  ]),
  ipRoutes: none,
  schemaExtensions: none,
  shares: none,
  regions: none,
  snapshots: none,
  logGroups: none,
  eventTopics: read([]),
  updates: none,
  tags: read({ owner: 'directory-team' }),
  dataAccess: none,
};

export const simpleDetails: DirectoryDetails = {
  trusts: none,
  controllers: none,
  ldaps: none,
  clientAuthentication: none,
  settings: none,
  forwarders: none,
  certificates: none,
  ipRoutes: none,
  schemaExtensions: none,
  shares: none,
  regions: none,
  snapshots: read([snapshot('s-99672d8810', 0.4)]),
  logGroups: denied,
  eventTopics: read([]),
  updates: none,
  tags: read({}),
  dataAccess: none,
};

/** Of a shared directory its owner alone is told. */
export const sharedDetails: DirectoryDetails = {
  ...connectorDetails,
  ldaps: none,
  clientAuthentication: none,
  certificates: none,
  tags: read({}),
};
