/** Taking a role and keeping it, by the command line with a real keychain: the secret is in the ring and nowhere else. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { emulatorVariables, keyOf } from '../emulator/environment.ts';
import { startEmulator, type Emulator } from '../emulator/server.ts';
import { startKeyring, type Keyring } from '../lab/keyring.ts';
import { commandLine, described } from './support/cli.ts';

const cli = commandLine();
let emulator: Emulator;
let keyring: Keyring;
let env: Record<string, string>;

beforeAll(async () => {
  [emulator, keyring] = await Promise.all([startEmulator(), startKeyring({ unlock: true })]);
  env = {
    ...(Object.fromEntries(Object.entries(keyring.env).filter(([, value]) => value !== undefined)) as Record<
      string,
      string
    >),
    ...emulatorVariables(emulator.url, keyOf('444455556666', 'auditor')),
  };
});
afterAll(async () => {
  await Promise.all([emulator.close(), keyring.stop()]);
  cli.remove();
});

const role = 'arn:aws:iam::444455556666:role/Chained';
const take = ['sts', 'assume-role', '--role-arn', role, '--name', 'audit'];

it('takes a role, lists it, takes it again and removes it', async () => {
  const { session } = await cli.json('sts', take, { env });
  expect(session).toMatchObject({ name: 'audit', roleArn: role, tier: 'os-keychain', present: true });
  const words = await cli.run(['sessions'], { env });
  expect(words.stdout).toMatch(/^ID +NAME +ROLE +EXPIRES +STATE\n.* audit .* ready\n$/);
  const again = await cli.json('sessions', ['sessions', 'refresh', session.id], { env });
  expect(again).toMatchObject({ session: { id: session.id, present: true } });

  // Neither in the store of names nor in what was printed; the emulator's access keys begin with ASIA.
  for (const file of readdirSync(cli.at('config')))
    expect(readFileSync(join(cli.at('config'), file), 'latin1')).not.toMatch(
      /ASIA\w{12}|sessionToken|secretAccessKey/,
    );
  expect(words.stdout + JSON.stringify([session, again])).not.toMatch(
    /ASIA\w{12}|sessionToken|secretAccessKey/,
  );

  expect(await cli.json('sessions', ['sessions', 'remove', session.id], { env })).toEqual({
    removed: session.id,
  });
  expect(await cli.json('sessions', ['sessions'], { env })).toEqual({ sessions: [] });
});

it('says why a role is not given', async () => {
  const denied = await cli.run(
    ['sts', 'assume-role', '--role-arn', 'arn:aws:iam::444455556666:role/Vendor', '--json'],
    { env },
  );
  expect(denied.code).toBe(3);
  expect(described('error', denied.stdout).error.code).toBe('sts.accessDenied');
});

it('takes none where only this process could remember it', async () => {
  const { DBUS_SESSION_BUS_ADDRESS: _bus, ...without } = env;
  const { code, stderr } = await cli.run(take, {
    env: { ...without, DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent/bus' },
  });
  expect([code, stderr]).toEqual([3, expect.stringMatching(/no keychain that answers/)]);
});
