/** DescribeDirectories of one Region. Source: facts/aws-directory-service.md §3. */
import type { DirectoryDescription } from '@aws-sdk/client-directory-service';
import { Fault } from '../../contract/faults.ts';
import type { AwsDirectory, DirectoryType } from '../../domain/estate/directory.ts';
import type { DirectoryReader } from '../clients.ts';
import { isoDate } from '../iamFacts.ts';
import { everyPage } from '../pages.ts';

const types: readonly string[] = [
  'MicrosoftAD',
  'SharedMicrosoftAD',
  'SimpleAD',
  'ADConnector',
] satisfies DirectoryType[];
const name = { service: 'ds', operation: 'DescribeDirectories' };

export interface DirectoriesOfRegion {
  readonly directories: readonly AwsDirectory[];
  /** Directory ids of a kind that is not known here. */
  readonly unknown: readonly string[];
}

/** All pages. Rejects with `Fault`. `onPage` hears how many there are so far. */
export async function readDirectories(
  reader: DirectoryReader,
  account: string,
  region: string,
  onPage: (count: number) => void,
): Promise<DirectoriesOfRegion> {
  const directories: AwsDirectory[] = [];
  const unknown: string[] = [];
  await everyPage(name, async (token) => {
    const answer = await reader(name.operation, (client, sdk, abortSignal) =>
      client.send(new sdk.DescribeDirectoriesCommand(token === undefined ? {} : { NextToken: token }), {
        abortSignal,
      }),
    );
    if (!Array.isArray(answer.DirectoryDescriptions)) {
      throw new Fault('aws.malformedAnswer', { ...name, detail: 'no list of directories in the answer' });
    }
    for (const description of answer.DirectoryDescriptions) {
      const directory = toDirectory(description, account, region);
      if (directory) directories.push(directory);
      else unknown.push(description.DirectoryId ?? '?');
    }
    onPage(directories.length);
    return { next: answer.NextToken };
  });
  return { directories, unknown };
}

/** The facts of one description; RadiusSettings.SharedSecret and CustomerUserName's password never come along. */
export function toDirectory(
  given: DirectoryDescription,
  account: string,
  region: string,
): AwsDirectory | null {
  if (!given.DirectoryId || !given.Type || !types.includes(given.Type)) return null;
  const owner = given.OwnerDirectoryDescription;
  // A shared directory's network and MFA are its owner's.
  const vpc = given.VpcSettings ?? owner?.VpcSettings;
  const connect = given.ConnectSettings;
  const radius = given.RadiusSettings ?? owner?.RadiusSettings;
  const radiusStatus = given.RadiusStatus ?? owner?.RadiusStatus;
  return {
    directoryId: given.DirectoryId,
    account,
    region,
    name: given.Name ?? given.DirectoryId,
    shortName: given.ShortName ?? null,
    type: given.Type as DirectoryType,
    edition: given.Edition ?? null,
    size: given.Size ?? null,
    alias: given.Alias ?? null,
    accessUrl: given.AccessUrl ?? null,
    stage: given.Stage ?? 'Unknown',
    stageReason: given.StageReason ?? null,
    dnsIpAddrs: [
      ...(given.DnsIpAddrs ?? owner?.DnsIpAddrs ?? []),
      ...(given.DnsIpv6Addrs ?? owner?.DnsIpv6Addrs ?? []),
    ],
    vpcId: vpc?.VpcId ?? connect?.VpcId ?? null,
    subnetIds: vpc?.SubnetIds ?? connect?.SubnetIds ?? [],
    availabilityZones: given.VpcSettings?.AvailabilityZones ?? connect?.AvailabilityZones ?? [],
    connect: connect
      ? {
          customerUserName: connect.CustomerUserName ?? null,
          connectIps: [...(connect.ConnectIps ?? []), ...(connect.ConnectIpsV6 ?? [])],
        }
      : null,
    radius:
      radius || radiusStatus
        ? {
            status: radiusStatus ?? null,
            servers: [...(radius?.RadiusServers ?? []), ...(radius?.RadiusServersIpv6 ?? [])],
            port: radius?.RadiusPort ?? null,
            protocol: radius?.AuthenticationProtocol ?? null,
          }
        : null,
    ssoEnabled: given.SsoEnabled ?? null,
    desiredNumberOfDomainControllers: given.DesiredNumberOfDomainControllers ?? null,
    osVersion: given.OsVersion ?? null,
    launchTime: isoDate(given.LaunchTime),
    ownerAccountId: owner?.AccountId ?? null,
    shareStatus: given.ShareStatus ?? null,
    shareMethod: given.ShareMethod ?? null,
    shareNotes: given.ShareNotes ?? null,
    ownerDirectoryId: owner?.DirectoryId ?? null,
    description: given.Description ?? null,
    networkType: given.NetworkType ?? owner?.NetworkType ?? null,
    stageChangedAt: isoDate(given.StageLastUpdatedDateTime),
    securityGroupId: vpc?.SecurityGroupId ?? connect?.SecurityGroupId ?? null,
    primaryRegion: given.RegionsInfo?.PrimaryRegion ?? null,
    additionalRegions: given.RegionsInfo?.AdditionalRegions ?? [],
    hybrid: given.HybridSettings
      ? {
          dnsIpAddrs: given.HybridSettings.SelfManagedDnsIpAddrs ?? [],
          instanceIds: given.HybridSettings.SelfManagedInstanceIds ?? [],
        }
      : null,
  };
}
