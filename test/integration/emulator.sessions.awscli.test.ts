/** The same by Debian's botocore, which holds every answer against its service models, and by the AWS command line. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { keyOf } from '#test/emulator/environment.ts';
import { externalId, kimDevice, people, peopleEstate, peopleEstateWith, roleArn, samlProviderArn, work } from '#test/emulator/estates/people.ts'; // prettier-ignore
import { codeOf } from '#test/emulator/mfa.ts';
import { sendAll } from '#test/emulator/otherClients.ts';
import type { OthersCall } from '#test/emulator/otherClients.ts';
import { startEmulator } from '#test/emulator/server.ts';
import type { Emulator } from '#test/emulator/server.ts';
import { startIdentityProvider } from '#test/identityProvider/server.ts';
import type { IdentityProvider } from '#test/identityProvider/server.ts';
import { webIdentityToken } from '#test/identityProvider/webIdentity.ts';

let provider: IdentityProvider;
let emulator: Emulator;
beforeAll(async () => {
  provider = await startIdentityProvider({
    response: { roles: [`${roleArn('SamlReader')},${samlProviderArn}`] },
  });
});
afterAll(() => provider.close());
afterEach(() => emulator.close());

async function post(path: string, body: object): Promise<Readonly<Record<string, string>>> {
  const response = await fetch(emulator.url + path, { method: 'POST', body: JSON.stringify(body) });
  return (await response.json()) as Record<string, string>;
}

/** Every kind of request for a session once, and what the client should have of it: names of its answer, or a code. */
async function calls(): Promise<readonly (OthersCall & { readonly expected: readonly string[] | string })[]> {
  const key = keyOf(people, 'kim', peopleEstate);
  const call = (service: string, operation: string, input: object, expected: readonly string[] | string) => ({
    service,
    operation,
    input,
    expected,
    key,
    region: 'ap-northeast-2',
  });
  const { clientId, clientSecret } = await post('/client/register', {
    clientName: 'test',
    clientType: 'public',
    scopes: ['sso:account:access'],
  });
  const client = { clientId, clientSecret };
  const grantType = 'urn:ietf:params:oauth:grant-type:device_code';
  const startUrl = peopleEstate.portal!.startUrl;
  const device = async () => await post('/device_authorization', { ...client, startUrl });
  const [ours, waiting] = [await device(), await device()];
  emulator.portal.approve(ours['userCode']!);
  const { accessToken } = await post('/token', { ...client, grantType, deviceCode: ours['deviceCode'] });

  const role = { RoleArn: roleArn('Tagged'), RoleSessionName: 'test' };
  const tags = { Tags: [{ Key: 'team', Value: 'a' }], TransitiveTagKeys: ['team'], SourceIdentity: 'kim' };
  const mfa = { SerialNumber: kimDevice.SerialNumber, TokenCode: codeOf(kimDevice, emulator.now()) };
  const saml = { RoleArn: roleArn('SamlReader'), PrincipalArn: samlProviderArn };
  const Policy = '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*"}}';
  const web = { RoleArn: roleArn('Web'), RoleSessionName: 'test', WebIdentityToken: webIdentityToken() };
  return [
    call('sts', 'AssumeRole', { ...role, ...tags }, ['AssumedRoleUser', 'Credentials', 'PackedPolicySize', 'SourceIdentity']), // prettier-ignore
    call('sts', 'AssumeRole', { RoleArn: roleArn('Vendor', work), RoleSessionName: 'test' }, 'AccessDenied'),
    call('sts', 'AssumeRole', { RoleArn: roleArn('Vendor', work), RoleSessionName: 'test', ExternalId: externalId }, ['AssumedRoleUser', 'Credentials']), // prettier-ignore
    call('sts', 'AssumeRole', { ...role, Policy: '{' }, 'MalformedPolicyDocument'),
    call('sts', 'GetSessionToken', mfa, ['Credentials']),
    // The code is used up.
    call('sts', 'GetSessionToken', mfa, 'AccessDenied'),
    call('sts', 'GetFederationToken', { Name: 'guest', Policy }, ['Credentials', 'FederatedUser', 'PackedPolicySize']), // prettier-ignore
    call('sts', 'AssumeRoleWithSAML', { ...saml, SAMLAssertion: provider.respond() }, ['AssumedRoleUser', 'Audience', 'Credentials', 'Issuer', 'NameQualifier', 'Subject', 'SubjectType']), // prettier-ignore
    call('sts', 'AssumeRoleWithSAML', { ...saml, SAMLAssertion: provider.respond({ flaw: 'expired' }) }, 'ExpiredTokenException'), // prettier-ignore
    call('sts', 'AssumeRoleWithWebIdentity', web, ['AssumedRoleUser', 'Audience', 'Credentials', 'Provider', 'SubjectFromWebIdentityToken']), // prettier-ignore
    call('sso-oidc', 'RegisterClient', { clientName: 'test', clientType: 'public' }, ['clientId', 'clientIdIssuedAt', 'clientSecret', 'clientSecretExpiresAt']), // prettier-ignore
    call('sso-oidc', 'StartDeviceAuthorization', { ...client, startUrl }, ['deviceCode', 'expiresIn', 'interval', 'userCode', 'verificationUri', 'verificationUriComplete']), // prettier-ignore
    call('sso-oidc', 'CreateToken', { ...client, grantType, deviceCode: waiting['deviceCode'] }, 'AuthorizationPendingException'), // prettier-ignore
    call('sso', 'ListAccounts', { accessToken }, ['accountList']),
    call('sso', 'ListAccountRoles', { accessToken, accountId: people }, ['roleList']),
    call('sso', 'GetRoleCredentials', { accessToken, accountId: people, roleName: 'Admin' }, ['roleCredentials']), // prettier-ignore
    call('sso', 'GetRoleCredentials', { accessToken, accountId: work, roleName: 'Admin' }, 'ForbiddenException'), // prettier-ignore
    call('sso', 'ListAccounts', { accessToken: 'another' }, 'UnauthorizedException'),
  ];
}

/** The portal answers so ("No access"), though its model has never named it. */
const unnamed = 'sso:GetRoleCredentials: the model has no error ForbiddenException';

describe.each([
  ['botocoreCheck.py', [unnamed]],
  ['awscliCheck.py', []],
] as const)('%s', (script, known) => {
  it('has sessions of every kind from the emulator', async () => {
    emulator = await startEmulator({ estate: peopleEstateWith(provider.metadata), pageSize: 1 });
    const asked = await calls();
    const { answers, problems = [], lacking } = await sendAll(script, emulator.url, asked);
    const found = answers.map((one) => one?.error ?? Object.keys(one?.answer ?? {}).toSorted());
    expect({ problems: [...new Set(problems)], lacking, found }).toEqual({
      problems: known,
      lacking: [],
      found: asked.map(({ expected }) => expected),
    });
  });
});
