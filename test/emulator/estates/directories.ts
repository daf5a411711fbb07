/** The directories of the default estate: one of each kind. */
import type { DirectoryDescription } from '../estate.ts';
import { home } from './build.ts';

const stage = {
  Stage: 'Active',
  StageLastUpdatedDateTime: 1_717_200_000,
  LaunchTime: 1_709_283_600.123,
  SsoEnabled: false,
};

export const managedAd: DirectoryDescription = {
  ...stage,
  DirectoryId: 'd-9a67000001',
  Name: 'corp.example.com',
  ShortName: 'CORP',
  Type: 'MicrosoftAD',
  Edition: 'Enterprise',
  Alias: 'corp-example',
  AccessUrl: 'corp-example.awsapps.com',
  DnsIpAddrs: ['10.20.1.10', '10.20.2.10'],
  VpcSettings: {
    VpcId: 'vpc-0a1b2c3d',
    SubnetIds: ['subnet-0aa', 'subnet-0bb'],
    SecurityGroupId: 'sg-0cc',
    AvailabilityZones: ['ap-northeast-2a', 'ap-northeast-2c'],
  },
  RadiusSettings: {
    RadiusServers: ['10.20.3.5'],
    RadiusPort: 1812,
    RadiusTimeout: 10,
    RadiusRetries: 3,
    SharedSecret: 'radius-secret-never-kept',
    AuthenticationProtocol: 'MS-CHAPv2',
    DisplayLabel: 'MFA',
    UseSameUsername: true,
  },
  RadiusStatus: 'Completed',
  DesiredNumberOfDomainControllers: 2,
  OsVersion: 'SERVER_2019',
  RegionsInfo: { PrimaryRegion: 'ap-northeast-2', AdditionalRegions: ['eu-west-1'] },
};

export const connector: DirectoryDescription = {
  ...stage,
  DirectoryId: 'd-9a67000002',
  Name: 'partner.example.net',
  ShortName: 'PARTNER',
  Type: 'ADConnector',
  Size: 'Small',
  Alias: 'd-9a67000002',
  AccessUrl: 'd-9a67000002.awsapps.com',
  DnsIpAddrs: ['192.168.10.10', '192.168.10.11'],
  ConnectSettings: {
    VpcId: 'vpc-0a1b2c3d',
    SubnetIds: ['subnet-0aa', 'subnet-0bb'],
    CustomerUserName: 'svc-adconnector',
    SecurityGroupId: 'sg-0dd',
    AvailabilityZones: ['ap-northeast-2a', 'ap-northeast-2c'],
    ConnectIps: ['10.20.1.50', '10.20.2.50'],
  },
};

export const simple: DirectoryDescription = {
  ...stage,
  DirectoryId: 'd-9067000003',
  Name: 'lab.example.org',
  ShortName: 'LAB',
  Type: 'SimpleAD',
  Size: 'Large',
  Alias: 'd-9067000003',
  AccessUrl: 'd-9067000003.awsapps.com',
  DnsIpAddrs: ['10.30.1.10', '10.30.2.10'],
  VpcSettings: {
    VpcId: 'vpc-0e0e0e0e',
    SubnetIds: ['subnet-0ee', 'subnet-0ff'],
    SecurityGroupId: 'sg-0ee',
    AvailabilityZones: ['us-east-1a', 'us-east-1b'],
  },
};

export const shared: DirectoryDescription = {
  ...stage,
  DirectoryId: 'd-9a67000004',
  Name: 'corp.example.com',
  ShortName: 'CORP',
  Type: 'SharedMicrosoftAD',
  Edition: 'Enterprise',
  Alias: 'd-9a67000004',
  ShareStatus: 'Shared',
  ShareMethod: 'ORGANIZATIONS',
  ShareNotes: 'for the file servers',
  OwnerDirectoryDescription: {
    DirectoryId: 'd-9a67000001',
    AccountId: home,
    DnsIpAddrs: ['10.20.1.10', '10.20.2.10'],
    VpcSettings: {
      VpcId: 'vpc-0a1b2c3d',
      SubnetIds: ['subnet-0aa', 'subnet-0bb'],
      SecurityGroupId: 'sg-0cc',
      AvailabilityZones: ['ap-northeast-2a', 'ap-northeast-2c'],
    },
    RadiusStatus: 'Completed',
    NetworkType: 'IPv4',
  },
};

/** The Managed AD as its second Region lists it. */
export const managedAdAbroad: DirectoryDescription = {
  ...managedAd,
  DnsIpAddrs: ['10.40.1.10', '10.40.2.10'],
  VpcSettings: {
    VpcId: 'vpc-0f0f0f0f',
    SubnetIds: ['subnet-0f1', 'subnet-0f2'],
    SecurityGroupId: 'sg-0f3',
    AvailabilityZones: ['eu-west-1a', 'eu-west-1b'],
  },
};

/** The domain it joined is the company's own: the same domain as on premises. */
export const hybrid: DirectoryDescription = {
  ...stage,
  DirectoryId: 'd-9a67000005',
  Name: 'sales.example.com',
  ShortName: 'SALES',
  Type: 'MicrosoftAD',
  Edition: 'Hybrid',
  Alias: 'd-9a67000005',
  AccessUrl: 'd-9a67000005.awsapps.com',
  DnsIpAddrs: ['10.50.1.10', '10.50.2.10'],
  VpcSettings: {
    VpcId: 'vpc-05050505',
    SubnetIds: ['subnet-051', 'subnet-052'],
    SecurityGroupId: 'sg-053',
    AvailabilityZones: ['ap-northeast-2a', 'ap-northeast-2c'],
  },
  DesiredNumberOfDomainControllers: 2,
  OsVersion: 'SERVER_2019',
  NetworkType: 'IPv4',
  HybridSettings: {
    SelfManagedDnsIpAddrs: ['192.168.20.10', '192.168.20.11'],
    SelfManagedInstanceIds: ['mi-0a1b2c3d4e5f60001', 'mi-0a1b2c3d4e5f60002'],
  },
};

/** A Managed AD that is in trouble, with the smallest edition. */
export const impaired: DirectoryDescription = {
  ...stage,
  DirectoryId: 'd-9a67000006',
  Name: 'test.example.org',
  ShortName: 'TEST',
  Type: 'MicrosoftAD',
  Edition: 'Standard',
  Alias: 'd-9a67000006',
  AccessUrl: 'd-9a67000006.awsapps.com',
  DnsIpAddrs: ['10.60.1.10', '10.60.2.10'],
  Stage: 'Impaired',
  StageReason: 'The directory cannot reach one of its domain controllers.',
  VpcSettings: {
    VpcId: 'vpc-06060606',
    SubnetIds: ['subnet-061', 'subnet-062'],
    SecurityGroupId: 'sg-063',
    AvailabilityZones: ['us-east-1a', 'us-east-1b'],
  },
  DesiredNumberOfDomainControllers: 2,
  OsVersion: 'SERVER_2012',
  RegionsInfo: { PrimaryRegion: 'us-east-1', AdditionalRegions: [] },
};
