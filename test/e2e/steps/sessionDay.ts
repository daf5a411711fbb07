/**
 * What a person does with sessions in a window, against real servers and a real keychain: a role behind MFA with the prompt that it
 * takes, a sign-in by SAML, one at an access portal, trying one, a profile for it, its secret, the console, the end.
 */
import { readFileSync } from 'node:fs';
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import {
  kimDevice,
  people,
  peopleEstateWith,
  roleArn,
  samlProviderArn,
} from '../../emulator/estates/people.ts';
import { codeOf } from '../../emulator/mfa.ts';
import { startEmulator, type Emulator } from '../../emulator/server.ts';
import { person, region } from '../../emulator/sessionsSupport.ts';
import { startIdentityProvider, type IdentityProvider } from '../../identityProvider/server.ts';
import { inspector, openPlace } from './find.ts';
import { removeSession, revealSecret, sessionRow } from './sessions.ts';

export interface SessionServers {
  readonly emulator: Emulator;
  readonly provider: IdentityProvider;
  /** What leads the app to them. */
  readonly env: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

export async function startSessionServers(): Promise<SessionServers> {
  const provider = await startIdentityProvider({
    response: { roles: [`${roleArn('SamlReader')},${samlProviderArn}`] },
  });
  const emulator = await startEmulator({ estate: peopleEstateWith(provider.metadata) });
  const { accessKeyId, secretAccessKey } = person('kim');
  return {
    emulator,
    provider,
    env: {
      AWS_ENDPOINT_URL: emulator.url,
      AWS_ACCESS_KEY_ID: accessKeyId,
      AWS_SECRET_ACCESS_KEY: secretAccessKey,
      AWS_REGION: region,
    },
    async close() {
      await emulator.close();
      await provider.close();
    },
  };
}

export interface SessionShell {
  readonly page: Page;
  readonly servers: SessionServers;
  /** Where the app's user has the AWS configuration. */
  readonly configFile: string;
  /** Signs in at the identity provider, or leaves a response in the form in another way. */
  signInBySaml(form: Locator): Promise<void>;
  /** The address that went to the person's own browser, once `open` was done. */
  addressOpened(open: () => Promise<void>): Promise<string>;
}

async function begin(page: Page, way: string): Promise<Locator> {
  await openPlace(page, 'Sessions');
  await page.getByRole('button', { name: 'Take a session' }).first().click();
  const form = page.getByRole('form', { name: 'Take a session' });
  await form.getByText(way, { exact: true }).click();
  return form;
}
async function take(form: Locator, name: string): Promise<void> {
  await form.getByRole('textbox', { name: 'Name', exact: true }).fill(name);
  await form.getByRole('button', { name: 'Take session' }).click();
}
const taken = (page: Page, name: string) =>
  inspector(page).getByRole('heading', { name, exact: true }).waitFor();
const tab = (page: Page, name: string) => inspector(page).getByRole('tab', { name }).click();

export async function sessionDay(shell: SessionShell): Promise<void> {
  const { page, servers } = shell;
  const { emulator } = servers;
  const code = () => codeOf(kimDevice, emulator.now());

  // A role behind MFA: mistyped once, the prompt comes again.
  let form = await begin(page, 'Role');
  await form.getByRole('combobox', { name: 'Role ARN' }).fill(roleArn('WithMfa'));
  await form.getByRole('textbox', { name: 'MFA device' }).fill(kimDevice.SerialNumber);
  await take(form, 'admin');
  const field = page.getByRole('dialog').getByRole('textbox', { name: 'Code of six digits' });
  await field.fill('000000');
  await page.keyboard.press('Enter');
  await expect.poll(() => emulator.requests.filter(({ operation, status }) => operation === 'AssumeRole' && status === 403).length).toBe(1); // prettier-ignore
  await page.getByRole('dialog').getByText('AWS did not take that code').waitFor();
  await field.fill(code());
  await page.keyboard.press('Enter');
  await taken(page, 'admin');

  // A refusal, with the cause that can be seen without having read the account.
  form = await begin(page, 'Role');
  await form.getByRole('combobox', { name: 'Role ARN' }).fill(roleArn('Nobody'));
  await take(form, 'nobody');
  await form.getByRole('alert').waitFor();

  // SAML: the response is shown before its role is taken.
  form = await begin(page, 'SAML');
  await form.getByRole('alert').waitFor({ state: 'detached' });
  await shell.signInBySaml(form);
  await form.getByRole('region', { name: 'What the response says' }).getByText('https://idp.example.com/saml').first().waitFor(); // prettier-ignore
  await take(form, 'by saml');
  await taken(page, 'by saml');

  // An access portal, by a code to compare.
  form = await begin(page, 'Identity Center');
  await form.getByRole('button', { name: 'Add a portal' }).click();
  await form.getByRole('textbox', { name: 'Start URL' }).fill('https://example.awsapps.com/start');
  await form.getByRole('textbox', { name: 'Name', exact: true }).first().fill('Example');
  await form.getByRole('button', { name: 'Save' }).click();
  await form.getByRole('button', { name: 'Sign in by code' }).click();
  const shown = form.locator('[data-code]');
  await shown.waitFor();
  emulator.portal.approve((await shown.innerText()).trim());
  await form.getByRole('option', { name: new RegExp(people) }).click();
  await form.getByRole('option', { name: 'ReadOnly' }).click();
  await take(form, 'by portal');
  await taken(page, 'by portal');

  // Tried, and handed to other programs.
  await sessionRow(page, 'admin').click();
  await tab(page, 'Try it');
  await inspector(page).getByRole('button', { name: 'Try', exact: true }).click();
  await inspector(page).getByText('Allowed').first().waitFor();
  await tab(page, 'Use it');
  await inspector(page).getByRole('textbox', { name: 'Name of the profile' }).fill('treeline-admin');
  await inspector(page).getByRole('button', { name: 'Show what would be written' }).click();
  await inspector(page).getByText('[profile treeline-admin]').waitFor();
  await inspector(page).getByRole('button', { name: 'Write profile' }).click();
  await expect.poll(() => text(shell.configFile)).toContain('[profile treeline-admin]\n# session ');
  expect(text(shell.configFile)).toContain('credential_process = ');
  const opened = await shell.addressOpened(() =>
    inspector(page).getByRole('button', { name: 'Open console' }).click(),
  );
  expect(new URL(opened).hostname).toBe('127.0.0.1');

  const secret = await revealSecret(page);
  expect(secret).toHaveLength(3);
  expect(secret[0]).toMatch(/^ASIA/);
  expect(await page.content()).not.toContain(secret[1]);
  for (const name of ['admin', 'by saml', 'by portal']) await removeSession(page, name);
}

function text(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
