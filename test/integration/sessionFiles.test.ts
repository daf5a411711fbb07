/** The AWS configuration with sessions: imported into them, and written so that the SDK takes their keys through our program. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { createAws } from '#aws/createAws.ts';
import { awsFilesSchema } from '#contract/sessions/awsFiles.ts';
import { AwsFiles } from '#engine/sessions/awsFiles/awsFiles.ts';
import { withAwsEnvironment } from '#test/emulator/environment.ts';
import { people, peopleEstate, roleArn } from '#test/emulator/estates/people.ts';
import { person, region } from '#test/emulator/sessionsSupport.ts';
import { startEmulator } from '#test/emulator/server.ts';
import type { Emulator } from '#test/emulator/server.ts';
import { testEngine } from '../support/engine.ts';

const { engine, folder, close } = testEngine();
const home = join(folder, 'a home');
const config = join(home, '.aws', 'config');
const program = join(home, 'print keys.mjs');
let emulator: Emulator;
let restore = () => {};

const files = new AwsFiles({
  session: (id) => engine.sessions.at(id),
  portals: () => engine.store.portals(),
  commandFor: (id) => [process.execPath, program, id],
  addKey: (key) => engine.accessKeys.add(key),
});

const kim = person('kim');
const before = `[profile reader]\r\nrole_arn = ${roleArn('Reader')}\r\nsource_profile = kim\r\nregion = ${region}\r\n; mine`;

beforeAll(async () => {
  emulator = await startEmulator({ estate: peopleEstate });
  mkdirSync(join(home, '.aws'), { recursive: true });
  writeFileSync(
    join(home, '.aws', 'credentials'),
    `[kim]\naws_access_key_id=${kim.accessKeyId}\naws_secret_access_key=${kim.secretAccessKey}\n`,
  );
});
beforeEach(() => {
  writeFileSync(config, before);
  restore = withAwsEnvironment({
    AWS_ENDPOINT_URL: emulator.url,
    AWS_CONFIG_FILE: config,
    AWS_SHARED_CREDENTIALS_FILE: join(home, '.aws', 'credentials'),
  });
});
afterEach(() => restore());
afterAll(async () => {
  await close();
  await emulator.close();
});

/** The profile `reader` as it was found, taken. */
async function takeReader() {
  const told = awsFilesSchema.parse(await files.read());
  expect(JSON.stringify(told)).not.toContain(kim.secretAccessKey);
  const { request } = told.profiles.find(({ name }) => name === 'reader')!;
  return engine.sessions.take({
    name: 'Reader',
    request: request!,
    group: null,
    keepFresh: false,
    once: null,
  });
}

it('makes a session of a profile that was found, with the keys of its source', async () => {
  const session = await takeReader();
  expect(session).toMatchObject({ account: people, roleName: 'Reader', origin: 'kim', state: 'fresh' });
});

it('writes a profile by which the SDK is the session, and takes it away again', async () => {
  const { id, arn } = await takeReader();
  const { accessKeyId, secretAccessKey, sessionToken } = await engine.sessions.reveal(id);
  const keys = {
    Version: 1,
    AccessKeyId: accessKeyId,
    SecretAccessKey: secretAccessKey,
    SessionToken: sessionToken,
  };
  writeFileSync(
    program,
    `if (process.argv[2] === '${id}') console.log(${JSON.stringify(JSON.stringify(keys))})`,
  );
  const plan = await files.plan(id, 'work');
  const { backup } = await files.write(id, 'work', plan.digest);
  expect(readFileSync(backup!, 'utf8')).toBe(before);
  for (const secret of [secretAccessKey, sessionToken, kim.secretAccessKey])
    expect(readFileSync(config, 'utf8') + JSON.stringify(plan)).not.toContain(secret);

  const seen = await engine.sts.identity({ kind: 'profile', profile: 'work' }, null);
  expect(seen).toMatchObject({ arn, region });
  expect((await files.read()).profiles.find(({ name }) => name === 'work')).toMatchObject({
    managed: true,
    request: null,
  });

  await files.remove('work');
  expect(readFileSync(config, 'utf8')).toBe(before);
  expect(await createAws().profileNames()).toEqual(['kim', 'reader']);
});

it('moves a profile’s keys into the vault, and sessions are taken with them', async () => {
  process.env['AWS_REGION'] = region;
  const key = await files.takeKeys('kim', 'Kim');
  expect(key).toMatchObject({
    name: 'Kim',
    account: people,
    userArn: `arn:aws:iam::${people}:user/kim`,
    present: true,
  });
  expect(JSON.stringify(key)).not.toContain(kim.secretAccessKey);
  writeFileSync(join(home, '.aws', 'credentials'), '');
  const source = { kind: 'accessKey', id: key.id } as const;
  const request = { kind: 'sessionToken', source, region, durationSeconds: 900, mfaSerial: null } as const;
  const session = await engine.sessions.take({
    name: 'Kim',
    request,
    group: null,
    keepFresh: false,
    once: null,
  });
  expect(session).toMatchObject({ origin: 'Kim', state: 'fresh' });
});
