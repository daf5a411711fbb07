/** The window in a real browser over generated data: every place, both themes, both languages, by keyboard alone. */
import { describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { goTo, seriousIssues, settled } from './support/window.ts';
import { press, windowSuite } from './support/windowSuite.ts';

const places = {
  explorer: '#/explorer?s=1&c=6&o=7000002',
  'explorer members': '#/explorer?s=1&c=6&o=7000002&tab=members',
  'explorer ldif': '#/explorer?s=1&c=8&o=1000003&tab=ldif',
  'explorer aws': '#/explorer?aws=2',
  'explorer live': '#/explorer?live=p1',
  directories: '#/directories?d=2.d-926714a1b2',
  roles: '#/estate?v=roles',
  mapping: '#/mapping',
  grants: '#/mapping?v=table',
  'claim tester': '#/mapping?v=claims&u=1/1000003&r=issuance/3',
  'mapping settings': '#/mapping?v=settings&s=names',
  access: '#/access?u=1.1000003&q=kim',
  drafts: '#/drafts',
  reviews: '#/reviews',
  'a review': '#/reviews?r=2&i=105',
  'a review by person': '#/reviews?r=3&g=person',
  sessions: '#/sessions?id=s1',
  'taking a role': '#/sessions?take=new',
  workspace: '#/workspace',
};

const suite = windowSuite();
const { within } = suite;
const active = (page: Page) =>
  page.evaluate(() => {
    const at = document.activeElement;
    const row = document.getElementById(at?.getAttribute('aria-activedescendant') ?? '');
    return {
      role: at?.getAttribute('role') ?? at?.tagName.toLowerCase() ?? '',
      label: at?.getAttribute('aria-label') ?? '',
      text: (row?.closest('[role="row"]') ?? row)?.textContent?.trim() ?? '',
    };
  });
/** Presses F6 until the pane with a tree or grid of this name has the focus. */
async function toPane(page: Page, label: string): Promise<void> {
  for (let i = 0; i < 6; i++) {
    const at = await active(page);
    if (at.label === label && (at.role === 'tree' || at.role === 'grid')) return;
    await page.keyboard.press('F6');
  }
  throw new Error(`F6 does not lead to ${label}; the focus is on ${JSON.stringify(await active(page))}`);
}

describe.each(['light', 'dark'] as const)('in the %s theme', (colorScheme) => {
  it('axe finds nothing serious in any place', async () => {
    await within({ colorScheme }, async (page, { complaints }) => {
      const found: Record<string, string[]> = {};
      for (const [name, hash] of Object.entries(places)) {
        await goTo(page, hash);
        const issues = await seriousIssues(page);
        if (issues.length > 0) found[name] = issues;
      }
      expect(found).toEqual({});
      expect(complaints).toEqual([]);
    });
  });

  it('axe finds nothing serious in dialogs, the palette, empty places and errors', async () => {
    await within({ colorScheme }, async (page) => {
      await press(page, 'Control+k');
      expect(await seriousIssues(page)).toEqual([]);
      await press(page, 'Escape', 'Control+Shift+L');
      await page.keyboard.type('dc01.lab.example.net');
      expect(await seriousIssues(page)).toEqual([]);
      await press(page, 'Enter');
      await page.getByText('Pin this certificate').waitFor();
      expect(await seriousIssues(page)).toEqual([]);
      await press(page, 'Escape', 'Control+Shift+A');
      expect(await seriousIssues(page)).toEqual([]);
      await press(page, 'Escape');
      suite.fixture.control.failWith('mapping.grants', 'workspace.damaged', {
        name: 'corp',
        detail: 'disk I/O error',
      });
      await goTo(page, '#/mapping?v=table');
      expect(await page.getByRole('alert').textContent()).toContain('corp is damaged');
      expect(await seriousIssues(page)).toEqual([]);
    });
    suite.fixture.control.faults.clear();
    suite.fixture.control.empty = true;
    await within({ colorScheme }, async (page) => {
      for (const place of [
        'explorer',
        'directories',
        'mapping',
        'access',
        'reviews',
        'drafts',
        'sessions',
        'workspace',
      ]) {
        await goTo(page, `#/${place}`);
        expect({ place, issues: await seriousIssues(page) }).toEqual({ place, issues: [] });
      }
    });
  });
});

describe('in Korean', () => {
  it('every place has its words', async () => {
    await within({ locale: 'ko-KR' }, async (page, { complaints }) => {
      for (const hash of Object.values(places)) await goTo(page, hash);
      await press(page, 'Control+k');
      await press(page, 'Escape', 'Control+Shift+L');
      await press(page, 'Escape');
      expect(await page.getAttribute('html', 'lang')).toBe('ko');
      expect(await page.getByRole('contentinfo').textContent()).toContain('읽기 전용');
      expect(complaints).toEqual([]);
    });
  });

  it('switches at once, and the choice is kept', async () => {
    await within({}, async (page, { complaints }) => {
      await press(page, 'Control+k');
      await page.keyboard.type('한국어');
      await press(page, 'Enter');
      expect(await page.getByRole('contentinfo').textContent()).toContain('읽기 전용');
      await page.reload();
      await page.getByText('읽기 전용').waitFor();
      await press(page, 'Control+k');
      await page.keyboard.type('Show in English');
      await press(page, 'Enter');
      expect(await page.getByRole('contentinfo').textContent()).toContain('Read-only');
      expect(complaints).toEqual([]);
    });
  });
});

describe('by keyboard alone', () => {
  it('walks the explorer: tree, list, inspector, search, history', async () => {
    await within({}, async (page) => {
      await goTo(page, '#/explorer?s=1');
      await toPane(page, 'Directory tree');
      await press(page, 'Home', 'ArrowRight');
      await press(page, 'ArrowRight', 'ArrowRight');
      await press(page, 'End');
      await press(page, 'Home', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowDown');
      expect((await active(page)).text).toContain('Devices');
      await page.keyboard.type('gro');
      await settled(page);
      expect((await active(page)).text).toContain('Groups');
      await press(page, 'Enter');
      expect((await active(page)).label).toBe('Objects');
      await press(page, 'ArrowDown', 'ArrowDown');
      expect((await active(page)).text).toContain('AWS-444455556666-Developers');
      await page.getByRole('heading', { name: 'AWS-444455556666-Developers' }).waitFor();
      await press(page, 'End');
      expect((await active(page)).text).toContain('G-Legal-4999');
      await press(page, 'Enter');
      expect((await active(page)).role).toBe('tab');
      await press(page, 'ArrowRight');
      await page.getByText('40 members').waitFor();
      await press(page, 'Control+f');
      await page.keyboard.type('seoul00');
      await page.getByText('10 found').waitFor();
      await press(page, 'ArrowDown');
      await press(page, 'Home');
      expect((await active(page)).text).toContain('김민지');
      await press(page, 'Alt+ArrowLeft');
      expect(page.url()).not.toContain('seoul');
    });
  });

  it('walks directories and roles', async () => {
    await within({}, async (page) => {
      await press(page, 'Control+3');
      await toPane(page, 'Directories');
      await press(page, 'ArrowDown', 'ArrowDown');
      await page.getByRole('heading', { name: 'lab.example.net' }).waitFor();
      await page.keyboard.type('corp');
      await settled(page);
      await page.getByRole('heading', { name: 'corp.example.com', exact: true }).waitFor();
      expect((await active(page)).text).toContain('AD Connector · Small');
    });
  });

  it('walks the mapping', async () => {
    await within({}, async (page) => {
      await press(page, 'Control+4');
      await page.getByRole('tab', { name: 'Flow' }).focus();
      await press(page, 'ArrowRight');
      await toPane(page, 'Mapping');
      await press(page, 'Home', 'ArrowDown', 'ArrowDown');
      await page.getByRole('heading', { name: 'AWS-444455556666-Developers → Developers' }).waitFor();
      await press(page, 'Control+f');
      await page.keyboard.type('billing');
      await page.waitForFunction(() => location.hash.includes('q=billing'));
      await settled(page);
      const rows = await page.locator('[role="grid"] [role="row"]').allTextContents();
      expect(rows.length).toBeGreaterThan(1);
      expect(rows.slice(1).every((row) => row.toLowerCase().includes('billing'))).toBe(true);
    });
  });

  it('walks a person, their roles and one chain', async () => {
    await within({}, async (page) => {
      await press(page, 'Control+5', 'Control+f');
      await page.keyboard.type('bruno kim');
      await page.locator('[role="grid"][aria-label="People"]').waitFor();
      await press(page, 'ArrowDown');
      await page.getByRole('heading', { name: /Bruno Kim/ }).waitFor();
      await toPane(page, 'Roles reached');
      await press(page, 'ArrowDown');
      expect((await active(page)).text).toContain('ADFS-ReadOnly');
      await press(page, 'Tab');
      expect((await active(page)).role).toBe('button');
      await press(page, 'ArrowRight');
      await page.getByText('The group lists this member').waitFor();
      await press(page, 'ArrowRight', 'ArrowRight', 'ArrowRight');
      expect(
        await page.locator('section[aria-label="Chain"] button[aria-pressed="true"]').textContent(),
      ).toContain('ADFS-ReadOnly');
    });
  });

  it('takes, refreshes, reveals and removes a session; the secret goes by itself', async () => {
    await within({}, async (page) => {
      await page.clock.install();
      await press(page, 'Control+6', 'Control+Shift+T');
      await page.keyboard.type('arn:aws:iam::111122223333:role/Auditor');
      const name = page.getByRole('textbox', { name: 'Name', exact: true });
      for (let i = 0; i < 40 && !(await name.evaluate((el) => el === document.activeElement)); i++)
        await page.keyboard.press('Tab');
      await press(page, 'Control+a');
      await page.keyboard.type('mine');
      await press(page, 'Enter');
      await page.getByRole('heading', { name: 'mine' }).waitFor();
      await page.getByRole('button', { name: 'Reveal secret' }).press('Enter');
      await page.getByText('ASIAEXAMPLEEXAMPQ7ZA').waitFor();
      await page.clock.fastForward(31_000);
      await page.getByText('ASIAEXAMPLEEXAMPQ7ZA').waitFor({ state: 'detached' });
      await page.getByRole('button', { name: 'Remove' }).press('Enter');
      await page.getByText('Select a session.').waitFor();
      expect(await page.locator('[role="grid"]').textContent()).not.toContain('mine');
    });
  });

  it('connects to a forest over the question about its certificate, and walks it live', async () => {
    await within({}, async (page) => {
      await press(page, 'Control+Shift+L');
      await page.keyboard.type('dc09.lab.example.net');
      await press(page, 'Enter');
      await page.getByText('Trust this certificate?').waitFor();
      expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Cancel');
      await press(page, 'Tab', 'Enter');
      await page.getByRole('button', { name: 'DC=corp,DC=example,DC=com' }).press('Enter');
      await page.getByRole('grid', { name: 'Objects' }).waitFor();
      await toPane(page, 'Objects');
      await press(page, 'ArrowDown');
      expect((await active(page)).text).toContain('Computers');
      expect(page.url()).toContain('live=p2');
    });
  });

  it('walks the workspace and its settings', async () => {
    await within({}, async (page) => {
      await press(page, 'Control+7');
      await page.getByRole('radio', { name: 'Dark' }).press('Space');
      expect(await page.getAttribute('html', 'data-theme')).toBe('dark');
      await page.getByRole('radio', { name: 'Dark' }).press('ArrowLeft');
      expect(await page.getAttribute('html', 'data-theme')).toBe('light');
      await page.getByRole('radio', { name: 'Light' }).press('ArrowLeft');
    });
  });

  it('reads again with F5, and Escape closes the topmost thing and nothing else', async () => {
    await within({}, async (page) => {
      await goTo(page, '#/mapping?v=table');
      suite.fixture.control.failWith('mapping.grants', 'workspace.none', {});
      await press(page, 'F5');
      await page.getByRole('alert').waitFor();
      suite.fixture.control.faults.clear();
      await press(page, 'F5');
      await page.getByRole('grid', { name: 'Mapping' }).waitFor();
      await press(page, 'Control+Shift+L', 'Control+k');
      await press(page, 'Escape');
      expect(await page.getByRole('heading', { name: 'Connect to a forest' }).count()).toBe(1);
      await press(page, 'Escape');
      expect(await page.getByRole('heading', { name: 'Connect to a forest' }).count()).toBe(0);
    });
  });
});

describe('when things fail', () => {
  it('says what happened where it happened, and goes on when it is over', async () => {
    await within({}, async (page) => {
      suite.fixture.control.failWith('objects.rows', 'workspace.damaged', {
        name: 'corp',
        detail: 'disk I/O error',
      });
      await goTo(page, '#/explorer?s=1&c=4');
      await page.getByRole('alert').first().waitFor();
      suite.fixture.control.faults.clear();
      // The tree and the list each ask for themselves.
      const again = page.getByRole('button', { name: 'Try again' });
      while ((await again.count()) > 0) {
        await again.first().click();
        await settled(page);
      }
      await page.getByText('WS-000000', { exact: true }).first().waitFor();
      expect(await page.getByRole('alert').count()).toBe(0);
    });
  });

  it('shows a lost connection, and comes back', async () => {
    await within({}, async (page) => {
      await goTo(page, '#/explorer?s=1&c=4');
      suite.fixture.cut();
      await page.getByText('The connection to the engine is lost').waitFor();
      await page.getByRole('button', { name: 'Connect again' }).click();
      await page.getByText('The connection to the engine is lost').waitFor({ state: 'detached' });
      await goTo(page, '#/explorer?s=1&c=6');
      await page.getByText('AWS-DirectoryAdmins').first().waitFor();
      expect(await page.getByRole('alert').count()).toBe(0);
    });
  });

  it('keeps its head with a slow engine: the last place asked for is the one shown', async () => {
    await within({}, async (page) => {
      suite.fixture.control.latencyMs = 300;
      for (const id of [4, 8, 6]) {
        await page.evaluate((c) => {
          location.hash = `#/explorer?s=1&c=${c}`;
        }, id);
      }
      await page.getByText('AWS-DirectoryAdmins').first().waitFor();
      await page.getByRole('treeitem', { selected: true, name: 'Groups' }).waitFor();
      expect(await page.getByRole('grid', { name: 'Objects' }).getAttribute('aria-rowcount')).toBe('5001');
    });
  });

  it('follows a job in the status bar and cancels it', async () => {
    await within({}, async (page) => {
      await goTo(page, '#/explorer?live=p1');
      await page.getByRole('button', { name: 'Capture a snapshot' }).click();
      await page.getByRole('contentinfo').getByText('Reading').waitFor();
      await page.getByRole('button', { name: 'Cancel job' }).click();
      await page.getByRole('button', { name: 'Cancel job' }).waitFor({ state: 'detached' });
      await page.getByRole('button', { name: '1 job' }).click();
      expect(await page.getByRole('dialog').textContent()).toContain('Cancelled');
    });
  });
});
