/** The reviews place over thousands of items: every view in both themes and languages, headings by person, a decision by key. */
import { describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { inspector } from './steps/find.ts';
import { reviewIds } from './support/fixtureReviews.ts';
import { goTo, longTasks, rowsInDocument, seriousIssues } from './support/window.ts';
import { press, windowSuite } from './support/windowSuite.ts';

const { following, signed, all } = reviewIds;
const views = {
  'all reviews': '#/reviews',
  'an item': `#/reviews?r=${following}&i=101`,
  'signed off': `#/reviews?r=${signed}&i=4`,
  'by person': `#/reviews?r=${all}&g=person&i=1`,
  ungrouped: `#/reviews?r=${all}&g=none`,
  'what was not readable': `#/reviews?r=${all}&i=4803`,
  'nothing fits': `#/reviews?r=${all}&q=nobody-is-called-so`,
};
const suite = windowSuite();
/** The generated campaigns are made when they are first asked for. */
const within: typeof suite.within = (options, use) =>
  suite.within(options, async (page, opened) => {
    await goTo(page, '#/reviews');
    await page.getByText('Everything', { exact: true }).first().waitFor();
    await use(page, opened);
  });
const items = (page: Page) => page.getByRole('grid', { name: 'Items', exact: true });
const rows = async (page: Page) => Number(await items(page).getAttribute('aria-rowcount')) - 1;

it.each(['light', 'dark'] as const)('axe finds nothing serious in any view, in the %s theme', async (colorScheme) => {
  await within({ colorScheme }, async (page, { complaints }) => {
    const found: Record<string, string[]> = {};
    const look = async (name: string) => {
      const issues = await seriousIssues(page);
      if (issues.length > 0) found[name] = issues;
    };
    for (const [name, hash] of Object.entries(views)) {
      await goTo(page, hash);
      await look(name);
    }
    await goTo(page, '#/reviews');
    await page.getByRole('button', { name: 'Start a review' }).first().click();
    await page.getByRole('dialog').getByText('Chosen', { exact: true }).click();
    await page.getByRole('dialog').getByRole('checkbox').first().waitFor();
    await look('the start form');
    expect(found).toEqual({});
    expect(complaints).toEqual([]);
  });
}); // prettier-ignore

it('has its words and needs no sideways scroll at 1024 × 640, in Korean', async () => {
  await within({ viewport: { width: 1024, height: 640 }, locale: 'ko-KR' }, async (page, { complaints }) => {
    const wide: string[] = [];
    for (const [name, hash] of Object.entries(views)) {
      await goTo(page, hash);
      if (await page.evaluate(() => document.body.scrollWidth > innerWidth)) wide.push(name);
    }
    expect(wide).toEqual([]);
    expect(complaints).toEqual([]);
  });
});

describe('thousands of items', () => {
  it('stand under a heading for each of 2,401, and are scrolled with few rows in the document', async () => {
    await within({}, async (page) => {
      await goTo(page, `#/reviews?r=${all}&g=person`);
      await expect.poll(() => rows(page)).toBe(4803 + 2401);
      await items(page).focus();
      const slow = await longTasks(suite.browser, async () => {
        await press(page, 'End', 'PageUp', 'Home', 'PageDown');
      });
      expect(slow.filter(({ cpu }) => cpu > 120)).toEqual([]);
      expect(await rowsInDocument(page)).toBeLessThan(90);
    });
  });

  it('are decided by a key, which the engine then tells', async () => {
    await within({}, async (page) => {
      await goTo(page, `#/reviews?r=${all}&g=none&i=1`);
      await page.getByRole('textbox', { name: 'Your name' }).fill('dora');
      await inspector(page).getByRole('heading', { level: 2 }).waitFor();
      await items(page).focus();
      await press(page, 'k');
      await page.getByText('4,802 of 4,803 open').first().waitFor();
      await page.reload();
      await page.getByText('4,802 of 4,803 open').first().waitFor();
    });
  });
});
