/** The user's configuration folder of Treeline, made where it is not there yet. */
import { chmodSync, mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { Fault } from '#contract/faults.ts';
import { configFolder } from './configPlace.ts';

export { configFolder };

/** Makes the folder for the user alone, and answers where it is. @throws Fault workspace.notWritable */
export function ensureConfigFolder(folder = configFolder(process.platform, process.env)): string {
  try {
    makePrivately(folder);
    if (process.platform !== 'win32') chmodSync(folder, 0o700);
    return folder;
  } catch (error) {
    const detail = (error as NodeJS.ErrnoException).code ?? '';
    throw new Fault('workspace.notWritable', { name: folder, detail }, { cause: error });
  }
}

/** Step by step: Node's own recursive way never ends below a folder that takes none and says that it is not there, as /proc does. */
function makePrivately(folder: string): void {
  const make = (): void => mkdirSync(folder, { mode: 0o700 });
  try {
    make();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST' && statSync(folder).isDirectory()) return;
    const above = dirname(folder);
    if (code !== 'ENOENT' || above === folder) throw error;
    makePrivately(above);
    make();
  }
}
