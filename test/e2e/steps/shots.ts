/** Pictures of the steps, to look at: `.cache/shots/app-<shell>-<step>.png`. */
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright-core';

const folder = resolve(import.meta.dirname, '..', '..', '..', '.cache', 'shots');

export async function shot(page: Page, name: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `app-${name}.png`) });
}
