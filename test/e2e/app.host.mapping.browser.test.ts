/** The mapping place over the real engine and the sample: flow, table, the claim tester, and settings that change the mapping. */
import { chmodSync, copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startBuiltHost } from './steps/host.ts';
import type { HostRun } from './steps/host.ts';
import { inspector, rowOf, rowsOf } from './steps/find.ts';
import { goTo, launch, openWindow, settled } from './support/window.ts';
import type { OpenedWindow } from './support/window.ts';

const built = process.env['TREELINE_OUT'] ?? resolve(import.meta.dirname, '..', '..', 'out');
let folder: string;
let host: HostRun;
let browser: Browser;
let opened: OpenedWindow;
let page: Page;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'treeline-mapping-'));
  // The sample itself is open for reading only: what is set belongs into a copy.
  const own = join(folder, 'own.treeline');
  copyFileSync(join(built, 'resources', 'sample.treeline'), own);
  chmodSync(own, 0o600);
  [browser, host] = await Promise.all([launch(), startBuiltHost(join(folder, 'config'), own)]);
  opened = await openWindow(browser, host.address, { viewport: { width: 1440, height: 900 } });
  page = opened.page;
  page.setDefaultTimeout(20_000);
}, 120_000);
afterAll(async () => {
  await opened?.close();
  await browser?.close();
  await host?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const column = (name: string) => page.getByRole('tree', { name: new RegExp(`^${name}`) });
const address = () => new URLSearchParams(page.url().split('?').at(-1));

it('follows a rule to the roles that it leads to, and shows the same as a table', async () => {
  await goTo(page, '#/mapping');
  await column('Rule').getByRole('treeitem', { name: /^Lab roles/ }).click();
  const bar = page.getByRole('region', { name: 'What is followed' });
  await bar.waitFor();
  const told = await bar.textContent();
  const grants = Number(/(\d+) grants?/.exec(told!)![1]);
  expect(grants).toBeGreaterThan(0);
  expect(await column('Group or user').locator('.row.lit').count()).toBeGreaterThan(0);
  await bar.getByRole('button', { name: 'As a table' }).click();
  await page.getByRole('grid', { name: 'Mapping' }).getByRole('gridcell').first().waitFor();
  const rows = await rowsOf(page, 'Mapping');
  expect(rows).toHaveLength(grants);
  expect(new Set(rows.map(([, mechanism]) => mechanism))).toEqual(new Set(['SAML']));
}); // prettier-ignore

it('leads from a grant’s rule to the rule in the claim tester', async () => {
  await page.getByRole('grid', { name: 'Mapping' }).getByRole('gridcell').first().click();
  await inspector(page).getByRole('button', { name: /^Show what it stands on: Claim rule/ }).last().click();
  await page.getByRole('listbox', { name: 'Claim rules' }).waitFor();
  await settled(page);
  expect(address().get('src')).toMatch(/^\d+$/);
  expect(address().get('r')).toMatch(/^issuance\/\d+$/);
  expect(await page.getByRole('listbox', { name: 'Claim rules' }).getByRole('option', { selected: true }).textContent()).toContain('Lab roles');
}); // prettier-ignore

it('runs the rules for a person of the forest, and says what AWS makes of it', async () => {
  await goTo(page, '#/mapping?v=claims');
  const user = page.getByRole('combobox', { name: 'User who signs in' });
  await user.fill('minjun.kang');
  await page.getByRole('listbox', { name: 'User who signs in' }).getByRole('option').first().click();
  await page.getByText('7 of 7 rules ran').waitFor();
  await page.getByRole('option').filter({ hasText: 'Session of eight hours' }).click();
  const claims = page.getByRole('listbox', { name: 'Claims' });
  expect(await claims.locator('.claim.added').textContent()).toContain('28800');
  await page.getByRole('radio', { name: 'Sign-in at AWS' }).press('Space');
  const sign = page.getByRole('region', { name: 'Sign-in at AWS' });
  expect(await sign.textContent()).toContain('The sign-in works');
  await page.getByRole('radio', { name: 'Directory', exact: true }).press('Space');
  expect(await page.getByRole('region', { name: 'Directory' }).textContent()).toContain('tokenGroups');
});

it('tries an edited text at once, and takes it back', async () => {
  await page.getByRole('radio', { name: 'Sign-in at AWS' }).press('Space');
  await page.getByRole('radio', { name: 'Edit' }).press('Space');
  const text = page.getByRole('textbox', { name: 'Text of the rules' });
  const was = await text.inputValue();
  // Longer than the roles allow.
  await text.fill(was.replace('28800', '43200'));
  await page.getByText('Edited, not in any file').waitFor();
  await page.getByText('AWS refuses the sign-in').waitFor();
  await page.getByRole('button', { name: 'Revert' }).click();
  await page.getByText('The sign-in works').waitFor();
  expect(await text.inputValue()).toBe(was);
});

it('takes a file of rules for none, and the mapping follows; then takes it back', async () => {
  await goTo(page, '#/mapping');
  await column('Rule').getByRole('treeitem', { name: /^Lab roles/ }).waitFor();
  await goTo(page, '#/mapping?v=settings');
  const of = page.getByRole('group', { name: 'adfs-aws-lab.txt' });
  await of.getByRole('combobox', { name: 'Taken for' }).selectOption('none');
  await of.getByText('Set by hand').waitFor();
  await goTo(page, '#/mapping');
  await column('Rule').getByRole('treeitem').first().waitFor();
  await settled(page);
  expect(await column('Rule').getByRole('treeitem', { name: /^Lab roles/ }).count()).toBe(0);
  await goTo(page, '#/mapping?v=settings');
  await of.getByRole('button', { name: 'Take as the file says' }).click();
  await of.getByText('As the file says').waitFor();
}); // prettier-ignore

it('has a mapping by hand in the flow, said to be one, until it is removed', async () => {
  await goTo(page, '#/mapping?v=settings&s=entered&one=new');
  const form = page.getByRole('form', { name: 'Mapping' });
  await form.getByRole('combobox', { name: 'Group or user' }).fill('helpdesk');
  await page.getByRole('listbox', { name: 'Group or user' }).getByRole('option').first().click();
  const name = await form.getByRole('textbox', { name: 'Name', exact: true }).inputValue();
  expect(await form.getByRole('textbox', { name: 'SID' }).inputValue()).toMatch(/^S-1-5-21-/);
  await form.getByRole('combobox', { name: 'Role ARN' }).fill('Billing');
  await page.getByRole('listbox', { name: 'Role ARN' }).getByRole('option').first().click();
  await form.getByRole('textbox', { name: 'Why' }).fill('agreed in the review');
  await form.getByRole('textbox', { name: 'Who says so' }).fill('auditor');
  await form.getByRole('button', { name: 'Save' }).click();
  await rowOf(page, 'By hand', name).waitFor();
  await goTo(page, '#/mapping?status=');
  const byHand = column('Rule').getByRole('treeitem', { name: /^By hand/ });
  await byHand.waitFor();
  await byHand.click();
  await settled(page);
  expect(await column('Group or user').locator('.row.lit').first().textContent()).toContain(name);
  await goTo(page, '#/mapping?v=settings&s=entered');
  await rowOf(page, 'By hand', name).click();
  await form.getByRole('button', { name: 'Remove' }).click();
  await page.getByText('Nothing entered').waitFor();
  expect(opened.complaints).toEqual([]);
});
