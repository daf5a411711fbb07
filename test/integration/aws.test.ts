import { afterEach, describe, expect, it } from 'vitest';
import { createAws } from '#aws/createAws.ts';
import type { AwsReadOptions } from '#aws/api.ts';
import { readOperations } from '#aws/readOperations.ts';
import type { AwsDirectory } from '#domain/estate/directory.ts';
import type { EstateFacts } from '#domain/estate/facts.ts';
import type { IamRole } from '#domain/estate/iam.ts';
import type { Reading } from '#domain/estate/reading.ts';
import type { CallLimits } from '#sts/limits.ts';
import type { Behaviour } from '#test/emulator/behaviour.ts';
import type { AccessKey } from '#test/emulator/estate.ts';
import { emulatorVariables, keyOf, withAwsEnvironment } from '#test/emulator/environment.ts';
import { startEmulator } from '#test/emulator/server.ts';
import type { Emulator, EmulatorOptions } from '#test/emulator/server.ts';

const home = '111122223333';
const seoul = 'ap-northeast-2';
const quick: Partial<CallLimits> = { connectMs: 500, answerMs: 300, callMs: 20_000, attempts: 2 };

const undo: (() => void | Promise<void>)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

async function emulate(
  options: EmulatorOptions = {},
  key: AccessKey = keyOf(home, 'auditor'),
): Promise<Emulator> {
  const emulator = await startEmulator(options);
  undo.push(() => emulator.close(), withAwsEnvironment(emulatorVariables(emulator.url, key)));
  return emulator;
}

interface Outcome {
  readonly facts: EstateFacts;
  readonly missing: [string, string][];
  readonly progress: [string, number][];
}

async function readAll(
  limits: Partial<CallLimits> = {},
  more: Partial<AwsReadOptions> = {},
): Promise<Outcome> {
  const missing: [string, string][] = [];
  const progress: [string, number][] = [];
  const facts = await createAws(limits).read({
    profile: null,
    regions: [seoul, 'us-east-1'],
    signal: new AbortController().signal,
    onProgress: (phase, done) => progress.push([phase, done]),
    onMissing: (where, code) => missing.push([where, code]),
    ...more,
  });
  return { facts, missing, progress };
}

function value<T>(reading: Reading<T>): T {
  if (reading.state !== 'read') throw new Error(JSON.stringify(reading));
  return reading.value;
}

const roleOf = (facts: EstateFacts, name: string): IamRole =>
  value(facts.roles).find((role) => role.name === name)!;

describe('reading an account', () => {
  it('reads all kinds of directory, in several Regions', async () => {
    await emulate();
    const { facts, missing } = await readAll();
    expect(missing).toEqual([]);
    expect(facts.partition).toBe('aws');
    expect(facts.accounts).toEqual([
      {
        id: home,
        name: null,
        alias: 'example-corp',
        root: expect.objectContaining({ mfaEnabled: expect.any(Boolean) }),
      },
    ]);
    const directories = value(facts.directories);
    expect(directories.map(({ directoryId, type, region }) => [directoryId, type, region])).toEqual([
      ['d-9a67000001', 'MicrosoftAD', seoul],
      ['d-9a67000002', 'ADConnector', seoul],
      ['d-9067000003', 'SimpleAD', 'us-east-1'],
    ]);
    const { details, ...described } = directories[0]!;
    expect(details?.controllers.state).toBe('read');
    expect(described).toEqual({
      directoryId: 'd-9a67000001',
      account: home,
      region: seoul,
      name: 'corp.example.com',
      shortName: 'CORP',
      type: 'MicrosoftAD',
      edition: 'Enterprise',
      size: null,
      alias: 'corp-example',
      accessUrl: 'corp-example.awsapps.com',
      stage: 'Active',
      stageReason: null,
      dnsIpAddrs: ['10.20.1.10', '10.20.2.10'],
      vpcId: 'vpc-0a1b2c3d',
      subnetIds: ['subnet-0aa', 'subnet-0bb'],
      availabilityZones: ['ap-northeast-2a', 'ap-northeast-2c'],
      connect: null,
      radius: { status: 'Completed', servers: ['10.20.3.5'], port: 1812, protocol: 'MS-CHAPv2' },
      ssoEnabled: false,
      desiredNumberOfDomainControllers: 2,
      osVersion: 'SERVER_2019',
      launchTime: '2024-03-01T09:00:00.123Z',
      ownerAccountId: null,
      shareStatus: null,
      shareMethod: null,
      shareNotes: null,
      ownerDirectoryId: null,
      description: null,
      networkType: null,
      stageChangedAt: expect.stringMatching(/Z$/),
      securityGroupId: expect.stringMatching(/^sg-/),
      primaryRegion: seoul,
      additionalRegions: [expect.any(String)],
      hybrid: null,
    } satisfies AwsDirectory);
    expect(directories[1]?.connect).toEqual({
      customerUserName: 'svc-adconnector',
      connectIps: ['10.20.1.50', '10.20.2.50'],
    });
    expect(directories[2]).toMatchObject({ size: 'Large', edition: null, radius: null });
    expect(JSON.stringify(facts)).not.toContain('radius-secret');
  });

  it('reads a directory that another account shares', async () => {
    await emulate({}, keyOf('444455556666', 'auditor'));
    const { facts } = await readAll();
    expect(facts.accounts).toMatchObject([{ id: '444455556666', name: null, alias: null }]);
    expect(value(facts.directories)).toMatchObject([
      { type: 'SharedMicrosoftAD', ownerAccountId: home, shareStatus: 'Shared' },
    ]);
  });

  it('reads roles with their trust, policies, boundary, session length and last use', async () => {
    await emulate();
    const { facts } = await readAll();
    expect(roleOf(facts, 'Admin')).toMatchObject({
      arn: `arn:aws:iam::${home}:role/Admin`,
      account: home,
      createDate: '2024-03-01T09:00:00.000Z',
      description: 'Full rights, for the platform team.',
      maxSessionDuration: 14_400,
      lastUsed: { date: '2026-11-20T08:30:00.000Z', region: seoul },
      attachedPolicies: [{ arn: 'arn:aws:iam::aws:policy/AdministratorAccess', name: 'AdministratorAccess' }],
      tags: { owner: 'platform & identity' },
      trustPolicy: {
        Statement: [
          {
            Action: 'sts:AssumeRoleWithSAML',
            Principal: { Federated: `arn:aws:iam::${home}:saml-provider/ADFS` },
          },
        ],
      },
    });
    expect(roleOf(facts, 'PowerUser')).toMatchObject({
      permissionsBoundary: `arn:aws:iam::${home}:policy/boundaries/PowerUserBoundary`,
      inlinePolicies: [{ name: 'most', document: { Statement: [{ NotAction: 'iam:*' }] } }],
      lastUsed: { date: null, region: null },
    });
    expect(roleOf(facts, 'DirectoryHelpdesk').trustPolicy).toMatchObject({
      Statement: [{ Principal: { Service: 'ds.amazonaws.com' } }],
    });
    expect(roleOf(facts, 'AWSReservedSSO_ReadOnly_0123456789abcdef').path).toBe(
      '/aws-reserved/sso.amazonaws.com/ap-northeast-2/',
    );
    expect(
      value(facts.users).map(({ name, passwordLastUsed, groups }) => [name, passwordLastUsed, groups]),
    ).toEqual([
      ['breakglass', '2026-01-15T03:12:00.000Z', ['Operators']],
      ['ci-deployer', null, []],
    ]);
    expect(value(facts.groups)).toMatchObject([
      { name: 'Operators', inlinePolicies: [{ name: 'start-stop' }] },
    ]);
    const policies = value(facts.policies);
    expect(policies.map(({ name, account, awsManaged }) => [name, account, awsManaged])).toEqual([
      ['PowerUserBoundary', home, false],
      ['AdministratorAccess', null, true],
      ['ReadOnlyAccess', null, true],
    ]);
    expect(policies[0]?.versions.map(({ versionId, isDefault }) => [versionId, isDefault])).toEqual([
      ['v2', true],
      ['v1', false],
    ]);
    expect(value(facts.samlProviders)).toEqual([
      {
        arn: `arn:aws:iam::${home}:saml-provider/ADFS`,
        name: 'ADFS',
        account: home,
        createDate: '2024-03-01T09:00:00.000Z',
        validUntil: '2027-03-01T09:00:00.000Z',
        entityId: 'http://adfs.corp.example.com/adfs/services/trust',
      },
    ]);
    expect(value(facts.identityCenter).permissionSets.length).toBeGreaterThan(0);
    expect(value(facts.organization).managementAccountId).toMatch(/^\d{12}$/);
    expect(value(facts.instances).every(({ account }) => account === home)).toBe(true);
    expect(facts.delegations).toEqual({ state: 'notReadable', code: 'noPublicApi' });
  });

  it('reads the same whatever the pages and the encoding of documents', async () => {
    await emulate();
    const whole = await readAll();
    for (const options of [
      { pageSize: 5 },
      { pageSize: 1, emptyFirstPage: true },
      { documents: 'plain', pageSize: 4 },
    ] as const) {
      const emulator = await startEmulator(options);
      const restore = withAwsEnvironment(emulatorVariables(emulator.url, keyOf(home, 'auditor')));
      const paged = await readAll();
      restore();
      await emulator.close();
      expect(paged.facts).toEqual(whole.facts);
      const asked = emulator.requests.filter(
        ({ operation }) => operation === 'GetAccountAuthorizationDetails',
      ).length;
      // 2 users, 1 group, 6 roles, 3 policies.
      expect(asked).toBe(Math.ceil(12 / options.pageSize) + ('emptyFirstPage' in options ? 1 : 0));
    }
    const inline = value(whole.facts.users)[1]?.inlinePolicies[0]?.document;
    expect(inline).toMatchObject({ Statement: [{ Resource: 'arn:aws:s3:::releases/a%2Fb+c/*' }] });
  });

  it('sends reads alone, and tells how far it is', async () => {
    const emulator = await emulate({ pageSize: 5 });
    const { progress } = await readAll();
    const allowed = new Set([...Object.values(readOperations).flat(), 'GetCallerIdentity']);
    expect(emulator.requests.filter(({ operation }) => !allowed.has(operation))).toEqual([]);
    expect(new Set(emulator.requests.map(({ service }) => service))).toContain('ds');
    expect(progress[0]).toEqual(['connecting', 0]);
    expect(Math.max(...progress.map(([, done]) => done))).toBeGreaterThanOrEqual(15);
    expect(progress.at(-1)?.[0]).toBe('finishing');
  });

  it('says who we are', async () => {
    await emulate();
    const identity = await createAws().identity({
      profile: null,
      regions: [seoul],
      signal: new AbortController().signal,
    });
    expect(identity).toEqual({ account: home, arn: `arn:aws:iam::${home}:user/auditor`, partition: 'aws' });
  });

  it('takes the Region of the environment where none is named, and says so where there is none', async () => {
    const emulator = await emulate();
    await expect(readAll(quick, { regions: [] })).rejects.toMatchObject({
      code: 'input.invalid',
      params: { path: 'regions' },
    });
    process.env['AWS_REGION'] = 'us-east-1';
    const { facts } = await readAll(quick, { regions: [] });
    expect(value(facts.directories).map(({ region }) => region)).toEqual(['us-east-1']);
    expect(new Set(emulator.requests.map(({ region }) => region))).toEqual(new Set(['us-east-1']));
  });
});

describe('a part that cannot be read', () => {
  it.each<
    [
      string,
      AccessKey,
      (facts: EstateFacts) => Reading<unknown>[],
      (facts: EstateFacts) => Reading<unknown>[],
      string[],
      string,
    ]
  >([
    [
      'IAM denied',
      keyOf(home, 'directory-only'),
      (facts) => [facts.roles, facts.users, facts.groups, facts.policies, facts.samlProviders],
      (facts) => [facts.directories],
      [
        `${home}/iam:ListAccountAliases`,
        `${home}/iam:GetAccountAuthorizationDetails`,
        `${home}/iam:ListSAMLProviders`,
      ],
      'iam:',
    ],
    [
      'directories denied',
      keyOf(home, 'iam-only'),
      (facts) => [facts.directories],
      (facts) => [facts.roles, facts.users, facts.samlProviders],
      [`${home}/ap-northeast-2/ds:DescribeDirectories`, `${home}/us-east-1/ds:DescribeDirectories`],
      'ds:',
    ],
  ])('%s: not readable, and the rest goes on', async (_, key, refused, given, wheres, part) => {
    await emulate({}, key);
    const { facts, missing } = await readAll(quick);
    for (const reading of refused(facts))
      expect(reading).toEqual({ state: 'notReadable', code: 'aws.accessDenied' });
    for (const reading of given(facts)) expect(reading.state).toBe('read');
    expect(missing.map(([where]) => where)).toEqual(expect.arrayContaining(wheres));
    expect(missing.filter(([where, code]) => code !== 'aws.accessDenied' || !where.includes(part))).toEqual(
      [],
    );
  });

  const troubled: [string, Behaviour, string][] = [
    ['throttled for ever', { on: 'ds:DescribeDirectories', region: seoul, do: 'throttle' }, 'aws.throttled'],
    ['never answered', { on: 'ds:DescribeDirectories', region: seoul, do: 'never' }, 'aws.noAnswer'],
    [
      'a body that falls silent',
      { on: 'ds:DescribeDirectories', region: seoul, do: 'stall' },
      'aws.noAnswer',
    ],
    [
      'a body cut in half',
      { on: 'ds:DescribeDirectories', region: seoul, do: 'halve' },
      'aws.malformedAnswer',
    ],
    ['a broken connection', { on: 'ds:DescribeDirectories', region: seoul, do: 'break' }, 'aws.unreachable'],
    [
      'a web page instead',
      {
        on: 'ds:DescribeDirectories',
        region: seoul,
        do: 'body',
        status: 200,
        type: 'text/html',
        body: '<html>Sign in</html>',
      },
      'aws.malformedAnswer',
    ],
    [
      'JSON of another kind',
      {
        on: 'ds:DescribeDirectories',
        region: seoul,
        do: 'body',
        status: 200,
        type: 'application/x-amz-json-1.1',
        body: '{"a":1}',
      },
      'aws.malformedAnswer',
    ],
    [
      'a proxy page with status 502',
      {
        on: 'ds:DescribeDirectories',
        region: seoul,
        do: 'body',
        status: 502,
        type: 'text/html',
        body: '<html>Bad gateway</html>',
      },
      'aws.malformedAnswer',
    ],
    [
      'an error of the service',
      {
        on: 'ds:DescribeDirectories',
        region: seoul,
        do: 'error',
        status: 500,
        code: 'ServiceException',
        message: 'internal',
      },
      'aws.serviceError',
    ],
  ];
  it.each(troubled)('one Region with %s: the other is read', async (_, trouble, code) => {
    await emulate({ troubles: [trouble] });
    const { facts, missing } = await readAll(quick);
    expect(missing).toEqual([[`${home}/${seoul}/ds:DescribeDirectories`, code]]);
    expect(value(facts.directories).map(({ type }) => type)).toEqual(['SimpleAD']);
    expect(facts.roles.state).toBe('read');
  });

  it('does not fit here: not applicable, and nothing is missing', async () => {
    const error = {
      do: 'error',
      status: 400,
      code: 'UnsupportedOperationException',
      message: 'not for this type',
    } as const;
    await emulate({ troubles: [{ on: 'ds:*', ...error }] });
    const { facts, missing } = await readAll(quick);
    expect(facts.directories).toEqual({ state: 'notApplicable' });
    expect(missing).toEqual([]);
  });

  it.each<[string, Behaviour, string]>([
    ['XML cut in half', { on: 'iam:GetAccountAuthorizationDetails', do: 'halve' }, 'aws.malformedAnswer'],
    [
      'a web page instead',
      {
        on: 'iam:GetAccountAuthorizationDetails',
        do: 'body',
        status: 200,
        type: 'text/html',
        body: '<html><p>Sign in</html>',
      },
      'aws.malformedAnswer',
    ],
    [
      'nothing at all',
      { on: 'iam:GetAccountAuthorizationDetails', do: 'body', status: 200, type: 'text/xml', body: '' },
      'aws.malformedAnswer',
    ],
    [
      'a refusal on a later page',
      { on: 'iam:GetAccountAuthorizationDetails', after: 2, do: 'deny' },
      'aws.accessDenied',
    ],
  ])('IAM with %s: not readable, never half a list', async (_, trouble, code) => {
    await emulate({ troubles: [trouble], pageSize: 4 });
    const { facts, missing } = await readAll(quick);
    expect(missing).toEqual([[`${home}/iam:GetAccountAuthorizationDetails`, code]]);
    for (const reading of [facts.roles, facts.users, facts.groups, facts.policies])
      expect(reading).toEqual({ state: 'notReadable', code });
    expect(facts.samlProviders.state).toBe('read');
  });

  it('keeps a provider whose metadata is refused, and roles without their session length', async () => {
    await emulate({
      troubles: [
        { on: 'iam:GetSAMLProvider', do: 'deny' },
        { on: 'iam:ListRoles', do: 'deny' },
      ],
    });
    const { facts, missing } = await readAll(quick);
    expect(value(facts.samlProviders)).toMatchObject([
      { name: 'ADFS', validUntil: '2027-03-01T09:00:00.000Z', entityId: null },
    ]);
    expect(roleOf(facts, 'Admin').maxSessionDuration).toBeNull();
    expect(missing.toSorted()).toEqual([
      [`${home}/iam:ListRoles`, 'aws.accessDenied'],
      [`arn:aws:iam::${home}:saml-provider/ADFS iam:GetSAMLProvider`, 'aws.accessDenied'],
    ]);
  });

  it('throttled a few times, then read', async () => {
    const emulator = await emulate({
      troubles: [{ on: 'iam:GetAccountAuthorizationDetails', times: 2, do: 'throttle' }],
    });
    const { facts, missing } = await readAll({ attempts: 4 });
    expect(missing).toEqual([]);
    expect(value(facts.roles)).toHaveLength(6);
    expect(
      emulator.requests
        .filter(({ operation }) => operation === 'GetAccountAuthorizationDetails')
        .map(({ status }) => status),
    ).toEqual([400, 400, 200]);
  });
});

describe('what ends the reading', () => {
  const wrong = { ...keyOf(home, 'auditor'), secretAccessKey: 'not-the-secret-of-this-access-key-000000' };
  const unknown = { ...keyOf(home, 'auditor'), accessKeyId: 'AKIAUNKNOWNUNKNOWN99' };
  it.each<[string, EmulatorOptions, AccessKey, string]>([
    ['a wrong secret key', {}, wrong, 'aws.credentialsInvalid'],
    ['an unknown access key', {}, unknown, 'aws.credentialsInvalid'],
    ['an expired token', {}, keyOf(home, 'yesterday'), 'aws.credentialsExpired'],
    [
      'a clock that is late, out of sight',
      { clockOffsetSeconds: 3600, hideClock: true },
      keyOf(home, 'auditor'),
      'aws.clockSkew',
    ],
    [
      'a clock that is ahead, out of sight',
      { clockOffsetSeconds: -3600, hideClock: true },
      keyOf(home, 'auditor'),
      'aws.clockSkew',
    ],
    [
      'no answer from STS',
      { troubles: [{ on: 'sts:*', do: 'never' }] },
      keyOf(home, 'auditor'),
      'aws.noAnswer',
    ],
    [
      'STS throttled for ever',
      { troubles: [{ on: 'sts:*', do: 'throttle' }] },
      keyOf(home, 'auditor'),
      'aws.throttled',
    ],
    [
      'garbage from STS',
      { troubles: [{ on: 'sts:*', do: 'body', status: 200, type: 'text/html', body: 'hello' }] },
      keyOf(home, 'auditor'),
      'aws.malformedAnswer',
    ],
  ])('%s', async (_, options, key, code) => {
    await emulate(options, key);
    const fault = await readAll(quick).then(
      () => null,
      (error: unknown) => error,
    );
    expect(fault).toMatchObject({ code });
    const said = JSON.stringify(fault) + String((fault as Error).message);
    expect(said).not.toContain(key.secretAccessKey);
    expect(said).not.toContain(key.accessKeyId);
    expect(said).not.toContain(key.sessionToken ?? key.secretAccessKey);
  });

  it.each(['iam:GetAccountAuthorizationDetails', 'ds:DescribeDirectories'])(
    'credentials that expire while %s is read',
    async (on) => {
      const error = {
        do: 'error',
        status: 403,
        code: 'ExpiredTokenException',
        message: 'The security token included in the request is expired',
      } as const;
      await emulate({ troubles: [{ on, ...error }] });
      await expect(readAll(quick)).rejects.toMatchObject({ code: 'aws.credentialsExpired' });
    },
  );

  it.each([3600, -3600])(
    'a clock %d s off that the server shows is no obstacle',
    async (clockOffsetSeconds) => {
      const emulator = await emulate({ clockOffsetSeconds });
      const { facts } = await readAll();
      expect(facts.roles.state).toBe('read');
      expect(emulator.requests.some(({ status }) => status >= 400)).toBe(true);
    },
  );

  it('a closed port', async () => {
    const emulator = await emulate();
    await emulator.close();
    await expect(readAll(quick)).rejects.toMatchObject({
      code: 'aws.unreachable',
      params: {
        service: 'sts',
        operation: 'GetCallerIdentity',
        detail: expect.stringContaining('ECONNREFUSED'),
      },
    });
  });

  it('no credentials at all', async () => {
    const emulator = await emulate();
    delete process.env['AWS_ACCESS_KEY_ID'];
    await expect(readAll(quick)).rejects.toMatchObject({ code: 'aws.credentialsMissing' });
    await expect(readAll(quick, { profile: 'nobody' })).rejects.toMatchObject({
      code: 'aws.credentialsMissing',
    });
    expect(emulator.requests).toEqual([]);
  });

  it('one operation that takes too long in all, though every answer begins in time', async () => {
    await emulate({ troubles: [{ on: 'sts:*', do: 'stall' }] });
    const began = performance.now();
    await expect(readAll({ ...quick, answerMs: 10_000, callMs: 400 })).rejects.toMatchObject({
      code: 'aws.noAnswer',
    });
    expect(performance.now() - began).toBeLessThan(3000);
  });

  it.each(['sts:*', 'ds:*', 'iam:*'])('cancelling while %s does not answer', async (on) => {
    await emulate({ troubles: [{ on, do: 'never' }] });
    const control = new AbortController();
    setTimeout(() => control.abort(), 200);
    const began = performance.now();
    await expect(readAll({ answerMs: 30_000 }, { signal: control.signal })).rejects.toMatchObject({
      code: 'job.cancelled',
    });
    expect(performance.now() - began).toBeLessThan(2000);
  });

  it('cancelled before it began', async () => {
    const emulator = await emulate();
    await expect(readAll({}, { signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'job.cancelled',
    });
    expect(emulator.requests).toEqual([]);
  });
});
