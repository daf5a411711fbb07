/** The dialog that reads AWS: what it asks, how far it has come, and what failed. */
import { describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { goTo, seriousIssues, settled } from './support/window.ts';
import { press, windowSuite } from './support/windowSuite.ts';

const suite = windowSuite();
const { within } = suite;
const dialogOf = (page: Page) => page.getByRole('dialog', { name: 'Add AWS' });
const open = async (page: Page, hash = '#/estate') => {
  await goTo(page, hash);
  await press(page, 'Control+Shift+A');
  return dialogOf(page);
};

it('asks for all accounts by role name, in all Regions, and for a report by name alone', async () => {
  await within({}, async (page) => {
    const dialog = await open(page);
    await dialog.getByLabel('Source profile').selectOption('corp-audit');
    await dialog.getByLabel('All that are enabled').check({ force: true });
    await dialog.getByLabel('All of the organization').check({ force: true });
    await dialog.getByRole('button', { name: 'Read', exact: true }).press('Enter');
    await dialog.getByText(/The name of a role that may be taken/).waitFor();
    await dialog.getByLabel('Role in each account').fill('audit/ReadOnly');
    await dialog.getByLabel('Make a credential report').press('Space');
    await dialog.getByLabel('Role in each account').press('Enter');
    await dialog.getByText(/of 3 accounts/).waitFor();
    expect(suite.fixture.control.asked.aws).toEqual([
      {
        profile: 'corp-audit',
        regions: 'all',
        accounts: { roleName: 'audit/ReadOnly', accounts: 'all' },
        resume: false,
        credentialReport: true,
      },
    ]);
  });
});

it('makes no credential report and goes on from nothing, unless asked', async () => {
  await within({}, async (page) => {
    const dialog = await open(page);
    expect(await dialog.getByLabel('Go on where the last reading ended').count()).toBe(0);
    await dialog.getByRole('button', { name: 'Read', exact: true }).press('Enter');
    await dialog.getByText(/of 3 accounts/).waitFor();
    expect(suite.fixture.control.asked.aws).toMatchObject([{ credentialReport: false, resume: false }]);
  });
});

describe('a reading', () => {
  it('shows accounts and services as they are read, and what failed with its reason', async () => {
    await within({}, async (page, { complaints }) => {
      suite.fixture.control.awsSteps = 6;
      const dialog = await open(page);
      await dialog.getByRole('button', { name: 'Read', exact: true }).press('Enter');
      await dialog.getByText('AWS was read').waitFor();
      const table = dialog.getByRole('table', { name: 'What is read, by account and service' });
      const head = await table.getByRole('columnheader').allTextContents();
      expect(head.map((each) => each.trim())).toEqual([
        'Account',
        'IAM',
        'Directories',
        'EC2',
        'Organizations',
        'Identity Center',
      ]);
      const rows = await table.getByRole('row').allTextContents();
      expect(rows[1]).toContain('777788889999');
      expect(rows[2]).toContain('Role not there, or not to be taken');
      expect(rows.join(' ')).toMatch(/444455556666.*Directories: Access denied/s);
      expect(rows.join(' ')).toMatch(/111122223333.*412/s);
      expect(await dialog.textContent()).toMatch(/2 accounts read · 1 failed/);
      expect(await seriousIssues(page)).toEqual([]);
      await dialog.getByRole('button', { name: 'Show the estate' }).press('Enter');
      await settled(page);
      expect(await page.evaluate(() => location.hash)).toBe('#/estate');
      expect(complaints).toEqual([]);
    });
  });

  it('goes on while the dialog is closed, and is there when it is opened again', async () => {
    await within({}, async (page) => {
      const dialog = await open(page);
      await dialog.getByRole('button', { name: 'Read', exact: true }).press('Enter');
      await dialog.getByText(/of 3 accounts/).waitFor();
      expect(await seriousIssues(page)).toEqual([]);
      await press(page, 'Escape');
      await dialog.waitFor({ state: 'hidden' });
      await page
        .getByRole('contentinfo')
        .getByText(/Read AWS/)
        .waitFor();
      await press(page, 'Control+Shift+A');
      await dialog.getByRole('button', { name: 'Cancel the reading' }).waitFor();
    });
  });

  it('is cancelled from the dialog, and offers to go on from there', async () => {
    await within({}, async (page) => {
      const dialog = await open(page);
      await dialog.getByLabel('All of the organization').check({ force: true });
      await dialog.getByLabel('Role in each account').fill('ReadOnly');
      await press(page, 'Enter');
      await dialog.getByRole('button', { name: 'Cancel the reading' }).press('Enter');
      await dialog.getByText('The reading was cancelled').waitFor();
      await dialog.getByRole('button', { name: 'Read again' }).press('Enter');
      expect(await dialog.getByLabel('Go on where the last reading ended').isChecked()).toBe(true);
      expect(await dialog.getByLabel('Role in each account').inputValue()).toBe('ReadOnly');
    });
  });

  it('that is refused says so in the dialog, with the form as it was', async () => {
    await within({}, async (page) => {
      suite.fixture.control.failWith('jobs.readAws', 'workspace.readOnly', { name: 'corp' });
      const dialog = await open(page);
      await dialog.getByLabel('Regions', { exact: true }).fill('eu-central-1');
      await press(page, 'Enter');
      await dialog.getByRole('alert').waitFor();
      expect(await dialog.getByLabel('Regions', { exact: true }).inputValue()).toBe('eu-central-1');
    });
  });
});

it('says why profiles are not there, and reads with the standard chain all the same', async () => {
  await within({}, async (page) => {
    suite.fixture.control.failWith('estate.awsProfiles', 'internal', { detail: 'the file is damaged' });
    const dialog = await open(page);
    await dialog.getByRole('alert').waitFor();
    suite.fixture.control.faults.clear();
    await dialog.getByRole('button', { name: 'Try again' }).press('Enter');
    await dialog.getByRole('alert').waitFor({ state: 'hidden' });
    expect(await dialog.getByLabel('Source profile').locator('option').allTextContents()).toContain(
      'corp-audit',
    );
  });
});

it('has its words in Korean, and its table needs no sideways scroll at 1024 × 640 in the dark', async () => {
  await within(
    { locale: 'ko-KR', colorScheme: 'dark', viewport: { width: 1024, height: 640 } },
    async (page, { complaints }) => {
      suite.fixture.control.awsSteps = 4;
      await goTo(page, '#/estate');
      await press(page, 'Control+Shift+A');
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('button', { name: '읽기', exact: true }).press('Enter');
      await dialog.getByText('AWS를 읽었습니다').waitFor();
      const wide = await dialog.evaluate((element) =>
        [element, ...element.querySelectorAll('*')].some(
          (each) => getComputedStyle(each).overflowX === 'auto' && each.scrollWidth > each.clientWidth,
        ),
      );
      expect(wide).toBe(false);
      expect(await seriousIssues(page)).toEqual([]);
      expect(complaints).toEqual([]);
    },
  );
});
