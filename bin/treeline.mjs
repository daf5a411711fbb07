#!/usr/bin/env node
/**
 * The launcher, and the `treeline` command in a checkout. Runs on Node 20 without any dependency: installs what the
 * lockfile says and builds when that is missing or stale, then goes on under the pinned Node.
 */
import { resolve } from 'node:path';
import { desktop } from './launcher/electron.mjs';
import { ensureBuilt } from './launcher/build.mjs';
import { ensureInstalled } from './launcher/install.mjs';
import { out, pinnedNode, root } from './launcher/places.mjs';
import { run } from './launcher/run.mjs';
import { say } from './launcher/say.mjs';

const node = (file, args, options) =>
  run(pinnedNode(), ['--disable-warning=ExperimentalWarning', file, ...args], options);

/** `start [WORKSPACE]`: the desktop window, or the browser host with a line that says why. */
async function start(args) {
  // npm changes to the package's folder and says in INIT_CWD where the person stood.
  const from = process.env.INIT_CWD ?? process.cwd();
  const passed = args.map((argument) =>
    argument.endsWith('.treeline') ? resolve(from, argument) : argument,
  );
  const electron = await desktop();
  if (electron.file) return run(electron.file, [root, ...passed]);
  say(`opening in the browser, because ${electron.why}`);
  // The channel carries nothing; it tells the host when we are gone, however we went.
  return node(out('main', 'host.js'), passed, { stdio: ['inherit', 'inherit', 'inherit', 'ipc'] });
}

try {
  await ensureInstalled();
  await ensureBuilt();
  const [command, ...rest] = process.argv.slice(2);
  process.exitCode =
    command === 'start' ? await start(rest) : await node(out('main', 'cli.js'), process.argv.slice(2));
} catch (error) {
  say(error.message);
  process.exitCode = 5;
}
