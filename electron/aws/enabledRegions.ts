import { Fault } from '../contract/faults.ts';
import type { Ec2Reader } from './clients.ts';

/** The Regions that are enabled for the account: by default, or by opting in. In the order of their names. Rejects with `Fault`. */
export async function enabledRegions(reader: Ec2Reader): Promise<string[]> {
  const name = { service: 'ec2', operation: 'DescribeRegions' };
  const answer = await reader(name.operation, (client, sdk, abortSignal) =>
    client.send(new sdk.DescribeRegionsCommand({ AllRegions: false }), { abortSignal }),
  );
  const regions = (answer.Regions ?? []).flatMap(({ RegionName }) => RegionName ?? []).toSorted();
  if (regions.length === 0)
    throw new Fault('aws.malformedAnswer', { ...name, detail: 'no Region in the answer' });
  return regions;
}
