import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { createAws } from '#aws/createAws.ts';
import type { AssumeRole } from '#contract/sessions.ts';
import { createSts } from '#sts/createSts.ts';
import type { CallLimits } from '#sts/limits.ts';
import type { AccessKey } from '#test/emulator/estate.ts';
import { emulatorVariables, keyOf, withAwsEnvironment } from '#test/emulator/environment.ts';
import { startEmulator } from '#test/emulator/server.ts';
import type { Emulator, EmulatorOptions } from '#test/emulator/server.ts';

const home = '111122223333';
const other = '444455556666';
const seoul = 'ap-northeast-2';
const quick: Partial<CallLimits> = { connectMs: 500, answerMs: 300, callMs: 20_000, attempts: 2 };
const never = new AbortController().signal;

const undo: (() => void | Promise<void>)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

async function emulate(
  options: EmulatorOptions = {},
  key: AccessKey = keyOf(home, 'auditor'),
): Promise<Emulator> {
  const emulator = await startEmulator(options);
  undo.push(() => emulator.close(), withAwsEnvironment(emulatorVariables(emulator.url, key)));
  return emulator;
}

/** Writes the user's two AWS files, and forgets the keys in the environment. */
function profiles(config: string, credentials: string): void {
  const folder = mkdtempSync(join(tmpdir(), 'treeline-aws-'));
  undo.push(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'config'), config);
  writeFileSync(join(folder, 'credentials'), credentials);
  process.env['AWS_CONFIG_FILE'] = join(folder, 'config');
  process.env['AWS_SHARED_CREDENTIALS_FILE'] = join(folder, 'credentials');
  delete process.env['AWS_ACCESS_KEY_ID'];
  delete process.env['AWS_SECRET_ACCESS_KEY'];
}

const keysOf = ({ accessKeyId, secretAccessKey }: AccessKey): string =>
  `aws_access_key_id = ${accessKeyId}\naws_secret_access_key = ${secretAccessKey}\n`;

const audit: AssumeRole = {
  name: 'Audit of 4444',
  roleArn: `arn:aws:iam::${other}:role/Audit`,
  sessionName: 'kim@example.com',
  durationSeconds: 3600,
  externalId: null,
  region: seoul,
  sourceProfile: null,
};

describe('AssumeRole', () => {
  it('gives credentials that work, for as long as was asked', async () => {
    const emulator = await emulate();
    const began = Date.now();
    const given = await createSts(quick).assumeRole({ ...audit, durationSeconds: 7200 });
    expect(given.assumedRoleArn).toBe(`arn:aws:sts::${other}:assumed-role/Audit/kim@example.com`);
    expect(given.accessKeyId).toMatch(/^ASIA/);
    expect(new Date(given.expiresAt).toISOString()).toBe(given.expiresAt);
    expect(Math.abs(Date.parse(given.expiresAt) - began - 7_200_000)).toBeLessThan(10_000);

    Object.assign(process.env, {
      AWS_ACCESS_KEY_ID: given.accessKeyId,
      AWS_SECRET_ACCESS_KEY: given.secretAccessKey,
      AWS_SESSION_TOKEN: given.sessionToken,
    });
    const identity = await createAws(quick).identity({ profile: null, regions: [seoul], signal: never });
    expect(identity).toEqual({ account: other, arn: given.assumedRoleArn, partition: 'aws' });
    expect(emulator.requests.map(({ operation, region }) => [operation, region])).toEqual([
      ['AssumeRole', seoul],
      ['GetCallerIdentity', seoul],
    ]);
    // Chained: one hour at most, whatever the role allows (facts/sts-iam.md §2).
    const chained = { ...audit, roleArn: `arn:aws:iam::${other}:role/Chained` };
    await expect(createSts(quick).assumeRole({ ...chained, durationSeconds: 7200 })).rejects.toMatchObject({
      code: 'sts.invalidRequest',
      params: { detail: expect.stringContaining('role chaining') },
    });
    expect((await createSts(quick).assumeRole(chained)).assumedRoleArn).toContain('/Chained/');
  });

  it('passes the external id that a role wants', async () => {
    await emulate();
    const vendor = { ...audit, roleArn: `arn:aws:iam::${other}:role/Vendor` };
    await expect(createSts(quick).assumeRole(vendor)).rejects.toMatchObject({ code: 'sts.accessDenied' });
    const given = await createSts(quick).assumeRole({ ...vendor, externalId: 'treeline-4711' });
    expect(given.assumedRoleArn).toContain(':assumed-role/Vendor/');
  });

  it.each<[string, Partial<AssumeRole>, object]>([
    [
      'a role that does not trust us',
      { roleArn: `arn:aws:iam::${other}:role/Admin` },
      { code: 'sts.accessDenied', params: { roleArn: `arn:aws:iam::${other}:role/Admin` } },
    ],
    [
      'a role that does not exist',
      { roleArn: `arn:aws:iam::${other}:role/Nobody` },
      { code: 'sts.accessDenied' },
    ],
    [
      'longer than the role allows',
      { durationSeconds: 10_800 },
      { code: 'sts.invalidRequest', params: { detail: expect.stringContaining('MaxSessionDuration') } },
    ],
    [
      'a Region in which STS is off',
      { region: 'me-south-1' },
      { code: 'sts.regionDisabled', params: { region: 'me-south-1' } },
    ],
  ])('%s', async (_, change, fault) => {
    await emulate();
    await expect(createSts(quick).assumeRole({ ...audit, ...change })).rejects.toMatchObject(fault);
  });

  it.each<[string, Partial<AssumeRole>, string]>([
    ['too short a time', { durationSeconds: 899 }, 'durationSeconds'],
    ['too long a time', { durationSeconds: 43_201 }, 'durationSeconds'],
    ['a space in the session name', { sessionName: 'kim lee' }, 'sessionName'],
    ['no role ARN', { roleArn: 'Audit' }, 'roleArn'],
    ['a Region that is a host name', { region: 'evil.example.com#' }, 'region'],
  ])('%s is never sent', async (_, change, path) => {
    const emulator = await emulate();
    await expect(createSts(quick).assumeRole({ ...audit, ...change })).rejects.toMatchObject({
      code: 'input.invalid',
      params: { path },
    });
    expect(emulator.requests).toEqual([]);
  });

  const packed = {
    do: 'error',
    status: 400,
    code: 'PackedPolicyTooLarge',
    message: 'Packed policy consumes 112% of allotted space',
  } as const;
  it.each<[string, EmulatorOptions, string]>([
    [
      'policies too large together',
      { troubles: [{ on: 'sts:AssumeRole', ...packed }] },
      'sts.policyTooLarge',
    ],
    ['throttled for ever', { troubles: [{ on: 'sts:AssumeRole', do: 'throttle' }] }, 'aws.throttled'],
    ['no answer', { troubles: [{ on: 'sts:AssumeRole', do: 'never' }] }, 'aws.noAnswer'],
    ['half an answer', { troubles: [{ on: 'sts:AssumeRole', do: 'halve' }] }, 'aws.malformedAnswer'],
    [
      'an answer without credentials',
      {
        troubles: [
          {
            on: 'sts:AssumeRole',
            do: 'body',
            status: 200,
            type: 'text/xml',
            body: '<AssumeRoleResponse><AssumeRoleResult/></AssumeRoleResponse>',
          },
        ],
      },
      'aws.malformedAnswer',
    ],
    ['a clock that is off, out of sight', { clockOffsetSeconds: 3600, hideClock: true }, 'aws.clockSkew'],
  ])('%s', async (_, options, code) => {
    await emulate(options);
    await expect(createSts(quick).assumeRole(audit)).rejects.toMatchObject({ code });
  });

  it('throttled once, then given', async () => {
    const emulator = await emulate({ troubles: [{ on: 'sts:AssumeRole', times: 1, do: 'throttle' }] });
    await createSts(quick).assumeRole(audit);
    expect(emulator.requests.map(({ status }) => status)).toEqual([400, 200]);
  });

  it('can be cancelled', async () => {
    await emulate({ troubles: [{ on: 'sts:*', do: 'never' }] });
    const control = new AbortController();
    setTimeout(() => control.abort(), 150);
    await expect(createSts().assumeRole(audit, control.signal)).rejects.toMatchObject({
      code: 'job.cancelled',
    });
  });
});

describe('profiles', () => {
  it('are listed by name, default first, without the other sections', async () => {
    await emulate();
    expect(await createAws().profileNames()).toEqual([]);
    const sections =
      '[sso-session corp]\nsso_region = eu-west-1\n[services local]\nsts =\n  endpoint_url = http://localhost:1\n';
    profiles(
      `[profile zeta]\nregion = us-east-1\n${sections}[default]\nregion = us-east-1\n`,
      '[alpha]\naws_access_key_id = x\n[zeta]\naws_access_key_id = y\n',
    );
    expect(await createAws().profileNames()).toEqual(['default', 'alpha', 'zeta']);
  });

  it('give their keys, their Region and their endpoint', async () => {
    const emulator = await emulate();
    delete process.env['AWS_ENDPOINT_URL'];
    profiles(
      `[profile seoul]\nregion = ${seoul}\nendpoint_url = ${emulator.url}\n`,
      `[seoul]\n${keysOf(keyOf(other, 'auditor'))}`,
    );
    const options = { profile: 'seoul', regions: [], signal: never };
    expect(await createAws(quick).identity(options)).toMatchObject({ account: other });
    expect(emulator.requests).toMatchObject([{ operation: 'GetCallerIdentity', region: seoul }]);
    const given = await createSts(quick)
      .assumeRole({ ...audit, sourceProfile: 'seoul' })
      .catch((error: unknown) => error);
    expect(given).toMatchObject({ code: 'sts.accessDenied' });
  });

  it('give an endpoint to each service', async () => {
    const emulator = await emulate();
    delete process.env['AWS_ENDPOINT_URL'];
    const sections = `services = local\nendpoint_url = http://127.0.0.1:9\n[services local]\nsts =\n  endpoint_url = ${emulator.url}\ndirectory_service =\n  endpoint_url = ${emulator.url}\n`;
    profiles(`[profile seoul]\nregion = ${seoul}\n${sections}`, `[seoul]\n${keysOf(keyOf(home, 'auditor'))}`);
    const missing: [string, string][] = [];
    const facts = await createAws(quick).read({
      profile: 'seoul',
      regions: [],
      signal: never,
      onProgress: () => {},
      onMissing: (where, code) => missing.push([where, code]),
    });
    expect(facts.directories.state).toBe('read');
    expect(new Set(missing.map(([, code]) => code))).toEqual(new Set(['aws.unreachable']));
    expect(new Set(emulator.requests.map(({ service }) => service))).toEqual(new Set(['sts', 'ds']));
  });

  it('go before the keys of the environment', async () => {
    await emulate({}, keyOf(home, 'auditor'));
    const environment = { ...process.env };
    profiles('', `[four]\n${keysOf(keyOf(other, 'auditor'))}`);
    Object.assign(process.env, {
      AWS_ACCESS_KEY_ID: environment['AWS_ACCESS_KEY_ID'],
      AWS_SECRET_ACCESS_KEY: environment['AWS_SECRET_ACCESS_KEY'],
    });
    const account = async (profile: string | null) =>
      (await createAws(quick).identity({ profile, regions: [seoul], signal: never })).account;
    expect([await account(null), await account('four')]).toEqual([home, other]);
  });

  it('may take a role on the way, through the same guard and endpoint', async () => {
    const emulator = await emulate();
    const role = `role_arn = arn:aws:iam::${other}:role/Audit\nsource_profile = base\nrole_session_name = via-profile\n`;
    profiles(`[profile audit]\nregion = ${seoul}\n${role}`, `[base]\n${keysOf(keyOf(home, 'auditor'))}`);
    const missing: string[] = [];
    const facts = await createAws(quick).read({
      profile: 'audit',
      regions: [seoul],
      signal: never,
      onProgress: () => {},
      onMissing: (where) => missing.push(where),
    });
    expect(facts.accounts).toMatchObject([{ id: other }]);
    expect(facts.directories).toMatchObject({ state: 'read', value: [{ type: 'SharedMicrosoftAD' }] });
    // What is the organization's is not told to a member of it.
    expect(missing.filter((where) => !/(organizations|sso|identitystore):/.test(where))).toEqual([]);
    // One session serves all that is read.
    expect(emulator.requests.filter(({ operation }) => operation === 'AssumeRole')).toHaveLength(1);
  });

  it('whose credential_process fails tell nothing of it', async () => {
    await emulate();
    profiles(
      `[profile tool]\nregion = ${seoul}\ncredential_process = ${process.execPath} -e "console.error('hunter2'); process.exit(3)"\n`,
      '',
    );
    const fault = await createAws(quick)
      .identity({ profile: 'tool', regions: [], signal: never })
      .catch((error: unknown) => error);
    expect(fault).toMatchObject({ code: 'aws.credentialsMissing' });
    expect(JSON.stringify(fault)).not.toMatch(/hunter2|execPath|-e/);
  });

  it('whose credential_process hangs do not hold us', async () => {
    await emulate();
    profiles(
      `[profile tool]\nregion = ${seoul}\ncredential_process = ${process.execPath} -e "setTimeout(() => {}, 3000)"\n`,
      '',
    );
    const began = performance.now();
    const identity = createAws({ ...quick, callMs: 500 }).identity({
      profile: 'tool',
      regions: [],
      signal: never,
    });
    await expect(identity).rejects.toMatchObject({ code: 'aws.noAnswer' });
    expect(performance.now() - began).toBeLessThan(2500);
  });
});
