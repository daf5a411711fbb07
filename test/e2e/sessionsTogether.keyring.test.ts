/** Several at one session, with a real keychain between them: two windows of a host, another host, and the command line. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { Client } from '#contract/index.ts';
import type { Session } from '#contract/sessions/session.ts';
import type { RoleRequest } from '#domain/session/request.ts';
import { kimDevice, peopleEstate, roleArn } from '../emulator/estates/people.ts';
import { codeOf } from '../emulator/mfa.ts';
import { startEmulator, type Emulator } from '../emulator/server.ts';
import { person, region } from '../emulator/sessionsSupport.ts';
import { startKeyring, type Keyring } from '../lab/keyring.ts';
import { startBuiltHost, type HostRun } from './steps/host.ts';
import { openWindows } from './steps/hostClient.ts';
import { commandLine } from './support/cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'treeline-together-'));
const cli = commandLine();
let [emulator, keyring] = [] as unknown as [Emulator, Keyring];
let env: Record<string, string>;
let hosts: HostRun[] = [];
let windows: Client[] = [];

beforeAll(async () => {
  [emulator, keyring] = await Promise.all([
    startEmulator({ estate: peopleEstate }),
    startKeyring({ unlock: true }),
  ]);
  const { accessKeyId, secretAccessKey } = person('kim');
  env = {
    ...(Object.fromEntries(Object.entries(keyring.env).filter(([, value]) => value !== undefined)) as Record<string, string>), // prettier-ignore
    TREELINE_CONFIG_HOME: folder,
    AWS_ENDPOINT_URL: emulator.url,
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_REGION: region,
  };
  hosts = await Promise.all(
    [1, 2].map((number) => startBuiltHost(folder, join(folder, `${number}.treeline`), env)),
  );
  const opened = [...(await openWindows(hosts[0]!, 2)), ...(await openWindows(hosts[1]!, 1))];
  windows = opened.map(({ client }) => client);
});
afterAll(async () => {
  await Promise.all(hosts.map((host) => host.stop()));
  await Promise.all([emulator?.close(), keyring?.stop()]);
  cli.remove();
  rmSync(folder, { recursive: true, force: true });
});

const role = (name: string, more: Partial<RoleRequest> = {}): RoleRequest => ({
  kind: 'role', source: { kind: 'profile', profile: null }, roleArn: roleArn(name), sessionName: 'kim', externalId: null, tags: [],
  transitiveTagKeys: [], sourceIdentity: null, mfaSerial: null, region, durationSeconds: null, policy: null, policyArns: [], ...more }); // prettier-ignore
const asked = () => emulator.requests.filter(({ operation }) => operation === 'AssumeRole').length;
/** The newest list that a window was shown. */
function watched(client: Client): { latest(): readonly Session[]; end(): void } {
  const ending = new AbortController();
  let latest: Session[] = [];
  void (async () => {
    for await (const all of await client.sessions.watch({}, { signal: ending.signal })) latest = all;
  })().catch(() => undefined);
  return { latest: () => latest, end: () => ending.abort() };
}

it('ask AWS once for all, and all have the new keys', async () => {
  const request = role('Reader');
  const first = await windows[0]!.sessions.take({
    name: 'shared',
    request,
    group: null,
    keepFresh: false,
    once: null,
  });
  expect(first.tier).toBe('os-keychain');
  const views = windows.map(watched);
  const before = asked();
  const again = await Promise.all(
    windows.map((client) => client.sessions.refresh({ id: first.id, once: null })),
  );
  expect(asked() - before).toBe(1);
  const tails = new Set(again.map(({ accessKeyTail }) => accessKeyTail));
  expect(tails.size).toBe(1);
  const keys = await Promise.all(windows.map((client) => client.sessions.reveal({ id: first.id })));
  expect(new Set(keys.map(({ secretAccessKey }) => secretAccessKey)).size).toBe(1);
  expect(keys[0]!.accessKeyId.slice(-4)).toBe([...tails][0]);

  // What the command line does is seen in every window, without asking.
  const { code } = await cli.run(['sessions', 'refresh', first.id], { env });
  expect([code, asked() - before]).toEqual([0, 2]);
  await vi.waitFor(
    () => {
      const seen = views.map((view) => view.latest().find(({ id }) => id === first.id)?.accessKeyTail);
      expect(new Set(seen).size).toBe(1);
      expect(seen[0]).not.toBe([...tails][0]);
    },
    { timeout: 5_000 },
  );
  for (const view of views) view.end();
  await windows[2]!.sessions.remove({ id: first.id });
  expect(await windows[0]!.sessions.list()).toEqual([]);
});

it('are asked for one code, and whoever answers first answers for all', async () => {
  const request = role('WithMfa', { mfaSerial: kimDevice.SerialNumber });
  const code = () => ({ kind: 'mfaCode', code: codeOf(kimDevice, emulator.now()) }) as const;
  const first = await windows[0]!.sessions.take({
    name: 'admin',
    request,
    group: null,
    keepFresh: false,
    once: code(),
  });
  emulator.advance(60);
  const before = asked();
  const ending = new AbortController();
  let prompts = 0;
  // Both windows of the first host see the prompt; the second one answers.
  const [, second] = windows;
  void (async () => {
    for await (const all of await second!.prompts.watch({}, { signal: ending.signal }))
      for (const { id } of all) {
        prompts += 1;
        await second!.prompts.answer({ id, once: code() });
      }
  })().catch(() => undefined);
  await new Promise((resolve) => setTimeout(resolve, 100));
  const both = await Promise.all(
    [windows[0]!, windows[1]!].map((client) => client.sessions.refresh({ id: first.id, once: null })),
  );
  ending.abort();
  expect([prompts, asked() - before, both[0]!.accessKeyTail]).toEqual([1, 1, both[1]!.accessKeyTail]);
});

it('refresh 200 sessions together, each once', async () => {
  const names = Array.from({ length: 200 }, (_, number) => `s${number}`);
  const sessions = await Promise.all(
    names.map((name) =>
      windows[0]!.sessions.take({
        name,
        request: role('Reader', { sessionName: name }),
        group: null,
        keepFresh: false,
        once: null,
      }),
    ),
  );
  const before = asked();
  const rounds = await Promise.all(
    [windows[1]!, windows[2]!].map((client) =>
      Promise.all(sessions.map(({ id }) => client.sessions.refresh({ id, once: null }))),
    ),
  );
  // Both hosts are asked at once: one of them asks AWS for each session, and the other takes what it got.
  expect(asked() - before).toBe(200);
  for (const round of rounds) expect(round.every(({ state }) => state === 'fresh')).toBe(true);
  const shown = await windows[0]!.sessions.list();
  const kept = await Promise.all(sessions.slice(0, 20).map(({ id }) => windows[2]!.sessions.reveal({ id })));
  expect(kept.map(({ accessKeyId }) => accessKeyId.slice(-4))).toEqual(
    sessions.slice(0, 20).map(({ id }) => shown.find((one) => one.id === id)!.accessKeyTail),
  );
}, 120_000);
