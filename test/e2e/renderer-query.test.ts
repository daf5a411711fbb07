/** Queries, the search box, columns, order, files out and captures, in a real browser over generated data. */
import { describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { goTo, seriousIssues, settled } from './support/window.ts';
import { windowSuite } from './support/windowSuite.ts';

const suite = windowSuite();
const { within } = suite;
const filter = (page: Page) => page.getByRole('textbox', { name: 'LDAP filter' });
const results = (page: Page) => page.getByRole('grid', { name: 'Results' });
const objects = (page: Page) => page.getByRole('grid', { name: 'Objects' });
const firstRow = (page: Page, grid = results(page)) =>
  grid.locator('[role="row"][aria-rowindex="2"]').innerText();
const small = { viewport: { width: 1024, height: 640 } };

describe('a query', () => {
  it('is conditions and text at once: whichever is edited, the other follows', async () => {
    await within({}, async (page) => {
      await page.keyboard.press('Control+Shift+F');
      await page.getByRole('combobox', { name: 'Attribute' }).fill('department');
      await page.getByRole('textbox', { name: 'Value' }).fill('R&D (Seoul)');
      expect(await filter(page).inputValue()).toBe('(department=R&D \\28Seoul\\29)');
      await page.getByRole('button', { name: 'Group', exact: true }).click();
      await page.getByRole('combobox', { name: 'Attribute' }).nth(1).fill('userAccountControl');
      await page.getByRole('button', { name: 'Choose flags' }).click();
      await page.getByRole('checkbox', { name: 'Disabled' }).check();
      await page.keyboard.press('Escape');
      expect(await filter(page).inputValue()).toBe(
        '(&(department=R&D \\28Seoul\\29)(userAccountControl:1.2.840.113556.1.4.803:=2))',
      );
      await filter(page).fill(
        '(!(|(pwdLastSet<={now-90d:filetime})(memberOf:1.2.840.113556.1.4.1941:=CN=x)))',
      );
      expect(await page.getByRole('combobox', { name: 'How the conditions are joined' }).inputValue()).toBe(
        'none',
      );
      expect(await page.getByRole('spinbutton', { name: 'Days' }).inputValue()).toBe('90');
      await page.getByRole('spinbutton', { name: 'Days' }).fill('30');
      expect(await filter(page).inputValue()).toContain('(pwdLastSet<={now-30d:filetime})');
      await page.getByRole('button', { name: 'Choose an object' }).click();
      await page.getByRole('searchbox', { name: 'Type a name' }).fill('finance-0010');
      await page.getByRole('option', { name: /G-Finance-0010/ }).waitFor();
      await page.keyboard.press('Enter');
      expect(await filter(page).inputValue()).toContain(
        '(memberOf:1.2.840.113556.1.4.1941:=CN=G-Finance-0010,OU=Groups,DC=corp,DC=example,DC=com)',
      );
    });
  });

  it('marks the place of a mistake, and keeps what conditions cannot say as text', async () => {
    await within({}, async (page) => {
      await goTo(page, '#/query?s=1');
      await filter(page).fill('(&(cn=a)(sn)(mail=b))');
      await page.getByText('Character 10: A condition needs =, >=, <=, ~= or :=.').waitFor();
      expect(await page.locator('mark').innerText()).toBe('s');
      expect(await filter(page).getAttribute('aria-invalid')).toBe('true');
      expect(await page.getByRole('button', { name: 'Run' }).isDisabled()).toBe(true);
      await filter(page).fill('(cn~=a)');
      await page.getByText('Conditions cannot say all of this filter').waitFor();
      await page.getByRole('button', { name: 'Run' }).click();
      await page.getByRole('heading', { name: 'Results' }).waitFor();
    });
  });

  it('that is built in runs, sorts, shows other columns, and leads to the object', async () => {
    await within({}, async (page, { complaints }) => {
      await goTo(page, '#/query?s=1');
      await page.getByRole('button', { name: 'Disabled users' }).click();
      await page.getByText('155 found').waitFor();
      await results(page).getByRole('columnheader', { name: 'sAMAccountName' }).click();
      await page.waitForFunction(() => location.hash.includes('sort=sAMAccountName'));
      await results(page).getByText('seoul003', { exact: true }).waitFor();
      await results(page).focus();
      await page.keyboard.press('Alt+ArrowDown');
      await page.waitForFunction(() => location.hash.includes('sort=-name'));
      await page.getByRole('button', { name: 'Columns' }).click();
      await page.getByRole('searchbox', { name: 'Find an attribute' }).fill('whenCre');
      await page.getByRole('button', { name: 'Show whenCreated' }).click();
      await page.keyboard.press('Escape');
      await results(page).getByRole('columnheader', { name: 'whenCreated' }).waitFor();
      expect(await firstRow(page)).toContain('2019');
      await results(page).focus();
      await page.keyboard.press('Home');
      await page.keyboard.press('Enter');
      await page.waitForFunction(() => location.hash.startsWith('#/explorer'));
      await page.getByRole('treeitem', { selected: true }).waitFor();
      await page.goBack();
      await page.getByText('155 found').waitFor();
      expect(complaints).toEqual([]);
    });
  });

  it('is saved, found again after a reload, renamed and removed', async () => {
    await within({}, async (page) => {
      await goTo(
        page,
        '#/query?s=1&f=(objectClass=group)&b=OU%3DGroups,DC%3Dcorp,DC%3Dexample,DC%3Dcom&sc=one&col=groupType&sort=-name',
      );
      await page.getByText('300 found').waitFor();
      await page.getByRole('button', { name: 'Save as…' }).click();
      await page.getByRole('textbox', { name: 'Name of the query' }).fill('Our groups');
      await page.keyboard.press('Enter');
      await page.getByRole('button', { name: 'Our groups', exact: true }).waitFor();
      await goTo(page, '#/explorer?s=1');
      await page.reload();
      await goTo(page, '#/query?s=1');
      await page.getByRole('button', { name: 'Our groups', exact: true }).click();
      await page.getByText('300 found').waitFor();
      expect(await page.getByRole('textbox', { name: 'Base' }).inputValue()).toBe(
        'OU=Groups,DC=corp,DC=example,DC=com',
      );
      expect(await page.getByRole('combobox', { name: 'Scope' }).inputValue()).toBe('one');
      expect(
        await results(page)
          .getByRole('columnheader', { name: 'Name', exact: true })
          .first()
          .getAttribute('aria-sort'),
      ).toBe('descending');
      await page.getByRole('button', { name: 'Our groups', exact: true }).press('F2');
      await page.getByRole('textbox', { name: 'Name of the query' }).fill('All groups');
      await page.keyboard.press('Enter');
      await page.getByRole('button', { name: 'All groups', exact: true }).press('Delete');
      await page.getByRole('button', { name: 'Remove', exact: true }).click();
      await page.getByText('No saved query').waitFor();
    });
  });

  it('says how far it is and can be given up; live results page on', async () => {
    await within({}, async (page) => {
      suite.fixture.control.querySteps = 60;
      await goTo(page, '#/query?s=1&f=(objectClass=computer)');
      await page.getByText('Looking through 1,105,128 objects').waitFor();
      await page.getByRole('button', { name: 'Cancel the query' }).click();
      await page.getByText('Given up.').waitFor();
      await goTo(page, '#/query?live=p1&f=(objectClass=user)');
      await page.getByText('1,000 read, more to come').waitFor();
      await results(page).focus();
      await page.keyboard.press('End');
      await page.getByText('2,000 read, more to come').waitFor();
    });
  });
});

describe('the search box', () => {
  it('finds as one types, says where, and opens by keys', async () => {
    await within({}, async (page) => {
      await page.getByRole('treeitem', { selected: true }).waitFor();
      await settled(page);
      await page.keyboard.press('Control+E');
      await page.keyboard.type('seoul00');
      await page
        .getByRole('option', { name: /seoul000/ })
        .first()
        .waitFor();
      expect(await page.locator('mark').first().innerText()).toBe('seoul00');
      expect(await page.getByRole('group', { name: 'users' }).count()).toBe(1);
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await page.waitForFunction(() => location.hash.includes('o='));
      await page.getByRole('heading', { level: 2 }).first().waitFor();
      await page.keyboard.press('Control+E');
      await page.keyboard.type('finance-00');
      await page.getByRole('option', { name: 'All results in corp.example.com', exact: true }).click();
      await page.waitForFunction(() => location.hash.includes('q=finance-00'));
      await objects(page).getByText('G-Finance-0010').first().waitFor();
    });
  });

  it('lets no late answer take the place of a newer one', async () => {
    await within({}, async (page) => {
      suite.fixture.control.latencyMs = 250;
      const box = page.getByRole('combobox', { name: 'Search all forests' });
      await box.fill('aws-');
      await page.waitForTimeout(120);
      suite.fixture.control.latencyMs = 0;
      await box.fill('g-legal-0009');
      await page
        .getByRole('option', { name: /G-Legal-0009/ })
        .first()
        .waitFor();
      await page.waitForTimeout(400);
      expect(await page.getByRole('option', { name: /AWS-/ }).count()).toBe(0);
    });
  });
});

describe('lists', () => {
  it('sort by their headers, filter by a line, and go to a file as shown', async () => {
    await within({}, async (page) => {
      await goTo(page, '#/explorer?s=1&c=6');
      await objects(page).getByRole('columnheader', { name: 'Name', exact: true }).click();
      await objects(page).getByRole('columnheader', { name: 'Name', exact: true }).click();
      await objects(page).getByText('G-Support-4998').first().waitFor();
      await page.getByRole('button', { name: 'Filter these rows' }).click();
      await page.keyboard.type('legal-00');
      await objects(page).getByText('G-Legal-0099').first().waitFor();
      await page.getByRole('button', { name: 'Export' }).click();
      await page.getByText('For Excel').click();
      await page.getByRole('button', { name: 'Export…' }).click();
      await page.getByText(/^Exporting to .*\.csv$/).waitFor();
      const [asked] = suite.fixture.control.asked.export;
      expect(asked).toMatchObject({
        format: 'csv',
        values: 'decoded',
        byteOrderMark: true,
        what: { of: 'list' },
      });
      expect(asked!.columns!.slice(0, 2)).toMatchObject([
        { of: 'row', field: 'name', title: 'Name' },
        { of: 'row', field: 'kind' },
      ]);
      expect(asked!.what).toMatchObject({ list: { sort: { attribute: 'name', descending: true } } });
    });
  });

  it('that are all here sort in the window', async () => {
    await within({}, async (page) => {
      await goTo(page, '#/directories');
      const grid = page.getByRole('grid', { name: 'Directories' });
      await grid.focus();
      await page.keyboard.press('Alt+ArrowDown');
      const header = grid.getByRole('columnheader').first();
      expect(await header.getAttribute('aria-sort')).toBe('descending');
      const names = await grid.locator('[role="row"][aria-selected] [data-column="0"]').allInnerTexts();
      expect(names).toEqual(names.toSorted((a, b) => b.localeCompare(a)));
    });
  });
});

describe('captures', () => {
  it('take the whole forest or what changed, are walked while they arrive, and say what to know', async () => {
    await within({}, async (page, { complaints }) => {
      await goTo(page, '#/explorer?live=p1');
      await page.getByRole('button', { name: 'How to capture' }).click();
      await page.getByRole('checkbox', { name: 'All domains of the forest' }).check();
      await page.getByRole('checkbox', { name: 'Only what changed since' }).check();
      await page.getByRole('button', { name: 'Capture', exact: true }).click();
      await page.getByText('being read').waitFor();
      expect(suite.fixture.control.asked.capture).toEqual([{ allDomains: true, changesOnly: true }]);
      await goTo(page, '#/workspace');
      await page.getByRole('button', { name: /Show: .* so far/ }).click();
      await page.getByText(/This is still being read/).waitFor();
      await page.getByText('being read', { exact: true }).waitFor({ state: 'detached', timeout: 40_000 });
      await page.getByRole('contentinfo').getByRole('button', { name: /job/ }).click();
      await page.getByText('Everything was read: the earlier snapshot does not say').waitFor();
      expect(complaints).toEqual([]);
    });
  });

  it('mark what is older in a refreshed snapshot', async () => {
    await within({}, async (page) => {
      suite.fixture.control.refreshed = true;
      await goTo(page, '#/explorer?s=1&c=8&o=1000003');
      await page.getByText(/Unchanged by what replicates since/).waitFor();
      expect(await page.getByRole('img', { name: /Far end of a link/ }).count()).toBe(1);
      expect(await page.getByRole('img', { name: /Not replicated/ }).count()).toBeGreaterThan(0);
      await goTo(page, '#/workspace');
      await page
        .getByText(/Refreshed: what had not changed is kept/)
        .first()
        .waitFor();
    });
  });
});

describe.each(['light', 'dark'] as const)('in the %s theme', (colorScheme) => {
  it('axe finds nothing serious in queries, lists and their panes', async () => {
    await within({ colorScheme }, async (page, { complaints }) => {
      const found: Record<string, string[]> = {};
      const look = async (name: string) => {
        await settled(page);
        const issues = await seriousIssues(page);
        if (issues.length > 0) found[name] = issues;
      };
      await goTo(page, '#/query?s=1');
      await look('empty');
      await goTo(
        page,
        '#/query?s=1&f=(%26(objectClass=user)(userAccountControl:1.2.840.113556.1.4.803:=2)(pwdLastSet>={now-9d:filetime}))',
      );
      await look('conditions');
      await page.getByRole('button', { name: 'Columns' }).click();
      await look('columns');
      await page.keyboard.press('Escape');
      await filter(page).fill('(cn=');
      await page.getByText(/^Character \d+: /).waitFor();
      await look('mistake');
      await page.getByRole('combobox', { name: 'Search all forests' }).fill('kim');
      await page.getByRole('option').first().waitFor();
      await look('search');
      await page.keyboard.press('Escape');
      await goTo(page, '#/explorer?s=1&c=6');
      await page.getByRole('button', { name: 'Export' }).click();
      await look('export');
      await page.keyboard.press('Escape');
      await goTo(page, '#/explorer?live=p1');
      await page.getByRole('button', { name: 'How to capture' }).click();
      await look('capture');
      expect(found).toEqual({});
      expect(complaints).toEqual([]);
    });
  });
});

describe('in little room, and in Korean', () => {
  it('has every word, one line of tools, and no table that scrolls sideways', async () => {
    await within({ ...small, locale: 'ko-KR' }, async (page, { complaints }) => {
      await goTo(page, '#/query?s=1&f=(objectClass=user)');
      await goTo(page, '#/explorer?s=1&c=6&o=7000002');
      await page.getByRole('button', { name: '내보내기' }).click();
      await page.keyboard.press('Escape');
      const toolbar = page.getByRole('navigation', { name: '경로' }).locator('..');
      expect((await toolbar.boundingBox())!.height).toBeLessThanOrEqual(36);
      expect(await toolbar.evaluate((el) => el.scrollWidth - el.clientWidth)).toBeLessThanOrEqual(0);
      await goTo(page, '#/access?u=1.1000003&q=kim');
      const wide = await page
        .locator('[role="grid"]')
        .evaluateAll((grids) =>
          grids
            .filter((grid) => grid.scrollWidth > grid.clientWidth + 1)
            .map((grid) => grid.getAttribute('aria-label')),
        );
      expect(wide).toEqual([]);
      expect(complaints).toEqual([]);
    });
  });
});
