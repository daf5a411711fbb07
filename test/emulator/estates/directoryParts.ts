/** Parts that several directories of the default estate have. */
import { at } from './build.ts';

export const controller = (id: string, address: string, zone: string, more: object = {}) => ({
  DomainControllerId: id,
  DnsIpAddr: address,
  VpcId: 'vpc-0a1b2c3d',
  SubnetId: zone.endsWith('a') ? 'subnet-0aa' : 'subnet-0bb',
  AvailabilityZone: zone,
  Status: 'Active',
  LaunchTime: at('2024-03-01T09:10:00Z'),
  StatusLastUpdatedDateTime: at('2024-03-01T09:40:00Z'),
  ...more,
});

export const setting = (type: string, name: string, value: string, more: object = {}) => ({
  Type: type,
  Name: name,
  AllowedValues: '["Enable","Disable"]',
  AppliedValue: value,
  RequestedValue: value,
  RequestStatus: 'Default',
  RequestDetailedStatus: { 'ap-northeast-2': 'Default' },
  LastUpdatedDateTime: at('2024-03-01T09:40:00Z'),
  LastRequestedDateTime: at('2024-03-01T09:40:00Z'),
  DataType: 'Enum',
  ...more,
});
