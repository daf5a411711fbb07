/** Whether the desktop window can open here, and fetching Electron's runtime when it is not there yet. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cache, inRoot, pinnedNode } from './places.mjs';
import { run } from './run.mjs';
import { say } from './say.mjs';

/** After a fetch that failed, the next tries wait this long: a closed network should not cost 20 s at every start. */
const retryAfterMs = 24 * 3600_000;

function executable() {
  const folder = inRoot('node_modules', 'electron');
  const name = join(folder, 'path.txt');
  if (!existsSync(name)) return null;
  const file = join(folder, 'dist', readFileSync(name, 'utf8'));
  return existsSync(file) ? file : null;
}

function failedLately() {
  try {
    return Date.now() - Number(readFileSync(cache('electron-fetch-failed'), 'utf8')) < retryAfterMs;
  } catch {
    return false;
  }
}

/** `{ file }` to run, or `{ why }` in a sentence. */
export async function desktop() {
  if (process.getuid?.() === 0) return { why: 'Electron does not run as root' };
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY)
    return { why: 'there is no display' };
  const there = executable();
  if (there) return { file: there };
  if (failedLately())
    return {
      why: 'Electron’s runtime is not there, and fetching it failed within the last day (delete .cache/electron-fetch-failed to try again)',
    };
  say('fetching Electron’s runtime (about 110 MB, once)');
  const code = await run(pinnedNode(), [inRoot('bin', 'launcher', 'fetch-electron.mjs')], {
    stdio: ['ignore', 2, 2],
  });
  const file = executable();
  if (code === 0 && file) return { file };
  mkdirSync(cache(), { recursive: true });
  writeFileSync(cache('electron-fetch-failed'), String(Date.now()));
  return { why: 'Electron’s runtime could not be fetched' };
}
