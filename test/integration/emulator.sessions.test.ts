/** What the emulator's STS promises to those who have keys: AWS's own client asks, with the estate of people who sign in. */
import { IAMClient, ListRolesCommand } from '@aws-sdk/client-iam';
import {
  AssumeRoleCommand,
  DecodeAuthorizationMessageCommand,
  GetAccessKeyInfoCommand,
  GetFederationTokenCommand,
  GetSessionTokenCommand,
  STSClient,
} from '@aws-sdk/client-sts';
import type { AssumeRoleCommandInput } from '@aws-sdk/client-sts';
import { afterEach, describe, expect, it } from 'vitest';
import { withAwsEnvironment } from '#test/emulator/environment.ts';
import { externalId, kimDevice, parkDevice, people, peopleEstate, roleArn, work } from '#test/emulator/estates/people.ts'; // prettier-ignore
import { codeOf } from '#test/emulator/mfa.ts';
import { startEmulator } from '#test/emulator/server.ts';
import type { Emulator, EmulatorOptions } from '#test/emulator/server.ts';
import * as callers from '#test/emulator/sessionsSupport.ts';
import { keysOf, person, refusal, root } from '#test/emulator/sessionsSupport.ts';
import type { Keys } from '#test/emulator/sessionsSupport.ts';

const undo: (() => void | Promise<void>)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});
let emulator: Emulator;
async function emulate(options: EmulatorOptions = {}): Promise<void> {
  emulator = await startEmulator({ estate: peopleEstate, ...options });
  undo.push(() => emulator.close(), withAwsEnvironment({}));
}

const settings = (keys: Keys) => callers.settings(emulator.url, keys);
const sts = (keys?: Keys): STSClient => callers.stsClient(emulator.url, keys);
const whoIs = (keys: Keys): Promise<string> => callers.whoIs(emulator.url, keys);
const assume = (role: string, more: Partial<AssumeRoleCommandInput> = {}, keys?: Keys) =>
  sts(keys).send(
    new AssumeRoleCommand({
      RoleArn: role.startsWith('arn:') ? role : roleArn(role),
      RoleSessionName: 'test',
      ...more,
    }),
  );

describe('AssumeRole', () => {
  it('gives keys that are good for as long as was asked, and no longer', async () => {
    await emulate();
    const given = await assume('Reader', { DurationSeconds: 7200 });
    const keys = keysOf(given.Credentials);
    expect(given.AssumedRoleUser).toEqual({
      Arn: `arn:aws:sts::${people}:assumed-role/Reader/test`,
      AssumedRoleId: expect.stringMatching(/^AROA\w{17}:test$/),
    });
    expect(given.Credentials!.Expiration!.getTime() - emulator.now().getTime()).toBeCloseTo(7_200_000, -4);
    emulator.advance(7100);
    expect(await whoIs(keys)).toBe(given.AssumedRoleUser!.Arn);
    emulator.advance(200);
    await expect(whoIs(keys)).rejects.toMatchObject({
      name: 'ExpiredToken',
      $metadata: { httpStatusCode: 403 },
    });
  });

  it.each<[string, string, Partial<AssumeRoleCommandInput>, string, string]>([
    ['longer than the role allows', 'OneHour', { DurationSeconds: 3601 }, 'ValidationError', 'MaxSessionDuration set for this role'],
    ['a wrong partition', 'arn:aws-cn:iam::555566667777:role/Reader', {}, 'ValidationError', 'Request ARN is invalid'],
    ['nobody of that name', 'Nobody', {}, 'AccessDenied', 'is not authorized to perform: sts:AssumeRole on resource'],
    ['no external id', roleArn('Vendor', work), {}, 'AccessDenied', 'is not authorized'],
    ['another external id', roleArn('Vendor', work), { ExternalId: 'another' }, 'AccessDenied', 'is not authorized'],
    ['no MFA', 'WithMfa', {}, 'AccessDenied', 'is not authorized'],
    ['tags that the role does not take', 'Reader', { Tags: [{ Key: 'team', Value: 'a' }] }, 'AccessDenied', 'is not authorized'],
    ['an identity that the role does not take', 'Reader', { SourceIdentity: 'kim' }, 'AccessDenied', 'is not authorized'],
    ['a reserved identity', 'Tagged', { SourceIdentity: 'aws:kim' }, 'ValidationError', 'sourceIdentity'],
    ['a policy that is no JSON', 'Reader', { Policy: '{' }, 'MalformedPolicyDocument', 'valid JSON'],
    ['a policy without statements', 'Reader', { Policy: '{"Version":"2012-10-17"}' }, 'MalformedPolicyDocument', 'Syntax errors'],
    ['eleven policies', 'Reader', { PolicyArns: Array.from({ length: 11 }, () => ({ arn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' })) }, 'ValidationError', 'policyArns'],
    ['tags beyond the room for them', 'Tagged', { Tags: Array.from({ length: 50 }, (_, n) => ({ Key: `key-${n}`, Value: 'v'.repeat(60) })) }, 'PackedPolicyTooLarge', 'Packed size of session tags consumes'],
    ['a tag twice', 'Tagged', { Tags: [{ Key: 'team', Value: 'a' }, { Key: 'Team', Value: 'b' }] }, 'ValidationError', 'Duplicate tag keys'],
    ['a device alone', 'Reader', { SerialNumber: kimDevice.SerialNumber }, 'AccessDenied', 'must provide both MFA serial number and one time pass code'],
    ["somebody else's device", 'Reader', { SerialNumber: parkDevice.SerialNumber, TokenCode: '000000' }, 'AccessDenied', 'unable to validate MFA code'],
  ])('refuses %s', async (_, role, more, name, message) => {
    await emulate();
    await expect(assume(role, more)).rejects.toMatchObject(refusal(name, message));
  }); // prettier-ignore

  it('takes the external id, policies and the percent that they fill', async () => {
    await emulate();
    expect(
      (await assume(roleArn('Vendor', work), { ExternalId: externalId })).PackedPolicySize,
    ).toBeUndefined();
    const Policy = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}';
    const PolicyArns = [{ arn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' }];
    expect((await assume('Reader', { Policy, PolicyArns })).PackedPolicySize).toBe(7);
  });

  it('is for nobody who is root, and for whom the trust names alone', async () => {
    await emulate();
    await expect(assume('Reader', {}, root())).rejects.toMatchObject(refusal('AccessDenied', 'Roles may not be assumed by root')); // prettier-ignore
    await expect(assume('KimOnly', {}, person('lee'))).rejects.toMatchObject({ name: 'AccessDenied' });
    await expect(assume('KimOnly')).resolves.toBeDefined();
  });

  it('tells who may not, with a message that whoever may decodes', async () => {
    await emulate({ encodedRefusals: ['sts:AssumeRole'] });
    const refused = (await assume('Reader', {}, person('intern')).catch((error: unknown) => error)) as Error;
    const [, EncodedMessage] = /Encoded authorization failure message: ([\w-]+)$/.exec(refused.message)!;
    const decoded = await sts().send(new DecodeAuthorizationMessageCommand({ EncodedMessage }));
    expect(JSON.parse(decoded.DecodedMessage!)).toMatchObject({ allowed: false, context: { action: 'sts:AssumeRole' } }); // prettier-ignore
  });

  it('in a chain lasts an hour, keeps transitive tags and the identity', async () => {
    await emulate();
    const first = await assume('ChainFirst', {
      DurationSeconds: 43_200,
      Tags: [{ Key: 'team', Value: 'a' }, { Key: 'shift', Value: 'late' }],
      TransitiveTagKeys: ['team'],
      SourceIdentity: 'kim',
    }); // prettier-ignore
    expect(first.SourceIdentity).toBe('kim');
    const keys = keysOf(first.Credentials);
    const last = roleArn('ChainLast', work);
    await expect(assume(last)).rejects.toMatchObject({ name: 'AccessDenied' });
    await expect(assume(last, { DurationSeconds: 3601 }, keys)).rejects.toMatchObject(refusal('ValidationError', 'role chaining')); // prettier-ignore
    await expect(assume(last, { Tags: [{ Key: 'Team', Value: 'b' }] }, keys)).rejects.toMatchObject(refusal('ValidationError', 'conflicts with a transitive tag key')); // prettier-ignore
    await expect(assume(last, { SourceIdentity: 'lee' }, keys)).rejects.toMatchObject({
      name: 'AccessDenied',
    });
    const second = await assume(last, { Tags: [{ Key: 'shift', Value: 'early' }] }, keys);
    expect(second).toMatchObject({ SourceIdentity: 'kim', AssumedRoleUser: { Arn: expect.stringContaining(`${work}:assumed-role/ChainLast/`) } }); // prettier-ignore
  });

  it('takes a code of MFA once, a step early or late', async () => {
    await emulate();
    const withCode = (TokenCode: string) =>
      assume('WithMfa', { SerialNumber: kimDevice.SerialNumber, TokenCode });
    const code = codeOf(kimDevice, emulator.now());
    const invalid = refusal(
      'AccessDenied',
      'MultiFactorAuthentication failed with invalid MFA one time pass code. ',
    );
    await expect(withCode(code.replace(/.$/, (digit) => String((Number(digit) + 1) % 10)))).rejects.toMatchObject(invalid); // prettier-ignore
    await expect(withCode(code)).resolves.toBeDefined();
    await expect(withCode(code)).rejects.toMatchObject(invalid);
    emulator.advance(90);
    const old = codeOf(kimDevice, new Date(emulator.now().getTime() - 60_000));
    await expect(withCode(old)).rejects.toMatchObject(invalid);
    await expect(withCode(codeOf(kimDevice, emulator.now()))).resolves.toBeDefined();
  });

  it('is refused in a Region where STS is off, and where keys are wrong', async () => {
    await emulate();
    const call = new AssumeRoleCommand({ RoleArn: roleArn('Reader'), RoleSessionName: 'test' });
    const off = new STSClient({ ...settings(person('kim')), region: 'me-south-1' });
    await expect(off.send(call)).rejects.toMatchObject({ name: 'RegionDisabledException' });
    await expect(whoIs(person('yesterday'))).rejects.toMatchObject({ name: 'ExpiredToken' });
    await expect(whoIs({ ...person('kim'), accessKeyId: 'AKIANOBODY0000000000' })).rejects.toMatchObject({ name: 'InvalidClientTokenId' }); // prettier-ignore
    await expect(whoIs({ ...person('kim'), secretAccessKey: 'x'.repeat(40) })).rejects.toMatchObject({ name: 'SignatureDoesNotMatch' }); // prettier-ignore
  });
});

describe('sessions of long-term keys', () => {
  const listRoles = (keys: Keys) => new IAMClient(settings(keys)).send(new ListRolesCommand({}));
  const unknown = { name: 'InvalidClientTokenId' };

  it('GetSessionToken: IAM only after MFA; of STS AssumeRole and who one is', async () => {
    await emulate();
    const get = async (input: object, keys?: Keys) => keysOf((await sts(keys).send(new GetSessionTokenCommand(input))).Credentials); // prettier-ignore
    const plain = await get({});
    const code = { SerialNumber: kimDevice.SerialNumber, TokenCode: codeOf(kimDevice, emulator.now()) };
    const withMfa = await get({ ...code, DurationSeconds: 900 });
    expect(await whoIs(plain)).toBe(`arn:aws:iam::${people}:user/kim`);
    await expect(listRoles(plain)).rejects.toMatchObject(unknown);
    await expect(listRoles(withMfa)).resolves.toBeDefined();
    await expect(assume('WithMfa', {}, plain)).rejects.toMatchObject({ name: 'AccessDenied' });
    await expect(assume('WithMfa', { DurationSeconds: 3600 }, withMfa)).resolves.toBeDefined();
    await expect(get({}, plain)).rejects.toMatchObject(refusal('AccessDenied', 'Cannot call GetSessionToken with session credentials')); // prettier-ignore
    await expect(sts(withMfa).send(new GetAccessKeyInfoCommand({ AccessKeyId: plain.accessKeyId }))).rejects.toMatchObject(unknown); // prettier-ignore
    emulator.advance(901);
    await expect(whoIs(withMfa)).rejects.toMatchObject({ name: 'ExpiredToken' });
    // Root: an hour, whatever was asked for.
    const ofRoot = await sts(root()).send(new GetSessionTokenCommand({ DurationSeconds: 43_200 }));
    expect(ofRoot.Credentials!.Expiration!.getTime() - emulator.now().getTime()).toBeLessThanOrEqual(
      3_600_000,
    );
    await expect(get({ DurationSeconds: 129_601 })).rejects.toMatchObject({ name: 'ValidationError' });
  });

  it('GetFederationToken: neither IAM nor STS, nothing at all without a policy', async () => {
    await emulate();
    const get = (input: object, keys?: Keys) => sts(keys).send(new GetFederationTokenCommand({ Name: 'guest', ...input })); // prettier-ignore
    const Policy = '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}';
    const bounded = await get({ Policy });
    expect(bounded).toMatchObject({
      FederatedUser: {
        Arn: `arn:aws:sts::${people}:federated-user/guest`,
        FederatedUserId: `${people}:guest`,
      },
      PackedPolicySize: 5,
    });
    const keys = keysOf(bounded.Credentials);
    expect(await whoIs(keys)).toBe(bounded.FederatedUser!.Arn);
    await expect(listRoles(keys)).rejects.toMatchObject(unknown);
    await expect(assume('Reader', {}, keys)).rejects.toMatchObject(unknown);
    await expect(get({ Policy }, keys)).rejects.toMatchObject(refusal('AccessDenied', 'session credentials'));
    await expect(get({ Name: 'n'.repeat(33), Policy })).rejects.toMatchObject({ name: 'ValidationError' });
    expect((await sts().send(new GetAccessKeyInfoCommand({ AccessKeyId: keys.accessKeyId }))).Account).toBe(people); // prettier-ignore
    expect(await whoIs(keysOf((await get({})).Credentials))).toContain('federated-user/guest');
  });

  it('sessions of a role are bounded by what the estate denies it', async () => {
    await emulate();
    await expect(listRoles(keysOf((await assume('Reader')).Credentials))).resolves.toBeDefined();
    await expect(listRoles(keysOf((await assume('NoIam')).Credentials))).rejects.toMatchObject({ name: 'AccessDenied' }); // prettier-ignore
  });
});
