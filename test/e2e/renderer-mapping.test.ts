/** The mapping place in a real browser: the flow followed by keys and by mouse, the claim tester, the settings. */
import { describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { goTo, longTasks, seriousIssues, settled } from './support/window.ts';
import { press, windowSuite } from './support/windowSuite.ts';

const suite = windowSuite();
const { within } = suite;
const column = (page: Page, name: string) => page.getByRole('tree', { name: new RegExp(`^${name}`) });
const rowUnder = (page: Page) =>
  page.evaluate(() => {
    const id = document.activeElement?.getAttribute('aria-activedescendant');
    return document.getElementById(id ?? '')?.textContent ?? '';
  });
const address = (page: Page) => new URLSearchParams(page.url().split('?').at(-1));
const views = {
  flow: '#/mapping',
  'flow followed': '#/mapping?f=account:111122223333',
  table: '#/mapping?v=table',
  rules: '#/mapping?v=claims',
  claims: '#/mapping?v=claims&u=1/1000003&r=issuance/3',
  'sign-in': '#/mapping?v=claims&u=1/1000004&side=sign',
  directory: '#/mapping?v=claims&u=1/1000003&side=store',
  editor: '#/mapping?v=claims&src=text&mode=edit',
  live: '#/mapping?v=claims&from=p1',
  'live read': '#/mapping?v=claims&from=p1&name=alice',
  captured: '#/mapping?v=claims&src=assertion',
  'rule files': '#/mapping?v=settings',
  names: '#/mapping?v=settings&s=names',
  delegation: '#/mapping?v=settings&s=delegations&one=new',
  entered: '#/mapping?v=settings&s=entered&one=new',
};

describe.each(['light', 'dark'] as const)('in %s', (colorScheme) => {
  it('every view is free of serious accessibility issues', async () => {
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

it.each(['en-US', 'ko-KR'])('needs no sideways scroll at 1024 × 640, in %s', async (locale) => {
  await within({ viewport: { width: 1024, height: 640 }, locale }, async (page, { complaints }) => {
    const off: Record<string, unknown> = {};
    for (const [name, hash] of Object.entries(views)) {
      await goTo(page, hash);
      const wide = await page.locator('main *').evaluateAll((all) =>
        all
          .filter((each) => {
            const { overflowX } = getComputedStyle(each);
            return (overflowX === 'auto' || overflowX === 'scroll') && each.scrollWidth > each.clientWidth + 1 && each.tagName !== 'TEXTAREA';
          })
          .map((each) => each.outerHTML.slice(0, 120)),
      );
      const body = await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
      if (wide.length > 0 || body) off[name] = wide;
    }
    expect(off).toEqual({});
    expect(complaints).toEqual([]);
  });
}); // prettier-ignore

describe('the flow', () => {
  it('follows by keys: what is joined comes first and stands out, Esc lets go, the address says it', async () => {
    await within({}, async (page) => {
      await goTo(page, '#/mapping');
      await column(page, 'Account').focus();
      await press(page, 'Home', 'Enter');
      expect(address(page).get('f')).toMatch(/^account:\d{12}$/);
      const bar = page.getByRole('region', { name: 'What is followed' });
      await bar.waitFor();
      const account = address(page).get('f')!.split(':')[1]!;
      const lit = await column(page, 'Role').locator('.row.lit').count();
      expect(lit).toBeGreaterThan(0);
      expect(await column(page, 'Role').locator('.row.dimmed').count()).toBeGreaterThan(0);
      const told = await bar.textContent();
      expect(told).toMatch(/\d+ grants/);
      // Back to the column of roles: its first row is one of them.
      await press(page, 'ArrowLeft', 'Home');
      expect(await rowUnder(page)).toMatch(/grants?/);
      await page.getByRole('checkbox', { name: 'Only what is joined' }).check();
      await settled(page);
      expect(await column(page, 'Role').locator('.row.dimmed').count()).toBe(0);
      expect(await column(page, 'Account').getByRole('treeitem').count()).toBe(1);
      await page.getByRole('button', { name: 'As a table' }).click();
      await page.getByRole('grid', { name: 'Mapping' }).waitFor();
      await settled(page);
      const cells = await page.getByRole('gridcell').filter({ hasText: /^\d{12}$/ }).allTextContents();
      expect(new Set(cells)).toEqual(new Set([account]));
      await page.goBack();
      await bar.waitFor();
      await column(page, 'Account').focus();
      await press(page, 'Escape');
      expect(address(page).get('f')).toBeNull();
    });
  }); // prettier-ignore

  it('follows by a click, copies by keys, and says broken and candidate in words', async () => {
    await within({}, async (page) => {
      await goTo(page, '#/mapping?status=broken');
      const row = column(page, 'Role').getByRole('treeitem').first();
      expect(await row.textContent()).toMatch(/broken/);
      await row.click();
      await settled(page);
      expect(await row.getAttribute('aria-selected')).toBe('true');
      await row.click();
      await settled(page);
      expect(address(page).get('f')).toBeNull();
      await goTo(page, '#/mapping?status=candidate');
      expect(await column(page, 'Group or user').getByRole('treeitem').first().textContent()).toMatch(/Not readable.*candidate/); // prettier-ignore
    });
  });

  it('has one filter with the table', async () => {
    await within({}, async (page) => {
      await goTo(page, '#/mapping');
      await page.getByRole('combobox', { name: 'Mechanism' }).selectOption('delegation');
      await settled(page);
      expect(await column(page, 'Rule').getByRole('treeitem').count()).toBe(1);
      await page.getByRole('tab', { name: 'Table' }).click();
      await settled(page);
      expect(await page.getByRole('combobox', { name: 'Mechanism' }).inputValue()).toBe('delegation');
    });
  });

  it('gathers 3,000 groups and 5,000 roles, unfolds them, and scrolls without long tasks', async () => {
    suite.fixture.control.largeMapping = true;
    await within({}, async (page) => {
      await goTo(page, '#/mapping');
      await column(page, 'Role').waitFor();
      expect(await column(page, 'Group or user').getByRole('treeitem').first().getAttribute('aria-expanded')).toBe('false');
      expect(await column(page, 'Role').getAttribute('aria-labelledby')).not.toBeNull();
      await page.getByText('One by one').click();
      await settled(page);
      expect(await page.locator('[role="treeitem"]').count()).toBeLessThan(220);
      await column(page, 'Role').hover();
      const slow = await longTasks(suite.browser, async () => {
        for (let i = 0; i < 60; i++) await page.mouse.wheel(0, 400);
        await column(page, 'Group or user').hover();
        for (let i = 0; i < 60; i++) await page.mouse.wheel(0, 400);
        await settled(page);
      });
      console.log('long tasks while 20,000 grants are scrolled:', JSON.stringify(slow));
      expect(slow.filter(({ cpu }) => cpu > 100)).toEqual([]);
      await column(page, 'Role').focus();
      await press(page, 'End', 'Enter');
      await page.getByRole('region', { name: 'What is followed' }).waitFor();
      expect(await column(page, 'Group or user').locator('.row.lit').count()).toBeGreaterThan(0);
    });
  }); // prettier-ignore
});

describe('the table', () => {
  it('opens what a piece of evidence stands on', async () => {
    await within({}, async (page) => {
      await goTo(page, '#/mapping?v=table');
      await page.getByRole('grid', { name: 'Mapping' }).focus();
      await press(page, 'Home', 'Space');
      await page.getByRole('button', { name: /^Show what it stands on: The trust policy/ }).click();
      await settled(page);
      expect(page.url()).toContain('#/estate?v=roles');
    });
  });
});

describe('the claim tester', () => {
  it('runs the rules for a user that is found, and joins the matches of a rule', async () => {
    await within({}, async (page) => {
      await goTo(page, '#/mapping?v=claims');
      await page.getByRole('button', { name: 'Choose a user' }).click();
      await page.keyboard.type('kim');
      await page.getByRole('listbox', { name: 'User who signs in' }).getByRole('option').first().waitFor();
      await press(page, 'ArrowDown', 'Enter');
      const rules = page.getByRole('listbox', { name: 'Claim rules' });
      await page.getByText(/^\d of 7 rules ran$/).waitFor();
      await rules.focus();
      await press(page, 'Home', 'ArrowDown', 'ArrowDown', 'ArrowDown');
      expect(address(page).get('r')).toBe('issuance/3');
      const claims = page.getByRole('listbox', { name: 'Claims' });
      const tied = claims.locator('[aria-selected="true"]');
      expect(await tied.filter({ hasText: 'AWS-111122223333-Admin' }).count()).toBe(1);
      expect(await claims.locator('.claim.added').first().textContent()).toContain('role/Admin');
      expect(await claims.locator('.claim.near').filter({ hasText: 'AWS-11112222-Typo' }).count()).toBe(1);
      // What matched is lit on both sides.
      expect(await rules.locator('.hit').first().textContent()).toContain('AWS-');
      expect(await claims.locator('.hit').count()).toBeGreaterThan(0);
      expect(await page.locator('svg path.matched').count()).toBeGreaterThan(0);
      // A claim leads back to its rule.
      await claims.getByRole('option').filter({ hasText: 'RoleSessionName' }).click();
      await settled(page);
      expect(address(page).get('r')).toBe('issuance/1');
    });
  });

  it('says why a sign-in fails', async () => {
    await within({}, async (page) => {
      await goTo(page, views['sign-in']);
      const sign = page.getByRole('region', { name: 'Sign-in at AWS' });
      expect(await sign.textContent()).toContain('AWS refuses the sign-in');
      expect(await sign.textContent()).toContain('No RoleSessionName is sent');
    });
  });

  it('underlines what is wrong with a text, names the place, and goes there', async () => {
    await within({}, async (page) => {
      await goTo(page, views.editor);
      const text = page.getByRole('textbox', { name: 'Text of the rules' });
      await text.fill('c:[Type == "x"]\n => issue(claim = d);\n');
      const problems = page.getByRole('list', { name: 'Problems of the text' });
      await problems.getByRole('button', { name: /2:\d+.*gives the name d/ }).click();
      expect(await text.evaluate((area) => {
        const { value, selectionStart, selectionEnd } = area as unknown as { value: string; selectionStart: number; selectionEnd: number };
        return value.slice(selectionStart, selectionEnd);
      })).toBe('d');
      expect(await page.locator('.lines .error').first().textContent()).toBe('d');
      await page.getByRole('radio', { name: 'Rules' }).press('Space');
      await page.getByRole('listbox', { name: 'Claim rules' }).waitFor();
    });
  }); // prettier-ignore

  it('judges a captured assertion and keeps nothing of it', async () => {
    await within({}, async (page) => {
      await goTo(page, views.captured);
      const field = page.getByRole('textbox', { name: /SAML response/ });
      await field.fill('not xml');
      await page.getByRole('button', { name: 'Judge' }).click();
      await page.getByRole('alert').waitFor();
      await field.fill('<Response/>');
      await page.getByRole('button', { name: 'Judge' }).click();
      await page.getByText('https://okta.example.com', { exact: true }).waitFor();
      expect(await field.inputValue()).toBe('');
      expect(await page.getByRole('region', { name: 'Sign-in at AWS' }).textContent()).toContain('AWS refuses the sign-in');
      await page.getByRole('tab', { name: 'Table' }).click();
      await page.goBack();
      await settled(page);
      expect(await page.getByText('https://okta.example.com').count()).toBe(0);
    });
  }); // prettier-ignore
});

describe('the claim tester, live', () => {
  const from = (page: Page) =>
    page.getByRole('combobox', { name: 'Where the user’s attributes and groups come from' });
  const user = (page: Page) => page.getByRole('combobox', { name: 'User who signs in' });
  const spoken = () => suite.fixture.control.asked.mapping;

  it('asks a connection for a typed name, and says which server answered and what it left out', async () => {
    await within({}, async (page) => {
      await goTo(page, '#/mapping?v=claims');
      await from(page).selectOption('Live: dc01 (lab)');
      await user(page).fill('CORP\\alice');
      await press(page, 'Enter');
      await page.getByText(/^\d of 7 rules ran$/).waitFor();
      expect(spoken()).toEqual([expect.objectContaining({ user: { name: 'CORP\\alice' }, live: { profileId: 'p1' } })]);
      expect(address(page).get('name')).toBe('CORP\\alice');
      const told = page.locator('details').filter({ hasText: 'Live from dc01.lab.example.net' });
      expect(await told.textContent()).toContain('1 reference not followed');
      await told.locator('summary').click();
      await told.getByText('DC=corp,DC=example,DC=com', { exact: true }).waitFor();
      await told.getByText(/^ldaps:\/\/ForestDnsZones/).waitFor();
      // A user of a snapshot is asked for as well, and the snapshot itself again.
      await goTo(page, '#/mapping?v=claims&from=p1&u=1/1000003');
      await told.waitFor();
      expect(spoken().at(-1)).toMatchObject({ user: { objectId: 1_000_003 }, live: { profileId: 'p1' } });
      await from(page).selectOption('Snapshot');
      await page.getByText(/^Directory as of/).waitFor();
      expect(spoken().at(-1)).not.toHaveProperty('live');
    });
  }); // prettier-ignore

  it('asks for an edited text only when it is told to', async () => {
    await within({}, async (page) => {
      await goTo(page, '#/mapping?v=claims&from=p1&name=alice&mode=edit');
      await page.getByText(/^\d of 7 rules ran$/).waitFor();
      const text = page.getByRole('textbox', { name: 'Text of the rules' });
      await text.fill(`${await text.inputValue()}\n=> issue(Type = "own", Value = "1");`);
      await page.getByText('Edited since it ran').waitFor();
      await page.waitForTimeout(500);
      expect(spoken()).toHaveLength(1);
      await press(page, 'Control+Enter');
      await page.getByText(/^\d of 8 rules ran$/).waitFor();
      expect(spoken()).toHaveLength(2);
      await page.getByRole('button', { name: 'Revert' }).click();
    });
  });

  it('waits with a way out, and can be run again', async () => {
    suite.fixture.control.liveMs = 60_000;
    await within({}, async (page) => {
      await goTo(page, '#/mapping?v=claims&from=p1&name=alice');
      await page.getByText('Asking dc01 (lab)…').waitFor();
      await page.getByRole('button', { name: 'Cancel' }).click();
      await page.getByText('Not run yet').waitFor();
      await expect.poll(() => spoken().at(-1)).toBe('cancelled');
      suite.fixture.control.liveMs = 0;
      await page.getByRole('button', { name: 'Run', exact: true }).last().click();
      await page.getByText(/^\d of 7 rules ran$/).waitFor();
    });
  });

  it('says why there is no answer, and offers what helps', async () => {
    await within({}, async (page) => {
      await goTo(page, '#/mapping?v=claims&from=p1&name=nobody');
      expect(await page.getByRole('alert').textContent()).toContain('No user fits "nobody". Give a sAMAccountName');
      await page.getByRole('button', { name: 'Edit the connection' }).click();
      await page.getByRole('dialog').waitFor();
      await press(page, 'Escape');
      await page.getByRole('button', { name: 'Use a snapshot' }).click();
      await page.getByText('Who signs in?').waitFor();
      expect(await page.getByRole('alert').count()).toBe(0);
    });
  }); // prettier-ignore
});

describe('the settings', () => {
  it('keep what a file of rules is taken for, and take it back', async () => {
    await within({}, async (page) => {
      await goTo(page, views['rule files']);
      await page.getByRole('combobox', { name: 'Taken for' }).selectOption('none');
      await page.getByText('Set by hand').waitFor();
      expect(suite.fixture.control.asked.mapping.at(-1)).toMatchObject({ rules: [{ sourceId: 4, use: 'none' }] });
      await page.getByRole('button', { name: 'Take as the file says' }).click();
      await page.getByText('As the file says', { exact: true }).waitFor();
    });
  }); // prettier-ignore

  it('try templates on names, refuse what is none, and keep the rest', async () => {
    await within({}, async (page) => {
      await goTo(page, views.names);
      await page.getByRole('button', { name: 'AWS-{account}-{role}' }).click();
      await page.getByRole('textbox', { name: 'Names to try, one a line' }).fill('AWS-111122223333-Admin\nFinance');
      const grid = page.getByRole('grid', { name: 'What the names mean' });
      await grid.getByText('Admin', { exact: true }).waitFor();
      expect(await grid.getByRole('row').filter({ hasText: 'Finance' }).textContent()).toContain('Fits no template');
      await page.getByRole('button', { name: 'Add a template' }).click();
      await page.getByText('A template needs the place of the role once.').waitFor();
      expect(await page.getByRole('button', { name: 'Save' }).isDisabled()).toBe(true);
      await page.getByRole('button', { name: 'Remove template 2' }).click();
      await page.getByRole('button', { name: 'Save' }).click();
      await page.getByText('Saved').waitFor();
      expect(suite.fixture.control.asked.mapping.at(-1)).toMatchObject({ templates: [{ text: 'AWS-{account}-{role}' }] });
    });
  }); // prettier-ignore

  it('keep a delegation that somebody looked up, change it and remove it', async () => {
    await within({}, async (page) => {
      await goTo(page, '#/mapping?v=settings&s=delegations');
      await page.getByRole('button', { name: 'Add' }).first().click();
      const form = page.getByRole('form', { name: 'Assignment' });
      await form.getByRole('button', { name: 'Save' }).click();
      await form.getByText('A Region: eu-central-1').waitFor();
      await form.getByRole('textbox', { name: 'Name', exact: true }).fill('AWS-Helpdesk');
      await form.getByRole('textbox', { name: 'SID' }).fill('S-1-5-21-1-2-3-1105');
      await form.getByRole('combobox', { name: 'Role ARN' }).fill('arn:aws:iam::111122223333:role/Helpdesk');
      await press(page, 'Tab');
      await form.getByRole('combobox', { name: 'Directory' }).fill('d-926714a1b2');
      await press(page, 'Tab');
      await form.getByRole('textbox', { name: 'Region' }).fill('eu-central-1');
      await form.getByRole('textbox', { name: 'Who looked it up' }).fill('auditor');
      await form.getByRole('button', { name: 'Save' }).click();
      const grid = page.getByRole('grid', { name: 'Delegations' });
      await grid.getByText('AWS-Helpdesk').waitFor();
      await form.getByRole('textbox', { name: 'Name', exact: true }).fill('AWS-Desk');
      await form.getByRole('button', { name: 'Save' }).click();
      await grid.getByText('AWS-Desk').waitFor();
      await form.getByRole('button', { name: 'Remove' }).click();
      await page.getByText('No delegation entered').waitFor();
    });
  }); // prettier-ignore

  it('keep a mapping by hand with its reason', async () => {
    await within({}, async (page) => {
      await goTo(page, views.entered);
      const form = page.getByRole('form', { name: 'Mapping' });
      await form.getByRole('textbox', { name: 'Name', exact: true }).fill('Vendors');
      await form.getByRole('textbox', { name: 'SID' }).fill('S-1-5-21-1-2-3-1106');
      await form.getByRole('combobox', { name: 'Role ARN' }).fill('arn:aws:iam::111122223333:role/Vendor');
      await press(page, 'Tab');
      await form.getByRole('textbox', { name: 'Who says so' }).fill('auditor');
      await form.getByRole('button', { name: 'Save' }).click();
      await form.getByText('Needed').waitFor();
      await form.getByRole('textbox', { name: 'Why' }).fill('CHG-17');
      await form.getByRole('button', { name: 'Save' }).click();
      await page.getByRole('grid', { name: 'By hand' }).getByText('Vendors').waitFor();
      expect(suite.fixture.control.asked.mapping.at(-1)).toMatchObject({ why: 'CHG-17', by: 'auditor' });
    });
  }); // prettier-ignore
});

describe('where there is nothing or something fails', () => {
  it('says what would be here and the next step', async () => {
    suite.fixture.control.empty = true;
    await within({}, async (page) => {
      await goTo(page, '#/mapping');
      await page.getByText('No grants yet').waitFor();
      await goTo(page, '#/mapping?v=claims');
      await page.getByRole('textbox', { name: 'Text of the rules' }).waitFor();
      await goTo(page, '#/mapping?v=settings');
      await page.getByText('No claim rules yet').waitFor();
    });
  });

  it('says the fault where it happened, and reads again', async () => {
    await within({}, async (page) => {
      suite.fixture.control.failWith('mapping.flow', 'workspace.damaged', { name: 'corp', detail: 'disk I/O error' });
      await goTo(page, '#/mapping');
      expect(await page.getByRole('alert').textContent()).toContain('corp is damaged');
      suite.fixture.control.faults.clear();
      await press(page, 'F5');
      await column(page, 'Role').waitFor();
      expect(await page.getByRole('alert').count()).toBe(0);
    });
  }); // prettier-ignore
});

it('goes from pane to pane by F6 and to the filter by Ctrl+F', async () => {
  await within({}, async (page) => {
    await goTo(page, '#/mapping');
    await column(page, 'Group or user').focus();
    await press(page, 'F6');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('data-column'))).toBe('rule');
    await press(page, 'Control+f');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe(
      'Filter by group, role or account',
    );
  });
});
