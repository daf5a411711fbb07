import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Fault } from '#contract/faults.ts';
import { localServer } from '#test/support/localServer.ts';
import type { LocalServer, Reply } from '#test/support/localServer.ts';
import { createPortal } from './createPortal.ts';

const place = { startUrl: 'https://d-1234567890.awsapps.com/start', region: 'ap-northeast-2' };
const client = {
  clientId: 'cid',
  clientSecret: 'cs',
  expiresAt: '2027-01-01T00:00:00.000Z',
  redirect: false,
};
const signedIn = { region: place.region, accessToken: 'bearer-secret' };
const portal = createPortal({ attempts: 1, connectMs: 1000, answerMs: 5000, callMs: 10_000 });

let server: LocalServer;
let reply: Reply;
beforeAll(async () => {
  server = await localServer(() => reply);
});
afterAll(() => server.close());

/** Any value under names that answers use, so that half-right ones come up. */
const value = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom('', 'https://a.example/', 'x'),
  fc.double({ min: 0, max: 1e20 }),
);
const body = fc.oneof(
  fc.string(),
  fc.json(),
  fc
    .dictionary(
      fc.constantFrom('clientId', 'clientSecret', 'clientSecretExpiresAt', 'deviceCode', 'userCode', 'verificationUri', 'verificationUriComplete', 'expiresIn', 'interval', 'accessToken', 'refreshToken', 'roleList', 'roleCredentials', 'error', 'message'), // prettier-ignore
      value,
    )
    .map((object) => JSON.stringify(object)),
);
const status = fc.constantFrom(200, 200, 200, 302, 400, 401, 403, 404, 429, 500);

it('answers of any kind give what was asked for or a fault that is not ours', async () => {
  const asked = [
    () => portal.register({ ...place, redirect: true }),
    () => portal.startDevice(place, client),
    () => portal.renew(place, client, 'refresh-secret'),
    () => portal.roles(signedIn, '444455556666'),
    () => portal.take(signedIn, '444455556666', 'Admin'),
  ];
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...asked), status, body, async (ask, code, text) => {
      reply = { status: code, body: text };
      const outcome: unknown = await ask().catch((error: unknown) => error);
      if (!(outcome instanceof Error)) return;
      expect(outcome).toBeInstanceOf(Fault);
      const fault = outcome as Fault;
      expect(fault.code).not.toBe('internal');
      expect(JSON.stringify(fault.params)).not.toMatch(/refresh-secret|bearer-secret/);
    }),
    { numRuns: Math.ceil(200 * Number(process.env['TREELINE_FUZZ'] ?? 1)) },
  );
});
