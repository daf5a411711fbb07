/**
 * Two real forests that trust each other, captured through the window and then looked at: map, lists, schema, security,
 * control, memberships; the same live; what changes meanwhile, a capture that is cancelled, and a file that is downloaded.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { changeCorp } from '../integration/labChanges.ts';
import { startLab, type Lab } from '../lab/lab.ts';
import { people } from '../lab/seed/corp.ts';
import { connected, openConnect, type Server } from './steps/connect.ts';
import { chooseInTree, openObject, showMembers, treeItem } from './steps/explorer.ts';
import { inspector, openPlace, rowOf, rowsOf, statusBar } from './steps/find.ts';
import { forestRows, look, map, openForest, openTab } from './steps/forestPlace.ts';
import { startBuiltHost, type HostRun } from './steps/host.ts';
import { shot } from './steps/shots.ts';
import { story } from './steps/story.ts';
import { goTo, launch, openWindow, settled, type OpenedWindow } from './support/window.ts';

const folder = mkdtempSync(join(tmpdir(), 'treeline-forest-'));
const group = 'AWS-111122223333-ReadOnly';
const added = 'CN=Added Later,OU=Empty';
let lab: Lab;
let host: HostRun;
let browser: Browser;
let opened: OpenedWindow;
let page: Page;
let corp: Server;
let partner: Server;

beforeAll(async () => {
  lab = await startLab();
  const password = lab.passwords.administrator;
  const administrator = (domain: string) => `Administrator@${domain}`;
  const { corp: ours, partner: theirs } = lab;
  corp = { name: 'Corp', host: ours.address, user: administrator(ours.dnsDomain), password, ca: lab.ca.pem };
  partner = { name: 'Partner', host: theirs.address, user: administrator(theirs.dnsDomain), password, ca: lab.ca.pem }; // prettier-ignore
  host = await startBuiltHost(join(folder, 'config'), join(folder, 'forests.treeline'));
  browser = await launch();
  opened = await openWindow(browser, host.address);
  ({ page } = opened);
  page.setDefaultTimeout(15_000);
});
afterAll(async () => {
  if (lab) await changeCorp(lab, 'delete', [`${added},${lab.corp.baseDn}`]);
  await opened?.close();
  await browser?.close();
  await host?.stop();
  await lab?.release();
  rmSync(folder, { recursive: true, force: true });
});

const picture = (step: string) => shot(page, `forest-${step}`);
const views = (step: string) => look(page, (how) => settled(page).then(() => picture(`${step}-${how}`)));
/** The text of what is selected, when all of these stand in it. */
async function inspectorSays(...texts: (string | RegExp)[]): Promise<string> {
  for (const text of texts) await inspector(page).getByText(text).first().waitFor();
  return inspector(page).innerText();
}
const captured = () =>
  statusBar(page)
    .getByRole('progressbar', { name: 'Capture' })
    .waitFor({ state: 'detached', timeout: 60_000 });

describe('two real forests in the browser', () => {
  const { chapter } = story(() => picture('failed'));

  chapter('connects and captures in one go, counting each naming context', async () => {
    const dialog = await openConnect(page, corp);
    await dialog.getByRole('checkbox', { name: 'Capture a snapshot once connected' }).check();
    await dialog.getByRole('checkbox', { name: 'All domains of the forest' }).check();
    await views('connect');
    await dialog.getByRole('button', { name: 'Connect and capture' }).click();
    await connected(page);
    await openPlace(page, 'Workspace');
    const running = page.getByRole('region', { name: 'Under way' });
    // A fast machine may have captured it all by now.
    const over = page.getByText(/^Fills corp\.example\.com/);
    await running.getByText(lab.corp.baseDn, { exact: true }).or(over).first().waitFor();
    await picture('capturing');
    await captured();
    await page.getByText(/^Fills corp\.example\.com/).waitFor();
    await page.getByText('Changes can be read by DirSync').waitFor();
    await views('workspace');
  });

  chapter('says who is on the other side before that was read', async () => {
    await openForest(page);
    await map(page)
      .getByRole('button', { name: /partner\.example\.net/ })
      .first()
      .waitFor();
    const [trust] = await forestRows(page, 'Trusts');
    expect(trust).toEqual(expect.arrayContaining(['corp.example.com', 'partner.example.net']));
    await rowOf(page, 'Trusts', 'partner.example.net').click();
    await inspectorSays('corp.example.com and partner.example.net trust each other', /^SID filtering on by the rules of forest trusts/); // prettier-ignore
    await inspector(page).getByRole('button', { name: 'Read the partner’s side' }).click();
    const dialog = page.getByRole('dialog', { name: 'Connect to a forest' });
    expect(
      await dialog.getByRole('checkbox', { name: 'Capture a snapshot once connected' }).isChecked(),
    ).toBe(true);
    expect(await dialog.getByRole('textbox', { name: 'Domain' }).inputValue()).toBe('partner.example.net');
    await page.keyboard.press('Escape');
  });

  chapter('reads the partner’s side; then both ends of the trust agree', async () => {
    const dialog = await openConnect(page, partner);
    await dialog.getByRole('checkbox', { name: 'Capture a snapshot once connected' }).check();
    await dialog.getByRole('button', { name: 'Connect and capture' }).click();
    await connected(page);
    await treeItem(page, 'partner.example.net').waitFor({ timeout: 60_000 });
    await captured();
    await openForest(page);
    await map(page).waitFor();
    await views('map');
    for (const name of ['corp.example.com', 'partner.example.net'])
      expect(await map(page).getByRole('button', { name: new RegExp(`^Domain ?${name}`) }).count()).toBe(1); // prettier-ignore
    await forestRows(page, 'Trusts');
    await rowsOf(page, 'Trusts');
    await rowOf(page, 'Trusts', 'corp.example.com').first().click();
    await inspectorSays('Agree');
    await views('trusts');
  });

  chapter('lists controllers with their roles, sites, policies and naming contexts', async () => {
    await goTo(page, '#/forest');
    await page
      .getByRole('navigation', { name: 'Views' })
      .getByRole('button', { name: 'corp.example.com' })
      .click();
    const controllers = await forestRows(page, 'Controllers');
    await picture('controllers');
    expect(controllers.map((row) => row[0]?.toLowerCase())).toEqual(['dc1']);
    const roles = await forestRows(page, 'Roles');
    await picture('roles');
    expect(roles).toHaveLength(7);
    expect(new Set(roles.flat().filter((cell) => /^dc1$/i.test(cell))).size).toBe(1);
    expect((await forestRows(page, 'Sites')).map(([name]) => name)).toEqual(['Default-First-Site-Name']);
    await picture('sites');
    const domains = await forestRows(page, 'Domains');
    expect(domains[0]).toEqual(expect.arrayContaining(['corp.example.com', 'CORP']));
    await picture('domains');
    for (const view of ['Naming contexts', 'Policies']) {
      expect((await forestRows(page, view)).length).toBeGreaterThan(0);
      await picture(view.toLowerCase().replaceAll(' ', '-'));
    }
  });

  chapter('finds a class in the schema and shows what its objects must and may have', async () => {
    await page
      .getByRole('navigation', { name: 'Views' })
      .getByRole('button', { name: /^Schema/ })
      .click();
    await page.getByRole('searchbox', { name: 'Filter the schema' }).fill('organizationalPerson');
    await rowOf(page, 'Classes', 'organizationalPerson').first().click();
    const text = await inspectorSays('Inheritance', 'Must have', 'May have');
    for (const name of ['person', 'streetAddress', 'telephoneNumber']) expect(text).toContain(name);
    await inspector(page).getByRole('button', { name: 'manager', exact: true }).click();
    await inspector(page).getByRole('heading', { level: 2, name: 'manager' }).waitFor();
    await inspectorSays('directReports');
    await views('schema');
  });

  chapter('names who may do what to a group, and gives its SDDL', async () => {
    await openObject(page, 'corp.example.com', group);
    await openTab(page, 'Security');
    await page.getByRole('grid', { name: 'Security' }).getByRole('gridcell').first().waitFor();
    await page.getByPlaceholder('Filter entries').fill('domain admins');
    await settled(page);
    const rows = await rowsOf(page, 'Security');
    expect(rows.length).toBeGreaterThan(0);
    for (const [principal] of rows) expect(principal).toContain('Domain Admins');
    await rowOf(page, 'Security', 'Domain Admins').first().click();
    expect(await inspector(page).getByRole('region', { name: 'Right', exact: true }).innerText()).toMatch(
      /\(A;.*;(DA|S-1-5-21-[\d-]+-512)\)/,
    );
    await page.getByPlaceholder('Filter entries').fill('');
    await views('security');
    await inspector(page).getByRole('button', { name: 'SDDL' }).click();
    await statusBar(page).getByText('Copied').waitFor();
    // The page itself may not read the clipboard: a person pastes.
    const field = page.getByPlaceholder('Filter entries');
    await field.focus();
    await page.keyboard.press('Control+V');
    expect(await field.inputValue()).toMatch(/^O:S-1-5-21-[\d-]+-512G:\S+D:AI\(A;/);
    await field.fill('');
  });

  chapter('says who may fill the group, expected and not', async () => {
    await openTab(page, 'Control');
    const text = await inspectorSays('Who may fill, make or rename this group', /^\d+ expected$/, 'Domain Admins'); // prettier-ignore
    expect(text).not.toContain('At least these');
    expect(text).not.toMatch(/^S-1-5-21-/m);
    // Everybody may make records in a zone of DNS, and nobody a group.
    expect(text).not.toContain('RootDNSServers');
    await views('control');
  });

  chapter('walks members through groups, and finds who is in by a primary group', async () => {
    const members = await showMembers(page);
    await views('members');
    const cn = (account: string) => people.find((one) => one.account === account)!.cn;
    expect(members).toContainEqual(
      expect.objectContaining({ name: cn('u102'), via: 'member', path: 'GG-Platform → GG-Engineering' }),
    );
    expect(members).toContainEqual(
      expect.objectContaining({ name: cn('u305'), via: 'primary group', path: 'GG-Primary' }),
    );
  });

  chapter('tells the same live', async () => {
    const profile = await page.evaluate(() => location.hash);
    expect(profile).toContain('/explorer');
    await openForest(page);
    await page.getByRole('navigation', { name: 'Views' }).getByRole('button', { name: 'Corp Live' }).click();
    await map(page)
      .getByRole('button', { name: /^Domain ?corp\.example\.com/ })
      .waitFor();
    expect((await forestRows(page, 'Roles')).length).toBe(7);
    await picture('live-roles');
    await chooseInTree(page, 'Corp');
    await connected(page);
    const dn = `OU=Groups,${lab.corp.baseDn}`;
    const live = new URLSearchParams((await page.evaluate(() => location.hash)).split('?')[1]).get('live');
    await goTo(page, `#/explorer?live=${live}&dn=${encodeURIComponent(dn)}&o=${encodeURIComponent(`CN=${group},${dn}`)}&tab=security`); // prettier-ignore
    await page.getByRole('grid', { name: 'Security' }).getByRole('gridcell').first().waitFor();
    const principals = (await rowsOf(page, 'Security')).map(([principal]) => principal!);
    expect(principals.some((name) => name.includes('Domain Admins'))).toBe(true);
    await picture('live-security');
    await openTab(page, 'Members');
    const members = page.getByRole('grid', { name: 'Members' });
    for (const name of ['GG-Platform', 'GG-Primary'])
      await members.getByText(name, { exact: true }).first().waitFor();
    await picture('live-members');
  });

  chapter('reads what changed on the server meanwhile, and says how', async () => {
    await changeCorp(lab, 'add', [
      { dn: `${added},${lab.corp.baseDn}`, objectClass: 'contact', description: 'came later' },
    ]);
    await openPlace(page, 'Workspace');
    await page.getByRole('button', { name: 'Read changes: corp.example.com' }).click();
    await page.getByText('Only changes were read, by DirSync.').waitFor({ timeout: 30_000 });
    await page.getByText(/Refreshed: what had not changed is kept/).waitFor();
    await views('refreshed');
    await openObject(page, 'corp.example.com', 'Added Later');
    await inspectorSays('came later');
  });

  chapter('downloads a list as a file, whole and as it is shown', async () => {
    await chooseInTree(page, 'corp.example.com');
    await page.getByRole('searchbox', { name: 'Search this snapshot' }).fill('GG-');
    await rowOf(page, 'Objects', 'GG-Platform').waitFor();
    await page.getByRole('button', { name: 'Export', exact: true }).click();
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Export…', exact: true }).click();
    const file = await download;
    expect(file.suggestedFilename()).toMatch(/\.csv$/);
    const lines = readFileSync(await file.path(), 'utf8').split('\r\n');
    expect(lines[0]).toContain('Name');
    expect(lines.slice(1).map((line) => line.split(',')[0])).toEqual(
      expect.arrayContaining(['GG-Engineering', 'GG-Finance', 'GG-Platform', 'GG-Primary']),
    );
  });

  chapter('ends a capture that is cancelled, and leaves nothing of it', async () => {
    await openPlace(page, 'Workspace');
    const before = await page.getByText(/^As of /).count();
    await page.getByRole('button', { name: 'Capture a snapshot' }).first().click();
    await page.getByRole('region', { name: 'Under way' }).getByRole('button', { name: 'Cancel' }).click();
    await captured();
    expect(await page.getByText(/^As of /).count()).toBe(before);
  });

  chapter('has the words of all this in Korean', async () => {
    await page.getByRole('radiogroup', { name: 'Language' }).getByText('한국어').click();
    await settled(page);
    await picture('workspace-ko');
    await page.getByRole('button', { name: '작업 공간 메뉴' }).click();
    await page.getByRole('menuitem', { name: '포리스트에 연결' }).click();
    await page.getByRole('checkbox', { name: '연결하면 스냅샷 캡처' }).check();
    await picture('connect-ko');
    await page.keyboard.press('Escape');
    for (const [name, hash] of [
      ['map', '#/forest'],
      ['trusts', '#/forest?v=trusts'],
      ['controllers', '#/forest?v=controllers'],
      ['schema', '#/forest?v=schema&n=user'],
    ] as const) {
      await goTo(page, hash);
      await picture(`${name}-ko`);
    }
  });

  chapter('without one complaint of the page', async () => {
    expect(opened.complaints).toEqual([]);
  });
});
