/** Half a million objects on the real host: cancelling what computes, and going to what moved in a long container. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { DirectoryEntry } from '#domain/directory/object.ts';
import { openWorkspace } from '#workspace/open.ts';
import { startBuiltHost, type HostRun } from './steps/host.ts';
import { goTo, launch, openWindow, settled, type OpenedWindow } from './support/window.ts';

/** So many that a fast machine is still computing when somebody gives up. */
const people = 500_000;
const base = 'DC=corp,DC=example,DC=com';
let folder: string;
let host: HostRun;
let browser: Browser;
let opened: OpenedWindow;
let page: Page;

/** The same people in one unit; in the second reading all have another title, and the last one stands elsewhere. */
async function makeWorkspace(path: string): Promise<void> {
  const workspace = await openWorkspace(path, { mode: 'create' });
  const source = { kind: 'forest', name: 'corp.example.com', origin: 'on-premises', directoryId: null } as const;
  const unit = (name: string): DirectoryEntry => ({ dn: `OU=${name},${base}`, attributes: { objectClass: ['top', 'organizationalUnit'] } });
  for (const reading of [1, 2]) {
    const writer = await workspace.beginSnapshot(source, `2026-01-0${reading}T00:00:00Z`);
    await writer.addEntries([{ dn: base, attributes: { objectClass: ['top', 'domainDNS'] } }, unit('Moved'), unit('People')]);
    for (let at = 0; at < people; at += 1000)
      await writer.addEntries(
        Array.from({ length: 1000 }, (_, i): DirectoryEntry => {
          const name = `person ${String(at + i).padStart(6, '0')}`;
          const last = at + i === people - 1;
          return {
            dn: `CN=${name},OU=${last && reading === 2 ? 'Moved' : 'People'},${base}`,
            attributes: {
              objectClass: ['top', 'person', 'user'],
              sAMAccountName: [`p${at + i}`],
              userPrincipalName: [`p${at + i}@corp.example.com`],
              title: [`title ${reading}`],
              userAccountControl: ['512'],
            },
          };
        }),
      );
    await writer.complete();
  }
  await workspace.close();
} // prettier-ignore

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'treeline-host-'));
  await makeWorkspace(join(folder, 'large.treeline'));
  [host, browser] = await Promise.all([
    startBuiltHost(join(folder, 'config'), join(folder, 'large.treeline')),
    launch(),
  ]);
  opened = await openWindow(browser, host.address);
  ({ page } = opened);
  page.setDefaultTimeout(60_000);
});
afterAll(async () => {
  await opened?.close();
  await browser?.close();
  await host?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Processor time of the host so far, in hundredths of a second: fields 14 and 15 of proc(5). */
function spent(): number {
  const fields = readFileSync(`/proc/${host.pid}/stat`, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ');
  return Number(fields[11]) + Number(fields[12]);
}
/** The host has stopped computing, and wrote nothing beside its workspace. */
async function nothingLeft(files: readonly string[]): Promise<void> {
  await wait(500);
  const before = spent();
  await wait(1000);
  expect(spent() - before).toBeLessThan(25);
  expect(readdirSync(folder)).toEqual(files);
}
/** Goes to a place that computes, and gives that up as soon as it says so: waiting until it stands still would be waiting for its end. */
const cancel = async (hash: string, says: string) => {
  await page.evaluate((next) => void (location.hash = next), hash);
  await page.getByRole('progressbar').first().waitFor();
  await page.getByRole('button', { name: 'Cancel', exact: true }).press('Enter');
  await page.getByText(says).waitFor();
};

it('gives up a comparison, leaves nothing, and makes it when it is asked for again', async () => {
  const files = readdirSync(folder);
  await cancel('#/compare?a=1&b=2', 'The comparison was cancelled');
  expect(await page.getByRole('progressbar').count()).toBe(0);
  await nothingLeft(files);
  await page.getByRole('button', { name: 'Compare again' }).last().press('Enter');
  await page
    .getByRole('tab', { name: new RegExp(`^Differences ?${people.toLocaleString('en-US')}$`) })
    .waitFor();
});

it('goes to the other place of what moved, however long its container is', async () => {
  await goTo(page, '#/compare?a=1&b=2&v=tree');
  const tree = page.getByRole('tree', { name: 'Tree' });
  await tree.getByRole('treeitem').filter({ hasText: 'Moved' }).first().click();
  await page.keyboard.press('ArrowRight');
  await settled(page);
  await page.keyboard.press('ArrowDown');
  const line = tree.getByRole('treeitem', { selected: true }).filter({ hasText: `person ${people - 1}` });
  await line.getByText(/^Moved from OU=People/).waitFor();
  await page.keyboard.press('Enter');
  await line.getByText(/^Moved to OU=Moved/).waitFor();
  expect(Number(await line.getAttribute('aria-posinset'))).toBe(people);
});

it('gives up a plan, leaves nothing, and makes it when it is asked for again', async () => {
  const files = readdirSync(folder);
  await cancel('#/migration', 'The plan was cancelled');
  expect(await page.getByRole('progressbar').count()).toBe(0);
  await nothingLeft(files);
  await page.getByRole('button', { name: 'Plan again' }).press('Enter');
  await page.getByRole('grid', { name: 'Findings' }).getByRole('gridcell').first().waitFor();
  expect(opened.complaints).toEqual([]);
});
