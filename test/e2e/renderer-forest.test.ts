/** The forest's place and what the inspector says of security, control and memberships, in a real browser. */
import { describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { goTo, seriousIssues, settled } from './support/window.ts';
import { press, windowSuite } from './support/windowSuite.ts';

const trust = encodeURIComponent('trust:corp.example.com|old.example.org');
const places = {
  map: '#/forest',
  'map with sites': `#/forest?sites=1&i=${trust}`,
  domains: '#/forest?v=domains&i=domain:corp.example.com',
  trusts: `#/forest?v=trusts&i=${trust}`,
  sites: '#/forest?v=sites&i=site:seoul',
  subnets: '#/forest?v=subnets',
  links: '#/forest?v=links',
  controllers: '#/forest?v=controllers&i=controller:dc01',
  roles: '#/forest?v=roles',
  contexts: '#/forest?v=contexts',
  policies: '#/forest?v=policies',
  deleted: '#/forest?v=deleted',
  classes: '#/forest?v=schema&n=user',
  attributes: '#/forest?v=schema&k=attributes&n=member',
  rights: '#/forest?v=schema&k=rights&n=bc0ac240-79a9-11d0-9020-00c04fc2d4cf',
  'live map': '#/forest?live=p1',
  security: '#/explorer?s=1&c=6&o=7000002&tab=security',
  'security not readable': '#/explorer?s=1&o=4&tab=security',
  control: '#/explorer?s=1&c=6&o=7000002&tab=control',
  replicators: '#/explorer?s=1&o=1&tab=replicators',
};

const suite = windowSuite();
const { within } = suite;
const focusName = (page: Page) =>
  page.evaluate(() => {
    const at = document.activeElement;
    return at?.getAttribute('aria-label') ?? at?.textContent ?? '';
  });

describe.each(['light', 'dark'] as const)('in the %s theme', (colorScheme) => {
  it('axe finds nothing serious in any view', async () => {
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
});

it('has all its words in Korean, and no English left where words are ours', async () => {
  await within({ locale: 'ko-KR' }, async (page, { complaints }) => {
    for (const hash of Object.values(places)) await goTo(page, hash);
    expect(complaints).toEqual([]);
    await goTo(page, places.trusts);
    const nav = await page.getByRole('navigation', { name: '보기' }).textContent();
    expect(nav).toContain('트러스트');
    expect(await page.getByRole('heading', { level: 3 }).allTextContents()).not.toContain('SID filtering');
  });
});

it('needs no sideways scroll at 1024 × 640', async () => {
  await within({ viewport: { width: 1024, height: 640 } }, async (page) => {
    for (const [name, hash] of Object.entries(places)) {
      await goTo(page, hash);
      const wide = await page.evaluate(() => document.body.scrollWidth > innerWidth);
      expect({ name, wide }).toEqual({ name, wide: false });
    }
  });
});

describe('by keyboard alone', () => {
  it('walks the map: domains, trusts, zoom, inspector', async () => {
    await within({}, async (page) => {
      await goTo(page, '#/forest');
      const map = page.getByRole('group', { name: 'Map of the forests' });
      await map.locator('button[tabindex="0"]').focus();
      await press(page, 'Home');
      expect(await focusName(page)).toContain('Domaincorp.example.com');
      await press(page, 'ArrowDown', 'Enter');
      await page.getByRole('heading', { level: 2, name: 'corp.example.com – eu.corp.example.com' }).waitFor();
      await press(page, 'ArrowDown');
      expect(await focusName(page)).toContain('eu.corp.example.com');
      await press(page, 'Home', 'ArrowRight');
      expect(await focusName(page)).toMatch(/trust/i);
      const before = await page.getByText(/^Zoom /).textContent();
      await press(page, '+', '+');
      expect(await page.getByText(/^Zoom /).textContent()).not.toBe(before);
    });
  });

  it('walks the list of trusts and reads the sentence, the bits and the missing end', async () => {
    await within({}, async (page) => {
      await goTo(page, places.trusts);
      const inspector = page.getByRole('region', { name: 'Inspector' });
      await inspector.getByText('old.example.org trusts corp.example.com', { exact: false }).waitFor();
      expect(await inspector.textContent()).toContain('SID filtering off: SID history passes');
      await inspector.getByRole('button', { name: 'Read the partner’s side' }).press('Enter');
      expect(await page.getByRole('dialog').getByLabel('Domain', { exact: true }).last().inputValue()).toBe(
        'old.example.org',
      );
    });
  });

  it('goes from a class to an attribute to its other end and back', async () => {
    await within({}, async (page) => {
      await goTo(page, places.classes);
      const inspector = page.getByRole('region', { name: 'Inspector' });
      await inspector.getByRole('button', { name: 'member', exact: true }).press('Enter');
      await inspector.getByRole('heading', { level: 2, name: 'member' }).waitFor();
      await inspector.getByRole('button', { name: 'memberOf' }).press('Enter');
      await inspector.getByRole('heading', { level: 2, name: 'memberOf' }).waitFor();
      await press(page, 'Alt+ArrowLeft', 'Alt+ArrowLeft');
      await inspector.getByRole('heading', { level: 2, name: 'user' }).waitFor();
    });
  });

  it('opens who is behind a trustee that decides over a group', async () => {
    await within({}, async (page) => {
      await goTo(page, places.control);
      await page.getByText('1 unexpected').waitFor();
      expect(await page.getByText('At least these').count()).toBe(1);
      await page.getByRole('button', { name: /^Who is in / }).press('Enter');
      await settled(page);
      expect(await page.getByRole('button', { name: /^Who is in / }).getAttribute('aria-expanded')).toBe(
        'true',
      );
    });
  });

  it('filters entries of a descriptor, and says when there is none to read', async () => {
    await within({}, async (page) => {
      await goTo(page, places.security);
      const grid = page.getByRole('grid', { name: 'Security' });
      expect(await grid.getAttribute('aria-rowcount')).toBe('4');
      await page.getByPlaceholder('Filter entries').fill('deny');
      await settled(page);
      expect(await grid.getAttribute('aria-rowcount')).toBe('2');
      await goTo(page, places['security not readable']);
      await page.getByText('Not readable').first().waitFor();
    });
  });
});

it('shows live memberships: until when, unknown references, and what the server itself counts', async () => {
  await within({}, async (page) => {
    const dn = 'OU=Devices,DC=corp,DC=example,DC=com';
    await goTo(page, `#/explorer?live=p1&dn=${dn}&o=CN=WS-000000,${dn}&tab=memberOf`);
    const grid = page.getByRole('grid', { name: 'Member of' });
    await grid.waitFor();
    expect(await grid.textContent()).toContain('Dec 31, 2026');
    expect(await grid.textContent()).toContain('Not known here');
    await page.getByRole('radio', { name: 'Nested' }).press('Space');
    await page.getByText('The server counts 9, the walk found 12.').waitFor();
  });
});

it('says that there is no forest with one next step, and a failure where it happens', async () => {
  suite.fixture.control.empty = true;
  await within({}, async (page) => {
    await goTo(page, '#/forest');
    await page.getByText('No forest in this workspace').waitFor();
    expect(await page.getByRole('main').getByRole('button', { name: 'Connect to a forest' }).count()).toBe(1);
  });
  suite.fixture.control.empty = false;
  suite.fixture.control.failWith('forest.view', 'workspace.damaged', {
    name: 'corp',
    detail: 'disk I/O error',
  });
  await within({}, async (page) => {
    await goTo(page, '#/forest');
    await page.getByRole('alert').waitFor();
    suite.fixture.control.faults.clear();
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('group', { name: 'Map of the forests' }).waitFor();
  });
});
