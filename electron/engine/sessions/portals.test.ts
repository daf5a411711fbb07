/** Portals while several things happen at once: a real store; a keychain and a portal that answer when they are told to. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Fault } from '#contract/faults.ts';
import type { PortalRoleRequest } from '#domain/session/request.ts';
import type { PortalOperations, PortalToken } from '#sts/portal/api.ts';
import type { UserStore } from '#userstore/api.ts';
import { openUserStore } from '#userstore/open.ts';
import type { Vault } from '#vault/api.ts';
import { GivenAddresses } from './givenAddresses.ts';
import { Portals } from './portals.ts';
import { Prompts } from './prompts.ts';

const later = (ms: number) => new Date(Date.now() + ms).toISOString();
const hour = 3_600_000;
const token = (name: string, expiresAt = later(hour)): PortalToken => ({
  accessToken: name,
  refreshToken: `refresh ${name}`,
  expiresAt,
});
const place = { id: 'p', name: 'corp', startUrl: 'https://corp.example/start', region: 'eu-central-1' };
const request: PortalRoleRequest = {
  kind: 'portalRole',
  portal: 'p',
  account: '111122223333',
  roleName: 'Reader',
  region: 'eu-central-1',
};
const keys = { accessKeyId: 'ASIA1', secretAccessKey: 's', sessionToken: 't', expiresAt: later(hour) };

let folder: string;
let store: UserStore;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'treeline-portals-'));
  store = openUserStore(folder).store;
  store.savePortal(place);
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true });
});

function portalsOver(operations: Partial<PortalOperations>) {
  const secrets = new Map<string, string>();
  const at = ({ kind, id }: { kind: string; id: string }) => `${kind}/${id}`;
  const vault = {
    set: (name, secret) => Promise.resolve((secrets.set(at(name), secret), 'memory')),
    get: (name) => Promise.resolve(secrets.get(at(name)) ?? null),
    has: (name) => Promise.resolve(secrets.has(at(name))),
    remove: (name) => Promise.resolve(void secrets.delete(at(name))),
  } as Pick<Vault, 'set' | 'get' | 'has' | 'remove'> as Vault;
  const client = { clientId: 'c', clientSecret: 'cs', expiresAt: later(hour), redirect: false };
  const portal = {
    register: () => Promise.resolve(client),
    startDevice: () =>
      Promise.resolve({
        userCode: 'AB-CD',
        verificationUriComplete: 'https://corp.example',
        expiresAt: later(hour),
      }),
    ...operations,
  } as PortalOperations;
  const keep = (kept: PortalToken) => secrets.set('portal-token/p', JSON.stringify({ token: kept, client }));
  const kept = () => {
    const text = secrets.get('portal-token/p');
    return text === undefined ? null : (JSON.parse(text) as { token: PortalToken }).token.accessToken;
  };
  return {
    portals: new Portals({ store, vault, portal, prompts: new Prompts(), addresses: new GivenAddresses() }),
    keep,
    kept,
  };
}

describe('a renewal', () => {
  it('goes on for the others where the first who waits gives up', async () => {
    const { promise, resolve } = Promise.withResolvers<PortalToken>();
    const { portals, keep, kept } = portalsOver({
      renew: (_place, _client, _refresh, signal) =>
        Promise.race([
          promise,
          new Promise<never>((_, reject) => {
            signal?.addEventListener('abort', () => reject(new Fault('job.cancelled', {})));
          }),
        ]),
      accounts: () => Promise.resolve([]),
      take: () => Promise.resolve(keys),
    });
    keep(token('old', later(-hour)));
    const leaving = new AbortController();
    const first = portals.accounts('p', leaving.signal);
    const second = portals.keys(request, new AbortController().signal);
    await new Promise((done) => setTimeout(done, 5));
    leaving.abort();
    await expect(first).rejects.toMatchObject({ code: 'job.cancelled' });
    resolve(token('new'));
    expect(await second).toEqual(keys);
    expect(kept()).toBe('new');
  });

  it.each(['portal.tokenExpired', 'portal.clientExpired'] as const)(
    'that ends with %s needs a sign-in',
    async (code) => {
      const { portals, keep } = portalsOver({ renew: () => Promise.reject(new Fault(code, {})) });
      keep(token('old', later(-hour)));
      await expect(portals.accounts('p')).rejects.toMatchObject({ code: 'portal.signInNeeded' });
    },
  );
});

it('a token that came while an older one was refused stays', async () => {
  const { portals, keep, kept } = portalsOver({
    take: () => {
      keep(token('new'));
      return Promise.reject(new Fault('portal.tokenExpired', {}));
    },
  });
  keep(token('old'));
  await expect(portals.keys(request, new AbortController().signal)).rejects.toMatchObject({
    code: 'portal.signInNeeded',
  });
  expect(kept()).toBe('new');
});

describe('a sign-in', () => {
  it('at a portal that stands elsewhere by its end is not kept', async () => {
    const { promise, resolve } = Promise.withResolvers<PortalToken>();
    const { portals, kept } = portalsOver({ awaitDevice: () => promise });
    const steps = portals.signIn('p', 'code', undefined);
    await steps.next();
    await portals.save({ ...place, startUrl: 'https://other.example/start' });
    resolve(token('of the old place'));
    await expect(steps.next()).rejects.toMatchObject({ code: 'portal.signInNeeded' });
    expect(kept()).toBeNull();
  });

  it('registers anew once the portal no longer knows the registration', async () => {
    let registered = 0;
    const { portals } = portalsOver({
      register: () => {
        registered += 1;
        return Promise.resolve({
          clientId: 'c',
          clientSecret: 'cs',
          expiresAt: later(hour),
          redirect: false,
        });
      },
      startDevice: () => Promise.reject(new Fault('portal.clientExpired', {})),
    });
    for (let time = 0; time < 2; time++)
      await expect(portals.signIn('p', 'code', undefined).next()).rejects.toMatchObject({
        code: 'portal.clientExpired',
      });
    expect(registered).toBe(2);
  });
});
