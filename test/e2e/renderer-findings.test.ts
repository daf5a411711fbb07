/** The findings place in a real browser: the board, one finding, suppressions, what was not judged, limits, in every view and size. */
import { describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { auditIs } from './support/fixtureAudit.ts';
import { goTo as addressed, longTasks, rowsInDocument, seriousIssues, settled } from './support/window.ts';
import { press, windowSuite } from './support/windowSuite.ts';

const views = {
  board: '#/findings',
  'by owner, everything': '#/findings?g=owner&st=all&s=subject.down',
  'without headings': '#/findings?g=none&sev=critical,high',
  'nothing fits': '#/findings?q=nobody-is-called-so',
  'not judged': '#/findings?v=notJudged',
  checks: '#/findings?v=checks&c=powerful-role',
  suppressions: '#/findings?v=suppressions',
  limits: '#/findings?v=limits',
};
const suite = windowSuite();
const { within } = suite;
const inspector = (page: Page) => page.getByRole('region', { name: 'Inspector' });
const overview = (page: Page) => page.getByRole('region', { name: 'Overview' });
const grid = (page: Page, name = 'Findings') => page.getByRole('grid', { name, exact: true });
const rows = async (page: Page, name = 'Findings') =>
  Number(await grid(page, name).getAttribute('aria-rowcount')) - 1;
const query = (page: Page) => new URLSearchParams(new URL(page.url()).hash.split('?')[1] ?? '');
/** A million objects are not judged unasked. Answers may take longer than the window is quiet: what they bring is waited for. */
async function goTo(page: Page, hash: string): Promise<void> {
  await addressed(page, hash);
  const run = page.getByRole('button', { name: /^(Run the audit|감사 실행)$/ });
  const shown = page.getByRole('tab', { name: /^(Not judged|판단하지 못함)/ });
  const instead = page.getByRole('alert').or(page.getByText('Nothing to judge yet'));
  await run.or(shown).or(instead).first().waitFor();
  if ((await run.count()) === 0) return;
  await run.click();
  await shown.or(instead).first().waitFor();
  await settled(page);
}
/** Until the rows are here: a key does nothing before. */
const hasRows = (page: Page, name = 'Findings') => grid(page, name).getByRole('gridcell').first().waitFor();
/** The first finding below its heading. */
const first = (page: Page) => grid(page).getByRole('row').filter({ hasText: 'The account is' }).first();
async function chooseFirst(page: Page): Promise<void> {
  await first(page).getByRole('gridcell').first().click();
  await settled(page);
}
async function suppress(page: Page, reason: string, owner: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Why it may stay' }).fill(reason);
  await page.getByRole('textbox', { name: 'Who answers for it' }).fill(owner);
  await page.getByRole('button', { name: /^Suppress \d+ finding/ }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await settled(page);
}
async function keepBaseline(page: Page): Promise<void> {
  await goTo(page, '#/findings?v=limits');
  await page.getByRole('button', { name: /^Keep what is found now/ }).click();
  await page.getByText('Kept Nov 20, 2026').waitFor();
  await settled(page);
}

describe.each(['light', 'dark'] as const)('in the %s theme', (colorScheme) => {
  it('axe finds nothing serious in any view', async () => {
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
      expect(found).toEqual({});
      expect(complaints).toEqual([]);
    });
  });

  it('nor about a finding that is compared, suppressed, and its suppression', async () => {
    await within({ colorScheme }, async (page, { complaints }) => {
      const found: Record<string, string[]> = {};
      const look = async (name: string) => {
        const issues = await seriousIssues(page);
        if (issues.length > 0) found[name] = issues;
      };
      await keepBaseline(page);
      await goTo(page, '#/findings');
      await look('compared');
      await chooseFirst(page);
      await look('a finding');
      await press(page, 'Control+Shift+X', 'Control+Shift+S');
      await look('suppressing');
      await page.getByRole('button', { name: /^Suppress 1 finding/ }).click();
      await look('refusing to suppress');
      await suppress(page, 'Known', 'Kim');
      await goTo(page, '#/findings?v=suppressions');
      await grid(page, 'Suppressions').getByRole('row').nth(1).click();
      await look('a suppression');
      expect(found).toEqual({});
      expect(complaints).toEqual([]);
    });
  });
});

it.each(['en-US', 'ko-KR'])('has its words and needs no sideways scroll at 1024 × 640, in %s', async (locale) => {
  await within({ viewport: { width: 1024, height: 640 }, locale }, async (page, { complaints }) => {
    const off: Record<string, unknown> = {};
    for (const [name, hash] of Object.entries({ ...views, 'a finding': '#/findings?g=none' })) {
      await goTo(page, hash);
      if (name === 'a finding') {
        await page.getByRole('grid').getByRole('row').nth(1).click();
        await settled(page);
      }
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

describe('the board', () => {
  it('stands in the rail, shows the one step, and then findings under headings of severity', async () => {
    await within({}, async (page) => {
      await press(page, 'Control+Shift+G');
      expect(new URL(page.url()).hash).toMatch(/^#\/findings/);
      expect(await seriousIssues(page)).toEqual([]);
      await page.getByRole('button', { name: 'Run the audit' }).click();
      await grid(page).waitFor();
      await settled(page);
      // 400 findings and five headings.
      expect(await rows(page)).toBe(405);
      expect(await grid(page).getByRole('row').nth(1).textContent()).toBe('Critical50');
      await page.getByRole('button', { name: '2 sources as of' }).click();
      expect(await page.getByRole('dialog').textContent()).toContain('corp.example.com');
    });
  });

  it('narrows by severity, facet, words; each narrows what the others count; the address keeps it', async () => {
    await within({}, async (page) => {
      await goTo(page, '#/findings');
      const strip = page.getByRole('group', { name: 'Severity' });
      await strip.getByRole('button', { name: /^High/ }).click();
      await settled(page);
      expect(await rows(page)).toBe(51);
      await page.getByRole('group', { name: 'Owner' }).getByRole('button', { name: /^Security team/ }).click();
      await settled(page);
      const narrowed = await rows(page);
      expect(narrowed).toBeLessThan(20);
      expect(await strip.getByRole('button', { name: /^All/ }).textContent()).not.toContain('400');
      expect(query(page).get('sev')).toBe('high');
      await page.keyboard.press('Control+f');
      await page.keyboard.type('no such name');
      await settled(page);
      await page.getByText('Nothing fits these filters').waitFor();
      await page.getByRole('button', { name: 'Clear filters' }).last().click();
      await settled(page);
      expect(await rows(page)).toBe(405);
    });
  }); // prettier-ignore

  it('groups by owner with nobody last, sorts within, and a heading leads into its group', async () => {
    await within({}, async (page) => {
      await goTo(page, '#/findings');
      await page.getByRole('radio', { name: 'Owner' }).press('Space');
      await settled(page);
      const headings = await grid(page).getByRole('row').filter({ has: page.locator('[aria-colspan]') }).allTextContents();
      expect(headings[0]).toMatch(/^(Security team|Kim Minsu|Platform)\d+$/);
      await grid(page).focus();
      await press(page, 'Home', 'Enter');
      expect(query(page).get('own')).not.toBeNull();
      await page.getByRole('columnheader', { name: 'Subject' }).click();
      await settled(page);
      expect(query(page).get('s')).toBe('subject');
    });
  }); // prettier-ignore

  it('tells who has how many while nothing is chosen, and each count leads to what was counted', async () => {
    await within({}, async (page) => {
      await goTo(page, '#/findings');
      const cell = overview(page).getByRole('button', { name: /^Security team, Critical: / });
      const count = Number((await cell.textContent())!.trim());
      await cell.click();
      await settled(page);
      expect(await rows(page)).toBe(count + 1);
      await page.goBack();
      await settled(page);
      expect(await rows(page)).toBe(405);
    });
  });

  it('says why, on what, what to do, for which controls; opens the fact; copies it; Esc goes back to the overview', async () => {
    await within({}, async (page) => {
      await goTo(page, '#/findings');
      await chooseFirst(page);
      const said = (await inspector(page).textContent())!;
      for (const part of ['Why this severity', 'What to do', 'What it stands on', 'Controls', 'NIST SP 800-53', 'History', 'since when it is there is not known'])
        expect(said).toContain(part);
      const key = query(page).get('f');
      expect(key).toContain('|');
      await page.evaluate(() => document.addEventListener('copy', (event) => ((globalThis as { copied?: string }).copied = event.clipboardData?.getData('text/plain') ?? ''), { capture: true }));
      await inspector(page).getByRole('button', { name: 'Copy as text' }).click();
      await page.getByText('Copied').waitFor();
      await grid(page).focus();
      await press(page, 'Escape');
      await overview(page).waitFor();
      expect(query(page).get('f')).toBeNull();
      // A link names it, wherever it stands.
      await goTo(page, `#/findings?f=${encodeURIComponent(key!)}`);
      await inspector(page).getByRole('button', { name: /^Open: / }).first().click();
      await page.waitForURL(/#\/explorer/);
    });
  }); // prettier-ignore

  it('is gone through by F6: rail, filters, list, inspector', async () => {
    await within({}, async (page) => {
      await goTo(page, '#/findings');
      const seen: string[] = [];
      for (let i = 0; i < 8; i++) {
        await press(page, 'F6');
        seen.push(await page.evaluate(() => document.activeElement!.closest('[data-pane]')?.textContent?.slice(0, 8) ?? ''));
      }
      expect(new Set(seen).size).toBeGreaterThanOrEqual(4);
    });
  }); // prettier-ignore
});

describe('suppressing', () => {
  it('refuses what is not said, takes one, and it counts no more', async () => {
    await within({}, async (page) => {
      await goTo(page, '#/findings');
      await chooseFirst(page);
      await press(page, 'Control+Shift+S');
      await page.getByRole('button', { name: 'Suppress 1 finding' }).click();
      await page.getByText('Say why, in at most 1,000 characters.').waitFor();
      await suppress(page, 'Known since the migration', 'Kim Minsu');
      expect(await rows(page)).toBe(404);
      expect(await inspector(page).textContent()).toContain('Known since the migration');
      await goTo(page, '#/findings?st=suppressed');
      expect(await rows(page)).toBe(2);
      await page.getByRole('tab', { name: /^Suppressions/ }).click();
      const row = grid(page, 'Suppressions').getByRole('row').nth(1);
      await row.click();
      expect(await row.textContent()).toContain('Holds');
      await page.getByRole('button', { name: 'Take the suppression back' }).click();
      await page.getByText('Nothing is suppressed').waitFor();
      await goTo(page, '#/findings');
      expect(await rows(page)).toBe(405);
    });
  });

  it('takes several at once, by marks', async () => {
    await within({}, async (page) => {
      await goTo(page, '#/findings?sev=critical');
      await hasRows(page);
      await grid(page).focus();
      await press(page, 'ArrowDown', 'Control+Shift+X', 'ArrowDown', 'Control+Shift+X');
      await page.getByText('2 marked', { exact: true }).waitFor();
      await page.getByRole('button', { name: 'Mark all 50' }).click();
      await settled(page);
      await page.getByRole('button', { name: 'Suppress 50…' }).click();
      await page.getByRole('button', { name: 'no end' }).click();
      await suppress(page, 'All of them', 'Security team');
      await page.getByText('Nothing fits these filters').waitFor();
      await goTo(page, '#/findings?v=suppressions');
      await hasRows(page, 'Suppressions');
      expect(await rows(page, 'Suppressions')).toBe(50);
    });
  });

  it('says which suppressions are over and which match nothing', async () => {
    await within({}, async (page) => {
      await goTo(page, '#/findings');
      await chooseFirst(page);
      await press(page, 'Control+Shift+S');
      await suppress(page, 'Old', 'Kim');
      auditIs({ findings: 0 });
      await press(page, 'F5');
      await goTo(page, '#/findings?v=suppressions&ss=unmatched');
      expect(await rows(page, 'Suppressions')).toBe(1);
      await grid(page, 'Suppressions').getByRole('row').nth(1).click();
      await page.getByText('The audit finds nothing that it would be of').waitFor();
    });
  });
});

describe('what is compared, judged, and checked', () => {
  it('keeps a baseline: new, changed, gone, and what cannot be compared with the reason', async () => {
    await within({}, async (page) => {
      await keepBaseline(page);
      await goTo(page, '#/findings');
      expect(await overview(page).textContent()).toMatch(/New25Changed25Gone4Not comparable25/);
      await overview(page).getByRole('button', { name: /^Gone/ }).click();
      await settled(page);
      expect(await grid(page).getByRole('row').filter({ hasText: 'Gone ' }).count()).toBeGreaterThan(3);
      await goTo(page, '#/findings?dr=notComparable');
      await chooseFirst(page);
      expect(await inspector(page).textContent()).toContain('Cannot be compared with the baseline');
      await page.getByRole('button', { name: /^The baseline of/ }).click();
      await page.getByRole('button', { name: 'Not compared' }).click();
      await settled(page);
      expect(query(page).get('cmp')).toBe('none');
    });
  });

  it('lists what was not judged by check, with what would mend it', async () => {
    await within({}, async (page) => {
      await goTo(page, '#/findings?v=notJudged');
      const all = await rows(page, 'Not judged');
      await page.getByRole('group', { name: 'Check' }).getByRole('button').first().click();
      await settled(page);
      expect(await rows(page, 'Not judged')).toBeLessThan(all);
      await grid(page, 'Not judged').getByRole('row').nth(1).click();
      await inspector(page).getByText('What would mend it:').waitFor();
    });
  });

  it('switches a check off: it neither runs nor counts', async () => {
    await within({}, async (page) => {
      await goTo(page, '#/findings?v=checks&c=wide-group');
      await inspector(page).getByRole('button', { name: 'Switch off' }).click();
      await settled(page);
      expect(query(page).get('off')).toBe('wide-group');
      expect(await page.getByRole('tab', { name: /^Checks/ }).textContent()).toMatch(/Checks\s*\d+/);
      const row = grid(page, 'Checks').getByRole('row').filter({ hasText: 'Everybody behind a role' });
      expect(await row.textContent()).toContain('–');
      await page.getByRole('button', { name: 'Switch all on' }).click();
      await settled(page);
      expect(query(page).get('off')).toBeNull();
    });
  });

  it('refuses limits out of their range and pairs without names, and saves what fits', async () => {
    await within({}, async (page) => {
      await goTo(page, '#/findings?v=limits');
      const stale = page.getByRole('textbox', { name: 'Days without a sign-in' });
      await stale.fill('0');
      await page.getByRole('button', { name: 'Add a pair' }).click();
      await page.getByRole('button', { name: 'Save and judge anew' }).click();
      await page.getByText('A number from 1 to 3,650.').waitFor();
      await page.getByText('The name takes small letters, digits and hyphens, at most 64.').waitFor();
      await stale.fill('120');
      await page.getByRole('button', { name: 'Remove pair 3' }).click();
      await page.getByRole('button', { name: 'Save and judge anew' }).click();
      await page.getByText('The limits were saved').waitFor();
      await page.reload();
      await settled(page);
      await goTo(page, '#/findings?v=limits');
      expect(await stale.inputValue()).toBe('120');
    });
  });
});

describe('in trouble, empty and large', () => {
  it('says what went wrong, and tries again', async () => {
    await within({}, async (page) => {
      suite.fixture.control.failWith('audit.run', 'workspace.damaged', { name: 'corp', detail: 'disk I/O error' });
      await goTo(page, '#/findings');
      expect(await page.getByRole('alert').textContent()).toContain('corp is damaged');
      expect(await seriousIssues(page)).toEqual([]);
      suite.fixture.control.faults.clear();
      await page.getByRole('button', { name: 'Try again' }).click();
      await grid(page).waitFor();
    });
  }); // prettier-ignore

  it('is cancelled and run again', async () => {
    await within({}, async (page) => {
      auditIs({ steps: 400, stepMs: 40 });
      await addressed(page, '#/findings');
      await page.getByRole('button', { name: 'Run the audit' }).click();
      await page.getByText(/^Checking: /).waitFor();
      await page.getByRole('button', { name: 'Cancel' }).click();
      await page.getByText('The audit was cancelled').waitFor();
      auditIs({});
      await page.getByRole('button', { name: 'Run the audit' }).click();
      await grid(page).waitFor();
    });
  });

  it('says that nothing was found, with what was judged and what was not', async () => {
    await within({}, async (page) => {
      auditIs({ findings: 0 });
      await goTo(page, '#/findings');
      await page.getByText('Nothing was found', { exact: true }).waitFor();
      expect(await page.locator('main, body').first().textContent()).toContain('could not be judged');
      expect(await seriousIssues(page)).toEqual([]);
    });
  });

  it('says what to read first in an empty workspace', async () => {
    suite.fixture.control.empty = true;
    await within({}, async (page) => {
      await goTo(page, '#/findings');
      await page.getByText('Nothing to judge yet').waitFor();
      expect(await seriousIssues(page)).toEqual([]);
    });
  });

  it('scrolls through 50,000 findings with few rows in the document', async () => {
    auditIs({ findings: 50_000 });
    await within({}, async (page) => {
      await goTo(page, '#/findings?st=all');
      expect(await rows(page)).toBe(50_005);
      await grid(page).focus();
      const slow = await longTasks(suite.browser, async () => {
        await press(page, 'End', 'PageUp', 'PageUp', 'Home', 'PageDown');
      });
      expect(slow.filter(({ cpu }) => cpu > 120)).toEqual([]);
      expect(await rowsInDocument(page)).toBeLessThan(90);
      await press(page, 'End');
      expect(await inspector(page).textContent()).toContain('Why this severity');
      await overview(page).or(inspector(page)).first().waitFor();
    });
  });
});
