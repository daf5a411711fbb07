#!/usr/bin/env node
/** `npm run bench`: the project's figures, on the pinned Node; see test/bench/main.ts. */
import { resolve } from 'node:path';
import { ensureBuilt } from './launcher/build.mjs';
import { ensureInstalled } from './launcher/install.mjs';
import { preparePackages } from './launcher/packages.mjs';
import { cache, inRoot, pinnedNode, root } from './launcher/places.mjs';
import { run } from './launcher/run.mjs';
import { say } from './launcher/say.mjs';

try {
  await ensureInstalled();
  const suites = await preparePackages();
  if (!suites.includes('slapd') || !suites.includes('chromium'))
    throw new Error('the figures need slapd, ldap-utils and chromium.');
  await ensureBuilt();
  // A file is named from where the person stands; npm says where that is.
  const from = process.env.INIT_CWD ?? process.cwd();
  const args = process.argv
    .slice(2)
    .map((argument, at, all) => (all[at - 1] === '--json' ? resolve(from, argument) : argument));
  const env = { ...process.env, NODE_ENV: 'production', NODE_COMPILE_CACHE: cache('compile') };
  process.exitCode = await run(pinnedNode(), [inRoot('test', 'bench', 'main.ts'), ...args], {
    cwd: root,
    env,
  });
} catch (error) {
  say(error.message);
  process.exitCode = 1;
}
