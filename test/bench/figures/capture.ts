import { rmSync } from 'node:fs';
import { program } from '../build.ts';
import { told } from '../outcome.ts';
import type { SlapdTree } from '../slapdTree.ts';
import { timed } from '../timed.ts';

export interface Captured {
  /** Milliseconds from the command to rows of the first thousand objects; null where they never were. */
  readonly first: number | null;
  /** Milliseconds from the command to the complete snapshot. */
  readonly complete: number;
  readonly cpu: number;
  readonly peakMb: number;
  readonly snapshotId: number;
  readonly phases: Readonly<Record<string, number>>;
}

/** The app's own capture into a new workspace at `path`, in a process of its own whose memory is looked at. */
export async function capture({ slapd, facts }: SlapdTree, path: string): Promise<Captured> {
  for (const end of ['', '-wal', '-shm', '-journal']) rmSync(path + end, { force: true });
  const args = [program('capture'), String(slapd.port), facts.baseDn, path];
  const { stdout, peakMb } = await timed(process.execPath, args, { memory: true });
  const made = told<Captured & { objects: number }>(stdout);
  if (made.objects !== facts.objects) throw new Error(`captured ${made.objects} of ${facts.objects} objects`);
  return { ...made, peakMb };
}
