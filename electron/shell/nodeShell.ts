/** The shell of everything that runs on plain Node: the browser host, the command line, and the engine's own process. */
import { join } from 'node:path';
import type { Shell } from '#contract/shell.ts';
import packageJson from '../../package.json' with { type: 'json' };
import { startChildProcess } from './childProcess.ts';
import { ensureConfigFolder } from './configFolder.ts';
import { credentialProcess } from './credentialProcess.ts';
import { builtFolder } from './entries.ts';

export const version: string = packageJson.version;
const sampleFile = (): string => join(builtFolder('resources'), 'sample.treeline');
/** What the build made, as every shell tells the engine. */
export const builtParts = () => ({
  sampleFile: sampleFile(),
  resourcesFolder: builtFolder('resources'),
  credentialProcess,
});

export function nodeShell(kind: Shell['kind']): Shell {
  return {
    kind,
    version,
    configFolder: ensureConfigFolder(),
    ...builtParts(),
    startChild: startChildProcess,
  };
}
