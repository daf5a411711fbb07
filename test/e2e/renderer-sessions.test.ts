/** The place of sessions in a real browser: every view, the list, one session, its tries and uses. */
import { describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { factsOf, inspector, rowOf, rowsOf, statusBar } from './steps/find.ts';
import { goTo, longTasks, rowsInDocument, seriousIssues, settled } from './support/window.ts';
import { press, windowSuite } from './support/windowSuite.ts';

const views = {
  sessions: '#/sessions?id=s1',
  'one that was refused': '#/sessions?id=s12',
  'one that is gone': '#/sessions?id=s4',
  trying: '#/sessions?id=s1&tab=try',
  using: '#/sessions?id=s9&tab=use',
  request: '#/sessions?id=s10&tab=request',
  'nothing fits': '#/sessions?q=nobody-called-it-so',
  'AWS files': '#/sessions?v=files&p=config/legacy',
  keychain: '#/sessions?v=keychain&s=ldap-password/41c7ab90-old',
};
const suite = windowSuite();
const { within } = suite;
const list = (page: Page) => page.getByRole('grid', { name: 'Sessions', exact: true });
const names = async (page: Page) => {
  await settled(page);
  return (await rowsOf(page, 'Sessions')).map(([name]) => name);
};
const chosen = (page: Page, name: string) =>
  inspector(page).getByRole('heading', { level: 2, name, exact: true }).waitFor();
const tried = (page: Page) => inspector(page).getByRole('table', { name: 'Answers' });

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
      await page.getByRole('button', { name: 'Test it' }).click();
      await inspector(page).getByText('Read back').waitFor();
      await page.getByRole('button', { name: 'Clean up (3)' }).click();
      await look('what goes out of the keychain');
      await press(page, 'Escape');
      await goTo(page, '#/sessions?id=s1&tab=try');
      await page.getByRole('button', { name: 'Try', exact: true }).click();
      await tried(page).getByText('No answer').waitFor();
      await look('answers');
      await page.getByRole('button', { name: 'Reveal secret' }).click();
      await inspector(page).getByText('AWS_SESSION_TOKEN').waitFor();
      await look('a revealed secret');
      suite.fixture.control.memoryOnly = true;
      await press(page, 'F5');
      await page.getByText('No keychain answers on this machine').waitFor();
      await look('memory only');
      expect(found).toEqual({});
      expect(complaints).toEqual([]);
    });
  });
});

it.each(['en-US', 'ko-KR'])('has its words and needs no sideways scroll at 1024 × 640, in %s', async (locale) => {
  await within({ viewport: { width: 1024, height: 640 }, locale }, async (page, { complaints }) => {
    const wide: string[] = [];
    for (const [name, hash] of Object.entries(views)) {
      await goTo(page, hash);
      const over = await page.evaluate(() =>
        [document.body, ...document.querySelectorAll('section, [role="grid"]')].some(
          (each) => each.scrollWidth > each.clientWidth + 1,
        ),
      );
      if (over) wide.push(name);
    }
    expect(wide).toEqual([]);
    expect(complaints).toEqual([]);
  });
}); // prettier-ignore

describe('the list', () => {
  it('stands in groups, favourites first; headings close by key and stay closed', async () => {
    await within({}, async (page) => {
      await goTo(page, '#/sessions');
      expect((await names(page)).join(', ')).toBe(
        'Production5, platform-adfs, prod-admin, audit, break-glass, disaster-recovery, ' +
          'Sandbox3, github-deploy, portal-readonly, sandbox-dev, ' +
          'No group4, billing, gov-auditor, hyun.kim with MFA, vendor',
      );
      await list(page).focus();
      await press(page, 'ArrowDown', 'ArrowUp', 'ArrowLeft');
      expect((await names(page)).slice(0, 2)).toEqual(['Production5', 'Sandbox3']);
      await page.reload();
      expect((await names(page)).slice(0, 2)).toEqual(['Production5', 'Sandbox3']);
      await list(page).focus();
      await press(page, 'ArrowDown', 'ArrowUp', 'ArrowRight');
      expect(await names(page)).toContain('prod-admin');
    });
  });

  it('is filtered as one types, sorted by a header, and says how many there are', async () => {
    await within({}, async (page) => {
      await goTo(page, '#/sessions');
      await press(page, 'Control+f');
      await page.keyboard.type('corp-prod adfs');
      await expect.poll(() => names(page)).toEqual(['Production2', 'platform-adfs', 'prod-admin']);
      await page.getByText('2 of 12 sessions').waitFor();
      await press(page, 'Escape');
      await expect.poll(async () => (await names(page)).length).toBe(15);
      await page.getByText('Flat', { exact: true }).click();
      await page.getByRole('columnheader', { name: 'Expires in' }).click();
      expect((await names(page)).slice(0, 2)).toEqual(['break-glass', 'billing']);
    });
  });

  it('marks favourites by click and by key, and what is kept fresh', async () => {
    await within({}, async (page) => {
      await goTo(page, '#/sessions');
      const star = (name: string) =>
        rowOf(page, 'Sessions', name).getByRole('img', { name: 'Favourite', exact: true });
      await rowOf(page, 'Sessions', 'vendor').getByRole('img', { name: 'Not a favourite' }).click();
      await star('vendor').waitFor();
      await list(page).focus();
      await press(page, 'Control+b');
      await star('vendor').waitFor({ state: 'detached' });
      await press(page, 'Control+Shift+K');
      await rowOf(page, 'Sessions', 'vendor').getByRole('img', { name: 'Kept fresh' }).waitFor();
    });
  });

  it('tells states and failures in words', async () => {
    await within({}, async (page) => {
      await goTo(page, '#/sessions');
      for (const [name, word] of [
        ['prod-admin', 'Valid'],
        ['sandbox-dev', 'Ends soon'],
        ['billing', 'Expired'],
        ['audit', 'Gone'],
        ['disaster-recovery', 'Refreshing…'],
        ['break-glass', 'AWS did not let this identity take'],
      ] as const)
        await rowOf(page, 'Sessions', name).getByText(word).waitFor();
      suite.fixture.control.people.causes = [{ code: 'mfaMissing', params: {}, certain: true }];
      await rowOf(page, 'Sessions', 'break-glass').click();
      await inspector(page).getByText('asks for MFA, and none was given').waitFor();
      await inspector(page).getByText('Not tried again by itself').waitFor();
    });
  });

  it('changes by the clock alone', async () => {
    await within({}, async (page) => {
      await page.clock.install();
      await goTo(page, '#/sessions');
      await rowOf(page, 'Sessions', 'sandbox-dev').getByText('Ends soon').waitFor();
      await page.clock.fastForward(4 * 60_000);
      await rowOf(page, 'Sessions', 'sandbox-dev').getByText('Expired').waitFor();
    });
  });

  it('of 200 is smooth, with few rows in the document', async () => {
    suite.fixture.control.manySessions = true;
    await within({}, async (page) => {
      await goTo(page, '#/sessions');
      await page.getByText('200 sessions').first().waitFor();
      await list(page).focus();
      const slow = await longTasks(suite.browser, async () => {
        await press(page, 'End', 'PageUp', 'PageUp', 'Home', 'PageDown');
        await page.waitForTimeout(1200);
      });
      expect(slow.filter(({ cpu }) => cpu > 120)).toEqual([]);
      expect(await rowsInDocument(page)).toBeLessThan(80);
    });
  });

  it('says what went wrong, and what would be here', async () => {
    await within({}, async (page) => {
      await goTo(page, '#/sessions?id=s1');
      suite.fixture.control.failWith('sessions.refresh', 'sts.regionDisabled', { region: 'eu-central-1' });
      await press(page, 'Shift+F5');
      await inspector(page).getByText('STS is switched off in eu-central-1').waitFor();
    });
    suite.fixture.control.reset();
    suite.fixture.control.empty = true;
    await within({}, async (page) => {
      await goTo(page, '#/sessions');
      await page.getByText('No session', { exact: true }).first().waitFor();
      await page.getByRole('button', { name: 'AWS files' }).click();
      await page.getByText('No profile', { exact: true }).waitFor();
    });
  });
});

describe('one session', () => {
  it('is renamed, put into a group, refreshed and removed by keys; AWS’s own is said to live on', async () => {
    await within({}, async (page) => {
      await goTo(page, '#/sessions?id=s2');
      await press(page, 'F2');
      await page.keyboard.type('playground');
      await press(page, 'Enter');
      await chosen(page, 'playground');
      await press(page, 'Tab');
      await page.keyboard.type('Production');
      await press(page, 'Enter');
      await expect.poll(async () => (await names(page)).slice(0, 7)).toContain('playground');
      await press(page, 'Shift+F5');
      await rowOf(page, 'Sessions', 'playground').getByText('Valid').waitFor();
      await list(page).focus();
      await press(page, 'Delete');
      await inspector(page).getByText('AWS’s own session lives on until').waitFor();
      expect(await names(page)).not.toContain('playground');
    });
  });

  it('tells who it is, and AWS says so when asked', async () => {
    await within({}, async (page) => {
      await goTo(page, '#/sessions?id=s11');
      await chosen(page, 'gov-auditor');
      expect(await factsOf(inspector(page))).toMatchObject({
        Kind: 'Session of a role',
        ARN: 'arn:aws-us-gov:sts::444455556666:assumed-role/Auditor/treeline',
        Partition: 'aws-us-gov',
        Region: 'us-gov-west-1',
        Origin: 'gov',
      });
      await page.getByRole('button', { name: 'Ask AWS' }).click();
      await inspector(page).getByText('As AWS said at').waitFor();
      expect(await factsOf(inspector(page))).toMatchObject({ 'User ID': 'AROAEXAMPLE:ann' });
    });
  });

  it('shows its secret for half a minute, and the clipboard holds what is copied of it no longer', async () => {
    await within({ permissions: ['clipboard-read', 'clipboard-write'] }, async (page) => {
      await page.clock.install();
      await goTo(page, '#/sessions?id=s1');
      const held = () => page.evaluate(() => navigator.clipboard.readText());
      await press(page, 'Control+Shift+H');
      await inspector(page).getByText('ASIAEXAMPLEEXAMPQ7ZA').waitFor();
      await page.getByRole('button', { name: 'Copy AWS_SECRET_ACCESS_KEY' }).click();
      expect(await held()).toContain('not-a-secret');
      await page.clock.fastForward(31_000);
      await inspector(page).getByText('ASIAEXAMPLEEXAMPQ7ZA').waitFor({ state: 'detached' });
      await expect.poll(async () => (await held()).trim()).toBe('');
      await statusBar(page).getByText('Clipboard cleared').waitFor();
      // What somebody copies meanwhile is theirs.
      await press(page, 'Control+Shift+B');
      await expect.poll(held).toMatch(/^export AWS_ACCESS_KEY_ID=ASIA/);
      await page.evaluate(() => navigator.clipboard.writeText('something else'));
      await page.clock.fastForward(31_000);
      expect(await held()).toBe('something else');
    });
  });

  it('clears the clipboard with the next key where it may neither look nor write by itself', async () => {
    await within({}, async (page) => {
      await page.addInitScript(() => {
        const refused = () => Promise.reject(new DOMException('refused', 'NotAllowedError'));
        Object.assign(navigator.clipboard, { readText: refused, writeText: refused });
      });
      await page.reload();
      await page.clock.install();
      await goTo(page, '#/sessions?id=s1');
      await press(page, 'Control+Shift+B');
      await statusBar(page).getByText('The clipboard is cleared in 30 s').waitFor();
      await page.clock.fastForward(31_000);
      await statusBar(page).getByText('when you come back to this window').waitFor();
      await page.keyboard.press('ArrowDown');
      await statusBar(page).getByText('Clipboard cleared').waitFor();
    });
  });

  it('is tried: what differs from what was foretold is told with both reasons; it can be given up', async () => {
    await within({}, async (page) => {
      await goTo(page, '#/sessions?id=s1&tab=try');
      await inspector(page).getByRole('checkbox', { name: 'organizations:ListAccounts' }).check();
      await page.getByRole('button', { name: 'Try', exact: true }).click();
      await inspector(page).getByText('1 answer is not as foretold').waitFor();
      const answers = tried(page);
      await answers.getByText('explicit deny in a service control policy').waitFor();
      await answers.getByText('AdministratorAccess').waitFor();
      await answers.getByText('AWS lets only the management account').waitFor();
      expect(await answers.getByRole('img', { name: 'As foretold', exact: true }).count()).toBe(2);
      await page.getByRole('button', { name: 'All', exact: true }).click();
      await page.getByRole('button', { name: 'Try again' }).click();
      await page.getByRole('button', { name: 'Cancel' }).click();
      await inspector(page)
        .getByText(/Cancelled: \d+ not asked/)
        .waitFor();
    });
  });

  it('gets a profile after its lines were shown, opens the console, and is copied as lines', async () => {
    await within({}, async (page) => {
      await goTo(page, '#/sessions?id=s1&tab=use');
      const name = inspector(page).getByRole('textbox', { name: 'Name of the profile' });
      await name.fill('prod');
      await page.getByRole('button', { name: 'Show what would be written' }).click();
      await inspector(page).getByText('has a profile of that name which is not ours').waitFor();
      await name.fill('prod-admin');
      await page.getByRole('button', { name: 'Show what would be written' }).click();
      await inspector(page).getByText('[profile prod-admin]').waitFor();
      await page.getByRole('button', { name: 'Write profile' }).click();
      await inspector(page).getByText('/home/hyun/.aws/config.treeline-20260314-090000').waitFor();
      const [popup] = await Promise.all([
        page.waitForEvent('popup'),
        inspector(page).getByRole('button', { name: 'Open console' }).click(),
      ]);
      await popup.close();
      await inspector(page).getByRole('link', { name: 'Console sign-in' }).waitFor();
      await inspector(page).getByText('boto3', { exact: true }).click();
      await inspector(page).getByText('sts.assume_role(').waitFor();
    });
  });
});
