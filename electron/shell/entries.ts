/** Where the programs of Treeline stand: beside this file in a build, in their own folders in a checkout run from source. */
import { fileURLToPath } from 'node:url';

const fromSource = import.meta.url.endsWith('.ts');

const sources = {
  vault: '../vault/process.ts',
  'credential-process': '../cli/credentialProcess.ts',
} as const;

export function entryFile(entry: keyof typeof sources): string {
  return fileURLToPath(new URL(fromSource ? sources[entry] : `./${entry}.js`, import.meta.url));
}

/**
 * A packaged app lies in an archive that only Electron reads; what SQLite opens lies beside it (packaging's `asarUnpack`).
 */
export const unpacked = (path: string): string => path.replace(/app\.asar(?=[\\/])/, 'app.asar.unpacked');

/** A folder of the build that is not code: `renderer`, `resources`. */
export function builtFolder(name: 'renderer' | 'resources'): string {
  const folder = fileURLToPath(new URL(fromSource ? `../../out/${name}/` : `../${name}/`, import.meta.url));
  return name === 'resources' ? unpacked(folder) : folder;
}
