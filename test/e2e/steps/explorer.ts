/** Walking directories: live ones and snapshots, the tree, the list and what is known of an object. */
import type { Locator, Page } from 'playwright-core';
import { inspector, openPlace, rowOf, rowsOf, statusBar } from './find.ts';

const tree = (page: Page): Locator => page.getByRole('tree', { name: 'Directory tree' });
/** The topmost node of this name: a source is called like the domain below it. A count or "Live" may follow. */
export const treeItem = (page: Page, name: string): Locator =>
  tree(page)
    .getByRole('treeitem')
    .filter({ has: page.getByText(name, { exact: true }) })
    .first();

export async function chooseInTree(page: Page, name: string): Promise<void> {
  await openPlace(page, 'Explorer');
  await treeItem(page, name).click();
}

/** Opens a node by the keyboard, as in every tree. */
export async function expand(page: Page, name: string): Promise<void> {
  const item = treeItem(page, name);
  await item.click();
  if ((await item.getAttribute('aria-expanded')) !== 'true') await page.keyboard.press('ArrowRight');
}

export const openNamingContext = (page: Page, dn: string): Promise<void> =>
  page.getByRole('button', { name: dn, exact: true }).click();

/** Goes down into a container of the list. */
export const enter = (page: Page, name: string): Promise<void> => rowOf(page, 'Objects', name).dblclick();

export async function selectInList(page: Page, name: string): Promise<void> {
  await rowOf(page, 'Objects', name).click();
  await inspector(page).getByRole('heading', { name, exact: true }).waitFor();
}

/** Attribute → value, of the object that is selected, filtered by name. */
export async function attribute(page: Page, name: string): Promise<string[]> {
  await inspector(page).getByRole('searchbox', { name: 'Filter attributes' }).fill(name);
  const rows = await rowsOf(page, 'Attributes');
  return rows.filter(([each]) => each === name).map(([, value]) => value ?? '');
}

/** Captures the live connection of this name, with its progress in the status bar, until it is done. */
export async function capture(page: Page, connection: string, during?: () => Promise<void>): Promise<void> {
  await chooseInTree(page, connection);
  const progress = statusBar(page).getByRole('progressbar', { name: 'Capture' });
  const seen = progress.waitFor();
  await page.getByRole('button', { name: 'Capture a snapshot' }).click();
  await seen;
  await during?.();
  await progress.waitFor({ state: 'detached', timeout: 60_000 });
}

/** Finds an object of a source by text and selects it. */
export async function openObject(page: Page, source: string, name: string): Promise<void> {
  await chooseInTree(page, source);
  await page.getByRole('searchbox', { name: 'Search this snapshot' }).fill(name);
  await selectInList(page, name);
}

export interface ShownMember {
  readonly name: string;
  readonly via: string;
  readonly path: string;
  readonly dn: string;
}

/** All members of the selected group, groups in groups included, each with the way it comes by. */
export async function showMembers(page: Page): Promise<ShownMember[]> {
  await inspector(page).getByRole('tab', { name: 'Members', exact: true }).click();
  await inspector(page)
    .getByRole('radiogroup', { name: 'Depth' })
    .getByText('Nested', { exact: true })
    .click();
  await inspector(page)
    .getByRole('grid', { name: 'Members' })
    .getByRole('columnheader', { name: 'Path' })
    .waitFor();
  await inspector(page)
    .getByText(/^\d+ members?$/)
    .waitFor();
  const rows = await rowsOf(page, 'Members');
  return rows.map(([name = '', via = '', path = '', dn = '']) => ({ name, via, path, dn }));
}
