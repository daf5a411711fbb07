import { accessEstate } from '../accessEstate.ts';
import type { Answer, Asked } from '../figure.ts';
import { median, percentile } from '../numbers.ts';
import { seeded } from '../seeded.ts';
import { shapeOf, sizes } from '../shape.ts';
import { Tree } from '../tree.ts';

const questions = 200;
const actions = [
  'iam:CreateUser',
  'ec2:RunInstances',
  'sqs:SendMessage',
  'kms:Decrypt',
  'lambda:InvokeFunction',
];

/**
 * Who reaches what: an estate joins the tree, so the file changes. Mapping, then access of two hundred users, then who may do something over
 * everyone (another action each round, so that no answer is a kept one), then all pairs of users and roles.
 */
export async function access({ facts, snapshotId, rounds, workspace }: Asked): Promise<Answer> {
  const opened = await workspace();
  const tree = new Tree(shapeOf(sizes[facts.size]));
  const estate = accessEstate(tree);
  const source = { kind: 'aws', name: 'bench', origin: 'aws', directoryId: null } as const;
  const write = async (readAt: string): Promise<void> => {
    const writer = await opened.beginSnapshot(source, readAt);
    await writer.setEstate(estate.facts);
    await writer.complete();
  };
  await write('2026-11-20T08:00:00.000Z');
  /** CPU time is that of all threads, of which one works at a time. */
  const timedly = async <T>(work: () => Promise<T>): Promise<{ took: number; cpu: number; value: T }> => {
    const [began, before] = [performance.now(), process.cpuUsage()];
    const value = await work();
    const { user, system } = process.cpuUsage(before);
    return { took: performance.now() - began, cpu: (user + system) / 1000, value };
  };
  const page = { offset: 0, limit: 100 };
  const cpu = process.cpuUsage();
  // The first one loads what of the tree mapping needs; the second is about another snapshot of the estate.
  const loading = await timedly(() => opened.grants({}, page));
  await write('2026-11-20T09:00:00.000Z');
  const mapping = await timedly(() => opened.grants({}, page));
  if (mapping.value.counts.works < estate.mapped * 0.9)
    throw new Error(`${mapping.value.counts.works} of ${estate.mapped} mapped groups lead to a role`);
  const random = seeded(5);
  const users: number[] = [];
  const nested = await opened.find(snapshotId, { base: null, scope: 'sub', filter: '(&(objectCategory=person)(sAMAccountName=user*))', attributes: [], limit: 20_000 }); // prettier-ignore
  if (nested.entries.length === 0) throw new Error('no users');
  while (users.length < questions)
    users.push(nested.entries[Math.floor(random() * nested.entries.length)]!.id);
  const first = await timedly(() => opened.access(snapshotId, users[0]!));
  const asked: number[] = [];
  const askedCpu: number[] = [];
  let reached = 0;
  for (const id of users) {
    const one = await timedly(() => opened.access(snapshotId, id));
    asked.push(one.took);
    askedCpu.push(one.cpu);
    reached += one.value.reached.length;
  }
  const decided: number[] = [];
  for (const id of users.slice(0, 50)) {
    const action = [{ action: 's3:GetObject', resource: 'arn:aws:s3:::bucket-7/report.csv' }];
    decided.push((await timedly(() => opened.askAccess('userRoles', snapshotId, id, action))).took);
  }
  const who: number[] = [];
  const whoCpu: number[] = [];
  let may = 0;
  const firstWho = await timedly(() => opened.askAccess('whoCan', { action: 's3:GetObject', resource: 'arn:aws:s3:::bucket-7/report.csv' })); // prettier-ignore
  for (let round = 0; round < rounds; round++) {
    const question = { action: actions[round % actions.length]!, resource: round < actions.length ? null : `arn:aws:s3:::bucket-${round}/a` }; // prettier-ignore
    const { took, cpu: used, value } = await timedly(() => opened.askAccess('whoCan', question));
    who.push(took);
    whoCpu.push(used);
    may = Math.max(may, value.counts.find(({ kind }) => kind === 'directoryUser')!.allowed);
  }
  const rows = await timedly(() => opened.askAccess('whoCanRows', { action: actions[0]!, resource: null }, { kinds: ['directoryUser'] }, { offset: 0, limit: 1000 })); // prettier-ignore
  const matrix: number[] = [];
  const matrixCpu: number[] = [];
  let pairs = 0;
  for (let round = 0; round < rounds; round++) {
    // A filter that lets everything through makes another question of it.
    const {
      took,
      cpu: used,
      value,
    } = await timedly(() => opened.askAccess('matrix', { role: `${' '.repeat(round)}` }));
    matrix.push(took);
    matrixCpu.push(used);
    ({ pairs } = value);
  }
  const matrixPage = await timedly(() => opened.askAccess('matrixRows', { role: '' }, { offset: Math.floor(pairs / 2), limit: 1000 })); // prettier-ignore
  const used = process.cpuUsage(cpu);
  return {
    mapping: mapping.took,
    'mapping cpu': mapping.cpu,
    'user cpu': median(askedCpu),
    'first who cpu': firstWho.cpu,
    'who cpu': median(whoCpu),
    'matrix cpu': median(matrixCpu),
    loading: loading.took,
    grants: mapping.value.counts.works,
    roles: estate.roles,
    'first user': first.took,
    user: median(asked),
    'user p95': percentile(asked, 0.95),
    reached,
    decided: median(decided),
    'first who': firstWho.took,
    who: median(who),
    'who longest': Math.max(...who),
    'who rows': rows.took,
    may,
    matrix: median(matrix),
    'matrix first': matrix[0]!,
    'matrix page': matrixPage.took,
    pairs,
    cpu: (used.user + used.system) / 1000,
    memory: process.resourceUsage().maxRSS / 1024,
  };
}
