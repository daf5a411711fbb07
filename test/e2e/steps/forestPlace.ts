/** The place Forest: its map, its lists, its schema. */
import type { Locator, Page } from 'playwright-core';
import { inspector, rowsOf } from './find.ts';

export const map = (page: Page): Locator => page.getByRole('group', { name: 'Map of the forests' });

export async function openForest(page: Page): Promise<void> {
  await page
    .getByRole('navigation', { name: 'Places' })
    .getByRole('link', { name: 'Forest', exact: true })
    .click();
  await page.getByRole('navigation', { name: 'Views' }).waitFor();
}

/** Opens one of the lists, named as in the navigation, and gives its rows. */
export async function forestRows(page: Page, view: string): Promise<string[][]> {
  await page
    .getByRole('navigation', { name: 'Views' })
    .getByRole('button', { name: new RegExp(`^${view}`) })
    .click();
  await page.getByRole('grid', { name: view, exact: true }).getByRole('gridcell').first().waitFor();
  return rowsOf(page, view);
}

/** Opens a tab of what is selected. */
export const openTab = (page: Page, name: string): Promise<void> =>
  inspector(page).getByRole('tab', { name, exact: true }).click();

/** Looks at a place as it is in other light, another language, little room; then as before. */
export async function look(page: Page, take: (how: string) => Promise<void>): Promise<void> {
  await take('light');
  await page.emulateMedia({ colorScheme: 'dark' });
  await take('dark');
  await page.emulateMedia({ colorScheme: 'light' });
  const size = page.viewportSize()!;
  await page.setViewportSize({ width: 1024, height: 640 });
  await take('small');
  await page.setViewportSize(size);
}
