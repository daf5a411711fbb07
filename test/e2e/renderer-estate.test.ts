/** AWS directories and the estate around them, in a real browser over generated facts. */
import { describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { goTo, seriousIssues, settled } from './support/window.ts';
import { press, windowSuite } from './support/windowSuite.ts';

const role = encodeURIComponent('2|arn:aws:iam::111122223333:role/ADFS-Administrators');
const cognito = encodeURIComponent('2|arn:aws:iam::444455556666:role/DirectoryAdmins');
const policy = encodeURIComponent('2|arn:aws:iam::111122223333:policy/app-logs');
const places = {
  directories: '#/directories?d=2.d-926714a1b2',
  trusts: '#/directories?d=2.d-926714a1b2&tab=trusts',
  network: '#/directories?d=2.d-926714a1b2&tab=network',
  security: '#/directories?d=2.d-926714a1b2&tab=security',
  upkeep: '#/directories?d=2.d-926714a1b2&tab=upkeep',
  connector: '#/directories?d=2.d-9067f9e8d7',
  'simple directory': '#/directories?d=2.d-95670a0b0c&tab=security',
  'unread directory': '#/directories?d=2.d-90670d0a7a',
  'shared directory': '#/directories?d=2.d-926715ffee',
  'accounts read': '#/estate?i=2%7C111122223333',
  organization: '#/estate?v=organization&i=ou-workloads',
  'effective chain': '#/estate?v=organization&i=444455556666&tab=chain',
  'control policies': '#/estate?v=controls&i=2%7Cp-deny',
  roles: `#/estate?v=roles&i=${role}`,
  trust: `#/estate?v=roles&i=${role}&tab=trust`,
  'role permissions': `#/estate?v=roles&i=${role}&tab=permissions`,
  'Cognito role': `#/estate?v=roles&i=${cognito}`,
  policies: `#/estate?v=policies&i=${policy}`,
  'policy difference': `#/estate?v=policies&i=${policy}&tab=difference`,
  credentials: '#/estate?v=credentials',
  users: '#/estate?v=users&i=2%7Carn:aws:iam::111122223333:user/kim',
  groups: '#/estate?v=groups',
  providers: '#/estate?v=providers',
  'Identity Center': '#/estate?v=centers&i=2%7Carn:aws:sso:::instance/ssoins-1',
  'permission sets': '#/estate?v=permissionSets',
  assignments: '#/estate?v=assignments',
  'store users': '#/estate?v=storeUsers&i=2%7Cu-1',
  'store groups': '#/estate?v=storeGroups&i=2%7Cg-1',
  instances: '#/estate?v=instances&i=2%7Ceu-central-1%7Ci-0abc',
};

const suite = windowSuite();
const { within } = suite;
const inspector = (page: Page) => page.getByRole('region', { name: 'Inspector' });
const textOf = async (page: Page, hash: string) => {
  await goTo(page, hash);
  return (await inspector(page).textContent()) ?? '';
};

describe.each(['light', 'dark'] as const)('in the %s theme', (colorScheme) => {
  it('axe finds nothing serious in any view', { timeout: 120_000 }, async () => {
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

it('has all its words in Korean', async () => {
  await within({ locale: 'ko-KR' }, async (page, { complaints }) => {
    for (const hash of Object.values(places)) await goTo(page, hash);
    expect(complaints).toEqual([]);
    expect(await page.getByRole('navigation', { name: 'AWS 환경의 보기' }).textContent()).toContain(
      '읽은 계정',
    );
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

describe('a directory', () => {
  it('tells none, not readable and not applicable apart', async () => {
    await within({}, async (page) => {
      await goTo(page, places.network);
      const section = (name: string) => inspector(page).getByRole('region', { name });
      expect(await section('IP routes').textContent()).toContain('None');
      await goTo(page, places.upkeep);
      expect(await section('Schema extensions').textContent()).toContain('Not readable');
      await goTo(page, places.security);
      expect(await section('Smart cards').textContent()).toContain('Not applicable');
    });
  });

  it('counts the days of certificates from the time of reading', async () => {
    await within({}, async (page) => {
      const text = await textOf(page, places.security);
      expect(text).toContain('10 days left');
      expect(text).toContain('Ended 51 days before it was read');
    });
  });

  it('is tied to its forest, a connector to the one that it points at, and opens it', async () => {
    await within({}, async (page) => {
      expect(await textOf(page, places.directories)).toContain('Known by the directory ID');
      expect(await textOf(page, places.connector)).toContain('points at');
      await inspector(page).getByRole('button', { name: 'Show objects' }).press('Enter');
      await settled(page);
      expect(await page.evaluate(() => location.hash)).toContain('#/explorer?s=1');
    });
  });

  it('flags a trust that AWS alone tells of, in the list and beside the trust', async () => {
    await within({}, async (page) => {
      await goTo(page, places.trusts);
      const row = page.getByRole('grid', { name: 'Directories' }).getByRole('row').nth(1);
      expect(await row.textContent()).toContain('In AWS alone');
      const text = (await inspector(page).textContent()) ?? '';
      expect(text).toContain('old.example.org: AWS tells of this trust');
      const trusts = inspector(page).getByRole('region', { name: 'Trusts' });
      expect(await trusts.textContent()).toMatch(/corp\.example\.com.*Both ends\s*Agree/s);
      await trusts.getByRole('link', { name: 'Agree', exact: true }).first().press('Enter');
      await settled(page);
      expect(await page.evaluate(() => location.hash)).toContain('#/compare?v=trusts');
    });
  });

  it('is read by the Data API with the profile that is chosen', async () => {
    await within({}, async (page) => {
      await goTo(page, places['unread directory']);
      await inspector(page).getByRole('button', { name: 'Read by Data API' }).press('Enter');
      const pane = page.getByRole('dialog', { name: 'Read by Data API' });
      await pane.getByLabel('Source profile').selectOption('corp-audit');
      expect(await seriousIssues(page)).toEqual([]);
      suite.fixture.control.failWith('jobs.readDirectoryData', 'aws.directoryDataRefused', {
        directoryId: 'd-90670d0a7a',
        reason: 'not allowed',
        detail: '',
      });
      await pane.getByRole('button', { name: 'Read', exact: true }).press('Enter');
      await pane.getByText(/cannot read d-90670d0a7a/).waitFor();
      suite.fixture.control.faults.clear();
      await pane.getByRole('button', { name: 'Read', exact: true }).press('Enter');
      await pane.waitFor({ state: 'hidden' });
      expect(suite.fixture.control.asked.directoryData).toEqual([
        { profile: 'corp-audit', region: 'eu-central-1', directoryId: 'd-90670d0a7a' },
      ]);
    });
  });

  it('says where no safe bind is offered, and offers a file', async () => {
    await within({}, async (page) => {
      expect(await textOf(page, places['simple directory'])).toContain('no safe bind');
      expect(await inspector(page).getByRole('button', { name: 'Import a file' }).count()).toBe(1);
      expect(await inspector(page).getByRole('button', { name: 'Connect by LDAPS' }).count()).toBe(0);
    });
  });
});

describe('the estate by keyboard', () => {
  it('walks views, rows and tabs', async () => {
    await within({}, async (page) => {
      await goTo(page, '#/estate');
      await page
        .getByRole('navigation', { name: 'Views of the estate' })
        .getByRole('button', { name: 'Roles' })
        .press('Enter');
      await page.getByRole('grid', { name: 'Roles' }).focus();
      await press(page, 'ArrowDown');
      await inspector(page).getByRole('heading', { level: 2 }).waitFor();
      await inspector(page).getByRole('tab', { name: 'Overview' }).focus();
      await press(page, 'ArrowRight');
      expect(await page.evaluate(() => location.hash)).toContain('tab=trust');
    });
  });

  it('shows the chain of an account from the root down', async () => {
    await within({}, async (page) => {
      const text = await textOf(page, places['effective chain']);
      expect(text.indexOf('Root · Root')).toBeGreaterThan(0);
      expect(text.indexOf('Unit · Workloads')).toBeGreaterThan(text.indexOf('Root · Root'));
      expect(text.indexOf('DenyLeaving')).toBeGreaterThan(text.indexOf('Unit · Workloads'));
      expect(text).toContain('Not readable');
    });
  });

  it('shows what a new version of a policy changed', async () => {
    await within({}, async (page) => {
      const text = await textOf(page, places['policy difference']);
      expect(text).toContain('logs:*');
      expect(text).toContain('logs:CreateLogStream');
    });
  });

  it('sorts credentials by risk and says what was not judged', async () => {
    await within({}, async (page) => {
      await goTo(page, places.credentials);
      const first = page.getByRole('grid').getByRole('row').nth(1);
      expect(await first.textContent()).toContain('High');
      expect(await page.getByText(/Not judged/).count()).toBeGreaterThan(0);
    });
  });

  it('tells of the root user and of passwords what the credential report alone knows', async () => {
    await within({}, async (page) => {
      await goTo(page, places.credentials);
      await page.getByRole('grid').getByText('Root user has access keys').click();
      const report = inspector(page).getByRole('region', { name: 'Credential report' });
      await report.waitFor();
      expect(await report.textContent()).toMatch(/Password last used.*30 days before the report/s);
      const keys = inspector(page).getByRole('region', { name: 'Keys by the report' });
      expect(await keys.textContent()).toMatch(/Last rotated.*1,826 days before the report.*s3 · us-east-1/s);
      await goTo(page, places.users);
      expect(await report.textContent()).toMatch(/Password changed.*365 days before the report/s);
      await goTo(page, '#/estate?i=2%7C444455556666');
      expect((await inspector(page).textContent()) ?? '').toContain('choose “Make a credential report”');
    });
  });

  it('says that the provider’s filter cannot be read, and that a principal is gone', async () => {
    await within({}, async (page) => {
      const text = await textOf(page, places['Identity Center']);
      expect(text).toMatch(/Which people the provider sends\s*Not readable/);
      await goTo(page, places.assignments);
      await page.getByRole('grid').getByText('Not in the store').waitFor();
    });
  });
});

it('says not readable, not none, where nothing could be read', async () => {
  await within({}, async (page) => {
    suite.fixture.control.denied = true;
    for (const view of ['roles', 'organization', 'permissionSets', 'credentials']) {
      await goTo(page, `#/estate?v=${view}`);
      expect({ view, seen: await page.getByText('Not readable', { exact: true }).count() }).not.toEqual({
        view,
        seen: 0,
      });
    }
  });
});

it('offers the next step in an empty workspace', async () => {
  await within({}, async (page) => {
    suite.fixture.control.empty = true;
    await page.reload();
    await goTo(page, '#/estate');
    await page.getByText('No AWS estate yet').waitFor();
    await page.getByRole('button', { name: 'Add AWS' }).press('Enter');
    await page.getByRole('dialog', { name: 'Add AWS' }).waitFor();
    await press(page, 'Escape');
    await goTo(page, '#/directories');
    await page.getByText('No AWS directory').waitFor();
    await page.getByRole('button', { name: 'Add AWS' }).press('Enter');
    await page.getByRole('dialog', { name: 'Add AWS' }).waitFor();
  });
});
