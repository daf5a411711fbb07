/** The tree of a size in a running slapd. Loading takes minutes at a million, so the loaded database is kept. */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { configureSlapd, slapdSchema, startSlapd, type Slapd } from '../lab/slapd.ts';
import { effectiveCount, shapeOf, sizes, type SizeName } from './shape.ts';
import { baseDn, bigContainerDn, Tree } from './tree.ts';

const cache = fileURLToPath(new URL('../../.cache/bench/', import.meta.url));

// AD has no such attributes of its own: a capture of a server that is not AD asks for them, the reference does not.
const lastMod = false;

/** What a tree holds, as the figures need it. */
export interface TreeFacts {
  readonly size: SizeName;
  readonly objects: number;
  readonly groups: number;
  readonly edges: number;
  readonly baseDn: string;
  readonly bigContainerDn: string;
  readonly bigContainerChildren: number;
  readonly largestGroupDn: string;
  readonly largestGroupMembers: number;
  /** The groups with the most accounts, nested ones counted; the largest first. */
  readonly nestedGroups: readonly { readonly dn: string; readonly members: number }[];
  /** Seconds that the first load took. */
  readonly loadSeconds: number;
}

export interface SlapdTree {
  readonly facts: TreeFacts;
  readonly slapd: Slapd;
  stop(): Promise<void>;
}

/** Changes with what is in the database: the schema, and what the generator makes of the smallest size. */
function keyOf(size: SizeName): string {
  const hash = createHash('sha256').update(slapdSchema()).update(`${lastMod} ${sizes[size]}`);
  for (const piece of new Tree(shapeOf(sizes['5k'])).ldif()) hash.update(piece);
  return `${size}-${hash.digest('hex').slice(0, 12)}`;
}

/** Feeds LDIF to slapadd. Its schema checks are off: AD's classes do not fit into slapd's rules of one structural chain. */
async function feed(tree: Tree, config: string, onProgress: (line: string) => void): Promise<void> {
  const started = performance.now();
  const child = spawn('setpriv', ['--pdeathsig', 'KILL', '--', 'slapadd', '-q', '-s', '-f', config], {
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-2000)));
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  // A loader that ends early closes its input: its exit code says why.
  child.stdin.on('error', () => {});
  let bytes = 0;
  let told = started;
  for (const piece of tree.ldif()) {
    if (child.exitCode !== null) break;
    bytes += piece.length;
    if (!child.stdin.write(piece)) await Promise.race([once(child.stdin, 'drain'), ended]);
    if (performance.now() - told < 5000) continue;
    told = performance.now();
    onProgress(`loading: ${Math.round(bytes / 1e6)} MB of LDIF in ${Math.round((told - started) / 1000)} s`);
  }
  child.stdin.end();
  const code = await ended;
  if (code !== 0) throw new Error(`slapadd ended with ${code}: ${said.trim()}`);
}

/** The roots of the trees of groups reach the most; they are the first groups after the largest one. */
const roots = 10;

function factsOf(size: SizeName, tree: Tree, loadSeconds: number): TreeFacts {
  const { shape } = tree;
  return {
    size,
    objects: shape.objects,
    groups: shape.groups,
    edges: shape.edges,
    baseDn,
    bigContainerDn,
    bigContainerChildren: shape.contractors,
    largestGroupDn: tree.groupDn(0),
    largestGroupMembers: shape.members.from[1]!,
    nestedGroups: Array.from({ length: roots }, (_, n) => ({
      dn: tree.groupDn(n + 1),
      members: effectiveCount(shape, n + 1),
    })).sort((a, b) => b.members - a.members),
    loadSeconds,
  };
}

/** Loads aside, and puts the whole in its place at the end. Answers how many seconds it took. */
async function load(tree: Tree, folder: string, onProgress: (line: string) => void): Promise<number> {
  const started = performance.now();
  const work = `${folder}.${process.pid}`;
  const data = join(work, 'data');
  mkdirSync(data, { recursive: true });
  try {
    const { file } = await configureSlapd(work, data, { baseDn, lastMod });
    await feed(tree, file, onProgress);
    const seconds = Math.round((performance.now() - started) / 1000);
    // The password in it is of no server that runs.
    rmSync(file);
    writeFileSync(join(work, 'loaded.json'), JSON.stringify({ seconds }));
    if (!existsSync(folder)) renameSync(work, folder);
    onProgress(`loaded ${tree.shape.objects} objects with ${tree.shape.edges} members in ${seconds} s`);
    return seconds;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** Starts slapd on the tree, loading it first when it is not there as it is made today. */
export async function startSlapdTree(
  size: SizeName,
  onProgress: (line: string) => void = () => undefined,
): Promise<SlapdTree> {
  const tree = new Tree(shapeOf(sizes[size]));
  const folder = join(cache, keyOf(size));
  const told = join(folder, 'loaded.json');
  const seconds = existsSync(told)
    ? (JSON.parse(readFileSync(told, 'utf8')) as { seconds: number }).seconds
    : await load(tree, folder, onProgress);
  const slapd = await startSlapd({ baseDn, lastMod, dataDir: join(folder, 'data') });
  return { facts: factsOf(size, tree, seconds), slapd, stop: () => slapd.stop() };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const running = await startSlapdTree((process.argv[2] ?? '200k') as SizeName, console.error);
  const { slapd, stop, facts } = running;
  console.log(JSON.stringify({ url: `ldap://${slapd.host}:${slapd.port}`, ...facts }));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop());
}
