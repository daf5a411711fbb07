/** Where the user's configuration folder of Treeline is: where each system keeps such things. */
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
