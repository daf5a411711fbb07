/** Directory Service of one account in one Region: its directories, everything about each, and what it allows. */
import type { AwsDirectory, DirectoryDetails, DirectoryLimit } from '../../domain/estate/directory.ts';
import type { Reading } from '../../domain/estate/reading.ts';
import type { AwsReadOptions } from '../api.ts';
import type { DirectoryReader } from '../clients.ts';
import { inTurns } from '../inTurns.ts';
import { joinReadings, readPart } from '../part.ts';
import { detailTasks } from './details.ts';
import { readDirectories } from './directories.ts';
import { toLimits } from './parts.ts';

/** No rates are published: two calls at a time for a Region (facts/aws-directory-service.md §3). */
const callsAtOnce = 2;

export interface DirectoryServiceOfRegion {
  readonly directories: Reading<readonly AwsDirectory[]>;
  readonly limits: Reading<readonly DirectoryLimit[]>;
}

/** Rejects with `Fault` for what ends the whole reading. `onCount` hears how many directories there are so far. */
export async function readRegion(
  reader: DirectoryReader,
  account: string,
  region: string,
  onMissing: AwsReadOptions['onMissing'],
  onCount: (count: number) => void,
): Promise<DirectoryServiceOfRegion> {
  const place = { account, region };
  const directories = await readPart(`${account}/${region}/ds:DescribeDirectories`, onMissing, async () => {
    const found = await readDirectories(reader, account, region, onCount);
    for (const id of found.unknown) onMissing(`${account}/${region}/${id}`, 'aws.malformedAnswer');
    return found.directories;
  });
  const limits = await readPart(`${account}/${region}/ds:GetDirectoryLimits`, onMissing, async () => {
    const answer = await reader('GetDirectoryLimits', (client, sdk, abortSignal) =>
      client.send(new sdk.GetDirectoryLimitsCommand({}), { abortSignal }),
    );
    return toLimits(answer.DirectoryLimits ?? {}, place);
  });
  if (directories.state !== 'read') return { directories, limits };

  const found = directories.value;
  const tasks = found.flatMap((directory, at) => detailTasks(reader, directory, at, onMissing));
  const entries = await inTurns(tasks, callsAtOnce, ({ run }) => run());
  const snapshotLimits = await inTurns(found, callsAtOnce, (directory) =>
    readSnapshotLimits(reader, directory, onMissing),
  );
  // Every task has run: each gives one entry, and together they are all.
  const detailsOf = (at: number): DirectoryDetails =>
    Object.assign({}, ...entries.filter((_, task) => tasks[task]!.at === at)) as DirectoryDetails;
  return {
    directories: {
      state: 'read',
      value: found.map((directory, at) => ({ ...directory, details: detailsOf(at) })),
    },
    limits: limits.state === 'read' ? joinReadings([limits, ...snapshotLimits]) : limits,
  };
}

/** An AD Connector has no snapshots (facts/aws-directory-service.md §2). */
function readSnapshotLimits(
  reader: DirectoryReader,
  { directoryId, account, region, type }: AwsDirectory,
  onMissing: AwsReadOptions['onMissing'],
): Promise<Reading<readonly DirectoryLimit[]>> {
  if (type === 'ADConnector') return Promise.resolve({ state: 'notApplicable' });
  return readPart(`${account}/${region}/${directoryId} ds:GetSnapshotLimits`, onMissing, async () => {
    const answer = await reader('GetSnapshotLimits', (client, sdk, abortSignal) =>
      client.send(new sdk.GetSnapshotLimitsCommand({ DirectoryId: directoryId }), { abortSignal }),
    );
    return toLimits(answer.SnapshotLimits ?? {}, { account, region, directoryId });
  });
}
