/** Finding things in the window as a person or a screen reader does: by role and name. */
import type { Locator, Page } from 'playwright-core';
import { settled } from '../support/window.ts';

export type Place = 'Explorer' | 'AWS directories' | 'Mapping' | 'Access' | 'Sessions' | 'Workspace';

/** Goes to a place by the rail; where it is open already, nothing is clicked. */
export async function openPlace(page: Page, place: Place): Promise<void> {
  const link = page
    .getByRole('navigation', { name: 'Places' })
    .getByRole('link', { name: place, exact: true });
  if ((await link.getAttribute('aria-current')) === 'page') return;
  await link.click();
  await settled(page);
}

export const statusBar = (page: Page): Locator => page.getByRole('contentinfo', { name: 'Status' });

/** What is known about the selected thing, right. */
export const inspector = (page: Page): Locator => page.getByRole('region', { name: 'Inspector' });

/** The row of a grid in which exactly this text stands. */
export const rowOf = (page: Page, grid: string, text: string): Locator =>
  page
    .getByRole('grid', { name: grid, exact: true })
    .getByRole('row')
    .filter({ has: page.getByText(text, { exact: true }) });

/** Rows of a grid as arrays of their cells' text, as far as they are in the document. */
export async function rowsOf(page: Page, grid: string): Promise<string[][]> {
  const rows = page.getByRole('grid', { name: grid, exact: true }).getByRole('row');
  const cells = await rows.evaluateAll((all) =>
    all.map((row) =>
      [...row.querySelectorAll('[role="gridcell"]')].map((cell) => cell.textContent?.trim() ?? ''),
    ),
  );
  return cells.filter((row) => row.length > 0);
}

/** Rows of a grid as their columns' titles with the text below: a narrow window leaves some columns out. */
export async function namedRowsOf(page: Page, grid: string): Promise<Record<string, string>[]> {
  const titles = await page
    .getByRole('grid', { name: grid, exact: true })
    .getByRole('columnheader')
    .evaluateAll((all) => all.map((head) => head.textContent?.trim() ?? ''));
  const rows = await rowsOf(page, grid);
  return rows.map((cells) => Object.fromEntries(titles.map((title, at) => [title, cells[at] ?? ''])));
}

/** Name → value of the pairs that a part of the window lists. */
export async function factsOf(part: Locator): Promise<Record<string, string>> {
  const names = await part.getByRole('term').allTextContents();
  const values = await part.getByRole('definition').allTextContents();
  return Object.fromEntries(names.map((name, i) => [name.trim(), values[i]?.trim() ?? '']));
}
