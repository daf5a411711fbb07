/** Taking sessions, the prompts that they wait for, and the badge of who one is: by keyboard, in both themes and languages. */
import { describe, expect, it } from 'vitest';
import type { Locator, Page } from 'playwright-core';
import { prompt, samlResponse } from './support/fixturePrompts.ts';
import { goTo, seriousIssues, settled } from './support/window.ts';
import { press, windowSuite } from './support/windowSuite.ts';

const suite = windowSuite();
const { within } = suite;
const role = 'arn:aws:iam::111122223333:role/ADFS-Administrators';
const people = () => suite.fixture.control.people;
const formOf = (page: Page): Locator => page.getByRole('form', { name: /Take a session|세션 획득/ });
const dialogOf = (page: Page): Locator => page.getByRole('dialog');
const kinds = ['role', 'saml', 'portalRole', 'sessionToken', 'webIdentity', 'federationToken'] as const;

/** The form of a kind, chosen by keyboard as a person would: arrows walk the ways. */
async function begin(page: Page, kind: (typeof kinds)[number], take = 'new'): Promise<Locator> {
  await goTo(page, '#/explorer');
  await goTo(page, `#/sessions?take=${encodeURIComponent(take)}`);
  const form = formOf(page);
  await form.locator('input[name="take-kind"]:checked').focus();
  for (let i = 0; i < kinds.indexOf(kind); i++) await page.keyboard.press('ArrowRight');
  expect(await form.locator('input[name="take-kind"]:checked').inputValue()).toBe(kind);
  await settled(page);
  return form;
}
const take = (form: Locator) => form.getByRole('button', { name: 'Take session' });
/** Which of Treeline's names of sessions the inspector shows. */
const taken = (page: Page, name: string) =>
  page.getByRole('heading', { name, exact: true, level: 2 }).waitFor();
async function paste(form: Locator) {
  await form.getByRole('textbox', { name: 'SAML response, base64' }).fill(samlResponse);
  await form.getByRole('button', { name: 'Read it' }).press('Enter');
  await form.getByRole('region', { name: 'What the response says' }).waitFor();
}

/** Everything that there is to look at, one after the other. */
const looks: Record<string, (page: Page) => Promise<unknown>> = {
  role: (page) => begin(page, 'role', role),
  'role, sent with everything wrong': async (page) => {
    const form = await begin(page, 'role');
    await form.locator('summary').nth(0).press('Enter');
    await form.locator('[data-add]').press('Enter');
    await page.keyboard.type('aws:x');
    await form.locator('summary').nth(1).press('Enter');
    await form.locator('textarea').first().fill('{');
    await form.locator('button[type="submit"]').press('Enter');
  },
  refused: async (page) => {
    const form = await begin(page, 'role', role);
    people().causes = [
      { code: 'mfaMissing', params: {}, certain: true },
      { code: 'serviceControlMay', params: {}, certain: false },
    ];
    suite.fixture.control.failWith('sessions.take', 'sts.accessDenied', { roleArn: role, detail: 'no' });
    await form.locator('button[type="submit"]').press('Enter');
    await form.getByRole('alert').waitFor();
    suite.fixture.control.faults.clear();
  },
  saml: (page) => begin(page, 'saml'),
  'saml, read': async (page) => {
    const form = await begin(page, 'saml');
    await form.locator('textarea').first().fill(samlResponse);
    await form.getByRole('button', { name: /^(Read it|읽기)$/ }).press('Enter');
    await form.getByRole('option').filter({ hasText: 'ADFS' }).first().waitFor();
  },
  portal: async (page) => {
    const form = await begin(page, 'portalRole');
    await form.locator('select').first().selectOption('p2');
    await form.getByRole('option', { name: /111122220000/ }).click();
    await form.getByRole('option', { name: 'PowerUser' }).waitFor();
  },
  'portal, by code': async (page) => {
    const form = await begin(page, 'portalRole');
    await form.locator('select').first().selectOption('p1');
    await form.getByRole('button', { name: /by code|코드로/ }).press('Enter');
    await form.locator('[data-code]').waitFor();
  },
  'portal, added': async (page) => {
    const form = await begin(page, 'portalRole');
    await form.getByRole('button', { name: /Add a portal|포털 추가/ }).press('Enter');
  },
  'session token': (page) => begin(page, 'sessionToken'),
  'web identity': (page) => begin(page, 'webIdentity'),
  'federation token': (page) => begin(page, 'federationToken'),
  'access keys': async (page) => {
    const form = await begin(page, 'role');
    await form.getByRole('button', { name: /Access keys…|액세스 키…/ }).press('Enter');
    await dialogOf(page).waitFor();
  },
  'a code asked for': async (page) => {
    await page.keyboard.press('Escape');
    people().show([prompt('a', { reason: 'program' }), prompt('b')]);
    await dialogOf(page).waitFor();
  },
  'a response asked for': async (page) => {
    people().show([prompt('c', { kind: 'samlResponse', provider: 'i1', mfaSerial: null })]);
    await dialogOf(page).locator('textarea').waitFor();
  },
  'a portal asked for': async (page) => {
    people().show([prompt('d', { kind: 'portal', provider: 'p1', mfaSerial: null })]);
    await dialogOf(page).getByText('corp.awsapps.com').waitFor();
  },
  'who one is': async (page) => {
    people().show([]);
    await dialogOf(page).waitFor({ state: 'detached' });
    await goTo(page, '#/explorer');
    await page.getByRole('button', { name: /Who you are|AWS에서의 나/ }).press('Enter');
    await dialogOf(page).waitFor();
  },
};

it.each(['light', 'dark'] as const)('axe finds nothing serious, in the %s theme', async (colorScheme) => {
  await within({ colorScheme }, async (page, { complaints }) => {
    const found: Record<string, string[]> = {};
    for (const [name, look] of Object.entries(looks)) {
      await look(page);
      await settled(page);
      const issues = await seriousIssues(page);
      if (issues.length > 0) found[name] = issues;
    }
    expect(found).toEqual({});
    expect(complaints).toEqual([]);
  });
}); // prettier-ignore

it.each(['en-US', 'ko-KR'])('has its words and needs no sideways scroll at 1024 × 640, in %s', async (locale) => {
  await within({ viewport: { width: 1024, height: 640 }, locale }, async (page, { complaints }) => {
    const wide: string[] = [];
    for (const [name, look] of Object.entries(looks)) {
      await look(page);
      await settled(page);
      const over = await page.evaluate(() => {
        const body = document.querySelector('[data-body]');
        const search = document.querySelector('[role="search"]')!.getBoundingClientRect();
        return (
          document.body.scrollWidth > innerWidth ||
          (body !== null && body.scrollWidth > body.clientWidth) ||
          search.width < 220
        );
      });
      if (over) wide.push(name);
    }
    expect(wide).toEqual([]);
    expect(complaints).toEqual([]);
  });
}); // prettier-ignore

describe('the form', () => {
  it('takes a role by keyboard alone, with the role at hand and its name made of it', async () => {
    await within({}, async (page) => {
      await goTo(page, `#/sessions?take=${encodeURIComponent(role)}`);
      const form = formOf(page);
      await expect
        .poll(() => page.evaluate(() => document.activeElement?.tagName), {
          message: 'the source has the focus',
        })
        .toBe('SELECT');
      expect(await form.getByRole('textbox', { name: 'Name', exact: true }).inputValue()).toBe(
        'ADFS-Administrators',
      );
      await form.getByRole('textbox', { name: 'Name', exact: true }).fill('mine');
      await press(page, 'Enter');
      await taken(page, 'mine');
    });
  });

  it('says the limits while somebody types, and what is missing when it is sent', async () => {
    await within({}, async (page) => {
      const form = await begin(page, 'role');
      const arn = form.getByRole('combobox', { name: 'Role ARN' });
      await arn.fill('arn:aws:iam::111122223333:role/aws-service-role/x.amazonaws.com/AWSServiceRoleForX');
      await form.getByText('is a role that a service keeps for itself').waitFor();
      await arn.fill('arn:aws:iam::1111');
      expect(await form.getByText('Not the ARN of a role').count()).toBe(0);
      await press(page, 'Escape', 'Tab');
      await form.getByText('Not the ARN of a role').waitFor();
      await arn.fill('');
      await take(form).press('Enter');
      await form.getByText('This is needed.').waitFor();
      await expect.poll(() => arn.evaluate((field) => field === document.activeElement)).toBe(true);
    });
  });

  it('tells of a role out of a role’s session that it lasts an hour, and what is too long', async () => {
    await within({}, async (page) => {
      const form = await begin(page, 'role', role);
      const length = form.getByRole('combobox', { name: 'Duration' });
      await length.selectOption('other');
      await form.getByRole('spinbutton', { name: 'Minutes' }).fill('120');
      const source = form.getByRole('combobox', { name: 'Source' });
      await source.selectOption({ label: 'prod-admin' });
      await form.getByText('an hour at most, whatever the role allows').waitFor();
      await form.getByText('3600 seconds, whatever the role allows').waitFor();
      expect(await length.getByRole('option', { name: '2 hours' }).count()).toBe(0);
    });
  });

  it('says why AWS may have refused, what was seen before what is possible, and keeps what was typed', async () => {
    await within({}, async (page) => {
      await looks['refused']!(page);
      const why = formOf(page).getByRole('group', { name: 'Why this may be' });
      const text = (await why.innerText()).replaceAll(/\s+/g, ' ');
      expect(text.indexOf('asks for MFA')).toBeGreaterThan(text.indexOf('Seen in what was read'));
      expect(text.indexOf('service control policy')).toBeGreaterThan(text.indexOf('Possible'));
      expect(text.indexOf('Possible')).toBeGreaterThan(text.indexOf('asks for MFA'));
      await take(formOf(page)).press('Enter');
      await taken(page, 'ADFS-Administrators');
    });
  });

  it('offers the device of a key, and sends a code that is typed beside it', async () => {
    await within({}, async (page) => {
      const form = await begin(page, 'sessionToken');
      await form.getByRole('combobox', { name: 'Source' }).selectOption({ label: 'ann-laptop · …7Q2B · 111122223333' });
      await expect
        .poll(() => form.getByRole('textbox', { name: 'MFA device' }).inputValue())
        .toBe('arn:aws:iam::111122223333:mfa/ann');
      const code = form.getByRole('textbox', { name: 'MFA code' });
      await code.fill('12345');
      await take(form).press('Enter');
      await form.getByText('six digits').waitFor();
      await code.fill('123456');
      await press(page, 'Enter');
      await taken(page, 'mfa');
    });
  }); // prettier-ignore

  it('warns of a federation token without a policy', async () => {
    await within({}, async (page) => {
      const form = await begin(page, 'federationToken');
      await form.getByText('Without a session policy').waitFor();
      await form.getByRole('textbox', { name: 'Managed policies' }).fill('arn:aws:iam::aws:policy/ReadOnlyAccess');
      await expect.poll(() => form.getByText('Without a session policy').count()).toBe(0);
    });
  }); // prettier-ignore

  it('takes an access key one way: the secret leaves the field, and the key is the source', async () => {
    await within({}, async (page) => {
      await looks['access keys']!(page);
      const dialog = dialogOf(page);
      await dialog.getByRole('textbox', { name: 'Name' }).fill('build');
      await dialog.getByRole('textbox', { name: 'Access key ID' }).fill('AKIAEXAMPLEEXAMPLE12');
      await dialog.getByLabel('Secret access key').fill('not-a-secret-only-an-example-of-one-0000');
      await press(page, 'Enter');
      await dialog.getByRole('button', { name: 'Use build' }).waitFor();
      expect(await dialog.getByLabel('Secret access key').inputValue()).toBe('');
      await press(page, 'Escape');
      expect(await formOf(page).getByRole('combobox', { name: 'Source' }).inputValue()).toBe('accessKey k2');
    });
  });
});

describe('SAML', () => {
  it('shows what a pasted response says and leaves nothing of it in the document', async () => {
    await within({}, async (page) => {
      const form = await begin(page, 'saml');
      const field = form.getByRole('textbox', { name: 'SAML response, base64' });
      await field.fill('<Response/>');
      await form.getByRole('button', { name: 'Read it' }).press('Enter');
      await form
        .getByText('This is the XML')
        .or(form.getByText(/base64/i))
        .first()
        .waitFor();
      await paste(form);
      const left = await page.evaluate(
        (part) =>
          document.documentElement.outerHTML.includes(part) ||
          [...document.querySelectorAll('input, textarea')].some((each) =>
            (each as HTMLInputElement).value.includes(part),
          ),
        samlResponse.slice(0, 64),
      );
      expect(left).toBe(false);
      await form.getByText('CORP\\ann').waitFor();
      await form.getByRole('combobox', { name: 'Filter roles' }).fill('auditor');
      await press(page, 'ArrowDown', 'Enter');
      await form.getByText('The workspace knows no role Auditor').waitFor();
      await take(form).press('Enter');
      await taken(page, 'Auditor');
    });
  });

  it('chooses the only role, and lets go of a response that is not used', async () => {
    await within({}, async (page) => {
      people().severalRoles = false;
      const form = await begin(page, 'saml');
      await paste(form);
      expect(await form.getByRole('textbox', { name: 'Name', exact: true }).inputValue()).toBe(
        'ADFS-Administrators',
      );
      await form.getByRole('button', { name: 'Use another response' }).press('Enter');
      await expect.poll(() => people().forgotten).toEqual(['h1']);
    });
  });
});

describe('Identity Center', () => {
  it('signs in by a code, then finds one of hundreds of accounts and takes its role', async () => {
    await within({}, async (page) => {
      await looks['portal, by code']!(page);
      const form = formOf(page);
      expect(await form.locator('[data-code]').innerText()).toBe('KQZB-NRTW');
      await expect
        .poll(() => page.evaluate(() => document.activeElement?.textContent?.trim()))
        .toBe('Open the page');
      people().allow();
      const filter = form.getByRole('combobox', { name: 'Filter accounts' });
      await filter.fill('payments 111122220001');
      await press(page, 'Enter');
      await form.getByRole('option', { name: 'ReadOnly' }).waitFor();
      await form.getByRole('listbox', { name: /Roles in/ }).focus();
      await press(page, 'ArrowDown', 'Enter');
      await take(form).press('Enter');
      await taken(page, 'Administrator');
    });
  });

  it('gives up a sign-in by key', async () => {
    await within({}, async (page) => {
      await looks['portal, by code']!(page);
      await formOf(page).getByRole('button', { name: 'Cancel the sign-in' }).press('Enter');
      await formOf(page).getByRole('button', { name: 'Sign in by code' }).waitFor();
    });
  });
});

describe('a prompt', () => {
  const explorer = async (page: Page) => {
    await goTo(page, '#/explorer');
    const field = page.getByRole('combobox', { name: 'Search all forests' });
    await field.focus();
    return field;
  };
  const focused = (field: Locator) => field.evaluate((each) => each === document.activeElement);

  it('takes the focus, tells a wrong code, is answered by Enter, and gives the focus back', async () => {
    await within({}, async (page) => {
      const field = await explorer(page);
      people().show([prompt('a', { reason: 'program' })]);
      const code = dialogOf(page).getByRole('textbox', { name: 'Code of six digits' });
      await code.waitFor();
      await expect.poll(() => focused(code)).toBe(true);
      expect(await page.title()).toMatch(/^\(1\) MFA code/);
      await dialogOf(page).getByText('A program on the command line asks for prod-admin.').waitFor();
      await page.keyboard.type('12a');
      await dialogOf(page).getByText('six digits.').first().waitFor();
      await code.fill('123 456');
      await press(page, 'Enter');
      await dialogOf(page).waitFor({ state: 'detached' });
      expect(people().answers).toEqual([{ id: 'a', once: { kind: 'mfaCode', code: '123456' } }]);
      await expect.poll(() => focused(field)).toBe(true);
      expect(await page.title()).not.toMatch(/^\(/);
    });
  });

  it('comes after the other, and both leave the focus where it was', async () => {
    await within({}, async (page) => {
      const field = await explorer(page);
      people().show([
        prompt('a'),
        prompt('b', { sessionName: 'billing', kind: 'webIdentityToken', reason: 'refresh', askedAt: new Date().toISOString() }),
      ]);
      await dialogOf(page).getByText('1 of 2').waitFor();
      await page.keyboard.type('123456');
      await press(page, 'Enter');
      const token = dialogOf(page).getByRole('textbox', { name: 'Token (JWT)' });
      await expect.poll(() => focused(token)).toBe(true);
      await token.fill('aaaa.bbbb.cccc');
      await press(page, 'Enter');
      await dialogOf(page).waitFor({ state: 'detached' });
      expect(people().answers.map(({ id }) => id)).toEqual(['a', 'b']);
      await expect.poll(() => focused(field)).toBe(true);
    });
  }); // prettier-ignore

  it('is put off and brought back, and Esc leaves it unanswered', async () => {
    await within({}, async (page) => {
      await explorer(page);
      people().show([prompt('a')]);
      await dialogOf(page).getByRole('button', { name: 'Later' }).press('Enter');
      await dialogOf(page).waitFor({ state: 'detached' });
      await page.getByRole('button', { name: '1 prompt waits' }).press('Enter');
      await dialogOf(page).waitFor();
      await press(page, 'Escape');
      await dialogOf(page).waitFor({ state: 'detached' });
      expect(people().dismissed).toEqual(['a']);
    });
  });

  it('goes away by itself when somebody signed in at the portal', async () => {
    await within({}, async (page) => {
      const field = await explorer(page);
      people().show([prompt('d', { kind: 'portal', provider: 'p1', mfaSerial: null })]);
      await dialogOf(page).getByRole('button', { name: 'Sign in by code' }).press('Enter');
      await dialogOf(page).locator('[data-code]').waitFor();
      people().allow();
      await dialogOf(page).waitFor({ state: 'detached' });
      await expect.poll(() => focused(field)).toBe(true);
    });
  });
});

describe('who one is', () => {
  it('is the favourite that runs, leads to a session, and is nobody where there is none', async () => {
    await within({}, async (page) => {
      const badge = page.getByRole('button', { name: /^Who you are towards AWS/ });
      await badge.press('Enter');
      const pane = dialogOf(page);
      await pane.getByText('Partition').waitFor();
      await pane.getByRole('button', { name: /^Open prod-admin/ }).press('Enter');
      await taken(page, 'prod-admin');
      suite.fixture.control.empty = true;
      await page.reload();
      await page.getByRole('button', { name: 'Who you are towards AWS: No session' }).waitFor();
    });
  });

  it('can be become from a role wherever one is shown', async () => {
    await within({}, async (page) => {
      await goTo(page, `#/access?v=role&role=${encodeURIComponent(role)}`);
      await page.getByRole('link', { name: 'Take this role' }).first().press('Enter');
      await expect
        .poll(() => formOf(page).getByRole('combobox', { name: 'Role ARN' }).inputValue())
        .toBe(role);
    });
  });
});
