/** From the shapes of Directory Service to the facts, one function a thing. Source: facts/aws-directory-service.md §3. */
import type * as Sdk from '@aws-sdk/client-directory-service';
import type * as Facts from '../../domain/estate/directory.ts';
import { isoDate } from '../iamFacts.ts';

const text = (given: string | undefined): string | null => given ?? null;

export const toTrust = (given: Sdk.Trust): Facts.DirectoryTrust => ({
  trustId: given.TrustId ?? '',
  remoteDomainName: given.RemoteDomainName ?? '',
  type: text(given.TrustType),
  direction: text(given.TrustDirection),
  state: text(given.TrustState),
  stateReason: text(given.TrustStateReason),
  selectiveAuth: given.SelectiveAuth === undefined ? null : given.SelectiveAuth === 'Enabled',
  createdAt: isoDate(given.CreatedDateTime),
  changedAt: isoDate(given.LastUpdatedDateTime ?? given.StateLastUpdatedDateTime),
});

export const toController = (given: Sdk.DomainController): Facts.DomainController => ({
  controllerId: given.DomainControllerId ?? '',
  dnsIpAddr: text(given.DnsIpAddr ?? given.DnsIpv6Addr),
  subnetId: text(given.SubnetId),
  availabilityZone: text(given.AvailabilityZone),
  status: text(given.Status),
  statusReason: text(given.StatusReason),
  launchTime: isoDate(given.LaunchTime),
});

/** The service knows one kind of LDAPS setting, and does not repeat it in its answer. */
export const toLdaps = (given: Sdk.LDAPSSettingInfo): Facts.DirectorySwitch => ({
  type: 'Client',
  status: text(given.LDAPSStatus),
  statusReason: text(given.LDAPSStatusReason),
  changedAt: isoDate(given.LastUpdatedDateTime),
});

export const toClientAuthentication = (
  given: Sdk.ClientAuthenticationSettingInfo,
): Facts.DirectorySwitch => ({
  type: given.Type ?? '',
  status: text(given.Status),
  statusReason: null,
  changedAt: isoDate(given.LastUpdatedDateTime),
});

export const toSetting = (given: Sdk.SettingEntry): Facts.DirectorySetting => ({
  type: text(given.Type),
  name: given.Name ?? '',
  appliedValue: text(given.AppliedValue),
  requestedValue: text(given.RequestedValue),
  status: text(given.RequestStatus),
});

export const toForwarder = (given: Sdk.ConditionalForwarder): Facts.ConditionalForwarder => ({
  remoteDomainName: given.RemoteDomainName ?? '',
  dnsIpAddrs: [...(given.DnsIpAddrs ?? []), ...(given.DnsIpv6Addrs ?? [])],
  replicationScope: text(given.ReplicationScope),
});

export const toCertificate = (given: Sdk.CertificateInfo): Facts.DirectoryCertificate => ({
  certificateId: given.CertificateId ?? '',
  commonName: text(given.CommonName),
  state: text(given.State),
  type: text(given.Type),
  expiresAt: isoDate(given.ExpiryDateTime),
});

export const toIpRoute = (given: Sdk.IpRouteInfo): Facts.IpRoute => ({
  cidr: given.CidrIp ?? given.CidrIpv6 ?? '',
  status: text(given.IpRouteStatusMsg),
  description: text(given.Description),
});

export const toSchemaExtension = (given: Sdk.SchemaExtensionInfo): Facts.SchemaExtension => ({
  extensionId: given.SchemaExtensionId ?? '',
  description: text(given.Description),
  status: text(given.SchemaExtensionStatus),
  statusReason: text(given.SchemaExtensionStatusReason),
  startedAt: isoDate(given.StartDateTime),
  endedAt: isoDate(given.EndDateTime),
});

export const toShare = (given: Sdk.SharedDirectory): Facts.DirectoryShare => ({
  sharedDirectoryId: given.SharedDirectoryId ?? '',
  ownerAccountId: text(given.OwnerAccountId),
  sharedAccountId: text(given.SharedAccountId),
  method: text(given.ShareMethod),
  status: text(given.ShareStatus),
  notes: text(given.ShareNotes),
});

export const toRegion = (given: Sdk.RegionDescription): Facts.DirectoryRegion => ({
  region: given.RegionName ?? '',
  type: text(given.RegionType),
  status: text(given.Status),
  vpcId: text(given.VpcSettings?.VpcId),
  subnetIds: given.VpcSettings?.SubnetIds ?? [],
  controllers: given.DesiredNumberOfDomainControllers ?? null,
});

export const toSnapshot = (given: Sdk.Snapshot): Facts.DirectorySnapshot => ({
  snapshotId: given.SnapshotId ?? '',
  name: text(given.Name),
  type: text(given.Type),
  status: text(given.Status),
  startedAt: isoDate(given.StartTime),
});

export const toEventTopic = (given: Sdk.EventTopic) => ({
  name: given.TopicName ?? '',
  arn: given.TopicArn ?? '',
  status: text(given.Status),
});

/** `type` is what was asked for: `OS`, `NETWORK` or `SIZE`; the answer tells values of the first alone. */
export const toUpdate =
  (type: string) =>
  (given: Sdk.UpdateInfoEntry): Facts.DirectoryUpdate => ({
    type,
    region: text(given.Region),
    status: text(given.Status),
    startedAt: isoDate(given.StartTime),
    previousValue: text(given.PreviousValue?.OSUpdateSettings?.OSVersion),
    newValue: text(given.NewValue?.OSUpdateSettings?.OSVersion),
  });

const joined = (value: Sdk.HybridUpdateValue | undefined): string | null =>
  [...(value?.InstanceIds ?? []), ...(value?.DnsIps ?? [])].join(', ') || null;

export const toHybridUpdates = (given: Sdk.HybridUpdateActivities | undefined): Facts.DirectoryUpdate[] =>
  (
    [
      ['SelfManagedInstances', given?.SelfManagedInstances],
      ['HybridAdministratorAccount', given?.HybridAdministratorAccount],
    ] as const
  ).flatMap(([type, entries]) =>
    (entries ?? []).map((entry) => ({
      type,
      region: null,
      status: text(entry.Status),
      startedAt: isoDate(entry.StartTime),
      previousValue: joined(entry.PreviousValue),
      newValue: joined(entry.NewValue),
    })),
  );

export const toAssessment = (given: Sdk.AssessmentSummary): Facts.DirectoryAssessment => ({
  assessmentId: given.AssessmentId ?? '',
  dnsName: text(given.DnsName),
  status: text(given.Status),
  reportType: text(given.ReportType),
  startedAt: isoDate(given.StartTime),
});

export const toCaEnrollment = (given: Sdk.DescribeCAEnrollmentPolicyResult): Facts.CaEnrollment => ({
  connectorArn: text(given.PcaConnectorArn),
  status: text(given.CaEnrollmentPolicyStatus),
  statusReason: text(given.CaEnrollmentPolicyStatusReason),
  changedAt: isoDate(given.LastUpdatedDateTime),
});

export const toTags = (given: readonly Sdk.Tag[]): Readonly<Record<string, string>> =>
  Object.fromEntries(given.map(({ Key, Value }) => [Key ?? '', Value ?? '']));

/** `CloudOnlyDirectoriesLimit`, `…CurrentCount` and `…LimitReached` are one limit. */
export function toLimits(
  given: Sdk.DirectoryLimits | Sdk.SnapshotLimits,
  place: Pick<Facts.DirectoryLimit, 'account' | 'region' | 'directoryId'>,
): Facts.DirectoryLimit[] {
  const numbers = given as Readonly<Record<string, unknown>>;
  const number = (name: string): number | null => (typeof numbers[name] === 'number' ? numbers[name] : null);
  return Object.keys(numbers)
    .filter((name) => name.endsWith('Limit'))
    .map((field) => {
      const name = field.slice(0, -'Limit'.length);
      return { ...place, name, limit: number(field), count: number(`${name}CurrentCount`) };
    });
}
