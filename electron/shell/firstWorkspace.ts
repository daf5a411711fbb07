/** What a start opens: the file named, or the one that was open last, or the embedded sample. */
import { existsSync } from 'node:fs';
import { extname } from 'node:path';
import type { Engine } from '#engine/engine.ts';

export async function openFirstWorkspace(engine: Engine, named: string | null): Promise<void> {
  if (named !== null) {
    await engine.workspace.open(named, {
      mode: extname(named) === '.treeline' && !existsSync(named) ? 'create' : 'open',
    });
    engine.store.setLastWorkspace(named);
    return;
  }
  const last = engine.store.lastWorkspace();
  if (last !== null && existsSync(last)) {
    // A file that no longer opens must not keep the app from starting; it opens the sample, and the file is left alone.
    const opened = await engine.workspace.open(last, { mode: 'open' }).then(
      () => true,
      () => false,
    );
    if (opened) return;
  }
  await engine.workspace.open(engine.shell.sampleFile, { mode: 'open', readOnly: true }, true);
}
