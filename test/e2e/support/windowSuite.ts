/** What every test of the window begins with: the window built, one browser, one engine of generated data as it was. */
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { startFixture } from './fixtureHost.ts';
import { ensureWindow, launch, openWindow, settled, type OpenedWindow } from './window.ts';

type Fixture = Awaited<ReturnType<typeof startFixture>>;

export interface WindowSuite {
  readonly browser: Browser;
  readonly fixture: Fixture;
  /** Opens a window in a fresh profile, for as long as it is used. */
  within(
    options: BrowserContextOptions,
    use: (page: Page, opened: OpenedWindow) => Promise<void>,
  ): Promise<void>;
}

/** Registers the hooks of a file; its fields are there once they have run. */
export function windowSuite(): WindowSuite {
  let browser: Browser | undefined;
  let fixture: Fixture | undefined;
  beforeAll(async () => {
    await ensureWindow();
    [browser, fixture] = await Promise.all([launch(), startFixture()]);
  });
  afterAll(async () => {
    await browser?.close();
    await fixture?.close();
  });
  beforeEach(() => fixture!.control.reset());
  return {
    get browser() {
      return browser!;
    },
    get fixture() {
      return fixture!;
    },
    async within(options, use) {
      const opened = await openWindow(browser!, fixture!.url, options);
      try {
        await use(opened.page, opened);
      } finally {
        await opened.close();
      }
    },
  };
}

/** Presses keys one after the other and waits until the window is quiet. */
export async function press(page: Page, ...keys: string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
  await settled(page);
}
