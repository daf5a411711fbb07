/** What every list has: its file, copying, one line of tools; and that nothing goes anywhere by itself once somebody has. */
import { describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { goTo, settled } from './support/window.ts';
import { press, windowSuite } from './support/windowSuite.ts';

const suite = windowSuite();
const { within } = suite;
const copied = (page: Page) => page.evaluate(() => (globalThis as unknown as { copied?: string }).copied);
/** Keeps what is written to the clipboard, which a test may not read. */
const keepCopied = (page: Page) =>
  page.evaluate(() => {
    document.addEventListener('copy', (event) => {
      const data = event.clipboardData!;
      const set = data.setData.bind(data);
      data.setData = (type: string, text: string) => {
        (globalThis as unknown as { copied?: string }).copied = text;
        set(type, text);
      };
    }, true); // prettier-ignore
  });

describe('a file of the rows', () => {
  it.each([
    { of: 'grants', hash: '#/mapping?v=table', button: 'Export', first: 'Group or user' },
    { of: 'directories', hash: '#/directories', button: 'Export', first: 'Domain' },
    { of: 'roles', hash: '#/estate?v=roles', button: 'Export', first: 'Role' },
    { of: 'trusts', hash: '#/forest?v=trusts', button: 'Export', first: 'Domain' },
    { of: 'deleted objects', hash: '#/forest?v=deleted', button: 'Export', first: 'Name' },
    { of: 'classes', hash: '#/forest?v=schema', button: 'Export', first: 'Name' },
    { of: 'members', hash: '#/explorer?s=1&c=6&o=7000002&tab=members', button: /^Export: .*Members$/, first: 'Name' },
    { of: 'rights', hash: '#/explorer?s=1&c=6&o=7000002&tab=security', button: /^Export: .*Security$/, first: 'Principal' },
    { of: 'deciders', hash: '#/explorer?s=1&c=6&o=7000002&tab=control', button: /^Export: .*Control$/, first: 'Principal' },
  ])('of $of holds all of them, under the titles shown', async ({ hash, button, first }) => {
    await within({}, async (page, { complaints }) => {
      await goTo(page, hash);
      await page.getByRole('button', { name: button, exact: true }).click();
      await page.getByRole('button', { name: 'Export…' }).click();
      await page.getByText(/^Saved as .*\.csv$/).waitFor();
      const [titles, ...rows] = suite.fixture.control.exported.at(-1)!;
      expect(titles![0]).toBe(first);
      expect(rows.length).toBeGreaterThan(0);
      expect(new Set(rows.map((row) => row.length))).toEqual(new Set([titles!.length]));
      expect(complaints).toEqual([]);
    });
  }); // prettier-ignore

  it('has the rows in the order they stand in', async () => {
    await within({}, async (page) => {
      await goTo(page, '#/directories');
      await page.getByRole('grid', { name: 'Directories' }).focus();
      await press(page, 'Alt+ArrowDown');
      await page.getByRole('button', { name: 'Export', exact: true }).click();
      await page.getByRole('button', { name: 'Export…' }).click();
      await page.getByText(/^Saved as /).waitFor();
      const names = suite.fixture.control.exported
        .at(-1)!
        .slice(1)
        .map(([name]) => String(name));
      expect(names.length).toBeGreaterThan(1);
      expect(names).toEqual(names.toSorted((a, b) => b.localeCompare(a)));
    });
  });
});

describe('copying', () => {
  it('takes the cell, or the row parted by tabs, of the list that has the focus', async () => {
    await within({}, async (page) => {
      await keepCopied(page);
      await goTo(page, '#/explorer?s=1&c=6&o=7000002&tab=members');
      await page.getByRole('grid', { name: 'Objects' }).focus();
      await press(page, 'Home', 'Control+c');
      const cell = await copied(page);
      await press(page, 'Control+Shift+c');
      const row = (await copied(page))!.split('\t');
      expect(row.length).toBeGreaterThan(1);
      expect(row[0]).toBe(cell);
      await goTo(page, '#/explorer?s=1&c=6&o=7000002&tab=members');
      await page.getByRole('grid', { name: 'Members' }).focus();
      await press(page, 'Home', 'Control+Shift+c');
      expect((await copied(page))!.split('\t').at(-1)).toContain('DC=corp');
    });
  });

  it('stands in the palette with its keys', async () => {
    await within({}, async (page) => {
      await goTo(page, '#/mapping?v=table');
      await press(page, 'Control+k');
      await page.keyboard.type('copy row');
      const entry = page.getByRole('option', { name: /Copy row/ });
      await entry.waitFor();
      expect(await entry.textContent()).toContain('Ctrl+Shift+C');
    });
  });
});

describe('in little room', () => {
  it.each(['en-US', 'ko-KR'])('tools stand in one line and reach no further than their pane, in %s', async (locale) => {
    await within({ viewport: { width: 1024, height: 640 }, locale }, async (page) => {
      const off: Record<string, unknown> = {};
      for (const hash of [
        '#/explorer?s=1&c=6&o=7000002&tab=members',
        '#/explorer?s=1&c=6&o=7000002&tab=security',
        '#/explorer?s=1&c=6&o=7000002',
        '#/query?s=1&f=(objectClass=user)',
        '#/mapping?v=table',
        '#/directories',
        '#/estate?v=roles',
        '#/forest?v=trusts',
        '#/forest?v=schema&k=attributes',
      ]) {
        await goTo(page, hash);
        const bars = await page.locator('.tools').evaluateAll((all) =>
          all.map((bar) => ({
            over: bar.scrollWidth - bar.clientWidth,
            high: [...bar.children].filter((each) => each.clientHeight > bar.clientHeight).length,
          })),
        );
        if (bars.length === 0 || bars.some(({ over, high }) => over > 0 || high > 0)) off[hash] = bars;
      }
      expect(off).toEqual({});
    });
  }); // prettier-ignore
});

describe('the first place', () => {
  const started = async (page: Page, then: () => Promise<void>) => {
    suite.fixture.control.latencyMs = 1500;
    await page.evaluate(() => localStorage.clear());
    await page.goto('about:blank');
    await page.goto(suite.fixture.url);
    await page.getByRole('treeitem', { name: /corp\.example\.com/ }).first().waitFor();
    suite.fixture.control.latencyMs = 0;
    await then();
    await page.waitForTimeout(2000);
    await settled(page);
  }; // prettier-ignore

  it('is not opened over another place that somebody has gone to', async () => {
    await within({}, async (page) => {
      await started(page, () => page.keyboard.press('Control+3'));
      expect(await page.evaluate(() => location.hash)).toBe('#/directories');
    });
  });

  it('is not opened over what a search has found', async () => {
    await within({}, async (page) => {
      await started(page, async () => {
        await page.keyboard.press('Control+e');
        await page.keyboard.type('seoul00');
        await page.getByRole('option', { name: /seoul000/ }).first().waitFor(); // prettier-ignore
        await page.keyboard.press('ArrowDown');
        await page.keyboard.press('Enter');
      });
      const hash = await page.evaluate(() => location.hash);
      expect(hash).toMatch(/[?&]o=\d+/);
      const name = await page.getByRole('heading', { level: 2 }).first().textContent();
      expect(await page.locator('[role="grid"] [aria-selected="true"]').textContent()).toContain(
        name!.trim(),
      );
    });
  });
});
