#!/usr/bin/env node
/**
 * `npm test`: everything, on a machine with nothing but git, Node and npm. Types, lint and the import rule, unit tests,
 * then the suites against real servers and real windows. Closes with one line that counts them all.
 */
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { ensureBuilt } from './launcher/build.mjs';
import { ensureInstalled } from './launcher/install.mjs';
import { preparePackages, suitePackages } from './launcher/packages.mjs';
import { cache, inRoot, pinnedNode, root } from './launcher/places.mjs';
import { run } from './launcher/run.mjs';
import { say } from './launcher/say.mjs';

const bin = (name, file) => inRoot('node_modules', name, file);
const checks = [
  ['types of the engine and its shells', [bin('typescript', 'bin/tsc'), '-p', 'tsconfig.node.json']],
  ['types of the window', [bin('vue-tsc', 'bin/vue-tsc.js'), '-p', 'tsconfig.web.json']],
  ['lint', [bin('oxlint', 'bin/oxlint'), '--deny-warnings']],
  ['format', [bin('oxfmt', 'bin/oxfmt'), '--check', '.']],
  [
    'the import rule',
    [
      bin('dependency-cruiser', 'bin/dependency-cruiser.mjs'),
      'electron',
      'renderer',
      'resources',
      '--config',
      '.dependency-cruiser.cjs',
    ],
  ],
];
/** A file of this name needs that suite's packages. */
const suiteOfFile = {
  samba: 'ldap|forest',
  slapd: 'slapd',
  keyring: 'vault|keyring',
  awscli: 'awscli',
  mono: 'mono',
  chromium: 'renderer|host|browser',
  electron: 'electron',
};

const total = { passed: 0, failed: 0, skipped: 0 };
const failed = [];
const seconds = (since) => `${((Date.now() - since) / 1000).toFixed(1)} s`;

async function check(what, args) {
  const started = Date.now();
  const code = await run(pinnedNode(), args, { cwd: root });
  total[code === 0 ? 'passed' : 'failed'] += 1;
  if (code !== 0) failed.push(what);
  say(`${code === 0 ? 'passed' : 'FAILED'}: ${what} (${seconds(started)})`);
}

async function vitest(project, { env = {}, without = [], display = false, only = [] } = {}) {
  const started = Date.now();
  const report = cache('reports', `${project}.json`);
  rmSync(report, { force: true });
  const excludes = without.flatMap((suite) => ['--exclude', `test/**/*@(${suiteOfFile[suite]})*.test.ts`]);
  const args = [
    bin('vitest', 'vitest.mjs'),
    'run',
    '--project',
    project,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
    '--passWithNoTests',
    ...excludes,
    ...only,
  ];
  const colour = process.stdout.isTTY ? {} : { NO_COLOR: '1' };
  // Workers and children run from source: keeping what Node made of it saves most of their start.
  const kept = { NODE_COMPILE_CACHE: cache('compile') };
  const options = { cwd: root, env: { ...process.env, ...colour, ...kept, ...env } };
  const code = await (display
    ? run('xvfb-run', ['-a', '-s', '-screen 0 1600x1000x24', pinnedNode(), ...args], options)
    : run(pinnedNode(), args, options));
  total.skipped += without.length;
  try {
    const {
      numPassedTests,
      numFailedTests,
      numPendingTests,
      numTodoTests = 0,
      numFailedTestSuites = 0,
    } = JSON.parse(readFileSync(report, 'utf8'));
    total.passed += numPassedTests;
    total.failed += numFailedTests;
    total.skipped += numPendingTests + numTodoTests;
    // A file that failed before its first test counts as one failure.
    if (code !== 0 && numFailedTests === 0) total.failed += Math.max(1, numFailedTestSuites);
  } catch {
    total.failed += 1;
  }
  if (code !== 0) failed.push(`${project} tests`);
  say(`${code === 0 ? 'passed' : 'FAILED'}: ${project} tests (${seconds(started)})`);
}

const commands = {
  async unit() {
    await vitest('unit');
  },
  async deep() {
    const env = { TREELINE_FUZZ: process.env.TREELINE_FUZZ ?? '500' };
    await vitest('unit', { env });
    // The laws of workspaces need real files and threads.
    await vitest('integration', { env, only: ['test/integration/workspace/'] });
  },
  async all() {
    const suites = await preparePackages();
    const without = Object.keys(suitePackages).filter((suite) => !suites.includes(suite));
    await ensureBuilt();
    for (const [what, args] of checks) await check(what, args);
    await vitest('unit');
    await vitest('integration', { without });
    await vitest('e2e', { without, display: suites.includes('electron') });
  },
};

try {
  const started = Date.now();
  mkdirSync(cache('reports'), { recursive: true });
  await ensureInstalled();
  const command = commands[process.argv[2] ?? 'all'];
  if (!command)
    throw new Error(
      `there is no test run "${process.argv[2]}"; there are ${Object.keys(commands).join(', ')}`,
    );
  await command();
  if (failed.length > 0) say(`failed: ${failed.join(', ')}`);
  say(`took ${seconds(started)}`);
  console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
  process.exitCode = total.failed > 0 || failed.length > 0 ? 1 : 0;
} catch (error) {
  say(error.message);
  process.exitCode = 1;
}
