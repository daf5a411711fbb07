/** The policy place on the real host with the sample: whose policies, a question, and a file of everything that is explained. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refusal } from '#test/emulator/services/authorizationMessage.ts';
import { authorizationDetails } from '#test/support/authorizationDetails.ts';
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

const prod = '648120375592';
const roleArn = (name: string) => `arn:aws:iam::${prod}:role/${name}`;
const address = () => new URLSearchParams(new URL(page.url()).hash.split('?')[1]);
const tab = (name: RegExp) => page.getByRole('tablist', { name: 'Policy' }).getByRole('tab', { name });
const heading = (name: string) => page.getByRole('heading', { name, exact: true, level: 2 });
const tree = () => page.getByRole('tree', { name: 'How it was decided' });
const decision = () => page.getByRole('status', { name: 'Decision' });
const documentPane = (name: string) => page.getByRole('region', { name: `Document ${name}`, exact: true });
const grid = (name: string | RegExp) => page.getByRole('grid', { name, exact: true });
const records = (text: string) =>
  parse(text, { columns: true, bom: true }) as unknown as Record<string, string>[];

/** Finds somebody in the search on the left, as a person does, and opens them. */
async function open(kind: string, text: string, name: string | null = text): Promise<void> {
  await goTo(page, '#/policy');
  await page.getByRole('combobox', { name: 'Kind of subject' }).selectOption({ label: kind });
  await page.getByRole('searchbox', { name: 'Name, ARN or account' }).fill(text);
  const rows = grid('Whose policies').getByRole('row');
  const row =
    name === null ? rows.filter({ has: page.getByRole('gridcell') }) : rowOf(page, 'Whose policies', name);
  // The list of before stands until the search has answered.
  await settled(page);
  await row.first().click();
  await settled(page);
}
async function show(view: RegExp): Promise<void> {
  await tab(view).click();
  await settled(page);
}
/** The file of what is shown, in one format. */
async function file(what: string, format: 'JSON' | 'HTML' | 'CSV'): Promise<string> {
  const { name, text } = await saved(page, async () => {
    await page.getByRole('button', { name: `Save as a file: ${what}`, exact: true }).click();
    await page.getByRole('radiogroup', { name: 'Format' }).getByText(format, { exact: true }).click();
    await page.getByRole('button', { name: 'Export…', exact: true }).click();
  });
  expect(name.endsWith(`.${format.toLowerCase()}`)).toBe(true);
  return text;
}
const json = async <T>(what: string) => JSON.parse(await file(what, 'JSON')) as T;
const ask = async (action: string, resource: string) => {
  await page.getByRole('combobox', { name: 'Action' }).fill(action);
  await page.getByRole('combobox', { name: 'Resource' }).fill(resource);
  await page.keyboard.press('Enter');
  await decision().waitFor();
  await settled(page);
};

describe('a role', () => {
  it('shows what it can do by service and action, and leads to the statement that says so', async () => {
    await open('Roles', 'role/DBA', 'DBA');
    await heading('DBA').waitFor();
    await grid('Services').waitFor();
    expect((await rowsOf(page, 'Services')).map(([service]) => service)).toEqual(['rds']);
    await rowOf(page, 'Services', 'rds').click();
    await rowOf(page, 'Actions of rds', 'rds:CreateDBSnapshot').click();
    expect(await seriousIssues(page)).toEqual([]);
    // Four levels attach the same policy: each says of which it is.
    const said = await page.getByRole('button', { name: /^(Allow|Deny) · / }).allTextContents();
    expect(new Set(said).size).toBe(said.length);
    await page.getByRole('button', { name: /^Deny · HanbitRegions/ }).click();
    await documentPane('HanbitRegions').waitFor();
    expect((await documentPane('HanbitRegions').locator('.lit').allTextContents()).join('')).toContain('OutsideRegions');
  }); // prettier-ignore

  it('files of services and actions hold every row, what says so, and what is not known', async () => {
    await show(/^What it can do/);
    const services = await json<{ rows: { service: string }[]; gaps: { code: string }[] }>('services');
    expect(services.rows.map(({ service }) => service)).toEqual(['rds']);
    expect(services.gaps.map(({ code }) => code)).toContain('resourcePoliciesNotRead');
    await rowOf(page, 'Services', 'rds').click();
    await grid('Actions of rds').waitFor();
    const actions = records(await file('actions', 'CSV'));
    const rows = Number(await grid('Actions of rds').getAttribute('aria-rowcount')) - 1;
    expect(actions).toHaveLength(rows);
    expect(actions[0]).toMatchObject({ Action: 'rds:CreateDBSnapshot', Reach: 'Under conditions' });
    expect(actions[0]!['Denied by']).toContain('HanbitRegions Statement[0]');
    expect(await file('services', 'HTML')).toContain('Resource policies were not read');
  });

  it('is asked by keys: the action and a resource of its kind are offered', async () => {
    await show(/^Ask/);
    await page.getByRole('combobox', { name: 'Action' }).focus();
    await page.keyboard.type('rds:createdbsnap');
    await page.getByRole('option', { name: /^rds:CreateDBSnapshot/ }).waitFor();
    for (const key of ['ArrowDown', 'Enter', 'Tab']) await page.keyboard.press(key);
    await page.keyboard.type('snapshot');
    await page.getByRole('option', { name: new RegExp(`^arn:aws:rds:Region:${prod}:snapshot:`) }).waitFor();
    for (const key of ['ArrowDown', 'Enter', 'Enter']) await page.keyboard.press(key);
    await decision().waitFor();
    expect(address().get('act')).toBe('rds:CreateDBSnapshot');
    expect(await decision().textContent()).toMatch(
      /Allowed under conditions.*Allowed if.*aws:RequestedRegion/s,
    );
  });

  it('unfolds how it was decided, with the statement lit, and writes it whole', async () => {
    const row = tree().getByRole('treeitem').filter({ hasText: 'Deny · OutsideRegions' });
    await row.waitFor();
    await documentPane('HanbitRegions').locator('.lit').first().waitFor();
    await tree().focus();
    await page.keyboard.press('End');
    await page.keyboard.press('ArrowRight');
    await documentPane('HanbitBoundary').waitFor();

    const answer = await json<{ decision: string; sets: { use: string }[]; conditions: { key: string }[] }>('decision');
    expect(answer).toMatchObject({ of: 'answer', decision: 'conditional', conditions: [{ key: 'aws:RequestedRegion' }] });
    expect(answer.sets.at(-1)!.use).toBe('boundary');
    const rows = records(await file('decision', 'CSV'));
    expect(rows.find((each) => each['Sid'] === 'OutsideRegions')).toMatchObject({ Document: 'HanbitRegions', Matched: 'Not known' });
    const html = await file('decision', 'HTML');
    expect(html).toContain('the Region (aws:RequestedRegion) is one of ap-northeast-2, eu-central-1');
    expect(html).toContain('Session policies and session tags are known to those alone who take the role');
  }); // prettier-ignore

  it('has its documents with what is worth knowing, in a file as well', async () => {
    await show(/^Documents/);
    await rowOf(page, 'Documents', 'HanbitBoundary').click();
    await page.getByText('A permissions boundary grants nothing.').waitFor();
    const told = await json<{ documents: { name: string; text: string }[]; notes: { code: string }[] }>(
      'documents',
    );
    expect(told.documents.map(({ name }) => name)).toContain('HanbitBoundary');
    expect(told.notes.map(({ code }) => code)).toContain('boundary');
    expect(await file('documents', 'HTML')).toContain('A permissions boundary grants nothing.');
  });
});

it('an IAM user: what it can do, and what the linter finds, in a file as well', async () => {
  await open('IAM users', 'minjun.kim');
  await heading('minjun.kim').waitFor();
  await page.getByText('IAM user', { exact: true }).waitFor();
  await grid('Services').waitFor();
  expect((await rowsOf(page, 'Services')).length).toBeGreaterThan(10);
  await show(/^Lint/);
  await grid('Findings').waitFor();
  const shown = (await rowsOf(page, 'Findings')).map(([severity, text]) => [severity, text]);
  const rows = records(await file('findings', 'CSV'));
  expect(rows.map((row) => [row['Severity'], row['Sentence']])).toEqual(shown);
  expect(rows[0]).toMatchObject({ Document: 'AdministratorAccess', Line: '4', Path: 'Statement[0]' });
  const all = await json<{ documents: { name: string; findings: object[] }[] }>('findings');
  expect(all.documents.length).toBeGreaterThan(5);
});

it('a user of the directory: the roles that they reach, and what one of them can do', async () => {
  await open('Users of directories', 'minjun', null);
  await grid('Roles reached').waitFor();
  const roles = await rowsOf(page, 'Roles reached');
  expect(roles.length).toBeGreaterThan(0);
  await grid('Roles reached').getByRole('button').first().click();
  await settled(page);
  await grid('Services').waitFor();
  expect(address().get('of')).toMatch(/^(principal|permissionSet)\|/);
});

it('compares two roles, either way round', async () => {
  await open('Roles', 'role/ReadOnly', 'ReadOnly');
  await show(/^Compare/);
  await page.getByRole('button', { name: 'Side B: Choose…' }).click();
  const side = page.getByRole('dialog');
  await side.getByRole('searchbox').fill(roleArn('Admin'));
  await side.getByRole('row').filter({ has: page.getByText('Admin', { exact: true }) }).click();
  await grid('Services that differ').waitFor();
  await rowOf(page, 'Services that differ', 'a4b').click();
  await grid('Actions that differ').waitFor();
  const compared = await json<{ changes: { gained: number; lost: number }; actions: object[] }>('difference');
  expect(compared.changes.gained).toBeGreaterThan(20_000);
  expect(compared.actions.length).toBe(Object.values(compared.changes).reduce((sum, count) => sum + count, 0));
  // What is filtered out of the list is not in the file.
  await page.getByRole('searchbox', { name: 'Filter services' }).fill('a4b');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Exchange A and B' }).click();
  await grid('Services that differ').waitFor();
  const back = await json<typeof compared>('difference');
  expect(back.changes.lost).toBe(compared.changes.gained);
  expect(back.actions).toHaveLength(96);
}); // prettier-ignore

it('compares two versions of a policy that is opened from the estate', async () => {
  const snapshot = address().get('of')!.split('|')[1]!;
  await goTo(page, `#/estate?v=policies&i=${snapshot}|arn:aws:iam::${prod}:policy/HanbitDeploy`);
  await inspector(page).getByRole('button', { name: 'What it allows' }).click();
  await heading('HanbitDeploy').waitFor();
  await show(/^Compare/);
  await page.getByRole('combobox', { name: 'Version of A' }).selectOption('v1');
  await page.getByRole('combobox', { name: 'Version of B' }).selectOption('v2');
  await rowOf(page, 'Services that differ', 's3').waitFor();
  await rowOf(page, 'Services that differ', 's3').click();
  await settled(page);
  const [[action, change] = []] = await rowsOf(page, 'Actions that differ');
  expect([action, change]).toEqual([expect.stringMatching(/^s3:/), 'Gained']);
  const rows = records(await file('difference', 'CSV'));
  expect(rows.find((row) => row['Action'] === action)).toMatchObject({ Change: 'B has it, A has not' });
});

it('tries a policy of one’s own: its findings in a file, a question, and it is there after a restart', async () => {
  await open('Roles', 'role/StorageOps', 'StorageOps');
  await show(/^Try/);
  const editor = page.getByRole('textbox', { name: 'Text of policy 1' });
  await editor.fill('{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":["s3:Gett","s3:GetObject"],"Resource":"*"}}'); // prettier-ignore
  await page.getByRole('list', { name: 'Findings' }).getByRole('button', { name: /s3:Gett/ }).waitFor();
  const found = await json<{ documents: { findings: { code: string }[] }[] }>('findings');
  expect(found.documents[0]!.findings.map(({ code }) => code)).toContain('unknownAction');
  await page.getByRole('radio', { name: 'Ask' }).press('Space');
  await ask('s3:GetObject', 'arn:aws:s3:::b1/x');
  await page.getByText('A session with these policies may do s3:GetObject on arn:aws:s3:::b1/x.').waitFor();
  expect(await json('decision')).toMatchObject({ decision: 'allowed' });
  await page.getByRole('checkbox', { name: 'Together with the policies of StorageOps' }).check();
  await page.getByText(/^StorageOps may do s3:GetObject on/).waitFor();

  await page.reload();
  await page.getByRole('radio', { name: 'Write' }).press('Space');
  await settled(page);
  expect(await editor.inputValue()).toContain('s3:Gett');
}); // prettier-ignore

it('hands roles over and takes them in turn, each with its reasons in a file', async () => {
  await open('Roles', roleArn('Admin'), 'Admin');
  await show(/^Hand over/);
  await rowOf(page, 'Handed to services', 'EC2AppServer').first().click();
  await inspector(page).getByText('Nothing was found that the role may do and the caller may not').waitFor();
  const handed = records(await file('roles handed over', 'CSV'));
  expect(handed).toHaveLength(Number(await grid('Handed to services').getAttribute('aria-rowcount')) - 1);
  expect(handed[0]!['Way']).toContain('aws:RequestedRegion');
  await page.getByRole('radio', { name: 'Role chains' }).press('Space');
  await rowOf(page, 'Role chains', 'OpenAccess').click();
  await inspector(page).getByText('sts:AssumeRole').waitFor();
  const chains = await json<{ rows: { role: { name: string }; decision: string }[] }>('role chains');
  expect(chains.rows).toMatchObject([{ role: { name: 'OpenAccess' }, decision: 'allowed' }]);
});

it('says what decoding needs where there are no credentials, and takes JSON that was decoded elsewhere', async () => {
  await show(/^Decode/);
  const message = page.getByRole('textbox', { name: 'Encoded authorization message' });
  const needs = page.getByText(/STS needs a Region and credentials that may call sts:DecodeAuthorizationMessage/);
  await needs.waitFor();
  await message.fill('AQoDYXdzEJr1k');
  await page.getByRole('textbox', { name: 'Region' }).fill('eu-central-1');
  await page.getByRole('button', { name: 'Decode', exact: true }).click();
  expect(await page.getByRole('alert').textContent()).toMatch(/credentials/i);
  await needs.waitFor();

  await message.fill(
    JSON.stringify(
      refusal({
        principal: { id: 'AROAEXAMPLE:kim', arn: `arn:aws:sts::${prod}:assumed-role/Admin/kim` },
        action: 'organizations:LeaveOrganization',
        resource: '*',
        context: { 'aws:Region': ['us-east-1'] },
        statement: { sid: 'Stay', actions: ['organizations:LeaveOrganization'], resources: ['*'] },
      }),
    ),
  );
  await page.getByRole('button', { name: 'Decode', exact: true }).click();
  await page.getByText('The policies of this workspace say the same.').waitFor();
  await documentPane('HanbitGuardrails').locator('.lit').filter({ hasText: '"Stay"' }).waitFor();
  const html = await file('decoded message', 'HTML');
  expect(html).toContain('Denied by a Deny in the service control policies.');
  expect(html).toContain('HanbitGuardrails');
  expect(opened.complaints).toEqual([]);
}); // prettier-ignore

it('works on 800 KB of authorization details that a person imports', async () => {
  const text = authorizationDetails({ account: '111122223333', roles: 300, bytes: 800_000 });
  expect(text.length).toBeGreaterThan(790_000);
  const other = await startBuiltHost(join(folder, 'other'), join(folder, `details-${Date.now()}.treeline`));
  const window = await openWindow(browser, other.address);
  const mine = page;
  page = window.page;
  page.setDefaultTimeout(20_000);
  try {
    await goTo(page, '#/policy');
    await given(page, () => page.getByRole('button', { name: 'Import a file' }).click(), {
      name: 'details.json',
      text,
    });
    await grid('Whose policies').waitFor();
    await settled(page);
    const before = performance.now();
    await rowOf(page, 'Whose policies', 'app-0').click();
    await rowsShown('Services');
    const first = performance.now() - before;
    await page.getByText('No organization was read: its policies are not known').waitFor();
    await show(/^Ask/);
    await ask('s3:GetObject', 'arn:aws:s3:::b1/x');
    const asked = await json<{ decision: string; documents: object[] }>('decision');
    expect(asked.decision).not.toBe('');
    console.log(`first answer after ${Math.round(first)} ms`);
    expect(first).toBeLessThan(3000);
    expect(window.complaints).toEqual([]);
  } finally {
    page = mine;
    await window.close();
    await other.stop();
  }
});

async function rowsShown(name: string): Promise<void> {
  await grid(name).getByRole('gridcell').first().waitFor();
}
