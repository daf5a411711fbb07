/** Opening the workspace that a command names, to read or to write. */
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { Fault } from '#contract/faults.ts';
import type { WorkspaceInfo } from '#contract/index.ts';
import type { Snapshot, Source } from '#contract/shapes.ts';
import type { Context } from './command.ts';

export function openToRead({ engine, positionals }: Context): Promise<WorkspaceInfo> {
  return engine.workspace.open(positionals[0]!, { mode: 'open' });
}

/** Opens or makes the workspace for `work`. One that was made for work that then failed is not left behind empty. */
export async function writing<T>({ engine, positionals }: Context, work: () => Promise<T>): Promise<T> {
  const path = positionals[0]!;
  const made = !existsSync(path);
  const { readOnly, name } = await engine.workspace.open(path, { mode: 'openOrCreate' });
  if (readOnly) throw new Fault('workspace.readOnly', { name });
  try {
    return await work();
  } catch (error) {
    if (made && (await engine.workspace.info()).sources.length === 0) {
      await engine.workspace.close();
      await rm(path, { force: true });
    }
    throw error;
  }
}

/** The snapshot that a job made, with its source. */
export async function snapshotOf(
  { engine }: Context,
  snapshotId: number | null,
): Promise<{ source: Source; snapshot: Snapshot }> {
  const { sources } = await engine.workspace.info();
  for (const source of sources)
    for (const snapshot of source.snapshots) if (snapshot.id === snapshotId) return { source, snapshot };
  throw new Fault('snapshot.notFound', { id: snapshotId ?? 0 });
}
