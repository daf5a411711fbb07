/** Builds when the result is missing or a source is newer or older than the one it was built from. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withLock } from './lock.mjs';
import { cache, inRoot, out, pinnedNode, root } from './places.mjs';
import { run } from './run.mjs';
import { say } from './say.mjs';

const sources = [
  'electron',
  'renderer',
  'resources',
  'package.json',
  'package-lock.json',
  'electron.vite.config.ts',
];
const stampFile = () => out('.built');

/** A digest over path, size and time of every source: cheap enough to ask at every start. */
function fingerprint() {
  const hash = createHash('sha256');
  const visit = (relative) => {
    const info = statSync(inRoot(relative), { throwIfNoEntry: false });
    if (!info) return;
    if (info.isDirectory())
      for (const name of readdirSync(inRoot(relative)).toSorted()) visit(join(relative, name));
    else if (!relative.endsWith('.test.ts')) hash.update(`${relative}\0${info.size}\0${info.mtimeMs}\n`);
  };
  for (const source of sources) visit(source);
  return hash.digest('hex');
}

const built = () => existsSync(stampFile()) && readFileSync(stampFile(), 'utf8') === fingerprint();

async function step(what, args) {
  // Whatever started us: what people run is the production build.
  const env = { ...process.env, NODE_ENV: 'production' };
  const code = await run(pinnedNode(), args, { cwd: root, stdio: ['ignore', 2, 2], env });
  if (code !== 0) throw new Error(`${what} ended with ${code}; its message stands above.`);
}

export async function ensureBuilt() {
  if (built()) return;
  await withLock(cache('build.lock'), async () => {
    if (built()) return;
    say('building');
    const before = fingerprint();
    await step('The build', [
      inRoot('node_modules', 'electron-vite', 'bin', 'electron-vite.js'),
      'build',
      '--logLevel',
      'warn',
    ]);
    mkdirSync(out('resources'), { recursive: true });
    await step('Making the sample', [
      inRoot('resources', 'sample', 'build.ts'),
      out('resources', 'sample.treeline'),
    ]);
    await step('Gathering the service data', [inRoot('resources', 'iamData', 'build.ts'), out('resources')]);
    writeFileSync(stampFile(), before);
  });
}
