import { afterEach, describe, expect, it } from 'vitest';
import type { AwsReadOptions, PartRead } from '#aws/api.ts';
import { createAws } from '#aws/createAws.ts';
import type { EstateFacts } from '#domain/estate/facts.ts';
import type { Reading } from '#domain/estate/reading.ts';
import type { CallLimits } from '#sts/limits.ts';
import { emulatorVariables, keyOf, withAwsEnvironment } from '#test/emulator/environment.ts';
import { startEmulator } from '#test/emulator/server.ts';
import type { Emulator, EmulatorOptions } from '#test/emulator/server.ts';

const [home, other, sandbox, former] = ['111122223333', '444455556666', '777788889999', '222233334444'];
const seoul = 'ap-northeast-2';
const quick: Partial<CallLimits> = { connectMs: 500, answerMs: 2000, callMs: 20_000, attempts: 2 };
const everywhere = { roleName: 'Audit', accounts: 'all' } as const;

const undo: (() => void | Promise<void>)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

async function emulate(options: EmulatorOptions = {}): Promise<Emulator> {
  const emulator = await startEmulator(options);
  const variables = emulatorVariables(emulator.url, keyOf(home, 'auditor'));
  undo.push(() => emulator.close(), withAwsEnvironment({ ...variables, AWS_REGION: seoul }));
  return emulator;
}

async function readAll(more: Partial<AwsReadOptions> = {}) {
  const missing: [string, string][] = [];
  const progress: [string, number, number | null][] = [];
  const read: string[] = [];
  let parts: readonly PartRead[] = [];
  const facts = await createAws(quick).read({
    profile: null,
    regions: [seoul],
    accounts: everywhere,
    signal: new AbortController().signal,
    onProgress: (...told) => progress.push(told),
    onParts: (all) => (parts = all),
    onMissing: (where, code) => missing.push([where, code]),
    onAccount: (one) => read.push(...one.accounts.map(({ id }) => id)),
    ...more,
  });
  return { facts, missing, progress, parts, read };
}

function value<T>(reading: Reading<T>): T {
  if (reading.state !== 'read') throw new Error(JSON.stringify(reading));
  return reading.value;
}

const accountsWith = (facts: EstateFacts): string[] => [
  ...new Set(value(facts.roles).map(({ account }) => account)),
];

describe('all accounts of an organization', () => {
  it('are read by a role in each, the caller’s own as the caller; a closed one is a row', async () => {
    const emulator = await emulate();
    const { facts, missing, progress, parts, read } = await readAll();
    expect(facts.reach).toEqual({
      regions: [seoul],
      accounts: [
        { id: home, code: null },
        { id: former, code: 'aws.accountNotActive' },
        { id: other, code: null },
        { id: sandbox, code: null },
      ],
      allAccounts: true,
      allRegions: false,
    });
    expect(facts.accounts.map(({ id, name }) => [id, name])).toEqual([
      [home, 'Management'],
      [former, 'Former'],
      [other, 'Production'],
      [sandbox, 'Sandbox'],
    ]);
    expect(missing).toContainEqual([former, 'aws.accountNotActive']);
    expect(accountsWith(facts).toSorted()).toEqual([home, other, sandbox].toSorted());
    expect(new Set(value(facts.directories).map(({ account }) => account))).toContain(other);
    // One organization and one Identity Center, though several accounts see them.
    expect(value(facts.organization).accounts).toHaveLength(4);
    expect(value(facts.identityCenter).assignments.length).toBeGreaterThan(0);
    const managed = value(facts.policies).filter(({ awsManaged }) => awsManaged);
    expect(new Set(managed.map(({ arn }) => arn)).size).toBe(managed.length);
    expect(progress.at(-2)).toEqual(['accounts', 4, 4]);
    expect(parts.map(({ name }) => name).toSorted()).toEqual(
      expect.arrayContaining([home, former, other, sandbox]),
    );
    expect(read.toSorted()).toEqual([home, other, sandbox].toSorted());
    const taken = emulator.requests.filter(({ operation }) => operation === 'AssumeRole');
    expect(taken).toHaveLength(2);
  });

  it('are asked in the Regions that are enabled for each', async () => {
    const emulator = await emulate();
    const { facts } = await readAll({ regions: 'all' });
    expect(facts.reach.allRegions).toBe(true);
    expect(facts.reach.regions.length).toBeGreaterThan(1);
    expect(value(facts.directories).map(({ region }) => region)).toContain('us-east-1');
    expect(emulator.requests.filter(({ operation }) => operation === 'DescribeRegions')).not.toEqual([]);
  });

  it('are the ones that are named, where some are', async () => {
    await emulate();
    const { facts } = await readAll({ accounts: { roleName: 'Audit', accounts: [sandbox!, sandbox!] } });
    expect(facts.reach.accounts).toEqual([{ id: sandbox, code: null }]);
    expect(facts.reach.allAccounts).toBe(false);
    expect(accountsWith(facts)).toEqual([sandbox]);
    // The caller is not among them, and still tells of the organization.
    expect(facts.organization.state).toBe('read');
  });

  it('go on without an account whose role is not to be taken', async () => {
    await emulate();
    const { facts, missing } = await readAll({
      accounts: { roleName: 'Everybody', accounts: [home!, other!, sandbox!] },
    });
    expect(facts.reach.accounts).toEqual([
      { id: home, code: null },
      { id: other, code: 'sts.accessDenied' },
      { id: sandbox, code: null },
    ]);
    expect(missing).toContainEqual([other, 'sts.accessDenied']);
    expect(accountsWith(facts).toSorted()).toEqual([home, sandbox].toSorted());
  });

  it('end where not one of them could be read, or the list could not', async () => {
    await emulate();
    await expect(
      readAll({ accounts: { roleName: 'Nowhere', accounts: [other!, sandbox!] } }),
    ).rejects.toMatchObject({ code: 'sts.accessDenied' });
    for (const step of undo.splice(0).reverse()) await step();
    await emulate({ troubles: [{ on: 'organizations:ListAccounts', do: 'deny' }] });
    await expect(readAll()).rejects.toMatchObject({ code: 'aws.accessDenied' });
  });

  it('are taken over from an earlier reading where that read them whole', async () => {
    const emulator = await emulate();
    const first = await readAll({ accounts: { roleName: 'Audit', accounts: [home!, other!] } });
    const before = emulator.requests.length;
    const { facts, read } = await readAll({ known: first.facts });
    expect(read).toEqual([sandbox]);
    const again = emulator.requests.slice(before).filter(({ operation }) => operation === 'AssumeRole');
    expect(again).toHaveLength(1);
    const whole = await readAll();
    const ofAll = (one: EstateFacts) =>
      value(one.roles)
        .map(({ arn }) => arn)
        .toSorted();
    expect(ofAll(facts)).toEqual(ofAll(whole.facts));
    expect(facts.reach).toEqual(whole.facts.reach);
  });

  it('stop at once when somebody cancels', async () => {
    await emulate({ troubles: [{ on: 'iam:*', do: 'delay', ms: 300 }] });
    const abort = new AbortController();
    setTimeout(() => abort.abort(), 400);
    const started = performance.now();
    await expect(readAll({ signal: abort.signal })).rejects.toMatchObject({ code: 'job.cancelled' });
    expect(performance.now() - started).toBeLessThan(1500);
  });
});
