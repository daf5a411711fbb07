/** Files out of the window and into it, as a browser has them. */
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';

export interface SavedFile {
  readonly name: string;
  readonly text: string;
}

/** What is downloaded when something was done. */
export async function saved(page: Page, does: () => Promise<void>): Promise<SavedFile> {
  const download = page.waitForEvent('download');
  await does();
  const file = await download;
  return { name: file.suggestedFilename(), text: readFileSync(await file.path(), 'utf8') };
}

/** Gives a file where the window asks for one. */
export async function given(page: Page, does: () => Promise<void>, file: SavedFile): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await does();
  await (await chooser).setFiles({ name: file.name, mimeType: 'text/plain', buffer: Buffer.from(file.text) });
}
