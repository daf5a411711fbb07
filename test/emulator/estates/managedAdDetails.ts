/** What the other operations of Directory Service tell of the default estate's Managed AD. */
import type { DirectoryDetails } from '../estate/directory.ts';
import { at, home, other } from './build.ts';
import { managedAdData } from './directoryData.ts';
import { controller, setting } from './directoryParts.ts';

const trust = (id: string, remote: string, type: string, direction: string, more: object = {}) => ({
  TrustId: id,
  RemoteDomainName: remote,
  TrustType: type,
  TrustDirection: direction,
  TrustState: 'Verified',
  CreatedDateTime: at('2024-04-02T10:00:00Z'),
  LastUpdatedDateTime: at('2026-02-03T10:00:00Z'),
  StateLastUpdatedDateTime: at('2026-02-03T10:01:00Z'),
  SelectiveAuth: 'Disabled',
  ...more,
});

export const managedAdDetails: DirectoryDetails = {
  trusts: [
    trust('t-9a67000001', 'partner.example.net', 'Forest', 'Two-Way'),
    trust('t-9a67000002', 'legacy.example.net', 'External', 'One-Way: Outgoing', {
      SelectiveAuth: 'Enabled',
    }),
    trust('t-9a67000003', 'acquired.example.org', 'Forest', 'One-Way: Incoming', {
      TrustState: 'VerifyFailed',
      TrustStateReason: 'The specified domain either does not exist or could not be contacted.',
    }),
  ],
  controllers: [
    controller('dc-9a67000001', '10.20.1.10', 'ap-northeast-2a'),
    controller('dc-9a67000002', '10.20.2.10', 'ap-northeast-2c'),
    controller('dc-9a67000003', '10.20.1.11', 'ap-northeast-2a', {
      Status: 'Impaired',
      StatusReason: 'The domain controller does not answer.',
    }),
  ],
  ldaps: [{ LDAPSStatus: 'Enabled', LastUpdatedDateTime: at('2025-01-15T08:00:00Z') }],
  settings: [
    setting('Protocol', 'TLS_1_0', 'Enable'),
    setting('Protocol', 'TLS_1_2', 'Enable'),
    setting('Cipher', 'RC4_128_128', 'Disable', {
      RequestStatus: 'Updated',
      RequestDetailedStatus: { 'ap-northeast-2': 'Updated', 'eu-west-1': 'Updated' },
    }),
    setting('Certificate-Based Authentication', 'CERTIFICATE_BACKDATING_COMPENSATION', '0', {
      AllowedValues: '{"minimum":0,"maximum":1577836800}',
      DataType: 'DurationInSeconds',
    }),
    setting('Certificate-Based Authentication', 'CERTIFICATE_STRONG_ENFORCEMENT', 'Compatibility', {
      AllowedValues: '["Compatibility","Full_Enforcement"]',
      RequestedValue: 'Full_Enforcement',
      RequestStatus: 'Failed',
      RequestDetailedStatus: { 'ap-northeast-2': 'Failed' },
      RequestStatusMessage: 'The setting could not be applied.',
    }),
  ],
  forwarders: [
    { RemoteDomainName: 'partner.example.net', DnsIpAddrs: ['192.168.10.10', '192.168.10.11'], ReplicationScope: 'Domain' }, // prettier-ignore
    { RemoteDomainName: 'legacy.example.net', DnsIpAddrs: ['192.168.30.10'], ReplicationScope: 'Domain' },
  ],
  certificates: [
    {
      CertificateId: 'c-9a67000001',
      CommonName: 'Example Corp Issuing CA 1',
      State: 'Registered',
      ExpiryDateTime: at('2030-01-01T00:00:00Z'),
      Type: 'ClientLDAPS',
      RegisteredDateTime: at('2025-01-10T00:00:00Z'),
    },
    {
      CertificateId: 'c-9a67000002',
      CommonName: 'Example Corp Old CA',
      State: 'RegisterFailed',
      ExpiryDateTime: at('2026-12-01T00:00:00Z'),
      Type: 'ClientLDAPS',
      RegisteredDateTime: at('2022-12-01T00:00:00Z'),
    },
  ],
  ipRoutes: [
    {
      CidrIp: '192.168.0.0/16',
      IpRouteStatusMsg: 'Added',
      AddedDateTime: at('2024-04-02T09:00:00Z'),
      Description: 'on premises',
    },
    {
      CidrIp: '203.0.113.0/24',
      IpRouteStatusMsg: 'AddFailed',
      AddedDateTime: at('2024-05-02T09:00:00Z'),
      IpRouteStatusReason: 'The security group holds no more rules.',
    },
  ],
  schemaExtensions: [
    {
      SchemaExtensionId: 'e-9a67000001',
      Description: 'badge numbers',
      SchemaExtensionStatus: 'Completed',
      StartDateTime: at('2024-09-01T01:00:00Z'),
      EndDateTime: at('2024-09-01T01:50:00Z'),
    },
    {
      SchemaExtensionId: 'e-9a67000002',
      Description: 'desk numbers',
      SchemaExtensionStatus: 'Failed',
      SchemaExtensionStatusReason: 'line 7: attributeID is in use',
      StartDateTime: at('2025-09-01T01:00:00Z'),
      EndDateTime: at('2025-09-01T01:20:00Z'),
    },
  ],
  shares: [
    {
      SharedAccountId: other,
      SharedDirectoryId: 'd-9a67000004',
      ShareMethod: 'ORGANIZATIONS',
      ShareStatus: 'Shared',
      ShareNotes: 'for the file servers',
      CreatedDateTime: at('2024-06-01T00:00:00Z'),
      LastUpdatedDateTime: at('2024-06-01T00:05:00Z'),
    },
    {
      SharedAccountId: '999988887777',
      SharedDirectoryId: 'd-9a67000007',
      ShareMethod: 'HANDSHAKE',
      ShareStatus: 'PendingAcceptance',
      CreatedDateTime: at('2026-11-01T00:00:00Z'),
      LastUpdatedDateTime: at('2026-11-01T00:00:00Z'),
    },
  ],
  regions: [
    {
      RegionName: 'ap-northeast-2',
      RegionType: 'Primary',
      Status: 'Active',
      VpcSettings: { VpcId: 'vpc-0a1b2c3d', SubnetIds: ['subnet-0aa', 'subnet-0bb'] },
      DesiredNumberOfDomainControllers: 3,
      LaunchTime: at('2024-03-01T09:00:00Z'),
      StatusLastUpdatedDateTime: at('2024-03-01T09:40:00Z'),
      LastUpdatedDateTime: at('2024-03-01T09:40:00Z'),
    },
    {
      RegionName: 'eu-west-1',
      RegionType: 'Additional',
      Status: 'Active',
      VpcSettings: { VpcId: 'vpc-0f0f0f0f', SubnetIds: ['subnet-0f1', 'subnet-0f2'] },
      DesiredNumberOfDomainControllers: 2,
      LaunchTime: at('2025-03-01T09:00:00Z'),
      StatusLastUpdatedDateTime: at('2025-03-01T09:40:00Z'),
      LastUpdatedDateTime: at('2025-03-01T09:40:00Z'),
    },
  ],
  snapshots: [
    { SnapshotId: 's-9a67000001', Type: 'Auto', Status: 'Completed', StartTime: at('2026-11-21T18:00:00Z') },
    {
      SnapshotId: 's-9a67000002',
      Type: 'Manual',
      Name: 'before the schema extension',
      Status: 'Completed',
      StartTime: at('2026-09-01T00:30:00Z'),
    },
  ],
  logSubscriptions: [
    {
      LogGroupName: '/aws/directoryservice/d-9a67000001',
      SubscriptionCreatedDateTime: at('2024-07-01T00:00:00Z'),
    },
  ],
  eventTopics: [
    {
      TopicName: 'directory-state',
      TopicArn: `arn:aws:sns:ap-northeast-2:${home}:directory-state`,
      CreatedDateTime: at('2024-07-01T00:00:00Z'),
      Status: 'Registered',
    },
  ],
  updates: [
    {
      type: 'OS',
      Region: 'ap-northeast-2',
      Status: 'Updated',
      InitiatedBy: 'Customer',
      PreviousValue: { OSUpdateSettings: { OSVersion: 'SERVER_2012' } },
      NewValue: { OSUpdateSettings: { OSVersion: 'SERVER_2019' } },
      StartTime: at('2025-02-01T00:00:00Z'),
      LastUpdatedDateTime: at('2025-02-01T06:00:00Z'),
    },
  ],
  caEnrollment: {
    PcaConnectorArn: `arn:aws:pca-connector-ad:ap-northeast-2:${home}:connector/1b2c3d4e-0000-4000-8000-000000000001`,
    CaEnrollmentPolicyStatus: 'Success',
    LastUpdatedDateTime: at('2026-01-01T00:00:00Z'),
  },
  tags: { environment: 'production', owner: 'platform & identity' },
  dataAccess: 'Enabled',
  data: managedAdData,
};
