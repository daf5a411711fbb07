/** The user's configuration folder of Treeline, where each system keeps such things. */
import { chmodSync, mkdirSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join } from 'node:path';
import { Fault } from '#contract/faults.ts';

export function configFolder(
  platform: NodeJS.Platform,
  environment: NodeJS.ProcessEnv,
  home = homedir(),
): string {
  if (environment['TREELINE_CONFIG_HOME']) return environment['TREELINE_CONFIG_HOME'];
  switch (platform) {
    case 'darwin':
      return join(home, 'Library', 'Application Support', 'Treeline');
    case 'win32':
      return join(environment['APPDATA'] ?? join(home, 'AppData', 'Roaming'), 'Treeline');
    default: {
      // The XDG specification: a relative path is invalid and ignored.
      const asked = environment['XDG_CONFIG_HOME'] ?? '';
      return join(isAbsolute(asked) ? asked : join(home, '.config'), 'treeline');
    }
  }
}

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
