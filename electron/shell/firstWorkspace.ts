/** What a start opens: the file named, or the one that was open last, or the embedded sample. */
import { existsSync } from 'node:fs';
import { extname } from 'node:path';
import type { Engine } from '#engine/engine.ts';

/** Opens the workspace that a person named, or makes it where there is none yet; the next start opens it again. */
export async function openNamed(engine: Engine, path: string): Promise<void> {
  await engine.workspace.open(path, {
    mode: extname(path) === '.treeline' && !existsSync(path) ? 'create' : 'open',
  });
  engine.store.setLastWorkspace(path);
}

export async function openFirstWorkspace(engine: Engine, named: string | null): Promise<void> {
  if (named !== null) return openNamed(engine, named);
  const last = engine.store.lastWorkspace();
  if (last !== null && existsSync(last)) {
    // A file that no longer opens must not keep the app from starting; it opens the sample, and the file is left alone.
    const opened = await engine.workspace.open(last, { mode: 'open' }).then(
      () => true,
      () => false,
    );
    if (opened) return;
  }
  await engine.workspace.open(engine.shell.sampleFile, { mode: 'open', readOnly: true }, { sample: true });
}
