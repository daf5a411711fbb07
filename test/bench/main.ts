/**
 * `npm run bench -- --size 200k|1m [--only NAME,…] [--rounds 5] [--json FILE]`: the figures of the project, measured. The
 * tree comes from slapd on this machine; what is measured runs from bundles like the app's own.
 */
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { askedFigures, askFigure } from './asked.ts';
import { buildPrograms, removePrograms } from './build.ts';
import type { Answer, Row } from './figure.ts';
import { capture } from './figures/capture.ts';
import { estateRows } from './figures/estate.ts';
import { policyRows } from './figures/policy.ts';
import { sessionRows } from './figures/sessions.ts';
import { setting } from './machine.ts';
import { table, verdict } from './report.ts';
import { captureRows, readingRows, runRounds, type Rounds } from './rounds.ts';
import { sizes, type SizeName } from './shape.ts';
import { startSlapdTree, type SlapdTree, type TreeFacts } from './slapdTree.ts';

const names = ['reading', 'capture', ...Object.keys(askedFigures), 'estate', 'policy', 'sessions'];
const started = performance.now();
const say = (line: string): void =>
  console.error(`bench ${((performance.now() - started) / 1000).toFixed(0).padStart(4)} s: ${line}`);

const { values } = parseArgs({
  options: {
    size: { type: 'string', default: '200k' },
    only: { type: 'string' },
    rounds: { type: 'string', default: '5' },
    json: { type: 'string' },
  },
});
const size = values.size as SizeName;
const rounds = Number(values.rounds);
const only = values.only?.split(',') ?? names;
const unknown = only.filter((name) => !names.includes(name));
if (!(size in sizes)) throw new Error(`--size takes ${Object.keys(sizes).join(', ')}`);
if (unknown.length > 0) throw new Error(`--only takes ${names.join(', ')}; not ${unknown.join(', ')}`);
if (!Number.isInteger(rounds) || rounds < 1) throw new Error('--rounds takes a number from 1');

const folder = mkdtempSync(join(tmpdir(), 'treeline-bench-'));
const path = join(folder, 'forest.treeline');
const rows: Row[] = [];
const answers: Record<string, Answer> = {};
let measured: Rounds | null = null;
let workspaceMb = 0;
let facts: TreeFacts;
const tidy = (): void => {
  removePrograms();
  rmSync(folder, { recursive: true, force: true });
};
// The kernel ends our children with us.
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => {
    tidy();
    process.exit(130);
  });
try {
  await buildPrograms();
  say('the programs are built');
  const tree = await startSlapdTree(size, say);
  try {
    facts = tree.facts;
    await measure(tree);
  } finally {
    await tree.stop();
  }
} finally {
  tidy();
}
const failures = rows.flatMap(({ what, failure }) => (failure === undefined ? [] : [`${what}: ${failure}`]));
for (const failure of failures) say(`FAILED: ${failure}`);
if (failures.length > 0) process.exitCode = 1;
const { machine, versions, at } = setting();
const took = Math.round((performance.now() - started) / 1000);
console.log(
  `${size}: ${facts.objects} objects, ${facts.edges} members; medians of ${rounds}; ${machine.cpu}, ${machine.cores} cores, ${machine.memoryGb} GB, Linux ${machine.kernel}; Node ${versions.node}, SQLite ${versions.sqlite}, slapd ${versions.slapd}; ${versions.commit}; the workspace has ${workspaceMb} MB; took ${took} s (the tree's first load ${facts.loadSeconds} s)\n`,
);
console.log(table(rows));
if (values.json !== undefined) {
  const judged = rows.map((row) => ({ ...row, verdict: verdict(row) }));
  const all = { at, size, rounds, machine, versions, tree: facts, workspaceMb, took, rows: judged, answers, measured }; // prettier-ignore
  writeFileSync(values.json, `${JSON.stringify(all, null, 2)}\n`);
}

async function measure(tree: SlapdTree): Promise<void> {
  const { facts } = tree;
  say(`slapd serves ${facts.objects} objects with ${facts.edges} members`);
  const inRounds = { rounds, reading: only.includes('reading'), capture: only.includes('capture') };
  let snapshotId: number | null = null;
  if (inRounds.reading || inRounds.capture) {
    measured = await runRounds(tree, path, inRounds, say);
    rows.push(...readingRows(measured).slice(0, inRounds.reading ? 3 : 1));
    if (inRounds.capture) rows.push(...captureRows(measured));
    snapshotId = measured.captures.at(-1)?.snapshotId ?? null;
  }
  if (only.includes('estate')) await measureEstate();
  if (only.includes('policy')) await measureAlone('policy', 'policy decisions', '/s', policyRows);
  if (only.includes('sessions')) await measureAlone('sessions', 'credential_process', 'ms', sessionRows);
  const asked = Object.keys(askedFigures).filter((name) => only.includes(name));
  if (snapshotId === null && !inRounds.capture && asked.some((name) => name !== 'closure')) {
    say('a capture that does not count');
    snapshotId = (await capture(tree, path)).snapshotId;
  }
  if (snapshotId !== null) workspaceMb = Math.round(statSync(path).size / 1e6);
  for (const name of asked) {
    const { rows: more, answer } = await askFigure(name, facts, { path, snapshotId, folder }, rounds);
    rows.push(...more);
    if (answer) answers[name] = answer;
    for (const row of more)
      say(`${row.what}: ${row.measured?.toFixed(3) ?? '–'} ${row.unit} ${verdict(row)}`);
  }
}

/** A figure that needs no tree. */
async function measureAlone(
  figure: string,
  what: string,
  unit: Row['unit'],
  measure: (rounds: number, folder: string) => Promise<{ readonly rows: Row[]; readonly answer: Answer }>,
): Promise<void> {
  try {
    const { rows: more, answer } = await measure(rounds, folder);
    rows.push(...more);
    answers[figure] = answer;
    for (const row of more) say(`${row.what}: ${row.measured?.toFixed(1)} ${row.unit} ${verdict(row)}`);
  } catch (error) {
    const { message } = error as Error;
    rows.push({ figure, what, unit, measured: null, limit: null, failure: message });
  }
}

async function measureEstate(): Promise<void> {
  try {
    const { rows: more, answer } = await estateRows(rounds);
    rows.push(...more);
    answers['estate'] = answer;
    for (const row of more) say(`${row.what}: ${row.measured?.toFixed(3)} ${row.unit} ${verdict(row)}`);
  } catch (error) {
    const { message } = error as Error;
    rows.push({ figure: 'estate', what: 'reading an AWS account', unit: '×', measured: null, limit: 1.3, failure: message }); // prettier-ignore
  }
}
