/** The plan's place in a real browser: what is said first, findings, decisions that recompute, waves, steps, files. */
import { describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { goTo, seriousIssues, settled } from './support/window.ts';
import { press, windowSuite } from './support/windowSuite.ts';

const views = {
  findings: '#/migration?f=disabledAccounts',
  'a counted finding': '#/migration?f=schemaAttributes',
  waves: '#/migration?v=waves&w=3',
  changes: '#/migration?v=changes',
  steps: '#/migration?v=steps',
  mapping: '#/migration?v=mapping',
  'a connector': '#/migration?to=ad-connector&v=waves',
};
const suite = windowSuite();
const { within } = suite;
const inspector = (page: Page) => page.getByRole('region', { name: 'Inspector' });
const decisions = (page: Page) => page.getByRole('region', { name: 'Decisions' });
const rows = async (page: Page, name: string) =>
  Number(await page.getByRole('grid', { name, exact: true }).getAttribute('aria-rowcount')) - 1;

describe.each(['light', 'dark'] as const)('in the %s theme', (colorScheme) => {
  it('axe finds nothing serious in any view', async () => {
    await within({ colorScheme }, async (page, { complaints }) => {
      const found: Record<string, string[]> = {};
      for (const [name, hash] of Object.entries(views)) {
        await goTo(page, hash);
        const issues = await seriousIssues(page);
        if (issues.length > 0) found[name] = issues;
      }
      expect(found).toEqual({});
      expect(complaints).toEqual([]);
    });
  });
});

it.each(['en-US', 'ko-KR'])('has its words and needs no sideways scroll at 1024 × 640, in %s', async (locale) => {
  await within({ viewport: { width: 1024, height: 640 }, locale }, async (page, { complaints }) => {
    const off: Record<string, unknown> = {};
    for (const [name, hash] of Object.entries(views)) {
      await goTo(page, hash);
      const wide = await page.evaluate(() => document.body.scrollWidth > innerWidth);
      const bars = await page
        .locator('.tools')
        .evaluateAll((all) => all.map((bar) => bar.scrollWidth - bar.clientWidth));
      if (wide || bars.some((over) => over > 0)) off[name] = { wide, bars };
    }
    expect(off).toEqual({});
    expect(complaints).toEqual([]);
  });
}); // prettier-ignore

it('recomputes when a decision changes: Identity Center is said first, and only then; taken back, it is gone', async () => {
  await within({}, async (page) => {
    await goTo(page, '#/migration');
    expect(await rows(page, 'Findings')).toBe(3);
    expect(await page.getByRole('note').filter({ hasText: 'Identity Center' }).count()).toBe(0);
    await decisions(page).getByRole('radio', { name: 'Change the source' }).press('Space');
    await page.getByRole('note').filter({ hasText: 'Identity Center' }).waitFor();
    expect(await rows(page, 'Findings')).toBe(4);
    expect(await decisions(page).textContent()).toContain('2 open');
    await decisions(page).getByRole('textbox').fill('agreed in October');
    await press(page, 'Enter');
    await decisions(page)
      .getByRole('button', { name: /^Take back/ })
      .press('Enter');
    await settled(page);
    expect(await rows(page, 'Findings')).toBe(3);
    expect(await decisions(page).textContent()).toContain('3 open');
  });
});

it('leads from a finding to its decision and to a million objects, by keys', async () => {
  await within({}, async (page) => {
    await goTo(page, views.findings);
    expect(await rows(page, 'Seen on')).toBe(1_000_000);
    await inspector(page)
      .getByRole('button', { name: /^Decide/ })
      .press('Enter');
    expect(
      await page.evaluate(() => document.activeElement?.closest('[data-decision]')?.getAttribute('data-decision')),
    ).toBe('disabledAccounts');
    await page.getByRole('grid', { name: 'Seen on' }).focus();
    await press(page, 'End');
    // The last of a million rows is asked for first.
    await settled(page);
    await page.waitForTimeout(1000);
    await press(page, 'Enter');
    await page.waitForFunction(() => location.hash.startsWith('#/explorer'));
  });
}); // prettier-ignore

it('shows who is in a wave, and that nothing moves into a connector', async () => {
  await within({}, async (page) => {
    await goTo(page, views.waves);
    await inspector(page).getByRole('heading', { name: 'Wave 3' }).waitFor();
    expect(await rows(page, 'Members')).toBe(250_000);
    await page.getByLabel('Kind of target').selectOption('ad-connector');
    await page.getByText('Nothing is moved to a directory of this kind').first().waitFor();
  });
});

it('tells how far it is, and gives up when asked', async () => {
  suite.fixture.control.planSteps = 100;
  await within({}, async (page) => {
    await goTo(page, '#/migration');
    await page.getByRole('progressbar').first().waitFor();
    await page.getByRole('main').getByRole('button', { name: 'Cancel' }).click();
    await page.getByText('The plan was cancelled').waitFor();
    suite.fixture.control.planSteps = 0;
    await page.getByRole('button', { name: 'Plan again' }).click();
    await page.getByRole('grid', { name: 'Findings' }).waitFor();
  });
});

it('saves the report and the mapping file, and says what is wrong with one that comes back', async () => {
  await within({}, async (page) => {
    await goTo(page, views.mapping);
    await page.getByRole('button', { name: 'Report' }).click();
    await page.getByRole('button', { name: 'Export…' }).click();
    await page.getByText(/^Saved as corp\.example\.com-.*\.html$/).waitFor();
    await page.getByRole('button', { name: 'Save the file to fill' }).click();
    await page.getByText('Saved as mapping.csv').waitFor();
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Take a filled file' }).click();
    await (
      await chooser
    ).setFiles({ name: 'm.csv', mimeType: 'text/csv', buffer: Buffer.from('objectGUID\n') });
    await page.getByText('The file was not taken: 1 problem.').waitFor();
    expect(await page.getByRole('cell', { name: 'maybe' }).count()).toBe(1);
  });
});

it('says that there is no forest, and a failure where it happens', async () => {
  suite.fixture.control.empty = true;
  await within({}, async (page) => {
    await goTo(page, '#/migration');
    await page.getByText('No forest to plan for').waitFor();
  });
  suite.fixture.control.empty = false;
  suite.fixture.control.failWith('migration.plan', 'workspace.damaged', { name: 'corp', detail: 'disk' });
  await within({}, async (page) => {
    await goTo(page, '#/migration');
    await page.getByRole('alert').waitFor();
    suite.fixture.control.faults.clear();
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('grid', { name: 'Findings' }).waitFor();
  });
});
