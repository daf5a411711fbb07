/** The reviews place on the real host with the sample: a campaign begun, decided by keys, handed over, signed off, followed. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inspector, rowOf } from './steps/find.ts';
import { given, saved } from './steps/files.ts';
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

const button = (name: string | RegExp) => page.getByRole('button', { name });
const dialog = () => page.getByRole('dialog');
const address = () => new URLSearchParams(new URL(page.url()).hash.split('?')[1]);
const heading = () => inspector(page).getByRole('heading', { level: 2 });
const stateIs = (text: string) => inspector(page).getByText(text, { exact: true }).first().waitFor();

describe('an access review', () => {
  it('has a place in the rail, with a key', async () => {
    await goTo(page, '#/workspace');
    await page.keyboard.press('Control+Shift+Y');
    await page.getByText('No access review yet').waitFor();
    expect(await seriousIssues(page)).toEqual([]);
  });

  it('says how many items it would have, and what is missing, before it begins', async () => {
    await button('Start a review').first().click();
    await dialog()
      .getByText(/^\d+ items: \d+ people, \d+ roles/)
      .waitFor();
    await dialog().getByRole('button', { name: 'Start a review' }).click();
    await dialog().getByText('Name the review.').waitFor();
    await dialog().getByText('Say who you are.').waitFor();
    await dialog().getByText('Chosen', { exact: true }).click();
    await dialog().getByRole('searchbox', { name: 'Filter roles' }).fill('IncidentResponse');
    await dialog()
      .getByRole('checkbox', { name: /IncidentResponse/ })
      .check();
    await dialog()
      .getByText(/^4 items: 4 people, 1 role/)
      .waitFor();
    expect(await seriousIssues(page)).toEqual([]);
    await dialog().getByText('Privileged', { exact: true }).first().click();
    await dialog().getByLabel('Name', { exact: true }).fill('Fourth quarter');
    await dialog().getByLabel('Your name').fill('ann');
    await dialog().getByLabel('Reviewer where no group has an owner').fill('security@example.com');
    await dialog()
      .getByText(/^205 items/)
      .waitFor();
    await dialog().getByRole('button', { name: 'Start a review' }).click();
    await page.getByRole('heading', { name: 'Fourth quarter', level: 1 }).waitFor();
    await settled(page);
    expect(address().get('r')).toMatch(/^\d+$/);
  });

  it('is decided by one key an item, and goes on to the next', async () => {
    await button('Next open item').last().click();
    await heading().waitFor();
    const first = await heading().innerText();
    await inspector(page).getByText('How the access comes about').waitFor();
    expect(await seriousIssues(page)).toEqual([]);
    await page.keyboard.press('k');
    await expect.poll(() => heading().innerText()).not.toBe(first);
    await rowOf(page, 'Items', first).getByText('Keep').first().waitFor();
    const second = await heading().innerText();
    await page.keyboard.press('r');
    await inspector(page).getByText('A revocation needs a reason.', { exact: true }).waitFor();
    await page.keyboard.type('ok, unknown to the team');
    await page.keyboard.press('Enter');
    await expect.poll(() => heading().innerText()).not.toBe(second);
    await page.getByText('203 of 205 open').first().waitFor();
    await rowOf(page, 'Items', second).first().click();
    await stateIs('Revoke');
    await inspector(page).getByText('ok, unknown to the team').waitFor();
  });

  it('decides several that are marked, and hands items over', async () => {
    await page.getByRole('navigation', { name: 'Width of the filters' }).getByRole('button', { name: /IncidentResponse/ }).click();
    await settled(page);
    const rows = page.getByRole('grid', { name: 'Items' }).getByRole('row').filter({ hasText: 'Open' });
    await rows.first().click();
    await page.keyboard.press('x');
    await page.getByText('1 marked').first().waitFor();
    await button('Mark all shown').click();
    await page.getByText('4 marked').first().waitFor();
    await page.keyboard.press('u');
    await page.getByText('4 decided').waitFor();
    await rows.first().waitFor({ state: 'detached' });
    await page.getByRole('grid', { name: 'Items' }).getByRole('row').nth(2).click();
    await button('Hand over').click();
    await dialog().getByLabel('New reviewer').fill('deputy');
    await dialog().getByRole('button', { name: 'Hand over' }).click();
    await page.getByText('1 item handed over').waitFor();
    await stateIs('Unsure');
    await inspector(page).getByText('Handed to deputy').waitFor();
  }); // prettier-ignore

  it('goes to a file and comes back', async () => {
    await button('Files').click();
    const list = await saved(page, () => page.getByRole('heading', { name: 'Items to fill in' }).locator('..').getByRole('button', { name: 'CSV' }).click());
    expect(list.text.split('\r\n').length).toBeGreaterThanOrEqual(5);
    const text = list.text.replaceAll(/,unsure,,(\d+)\r\n/g, ',keep,fine,$1\r\n');
    expect(text).not.toBe(list.text);
    await button('Files').click();
    await given(page, () => button('Read decisions…').click(), { name: 'items.csv', text });
    await page.getByText(/^4 decided, 0 unchanged/).waitFor();
    await page.keyboard.press('Escape');
    await button('Files').click();
    const report = await saved(page, () => button('HTML').click());
    expect(report.text).toContain('Access review: Fourth quarter');
    expect(report.text).toContain('ok, unknown to the team');
  }); // prettier-ignore

  it('is signed off with a reason for what is left, and the next one follows it', async () => {
    await button('Sign off').click();
    await dialog()
      .getByText(/199 items are open/)
      .waitFor();
    await dialog().getByRole('button', { name: 'Sign off' }).click();
    await dialog().getByText('Say why items are left open.').waitFor();
    expect(await seriousIssues(page)).toEqual([]);
    await dialog().getByLabel('Why they are left open').fill('next week');
    await dialog().getByRole('button', { name: 'Sign off' }).click();
    await page.getByText(/Signed off .* by ann\. Nothing changes any more\./).waitFor();
    expect(await button('Sign off').count()).toBe(0);
    await button('Start the next one').click();
    await dialog().getByLabel('Name', { exact: true }).fill('Next');
    await dialog().getByRole('button', { name: 'Start a review' }).click();
    await page.getByText(/Follows “Fourth quarter”: 0 new, 0 another way, 1 not revoked yet/).waitFor();
    await button('All reviews').click();
    await rowOf(page, 'Access reviews', 'Fourth quarter').getByText('Signed off').waitFor();
    await page.goBack();
    await page.getByRole('heading', { name: 'Next', level: 1 }).waitFor();
  });

  it('says so where the address names a review that is not there', async () => {
    await goTo(page, '#/reviews?r=999');
    await page.getByText('The workspace has no access review 999 that can be read.').waitFor();
  });
});
