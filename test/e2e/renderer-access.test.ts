/** The access place in a real browser, over a million generated users: views, keys, chains, the matrix, files. */
import { describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { goTo, rowsInDocument, seriousIssues, settled } from './support/window.ts';
import { press, windowSuite } from './support/windowSuite.ts';

const suite = windowSuite();
const { within } = suite;
const user = '1.1000003';
const asked = encodeURIComponent('[["s3:GetObject"],["iam:PassRole","arn:aws:iam::111122223333:role/A"]]');
const admin = encodeURIComponent('arn:aws:iam::111122223333:role/ADFS-Administrators');
const views = {
  nobody: '#/access',
  person: `#/access?u=${user}&f=kim&do=${asked}`,
  'chained roles': `#/access?u=${user}&s=chained&do=${asked}`,
  'not readable roles': `#/access?u=${user}&s=notReadable`,
  'who can': '#/access?v=who&act=s3:GetObject',
  'nobody can': '#/access?v=who&act=iam:Nobody',
  'no question': '#/access?v=who',
  role: `#/access?v=role&role=${admin}`,
  'ways into a role': `#/access?v=role&role=${admin}&p=ways`,
  'others in a role': `#/access?v=role&role=${admin}&p=others`,
  group: '#/access?v=group&of=1.7000000',
  account: '#/access?v=account&account=111122223333',
  'account not read': '#/access?v=account&account=777788889999',
  matrix: '#/access?v=matrix',
  'matrix of nobody': '#/access?v=matrix&user=nobody',
};
const grid = (page: Page, name: string) => page.getByRole('grid', { name, exact: true });
const chain = (page: Page) => page.getByRole('region', { name: 'Chain' });
const address = (page: Page) => new URLSearchParams(new URL(page.url()).hash.split('?')[1]);
const inspector = (page: Page) => page.getByRole('region', { name: 'Inspector' });
const tab = (page: Page, name: string) =>
  page.getByRole('tablist', { name: 'Access' }).getByRole('tab', { name });

describe('every view', () => {
  for (const theme of ['light', 'dark'] as const) {
    it(`is clean for a screen reader and says nothing in vain, ${theme}`, async () => {
      await within({ colorScheme: theme }, async (page, { complaints }) => {
        for (const [name, hash] of Object.entries(views)) {
          await goTo(page, hash);
          expect({ name, issues: await seriousIssues(page) }).toEqual({ name, issues: [] });
        }
        expect(complaints).toEqual([]);
      });
    });
  }
  for (const locale of ['en-US', 'ko-KR']) {
    it(`fits 1024 × 640, ${locale}`, async () => {
      await within({ viewport: { width: 1024, height: 640 }, locale }, async (page, { complaints }) => {
        for (const [name, hash] of Object.entries(views)) {
          await goTo(page, hash);
          const over = await page.evaluate(() => ({
            page: document.documentElement.scrollWidth - innerWidth,
            bars: [...document.querySelectorAll<HTMLElement>('form, header, [role="search"], .tools')]
              .filter((bar) => bar.scrollWidth > bar.clientWidth + 1)
              .map((bar) => bar.className),
          }));
          expect({ name, ...over }).toEqual({ name, page: 0, bars: [] });
        }
        expect(complaints).toEqual([]);
      });
    });
  }
});

describe('a person', () => {
  it('is found by keys, and every role is shown with its session and what it is asked', async () => {
    await within({}, async (page) => {
      await goTo(page, '#/access');
      await press(page, 'Control+f');
      await page.keyboard.type('kim');
      await grid(page, 'People').waitFor();
      await press(page, 'ArrowDown', 'ArrowDown');
      await grid(page, 'Roles reached').waitFor();
      expect(address(page).get('u')).toMatch(/^1\.\d+$/);
      await page.getByRole('combobox', { name: 'Action' }).fill('s3:GetObject');
      await page.getByRole('button', { name: 'Ask all roles' }).click();
      await grid(page, 'Roles reached').getByRole('columnheader', { name: 's3:GetObject' }).waitFor();
      expect(JSON.parse(address(page).get('do')!)).toEqual([['s3:GetObject']]);
      await inspector(page).getByText('Session', { exact: true }).waitFor();
    });
  });

  it('walks the chain by arrows to the statement, which is lit in its document', async () => {
    await within({}, async (page) => {
      await goTo(page, views.person);
      await chain(page).getByRole('button').first().focus();
      for (let i = 0; i < 9; i++) await page.keyboard.press('ArrowRight');
      await settled(page);
      expect(await chain(page).locator('[aria-pressed="true"]').textContent()).toContain('s3:GetObject');
      await inspector(page).getByText('Allowed', { exact: true }).first().waitFor();
      await press(page, 'ArrowLeft');
      await inspector(page).getByRole('button', { name: 'Open in the policy place' }).waitFor();
      await page.getByRole('region', { name: 'Document app-logs' }).locator('.lit').first().waitFor();
      await inspector(page).getByRole('button', { name: 'Open in the policy place' }).click();
      await page.waitForURL(/#\/policy\?/);
      expect(address(page).get('at')).toBe('Statement[0]');
      await page.goBack();
      await grid(page, 'Roles reached').waitFor();
    });
  });

  it('tells broken, chained and not readable apart', async () => {
    await within({}, async (page) => {
      await goTo(page, views['chained roles']);
      await grid(page, 'Roles by role chaining').getByRole('row').nth(2).click();
      await settled(page);
      expect(await chain(page).textContent()).toContain('sts:AssumeRole, under conditions');
      await goTo(page, views['not readable roles']);
      await inspector(page).getByText('Nobody can say whether this person reaches it').waitFor();
      expect(await chain(page).count()).toBe(0);
    });
  });
});

describe('who can', () => {
  it('lists a hundred thousand, filters by counts, and draws the whole way', async () => {
    await within({}, async (page) => {
      await goTo(page, views['no question']);
      await page.getByRole('combobox', { name: 'Action' }).fill('s3:GetObject');
      await press(page, 'Enter');
      await grid(page, 'Who can').waitFor();
      expect(await grid(page, 'Who can').getAttribute('aria-rowcount')).toBe('100018');
      expect(await rowsInDocument(page)).toBeLessThan(120);
      await page.getByRole('button', { name: /^Groups of a directory/ }).click();
      await settled(page);
      expect(address(page).get('kind')).toBe('directoryGroup');
      expect(await grid(page, 'Who can').getAttribute('aria-rowcount')).toBe('13');
      await grid(page, 'Who can').focus();
      await press(page, 'ArrowDown');
      await chain(page).waitFor();
      expect(await chain(page).textContent()).toContain('sts:AssumeRole');
      await page.getByRole('button', { name: /3 not counted/ }).click();
      await page.getByText('The policies of the role were not read.').waitFor();
    });
  });

  it('is given up while it is computed, and asked again', async () => {
    await within({}, async (page) => {
      suite.fixture.control.latencyMs = 4000;
      await goTo(page, views['who can']);
      await page.getByText('Asking the policies of all roles…').waitFor();
      await page.getByRole('button', { name: 'Cancel', exact: true }).click();
      await page.getByText('Cancelled before there was an answer').waitFor();
      suite.fixture.control.latencyMs = 0;
      await page.getByRole('button', { name: 'Try again' }).click();
      await grid(page, 'Who can').waitFor();
    });
  });

  it('writes the whole list by the engine, as it is filtered', async () => {
    await within({}, async (page) => {
      await goTo(page, `${views['who can']}&dec=conditional`);
      await page.getByRole('button', { name: /^Export: Who can/ }).click();
      await page.getByRole('radiogroup', { name: 'Format' }).getByText('JSON', { exact: true }).click();
      await page.getByRole('button', { name: 'Export…', exact: true }).click();
      await settled(page);
      expect(suite.fixture.control.asked.access).toMatchObject([
        { what: { of: 'whoCan', question: { action: 's3:GetObject', resource: null }, filter: { decision: 'conditional' } }, format: 'json', locale: 'en' },
      ]);
    });
  }); // prettier-ignore

  it('tells that nobody can from a fault', async () => {
    await within({}, async (page) => {
      await goTo(page, views['nobody can']);
      await page.getByText('Nobody can', { exact: true }).waitFor();
      suite.fixture.control.failWith('access.whoCan', 'object.notFound', { name: 'x' });
      await press(page, 'F5');
      await page.getByRole('button', { name: 'Try again' }).waitFor();
    });
  });
});

it('a role: a hundred thousand people, why one of them is in it, and the ways in', async () => {
  await within({}, async (page) => {
    await goTo(page, views.role);
    await grid(page, 'People in the role').waitFor();
    expect(await grid(page, 'People in the role').getAttribute('aria-rowcount')).toBe('100001');
    await page.getByRole('combobox', { name: 'Mechanism' }).selectOption({ label: 'Identity Center (12,000)' });
    await settled(page);
    expect(address(page).get('mech')).toBe('identity-center');
    await grid(page, 'People in the role').focus();
    await press(page, 'ArrowDown');
    await inspector(page).getByText('Why', { exact: true }).waitFor();
    await inspector(page).getByRole('link', { name: 'Access of this person' }).click();
    await page.waitForURL(/u=1\./);
    await page.goBack();
    await settled(page);
    await page.getByText(/ways? in$/).click();
    await settled(page);
    await grid(page, 'Ways in').focus();
    await press(page, 'ArrowDown', 'ArrowUp');
    await inspector(page).getByRole('link', { name: 'What the group opens' }).click();
    await page.waitForURL(/v=group/);
    await grid(page, 'Opened roles').waitFor();
  });
}); // prettier-ignore

it('an account: doors of every kind, and what stands behind one', async () => {
  await within({}, async (page) => {
    await goTo(page, views.account);
    await page.getByRole('combobox', { name: 'Kind' }).selectOption({ label: 'IAM user (1)' });
    await settled(page);
    expect(await grid(page, 'Doors').getAttribute('aria-rowcount')).toBe('2');
    await grid(page, 'Doors').getByRole('row').nth(1).click();
    await inspector(page).getByText('Console password').waitFor();
    await goTo(page, views['account not read']);
    await page.getByText(/IAM of the account was not read/).first().waitFor();
  });
}); // prettier-ignore

describe('the matrix', () => {
  it('draws what is in sight of a million users and 1,200 roles, wherever one is', async () => {
    await within({}, async (page) => {
      await goTo(page, views.matrix);
      const matrix = grid(page, 'Matrix');
      await matrix.waitFor();
      expect(await matrix.getAttribute('aria-rowcount')).toBe('1000001');
      expect(await matrix.getAttribute('aria-colcount')).toBe('1201');
      await matrix.focus();
      await press(page, 'Control+End', 'End');
      expect(await rowsInDocument(page)).toBeLessThan(80);
      expect(await matrix.getByRole('columnheader').count()).toBeLessThan(60);
      // What the keys lead to is drawn with the next frame.
      const inSight = () =>
        page.evaluate(() => {
          const box = document.querySelector('[role="grid"]')!;
          const cell = document.getElementById(box.getAttribute('aria-activedescendant') ?? '');
          if (!cell) return false;
          const [of, within] = [cell.getBoundingClientRect(), box.getBoundingClientRect()];
          return of.left >= within.left && of.right <= within.right + 1 && of.bottom <= within.bottom + 1;
        });
      await expect.poll(inSight).toBe(true);
      await press(page, 'Control+Home', 'Home');
      expect(await page.getByText(/reaches \d+ roles?$/).textContent()).toMatch(/reaches/);
    });
  });

  it('moves from one role to the next by keys, and says why', async () => {
    await within({}, async (page) => {
      await goTo(page, views.matrix);
      const matrix = grid(page, 'Matrix');
      await matrix.focus();
      await press(page, 'ArrowDown', 'Control+ArrowRight');
      await page
        .getByText(/ reaches .* by /)
        .first()
        .waitFor();
      await inspector(page).getByText('Why', { exact: true }).waitFor();
      await press(page, 'Enter');
      await page.waitForURL(/u=1\./);
      await page.goBack();
      await matrix.waitFor();
    });
  });

  it('is filtered and exported as it is filtered', async () => {
    await within({}, async (page) => {
      await goTo(page, views.matrix);
      await page.getByRole('checkbox', { name: 'Privileged' }).check();
      await page.getByRole('combobox', { name: 'Order of people' }).selectOption('roles');
      await page.getByRole('combobox', { name: 'Mechanism' }).selectOption('saml');
      await settled(page);
      expect(Object.fromEntries(address(page))).toMatchObject({ v: 'matrix', priv: '1', by: 'roles', mech: 'saml' });
      await page.getByRole('button', { name: 'Export: Matrix' }).click();
      await page.getByRole('button', { name: 'Export…', exact: true }).click();
      await settled(page);
      expect(suite.fixture.control.asked.access).toMatchObject([
        { what: { of: 'matrix', by: 'roles', filter: { privileged: true, mechanism: 'saml' } }, format: 'csv' },
      ]);
    });
  }); // prettier-ignore
});

it('goes from pane to pane with F6, from tab to tab by name, and comes back to a view as it was', async () => {
  await within({}, async (page) => {
    await goTo(page, views.person);
    const seen = new Set<string>();
    for (let i = 0; i < 8; i++) {
      await press(page, 'F6');
      seen.add(
        await page.evaluate(
          () => document.activeElement?.closest('[data-pane][aria-label], section[aria-label]')?.getAttribute('aria-label') ?? document.activeElement?.getAttribute('aria-label') ?? '',
        ),
      );
    }
    expect([...seen]).toEqual(expect.arrayContaining(['People', 'Roles reached', 'Ask the roles of this person', 'Chain', 'Inspector']));
    await tab(page, 'Matrix').click();
    await settled(page);
    expect(address(page).get('v')).toBe('matrix');
    await tab(page, 'A person').click();
    await settled(page);
    expect(address(page).get('u')).toBe(user);
  });
}); // prettier-ignore

it('says what it needs where nothing was read', async () => {
  suite.fixture.control.empty = true;
  await within({}, async (page) => {
    await goTo(page, '#/access');
    await page.getByText('Nothing has been read yet').waitFor();
    expect(await seriousIssues(page)).toEqual([]);
  });
});
