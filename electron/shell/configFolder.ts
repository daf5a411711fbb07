/** The user's configuration folder of Treeline, where each system keeps such things. */
import { chmodSync, mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

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

/** Makes the folder for the user alone, and answers where it is. */
export function ensureConfigFolder(): string {
  const folder = configFolder(process.platform, process.env);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (process.platform !== 'win32') chmodSync(folder, 0o700);
  return folder;
}
