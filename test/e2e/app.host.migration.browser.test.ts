/** Planning on the real host with the sample: the report as files, and the mapping file out, filled, in and away again. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { mappingColumns } from '#contract/migration.ts';
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

type Row = Record<(typeof mappingColumns)[number], string>;
const rowsIn = (text: string) =>
  parse(text, { columns: true, bom: true, relax_column_count: true }) as unknown as Row[];
const fileOf = (rows: readonly Partial<Row>[]): string =>
  [mappingColumns, ...rows.map((row) => mappingColumns.map((name) => row[name] ?? ''))]
    .map((cells) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(','))
    .join('\r\n');
const moving = async (): Promise<number> =>
  Number((await page.getByText(/^[\d,]+ objects? moves?$/).innerText()).replaceAll(/\D/g, ''));
const take = (text: string) =>
  given(page, () => page.getByRole('button', { name: 'Take a filled file' }).click(), { name: 'mapping.csv', text }); // prettier-ignore

it('saves the report for a change board as a page and as a table, with everything that the window says', async () => {
  await goTo(page, '#/migration');
  await page.getByRole('grid', { name: 'Findings' }).getByRole('gridcell').first().waitFor();
  const save = (format: 'HTML' | 'CSV') =>
    saved(page, async () => {
      await page.getByRole('button', { name: 'Report' }).click();
      await page.getByRole('radiogroup', { name: 'Format' }).getByText(format, { exact: true }).click();
      await page.getByRole('button', { name: 'Export…', exact: true }).click();
    });
  const html = await save('HTML');
  expect(html.name).toBe('hanbit.example-AWS-Managed-Microsoft-AD.html');
  expect(html.text).toContain('IAM Identity Center loses its assignments');
  expect(html.text).toContain('2,873');
  expect(html.text).not.toMatch(/<script|src=|href="http/);
  const csv = await save('CSV');
  expect(csv.name).toMatch(/\.csv$/);
  const cells = parse(csv.text, { bom: true, relax_column_count: true }).flat();
  expect(cells.some((cell) => cell.includes('Equal account names'))).toBe(true);
  expect(await seriousIssues(page)).toEqual([]);
});

it('saves the mapping file, plans by it when it is filled, and without it when it is removed', async () => {
  await goTo(page, '#/migration?v=mapping');
  const file = await saved(page, () => page.getByRole('button', { name: 'Save the file to fill' }).click());
  expect(file.name).toBe('mapping.csv');
  const rows = rowsIn(file.text);
  expect(Object.keys(rows[0]!)).toEqual([...mappingColumns]);
  const before = await moving();
  expect(rows.length).toBeGreaterThanOrEqual(before);
  const people = rows.filter(({ kind, distinguishedName }) => kind === 'user' && distinguishedName.includes('OU=Boston')).slice(0, 2);
  expect(people).toHaveLength(2);

  // What is wrong is said line by line, and nothing of such a file is taken.
  await take(fileOf([{ ...people[0]!, action: 'perhaps' }, { ...people[1]!, action: 'perhaps' }]));
  await page.getByText('The file was not taken: 2 problems.').waitFor();
  expect(await page.getByRole('cell', { name: 'perhaps' }).count()).toBe(2);
  await page.getByText('No file is in use').waitFor();

  await take(fileOf(people.map((row) => ({ ...row, action: 'leave' }))));
  await page.getByText('Taken: 2 of 2 lines say something.').waitFor();
  await page.getByText(/^A file with 2 lines is in use since/).waitFor();
  await settled(page);
  expect(await moving()).toBe(before - 2);
  await page.getByRole('button', { name: 'Stop using it' }).click();
  await page.getByText('No file is in use').waitFor();
  await settled(page);
  expect(await moving()).toBe(before);
  expect(opened.complaints).toEqual([]);
}); // prettier-ignore
