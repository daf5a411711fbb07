/** EC2 in its own Query protocol: instances with their profile, and Regions. Source: EC2 API Reference, version 2016-11-15. */
import type { Ec2Instance } from '../estate/ec2.ts';
import { listOf, structuresOf, textOf } from '../input.ts';
import { paged } from '../paging.ts';
import { ec2Protocol } from '../protocols/ec2Query.ts';
import { ServiceError } from '../wire.ts';
import type { Asked, Input, Operation, Service } from '../wire.ts';

const stateCodes = { pending: 0, running: 16, terminated: 48, stopped: 80 } as const;

const regions: Readonly<Record<string, string>> = {
  'ap-northeast-2': 'opt-in-not-required',
  'ap-southeast-3': 'not-opted-in',
  'eu-west-1': 'opt-in-not-required',
  'me-south-1': 'opted-in',
  'us-east-1': 'opt-in-not-required',
  'us-west-2': 'opt-in-not-required',
};

function page(asked: Asked, input: Input, name: string, all: readonly object[]): object {
  const paging = { token: 'NextToken', limit: 'MaxResults', from: 5, to: 1000 } as const;
  const { items, next } = paged(asked, input, all, paging);
  return { [name]: items, nextToken: next ?? undefined };
}

function profileOf({ account }: Asked, arn: string): object {
  const known = account.instanceProfiles?.find(({ Arn }) => Arn === arn);
  return { arn, id: known?.InstanceProfileId ?? 'AIPA0000GONEXXXXXXXXX' };
}

function shown(asked: Asked, one: Ec2Instance): object {
  return {
    instanceId: one.instanceId,
    imageId: one.imageId,
    instanceState: { code: stateCodes[one.state], name: one.state },
    privateDnsName: '',
    instanceType: one.instanceType,
    launchTime: one.launchTime,
    placement: { availabilityZone: `${asked.region}a`, groupName: '', tenancy: 'default' },
    platform: one.platform,
    platformDetails: one.platformDetails,
    subnetId: one.subnetId,
    vpcId: one.vpcId,
    iamInstanceProfile: one.profileArn === null ? undefined : profileOf(asked, one.profileArn),
    tagSet: Object.entries(one.tags).map(([key, value]) => ({ key, value })),
    metadataOptions: {
      state: 'applied',
      httpTokens: one.httpTokens,
      httpPutResponseHopLimit: 1,
      httpEndpoint: 'enabled',
    },
  };
}

const fieldOf: Readonly<Record<string, (one: Ec2Instance) => string | null>> = {
  'instance-state-name': ({ state }) => state,
  'instance-id': ({ instanceId }) => instanceId,
  'vpc-id': ({ vpcId }) => vpcId,
  'iam-instance-profile.arn': ({ profileArn }) => profileArn,
};

function chosen({ account, region }: Asked, input: Input): readonly Ec2Instance[] {
  const all = account.instances?.[region] ?? [];
  const ids = listOf(input, 'InstanceId');
  const missing = ids.find((id) => all.every(({ instanceId }) => instanceId !== id));
  if (missing !== undefined)
    throw new ServiceError('InvalidInstanceID.NotFound', 400, `The instance ID '${missing}' does not exist`);
  const filters = structuresOf(input, 'Filter').map((filter) => {
    const name = textOf(filter, 'Name') ?? '';
    const field = fieldOf[name];
    if (!field) throw new ServiceError('InvalidParameterValue', 400, `The filter '${name}' is invalid`);
    return (one: Ec2Instance): boolean => listOf(filter, 'Value').includes(field(one) ?? '');
  });
  return all
    .filter(({ instanceId }) => ids.length === 0 || ids.includes(instanceId))
    .filter((one) => filters.every((holds) => holds(one)));
}

const operations: Readonly<Record<string, Operation>> = {
  DescribeInstances: (asked, input) => {
    const reservations = chosen(asked, input).map((one) => ({
      reservationId: one.reservationId,
      ownerId: asked.account.id,
      groupSet: [],
      instancesSet: [shown(asked, one)],
    }));
    return page(asked, input, 'reservationSet', reservations);
  },
  DescribeRegions: (_, input) => {
    const wanted = listOf(input, 'RegionName');
    const all = textOf(input, 'AllRegions') === 'true';
    const listed = Object.entries(regions)
      .filter(
        ([name, status]) =>
          (wanted.length === 0 || wanted.includes(name)) && (all || status !== 'not-opted-in'),
      ) // prettier-ignore
      .map(([regionName, optInStatus]) => ({
        regionName,
        regionEndpoint: `ec2.${regionName}.amazonaws.com`,
        optInStatus,
      }));
    return { regionInfo: listed };
  },
  DescribeIamInstanceProfileAssociations: (asked, input) => {
    const associations = chosen(asked, input).flatMap(({ instanceId, profileArn, state }) =>
      profileArn === null || state === 'terminated'
        ? []
        : [
            {
              associationId: `iip-assoc-${instanceId.slice(2)}`,
              instanceId,
              iamInstanceProfile: profileOf(asked, profileArn),
              state: 'associated',
            },
          ],
    );
    return page(asked, input, 'iamInstanceProfileAssociationSet', associations);
  },
};

export const ec2: Service = {
  name: 'ec2',
  signingName: 'ec2',
  protocol: ec2Protocol('2016-11-15'),
  codes: {
    denied: ['UnauthorizedOperation', 403],
    throttled: ['RequestLimitExceeded', 503],
    invalid: 'InvalidParameterValue',
    invalidToken: 'InvalidNextToken',
  },
  operations,
};
