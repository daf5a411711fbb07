/** Installs what the lockfile says, when it is missing or the lockfile has changed. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { withLock } from './lock.mjs';
import { cache, inRoot, root } from './places.mjs';
import { run } from './run.mjs';
import { say } from './say.mjs';

const stampFile = () => inRoot('node_modules', '.treeline-installed');

function wanted() {
  return createHash('sha256')
    .update(readFileSync(inRoot('package-lock.json')))
    .digest('hex');
}

function installed() {
  return existsSync(stampFile()) && readFileSync(stampFile(), 'utf8') === wanted();
}

/** npm's own program, so that no shell is needed; it stands beside Node, or npm told us where when it started us. */
function npm() {
  const candidates = [
    process.env.npm_execpath,
    join(dirname(process.execPath), 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    join(dirname(process.execPath), '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    ...(process.env.PATH ?? '')
      .split(delimiter)
      .map((folder) => join(folder, '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js')),
  ];
  const found = candidates.find((file) => file?.endsWith('.js') && existsSync(file));
  if (!found)
    throw new Error('npm was not found beside Node. Run `npm ci` in this folder, then start again.');
  return found;
}

export async function ensureInstalled() {
  if (installed()) return;
  await withLock(cache('install.lock'), async () => {
    if (installed()) return;
    say('installing what the lockfile says (about half a minute)');
    const code = await run(process.execPath, [npm(), 'ci', '--no-audit', '--no-fund', '--loglevel=error'], {
      cwd: root,
      stdio: ['ignore', 2, 2],
    });
    if (code !== 0) throw new Error(`\`npm ci\` ended with ${code}; its message stands above.`);
    writeFileSync(stampFile(), wanted());
  });
}
