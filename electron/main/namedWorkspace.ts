/** The workspace that a command line names. */
import { existsSync } from 'node:fs';
import { extname, resolve } from 'node:path';

/** Absolute path of the first argument that is an existing `*.treeline` file, seen from `folder`; null when none is. */
export function namedWorkspace(args: readonly string[], folder: string): string | null {
  const paths = args
    .filter((argument) => !argument.startsWith('-') && extname(argument).toLowerCase() === '.treeline')
    .map((argument) => resolve(folder, argument));
  return paths.find((path) => existsSync(path)) ?? null;
}
