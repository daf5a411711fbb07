/** Sessions tried, told and explained by what was read of their accounts, through the engine and over the emulator. */
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { identitySchema } from '#contract/sessions/identity.ts';
import { trySchema, usualTries } from '#contract/sessions/tries.ts';
import type { Try, TryAction } from '#contract/sessions/tries.ts';
import type { SessionRequest } from '#domain/session/request.ts';
import type { Engine } from '#engine/engine.ts';
import { causes } from '#engine/sessions/causes.ts';
import { accountOfKey, identity } from '#engine/sessions/identity.ts';
import { tryIt } from '#engine/sessions/tryIt/tryIt.ts';
import { WorkspaceNames } from '#engine/sessions/workspaceNames.ts';
import { startReadAws } from '#engine/work.ts';
import { emulatorVariables, keyOf, withAwsEnvironment } from '#test/emulator/environment.ts';
import { people, peopleEstate, roleArn, work } from '#test/emulator/estates/people.ts';
import { person, region } from '#test/emulator/sessionsSupport.ts';
import { startEmulator } from '#test/emulator/server.ts';
import type { Emulator } from '#test/emulator/server.ts';
import { testEngine } from '../support/engine.ts';

const test = testEngine();
const without = testEngine();
const { engine } = test;
let s3: Server;
let emulator: Emulator;
let restore = () => {};
let kimKey = '';
const end: (() => void | Promise<void>)[] = [];

/** Two buckets; whoever is refused is refused in words that quote. */
let bucketsRefused = false;
const refusedWords = (key: string) =>
  `<Error><Code>AccessDenied</Code><Message>User: ${key} is not authorized to perform: s3:ListAllMyBuckets. Encoded authorization failure message: ${'aB3x'.repeat(100)}</Message></Error>`;

beforeAll(async () => {
  emulator = await startEmulator({ estate: peopleEstate });
  s3 = createServer(({ headers }, response) => {
    const key = /Credential=([^/]+)/.exec(headers.authorization ?? '')?.[1] ?? '';
    if (bucketsRefused) response.writeHead(403).end(refusedWords(key));
    else
      response.end(
        '<ListAllMyBucketsResult><Buckets><Bucket></Bucket><Bucket></Bucket></Buckets></ListAllMyBucketsResult>',
      );
  });
  await new Promise<void>((resolve) => s3.listen(0, '127.0.0.1', resolve));
  const { port } = s3.address() as AddressInfo;
  restore = withAwsEnvironment({
    ...emulatorVariables(emulator.url, keyOf(people, 'kim', peopleEstate)),
    AWS_ENDPOINT_URL_S3: `http://127.0.0.1:${port}`,
    AWS_REGION: region,
  });
  await engine.workspace.open(join(test.folder, 'people.treeline'), { mode: 'create' });
  const job = startReadAws(engine, {
    profile: null,
    regions: [region],
    accounts: null,
    resume: false,
    credentialReport: false,
  });
  expect(await engine.jobs.ended(job.id)).toMatchObject({ state: 'done' });
  const { accessKeyId, secretAccessKey } = person('kim');
  kimKey = (await engine.accessKeys.add({ name: 'Kim', accessKeyId, secretAccessKey, mfaSerial: null })).id;
}, 60_000);
afterEach(async () => {
  bucketsRefused = false;
  for (const step of end.splice(0).reverse()) await step();
});
afterAll(async () => {
  await test.close();
  await without.close();
  restore();
  s3.close();
  await emulator.close();
});

const free = { region, durationSeconds: null, policy: null, policyArns: [] };
const source = { kind: 'profile', profile: null } as const;
const role = (name: string, more: object = {}, account = people): SessionRequest => ({
  kind: 'role',
  source,
  roleArn: roleArn(name, account),
  sessionName: 'kim',
  externalId: null,
  tags: [],
  transitiveTagKeys: [],
  sourceIdentity: null,
  mfaSerial: null,
  ...free,
  ...more,
});
const take = async (request: SessionRequest, of: Engine = engine): Promise<string> =>
  (await of.sessions.take({ name: 's', request, group: null, keepFresh: false, once: null })).id;
async function tried(id: string, actions: readonly TryAction[], of: Engine = engine) {
  const answers = new Map<string, Try>();
  for await (const one of tryIt(of, { id, actions })) answers.set(one.action, trySchema.parse(one));
  return (action: TryAction): Try => answers.get(action)!;
}

describe('trying a session', () => {
  it('says what AWS let through beside what the policies foretold', async () => {
    const answers = await tried(await take(role('Reader')), usualTries);
    expect(answers('sts:GetCallerIdentity')).toMatchObject({
      outcome: 'allowed',
      foretold: 'allowed',
      foretoldBecause: { kind: 'policies', decidedBy: 'needsNoPermission' },
      agrees: true,
    });
    expect(answers('s3:ListAllMyBuckets')).toMatchObject({
      outcome: 'allowed',
      count: 2,
      more: false,
      agrees: true,
    });
    expect(answers('iam:ListRoles')).toMatchObject({
      outcome: 'allowed',
      count: peopleEstate.accounts[0]!.roles.length,
      agrees: true,
      foretoldBecause: {
        decidedBy: 'identityPolicy',
        statements: [{ documentName: 'ReadOnlyAccess' }],
        gaps: [],
      },
    });
    // The emulator asks no policies: a disagreement, with both reasons.
    expect(answers('ds:DescribeDirectories')).toMatchObject({
      outcome: 'allowed',
      foretold: 'denied',
      foretoldBecause: { kind: 'policies', decision: 'implicitDeny', decidedBy: 'identityPolicy' },
      agrees: false,
    });
  });

  it('tells a refusal in AWS’s own words, without keys and encoded messages', async () => {
    bucketsRefused = true;
    const answers = await tried(await take(role('NoIam')), [
      'iam:ListRoles',
      's3:ListAllMyBuckets',
      'iam:ListRoles',
    ]);
    expect(answers('iam:ListRoles')).toMatchObject({
      outcome: 'denied',
      foretold: 'allowed',
      agrees: false,
      fault: null,
      count: null,
    });
    expect(answers('iam:ListRoles').detail).toContain('is not authorized to perform: iam:ListRoles');
    expect(answers('s3:ListAllMyBuckets').detail).toMatch(
      /^AccessDenied: User: ….{4} is not authorized to perform: s3:ListAllMyBuckets\.$/,
    );
  });

  it.each<[string, object, TryAction, object]>([
    [
      'its own policy',
      { policy: '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*"}}' },
      'iam:ListUsers',
      { foretold: 'denied', foretoldBecause: { decidedBy: 'sessionPolicy' }, agrees: false },
    ],
    [
      'its own policy, which lets it through',
      { policy: '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*"}}' },
      's3:ListAllMyBuckets',
      { foretold: 'allowed', agrees: true },
    ],
    [
      'a managed policy that was read',
      { policyArns: ['arn:aws:iam::aws:policy/ReadOnlyAccess'] },
      'iam:ListUsers',
      { foretold: 'allowed', foretoldBecause: { gaps: [] }, agrees: true },
    ],
    [
      'a managed policy that was not read',
      { policyArns: ['arn:aws:iam::aws:policy/Unknown'] },
      'iam:ListUsers',
      {
        foretold: 'allowed',
        foretoldBecause: { gaps: [{ code: 'policyNotRead', couldDeny: true }] },
        agrees: true,
      },
    ],
    [
      'nothing, and the service itself refuses',
      {},
      'organizations:DescribeOrganization',
      { outcome: 'failed', fault: { code: 'aws.serviceError' }, foretold: 'denied', agrees: null },
    ],
  ])('cuts it by %s', async (_, more, action, expected) => {
    const answers = await tried(await take(role('Reader', more)), [action]);
    expect(answers(action)).toMatchObject(expected);
  });

  it.each<[string, SessionRequest, TryAction, string]>([
    [
      'GetSessionToken without MFA',
      { kind: 'sessionToken', source, region, durationSeconds: 900, mfaSerial: null },
      'iam:ListRoles',
      'sessionTokenWithoutMfa',
    ],
    [
      'GetFederationToken without a policy',
      { kind: 'federationToken', source, userName: 'guest', tags: [], ...free },
      'iam:ListRoles',
      'federationTokenWithoutPolicy',
    ],
  ])('knows what holds beside policies: %s', async (_, request, action, code) => {
    const answers = await tried(await take(request), [action, 'sts:GetCallerIdentity']);
    expect(answers(action)).toMatchObject({
      outcome: 'denied',
      foretold: 'denied',
      foretoldBecause: { kind: 'rule', code },
      agrees: true,
    });
    expect(answers('sts:GetCallerIdentity').outcome).toBe('allowed');
  });

  it('foretells nothing of what nobody read', async () => {
    const open = await tried(await take(role('Vendor', { externalId: 'treeline-people' }, work)), [
      'iam:ListRoles',
    ]);
    expect(open('iam:ListRoles')).toMatchObject({
      outcome: 'allowed',
      foretold: 'unknown',
      foretoldBecause: { code: 'principalNotInWorkspace' },
      agrees: null,
    });
    const none = await tried(
      await take(role('Reader'), without.engine),
      ['ec2:DescribeRegions'],
      without.engine,
    );
    expect(none('ec2:DescribeRegions')).toMatchObject({
      outcome: 'allowed',
      foretoldBecause: { code: 'noWorkspace' },
      agrees: null,
    });
  });

  it('asks each service once, and the first page alone', async () => {
    const id = await take(role('Reader'));
    const before = emulator.requests.length;
    await tried(id, [
      'iam:ListRoles',
      'iam:ListUsers',
      'iam:GetAccountSummary',
      'iam:ListAccountAliases',
      'ds:DescribeDirectories',
      'ec2:DescribeInstances',
      'ec2:DescribeRegions',
      'sso:ListInstances',
      'organizations:ListAccounts',
    ]);
    const asked = emulator.requests.slice(before).map(({ service, operation }) => `${service}:${operation}`);
    expect(asked.toSorted()).toEqual([
      'ds:DescribeDirectories',
      'ec2:DescribeInstances',
      'ec2:DescribeRegions',
      'iam:GetAccountSummary',
      'iam:ListAccountAliases',
      'iam:ListRoles',
      'iam:ListUsers',
      'organizations:ListAccounts',
      'sso:ListInstances',
    ]);
  });

  it('waits no longer than its limit, and no longer than anybody looks on', async () => {
    const slow = await startEmulator({
      estate: peopleEstate,
      troubles: [
        { on: 'iam:*', do: 'never' },
        { on: 'ds:*', do: 'never' },
      ],
    });
    const id = await take(role('Reader'));
    end.push(
      () => slow.close(),
      withAwsEnvironment({ ...process.env, AWS_ENDPOINT_URL: slow.url } as Record<string, string>),
    );
    const bounds = { connectMs: 100, answerMs: 100, callMs: 150, attempts: 1 };
    const answers: Try[] = [];
    for await (const one of tryIt(engine, { id, actions: ['iam:ListRoles'], limits: bounds }))
      answers.push(one);
    expect(answers).toMatchObject([{ outcome: 'failed', fault: { code: 'aws.noAnswer' }, agrees: null }]);
    const left = new AbortController();
    const waiting = tryIt(
      engine,
      { id, actions: ['iam:ListRoles', 'ds:DescribeDirectories'] },
      left.signal,
    ).next();
    setTimeout(() => left.abort(), 50);
    await expect(waiting).rejects.toMatchObject({ code: 'job.cancelled' });
  });
});

describe('who somebody is', () => {
  const names = new WorkspaceNames(engine.workspace);
  const parts = { sts: engine.sts, sessions: engine.sessions, accountAlias: names.accountAlias };
  afterAll(() => names.close());

  it('is told of a session, a profile and a key', async () => {
    const id = await take(role('Reader'));
    const session = identitySchema.parse(
      await identity(parts, { source: { kind: 'session', id }, region: null }),
    );
    expect(session).toMatchObject({
      account: people,
      accountAlias: 'example-people',
      kind: 'roleSession',
      name: 'Reader',
      sessionName: 'kim',
      partition: 'aws',
      region,
    });
    expect(session.expiresAt).toBe(engine.sessions.at(id).expiresAt);
    for (const of of [source, { kind: 'accessKey', id: kimKey } as const])
      expect(await identity(parts, { source: of, region: 'eu-west-1' })).toMatchObject({
        kind: 'user',
        name: 'kim',
        sessionName: null,
        region: 'eu-west-1',
        expiresAt: null,
      });
    expect(await accountOfKey(parts, { accessKeyId: person('lee').accessKeyId, source, region })).toEqual({
      account: people,
    });
  });

  it('is told of a session by what is known, where AWS cannot be asked or would say that it is over', async () => {
    const id = await take(role('Reader'));
    const before = emulator.requests.length;
    engine.store.saveSession({ ...engine.sessions.at(id), expiresAt: '2026-01-01T00:00:00.000Z' });
    expect(await identity(parts, { source: { kind: 'session', id }, region: null })).toMatchObject({
      name: 'Reader',
      userId: '',
      expiresAt: '2026-01-01T00:00:00.000Z',
    });
    expect(emulator.requests).toHaveLength(before);
    await expect(
      identity(parts, { source: { kind: 'session', id: 'none' }, region: null }),
    ).rejects.toMatchObject({ code: 'session.notFound' });
  });

  it('knows no name without a workspace', async () => {
    const other = new WorkspaceNames(without.engine.workspace);
    expect(await other.accountAlias(people)).toBeNull();
    other.close();
    expect(await names.accountAlias(work)).toBeNull();
  });
});

describe('why a session was refused', () => {
  const why = async (request: SessionRequest, of: Engine = engine) => {
    const fault = await of.sessions
      .take({ name: 's', request, group: null, keepFresh: false, once: null })
      .then(
        () => null,
        (error: { code: string; params: { detail?: string } }) => error,
      );
    const told = await causes(of, { request, code: fault!.code, detail: fault!.params.detail ?? '' });
    return told.map(({ code, certain }) => (certain ? code : `${code}?`));
  };
  const key = () => ({ source: { kind: 'accessKey', id: kimKey } as const });

  it('is found in the role that was read', async () => {
    expect(await why(role('OneHour', { durationSeconds: 7200 }))).toEqual(['limit']);
    expect(await why(role('WithMfa', key()))).toContain('mfaMissing');
    expect(await why(role('Readr'))).toContain('roleUnknownNear?');
    expect(await why(role('Reader', { tags: [{ key: 'a', value: 'b' }] }))).toContain('trustLacksTagSession');
    expect(await why(role('SamlReader'))).toContain('trustLacksCall');
  });

  it('is found in the policies of whoever signed', async () => {
    expect(await why(role('Vendor', {}, work))).toContain('identityLacks');
    const reader = { source: { kind: 'session', id: await take(role('Reader')) } as const };
    expect(await why(role('KimOnly', reader))).toContain('trustLacksPrincipal');
    expect(await why(role('Vendor', reader, work))).not.toContain('identityLacks');
  });

  it('stays unknown where no workspace is open', async () => {
    expect(await why(role('KimsOwn'), without.engine)).toEqual([]);
    expect(await causes(engine, { request: role('Reader'), code: 'no.such', detail: '' })).toEqual([]);
  });
});
