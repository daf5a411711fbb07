/** What the emulator's STS promises to those whom an identity provider vouches for: AWS's own client asks. */
import { AssumeRoleWithSAMLCommand, AssumeRoleWithWebIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { withAwsEnvironment } from '#test/emulator/environment.ts';
import { people, peopleEstateWith, roleArn, samlProviderArn } from '#test/emulator/estates/people.ts';
import { startEmulator } from '#test/emulator/server.ts';
import type { Emulator, EmulatorOptions } from '#test/emulator/server.ts';
import * as callers from '#test/emulator/sessionsSupport.ts';
import { keysOf, refusal, region } from '#test/emulator/sessionsSupport.ts';
import type { Keys } from '#test/emulator/sessionsSupport.ts';
import type { ResponseOptions } from '#test/identityProvider/saml.ts';
import { startIdentityProvider } from '#test/identityProvider/server.ts';
import type { IdentityProvider } from '#test/identityProvider/server.ts';
import { webIdentityToken } from '#test/identityProvider/webIdentity.ts';

const pair = (name: string): string => `${roleArn(name)},${samlProviderArn}`;
let provider: IdentityProvider;
let emulator: Emulator;
beforeAll(async () => {
  const roles = ['SamlReader', 'SamlAdmin', 'SamlElsewhere'].map(pair);
  provider = await startIdentityProvider({ response: { roles } });
});
afterAll(() => provider.close());

const undo: (() => void | Promise<void>)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});
async function emulate(options: EmulatorOptions = {}): Promise<void> {
  emulator = await startEmulator({ estate: peopleEstateWith(provider.metadata), ...options });
  undo.push(() => emulator.close(), withAwsEnvironment({}));
}
const whoIs = (keys: Keys): Promise<string> => callers.whoIs(emulator.url, keys);

describe('AssumeRoleWithSAML', () => {
  const withSaml = (name: string, response: ResponseOptions | string = {}, more: object = {}) =>
    new STSClient({ endpoint: emulator.url, region, maxAttempts: 1 }).send(
      new AssumeRoleWithSAMLCommand({
        RoleArn: roleArn(name),
        PrincipalArn: samlProviderArn,
        SAMLAssertion: typeof response === 'string' ? response : provider.respond(response),
        ...more,
      }),
    );

  it('gives keys to anybody with a signed response', async () => {
    await emulate();
    const given = await withSaml('SamlAdmin', {
      tags: { team: 'a & b' },
      transitiveTagKeys: ['team'],
      sourceIdentity: 'kim',
      sessionDuration: 1800,
      providerFirst: true,
    });
    expect(given).toMatchObject({
      AssumedRoleUser: { Arn: `arn:aws:sts::${people}:assumed-role/SamlAdmin/kim@example.com` },
      Subject: 'kim@example.com',
      SubjectType: 'persistent',
      Issuer: 'https://idp.example.com/saml',
      Audience: 'https://signin.aws.amazon.com/saml',
      SourceIdentity: 'kim',
      NameQualifier: expect.stringMatching(/^[\w+/]{27}=$/),
    });
    expect(given.Credentials!.Expiration!.getTime() - emulator.now().getTime()).toBeLessThanOrEqual(
      1_800_000,
    );
    expect(await whoIs(keysOf(given.Credentials))).toBe(given.AssumedRoleUser!.Arn);
    expect(emulator.requests[0]).toMatchObject({
      operation: 'AssumeRoleWithSAML',
      account: null,
      status: 200,
    });
  });

  it.each<[string, string, ResponseOptions | string, string, string]>([
    ['expired', 'SamlReader', { flaw: 'expired' }, 'ExpiredTokenException', 'Token is expired'],
    ['not yet valid', 'SamlReader', { flaw: 'notYetValid' }, 'InvalidIdentityToken', 'not yet valid'],
    ['for somebody else', 'SamlReader', { flaw: 'wrongRecipient' }, 'InvalidIdentityToken', 'Audience'],
    ['unsigned', 'SamlReader', { flaw: 'unsigned' }, 'InvalidIdentityToken', 'Response signature invalid'],
    ['tampered with', 'SamlReader', { flaw: 'tampered' }, 'InvalidIdentityToken', 'Response signature invalid'],
    ['without roles', 'SamlReader', { flaw: 'noRoles' }, 'AccessDenied', 'Not authorized to perform sts:AssumeRoleWithSAML'],
    ['without a session name', 'SamlReader', { flaw: 'noSessionName' }, 'InvalidIdentityToken', 'RoleSessionName is required'],
    ['with an entity', 'SamlReader', { flaw: 'entity' }, 'InvalidIdentityToken', 'DOCTYPE'],
    ['of two assertions', 'SamlReader', { flaw: 'twoAssertions' }, 'InvalidIdentityToken', 'exactly 1 assertion'],
    ['encrypted', 'SamlReader', { flaw: 'encrypted' }, 'InvalidIdentityToken', 'encrypted'],
    ['no XML', 'SamlReader', 'bm90IHhtbA==', 'InvalidIdentityToken', 'Invalid base64 SAMLResponse'],
    ['too long', 'SamlReader', 'A'.repeat(100_001), 'ValidationError', 'sAMLAssertion'],
    ['tagged for a role without tags', 'SamlReader', { tags: { team: 'a' } }, 'AccessDenied', 'Not authorized'],
    ['for a role of another partition', 'SamlElsewhere', {}, 'AccessDenied', 'Not authorized'],
    ['for a role that is not offered', 'Reader', {}, 'AccessDenied', 'Not authorized'],
  ])('refuses one that is %s', async (_, role, response, name, message) => {
    await emulate();
    await expect(withSaml(role, response)).rejects.toMatchObject(refusal(name, message));
  }); // prettier-ignore

  it('refuses what another provider signed, an unknown provider and roles of Identity Center', async () => {
    await emulate();
    const stranger = await startIdentityProvider({ response: { roles: [pair('SamlReader')] } });
    undo.push(() => stranger.close());
    await expect(withSaml('SamlReader', stranger.respond())).rejects.toMatchObject(refusal('InvalidIdentityToken', 'signature')); // prettier-ignore
    await expect(withSaml('SamlReader', {}, { PrincipalArn: `${samlProviderArn}2` })).rejects.toMatchObject(refusal('InvalidIdentityToken', "doesn't exist")); // prettier-ignore
    const reserved = 'AWSReservedSSO_ReadOnly_5555aaaa5555bbbb';
    await expect(withSaml(reserved, { roles: [pair(reserved)] })).rejects.toMatchObject({
      name: 'AccessDenied',
    });
    const old = provider.respond();
    emulator.advance(301);
    await expect(withSaml('SamlReader', old)).rejects.toMatchObject({ name: 'ExpiredTokenException' });
  });

  it('cuts the session where the identity provider ends it', async () => {
    await emulate();
    const given = await withSaml('SamlAdmin', { sessionEndsAfter: 1200 }, { DurationSeconds: 7200 });
    expect(given.Credentials!.Expiration!.getTime() - emulator.now().getTime()).toBeLessThanOrEqual(
      1_200_000,
    );
    await expect(withSaml('SamlReader', {}, { DurationSeconds: 7200 })).rejects.toMatchObject(refusal('ValidationError', 'MaxSessionDuration')); // prettier-ignore
  });
});

describe('AssumeRoleWithWebIdentity', () => {
  const withToken = (WebIdentityToken: string) =>
    new STSClient({ endpoint: emulator.url, region, maxAttempts: 1 }).send(
      new AssumeRoleWithWebIdentityCommand({
        RoleArn: roleArn('Web'),
        RoleSessionName: 'build',
        WebIdentityToken,
      }),
    );

  it('gives keys for a signed token', async () => {
    await emulate();
    const given = await withToken(webIdentityToken({ 'https://aws.amazon.com/source_identity': 'ci' }));
    expect(given).toMatchObject({
      SubjectFromWebIdentityToken: 'repo:example/app:ref:refs/heads/main',
      Audience: 'sts.amazonaws.com',
      Provider: `arn:aws:iam::${people}:oidc-provider/token.example.com`,
      SourceIdentity: 'ci',
    });
    expect(await whoIs(keysOf(given.Credentials))).toBe(`arn:aws:sts::${people}:assumed-role/Web/build`);
  });

  it.each<[string, () => string, string, string]>([
    ['no JWT', () => 'some-access-token', 'InvalidIdentityToken', 'not a valid JWT'],
    ['for another audience', () => webIdentityToken({ aud: 'api' }), 'InvalidIdentityToken', 'Incorrect token audience'],
    ['of another issuer', () => webIdentityToken({ iss: 'https://evil.example' }), 'InvalidIdentityToken', 'No OpenIDConnect provider found'],
    ['expired', () => webIdentityToken({ exp: 1_700_000_000 }), 'ExpiredTokenException', 'Token expired'],
    ['changed', () => webIdentityToken().replace(/\.[^.]+$/, `.${'A'.repeat(86)}`), 'InvalidIdentityToken', 'signature'],
    ['of another subject', () => webIdentityToken({ sub: 'repo:other/app' }), 'AccessDenied', 'Not authorized'],
  ])('refuses one that is %s', async (_, token, name, message) => {
    await emulate();
    await expect(withToken(token())).rejects.toMatchObject(refusal(name, message));
  }); // prettier-ignore

  it("passes on what the identity provider says, as AWS's trouble with it", async () => {
    const error = { do: 'error', times: 1 } as const;
    await emulate({
      troubles: [
        {
          on: 'sts:AssumeRoleWithWebIdentity',
          ...error,
          status: 403,
          code: 'IDPRejectedClaim',
          message: 'revoked',
        },
        {
          on: 'sts:AssumeRoleWithWebIdentity',
          ...error,
          status: 400,
          code: 'IDPCommunicationError',
          message: 'later',
        },
      ],
    });
    await expect(withToken(webIdentityToken())).rejects.toMatchObject({ name: 'IDPRejectedClaimException' });
    await expect(withToken(webIdentityToken())).rejects.toMatchObject({
      name: 'IDPCommunicationErrorException',
    });
  });
});

describe('the identity provider', () => {
  /** Sends the form of a page with what a person enters into it. */
  async function submit(response: Response, entered: Record<string, string> = {}): Promise<Response> {
    const page = await response.text();
    const hidden = [...page.matchAll(/type="hidden" name="(\w+)" value="([^"]*)"/g)].map(([, name, value]) => [name!, value!]); // prettier-ignore
    const body = new URLSearchParams({ ...Object.fromEntries(hidden), ...entered });
    return await fetch(new URL(/action="([^"]+)"/.exec(page)![1]!, response.url), { method: 'POST', body });
  }

  it('posts a response that the emulator takes, after a password and a click', async () => {
    await emulate();
    const wrong = await submit(await fetch(provider.signInUrl), { user: 'kim', password: 'guess' });
    expect(wrong.status).toBe(401);
    const last = await submit(await submit(wrong, { user: 'kim', password: 'correct horse' }));
    const page = await last.text();
    expect(page).toContain('action="https://signin.aws.amazon.com/saml"');
    const SAMLAssertion = /name="SAMLResponse" value="([^"]+)"/.exec(page)![1]!;
    const client = new STSClient({ endpoint: emulator.url, region });
    const given = await client.send(new AssumeRoleWithSAMLCommand({ RoleArn: roleArn('SamlReader'), PrincipalArn: samlProviderArn, SAMLAssertion })); // prettier-ignore
    expect(given.AssumedRoleUser!.Arn).toContain('SamlReader/kim@example.com');
    expect(provider.steps).toEqual(['signIn', 'refused', 'confirm', 'post']);
  });

  it('remembers who signed in where it is told to', async () => {
    await emulate();
    const remembering = await startIdentityProvider({ remembers: true, relayState: 'there' });
    undo.push(() => remembering.close());
    const first = await submit(await submit(await fetch(remembering.signInUrl), { user: 'kim', password: 'correct horse' })); // prettier-ignore
    const cookie = first.headers.get('set-cookie')!.split(';')[0]!;
    const again = await fetch(remembering.signInUrl, { headers: { cookie } });
    expect(await again.text()).toMatch(/name="SAMLResponse" .*name="RelayState" value="there"/);
    expect(remembering.steps).toEqual(['signIn', 'confirm', 'post', 'post']);
  });
});
