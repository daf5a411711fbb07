/** Sessions from end to end: the real engine, its vault and user store, over the emulator. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Client } from '#contract/index.ts';
import type { Prompt } from '#contract/sessions/prompt.ts';
import type { Once } from '#contract/sessions/request.ts';
import type { PortalStep } from '#contract/sessions/portal.ts';
import type { RoleRequest, SessionRequest } from '#domain/session/request.ts';
import { serveInProcess } from '#engine/serve.ts';
import { withAwsEnvironment } from '#test/emulator/environment.ts';
import { kimDevice, people, peopleEstateWith, roleArn, samlProviderArn, work } from '#test/emulator/estates/people.ts'; // prettier-ignore
import { codeOf } from '#test/emulator/mfa.ts';
import { startEmulator, type Emulator, type EmulatorOptions } from '#test/emulator/server.ts';
import { person, region } from '#test/emulator/sessionsSupport.ts';
import { startIdentityProvider, type IdentityProvider } from '#test/identityProvider/server.ts';
import { webIdentityToken } from '#test/identityProvider/webIdentity.ts';
import { testEngine } from '#test/support/engine.ts';

let provider: IdentityProvider;
beforeAll(async () => {
  provider = await startIdentityProvider({
    response: { roles: [`${roleArn('SamlReader')},${samlProviderArn}`] },
  });
});
afterAll(() => provider.close());

const undo: (() => void | Promise<void>)[] = [];
let client: Client;
let emulator: Emulator;
async function begin(options: EmulatorOptions = {}): Promise<void> {
  emulator = await startEmulator({ estate: peopleEstateWith(provider.metadata), ...options });
  const { accessKeyId, secretAccessKey } = person('kim');
  const variables = {
    AWS_ENDPOINT_URL: emulator.url,
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_REGION: region,
  };
  undo.push(() => emulator.close(), withAwsEnvironment(variables));
  const { engine, close } = testEngine();
  undo.push(close);
  client = serveInProcess(engine);
}
beforeEach(() => begin());
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

const free = { region, durationSeconds: null, policy: null, policyArns: [] } as const;
const role = (name: string, more: Partial<RoleRequest> = {}, account = people): RoleRequest => ({
  kind: 'role', source: { kind: 'profile', profile: null }, roleArn: roleArn(name, account), sessionName: 'kim', externalId: null,
  tags: [], transitiveTagKeys: [], sourceIdentity: null, mfaSerial: null, ...free, ...more }); // prettier-ignore
const take = (name: string, request: SessionRequest, once: Once | null = null) =>
  client.sessions.take({ name, request, group: null, keepFresh: false, once });
const code = (): Once => ({ kind: 'mfaCode', code: codeOf(kimDevice, emulator.now()) });
const refresh = (id: string, once: Once | null = null) => client.sessions.refresh({ id, once });
const asked = (operation: string) => emulator.requests.filter((each) => each.operation === operation).length;

/** Answers each prompt in its turn; what was shown. */
async function answering(...answers: ((prompt: Prompt) => unknown)[]): Promise<Prompt[]> {
  const seen: Prompt[] = [];
  const ending = new AbortController();
  undo.push(() => ending.abort());
  const { promise: watching, resolve } = Promise.withResolvers<void>();
  void (async () => {
    for await (const all of await client.prompts.watch({}, { signal: ending.signal })) {
      resolve();
      for (const prompt of all)
        if (!seen.some(({ id }) => id === prompt.id)) {
          seen.push(prompt);
          await answers.shift()?.(prompt);
        }
    }
  })().catch(() => undefined);
  await watching;
  return seen;
}
const giving = (once: () => Once) => (prompt: Prompt) =>
  client.prompts.answer({ id: prompt.id, once: once() });

describe('a role', () => {
  it('is taken, told, shown on request, refreshed and forgotten', async () => {
    const session = await take('reader', role('Reader', { durationSeconds: 7200 }));
    expect(session).toMatchObject({
      name: 'reader',
      arn: `arn:aws:sts::${people}:assumed-role/Reader/kim`,
      account: people,
      roleName: 'Reader',
      state: 'fresh',
      needs: 'none',
      tier: 'memory',
      lengthSeconds: expect.closeTo(7200, -1) as number,
    });
    const secret = await client.sessions.reveal({ id: session.id });
    expect(secret.accessKeyId.slice(-4)).toBe(session.accessKeyTail);
    expect(JSON.stringify(await client.sessions.list())).not.toContain(secret.secretAccessKey);

    const again = await refresh(session.id);
    expect(again.accessKeyTail).not.toBe(session.accessKeyTail);
    const edited = await client.sessions.edit({
      id: session.id,
      name: 'mine',
      group: 'home',
      favourite: true,
    });
    expect(edited).toMatchObject({ name: 'mine', group: 'home', favourite: true, keepFresh: false });
    await client.sessions.remove({ id: session.id });
    expect(await client.sessions.list()).toEqual([]);
    await expect(client.sessions.reveal({ id: session.id })).rejects.toMatchObject({
      data: { code: 'session.notFound' },
    });
  });

  it('beyond AWS’s limits is not asked for', async () => {
    const request = role('Reader', { sessionName: 'a b' });
    await expect(take('x', request)).rejects.toMatchObject({ data: { code: 'input.invalid' } });
    expect(asked('AssumeRole')).toBe(0);
  });

  it.each([
    ['for good is not tried again by itself', { do: 'deny' }, 'sts.accessDenied', false],
    [
      'for now is tried again',
      { do: 'body', status: 200, type: 'text/xml', body: '<no' },
      'aws.malformedAnswer',
      true,
    ],
  ] as const)('refused %s', async (_, trouble, fault, again) => {
    await begin({
      troubles: [{ on: 'sts:AssumeRole', after: 1, ...trouble }],
    });
    const { id } = await take('reader', role('Reader'));
    await expect(refresh(id)).rejects.toMatchObject({ data: { code: fault } });
    const [now] = await client.sessions.list();
    expect(now).toMatchObject({ state: 'fresh', failure: { fault: { code: fault } } });
    expect(now!.failure!.nextTryAt !== null).toBe(again);
  });
});

describe('role chaining', () => {
  const chain = async () => {
    const first = await take('first', role('ChainFirst'));
    const source = { kind: 'session', id: first.id } as const;
    return { first, last: await take('last', role('ChainLast', { source }, work)) };
  };

  it('signs with the session that is its source', async () => {
    const { last } = await chain();
    expect(last).toMatchObject({ account: work, origin: 'first', roleName: 'ChainLast' });
  });

  it('takes a source again that AWS holds for over', async () => {
    const { last, first } = await chain();
    emulator.advance(3700);
    const again = await refresh(last.id);
    expect(again.state).toBe('fresh');
    const now = (await client.sessions.list()).find(({ id }) => id === first.id);
    expect(now!.accessKeyTail).not.toBe(first.accessKeyTail);
  });
});

describe('MFA', () => {
  const request = () => role('WithMfa', { mfaSerial: kimDevice.SerialNumber });

  it('is asked for where a window watches, again where it was mistyped', async () => {
    const seen = await answering(
      giving(() => ({ kind: 'mfaCode', code: '000000' })),
      giving(code),
    );
    const session = await take('admin', request());
    expect(session).toMatchObject({ needs: 'mfa', state: 'fresh' });
    expect(seen).toMatchObject([
      {
        kind: 'mfaCode',
        mfaSerial: kimDevice.SerialNumber,
        sessionName: 'admin',
        reason: 'asked',
        refused: false,
      },
      { kind: 'mfaCode', refused: true },
    ]);
  });

  it('comes along with the request, and no prompt is shown', async () => {
    const seen = await answering();
    const session = await take('admin', request(), code());
    emulator.advance(30);
    expect(await refresh(session.id, code())).toMatchObject({ state: 'fresh', failure: null });
    expect(seen).toEqual([]);
  });

  it('that nobody can be asked for fails at once', async () => {
    const session = await take('admin', request(), code());
    await expect(refresh(session.id)).rejects.toMatchObject({ data: { code: 'session.promptUnseen' } });
    const [now] = await client.sessions.list();
    expect(now!.failure).toMatchObject({ fault: { code: 'session.promptUnseen' }, nextTryAt: null });
  });

  it('once given serves every role taken from that session', async () => {
    const token = await take(
      'kim, with MFA',
      {
        kind: 'sessionToken',
        source: { kind: 'profile', profile: null },
        mfaSerial: kimDevice.SerialNumber,
        region,
        durationSeconds: null,
      },
      code(),
    );
    const source = { kind: 'session', id: token.id } as const;
    expect(await take('admin', role('WithMfa', { source }))).toMatchObject({ needs: 'none', state: 'fresh' });
  });
});

describe('many', () => {
  it('of one session wait for one request; a failure goes to all', async () => {
    const { id } = await take('reader', role('Reader'));
    const before = asked('AssumeRole');
    const tails = await Promise.all(
      Array.from({ length: 50 }, async () => (await refresh(id)).accessKeyTail),
    );
    expect([new Set(tails).size, asked('AssumeRole') - before]).toEqual([1, 1]);
  });

  it('sessions are refreshed together, each with keys of its own', async () => {
    const all = await Promise.all(
      Array.from({ length: 200 }, (_, number) =>
        take(`s${number}`, role('Reader', { sessionName: `s-${number}` })),
      ),
    );
    const before = asked('AssumeRole');
    const again = await Promise.all(all.map(({ id }) => refresh(id)));
    expect(asked('AssumeRole') - before).toBe(200);
    expect(again.every(({ state }) => state === 'fresh')).toBe(true);
    const names = (await client.sessions.list()).map(({ arn }) => arn?.split('/').at(-1));
    expect(new Set(names).size).toBe(200);
  });
});

describe('signing in', () => {
  it('by SAML takes the role of the response, once', async () => {
    const request: SessionRequest = { kind: 'saml', identityProvider: null, roleArn: roleArn('SamlReader'), principalArn: samlProviderArn, ...free }; // prettier-ignore
    const once = { kind: 'samlResponse', response: provider.respond() } as const;
    expect(await take('saml', request, once)).toMatchObject({ needs: 'saml', roleName: 'SamlReader' });
  });

  it('by a response that is held leaves the other roles to be tried after a refusal, and opens one session', async () => {
    const view = await client.saml.read({ kind: 'samlResponse', response: provider.respond() });
    const once = { kind: 'samlHandle', handle: view.handle } as const;
    const request = (name: string): SessionRequest => ({ kind: 'saml', identityProvider: null, roleArn: roleArn(name), principalArn: samlProviderArn, ...free }); // prettier-ignore
    await expect(take('not in it', request('SamlAdmin'), once)).rejects.toMatchObject({
      data: { code: expect.stringMatching(/^sts\./) as string },
    });
    expect(await take('saml', request('SamlReader'), once)).toMatchObject({ roleName: 'SamlReader' });
    await expect(take('again', request('SamlReader'), once)).rejects.toMatchObject({
      data: { code: 'saml.responseGone' },
    });
  });

  it('by a web identity asks for its token', async () => {
    const seen = await answering(giving(() => ({ kind: 'webIdentityToken', token: webIdentityToken({}) })));
    const request: SessionRequest = {
      kind: 'webIdentity',
      roleArn: roleArn('Web'),
      sessionName: 'ci',
      ...free,
    };
    expect(await take('web', request)).toMatchObject({ needs: 'webIdentity', roleName: 'Web' });
    expect(seen).toMatchObject([{ kind: 'webIdentityToken' }]);
  });

  describe('at a portal', () => {
    async function signIn(id: string): Promise<PortalStep[]> {
      const steps: PortalStep[] = [];
      for await (const step of await client.portals.signIn({ id, way: 'code' })) {
        steps.push(step);
        if (step.step === 'code') emulator.portal.approve(step.userCode);
      }
      return steps;
    }

    it('opens its accounts and roles, and asks again when the sign-in is over', async () => {
      const { id } = await client.portals.save({
        id: null,
        name: 'Example',
        startUrl: 'https://example.awsapps.com/start',
        region,
      });
      await expect(client.portals.accounts({ id })).rejects.toMatchObject({
        data: { code: 'portal.signInNeeded' },
      });
      expect((await signIn(id)).map(({ step }) => step)).toEqual(['code', 'done']);
      const accounts = await client.portals.accounts({ id });
      const { account } = accounts[0]!;
      const [roleName] = await client.portals.roles({ id, account });
      const request: SessionRequest = {
        kind: 'portalRole',
        portal: id,
        account,
        roleName: roleName!,
        region,
      };
      const session = await take('portal', request);
      expect(session).toMatchObject({
        account,
        roleName,
        origin: 'Example',
        needs: 'portal',
        state: 'fresh',
      });

      await client.portals.signOut({ id });
      expect((await client.portals.list())[0]!.signedInUntil).toBeNull();
      const seen = await answering(() => signIn(id));
      expect(await refresh(session.id)).toMatchObject({ state: 'fresh' });
      expect(seen).toMatchObject([{ kind: 'portal', provider: id }]);
    });
  });
});

describe('access keys', () => {
  it('go in, are told by their last four, and sign', async () => {
    const { accessKeyId, secretAccessKey } = person('park');
    const key = await client.accessKeys.add({ name: 'park', accessKeyId, secretAccessKey, mfaSerial: null });
    expect(key).toMatchObject({ account: people, accessKeyTail: accessKeyId.slice(-4), present: true });
    expect(JSON.stringify(await client.accessKeys.list())).not.toContain(secretAccessKey);
    const session = await take('of park', role('Reader', { source: { kind: 'accessKey', id: key.id } }));
    expect(session.origin).toBe('park');
    await client.accessKeys.remove({ id: key.id });
    await expect(refresh(session.id)).rejects.toMatchObject({ data: { code: 'session.keyNotFound' } });
  });

  it('that AWS refuses are not kept', async () => {
    const wrong = {
      name: 'typo',
      accessKeyId: person('park').accessKeyId,
      secretAccessKey: 'not-the-secret-of-this-key',
      mfaSerial: null,
    };
    await expect(client.accessKeys.add(wrong)).rejects.toMatchObject({
      data: { code: 'aws.credentialsInvalid' },
    });
    expect(await client.accessKeys.list()).toEqual([]);
  });
});

describe('the console', () => {
  it('opens behind an address that works once', async () => {
    const { id } = await take('reader', role('Reader'));
    const { address } = await client.sessions.console({ id, destination: null });
    const first = await fetch(address, { redirect: 'manual' });
    expect([first.status, first.headers.get('location')]).toEqual([
      302,
      expect.stringContaining('Action=login'),
    ]);
    await expect(fetch(address, { redirect: 'manual' })).rejects.toThrow('fetch failed');
  });
});

describe('what a store shares', () => {
  it('is told to watchers', async () => {
    const ending = new AbortController();
    const watch = await client.sessions.watch({}, { signal: ending.signal });
    const names: string[][] = [];
    void (async () => {
      for await (const all of watch) names.push(all.map(({ name }) => name));
    })().catch(() => undefined);
    await vi.waitFor(() => expect(names).toEqual([[]]));
    await take('reader', role('Reader'));
    await vi.waitFor(() => expect(names.at(-1)).toEqual(['reader']));
    ending.abort();
  });

  it('is not touched after its end', async () => {
    await take('reader', role('Reader'));
    // A change just told must not be told out of a store that is closed: it would end the process.
    const unheard: unknown[] = [];
    const hear = (error: unknown) => void unheard.push(error);
    process.on('unhandledRejection', hear);
    for (const step of undo.splice(0).reverse()) await step();
    await new Promise((resolve) => setTimeout(resolve, 20));
    process.off('unhandledRejection', hear);
    expect(unheard).toEqual([]);
  });
});
