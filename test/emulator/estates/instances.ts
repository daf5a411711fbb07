/** EC2 instances of the default estate: with a profile, without one, with one whose role is gone. */
import type { Ec2Instance } from '../estate/ec2.ts';
import { home, other } from './build.ts';

const instance = (id: string, name: string, more: Partial<Ec2Instance> = {}): Ec2Instance => ({
  instanceId: `i-${id.padStart(17, '0')}`,
  reservationId: `r-${id.padStart(17, '0')}`,
  imageId: 'ami-0123456789abcdef0',
  instanceType: 't3.medium',
  state: 'running',
  launchTime: '2026-06-01T00:00:00.000Z',
  platformDetails: 'Linux/UNIX',
  httpTokens: 'required',
  profileArn: null,
  subnetId: 'subnet-0aa',
  vpcId: 'vpc-0a1b2c3d',
  tags: { Name: name },
  ...more,
});

const windows = { platform: 'windows', platformDetails: 'Windows' } as const;

export const homeInstances: Readonly<Record<string, readonly Ec2Instance[]>> = {
  'ap-northeast-2': [
    instance('a1', 'build & test', {
      profileArn: `arn:aws:iam::${home}:instance-profile/BuildServer`,
      httpTokens: 'optional',
    }),
    instance('a2', 'files', { ...windows }),
    instance('a3', '', { state: 'stopped', tags: {}, profileArn: `arn:aws:iam::${home}:instance-profile/unused/Empty` }), // prettier-ignore
  ],
  'us-east-1': [instance('a4', 'lab', { subnetId: 'subnet-0ee', vpcId: 'vpc-0e0e0e0e' })],
};

export const consumerInstances: Readonly<Record<string, readonly Ec2Instance[]>> = {
  'ap-northeast-2': [
    instance('b1', 'web', {
      profileArn: `arn:aws:iam::${other}:instance-profile/Gone`,
      httpTokens: 'optional',
    }),
    instance('b2', 'web', { ...windows, state: 'terminated' }),
  ],
};
