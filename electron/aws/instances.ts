/** EC2 instances of one Region, as far as access is concerned. */
import type { Ec2Instance } from '../domain/estate/compute.ts';
import type { Ec2Reader } from './clients.ts';
import { isoDate } from './iamFacts.ts';
import { everyPage } from './pages.ts';

/** The most that EC2 gives in one answer. */
const pageSize = 1000;

/** Those that were terminated are left out: nothing runs with their role. Rejects with `Fault`. */
export async function readInstances(
  reader: Ec2Reader,
  account: string,
  region: string,
  onPage: (count: number) => void,
): Promise<Ec2Instance[]> {
  const found: Ec2Instance[] = [];
  await everyPage({ service: 'ec2', operation: 'DescribeInstances' }, async (token) => {
    const answer = await reader('DescribeInstances', (client, sdk, abortSignal) =>
      client.send(
        new sdk.DescribeInstancesCommand({
          MaxResults: pageSize,
          ...(token === undefined ? {} : { NextToken: token }),
        }),
        { abortSignal },
      ),
    );
    for (const one of (answer.Reservations ?? []).flatMap(({ Instances }) => Instances ?? [])) {
      if (!one.InstanceId || one.State?.Name === 'terminated') continue;
      found.push({
        instanceId: one.InstanceId,
        account,
        region,
        name: one.Tags?.find(({ Key }) => Key === 'Name')?.Value ?? null,
        state: one.State?.Name ?? null,
        instanceProfileArn: one.IamInstanceProfile?.Arn ?? null,
        launchTime: isoDate(one.LaunchTime),
        platform: one.PlatformDetails ?? one.Platform ?? null,
        metadataTokens: one.MetadataOptions?.HttpTokens ?? null,
      });
    }
    onPage(found.length);
    return { next: answer.NextToken };
  });
  return found;
}
