/** What can be read of a forest, on the real host with the sample: map, security, control, members, and a file of a list. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openObject, showMembers } from './steps/explorer.ts';
import { inspector, rowOf, rowsOf } from './steps/find.ts';
import { forestRows, map, openForest, openTab } from './steps/forestPlace.ts';
import { startBuiltHost, type HostRun } from './steps/host.ts';
import { launch, openWindow, type OpenedWindow } from './support/window.ts';

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

const group = 'AWS-648120375592-Archive';

describe('on the sample', () => {
  it('draws every forest with its trusts, and says who filters SIDs', async () => {
    await openForest(page);
    for (const name of ['hanbit.example', 'aldersoft.example', 'cloud.hanbit.example'])
      await map(page)
        .getByRole('button', { name: new RegExp(`^Domain ?${name.replaceAll('.', '\\.')}`) })
        .waitFor();
    await page
      .getByRole('navigation', { name: 'Views' })
      .getByRole('button', { name: 'aldersoft.example' })
      .click();
    expect((await forestRows(page, 'Trusts'))[0]).toEqual(
      expect.arrayContaining(['aldersoft.example', 'hanbit.example']),
    );
    await rowOf(page, 'Trusts', 'hanbit.example').click();
    await inspector(page).getByText('Decided by the partner: the trusting side filters').waitFor();
    expect((await forestRows(page, 'Controllers')).map(([name]) => name)).toEqual(['DUB-DC01']);
    expect(await forestRows(page, 'Roles')).toHaveLength(7);
  });

  it('names who has rights on a group, who may fill it, and who is in it', async () => {
    await openObject(page, 'hanbit.example', group);
    await openTab(page, 'Security');
    await page.getByRole('grid', { name: 'Security' }).getByRole('gridcell').first().waitFor();
    const principals = (await rowsOf(page, 'Security')).map(([name]) => name!);
    expect(principals.some((name) => !name.startsWith('S-1-'))).toBe(true);
    await openTab(page, 'Control');
    await inspector(page).getByText('Who may fill, make or rename this group').waitFor();
    await inspector(page)
      .getByText(/^\d+ expected$/)
      .waitFor();
    const members = await showMembers(page);
    expect(members.length).toBeGreaterThan(0);
    for (const { dn } of members) expect(dn).toMatch(/^CN=/);
  });

  it('downloads what a list shows', async () => {
    await page.getByRole('searchbox', { name: 'Search this snapshot' }).fill('AWS-648120375592');
    const found = page.getByText(/^\d+ found$/);
    await rowOf(page, 'Objects', 'AWS-648120375592-ReadOnly').first().waitFor();
    const count = Number.parseInt(await found.innerText());
    await page.getByRole('button', { name: 'Export', exact: true }).click();
    await page.getByRole('radiogroup', { name: 'Format' }).getByText('JSON').click();
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Export…', exact: true }).click();
    const file = await download;
    expect(file.suggestedFilename()).toMatch(/\.json$/);
    const objects = JSON.parse(readFileSync(await file.path(), 'utf8')) as Record<string, unknown>[];
    expect(objects).toHaveLength(count);
    expect(count).toBeGreaterThan(1);
    expect(objects.map((each) => each['Name'])).toContain(group);
    for (const each of objects) expect(each['Name']).toMatch(/^AWS-648120375592/);
    expect(opened.complaints).toEqual([]);
  });
});
