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
  /** The group with the most members, nested ones counted. */
  readonly nestedGroupDn: string;
  readonly nestedGroupMembers: number;
  /** Seconds that the first load took. */
  readonly loadSeconds: number;
}

export interface SlapdTree extends TreeFacts {
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
async function load(tree: Tree, config: string, onProgress: (line: string) => void): Promise<void> {
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

async function build(size: SizeName, folder: string, onProgress: (line: string) => void): Promise<TreeFacts> {
  const started = performance.now();
  const shape = shapeOf(sizes[size]);
  const tree = new Tree(shape);
  const work = `${folder}.${process.pid}`;
  const data = join(work, 'data');
  mkdirSync(data, { recursive: true });
  try {
    const { file } = await configureSlapd(work, data, { baseDn, lastMod });
    await load(tree, file, onProgress);
    // The largest effective membership stands at one of the roots of the trees of groups.
    const counts = Array.from({ length: 10 }, (_, n) => effectiveCount(shape, n + 1));
    const most = Math.max(...counts);
    const facts: TreeFacts = {
      size,
      objects: shape.objects,
      groups: shape.groups,
      edges: shape.edges,
      baseDn,
      bigContainerDn,
      bigContainerChildren: shape.contractors,
      largestGroupDn: tree.groupDn(0),
      largestGroupMembers: shape.members.from[1]!,
      nestedGroupDn: tree.groupDn(1 + counts.indexOf(most)),
      nestedGroupMembers: most,
      loadSeconds: Math.round((performance.now() - started) / 1000),
    };
    // The password in it is of no server that runs.
    rmSync(file);
    writeFileSync(join(work, 'facts.json'), JSON.stringify(facts, null, 2));
    if (!existsSync(folder)) renameSync(work, folder);
    onProgress(`loaded ${facts.objects} objects, ${facts.edges} members in ${facts.loadSeconds} s`);
    return facts;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** Starts slapd on the tree, loading it first when it is not there as it is made today. */
export async function startSlapdTree(
  size: SizeName,
  onProgress: (line: string) => void = () => undefined,
): Promise<SlapdTree> {
  const folder = join(cache, keyOf(size));
  const told = join(folder, 'facts.json');
  const facts = existsSync(told)
    ? (JSON.parse(readFileSync(told, 'utf8')) as TreeFacts)
    : await build(size, folder, onProgress);
  const slapd = await startSlapd({ baseDn, lastMod, dataDir: join(folder, 'data') });
  return { ...facts, slapd, stop: () => slapd.stop() };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const tree = await startSlapdTree((process.argv[2] ?? '200k') as SizeName, console.error);
  console.log(JSON.stringify({ url: `ldap://127.0.0.1:${tree.slapd.port}`, ...tree, slapd: undefined }));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void tree.stop());
}
