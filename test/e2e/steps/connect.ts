/** Connecting to a forest: the form, the question about the certificate, the password. */
import type { Locator, Page } from 'playwright-core';
import { factsOf } from './find.ts';

export interface Server {
  /** What the connection will be called. */
  readonly name: string;
  readonly host: string;
  readonly port?: number;
  readonly user: string;
  readonly password: string;
  /** PEM of the authority to trust; the authorities of the system when absent. */
  readonly ca?: string;
  readonly pageSize?: number;
  readonly timeoutSeconds?: number;
}

const form = (page: Page): Locator => page.getByRole('dialog', { name: 'Connect to a forest' });
export const certificatePrompt = (page: Page): Locator =>
  page.getByRole('dialog', { name: 'Trust this certificate?' });

export async function chooseCa(dialog: Locator, pem: string): Promise<void> {
  await dialog.getByRole('combobox', { name: 'Trust' }).selectOption('A CA file');
  await dialog.getByLabel('CA certificates (PEM file)').setInputFiles({
    name: 'ca.pem',
    mimeType: 'application/x-pem-file',
    buffer: Buffer.from(pem),
  });
}

/** Opens the dialog from the menu behind the workspace's name, and fills it in. */
export async function openConnect(page: Page, server: Server): Promise<Locator> {
  await page.getByRole('button', { name: 'Workspace menu' }).click();
  await page.getByRole('menuitem', { name: 'Connect to a forest' }).click();
  const dialog = form(page);
  await dialog.getByRole('textbox', { name: 'Host' }).fill(server.host);
  await dialog.getByRole('textbox', { name: 'Port' }).fill(String(server.port ?? 636));
  await dialog.getByRole('textbox', { name: 'User' }).fill(server.user);
  await dialog.getByLabel('Password').fill(server.password);
  if (server.ca !== undefined) await chooseCa(dialog, server.ca);
  await dialog.getByText('Name, base DN, time-out, paging').click();
  await dialog.getByRole('textbox', { name: 'Name of this connection' }).fill(server.name);
  if (server.pageSize) await dialog.getByRole('textbox', { name: 'Page size' }).fill(String(server.pageSize));
  if (server.timeoutSeconds)
    await dialog.getByRole('textbox', { name: 'Time-out (s)' }).fill(String(server.timeoutSeconds));
  return dialog;
}

export const pressConnect = (dialog: Locator): Promise<void> =>
  dialog.getByRole('button', { name: 'Connect', exact: true }).click();

export interface ShownCertificate {
  /** Why it is not trusted, in a sentence. */
  readonly sentence: string;
  /** Subject, Issuer, Names, Valid, SHA-256 of the server's own certificate. */
  readonly facts: Record<string, string>;
  /** The subjects above it. */
  readonly chain: readonly string[];
}

/** What the question about a certificate shows, its chain opened. */
export async function readCertificate(page: Page): Promise<ShownCertificate> {
  const prompt = certificatePrompt(page);
  await prompt.waitFor();
  const sentence = (await prompt.getByRole('paragraph').first().textContent())?.trim() ?? '';
  // Closed, the chain is no part of what a screen reader finds.
  const facts = await factsOf(prompt);
  const more = prompt.getByText(/more certificates? in the chain/);
  if ((await more.count()) === 0) return { sentence, facts, chain: [] };
  await more.click();
  const terms = await prompt.getByRole('term').allTextContents();
  const values = await prompt.getByRole('definition').allTextContents();
  const subjects = values.filter((_, i) => terms[i]?.trim() === 'Subject').map((each) => each.trim());
  return { sentence, facts, chain: subjects.slice(1) };
}

/** "No": back to the form, where everything typed still stands. */
export async function refuseCertificate(page: Page): Promise<Locator> {
  await certificatePrompt(page).getByRole('button', { name: 'Cancel' }).click();
  return form(page);
}

export const pinCertificate = (page: Page): Promise<void> =>
  certificatePrompt(page).getByRole('button', { name: 'Pin this certificate' }).click();

/** Connects where the certificate is trusted; ends when the server's root has been read. */
export async function connectToForest(page: Page, server: Server): Promise<void> {
  const dialog = await openConnect(page, server);
  await pressConnect(dialog);
  await connected(page);
}

/** Until the live connection shows what the server says of itself. */
export async function connected(page: Page): Promise<void> {
  await page.getByText('Naming contexts', { exact: true }).waitFor();
}
