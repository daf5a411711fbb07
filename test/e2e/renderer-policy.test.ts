/** The policy place in a real browser: a question by keys, the tree, lint at its lines, files. */
import { expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { policyAt as at, policyViews as views } from './support/policyViews.ts';
import { goTo, rowsInDocument, settled } from './support/window.ts';
import { press, windowSuite } from './support/windowSuite.ts';

const suite = windowSuite();
const { within } = suite;
const tree = (page: Page) => page.getByRole('tree', { name: 'How it was decided' });
const focusedRow = (page: Page) =>
  page.evaluate(() => {
    const id = document.activeElement?.getAttribute('aria-activedescendant');
    return id ? (document.getElementById(id)?.innerText.replaceAll(/\s+/g, ' ').trim() ?? '') : '';
  });

it('asks by keys: completion of the action, the template of the resource, and a decision in words', async () => {
  await within({}, async (page) => {
    await goTo(page, at({ v: 'ask' }));
    await page.getByRole('combobox', { name: 'Action' }).focus();
    await page.keyboard.type('s3:Get');
    await page.getByRole('option', { name: /s3:GetObject/ }).waitFor();
    await press(page, 'ArrowDown', 'Enter', 'Tab');
    await page.keyboard.type('arn');
    await page.getByRole('option', { name: 'arn:aws:s3:::BucketName/ObjectName' }).waitFor();
    await press(page, 'ArrowDown', 'Enter', 'Enter');
    const decision = page.getByRole('status', { name: 'Decision' });
    await decision.waitFor();
    expect(await decision.textContent()).toContain(
      'Developers may do s3:GetObject on arn:aws:s3:::BucketName',
    );
    expect(page.url()).toContain('act=s3');
    // A question typed to its end is answered with nothing in front of the answer.
    const resource = page.getByRole('combobox', { name: 'Resource' });
    await resource.fill('arn');
    const offered = page.getByRole('option', { name: /BucketName/ });
    await offered.first().waitFor();
    await resource.press('Enter');
    await offered.first().waitFor({ state: 'hidden' });
  });
});

it('says what is missing of a question instead of asking it', async () => {
  await within({}, async (page) => {
    await goTo(page, at({ v: 'ask' }));
    await page.getByRole('combobox', { name: 'Action' }).fill('s3:*');
    await press(page, 'Enter');
    expect(await page.getByRole('alert').textContent()).toContain('without wildcards');
  });
});

it('unfolds the tree by arrows, names what failed, and lights the statement up in its document', async () => {
  await within({}, async (page) => {
    await goTo(page, views['not allowed']);
    const document = page.getByRole('region', { name: 'Document inline-read' });
    await document.waitFor();
    expect(await document.locator('.lit').first().isVisible()).toBe(true);
    expect((await document.locator('.lit').allTextContents()).join('')).toContain('HomeFolder');
    expect(await tree(page).getByRole('treeitem').filter({ hasText: 'HomeFolder' }).textContent()).toContain(
      'the resource is another one, a condition does not hold',
    );
    await tree(page).focus();
    await press(page, 'Home', 'ArrowRight', 'ArrowDown', 'ArrowRight', 'ArrowDown');
    expect(await focusedRow(page)).toContain('Allow · Statement 1');
    await page.getByRole('region', { name: 'Document FullAWSAccess' }).waitFor();
    await press(page, 'ArrowLeft');
    expect(await focusedRow(page)).toContain('FullAWSAccess');
  });
});

it('scrolls to a statement far down in a long document', async () => {
  await within({ viewport: { width: 1024, height: 640 } }, async (page) => {
    await goTo(page, views['under conditions']);
    const document = page.getByRole('region', { name: 'Document inline-read' });
    await document.waitFor();
    const seen = await document.evaluate((pane) => {
      const box = pane.getBoundingClientRect();
      const lit = pane.querySelector('.lit')!.getBoundingClientRect();
      return { height: box.height > 20, above: lit.top < box.top, below: lit.top >= box.bottom };
    });
    expect(seen).toEqual({ height: true, above: false, below: false });
    const said = await page.getByRole('status', { name: 'Decision' }).textContent();
    expect(said).toContain('Allowed if');
    expect(said).toContain('ec2:InstanceType is one of t3.micro, t3.small');
    expect(said).toContain('or if');
  });
});

it('shows what is not known beside every answer, and the date of the service data', async () => {
  await within({}, async (page) => {
    for (const name of ['what it can do', 'not allowed', 'hand over', 'compare'] as const) {
      await goTo(page, views[name]);
      expect(await page.getByRole('region', { name: 'What is not known' }).first().textContent()).toContain('Resource policies were not read'); // prettier-ignore
    }
    expect(await page.getByText('Service data of Nov 1, 2026').count()).toBe(1);
  });
});

it('leads from a service to an action and from there to the question and to the statement', async () => {
  await within({}, async (page) => {
    await goTo(page, at());
    const services = page.getByRole('grid', { name: 'Services', exact: true });
    await services.waitFor();
    expect(Number(await services.getAttribute('aria-rowcount'))).toBeGreaterThan(300);
    await services.focus();
    await press(page, 'Home', 'Space');
    const actions = page.getByRole('grid', { name: 'Actions of s3' });
    await actions.waitFor();
    expect(await rowsInDocument(page)).toBeLessThan(160);
    await actions.focus();
    await press(page, 'Home', 'Space');
    await page.getByRole('button', { name: /^Allow · inline-read · / }).press('Enter');
    await page.getByRole('heading', { name: 'inline-read' }).waitFor();
    expect(page.url()).toContain('v=documents');
    await page.goBack();
    await settled(page);
    await actions.focus();
    await press(page, 'Home', 'Enter');
    await page.getByRole('form', { name: 'Question' }).waitFor();
    expect(await page.getByRole('combobox', { name: 'Action' }).inputValue()).toBe('s3:GetObject');
  });
});

it('tries a policy of one’s own: findings at their lines, then a question', async () => {
  await within({}, async (page) => {
    await goTo(page, at({ v: 'try' }));
    const text = page.getByRole('textbox', { name: 'Text of policy 1' });
    await text.fill('{\n  "Statement": [\n    {\n      "Action": "s3:Gett" } ] }');
    const finding = page.getByRole('list', { name: 'Findings' }).getByRole('button', { name: /s3:Gett/ });
    await finding.waitFor();
    expect(await finding.textContent()).toContain('line 4');
    await finding.press('Enter');
    expect(await text.evaluate((area: HTMLTextAreaElement) => area.value.slice(area.selectionStart, area.selectionEnd))).toContain('s3:Gett'); // prettier-ignore
    await page.getByRole('radio', { name: 'Ask' }).press('Space');
    await page.getByRole('combobox', { name: 'Action' }).fill('s3:GetObject');
    await page.getByRole('combobox', { name: 'Resource' }).fill('*');
    await press(page, 'Escape', 'Enter');
    await page.getByText('A session with these policies may do s3:GetObject on *.').waitFor();
  });
});

it('decodes a message and says whether both agree', async () => {
  await within({}, async (page) => {
    await goTo(page, at({ v: 'decode' }));
    await page.getByRole('textbox', { name: 'Encoded authorization message' }).fill('AQoD');
    await page.getByRole('button', { name: 'Decode' }).click();
    await page.getByText('The policies of this workspace say the same.').waitFor();
    await tree(page).waitFor();
  });
});

it('saves each answer as a file that the engine writes whole', async () => {
  await within({}, async (page) => {
    const saved: string[] = [];
    for (const [name, button] of [
      ['allowed', 'decision'],
      ['what it can do', 'services'],
      ['what it can do', 'actions'],
      ['compare', 'difference'],
      ['hand over', 'roles handed over'],
      ['chains', 'role chains'],
    ] as const) {
      await goTo(page, views[name]);
      await page.getByRole('button', { name: `Save as a file: ${button}` }).click();
      await page.getByRole('button', { name: 'Export…' }).click();
      await page.getByText(/^Saved as .*\.html$/).waitFor();
      saved.push((suite.fixture.control.asked.policy.at(-1) as { what: { of: string } }).what.of);
    }
    expect(saved).toEqual(['answer', 'services', 'actions', 'difference', 'passRole', 'chain']);
  });
});

it('is reached from a role of the estate', async () => {
  await within({}, async (page) => {
    await goTo(page, '#/estate?v=roles&i=2|arn:aws:iam::777788889999:role/Developers');
    await page.getByRole('button', { name: 'What it can do' }).click();
    await page.getByRole('tab', { name: 'What it can do' }).waitFor();
    expect(decodeURIComponent(page.url())).toContain('role/Developers');
  });
});

it('says that there is no estate, and a failure where it happens', async () => {
  suite.fixture.control.empty = true;
  await within({}, async (page) => {
    await goTo(page, '#/policy');
    await page.getByText('No AWS estate yet').waitFor();
  });
  suite.fixture.control.empty = false;
  suite.fixture.control.failWith('policy.ask', 'workspace.damaged', { name: 'corp', detail: 'disk' });
  await within({}, async (page) => {
    await goTo(page, views.allowed);
    await page.getByRole('alert').waitFor();
    suite.fixture.control.faults.clear();
    await page.getByRole('button', { name: 'Try again' }).click();
    await tree(page).waitFor();
  });
});
