/** A million rows and a container of 100,000: any row is reached, few are in the document, and nothing stutters. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { goTo, longTasks, openWindow, rowsInDocument, settled } from './support/window.ts';
import type { OpenedWindow, Task } from './support/window.ts';
import { windowSuite } from './support/windowSuite.ts';

const suite = windowSuite();
let opened: OpenedWindow;
let page: Page;

beforeAll(async () => {
  opened = await openWindow(suite.browser, suite.fixture.url);
  page = opened.page;
});

const grid = () => page.getByRole('grid', { name: 'Objects' });
const activeRow = () =>
  page.evaluate(() => {
    const row = document
      .getElementById(document.activeElement?.getAttribute('aria-activedescendant') ?? '')
      ?.closest('[role="row"], [role="treeitem"]');
    return {
      text: row?.textContent?.trim() ?? '',
      index: Number(row?.getAttribute('aria-rowindex')),
      level: row?.getAttribute('aria-level'),
      size: row?.getAttribute('aria-setsize'),
      at: row?.getAttribute('aria-posinset'),
    };
  });

/** The thumb dragged from end to end in thirty frames. */
const drag = (on: Page, selector: string) =>
  on.evaluate(async (query) => {
    const el = document.querySelector(query)!;
    for (let step = 0; step <= 30; step++) {
      el.scrollTop = (el.scrollHeight - el.clientHeight) * (step / 30);
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
  }, selector);

describe('a list of a million', () => {
  it('reaches the last row, says how many there are, and keeps few in the document', async () => {
    await goTo(page, '#/explorer?s=1&kind=user');
    await grid().focus();
    expect(await grid().getAttribute('aria-rowcount')).toBe('1000001');
    await page.keyboard.press('End');
    await grid().getByText('u0999999', { exact: true }).waitFor();
    expect(await activeRow()).toMatchObject({ index: 1_000_001 });
    expect((await activeRow()).text).toContain('0999999');
    expect(await rowsInDocument(page)).toBeLessThan(200);
    await page.keyboard.press('ArrowUp');
    expect((await activeRow()).index).toBe(1_000_000);
    await page.keyboard.press('Home');
    await grid().getByText('u0000000', { exact: true }).waitFor();
    expect((await activeRow()).index).toBe(2);
  });

  it('reaches rows in the middle: the thumb jumps, the wheel moves by its own pixels, keys by rows', async () => {
    await goTo(page, '#/explorer?s=1&kind=user');
    const middle = await grid().evaluate((el) => {
      el.scrollTop = (el.scrollHeight - el.clientHeight) / 2;
      return el.scrollHeight;
    });
    expect(middle).toBeLessThan(5_000_000);
    await settled(page);
    const firstSeen = () =>
      grid().evaluate((el) => {
        const top = el.getBoundingClientRect().top + 26;
        const rows = [...el.querySelectorAll('[role="row"][aria-selected]')].filter(
          (row) => row.getBoundingClientRect().bottom > top + 1,
        );
        return Math.min(...rows.map((row) => Number(row.getAttribute('aria-rowindex')) - 2));
      });
    const before = await firstSeen();
    expect(Math.abs(before - 500_000)).toBeLessThan(100);
    await grid().hover();
    await page.mouse.wheel(0, 260);
    await settled(page);
    expect((await firstSeen()) - before).toBe(10);
    await page.mouse.wheel(0, -26_000);
    await settled(page);
    expect((await firstSeen()) - before).toBe(-990);
    await grid().locator('[role="row"][aria-selected]').nth(8).click();
    const at = (await activeRow()).index;
    await page.keyboard.press('ArrowDown');
    expect((await activeRow()).index).toBe(at + 1);
    await page.keyboard.press('PageDown');
    await page.keyboard.press('PageUp');
    expect((await activeRow()).index).toBe(at + 1);
  });

  it('opens where a link says, at row 765,432', async () => {
    await goTo(page, '#/explorer?s=1&c=8&o=1765432');
    await page.getByText('u0765432', { exact: true }).first().waitFor();
    expect(await grid().locator('[role="row"][aria-selected="true"]').textContent()).toContain('u0765432');
  });

  it('computes for no task over 50 ms while scrolling', async () => {
    await goTo(page, '#/explorer?s=1&kind=user');
    await grid().hover();
    const rounds: Task[][] = [];
    // Other programs may hold the processors: what counts is what the window's own thread computed in one task.
    for (let round = 0; round < 3; round++) {
      const tasks = await longTasks(suite.browser, async () => {
        for (let i = 0; i < 40; i++) await page.mouse.wheel(0, i % 4 === 3 ? 4000 : 180);
        await drag(page, '[role="grid"][aria-label="Objects"]');
        await settled(page);
      });
      rounds.push(tasks);
      if (tasks.every((task) => task.cpu <= 50)) break;
    }
    console.log(`tasks over 50 ms while scrolling a million rows, by round: ${JSON.stringify(rounds)}`);
    expect(rounds.at(-1)!.filter((task) => task.cpu > 50)).toEqual([]);
    expect(await rowsInDocument(page)).toBeLessThan(200);
  });
});

describe('a container of 100,000 in the tree', () => {
  const tree = () => page.getByRole('tree');

  it('opens, reaches its last child, and says levels, positions and sizes', async () => {
    await goTo(page, '#/explorer?s=1&c=4');
    await tree().focus();
    await page.keyboard.press('ArrowRight');
    await settled(page);
    await page.keyboard.press('ArrowRight');
    await page.getByRole('treeitem', { name: 'WS-000000' }).waitFor();
    expect(await activeRow()).toMatchObject({ level: '4', size: '100000', at: '1' });
    await page.keyboard.press('ArrowLeft');
    await settled(page);
    expect(await activeRow()).toMatchObject({ level: '3', size: '10', at: '3' });
    await page.keyboard.press('End');
    await settled(page);
    expect(await rowsInDocument(page)).toBeLessThan(200);
    // The last child of the container stands above its next sibling: go there by its address.
    await goTo(page, '#/explorer?s=1&c=5099999');
    await page.getByRole('treeitem', { name: 'WS-099999' }).waitFor();
    const last = page.getByRole('treeitem', { name: 'WS-099999' });
    expect(await last.getAttribute('aria-posinset')).toBe('100000');
    expect(await last.getAttribute('aria-setsize')).toBe('100000');
    expect(await last.getAttribute('aria-level')).toBe('4');
  });

  it('computes for no task over 50 ms while scrolling', async () => {
    await goTo(page, '#/explorer?s=1&c=5099999');
    await tree().hover();
    const rounds: Task[][] = [];
    for (let round = 0; round < 3; round++) {
      const tasks = await longTasks(suite.browser, async () => {
        for (let i = 0; i < 40; i++) await page.mouse.wheel(0, round % 2 ? 900 : -900);
        await drag(page, '[role="tree"]');
        await settled(page);
      });
      rounds.push(tasks);
      if (tasks.every((task) => task.cpu <= 50)) break;
    }
    console.log(`tasks over 50 ms while scrolling a tree of 100,000, by round: ${JSON.stringify(rounds)}`);
    expect(rounds.at(-1)!.filter((task) => task.cpu > 50)).toEqual([]);
  });

  it('complained about nothing', () => {
    expect(opened.complaints).toEqual([]);
  });
});
