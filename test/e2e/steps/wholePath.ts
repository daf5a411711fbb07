/**
 * The whole path through the app, once: two forests and an AWS account into a new workspace, from a certificate nobody
 * trusts yet to a role that is taken and given back. Told once for every shell; what differs is in `AppShell`.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import type { VaultTier } from '#contract/sessions/vault.ts';
import { createAuthority } from '../../lab/certs.ts';
import { startLab, type Lab } from '../../lab/lab.ts';
import { accounts, people } from '../../lab/seed/corp.ts';
import { emulatorVariables, keyOf } from '../../emulator/environment.ts';
import { startEmulator, type Emulator } from '../../emulator/server.ts';
import { accessOf, chainTo, conditions, evidenceOf } from './access.ts';
import { addAws, chooseGrant, openDirectories, openMapping } from './aws.ts';
import {
  chooseCa,
  connected,
  openConnect,
  pinCertificate,
  pressConnect,
  readCertificate,
  refuseCertificate,
  type Server,
} from './connect.ts';
import {
  attribute,
  capture,
  chooseInTree,
  enter,
  openNamingContext,
  openObject,
  selectInList,
  showMembers,
  treeItem,
} from './explorer.ts';
import { inspector, openPlace, rowOf, statusBar } from './find.ts';
import { openSession, removeSession, revealSecret, sessionRow, takeRole } from './sessions.ts';
import { shot } from './shots.ts';
import { story } from './story.ts';

export interface AppShell {
  /** Names the pictures. */
  readonly name: string;
  /** Where this shell keeps secrets, as it must say itself. */
  readonly tier: VaultTier;
  /** Starts the app as on a new machine, with this environment beside its own. */
  start(env: Readonly<Record<string, string>>): Promise<Page>;
  /** Makes a workspace of this name and has it open. */
  newWorkspace(name: string): Promise<Page>;
  /** Ends the app and starts it again, naming nothing. */
  restart(): Promise<Page>;
  /** Of its windows: what their pages complained about. */
  complaints(): readonly string[];
  close(): Promise<void>;
}

/** What only this shell can say, told between two chapters. */
export interface AppShellChapters {
  afterConnecting?(context: { readonly password: string }): Promise<void>;
  afterTakingRole?(): Promise<void>;
  afterRemovingSession?(): Promise<void>;
}

const region = 'ap-northeast-2';
const role = {
  roleArn: 'arn:aws:iam::444455556666:role/Audit',
  name: 'audit',
  region,
};
const kept: Readonly<Record<VaultTier, string>> = {
  'os-keychain': 'In the system’s keychain',
  memory: 'In memory until Treeline closes',
};
/** In Engineering, and so by GG-Engineering and GG-Platform in AWS-111122223333-ReadOnly. */
const engineer = people.find(({ account }) => account === 'u102')!;

export function wholePath(shell: AppShell, more: AppShellChapters = {}): void {
  const { chapter } = story(async () => picture('failed'));
  let lab: Lab;
  let emulator: Emulator;
  let page: Page;
  let corp: Server;
  let partner: Server;
  const picture = (step: string) => shot(page, `${shell.name}-${step}`);

  beforeAll(async () => {
    [lab, emulator] = await Promise.all([startLab(), startEmulator()]);
    const password = lab.passwords.users;
    corp = {
      name: 'Corp',
      host: lab.corp.address,
      user: `${accounts.reader}@${lab.corp.dnsDomain}`,
      password,
      ca: lab.ca.pem,
      pageSize: 100,
    };
    partner = {
      name: 'Partner',
      host: lab.partner.address,
      user: `petra@${lab.partner.dnsDomain}`,
      password,
    };
  });
  afterAll(async () => {
    await shell.close();
    await emulator?.close();
    await lab?.release();
  });

  chapter('opens with the sample', async () => {
    page = await shell.start({
      ...emulatorVariables(emulator.url, keyOf('111122223333', 'auditor')),
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_CONFIG_FILE: '/nonexistent',
      AWS_SHARED_CREDENTIALS_FILE: '/nonexistent',
    });
    await page.getByText('You are looking at a sample forest and a sample AWS estate.').waitFor();
    await picture('01-sample');
  });

  chapter('makes a workspace, in which there is nothing yet', async () => {
    page = await shell.newWorkspace('estate.treeline');
    await openPlace(page, 'Explorer');
    await page.getByText('No source yet').waitFor();
    await picture('02-empty');
  });

  chapter(
    'does not trust a certificate that another authority signed, and shows what the server showed',
    async () => {
      const folder = mkdtempSync(join(tmpdir(), 'treeline-other-ca-'));
      const { caPem } = await createAuthority(folder, 'Somebody Else');
      rmSync(folder, { recursive: true });
      await pressConnect(await openConnect(page, { ...corp, ca: caPem }));
      const shown = await readCertificate(page);
      await picture('03-certificate');
      expect(shown.sentence).toContain('which this machine does not trust');
      expect(shown.facts).toMatchObject({
        Subject: 'CN=dc1.corp.example.com',
        Issuer: 'CN=Treeline Lab Issuing',
        Names: expect.stringContaining('dc1.corp.example.com'),
        'SHA-256': lab.leaves.dc1.fingerprint256,
      });
      expect(shown.chain).toEqual(['CN=Treeline Lab Issuing']);
    },
  );

  chapter('connects with the CA file, everything else as it was typed', async () => {
    const dialog = await refuseCertificate(page);
    expect(await dialog.getByRole('textbox', { name: 'User' }).inputValue()).toBe(corp.user);
    await chooseCa(dialog, lab.ca.pem);
    await picture('04-connect');
    await pressConnect(dialog);
    await connected(page);
    await picture('05-live');
    await more.afterConnecting?.({ password: corp.password });
  });

  chapter('walks the live directory and reads attributes in words', async () => {
    await openNamingContext(page, lab.corp.baseDn);
    await enter(page, 'People');
    await enter(page, '서울');
    await selectInList(page, 'Ada Dvořák');
    await picture('06-live-person');
    expect(await attribute(page, 'userPrincipalName')).toEqual(['u401@corp.example.com']);
    expect(await attribute(page, 'accountExpires')).toEqual(['Never']);
    expect(await attribute(page, 'memberOf')).toContain('CN=UG-Auditors,OU=Groups,DC=corp,DC=example,DC=com');
  });

  chapter('captures the forest, with its progress in the status bar', async () => {
    await capture(page, 'Corp', () => picture('07-capturing'));
    await treeItem(page, 'corp.example.com').waitFor();
    await chooseInTree(page, 'corp.example.com');
    await statusBar(page)
      .getByText(/^[\d,]{3,} objects$/)
      .waitFor();
    await picture('08-captured');
  });

  chapter('captures the partner forest over a certificate that was compared and pinned', async () => {
    await pressConnect(await openConnect(page, partner));
    expect((await readCertificate(page)).facts['SHA-256']).toBe(lab.leaves.dc2.fingerprint256);
    await pinCertificate(page);
    await connected(page);
    await capture(page, 'Partner');
    await treeItem(page, 'partner.example.net').waitFor();
  });

  chapter(
    'shows members of members with their path, and a person from the other forest by name',
    async () => {
      await openObject(page, 'corp.example.com', 'AWS-111122223333-ReadOnly');
      const members = await showMembers(page);
      await picture('09-members');
      expect(members).toContainEqual(
        expect.objectContaining({ name: engineer.cn, path: 'GG-Platform → GG-Engineering' }),
      );
      await openObject(page, 'corp.example.com', 'DL-AWS-Partners');
      const partners = await showMembers(page);
      await picture('10-foreign');
      expect(partners).toContainEqual(
        expect.objectContaining({
          name: 'petra',
          via: 'foreign security principal',
          dn: expect.stringContaining('DC=partner'),
        }),
      );
      expect(partners.map(({ name }) => name)).toEqual(expect.arrayContaining(['quinn', 'rosa']));
    },
  );

  chapter('reads AWS: directories that know the forest', async () => {
    await addAws(page, [region, 'us-east-1']);
    const directories = await openDirectories(page);
    await rowOf(page, 'Directories', 'corp.example.com').first().click();
    await inspector(page)
      .getByText(/Holds the objects of this directory/)
      .waitFor();
    await picture('11-directories');
    expect(directories.map(([domain, kind, state]) => [domain, kind, state])).toEqual(
      expect.arrayContaining([
        ['corp.example.com', 'Managed Microsoft AD · Enterprise', 'Active'],
        ['partner.example.net', 'AD Connector · Small', 'Active'],
        ['lab.example.org', 'Simple AD · Large', 'Active'],
      ]),
    );
    expect(
      emulator.requests.filter(({ operation }) => !/^(Describe|Get|List|Simulate)/.test(operation)),
    ).toEqual([]);
  });

  chapter('maps groups to roles, with the evidence of each', async () => {
    const grants = await openMapping(page);
    expect(grants).toContainEqual({
      group: 'AWS-111122223333-ReadOnly',
      mechanism: 'SAML',
      role: 'ReadOnly',
      account: '111122223333',
      status: 'Works',
      issues: '',
    });
    await chooseGrant(page, 'AWS-111122223333-ReadOnly');
    await inspector(page).getByRole('heading', { name: 'AWS-111122223333-ReadOnly → ReadOnly' }).waitFor();
    expect(await inspector(page).innerText()).toContain('arn:aws:iam::111122223333:saml-provider/ADFS');
    await picture('12-mapping');
  });

  chapter('draws the chain from a person over groups and SAML to the role', async () => {
    const { roles } = await accessOf(page, engineer.account);
    expect(roles).toContainEqual(expect.objectContaining({ Role: 'ReadOnly', Account: '111122223333' }));
    const links = await chainTo(page, 'ReadOnly');
    await picture('13-access');
    expect(links).toEqual([
      engineer.cn,
      'GG-Engineering',
      'GG-Platform',
      'AWS-111122223333-ReadOnly',
      'SAML',
      'ReadOnly',
    ]);
    expect(await conditions(page)).toEqual(
      expect.arrayContaining([`${engineer.cn} is a member of GG-Engineering`]),
    );
    expect(await evidenceOf(page, 'GG-Platform')).toContain(
      'CN=GG-Engineering,OU=Groups,DC=corp,DC=example,DC=com',
    );
    await picture('14-evidence');
  });

  chapter('takes a role, says where the secret is, and shows it when asked', async () => {
    await takeRole(page, role);
    const facts = await openSession(page, role.name);
    expect(facts).toMatchObject({ 'Role ARN': role.roleArn, 'Kept in': kept[shell.tier] });
    expect(emulator.requests.filter(({ operation }) => operation === 'AssumeRole')).toHaveLength(1);
    await picture('15-session');
    const secret = await revealSecret(page, () => picture('16-revealed'));
    expect(secret[0]).toMatch(/^ASIA/);
    expect(facts['Key']).toBe(`…${secret[0]!.slice(-4)}`);
    await more.afterTakingRole?.();
  });

  chapter('is the same after a restart; what only memory held is asked for again', async () => {
    page = await shell.restart();
    await openPlace(page, 'Explorer');
    for (const name of ['corp.example.com', 'partner.example.net', 'Corp', 'Partner'])
      await treeItem(page, name).waitFor();
    expect(await page.getByRole('button', { name: 'Workspace menu' }).innerText()).toContain('estate');
    await openPlace(page, 'Sessions');
    await sessionRow(page, role.name).waitFor();
    if (shell.tier === 'memory') await passwordAskedAgain();
    else {
      await chooseInTree(page, 'Corp');
      await connected(page);
    }
    await picture('17-restarted');
  });

  async function passwordAskedAgain(): Promise<void> {
    await sessionRow(page, role.name).getByText('Gone').waitFor();
    await chooseInTree(page, 'Corp');
    await page.getByRole('alert').getByText('No password is stored for "Corp".').waitFor();
    await picture('17-password');
    await page.getByRole('button', { name: 'Edit' }).click();
    const dialog = page.getByRole('dialog', { name: 'Edit Corp' });
    await dialog.getByLabel('Password').fill(corp.password);
    await pressConnect(dialog);
    await connected(page);
  }

  chapter('gives the role back', async () => {
    await removeSession(page, role.name);
    await picture('18-removed');
    await more.afterRemovingSession?.();
  });

  chapter('without one complaint of its pages', async () => {
    expect(shell.complaints()).toEqual([]);
  });
}
