/** The findings place on the real host with the sample: what the window says is what the command line says, to the byte. */
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { AuditDocument } from '#contract/auditDocument.ts';
import { saved } from './steps/files.ts';
import { inspector } from './steps/find.ts';
import { startBuiltHost, type HostRun } from './steps/host.ts';
import { commandLine } from './support/cli.ts';
import { goTo, launch, openWindow, seriousIssues, settled, type OpenedWindow } from './support/window.ts';

const cli = commandLine();
const sample = cli.at('demo.treeline');
let host: HostRun;
let browser: Browser;
let opened: OpenedWindow;
let page: Page;

beforeAll(async () => {
  expect((await cli.run(['sample', sample])).code).toBe(0);
  [host, browser] = await Promise.all([startBuiltHost(join(cli.folder, 'host'), sample), launch()]);
  opened = await openWindow(browser, host.address);
  ({ page } = opened);
  page.setDefaultTimeout(20_000);
});
afterAll(async () => {
  await opened?.close();
  await browser?.close();
  await host?.stop();
  cli.remove();
});

const grid = () => page.getByRole('grid', { name: 'Findings', exact: true });
async function count(): Promise<number> {
  await grid().getByRole('row').nth(1).waitFor();
  return Number(await grid().getAttribute('aria-rowcount')) - 1;
}
async function report(format: 'HTML' | 'CSV' | 'JSON' | 'SARIF'): Promise<string> {
  const { name, text } = await saved(page, async () => {
    await page.getByRole('button', { name: 'Report', exact: true }).click();
    await page.getByRole('radiogroup', { name: 'Format' }).getByText(format, { exact: true }).click();
    await page.getByRole('button', { name: 'Export…', exact: true }).click();
  });
  expect(name).toMatch(new RegExp(`^audit-\\d{4}-\\d\\d-\\d\\d\\.${format.toLowerCase()}$`));
  return text;
}
const cliReport = async (format: string): Promise<string> => {
  const { code, stdout, stderr } = await cli.run(['audit', sample, '--format', format]);
  expect({ code, stderr }).toMatchObject({ code: 1 });
  return stdout;
};
const open = ({ open: counts }: AuditDocument) => Object.values(counts).reduce((sum, each) => sum + each, 0);

it('judges the sample by itself, and writes what the command line writes, in every format', async () => {
  await goTo(page, '#/findings?g=none');
  await grid().waitFor();
  const json = await report('JSON');
  expect(json).toBe(await cliReport('json'));
  const told = JSON.parse(json) as AuditDocument;
  expect(await count()).toBe(open(told));
  for (const format of ['HTML', 'CSV', 'SARIF'] as const)
    expect(await report(format)).toBe(await cliReport(format.toLowerCase()));
});

it('leads from a finding to the object and the policy that it stands on', async () => {
  await goTo(page, '#/findings?chk=group-editors');
  await grid().getByRole('row').nth(2).click();
  await settled(page);
  expect(await seriousIssues(page)).toEqual([]);
  await inspector(page)
    .getByRole('button', { name: /^Open: / })
    .first()
    .click();
  await page.waitForURL(/#\/explorer\?.*o=\d+/);
  await goTo(page, '#/findings?chk=powerful-role');
  await grid().getByRole('row').nth(2).click();
  await settled(page);
  await inspector(page)
    .getByRole('button', { name: /^Open: / })
    .first()
    .click();
  await page.waitForURL(/#\/policy\?.*at=Statement/);
});

it('what is suppressed in the window is suppressed in the command line, and counts no more', async () => {
  await goTo(page, '#/findings?g=none');
  const before = await count();
  await grid().getByRole('row').nth(1).click();
  await settled(page);
  await page.keyboard.press('Control+Shift+S');
  await page.getByRole('textbox', { name: 'Why it may stay' }).fill('Known, and watched');
  await page.getByRole('textbox', { name: 'Who answers for it' }).fill('Security team');
  await page.getByRole('button', { name: 'Suppress 1 finding' }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await settled(page);
  expect(await count()).toBe(before - 1);
  const json = await report('JSON');
  expect(json).toBe(await cliReport('json'));
  const told = JSON.parse(json) as AuditDocument;
  expect(told).toMatchObject({ suppressed: 1 });
  expect(told.findings.find(({ suppression }) => suppression !== null)?.suppression).toMatchObject({
    reason: 'Known, and watched',
    owner: 'Security team',
    state: 'active',
  });
});

it('keeps a baseline and compares with it, and with what was read before', async () => {
  await goTo(page, '#/findings?v=limits');
  await page.getByRole('button', { name: /^Keep what is found now/ }).click();
  await page.getByText('The baseline was kept').waitFor();
  await goTo(page, '#/findings?dr=new&st=all');
  await page.getByText('Nothing fits these filters').waitFor();
  await goTo(page, '#/findings');
  await page.getByRole('button', { name: /^The baseline of/ }).click();
  await page.getByRole('button', { name: /^hanbit\.example/ }).first().click();
  await page.getByRole('button', { name: /^Before / }).waitFor();
  await settled(page);
  await page.getByRole('region', { name: 'Overview' }).getByText('Since the snapshots before').waitFor();
  expect(opened.complaints).toEqual([]);
}); // prettier-ignore
