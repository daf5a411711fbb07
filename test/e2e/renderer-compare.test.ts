/** The comparison's place in a real browser: choosing, every view, filters, both sides, trusts; by keyboard, in both languages. */
import { describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { allDifferences } from './support/fixtureCompare.ts';
import { goTo, seriousIssues, settled } from './support/window.ts';
import { press, windowSuite } from './support/windowSuite.ts';

const pair = '#/compare?a=1&b=3';
const views = {
  summary: pair,
  differences: `${pair}&v=differences&d=a8000004`,
  'one kind': `${pair}&v=differences&k=moved,renamed`,
  'one side alone': `${pair}&v=differences&d=a8000000`,
  tree: `${pair}&v=tree`,
  ambiguous: `${pair}&v=ambiguous`,
  structure: `${pair}&v=structure&so=all`,
  features: `${pair}&v=features`,
  limits: `${pair}&v=features&fp=limits`,
  'connector checks': `${pair}&v=features&fp=adConnector`,
  trusts: `${pair}&v=trusts`,
  'list of trusts': `${pair}&v=trusts&tf=list&t=${encodeURIComponent('trust corp.example.com|aws.corp.example.com')}`,
  'not yet chosen': '#/compare',
};
const suite = windowSuite();
const { within } = suite;
const inspector = (page: Page) => page.getByRole('region', { name: 'Inspector' });
const grid = (page: Page, name: string) => page.getByRole('grid', { name, exact: true });
const rows = async (page: Page, name: string) =>
  Number(await grid(page, name).getAttribute('aria-rowcount')) - 1;

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

it('has all its words in Korean', async () => {
  await within({ locale: 'ko-KR' }, async (page, { complaints }) => {
    for (const hash of Object.values(views)) await goTo(page, hash);
    expect(complaints).toEqual([]);
    await goTo(page, views.summary);
    expect(await page.getByRole('tab').allTextContents()).toContain('요약');
  });
});

it.each(['en-US', 'ko-KR'])('needs no sideways scroll at 1024 × 640, in %s', async (locale) => {
  await within({ viewport: { width: 1024, height: 640 }, locale }, async (page) => {
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
  });
});

describe('choosing', () => {
  it('proposes the forest beside AWS, and compares them at a key', async () => {
    await within({}, async (page) => {
      await goTo(page, '#/compare');
      await page.getByRole('button', { name: /^A: corp\.example\.com/ }).waitFor();
      await page.getByRole('button', { name: /^B: aws\.corp\.example\.com/ }).waitFor();
      expect(suite.fixture.control.asked.compared).toEqual([]);
      await page.getByRole('button', { name: 'Compare', exact: true }).press('Enter');
      await page.getByRole('button', { name: /Only in A$/ }).first().waitFor();
      expect(suite.fixture.control.asked.compared).toMatchObject([{ a: { snapshotId: 1 }, b: { snapshotId: 3 } }]);
    });
  }); // prettier-ignore

  it('takes an earlier snapshot by typing, and exchanges the sides', async () => {
    await within({}, async (page) => {
      await goTo(page, pair);
      await page.getByRole('button', { name: /^B: / }).press('Enter');
      await page.keyboard.type('aws.corp');
      await press(page, 'ArrowDown', 'Enter');
      expect(new URL(page.url()).hash).toContain('b=4');
      await page.getByRole('button', { name: 'Exchange A and B' }).press('Enter');
      await settled(page);
      expect(new URL(page.url()).hash).toMatch(/a=4&b=1/);
      expect(suite.fixture.control.asked.compared.at(-1)).toMatchObject({ a: { snapshotId: 4 } });
    });
  });

  it('asks for noise, AWS’s own and a base where the options say so', async () => {
    await within({}, async (page) => {
      await goTo(page, pair);
      await page.getByRole('button', { name: 'Options' }).click();
      await page.getByLabel('In A, only below').fill('OU=People,DC=corp,DC=example,DC=com');
      await page.getByLabel(/^Compare noise as well/).check();
      await page.getByLabel(/^Tell of AWS/).check();
      await page.getByRole('dialog').getByRole('button', { name: 'Compare' }).click();
      await settled(page);
      expect(suite.fixture.control.asked.compared.at(-1)).toMatchObject({
        a: { base: 'OU=People,DC=corp,DC=example,DC=com' },
        withNoise: true,
        withReserved: true,
      });
    });
  });

  it('says what is missing where there is nothing to compare, and a failure where it happens', async () => {
    suite.fixture.control.empty = true;
    await within({}, async (page) => {
      await goTo(page, '#/compare');
      await page.getByText('Nothing to compare yet').waitFor();
    });
    suite.fixture.control.empty = false;
    suite.fixture.control.failWith('compare.run', 'workspace.damaged', { name: 'corp', detail: 'disk' });
    await within({}, async (page) => {
      await goTo(page, pair);
      await page.getByRole('alert').waitFor();
      suite.fixture.control.faults.clear();
      await page.getByRole('button', { name: 'Try again' }).click();
      await page.getByRole('heading', { name: 'Matched by' }).waitFor();
    });
  });
});

describe('differences', () => {
  it('come from a count of the summary, filtered, and a million of them scroll', async () => {
    await within({}, async (page) => {
      await goTo(page, pair);
      await page.getByRole('button', { name: /Moved$/ }).press('Enter');
      await settled(page);
      expect(await rows(page, 'Differences')).toBe(1);
      await page.getByRole('group', { name: 'Kinds of differences' }).getByRole('button', { name: /^All/ }).press('Enter');
      await settled(page);
      expect(await rows(page, 'Differences')).toBe(allDifferences);
      await grid(page, 'Differences').focus();
      await press(page, 'End');
      expect(await grid(page, 'Differences').locator('[aria-selected="true"]').getAttribute('aria-rowindex')).toBe(String(allDifferences + 1));
    });
  }); // prettier-ignore

  it('show the pair: marked parts by sign, what was not readable, noise only when asked', async () => {
    await within({}, async (page) => {
      await goTo(page, views.differences);
      await inspector(page).getByRole('heading', { name: 'mail' }).waitFor();
      expect(await inspector(page).locator('mark').allTextContents()).toEqual(['corp.']);
      const text = await inspector(page).textContent();
      expect(text).toContain('Only in A');
      expect(text).toContain('Not readable at one end');
      expect(text).not.toContain('logonCount');
      await inspector(page).getByRole('radio', { name: 'All' }).press('Space');
      await settled(page);
      expect(await inspector(page).textContent()).toContain('logonCount');
      await inspector(page).getByRole('tab', { name: 'Members' }).click();
      await settled(page);
      expect(await rows(page, 'Members')).toBe(4);
      await inspector(page).getByRole('radio', { name: /nested/ }).press('Space'); // prettier-ignore
      await settled(page);
      expect(await rows(page, 'Members')).toBe(13);
    });
  });

  it('go to a file in four formats', async () => {
    await within({}, async (page) => {
      await goTo(page, views.differences);
      await page.getByRole('button', { name: 'Export', exact: true }).first().click();
      await page.getByRole('radio', { name: 'LDIF' }).press('Space');
      await page.getByText('Treeline never applies them').waitFor();
      await page.getByRole('button', { name: 'Export…' }).click();
      await page.getByText(/^Exporting to .*\.ldif$/).waitFor();
    });
  });
});

it('walks both trees by keys, and says at both places what moved', async () => {
  await within({}, async (page) => {
    await goTo(page, views.tree);
    const tree = page.getByRole('tree', { name: 'Tree' });
    await tree.focus();
    await press(page, 'Home', 'ArrowDown', '*');
    expect(await tree.locator('[aria-level="3"]').count()).toBeGreaterThan(3);
    expect(await tree.locator('[aria-selected="true"]').getAttribute('aria-level')).toBe('2');
    expect(await tree.getByText(/^Moved to OU=Left/).count()).toBeGreaterThan(0);
    expect(await tree.getByRole('img', { name: 'Only in A' }).count()).toBeGreaterThan(0);
    await inspector(page).getByRole('heading', { level: 2 }).waitFor();
  });
});

it('draws trusts with both ends, walks them by arrows, and tells what disagrees', async () => {
  await within({}, async (page) => {
    await goTo(page, views.trusts);
    const map = page.getByRole('group', { name: 'Diagram' });
    await map.getByRole('button', { name: /The ends disagree/ }).press('Enter');
    await inspector(page).getByText('AWS Directory Service', { exact: false }).first().waitFor();
    expect(await inspector(page).getByRole('listitem').count()).toBe(2);
    await press(page, 'ArrowRight');
    const focus = await page.evaluate(() => document.activeElement?.textContent ?? '');
    expect(focus).toContain('aws.corp.example.com');
  });
});

it('puts the need of the forest beside every kind, and what it rests on leads to the object', async () => {
  await within({}, async (page) => {
    await goTo(page, views.features);
    await page.getByRole('radio', { name: /^Needed/ }).press('Space');
    await settled(page);
    expect(await rows(page, 'Features')).toBe(2);
    await grid(page, 'Features').focus();
    await press(page, 'Home', 'Space');
    await inspector(page).getByRole('button', { name: 'old.example.org' }).press('Enter');
    await page.waitForURL(/#\/explorer/);
  });
});
