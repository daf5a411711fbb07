import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { createAws } from '#aws/createAws.ts';
import type { RoleRequest } from '#domain/session/request.ts';
import { createSts } from '#sts/createSts.ts';
import type { CallLimits } from '#sts/limits.ts';
import type { TakenSession } from '#sts/takenSession.ts';
import type { AccessKey } from '#test/emulator/estate.ts';
import { emulatorVariables, keyOf, withAwsEnvironment } from '#test/emulator/environment.ts';
import { startEmulator } from '#test/emulator/server.ts';
import type { Emulator, EmulatorOptions } from '#test/emulator/server.ts';
import { roleRequest } from '#test/support/roleRequest.ts';

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

/** As the standard chain, or a profile, asks. */
const take = (more: Partial<RoleRequest> = {}, profile: string | null = null): Promise<TakenSession> =>
  createSts(quick).take(roleRequest(`arn:aws:iam::${other}:role/Audit`, more), {}, { kind: 'profile', profile }); // prettier-ignore

describe('AssumeRole', () => {
  it('gives credentials that work, for as long as was asked', async () => {
    const emulator = await emulate();
    const given = await take({ sessionName: 'kim@example.com', durationSeconds: 7200 });
    expect(given.arn).toBe(`arn:aws:sts::${other}:assumed-role/Audit/kim@example.com`);
    expect(given.accessKeyId).toMatch(/^ASIA/);
    expect(Math.abs(Date.parse(given.expiresAt) - given.awsTime! - 7_200_000)).toBeLessThan(10_000);

    Object.assign(process.env, {
      AWS_ACCESS_KEY_ID: given.accessKeyId,
      AWS_SECRET_ACCESS_KEY: given.secretAccessKey,
      AWS_SESSION_TOKEN: given.sessionToken,
    });
    const identity = await createAws(quick).identity({ profile: null, regions: [seoul], signal: never });
    expect(identity).toEqual({ account: other, arn: given.arn, partition: 'aws' });
    expect(emulator.requests.map(({ operation, region }) => [operation, region])).toEqual([
      ['AssumeRole', seoul],
      ['GetCallerIdentity', seoul],
    ]);
  });

  it.each<[string, string, Partial<RoleRequest>]>([
    ['that does not trust us', 'Admin', {}],
    ['that does not exist', 'Nobody', {}],
    ['that wants an external id', 'Vendor', {}],
    ['that wants another external id', 'Vendor', { externalId: 'another' }],
  ])('of a role %s is refused', async (_, name, more) => {
    await emulate();
    const roleArn = `arn:aws:iam::${other}:role/${name}`;
    await expect(take({ roleArn, ...more })).rejects.toMatchObject({ code: 'sts.accessDenied', params: { roleArn } }); // prettier-ignore
  });

  it.each<[string, EmulatorOptions, string]>([
    ['throttled for ever', { troubles: [{ on: 'sts:AssumeRole', do: 'throttle' }] }, 'aws.throttled'],
    ['no answer', { troubles: [{ on: 'sts:AssumeRole', do: 'never' }] }, 'aws.noAnswer'],
    ['half an answer', { troubles: [{ on: 'sts:AssumeRole', do: 'halve' }] }, 'aws.malformedAnswer'],
  ])('%s', async (_, options, code) => {
    await emulate(options);
    await expect(take()).rejects.toMatchObject({ code });
  });

  it('throttled once, then given', async () => {
    const emulator = await emulate({ troubles: [{ on: 'sts:AssumeRole', times: 1, do: 'throttle' }] });
    await take();
    expect(emulator.requests.map(({ status }) => status)).toEqual([400, 200]);
  });

  it('can be cancelled', async () => {
    await emulate({ troubles: [{ on: 'sts:*', do: 'never' }] });
    const control = new AbortController();
    setTimeout(() => control.abort(), 150);
    const asked = createSts().take(roleRequest(`arn:aws:iam::${other}:role/Audit`), {}, { kind: 'profile', profile: null }, control.signal); // prettier-ignore
    await expect(asked).rejects.toMatchObject({ code: 'job.cancelled' });
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
    await expect(take({}, 'seoul')).rejects.toMatchObject({ code: 'sts.accessDenied' });
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
