import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { launch, openWindow, settled } from '../../e2e/support/window.ts';
import { program } from '../build.ts';
import type { Answer } from '../figure.ts';
import { median } from '../numbers.ts';

const pages = fileURLToPath(new URL('../../../out/renderer/', import.meta.url));
const now = (): number => performance.timeOrigin + performance.now();

/** Resolves, in the window, to the time at which a row of the tree had been painted. */
const treeDrawn = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      new Promise<number>((resolve, reject) => {
        setTimeout(() => reject(new Error('no tree was drawn within 60 s')), 60_000);
        const look = (): void => {
          if (!document.querySelector('[role="treeitem"]')) return;
          observer.disconnect();
          // The frame that holds it, and the one after: then it is on the screen.
          requestAnimationFrame(() =>
            requestAnimationFrame(() => resolve(performance.timeOrigin + performance.now())),
          );
        };
        const observer = new MutationObserver(look);
        observer.observe(document.body, { childList: true, subtree: true });
        look();
      }),
  );

/** The running app with a window at the explorer of an empty workspace; the command to open the tree's; until it is drawn. */
export async function app(workspace: string, folder: string, rounds: number): Promise<Answer> {
  const empty = join(folder, 'empty.treeline');
  const host = spawn(
    'setpriv',
    ['--pdeathsig', 'KILL', '--', process.execPath, program('app'), pages, empty],
    {
      stdio: ['pipe', 'pipe', 'inherit'],
    },
  );
  const ended = once(host, 'exit');
  const lines = createInterface({ input: host.stdout })[Symbol.asyncIterator]();
  const browser = await launch();
  try {
    const address = (await lines.next()).value as string;
    const { page } = await openWindow(browser, address);
    await page.evaluate(() => void (location.hash = '#/explorer'));
    await settled(page);
    const times: number[] = [];
    for (let round = 0; round < rounds; round++) {
      if ((await page.getByRole('treeitem').count()) > 0)
        throw new Error('the empty workspace shows a tree: nothing could be waited for');
      const drawn = treeDrawn(page);
      const began = now();
      host.stdin.write(`${workspace}\n`);
      times.push((await drawn) - began);
      await lines.next();
      host.stdin.write(`${empty}\n`);
      await lines.next();
      await settled(page);
    }
    return { took: median(times), first: times[0]!, longest: Math.max(...times) };
  } finally {
    await browser.close();
    host.stdin.end();
    const kill = setTimeout(() => host.kill('SIGKILL'), 10_000);
    await ended;
    clearTimeout(kill);
  }
}
