/** What is foretold of sessions, and why they are refused, by the policies of the sample: nobody is asked. */
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { foretoldBecauseSchema } from '#contract/sessions/tries.ts';
import type { TryAction } from '#contract/sessions/tries.ts';
import type { StoredSession } from '#contract/sessions/session.ts';
import type { SessionRequest } from '#domain/session/request.ts';
import { causes } from '#engine/sessions/causes.ts';
import { foretell } from '#engine/sessions/tryIt/foretell.ts';
import { agreement } from '#engine/sessions/tryIt/tryIt.ts';
import { buildSample } from '../../resources/sample/build.ts';
import { accounts } from '../../resources/sample/plan.ts';
import { testEngine } from '../support/engine.ts';

const { engine, folder, close } = testEngine();
beforeAll(async () => {
  const path = join(folder, 'sample.treeline');
  await buildSample(path);
  await engine.workspace.open(path, { mode: 'open', readOnly: true });
}, 120_000);
afterAll(close);

const seoul = 'ap-northeast-2';
const session = (request: SessionRequest, account: string): StoredSession => ({
  id: 's',
  name: 's',
  request,
  arn: null,
  account,
  accessKeyTail: 'ABCD',
  takenAt: '2026-11-22T10:00:00.000Z',
  expiresAt: '2026-11-22T11:00:00.000Z',
  lengthSeconds: 3600,
  tier: 'memory',
  group: null,
  favourite: false,
  keepFresh: false,
});
const saml = (name: string, account: string, region = seoul): SessionRequest => ({
  kind: 'saml',
  identityProvider: null,
  roleArn: `arn:aws:iam::${account}:role/${name}`,
  principalArn: `arn:aws:iam::${account}:saml-provider/HanbitADFS`,
  region,
  durationSeconds: null,
  policy: null,
  policyArns: [],
});
const portal = (roleName: string, account: string): SessionRequest => ({
  kind: 'portalRole',
  portal: 'p',
  account,
  roleName,
  region: seoul,
});
const { prod, shared, security } = accounts;

describe('the policies of the sample', () => {
  it.each<[string, SessionRequest, string, TryAction, string, object]>([
    [
      'an administrator at home',
      saml('Admin', prod),
      prod,
      'ec2:DescribeInstances',
      'allowed',
      { decidedBy: 'identityPolicy', statements: [{ documentName: 'AdministratorAccess' }] },
    ],
    [
      'an administrator abroad',
      saml('Admin', prod, 'us-west-2'),
      prod,
      'ec2:DescribeInstances',
      'denied',
      {
        decision: 'explicitDeny',
        decidedBy: 'serviceControlPolicy',
        statements: [{ sid: 'OutsideRegions' }],
        gaps: [],
      },
    ],
    [
      'what is not regional, abroad',
      saml('Admin', prod, 'us-west-2'),
      prod,
      'iam:ListRoles',
      'allowed',
      { kind: 'policies' },
    ],
    ['buckets at home', saml('Admin', prod), prod, 's3:ListAllMyBuckets', 'allowed', { kind: 'policies' }],
    ['a boundary', saml('DBA', prod), prod, 'iam:ListUsers', 'denied', { kind: 'policies' }],
    [
      'a role of a portal',
      portal('ReadOnlyAccess', prod),
      prod,
      'iam:ListRoles',
      'allowed',
      { statements: [{ documentName: 'ReadOnlyAccess' }] },
    ],
    [
      'a permission set that is not in the account',
      portal('Nothing', prod),
      prod,
      'iam:ListRoles',
      'unknown',
      { kind: 'untold', code: 'principalNotInWorkspace' },
    ],
    [
      'accounts of the organization, asked by a member',
      saml('Admin', prod),
      prod,
      'organizations:ListAccounts',
      'unknown',
      { code: 'managementAccountOnly' },
    ],
    [
      'asked by an administrator of a service',
      portal('AdministratorAccess', security),
      security,
      'organizations:ListAccounts',
      'allowed',
      { kind: 'policies' },
    ],
    [
      'asked by the management account',
      portal('AdministratorAccess', shared),
      shared,
      'organizations:ListAccounts',
      'allowed',
      { kind: 'policies' },
    ],
    [
      'a session token of nobody known',
      {
        kind: 'sessionToken',
        source: { kind: 'profile', profile: null },
        region: seoul,
        durationSeconds: null,
        mfaSerial: 'x',
      },
      prod,
      'iam:ListRoles',
      'unknown',
      { code: 'principalKindUnknown' },
    ],
  ])('foretell %s', async (_, request, account, action, foretold, because) => {
    const told = await foretell(engine, session(request, account), action);
    expect(told).toMatchObject({ foretold, foretoldBecause: because });
    expect(foretoldBecauseSchema.parse(told.foretoldBecause)).toEqual(told.foretoldBecause);
  });

  it('know the managed policies that cut a session', async () => {
    const cut = {
      ...saml('Admin', prod),
      policyArns: ['arn:aws:iam::aws:policy/job-function/Billing'],
    } as SessionRequest;
    const told = await foretell(engine, session(cut, prod), 'iam:ListRoles');
    expect(told).toMatchObject({
      foretold: 'denied',
      foretoldBecause: { decidedBy: 'sessionPolicy', gaps: [] },
    });
  });
});

it.each<
  [
    string,
    'allowed' | 'denied' | 'failed',
    'allowed' | 'denied' | 'conditional' | 'unknown',
    ('allow' | 'deny')[],
    boolean | null,
  ]
>([
  ['the same', 'denied', 'denied', ['allow'], true],
  ['the opposite', 'denied', 'allowed', [], false],
  ['the opposite, where what nobody read could deny', 'denied', 'allowed', ['deny'], null],
  ['the opposite, where what nobody read could only allow', 'denied', 'allowed', ['allow'], false],
  ['allowed all the same, where what nobody read could allow', 'allowed', 'denied', ['allow'], null],
  ['a failure', 'failed', 'allowed', [], null],
  ['conditions', 'allowed', 'conditional', [], null],
  ['nothing foretold', 'denied', 'unknown', [], null],
])('agreement: %s', (_, outcome, foretold, gaps, expected) => {
  const because = {
    kind: 'policies' as const,
    decision: 'allowed' as const,
    decidedBy: 'identityPolicy' as const,
    statements: [],
    conditions: [],
    gaps: gaps.map((way) => ({
      code: 'policyNotRead' as const,
      name: null,
      reason: null,
      couldAllow: way === 'allow',
      couldDeny: way === 'deny',
    })),
  };
  expect(agreement(outcome, { foretold, foretoldBecause: because })).toBe(expected);
});

describe('causes in the sample', () => {
  const why = async (request: SessionRequest, code: string, detail = '') =>
    (await causes(engine, { request, code, detail })).map((one) => [one.code, one.certain]);
  const web = (name: string): SessionRequest => ({
    kind: 'webIdentity',
    roleArn: `arn:aws:iam::${prod}:role/${name}`,
    sessionName: 'ci',
    region: seoul,
    durationSeconds: null,
    policy: null,
    policyArns: [],
  });

  it('are those of the role as it was read', async () => {
    expect(await why(saml('Support', prod), 'sts.accessDenied')).toContainEqual(['trustOtherProvider', true]);
    expect(await why(saml('Adm1n', prod), 'sts.accessDenied')).toContainEqual(['roleUnknownNear', false]);
    expect(
      await why(
        { ...saml('ReadOnly', prod), durationSeconds: 43_200 } as SessionRequest,
        'sts.durationTooLong',
      ),
    ).toContainEqual(['limit', true]);
    expect(await why(web('Admin'), 'sts.accessDenied')).toContainEqual(['trustLacksCall', true]);
  });

  it('are those of a provider that the account lacks', async () => {
    const gone = {
      ...saml('Admin', prod),
      principalArn: `arn:aws:iam::${prod}:saml-provider/Gone`,
    } as SessionRequest;
    expect(await why(gone, 'sts.samlInvalid')).toContainEqual(['providerMissing', false]);
    expect(await why(saml('Admin', prod), 'sts.samlInvalid')).toEqual([['assertionNotVerified', false]]);
  });

  it('are those of the caller that AWS names', async () => {
    const role: SessionRequest = {
      kind: 'role',
      source: { kind: 'session', id: 'none' },
      sessionName: 's',
      externalId: null,
      tags: [],
      transitiveTagKeys: [],
      sourceIdentity: null,
      mfaSerial: null,
      roleArn: `arn:aws:iam::${security}:role/Nobody`,
      region: seoul,
      durationSeconds: null,
      policy: null,
      policyArns: [],
    };
    const detail = `User: arn:aws:sts::${prod}:assumed-role/Billing/kim is not authorized to perform: sts:AssumeRole on resource: ${role.roleArn}`;
    expect(await why(role, 'sts.accessDenied', detail)).toContainEqual(['identityLacks', true]);
    expect(await why(role, 'sts.accessDenied', detail.replace('Billing', 'Admin'))).not.toContainEqual([
      'identityLacks',
      true,
    ]);
  });
});
