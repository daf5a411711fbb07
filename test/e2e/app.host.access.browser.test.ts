/** The access place on the real host with the sample: a person's chain, who can, a role, a group, an account, the matrix, files. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { saved } from './steps/files.ts';
import { inspector, rowOf, rowsOf } from './steps/find.ts';
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

const prod = '648120375592';
const admin = `arn:aws:iam::${prod}:role/Admin`;
const grid = (name: string) => page.getByRole('grid', { name, exact: true });
const chain = () => page.getByRole('region', { name: 'Chain' });
const address = () => new URLSearchParams(new URL(page.url()).hash.split('?')[1]);
const rowCount = async (name: string) => Number(await grid(name).getAttribute('aria-rowcount')) - 1;
/** The file that the engine writes of a whole list, as it is filtered. */
async function records(name: string | RegExp): Promise<Record<string, string>[]> {
  const { text } = await saved(page, async () => {
    await page.getByRole('button', { name, exact: typeof name === 'string' }).click();
    await page.getByRole('button', { name: 'Export…', exact: true }).click();
  });
  return parse(text, { columns: true, bom: true }) as unknown as Record<string, string>[];
}

it('a person: the chain from the account to the statement that allows, and the decision', async () => {
  await goTo(page, '#/access');
  await page.getByRole('searchbox', { name: 'Name, account, UPN, mail or SID' }).fill('jimin.ko');
  await settled(page);
  await grid('People').getByRole('row').nth(1).click();
  await grid('Roles reached').waitFor();
  await page.getByRole('combobox', { name: 'Action' }).fill('iam:CreateUser');
  await page.keyboard.press('Enter');
  await page.getByRole('combobox', { name: 'Action' }).press('Enter');
  await grid('Roles reached').getByRole('columnheader', { name: 'iam:CreateUser' }).waitFor();
  await settled(page);
  await rowOf(page, 'Roles reached', 'Admin').click();
  await settled(page);
  const drawn = await chain().getByRole('button').allTextContents();
  expect(drawn.join(' | ')).toMatch(/고지민.*AWS-648120375592-Admin.*SAML.*Admin.*AdministratorAccess.*iam:CreateUser/s);
  await chain().getByRole('button', { name: /AdministratorAccess/ }).first().click();
  await page.getByRole('region', { name: 'Document AdministratorAccess' }).locator('.lit').first().waitFor();
  await chain().getByRole('button', { name: /AWS-648120375592-Admin/ }).click();
  await inspector(page).getByText('member', { exact: true }).waitFor();
  expect(await seriousIssues(page)).toEqual([]);
}); // prettier-ignore

it('who can: the list that is shown is the file that is written', async () => {
  await goTo(page, '#/access?v=who&act=iam:CreateUser');
  await grid('Who can').waitFor();
  await settled(page);
  const shown = await rowCount('Who can');
  expect(shown).toBeGreaterThan(5);
  const rows = await records(/^Export: Who can/);
  expect(rows).toHaveLength(shown);
  const [[first] = []] = await rowsOf(page, 'Who can');
  expect(rows[0]!['Name']).toBe(first);
  await grid('Who can').getByRole('row').nth(1).click();
  await chain().waitFor();
  expect(await chain().textContent()).toContain('iam:CreateUser');
});

it('a role: its people are those of the file, and one leads to the other views', async () => {
  await goTo(page, `#/access?v=role&role=${admin}`);
  await grid('People in the role').waitFor();
  await settled(page);
  const people = await rowCount('People in the role');
  expect(await records('Export: Admin People in the role')).toHaveLength(people);
  await rowOf(page, 'People in the role', '고지민').click();
  await chain().waitFor();
  await page.getByText(/way in$/).click();
  await rowOf(page, 'Ways in', 'AWS-648120375592-Admin').click();
  await inspector(page).getByRole('link', { name: 'What the group opens' }).click();
  await rowOf(page, 'Opened roles', 'Admin').waitFor();
  await page.goBack();
  await page
    .getByRole('link', { name: new RegExp(prod) })
    .first()
    .click();
  await grid('Doors').waitFor();
  expect(address().get('account')).toBe(prod);
});

it('an account: every door of the counts is in the list and in the file', async () => {
  await goTo(page, `#/access?v=account&account=${prod}`);
  await grid('Doors').waitFor();
  await settled(page);
  const doors = await rowCount('Doors');
  const rows = await records(`Export: ${prod} Doors`);
  expect(rows).toHaveLength(doors);
  expect(rows.find((row) => row['Name'] === 'AWS-648120375592-Admin')).toMatchObject({ Role: 'Admin', Account: prod });
}); // prettier-ignore

it('the matrix: its pairs are the lines of the file, privileged roles alone when asked', async () => {
  await goTo(page, '#/access?v=matrix');
  await grid('Matrix').waitFor();
  await settled(page);
  const users = await rowCount('Matrix');
  const all = await records('Export: Matrix');
  expect(new Set(all.map((row) => row['Distinguished name'])).size).toBe(users);
  const roles = Number(await grid('Matrix').getAttribute('aria-colcount')) - 1;
  expect(new Set(all.map((row) => `${row['Role ARN'] || row['Role']} ${row['Account']}`)).size).toBe(roles);
  await page.getByRole('checkbox', { name: 'Privileged' }).check();
  await settled(page);
  const privileged = await records('Export: Matrix');
  expect(privileged.length).toBeGreaterThan(0);
  expect(privileged.length).toBeLessThan(all.length);
  expect(privileged.some((row) => row['Role ARN'] === admin)).toBe(true);
  expect(opened.complaints).toEqual([]);
});

it('is led to from the estate and from the explorer', async () => {
  await goTo(page, `#/estate?v=roles&q=role/Admin`);
  await page.getByRole('grid').first().getByRole('row').filter({ hasText: prod }).first().click();
  await inspector(page).getByRole('button', { name: 'Who reaches it' }).click();
  await page.waitForURL(/v=role/);
  await grid('People in the role').waitFor();
});
