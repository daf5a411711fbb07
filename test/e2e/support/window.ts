/** A real Chromium on the built window. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { glob } from 'node:fs/promises';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const chromiumPath = process.env['TREELINE_CHROMIUM'] ?? '/usr/bin/chromium';

/** In a process of its own: a test runner's NODE_ENV would give the libraries' development builds. */
const build = () =>
  promisify(execFile)(
    process.execPath,
    [`${root}node_modules/vite/bin/vite.js`, 'build', '-c', 'renderer/vite.config.ts', '--logLevel', 'error'],
    {
      cwd: root,
      env: { ...process.env, NODE_ENV: 'production' },
    },
  );

/** Builds the window when its sources are newer than what was built; one that stands elsewhere is who put it there’s. */
export async function ensureWindow(): Promise<void> {
  if (process.env['TREELINE_OUT']) return;
  const page = `${root}out/renderer/index.html`;
  const built = existsSync(page) ? statSync(page).mtimeMs : 0;
  for await (const file of glob('{renderer,electron/contract/words}/**/*.{ts,vue,css,html}', { cwd: root })) {
    if (statSync(root + file).mtimeMs <= built) continue;
    await build();
    return;
  }
}

export const launch = (): Promise<Browser> =>
  chromium.launch({
    executablePath: chromiumPath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });

export interface OpenedWindow {
  readonly page: Page;
  /** What the window complained about: errors, refusals of the policy, missing words. */
  readonly complaints: string[];
  close(): Promise<void>;
}

/** Opens an address in a fresh profile and waits until the frame stands. */
export async function openWindow(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<OpenedWindow> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    locale: 'en-US',
    reducedMotion: 'reduce',
    ...options,
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.stack ?? String(error)));
  await page.goto(url);
  await page.getByRole('contentinfo').waitFor();
  return { page, complaints, close: () => context.close() };
}

/** Goes to an address of the window and waits until it is quiet. */
export async function goTo(page: Page, hash: string): Promise<void> {
  await page.evaluate((next) => {
    location.hash = next;
  }, hash);
  await settled(page);
}

/** Until nothing was added to or taken from the document for a quarter of a second. */
export const settled = (page: Page): Promise<void> =>
  page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        let timer = setTimeout(done, 250);
        const observer = new MutationObserver(() => {
          clearTimeout(timer);
          timer = setTimeout(done, 250);
        });
        const limit = setTimeout(done, 5000);
        function done() {
          clearTimeout(limit);
          observer.disconnect();
          resolve();
        }
        observer.observe(document.body, { childList: true, subtree: true });
      }),
  );

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds serious or critical on the page, one line each. */
export async function seriousIssues(page: Page): Promise<string[]> {
  await page.evaluate(axeSource);
  return page.evaluate(async () => {
    interface Found {
      violations: { id: string; impact: string; nodes: { html: string; failureSummary?: string }[] }[];
    }
    const { axe } = globalThis as unknown as { axe: { run(): Promise<Found> } };
    const { violations } = await axe.run();
    return violations
      .filter((each) => each.impact === 'serious' || each.impact === 'critical')
      .map(
        (each) =>
          `${each.id}: ${each.nodes.map((node) => `${node.html.slice(0, 160)} ${node.failureSummary ?? ''}`).join(' | ')}`,
      );
  });
}

export interface Task {
  /** How long the main thread was taken, ms. */
  readonly wall: number;
  /** How much of it this thread computed: the rest it waited for a processor that others had. */
  readonly cpu: number;
}

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly dur?: number;
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

/** Runs work and answers the tasks of the window's main thread that took over 50 ms meanwhile. */
export async function longTasks(browser: Browser, work: () => Promise<void>): Promise<Task[]> {
  const client = await browser.newBrowserCDPSession();
  const events: TraceEvent[] = [];
  client.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as TraceEvent[])));
  await client.send('Tracing.start', {
    traceConfig: { includedCategories: ['toplevel'] },
    transferMode: 'ReportEvents',
  });
  await work();
  const complete = new Promise((resolve) => client.once('Tracing.tracingComplete', resolve));
  await client.send('Tracing.end');
  await complete;
  await client.detach();
  const thread = (event: TraceEvent) => `${event.pid}:${event.tid}`;
  const main = new Set(
    events
      .filter((event) => event.name === 'thread_name' && event.args?.name === 'CrRendererMain')
      .map(thread),
  );
  const tasks = events.filter(
    (event) => event.ph === 'X' && /(^|::)RunTask$/.test(event.name) && main.has(thread(event)),
  );
  if (tasks.length === 0) throw new Error('the trace holds no task of the window');
  return tasks
    .filter((event) => (event.dur ?? 0) > 50_000)
    .map((event) => ({
      wall: Math.round((event.dur ?? 0) / 1000),
      cpu: Math.round((event.tdur ?? event.dur ?? 0) / 1000),
    }));
}

export const rowsInDocument = (page: Page): Promise<number> =>
  page.locator('[role="row"], [role="treeitem"]').count();
