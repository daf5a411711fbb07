/** What one person reaches, and the chain that leads there. */
import type { Locator, Page } from 'playwright-core';
import { openPlace, rowOf, rowsOf } from './find.ts';

export interface ShownAccess {
  /** Role, account, account's name, mechanism, last group, number of groups. */
  readonly roles: string[][];
}

const chain = (page: Page): Locator => page.getByRole('region', { name: 'Chain' });

/** Finds a person by account and shows what they reach. */
export async function accessOf(page: Page, account: string): Promise<ShownAccess> {
  await openPlace(page, 'Access');
  await page.getByRole('searchbox', { name: 'Name, account, UPN, mail or SID' }).fill(account);
  await rowOf(page, 'People', account).click();
  await page.getByRole('grid', { name: 'Roles reached' }).getByRole('gridcell').first().waitFor();
  return { roles: await rowsOf(page, 'Roles reached') };
}

/** The links of the chain to a role, left to right, as title and what stands below it. */
export async function chainTo(page: Page, role: string): Promise<[title: string, below: string][]> {
  await rowOf(page, 'Roles reached', role).first().click();
  const links = await chain(page).getByRole('button').allInnerTexts();
  return links.map((text) => {
    const [title = '', below = ''] = text.split('\n').map((line) => line.trim());
    return [title, below];
  });
}

/** "Allowed if", line by line. */
export const conditions = async (page: Page): Promise<string[]> =>
  (await chain(page).getByRole('list').last().getByRole('listitem').allTextContents()).map((text) =>
    text.trim(),
  );

/** Opens the evidence of a link; answers its sentences and values as one text. */
export async function evidenceOf(page: Page, link: string): Promise<string> {
  await chain(page).getByRole('button', { name: link }).click();
  const evidence = page.getByRole('region', { name: 'Inspector' });
  await evidence.getByRole('heading', { name: link }).waitFor();
  return evidence.innerText();
}
