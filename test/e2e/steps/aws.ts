/** AWS: reading an account, its directories, and the grants that lead from groups to its roles. */
import type { Page } from 'playwright-core';
import { namedRowsOf, openPlace, rowOf, rowsOf } from './find.ts';

/** Reads an account with the default credentials, until it is done. */
export async function addAws(page: Page, regions: readonly string[]): Promise<void> {
  await page.getByRole('button', { name: 'Workspace menu' }).click();
  await page.getByRole('menuitem', { name: 'Add AWS' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add AWS' });
  await dialog.getByRole('textbox', { name: 'Regions' }).fill(regions.join(', '));
  await dialog.getByRole('button', { name: 'Read', exact: true }).click();
  await dialog.getByText('AWS was read').waitFor({ timeout: 60_000 });
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
}

/** Domain, kind, state, Region, account, id, alias, RADIUS, a row a directory. */
export async function openDirectories(page: Page): Promise<string[][]> {
  await openPlace(page, 'AWS directories');
  await page.getByRole('grid', { name: 'Directories' }).getByRole('gridcell').first().waitFor();
  return rowsOf(page, 'Directories');
}

export interface ShownGrant {
  readonly group: string;
  readonly mechanism: string;
  readonly role: string;
  readonly account: string;
  readonly status: string;
  readonly issues: string;
}

export async function openMapping(page: Page): Promise<ShownGrant[]> {
  await openPlace(page, 'Mapping');
  await page.getByRole('tab', { name: 'Table' }).click();
  await page.getByRole('grid', { name: 'Mapping' }).getByRole('gridcell').first().waitFor();
  const rows = await namedRowsOf(page, 'Mapping');
  return rows.map((row) => ({
    group: row['Group or user'] ?? '',
    mechanism: row['Mechanism'] ?? '',
    role: row['Role'] ?? '',
    account: row['Account'] ?? '',
    status: row['Status'] ?? '',
    issues: row['Issues'] ?? '',
  }));
}

export const chooseGrant = (page: Page, group: string): Promise<void> =>
  rowOf(page, 'Mapping', group).click();
