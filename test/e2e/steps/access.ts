/** What one person reaches, and the chain that leads there. */
import type { Locator, Page } from 'playwright-core';
import { inspector, namedRowsOf, openPlace, rowOf } from './find.ts';

export interface ShownAccess {
  /** By column. */
  readonly roles: Record<string, string>[];
}

const chain = (page: Page): Locator => page.getByRole('region', { name: 'Chain' });

/** Finds a person by account and shows what they reach. */
export async function accessOf(page: Page, account: string): Promise<ShownAccess> {
  await openPlace(page, 'Access');
  await page.getByRole('searchbox', { name: 'Name, account, UPN, mail or SID' }).fill(account);
  await page
    .getByRole('grid', { name: 'People' })
    .getByRole('row')
    .filter({ hasText: `${account} ·` })
    .click();
  await page.getByRole('grid', { name: 'Roles reached' }).getByRole('gridcell').first().waitFor();
  return { roles: await namedRowsOf(page, 'Roles reached') };
}

/** The links of the chain to a role, left to right. */
export async function chainTo(page: Page, role: string): Promise<string[]> {
  await rowOf(page, 'Roles reached', role).first().click();
  const links = chain(page).getByRole('button').locator('.title');
  await links.first().waitFor();
  return (await links.allTextContents()).map((text) => text.trim());
}

/** Why the role is reached, line by line. */
export const conditions = async (page: Page): Promise<string[]> =>
  (await inspector(page).getByRole('listitem').allTextContents()).map((text) => text.trim());

/** Opens the evidence of a link; answers its sentences and values as one text. */
export async function evidenceOf(page: Page, link: string): Promise<string> {
  await chain(page).getByRole('button', { name: link }).click();
  await inspector(page).getByRole('heading', { name: link }).waitFor();
  return inspector(page).innerText();
}
