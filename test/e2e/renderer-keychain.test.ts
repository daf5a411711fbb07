/** Beside the sessions, in a real browser: the keychain and the profiles of the AWS files. */
import { describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { inspector, rowOf, statusBar } from './steps/find.ts';
import { goTo } from './support/window.ts';
import { windowSuite } from './support/windowSuite.ts';

const suite = windowSuite();
const { within } = suite;

describe('the keychain', () => {
  it('is reached from the status bar, tells its tier and steps, and lets go of what belongs to nothing', async () => {
    await within({}, async (page) => {
      await statusBar(page).getByRole('button', { name: 'Keychain: OS' }).click();
      await inspector(page).getByRole('heading', { name: 'OS keychain' }).waitFor();
      await page.getByRole('button', { name: 'Test it' }).click();
      await inspector(page).getByText('Read back').waitFor();
      await page.getByText('10 secrets: 7 in use, 2 orphans, 1 gone').first().waitFor();
      await page.getByRole('button', { name: 'Clean up (3)' }).click();
      const dialog = page.getByRole('dialog', { name: 'Clean up the keychain' });
      expect(await dialog.getByRole('listitem').allTextContents()).toEqual([
        expect.stringContaining('8d1f0c52-old'),
        expect.stringContaining('41c7ab90-old'),
        expect.stringContaining('audit'),
      ]);
      await dialog.getByRole('button', { name: 'Clean up', exact: true }).click();
      await page.getByText('7 secrets: 7 in use, 0 orphans, 0 gone').first().waitFor();
      await page.getByRole('button', { name: 'Nothing to clean up' }).waitFor();
    });
  });

  it('that nobody has is called memory, and the probe says where it ended', async () => {
    suite.fixture.control.memoryOnly = true;
    await within({}, async (page) => {
      await goTo(page, '#/sessions?v=keychain');
      await inspector(page).getByRole('heading', { name: 'Memory only' }).waitFor();
      await page.getByRole('button', { name: 'Test it' }).click();
      expect(await inspector(page).getByRole('listitem').allTextContents()).toEqual([
        expect.stringContaining('failed'),
        expect.stringContaining('not reached'),
        expect.stringContaining('not reached'),
      ]);
    });
  });
});

describe('the AWS files', () => {
  const profile = (page: Page, name: string) => rowOf(page, 'Profiles', name);

  it('say what each profile is; a program is confirmed before a session is taken with it', async () => {
    await within({}, async (page) => {
      await goTo(page, '#/sessions?v=files');
      await page.getByText('1 line that tools read differently or refuse').waitFor();
      await profile(page, 'broken').getByText('Nothing to import').waitFor();
      await profile(page, 'legacy').click();
      const take = page.getByRole('button', { name: 'Take a session with it' });
      expect(await take.isDisabled()).toBe(true);
      await page.getByRole('checkbox', { name: 'I know this program' }).check();
      await take.click();
      const form = page.getByRole('form', { name: 'Take a session' });
      await expect
        .poll(() => form.getByRole('combobox', { name: 'Role ARN' }).inputValue())
        .toBe('arn:aws:iam::222233334444:role/Legacy');
    });
  });

  it('give their keys to the keychain, and lose what Treeline wrote', async () => {
    await within({}, async (page) => {
      await goTo(page, '#/sessions?v=files');
      await profile(page, 'default').click();
      await page.getByRole('button', { name: 'Move keys into the keychain' }).click();
      await inspector(page).getByText('The keychain keeps the key …M0VE as default').waitFor();
      await profile(page, 'prod-admin').click();
      await page.getByRole('button', { name: 'Take it out of the file' }).click();
      await profile(page, 'prod-admin').waitFor({ state: 'detached' });
    });
  });
});
