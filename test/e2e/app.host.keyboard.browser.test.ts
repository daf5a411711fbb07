/** The critical path without a pointer, on the real host with the sample: a person, a role, its chain, the evidence. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inspector, rowsOf } from './steps/find.ts';
import { startBuiltHost, type HostRun } from './steps/host.ts';
import { shot } from './steps/shots.ts';
import { launch, openWindow, settled, type OpenedWindow } from './support/window.ts';

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

const press = async (...keys: string[]): Promise<void> => {
  for (const key of keys) await page.keyboard.press(key);
  await settled(page);
};
/** Name of the list that has the focus; a place's link in the rail may be called the same. */
const focusedList = (): Promise<string | null> =>
  page.evaluate(() =>
    document.activeElement?.getAttribute('role') === 'grid'
      ? document.activeElement.getAttribute('aria-label')
      : null,
  );
/** F6 until the focus is in the list of this name. It stands once its rows were read, however quiet the window is before. */
async function toPane(name: string): Promise<void> {
  await page.getByRole('grid', { name, exact: true }).getByRole('gridcell').first().waitFor();
  for (let i = 0; i < 6; i++) {
    if ((await focusedList()) === name) return;
    await press('F6');
  }
  throw new Error(`F6 does not lead to ${name}`);
}

describe('by keyboard alone, on the sample', () => {
  it.each([
    ['Control+1', 'Explorer', 'Objects'],
    ['Control+3', 'AWS directories', 'Directories'],
    ['Control+6', 'Sessions', null],
    ['Control+7', 'Workspace', null],
  ])('%s opens %s, and F6 leads into its list', async (keys, place, list) => {
    await press(keys);
    await page.getByRole('heading', { level: 1, name: place, exact: true }).waitFor();
    if (list === null) return;
    await toPane(list);
    await press('Home', 'ArrowDown');
    expect((await rowsOf(page, list)).length).toBeGreaterThan(1);
    await inspector(page).getByRole('heading', { level: 2 }).waitFor();
  });

  it('follows a group through the mapping, and finds its grant in the table', async () => {
    await press('Control+4');
    const groups = page.getByRole('tree', { name: /^Group or user/ });
    await groups.waitFor();
    await groups.focus();
    await press('Home', 'Enter');
    await page.getByRole('region', { name: 'What is followed' }).waitFor();
    await press('ArrowRight', 'Home');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('data-column'))).toBe('rule');
    await press('Escape');
    await page.getByRole('tab', { name: 'Flow' }).focus();
    await press('ArrowRight');
    await toPane('Mapping');
    await press('Home', 'ArrowDown');
    await inspector(page).getByRole('heading', { level: 2 }).waitFor();
  });

  it('finds a person by the palette and shows what they reach', async () => {
    await press('Control+k');
    await page.keyboard.type('baerbel');
    await page
      .getByRole('option', { name: /baerbel\.becker|Bärbel/i })
      .first()
      .waitFor();
    await press('Enter');
    await inspector(page).getByRole('tab', { name: 'Access' }).waitFor();
    await shot(page, 'keyboard-person');
  });

  it('walks from a role along its chain to the evidence', async () => {
    await press('Control+5', 'Control+f');
    await page.keyboard.type('baerbel.becker');
    // Enter is of the people whom the text finds, not of those who stood there before.
    const people = page.getByRole('grid', { name: 'People' });
    await people
      .getByRole('row')
      .nth(1)
      .filter({ hasText: /baerbel\.becker|Bärbel/i })
      .waitFor();
    await press('Enter');
    await page.getByRole('grid', { name: 'Roles reached' }).getByRole('gridcell').first().waitFor();
    await toPane('Roles reached');
    await press('Home', 'Tab');
    const chain = page.getByRole('region', { name: 'Chain' });
    const links = await chain.getByRole('button').count();
    expect(links).toBeGreaterThanOrEqual(4);
    await press('ArrowRight');
    await page.getByRole('region', { name: 'Inspector' }).getByText('The group lists this member').waitFor();
    await press(...Array.from({ length: links }, () => 'ArrowRight'));
    expect(await chain.getByRole('button').last().getAttribute('aria-pressed')).toBe('true');
    await shot(page, 'keyboard-chain');
    expect(opened.complaints).toEqual([]);
  });
});
