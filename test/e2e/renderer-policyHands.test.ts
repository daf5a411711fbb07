/** Every view of the policy place for everybody: by keys alone, to assistive technology, in both themes and languages, in little room. */
import { describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { policyAt, policyViews } from './support/policyViews.ts';
import { goTo, seriousIssues } from './support/window.ts';
import { press, windowSuite } from './support/windowSuite.ts';

const { within } = windowSuite();

it('goes round its panes by F6, and its views stand in the palette', async () => {
  await within({}, async (page) => {
    await goTo(page, policyViews.allowed);
    await page.getByRole('tree', { name: 'How it was decided' }).focus();
    const round: string[] = [];
    for (let i = 0; i < 8; i++) {
      await page.keyboard.press('F6');
      round.push(await focused(page));
      if (round.at(-1) === 'How it was decided') break;
    }
    // The document beside the tree, the rail, the search, the question, and the tree again.
    expect(round).toEqual(expect.arrayContaining(['Copy the document', 'Whose policies', 'Action', 'How it was decided']));
    await page.keyboard.press('Shift+F6');
    expect(await focused(page)).toBe(round.at(-2));
    await press(page, 'Control+k');
    await page.keyboard.type('Hand over');
    await page.getByRole('option', { name: /Hand over/ }).first().waitFor();
    await press(page, 'Enter');
    expect(page.url()).toContain('v=handOver');
  });
}); // prettier-ignore

it('is used by keys alone: a role is found, a view is chosen, the question asked, the step looked at', async () => {
  await within({}, async (page) => {
    await goTo(page, '#/policy');
    await press(page, 'Control+f');
    await page.keyboard.type('Dev');
    await page.getByRole('row').filter({ hasText: 'Developers' }).first().waitFor();
    await press(page, 'ArrowDown', 'Space');
    await page.getByRole('heading', { name: 'Developers', level: 2 }).waitFor();
    await page.getByRole('tab', { name: 'What it can do' }).focus();
    await press(page, 'ArrowRight');
    await page.getByRole('form', { name: 'Question' }).waitFor();
    await press(page, 'Control+Shift+Q');
    expect(await focused(page)).toBe('Action');
    await page.keyboard.type('s3:PutObject');
    await press(page, 'Escape', 'Tab');
    await page.keyboard.type('*');
    await press(page, 'Escape', 'Enter');
    await page.getByRole('status', { name: 'Decision' }).waitFor();
    for (let i = 0; i < 8 && (await focused(page)) !== 'How it was decided'; i++) await press(page, 'F6');
    await press(page, 'Home', 'ArrowRight', 'ArrowDown');
    await page.getByRole('region', { name: 'Document FullAWSAccess' }).waitFor();
  });
});

describe.each(['light', 'dark'] as const)('in the %s theme', (colorScheme) => {
  it('axe finds nothing serious in any view', async () => {
    await within({ colorScheme }, async (page, { complaints }) => {
      const found: Record<string, string[]> = {};
      for (const [name, hash] of Object.entries(policyViews)) {
        await goTo(page, hash);
        const issues = await seriousIssues(page);
        if (issues.length > 0) found[name] = issues;
      }
      expect(found).toEqual({});
      expect(complaints).toEqual([]);
    });
  });
});

describe.each(['en-US', 'ko-KR'])('at 1024 × 640, in %s', (locale) => {
  it('has its words, and nothing stands beyond the edge', async () => {
    await within({ viewport: { width: 1024, height: 640 }, locale }, async (page, { complaints }) => {
      const beyond: Record<string, string[]> = {};
      for (const [name, hash] of Object.entries(policyViews)) {
        await goTo(page, hash);
        const found = await cutOff(page);
        if (found.length > 0) beyond[name] = found;
      }
      expect(beyond).toEqual({});
      // A code without a sentence says so in the console.
      expect(complaints).toEqual([]);
    });
  });
});

it('offers two versions of a policy, and a policy among those that are compared', async () => {
  await within({}, async (page) => {
    await goTo(page, policyAt({ v: 'compare' }));
    await page.getByRole('button', { name: 'Side B: Choose…' }).press('Enter');
    const kinds = page.getByRole('dialog').getByRole('combobox', { name: 'Kind of subject' });
    await kinds.selectOption({ label: 'Managed policies' });
    expect(await kinds.inputValue()).toBe('policy');
  });
});

/** What has the focus, by its name. */
const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const { activeElement: at } = document;
    return at?.getAttribute('aria-label') ?? at?.textContent?.trim() ?? '';
  });

/** The window itself, and lines of tools, that are wider than the room they have. */
const cutOff = (page: Page): Promise<string[]> =>
  page.evaluate(() => [
    ...(document.documentElement.scrollWidth > innerWidth ? ['window'] : []),
    ...[...document.querySelectorAll<HTMLElement>('.tools, form, header')]
      .filter((each) => each.offsetParent !== null && each.scrollWidth > each.clientWidth)
      .map((each) => each.className),
  ]);
