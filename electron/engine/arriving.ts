/** Snapshots being written, for those who look on, and how finished ones came to be. */
import type { Arriving, SnapshotState } from '#contract/snapshotState.ts';
import type { Engine } from './engine.ts';

/** Looking again is cheap, and twice a second is as often as a tree should change by itself. */
const everyMs = 500;

/** Every change of what can be looked at while it arrives; the first answer comes at once. */
export async function* arriving(
  engine: Engine,
  signal: AbortSignal | undefined,
): AsyncGenerator<Arriving[], void> {
  let told = '';
  while (!signal?.aborted) {
    const now = (await engine.workspace.opened?.arriving().catch(() => [])) ?? [];
    const text = JSON.stringify(now);
    if (text !== told) {
      told = text;
      yield now;
    }
    await new Promise<void>((resolve) => {
      const over = () => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', over);
        resolve();
      };
      const timer = setTimeout(over, everyMs);
      signal?.addEventListener('abort', over);
    });
  }
}

export async function snapshotState(engine: Engine, snapshotId: number): Promise<SnapshotState> {
  const workspace = engine.workspace.current;
  const [marks, keptFrom] = await Promise.all([workspace.marks(snapshotId), workspace.keptFrom(snapshotId)]);
  return {
    keptFrom,
    contexts: marks.map(({ context, dirSyncCookie, highestCommittedUsn, invocationId }) => ({
      context,
      changesBy: changesBy(dirSyncCookie !== null, highestCommittedUsn !== null && invocationId !== null),
    })),
  };
}

function changesBy(cookie: boolean, numbers: boolean): 'dirSync' | 'usn' | null {
  if (cookie) return 'dirSync';
  return numbers ? 'usn' : null;
}
