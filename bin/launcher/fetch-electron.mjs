/**
 * Fetches Electron's runtime with its own downloader and checksums, and says how far it is. No first byte within 20 s
 * or a stall of 30 s ends the try. Runs on the pinned Node.
 */
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { inRoot } from './places.mjs';
import { say } from './say.mjs';

const firstByteMs = 20_000;
const stallMs = 30_000;

const require = createRequire(inRoot('node_modules', 'electron', 'install.js'));
const { downloadArtifact } = await import(require.resolve('@electron/get'));
const { version } = require('./package.json');

const fail = (why) => {
  say(`${why}; going on without it`);
  process.exit(1);
};
let watch = setTimeout(() => fail('no answer within 20 seconds'), firstByteMs);
let shown = 0;

try {
  await downloadArtifact({
    version,
    artifactName: 'electron',
    checksums: require('./checksums.json'),
    platform: process.platform,
    arch: process.arch,
    downloadOptions: {
      quiet: true,
      getProgressCallback: async ({ percent }) => {
        if (percent <= 0) return;
        clearTimeout(watch);
        watch = setTimeout(() => fail('the download stalled for 30 seconds'), stallMs);
        if (percent - shown >= 0.1) {
          shown = percent;
          say(`fetching Electron’s runtime: ${Math.round(percent * 100)} %`);
        }
      },
    },
  });
} catch (error) {
  fail(`the download failed (${error.code ?? error.message})`);
}
clearTimeout(watch);
const installed = spawnSync(process.execPath, [inRoot('node_modules', 'electron', 'install.js')], {
  stdio: ['ignore', 2, 2],
  timeout: 120_000,
});
process.exit(installed.status ?? 1);
