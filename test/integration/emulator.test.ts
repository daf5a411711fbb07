/** The emulator's own promises: troubles in each service's words, signatures for each name, writes that fail the test. */
import { createHash, createHmac } from 'node:crypto';
import { DirectoryServiceClient, DescribeTrustsCommand, CreateTrustCommand, ListCertificatesCommand } from '@aws-sdk/client-directory-service'; // prettier-ignore
import { DescribeRegionsCommand, EC2Client } from '@aws-sdk/client-ec2';
import { IAMClient, ListUsersCommand } from '@aws-sdk/client-iam';
import {
  IdentitystoreClient,
  ListUsersCommand as ListStoreUsersCommand,
} from '@aws-sdk/client-identitystore';
import { ListRootsCommand, OrganizationsClient } from '@aws-sdk/client-organizations';
import { ListInstancesCommand, SSOAdminClient } from '@aws-sdk/client-sso-admin';
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { afterEach, describe, expect, it } from 'vitest';
import type { Behaviour } from '#test/emulator/behaviour.ts';
import type { AccessKey } from '#test/emulator/estate.ts';
import { keyOf, withAwsEnvironment } from '#test/emulator/environment.ts';
import { generateEstate } from '#test/emulator/generate.ts';
import { startEmulator } from '#test/emulator/server.ts';
import type { Emulator } from '#test/emulator/server.ts';

const [home, sandbox] = ['111122223333', '777788889999'];
const region = 'ap-northeast-2';
const undo: (() => void | Promise<void>)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});
async function emulate(...troubles: Behaviour[]): Promise<Emulator> {
  const emulator = await startEmulator({ troubles });
  undo.push(() => emulator.close(), withAwsEnvironment({}));
  return emulator;
}
const settings = (
  endpoint: string,
  { accessKeyId, secretAccessKey }: AccessKey = keyOf(home, 'auditor'),
) => ({
  endpoint,
  region,
  maxAttempts: 1,
  credentials: { accessKeyId, secretAccessKey },
});
type Settings = ReturnType<typeof settings>;

const store = { IdentityStoreId: 'd-9a67000001' };
const asks: Readonly<Record<string, (with_: Settings) => Promise<unknown>>> = {
  ds: (with_) => new DirectoryServiceClient(with_).send(new DescribeTrustsCommand({})),
  ec2: (with_) => new EC2Client(with_).send(new DescribeRegionsCommand({})),
  iam: (with_) => new IAMClient(with_).send(new ListUsersCommand({})),
  identitystore: (with_) => new IdentitystoreClient(with_).send(new ListStoreUsersCommand(store)),
  organizations: (with_) => new OrganizationsClient(with_).send(new ListRootsCommand({})),
  sso: (with_) => new SSOAdminClient(with_).send(new ListInstancesCommand({})),
  sts: (with_) => new STSClient(with_).send(new GetCallerIdentityCommand({})),
  'ds-data': ({ endpoint, credentials }) => listUsers(endpoint, credentials, 'ds-data'),
};

/** Directory Service Data has no client: signed by hand, for `service`. */
async function listUsers(
  endpoint: string,
  { accessKeyId, secretAccessKey }: Settings['credentials'],
  service: string,
): Promise<unknown> {
  const { host } = new URL(endpoint);
  const body = '{"MaxResults":2}';
  const query = 'DirectoryId=d-9a67000001';
  const date = new Date().toISOString().replaceAll(/[-:]|\.\d{3}/g, '');
  const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
  const canonical = ['POST', '/Users/ListUsers', query, `host:${host}`, `x-amz-date:${date}`, '', 'host;x-amz-date', sha256(body)].join('\n'); // prettier-ignore
  const scope = [date.slice(0, 8), region, service, 'aws4_request'];
  const secret = scope.reduce<string | Buffer>(
    (key, part) => createHmac('sha256', key).update(part).digest(),
    `AWS4${secretAccessKey}`,
  );
  const text = ['AWS4-HMAC-SHA256', date, scope.join('/'), sha256(canonical)].join('\n');
  const signature = createHmac('sha256', secret).update(text).digest('hex');
  const response = await fetch(`${endpoint}/Users/ListUsers?${query}`, {
    method: 'POST',
    body,
    headers: {
      'content-type': 'application/json',
      'x-amz-date': date,
      authorization: `AWS4-HMAC-SHA256 Credential=${accessKeyId}/${scope.join('/')}, SignedHeaders=host;x-amz-date, Signature=${signature}`,
    },
  });
  const answer: unknown = await response.json();
  if (response.ok) return answer;
  const name = response.headers.get('x-amzn-errortype');
  throw Object.assign(new Error('refused'), { name, ...(answer as object) });
}

describe.each<[service: string, throttled: string, denied: string]>([
  ['ds', 'ThrottlingException', 'AccessDeniedException'],
  ['ds-data', 'ThrottlingException', 'AccessDeniedException'],
  ['ec2', 'RequestLimitExceeded', 'UnauthorizedOperation'],
  ['iam', 'Throttling', 'AccessDenied'],
  ['identitystore', 'ThrottlingException', 'AccessDeniedException'],
  ['organizations', 'TooManyRequestsException', 'AccessDeniedException'],
  ['sso', 'ThrottlingException', 'AccessDeniedException'],
  ['sts', 'Throttling', 'AccessDenied'],
])('%s', (service, throttled, denied) => {
  it('answers, throttles, denies and is out of order in its own words', async () => {
    const on = `${service}:*`;
    const { url } = await emulate(
      { on, do: 'throttle', times: 1 },
      { on, do: 'deny', times: 1 },
      { on, do: 'error', status: 503, code: 'ServiceUnavailable', message: 'later', times: 1 },
      { on, do: 'delay', ms: 200, times: 1 },
    );
    const ask = (): Promise<unknown> => asks[service]!(settings(url));
    await expect(ask()).rejects.toMatchObject({ name: throttled });
    await expect(ask()).rejects.toMatchObject({ name: denied });
    await expect(ask()).rejects.toMatchObject({ name: 'ServiceUnavailable' });
    const began = performance.now();
    await expect(ask()).resolves.toBeDefined();
    expect(performance.now() - began).toBeGreaterThan(190);
  });

  it('has trouble in one account alone', async () => {
    const { url } = await emulate({ on: '*', account: sandbox, do: 'deny' });
    await expect(asks[service]!(settings(url, keyOf(sandbox, 'auditor')))).rejects.toMatchObject({
      name: denied,
    });
    await expect(asks[service]!(settings(url))).resolves.toBeDefined();
  });

  it('refuses a secret that is not the key’s', async () => {
    const { url } = await emulate();
    const wrong = { ...keyOf(home, 'auditor'), secretAccessKey: 'wrong' };
    await expect(asks[service]!(settings(url, wrong))).rejects.toMatchObject({
      name: ['ec2', 'iam', 'sts'].includes(service) ? 'SignatureDoesNotMatch' : 'InvalidSignatureException',
    });
  });
});

describe('the emulator', () => {
  it('refuses a signature for another service', async () => {
    const { url } = await emulate();
    await expect(listUsers(url, settings(url).credentials, 'ds')).rejects.toMatchObject({
      name: 'InvalidSignatureException',
      Message: expect.stringContaining("'ds-data'"),
    });
  });

  it('refuses a limit that the operation does not allow, and a token of another list', async () => {
    const { url } = await emulate();
    const client = new DirectoryServiceClient(settings(url));
    const directory = { DirectoryId: 'd-9a67000001' };
    await expect(client.send(new ListCertificatesCommand({ ...directory, Limit: 51 }))).rejects.toMatchObject(
      {
        name: 'ValidationException',
      },
    );
    const { NextToken } = await client.send(new DescribeTrustsCommand({ Limit: 1 }));
    expect(NextToken).toBeDefined();
    await expect(client.send(new ListCertificatesCommand({ ...directory, NextToken }))).rejects.toMatchObject(
      {
        name: 'InvalidNextTokenException',
      },
    );
  });

  it('fails the test that asks it to change something', async () => {
    const emulator = await startEmulator();
    undo.push(withAwsEnvironment({}));
    const trust = { DirectoryId: 'd-9a67000001', RemoteDomainName: 'x.example.com', TrustPassword: 'invented-pw', TrustDirection: 'Two-Way' } as const; // prettier-ignore
    const client = new DirectoryServiceClient(settings(emulator.url));
    await expect(client.send(new CreateTrustCommand(trust))).rejects.toMatchObject({
      name: 'UnknownOperationException',
    });
    expect(emulator.writes).toEqual(['ds:CreateTrust']);
    await expect(emulator.close()).rejects.toThrow('ds:CreateTrust');
  });

  it.each<[role: string, from: string, given: boolean]>([
    ['Audit', home, true],
    ['Audit', '444455556666', false],
    ['Everybody', '444455556666', true],
    ['Everybody', '999988887777', false],
    ['FromConsumer', home, false],
    ['LambdaWorker', home, false],
  ])('lets %s be assumed from %s: %s', async (role, from, given) => {
    const { url } = await emulate();
    const command = new AssumeRoleCommand({
      RoleArn: `arn:aws:iam::${sandbox}:role/${role}`,
      RoleSessionName: 'reader',
    });
    const answer = new STSClient(settings(url, keyOf(from, 'auditor'))).send(command);
    if (given)
      await expect(answer).resolves.toMatchObject({
        Credentials: { AccessKeyId: expect.stringMatching(/^ASIA/) },
      });
    else await expect(answer).rejects.toMatchObject({ name: 'AccessDenied' });
  });
});

describe('a generated estate', () => {
  it('has the size that is asked for and is the same for the same seed', () => {
    const size = { roles: 403, policies: 41, assignments: 97, permissionSets: 10, accounts: 4, users: 11 };
    const estate = generateEstate(size);
    expect(estate).toEqual(generateEstate(size));
    expect(estate).not.toEqual(generateEstate({ ...size, seed: 2 }));
    const arns = estate.accounts.flatMap(({ roles }) => roles.map(({ Arn }) => Arn));
    expect(new Set(arns).size).toBe(403);
    expect(estate.accounts.flatMap(({ users }) => users)).toHaveLength(11);
    const [center] = estate.identityCenters!;
    expect(new Set(center!.assignments.map((one) => JSON.stringify(one))).size).toBe(97);
    const known = new Set(center!.groups.map(({ GroupId }) => GroupId));
    expect(center!.assignments.every(({ PrincipalId }) => known.has(PrincipalId))).toBe(true);
  });
});
