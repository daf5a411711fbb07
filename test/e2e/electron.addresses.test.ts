/** What the page may have opened in the person's own browser: addresses that the engine gave out for it, and no others. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Client } from '#contract/index.ts';
import { peopleEstate, roleArn } from '../emulator/estates/people.ts';
import { startEmulator, type Emulator } from '../emulator/server.ts';
import { person, region } from '../emulator/sessionsSupport.ts';
import { addProbe, probeClient } from '../lab/electron/client.ts';
import { launchApp, type RunningApp } from '../lab/electron/launch.ts';
import { until } from '../lab/electron/processes.ts';
import { roleRequest } from '../support/roleRequest.ts';

let emulator: Emulator;
let run: RunningApp;
let client: Client;
beforeAll(async () => {
  emulator = await startEmulator({ estate: peopleEstate });
  const { accessKeyId, secretAccessKey } = person('kim');
  run = await launchApp({
    env: {
      AWS_ENDPOINT_URL: emulator.url,
      AWS_ACCESS_KEY_ID: accessKeyId,
      AWS_SECRET_ACCESS_KEY: secretAccessKey,
      AWS_REGION: region,
    },
  });
  // No browser of this machine is started: what would go to it is kept.
  await run.app.evaluate(({ shell }) => {
    const outside: string[] = [];
    Object.assign(globalThis, { outside });
    shell.openExternal = (address) => {
      outside.push(address);
      return Promise.resolve();
    };
  });
  await addProbe(run);
  client = await probeClient(run);
});
afterAll(async () => {
  await run?.close();
  await emulator?.close();
});

const outside = () => run.app.evaluate(() => (globalThis as unknown as { outside: string[] }).outside);
const windows = () => run.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length);
const open = (address: string) => run.page.evaluate((to) => void window.open(to, '_blank'), address);

it('opens the console of a session outside, and nothing that the page thought of', async () => {
  const request = roleRequest(roleArn('Reader'), { region });
  const { id } = await client.sessions.take({
    name: 'reader',
    request,
    group: null,
    keepFresh: false,
    once: null,
  });
  const { address } = await client.sessions.console({ id, destination: null });
  for (const other of [
    'https://attacker.example/?stolen=1',
    'file:///etc/passwd',
    `${new URL(address).origin}/other`,
  ])
    await open(other);
  await open(address);
  await until('the address to be opened', async () => (await outside()).length > 0);
  expect(await outside()).toEqual([address]);
  expect(await windows()).toBe(1);
  const { status, headers } = await fetch(address, { redirect: 'manual' });
  expect([status, headers.get('location')]).toEqual([302, expect.stringContaining('Action=login')]);
});
