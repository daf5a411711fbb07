/** Sessions by every operation, the console and the access portal, from end to end over the emulator. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { RoleRequest } from '#domain/session/request.ts';
import { createSts } from '#sts/createSts.ts';
import { encodedMessageOf } from '#sts/encodedMessage.ts';
import { createPortal } from '#sts/portal/createPortal.ts';
import { refusalOf } from '#sts/refusalOf.ts';
import type { StsRequest, TakenOnce } from '#sts/sending.ts';
import type { Signer } from '#sts/signer.ts';
import type { TakenSession } from '#sts/takenSession.ts';
import { withAwsEnvironment } from '#test/emulator/environment.ts';
import { externalId, kimDevice, people, peopleEstateWith, roleArn, samlProviderArn, work } from '#test/emulator/estates/people.ts'; // prettier-ignore
import { codeOf } from '#test/emulator/mfa.ts';
import { startEmulator } from '#test/emulator/server.ts';
import type { Emulator, EmulatorOptions } from '#test/emulator/server.ts';
import { person, region, root } from '#test/emulator/sessionsSupport.ts';
import { startIdentityProvider } from '#test/identityProvider/server.ts';
import type { IdentityProvider } from '#test/identityProvider/server.ts';
import { webIdentityToken } from '#test/identityProvider/webIdentity.ts';
import { roleRequest } from '#test/support/roleRequest.ts';

const limits = { connectMs: 1000, answerMs: 5000, callMs: 20_000, attempts: 2 };
const sts = createSts(limits);

let provider: IdentityProvider;
let emulator: Emulator;
beforeAll(async () => {
  provider = await startIdentityProvider({
    response: { roles: ['SamlReader', 'SamlAdmin'].map((name) => `${roleArn(name)},${samlProviderArn}`) },
  });
});
afterAll(() => provider.close());
const undo: (() => void | Promise<void>)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});
async function emulate(options: EmulatorOptions = {}): Promise<void> {
  emulator = await startEmulator({ estate: peopleEstateWith(provider.metadata), ...options });
  undo.push(() => emulator.close(), withAwsEnvironment({ AWS_ENDPOINT_URL: emulator.url }));
}

const as = (keys: ReturnType<typeof person>): Signer => ({ kind: 'keys', ...keys });
const signerOf = ({ accessKeyId, secretAccessKey, sessionToken }: TakenSession): Signer =>
  ({ kind: 'keys', accessKeyId, secretAccessKey, sessionToken }); // prettier-ignore
const kim = as(person('kim'));
const free = { region, durationSeconds: null, policy: null, policyArns: [] } as const;
const source = { kind: 'profile', profile: null } as const;
const role = (name: string, more: Partial<RoleRequest> = {}, account = people): StsRequest =>
  roleRequest(roleArn(name, account), more);
const saml = (name: string): StsRequest => ({ kind: 'saml', identityProvider: null, roleArn: roleArn(name), principalArn: samlProviderArn, ...free }); // prettier-ignore
const web: StsRequest = { kind: 'webIdentity', roleArn: roleArn('Web'), sessionName: 'build', ...free };
const mfa = { mfaSerial: kimDevice.SerialNumber };
const sessionToken: StsRequest = { kind: 'sessionToken', source, region, durationSeconds: 900, ...mfa };
const allow = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:Get*","Resource":"*"}]}';

describe('a session', () => {
  it.each<[string, StsRequest, () => TakenOnce, Signer | null]>([
    ['AssumeRole', role('Reader', { policy: allow }), () => ({}), kim],
    ['AssumeRole with an external id', role('Vendor', { externalId }, work), () => ({}), kim],
    ['AssumeRole with MFA', role('WithMfa', mfa), () => ({ mfaCode: codeOf(kimDevice, emulator.now()) }), kim],
    ['AssumeRole with tags and an identity', role('Tagged', { tags: [{ key: 'team', value: 'a b' }], transitiveTagKeys: ['team'], sourceIdentity: 'kim' }), () => ({}), kim],
    ['AssumeRoleWithSAML', saml('SamlReader'), () => ({ assertion: provider.respond().replaceAll(/.{76}/g, '$&\n') }), null],
    ['AssumeRoleWithWebIdentity', web, () => ({ webIdentityToken: webIdentityToken() }), null],
    ['GetSessionToken', sessionToken, () => ({ mfaCode: codeOf(kimDevice, emulator.now()) }), kim],
    ['GetFederationToken', { kind: 'federationToken', source, userName: 'guest', tags: [], ...free, policy: allow }, () => ({}), kim],
  ])('of %s is whoever it says that it is', async (_, request, once, signer) => {
    await emulate();
    const taken = await sts.take(request, once(), signer);
    expect(await sts.identity(signerOf(taken), region)).toMatchObject({ arn: taken.arn, userId: taken.userId });
    expect(Math.abs(taken.awsTime! - emulator.now().getTime())).toBeLessThan(5000);
    expect(Date.parse(taken.expiresAt)).toBeGreaterThan(taken.awsTime!);
  }); // prettier-ignore

  it('in a chain lasts an hour at most', async () => {
    await emulate();
    const first = signerOf(await sts.take(role('ChainFirst'), {}, kim));
    const last = (durationSeconds: number) => sts.take(role('ChainLast', { durationSeconds }, work), {}, first); // prettier-ignore
    await expect(last(3601)).rejects.toMatchObject({ code: 'sts.chainTooLong' });
    expect((await last(3600)).arn).toContain('/ChainLast/');
  });

  it.each<[string, StsRequest, () => TakenOnce, Signer | null, string]>([
    ['nobody trusts', role('KimOnly'), () => ({}), as(person('lee')), 'sts.accessDenied'],
    ['root', role('Reader'), () => ({}), as(root()), 'sts.rootRefused'],
    ['too long', role('OneHour', { durationSeconds: 7200 }), () => ({}), kim, 'sts.durationTooLong'],
    ['a name with a space', role('Reader', { sessionName: 'kim lee' }), () => ({}), kim, 'sts.sessionNameInvalid'],
    ['a policy that is none', role('Reader', { policy: '{' }), () => ({}), kim, 'sts.malformedPolicy'],
    ['a Region that is off', role('Reader', { region: 'me-south-1' }), () => ({}), kim, 'sts.regionDisabled'],
    ['a wrong code', role('Reader', mfa), () => ({ mfaCode: '000000' }), kim, 'sts.mfaCodeInvalid'],
    ["somebody else's device", role('Reader', { mfaSerial: 'GAHT12345678' }), () => ({ mfaCode: '000000' }), kim, 'sts.mfaDeviceInvalid'],
    ['keys that have expired', role('Reader'), () => ({}), as(person('yesterday')), 'aws.credentialsExpired'],
    ['an old response', saml('SamlReader'), () => ({ assertion: provider.respond({ flaw: 'expired' }) }), null, 'sts.samlExpired'],
    ['a changed response', saml('SamlReader'), () => ({ assertion: provider.respond({ flaw: 'tampered' }) }), null, 'sts.samlInvalid'],
    ['a response without a session name', saml('SamlReader'), () => ({ assertion: provider.respond({ flaw: 'noSessionName' }) }), null, 'sts.sessionNameInvalid'],
    ['a role of Identity Center', { ...saml('Reader'), roleArn: `arn:aws:iam::${people}:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Admin_5555cccc5555dddd` } as StsRequest, () => ({ assertion: provider.respond() }), null, 'sts.reservedRole'],
    ['an old token', web, () => ({ webIdentityToken: webIdentityToken({ exp: 1000 }) }), null, 'sts.webIdentityExpired'],
    ['a token for another audience', web, () => ({ webIdentityToken: webIdentityToken({ aud: 'else' }) }), null, 'sts.webIdentityInvalid'],
    ['a token of another repository', web, () => ({ webIdentityToken: webIdentityToken({ sub: 'repo:else/app:x' }) }), null, 'sts.accessDenied'],
  ])('is not given: %s', async (_, request, once, signer, code) => {
    await emulate();
    await expect(sts.take(request, once(), signer)).rejects.toMatchObject({ code });
  }); // prettier-ignore

  it('of temporary keys is not given by the operations that want a user’s', async () => {
    await emulate();
    const temporary = signerOf(await sts.take(role('Reader'), {}, kim));
    const asked = sts.take({ kind: 'sessionToken', source, region, durationSeconds: null, mfaSerial: null }, {}, temporary); // prettier-ignore
    await expect(asked).rejects.toMatchObject({ code: 'sts.longTermKeysNeeded' });
  });

  it('of a profile whose own role is refused is told apart from one that is itself refused', async () => {
    await emulate();
    const folder = mkdtempSync(join(tmpdir(), 'treeline-aws-'));
    undo.push(() => rmSync(folder, { recursive: true }));
    const { accessKeyId, secretAccessKey } = person('lee');
    const keys = `aws_access_key_id = ${accessKeyId}\naws_secret_access_key = ${secretAccessKey}\n`;
    const through = (name: string) =>
      `[profile ${name}]\nsource_profile = lee\nrole_arn = ${roleArn(name)}\n`;
    writeFileSync(
      join(folder, 'config'),
      `[profile lee]\n${keys}${through('KimOnly')}${through('ChainFirst')}`,
    );
    process.env['AWS_CONFIG_FILE'] = join(folder, 'config');
    const take = (profile: string) => sts.take(role('ChainLast', {}, work), {}, { kind: 'profile', profile });
    await expect(take('KimOnly')).rejects.toMatchObject({
      code: 'sts.sourceRefused',
      params: { profile: 'KimOnly', detail: expect.stringContaining(roleArn('KimOnly')) },
    });
    expect((await take('ChainFirst')).arn).toContain('/ChainLast/');
    expect(new Set(emulator.requests.map((request) => request.region))).toEqual(new Set([region]));
    await expect(take('lee')).rejects.toMatchObject({ code: 'sts.accessDenied' });
  });

  it('that is refused with an encoded message hands it on, for whoever may decode it', async () => {
    await emulate({ encodedRefusals: ['sts:AssumeRole'] });
    const fault: unknown = await sts.take(role('Reader'), {}, as(person('intern'))).catch((error: unknown) => error); // prettier-ignore
    expect(refusalOf(fault)).toMatchObject({ kind: 'accessDenied', detail: expect.not.stringMatching(/encoded/i) }); // prettier-ignore
    const { accessKeyId, secretAccessKey } = person('kim');
    Object.assign(process.env, { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey });
    const message = await sts.decodeMessage({ message: encodedMessageOf(fault)!, profile: null, region }, null); // prettier-ignore
    expect(JSON.parse(message)).toMatchObject({ allowed: false, context: { action: 'sts:AssumeRole' } });
  });

  it('is refused by the clock with both times, where AWS’s cannot be followed', async () => {
    await emulate({ clockOffsetSeconds: 3600, hideClock: true });
    const fault = (await sts.take(role('Reader'), {}, kim).catch((error: unknown) => error)) as { code: string; params: { here: string; aws: string } }; // prettier-ignore
    expect(fault.code).toBe('sts.clockOff');
    const off = Date.parse(fault.params.aws) - Date.parse(fault.params.here);
    expect(Math.abs(off - 3_600_000)).toBeLessThan(10_000);
  });
});

describe('the console', () => {
  const session = (taken: TakenSession, more: object = {}) => ({ keys: taken, kind: 'role' as const, chained: false, partition: 'aws', region, destination: null, durationSeconds: 3600, ...more }); // prettier-ignore

  it('is opened with a session', async () => {
    await emulate();
    const taken = await sts.take(role('Reader'), {}, kim);
    const link = await sts.consoleLink(session(taken));
    expect((await fetch(link)).status).toBe(200);
    expect(emulator.signIns).toMatchObject([{ arn: taken.arn, issuer: 'treeline' }]);
    await expect(sts.consoleLink(session({ ...taken, secretAccessKey: 'x' }))).rejects.toMatchObject({ code: 'sts.consoleRefused' }); // prettier-ignore
  });
});

describe('a portal', () => {
  const place = { startUrl: 'https://example.awsapps.com/start', region };
  const portal = createPortal({ ...limits, pause: () => new Promise((done) => void setTimeout(done, 1000)) });
  const inAs = ({ accessToken }: { accessToken: string }) => ({ region, accessToken });

  it('is entered with a code, offers accounts and roles, gives keys, and is left', async () => {
    await emulate({ pageSize: 1 });
    const client = await portal.register({ ...place, redirect: false });
    const device = await portal.startDevice(place, client);
    const waiting = portal.awaitDevice(place, client, device);
    emulator.portal.approve(device.userCode);
    const signedIn = inAs(await waiting);
    expect((await portal.accounts(signedIn)).map(({ account }) => account)).toEqual([people, work]);
    expect(await portal.roles(signedIn, people)).toEqual(['Admin', 'ReadOnly']);
    const { expiresAt, ...keys } = await portal.take(signedIn, work, 'ReadOnly');
    expect(await sts.identity({ kind: 'keys', ...keys }, region)).toMatchObject({ account: work });
    expect(Date.parse(expiresAt)).toBeGreaterThan(Date.now());
    await expect(portal.take(signedIn, work, 'Admin')).rejects.toMatchObject({ code: 'portal.roleNotAssigned' }); // prettier-ignore
    await expect(portal.roles(signedIn, '666677778888')).rejects.toMatchObject({ code: 'portal.accountNotAssigned' }); // prettier-ignore
    await portal.signOut(signedIn);
    await expect(portal.accounts(signedIn)).rejects.toMatchObject({ code: 'portal.tokenExpired' });
  });

  it('is entered by the browser, and again with what it left', async () => {
    await emulate();
    const client = await portal.register({ ...place, redirect: true });
    const token = await portal.signInByBrowser(place, client, (address) => void fetch(address));
    expect(await portal.accounts(inAs(token))).toHaveLength(2);
    const renewed = await portal.renew(place, client, token.refreshToken!);
    expect(await portal.roles(inAs(renewed), work)).toEqual(['ReadOnly']);
    await expect(portal.renew(place, client, token.refreshToken!)).rejects.toMatchObject({ code: 'portal.tokenExpired' }); // prettier-ignore
    emulator.portal.deny();
    const declined = portal.signInByBrowser(place, client, (address) => void fetch(address));
    await expect(declined).rejects.toMatchObject({ code: 'portal.signInDenied' });
  });

  it('is not entered where it is another', async () => {
    await emulate();
    const client = await portal.register({ ...place, redirect: false });
    const elsewhere = { ...place, startUrl: 'https://else.awsapps.com/start' };
    await expect(portal.startDevice(elsewhere, client)).rejects.toMatchObject({ code: 'portal.startUrlInvalid' }); // prettier-ignore
    await expect(portal.startDevice(place, { ...client, clientSecret: 'x' })).rejects.toMatchObject({ code: 'portal.clientExpired' }); // prettier-ignore
    const device = await portal.startDevice(place, client);
    emulator.portal.deny();
    await fetch(device.verificationUriComplete);
    await expect(portal.awaitDevice(place, client, device)).rejects.toMatchObject({ code: 'portal.signInDenied' }); // prettier-ignore
  });
});
