/** Drafts on the real host with the sample: made by forms, by a conversion and from what is shown; compared, saved, in both themes. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { saved } from './steps/files.ts';
import { startBuiltHost, type HostRun } from './steps/host.ts';
import { goTo, launch, openWindow, seriousIssues, settled, type OpenedWindow } from './support/window.ts';

let folder: string;
let host: HostRun;
let browser: Browser;
let opened: OpenedWindow;
let page: Page;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'treeline-host-'));
  [host, browser] = await Promise.all([startBuiltHost(join(folder, 'config'), null), launch()]);
  opened = await openWindow(browser, host.address);
  ({ page } = opened);
  page.setDefaultTimeout(15_000);
});
afterAll(async () => {
  await opened?.close();
  await browser?.close();
  await host?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const button = (name: string) => page.getByRole('button', { name, exact: true });
const tab = (name: RegExp) => page.getByRole('tablist', { name: 'What if' }).getByRole('tab', { name });
const grid = (name: string) => page.getByRole('grid', { name, exact: true });
const rows = (name: string) =>
  grid(name)
    .getByRole('row')
    .filter({ has: page.getByRole('gridcell') });
const inspector = () => page.getByRole('region', { name: 'Inspector' });
const add = () => button('Add a change').first().click();
const choose = async (field: string, text: string, name: RegExp): Promise<void> => {
  await page.getByRole('combobox', { name: field, exact: true }).pressSequentially(text);
  await page.getByRole('listbox').getByRole('option', { name }).first().click();
};
async function save(): Promise<void> {
  await button('Save').click();
  await settled(page);
}
const inBothThemes = async (): Promise<void> => {
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await seriousIssues(page)).toEqual([]);
  }
};

it('says what would be here, and makes a draft', async () => {
  await page.keyboard.press('Control+Shift+U');
  await page.getByText('What if …').waitFor();
  await inBothThemes();
  await button('New draft').first().click();
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Auditors');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Auditors' }).waitFor();
  expect(new URL(page.url()).hash).toContain('d=1');
  await page.getByText('Nothing would change.').waitFor();
});

it('puts somebody into a group, and shows the chain that they then have', async () => {
  await add();
  await choose('Group', 'DirectoryReader', /DirectoryReader/);
  await choose('Member', 'gaeun.kim', /^gaeun\.kim/);
  await inBothThemes();
  await save();
  await page.getByRole('button', { name: /1 People gained/ }).click();
  await settled(page);
  expect(await rows('People').count()).toBe(1);
  await rows('People').first().click();
  await page.getByRole('heading', { name: 'Before' }).waitFor();
  await page.getByText('Not in this role.').waitFor();
  const after = inspector().getByRole('button', { name: /DirectoryReader/ });
  await after.first().waitFor();
  await after.first().click();
  await inspector().getByText('AWS-310298457716-DirectoryReader').first().waitFor();
  await inBothThemes();
});

it('shows who loses a role that is deleted, and what of the draft is left out', async () => {
  await tab(/Changes/).click();
  await add();
  await page.getByRole('combobox', { name: 'Kind of change' }).selectOption('deleteRole');
  await page.getByRole('combobox', { name: 'Role (ARN)' }).fill('arn:aws:iam::648120375592:role/DBA');
  await save();
  await add();
  await page.getByRole('combobox', { name: 'Kind of change' }).selectOption('deleteRole');
  await page.getByRole('combobox', { name: 'Role (ARN)' }).fill('arn:aws:iam::648120375592:role/None');
  await save();
  await page.getByText('1 change is left out; see why in the list of changes.').waitFor();
  await rows('Changes').nth(2).click();
  await inspector()
    .getByText(/was not found/)
    .waitFor();
  await inBothThemes();
  await tab(/Roles/).click();
  await settled(page);
  const lost = rows('Roles').filter({ hasText: 'DBA' });
  expect(await lost.count()).toBe(1);
  await lost.click();
  await inspector().getByRole('button', { name: 'People' }).click();
  await settled(page);
  expect(new URLSearchParams(new URL(page.url()).hash.split('?')[1]).get('role')).toBe(
    'arn:aws:iam::648120375592:role/DBA',
  );
  for (const row of await rows('People').all()) expect(await row.innerText()).toContain('lost');
  await page.goBack();
  await settled(page);
  await tab(/Grants/).click();
  await rows('Grants').first().click();
  await inspector().getByRole('heading', { name: 'After' }).waitFor();
  await inBothThemes();
});

it('refuses a document that is none where it stands, and keeps the form', async () => {
  await tab(/Changes/).click();
  await add();
  await page.getByRole('combobox', { name: 'Kind of change' }).selectOption('editTrust');
  await page.getByRole('combobox', { name: 'Role (ARN)' }).fill('arn:aws:iam::648120375592:role/Deploy');
  const text = page.getByRole('textbox', { name: 'Trust policy' });
  // It begins as it was read.
  await expect.poll(() => text.inputValue()).toContain('sts:AssumeRoleWithSAML');
  await text.fill('{ "Version": "2012-10-17", "Statement": [{ "Effect": "Maybe" }] }');
  await save();
  await page
    .getByRole('alert')
    .getByText(/This is no policy document/)
    .waitFor();
  await button('Cancel').click();
  expect(await rows('Changes').count()).toBe(3);
});

it('asks who may do something before and after', async () => {
  await tab(/Actions/).click();
  await page.getByRole('combobox', { name: 'Action' }).fill('iam:CreateUser');
  await button('Compare').click();
  await page.getByText(/Users of a directory: \d+/).waitFor();
  await inBothThemes();
});

it('takes a change out, and the draft', async () => {
  await goTo(page, '#/drafts?d=1');
  await rows('Changes').nth(2).click();
  await button('Remove').first().click();
  await settled(page);
  await expect.poll(() => rows('Changes').count()).toBe(2);
});

it('turns console delegation into permission sets, says what does not come along, and keeps a draft', async () => {
  await page.keyboard.press('Control+Shift+U');
  await button('Convert to permission sets…').first().click();
  await grid('Permission sets').waitFor();
  await page.getByRole('radio', { name: 'Console delegation' }).check({ force: true });
  await rows('Permission sets').filter({ hasText: 'ConsoleHelpdesk' }).click();
  await inspector().getByText('In place of').waitFor();
  await inBothThemes();
  await page.getByRole('button', { name: /2 Gained/ }).click();
  await settled(page);
  expect(await rows('What to know').count()).toBe(2);
  await rows('What to know').first().click();
  await inspector()
    .getByRole('heading', { name: /more get the role by/ })
    .waitFor();
  const evidence = inspector().getByRole('button', { name: /^Show what it stands on/ });
  await evidence.first().waitFor();
  await inBothThemes();
  await evidence.first().click();
  await expect.poll(() => page.url()).not.toContain('#/drafts');
  await page.goBack();
  await expect.poll(() => rows('What to know').count()).toBe(2);
  await page.getByRole('combobox', { name: 'Add an account' }).fill('527710934481');
  await page.keyboard.press('Enter');
  await page.getByText('Nothing to convert').waitFor();
  await page.getByRole('button', { name: /^Without / }).click();
  await page.getByText('6 of 6 working grants carried over').waitFor();
  await button('Keep as a draft…').click();
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Off delegation');
  await inBothThemes();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Off delegation' }).waitFor();
  await settled(page);
  // Three permission sets and five assignments; a fourth set is there already, with the sixth.
  expect(await rows('Changes').count()).toBe(8);
});

it('saves the files of a draft, each and all in an archive, and says what a format does not carry', async () => {
  await button('Files').click();
  const dialog = page.getByRole('dialog', { name: 'Files' });
  await dialog.getByText('8 of 8 changes are in the files.').waitFor();
  const save = dialog.getByRole('button', { name: 'Save', exact: true });
  const terraform = await saved(page, () => save.click());
  expect(terraform.name).toBe('treeline.tf.json');
  expect(Object.keys((JSON.parse(terraform.text) as { resource: object }).resource)).toContain(
    'aws_ssoadmin_permission_set',
  );
  await inBothThemes();
  await dialog.getByRole('combobox', { name: 'Format' }).selectOption('identity-center');
  const all = await saved(page, () => dialog.getByRole('button', { name: /^Save all \d+ as ZIP$/ }).click());
  expect(all.name).toBe('Off-delegation-AWS-CLI-input-for-Identity-Center.zip');
  expect(all.text.startsWith('PK\u0003\u0004')).toBe(true);
  expect(all.text).toContain('commands.sh');
  await dialog.getByRole('combobox', { name: 'Format' }).selectOption('ldif');
  await dialog.getByText('This format carries nothing of the draft.').waitFor();
  await dialog
    .getByRole('list', { name: 'Remarks' })
    .getByText('Left out: it is no matter of this format.')
    .waitFor();
  await dialog.getByText('1–8').waitFor();
  await inBothThemes();
  await page.keyboard.press('Escape');
});

it('tries a grant less in a draft, from the mapping', async () => {
  await goTo(page, '#/mapping?v=table&mechanism=delegation&status=works');
  await page
    .getByRole('row')
    .filter({ hasText: 'ConsoleBilling', has: page.getByRole('gridcell') })
    .first()
    .click();
  await inspector().getByRole('button', { name: 'Try in a draft' }).click();
  await inBothThemes();
  await page.getByRole('menuitem', { name: 'Without this delegation' }).click();
  await page.getByRole('button', { name: /1 Grants lost/ }).click();
  await settled(page);
  expect(await rows('Grants').count()).toBe(1);
  expect(await page.getByText(/left out/).count()).toBe(0);
});

it('tries somebody in a group, and out of one, from their access', async () => {
  const tryIt = async (who: string): Promise<void> => {
    await goTo(page, '#/access');
    await page.getByRole('searchbox', { name: 'Name, account, UPN, mail or SID' }).fill(who);
    await settled(page);
    await rows('People').first().click();
    await button('Try in a draft').first().click();
  };
  await tryIt('gaeun.kim');
  await choose('Group', 'DirectoryReader', /DirectoryReader/);
  await inBothThemes();
  await button('See what would change').click();
  await page.getByRole('button', { name: /1 People gained/ }).waitFor();
  await tryIt('jimin.ko');
  await page.getByRole('radio', { name: 'Remove from a group' }).check({ force: true });
  await inBothThemes();
  await page.getByRole('combobox', { name: 'Group' }).selectOption('AWS-648120375592-Admin');
  await button('See what would change').click();
  await page.getByRole('button', { name: /People lost/ }).waitFor();
});
