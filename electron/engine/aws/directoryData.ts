/** The job that reads a Managed AD by the Directory Service Data API into a snapshot tied to the AWS directory. */
import type { ReadAws } from '#aws/api.ts';
import type { ReadDirectoryDataInput } from '#contract/awsReading.ts';
import type { Workspace } from '#workspace/api.ts';
import type { JobControl } from '../jobs.ts';
import { writeSnapshot } from '../snapshots.ts';

/** Answers with the snapshot's id. A fault or a cancel leaves the workspace as it was. */
export async function readDirectoryData(
  aws: ReadAws,
  { profile, region, directoryId }: ReadDirectoryDataInput,
  workspace: Workspace,
  control: JobControl,
): Promise<number> {
  const readAt = new Date().toISOString();
  /** Codes by place: a group with ten computers in it says so once. */
  const missing = new Map<string, readonly [where: string, code: string]>();
  const reading = await aws.openDirectoryData({
    profile,
    region,
    directoryId,
    signal: control.signal,
    onProgress: control.progress,
    onMissing: (where, code) => void missing.set(`${code} ${where}`, [where, code]),
  });
  const source = { kind: 'forest', name: reading.realm, origin: 'aws', directoryId } as const;
  return writeSnapshot(workspace, source, readAt, control, async (writer) => {
    for await (const entries of reading.entries()) await writer.addEntries(entries);
    for (const [where, code] of missing.values()) await writer.addMissing(where, code);
  });
}
