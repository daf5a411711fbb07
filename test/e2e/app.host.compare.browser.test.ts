/** Comparing on the real host with the sample: from the bases it proposes to the files that go out and come in. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { given, saved } from './steps/files.ts';
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

const records = (text: string) =>
  parse(text, { columns: true, bom: true }) as unknown as Record<string, string>[];
const options = () => page.getByRole('button', { name: /^Options/ });
const tab = (name: RegExp) => page.getByRole('tablist', { name: 'Compare' }).getByRole('tab', { name });
const lines = async (grid: string) =>
  Number(await page.getByRole('grid', { name: grid, exact: true }).getAttribute('aria-rowcount')) - 1;
const toDifferences = async () => {
  await tab(/^Differences/).click();
  await settled(page);
};
const planted = 12;

it('proposes the two domains, then the unit that the copied objects live in: by keys, from the first to the last', async () => {
  await goTo(page, '#/compare');
  const below = (side: 'A' | 'B') => page.getByRole('combobox', { name: `In ${side}, only below` });
  await page.getByText('The two have different naming contexts').waitFor();
  expect([await below('A').inputValue(), await below('B').inputValue()]).toEqual(['DC=hanbit,DC=example', 'DC=cloud,DC=hanbit,DC=example']);
  // The field offers places, and takes one by keys.
  await below('A').fill('OU=Seoul');
  await page.getByRole('option', { name: 'OU=Seoul,DC=hanbit,DC=example', exact: true }).waitFor();
  await below('A').fill('DC=hanbit,DC=example');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Enter');

  await page.getByText('matched objects read as moved, because each side keeps them below another unit').waitFor();
  expect(await below('A').inputValue()).toBe('OU=Boston,DC=hanbit,DC=example');
  expect(await below('B').inputValue()).toBe('OU=Boston,OU=HBCLOUD,DC=cloud,DC=hanbit,DC=example');
  expect(await seriousIssues(page)).toEqual([]);
  await below('B').focus();
  await page.keyboard.press('Enter');
  await tab(/^Differences ?12$/).waitFor();
  expect(await page.getByText('read as moved').count()).toBe(0);
  expect(new URL(page.url()).hash).toContain('ba=OU=Boston');
}); // prettier-ignore

it('saves the differences as shown: CSV, JSON, change records, a page', async () => {
  await toDifferences();
  expect(await lines('Differences')).toBe(planted);
  const save = (format: string) =>
    saved(page, async () => {
      await page.getByRole('button', { name: 'Export', exact: true }).click();
      await page.getByRole('radiogroup', { name: 'Format' }).getByText(format, { exact: true }).click();
      await page.getByRole('button', { name: 'Export…', exact: true }).click();
    });
  const csv = await save('CSV');
  expect(csv.name).toBe('hanbit.example-cloud.hanbit.example.csv');
  const rows = records(csv.text);
  expect(rows).toHaveLength(planted);
  expect(rows.map((row) => row['nameA'] || row['nameB'])).toContain('cloud-probe');

  const json = JSON.parse((await save('JSON')).text) as { kinds: string[]; a: { dn: string } | null }[];
  expect(json.map((row) => row.a?.dn ?? '')).toEqual(rows.map((row) => row['dnA']));

  const ldif = (await save('LDIF')).text;
  expect(ldif).toContain('For reading, not for applying');
  expect([...ldif.matchAll(/^changetype: (\w+)$/gm)].map(([, type]) => type)).toEqual(
    expect.arrayContaining(['add', 'delete', 'modify', 'modrdn']),
  );
  const html = (await save('HTML')).text;
  expect(html).toMatch(/^<!doctype html>/i);
  expect(html.match(/<tr>/g)!.length).toBe(planted + 1);

  // What is filtered out of the list is not in the file.
  await page.getByRole('group', { name: 'Kinds of differences' }).getByRole('button', { name: /^Changed/ }).click();
  await settled(page);
  expect(records((await save('CSV')).text)).toHaveLength(3);
  await page.getByRole('group', { name: 'Kinds of differences' }).getByRole('button', { name: /^All/ }).click();
}); // prettier-ignore

it('goes to the line that an address names, and to the other place of what moved', async () => {
  await toDifferences();
  await rowOf(page, 'Differences', 'Okafor, Adaeze').click();
  await settled(page);
  const { hash } = new URL(page.url());
  expect(hash).toMatch(/d=a\d+/);
  await goTo(page, '#/compare?a=2&b=4&v=differences');
  await goTo(page, `#/compare?a=2&b=4&v=differences&${hash.match(/d=a\d+/)![0]}`);
  const line = page
    .getByRole('grid', { name: 'Differences' })
    .getByRole('row', { selected: true })
    .filter({ hasText: 'Okafor, Adaeze' });
  await line.waitFor();
  expect(Number(await line.getAttribute('aria-rowindex'))).toBeGreaterThan(100);
  await inspector(page).getByRole('heading', { name: 'Okafor, Adaeze' }).waitFor();

  // The same address in the tree opens what is above.
  await tab(/^Tree/).click();
  const tree = page.getByRole('tree', { name: 'Tree' });
  await tree.getByRole('treeitem', { selected: true }).filter({ hasText: 'Okafor, Adaeze' }).waitFor();
  await goTo(page, hash.replace(/&d=a\d+/, '').replace('v=differences', 'v=differences&k=moved'));
  await rowOf(page, 'Differences', 'Clark, Emily').click();
  await settled(page);
  await tab(/^Tree/).click();
  const moved = tree.getByRole('treeitem', { selected: true }).filter({ hasText: 'Clark, Emily' });
  await moved.getByText(/^Moved to OU=SAL/).waitFor();
  await tree.focus();
  await page.keyboard.press('Enter');
  await moved.getByText(/^Moved from OU=MKT/).waitFor();
});

it('says that a place is not there where it was asked for, and offers to try again', async () => {
  await goTo(page, '#/compare?a=2&b=4&ba=OU%3DNowhere%2CDC%3Dhanbit%2CDC%3Dexample');
  const alert = page.getByRole('alert');
  await alert.getByText('OU=Nowhere,DC=hanbit,DC=example').waitFor();
  expect(await alert.textContent()).not.toContain('Internal server error');
  await page.goBack();
});

it('saves the pairs to fill, and takes them again: over every key, with what is wrong in a line', async () => {
  await tab(/^Ambiguous/).click();
  await settled(page);
  const template = await saved(page, () => page.getByRole('button', { name: 'Pairs to fill' }).click());
  expect(template.name).toBe('pairs.csv');
  const open = records(template.text);
  expect(open.map(({ nameA, nameB }) => nameA || nameB).toSorted()).toEqual(['GG-BOS-Seaport-Move', 'Okafor, Adaeze', 'cloud-probe']);
  const a = open.find(({ nameA }) => nameA === 'Okafor, Adaeze')!['a']!;
  const b = open.find(({ nameB }) => nameB === 'cloud-probe')!['b']!;

  await options().click();
  // A place is chosen from the list beside the pane, which stays; Esc closes the list alone.
  const below = page.getByRole('dialog').getByRole('combobox', { name: 'In A, only below' });
  await below.fill('OU=Boston');
  await page.getByRole('option', { name: 'OU=Boston,DC=hanbit,DC=example', exact: true }).click();
  expect(await below.inputValue()).toBe('OU=Boston,DC=hanbit,DC=example');
  await below.press('ArrowDown');
  await page.getByRole('option').first().waitFor();
  await below.press('Escape');
  await below.waitFor();
  await given(page, () => page.getByRole('button', { name: 'Take a file of pairs' }).click(), {
    name: 'pairs.csv',
    text: `a,b\n"${a}","${b}"\nnobody@hanbit.example,"${b}"\n`,
  });
  const dialog = page.getByRole('dialog');
  await dialog.getByText('1 pair', { exact: true }).waitFor();
  await dialog.getByText(/^Line 3:/).waitFor();
  await dialog.getByRole('button', { name: 'Compare' }).click();
  await toDifferences();
  await rowOf(page, 'Differences', 'Okafor, Adaeze').click();
  await inspector(page).getByText(/mapping file/i).waitFor();
  const names = (await rowsOf(page, 'Differences')).map(([name]) => name);
  expect(names).not.toContain('cloud-probe');

  // A file of another kind is refused where it was given.
  await options().click();
  await given(page, () => page.getByRole('button', { name: 'Take a file of pairs' }).click(), { name: 'x.csv', text: 'from,to\n1,2\n' });
  await dialog.getByText(/^Line 1:/).waitFor();
  await dialog.getByRole('button', { name: 'Leave the file out' }).click();
  await dialog.getByRole('button', { name: 'Compare' }).click();
  await tab(/^Differences ?12$/).waitFor();
  expect(opened.complaints).toEqual([]);
}); // prettier-ignore
