/** A client of the contract for tests, that goes the whole way: from the page, over the preload's port, to the engine. */
import { join } from 'node:path';
import { createORPCClient, ORPCError } from '@orpc/client';
import { build, type Rolldown } from 'vite';
import type { Client } from '#contract/index.ts';
import type { RunningApp } from './launch.ts';

async function bundled(): Promise<string> {
  const [result] = (await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      lib: { entry: join(import.meta.dirname, 'probe.ts'), formats: ['iife'], name: 'treelineProbe' },
    },
  })) as Rolldown.RolldownOutput[];
  if (!result) throw new Error('the probe was not built');
  return result.output[0].code;
}
let script: Promise<string> | null = null;

/** Puts the probe into the page, for now and for every reload. */
export async function addProbe({ page }: RunningApp): Promise<void> {
  script ??= bundled();
  await page.addInitScript({ content: await script });
  await page.reload();
  await page.waitForFunction(() => window.probe.posted > 0);
}

/** A port for the test alone; the page keeps its own. Main hands it out as it does to a page that has loaded. */
export async function probeClient({ app, page }: RunningApp): Promise<Client> {
  await page.evaluate(() => (window.probe.take = true));
  await app.evaluate(({ ipcMain, BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]!.webContents;
    ipcMain.emit('want-port', { sender: contents, senderFrame: contents.mainFrame });
  });
  await page.waitForFunction(() => window.probe.state === 'open' && !window.probe.take);
  return createORPCClient({
    async call(path, input) {
      const outcome = await page.evaluate(([to, what]) => window.probe.call(to as string[], what), [
        [...path],
        input,
      ] as const);
      if ('value' in outcome) return outcome.value;
      throw new ORPCError(outcome.code, { data: outcome.data });
    },
  });
}
