/** Sessions: taking a role, looking at the secret, removing it. */
import type { Locator, Page } from 'playwright-core';
import { factsOf, inspector, openPlace, rowOf } from './find.ts';

export interface RoleToTake {
  readonly roleArn: string;
  readonly name: string;
  readonly region: string;
}

export async function takeRole(page: Page, role: RoleToTake): Promise<void> {
  await openPlace(page, 'Sessions');
  await page.getByRole('button', { name: 'Take a session' }).first().click();
  const form = page.getByRole('form', { name: 'Take a session' });
  await form.getByRole('combobox', { name: 'Role ARN' }).fill(role.roleArn);
  await form.getByRole('textbox', { name: 'Name', exact: true }).fill(role.name);
  await form.getByLabel('Region', { exact: true }).fill(role.region);
  await form.getByRole('button', { name: 'Take session' }).click();
  await inspector(page).getByRole('heading', { name: role.name }).waitFor();
}

export const sessionRow = (page: Page, name: string): Locator => rowOf(page, 'Sessions', name);

export async function openSession(page: Page, name: string): Promise<Record<string, string>> {
  await openPlace(page, 'Sessions');
  await sessionRow(page, name).click();
  await inspector(page).getByRole('heading', { name }).waitFor();
  return factsOf(inspector(page));
}

/** The secret of the selected session, shown and hidden again. */
export async function revealSecret(page: Page, meanwhile?: () => Promise<void>): Promise<string[]> {
  await inspector(page).getByRole('button', { name: 'Reveal secret' }).click();
  await inspector(page).getByRole('button', { name: 'Hide secret' }).waitFor();
  await meanwhile?.();
  const values = await inspector(page).getByRole('code').allTextContents();
  await inspector(page).getByRole('button', { name: 'Hide secret' }).click();
  await inspector(page).getByRole('code').first().waitFor({ state: 'detached' });
  return values;
}

export async function removeSession(page: Page, name: string): Promise<void> {
  await openSession(page, name);
  await inspector(page).getByRole('button', { name: 'Remove' }).click();
  await sessionRow(page, name).waitFor({ state: 'detached' });
}
