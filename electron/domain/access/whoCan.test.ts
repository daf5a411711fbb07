/** Who may do one thing: tables over small estates, and a law that role taking is what the policy engine says pair by pair. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unread } from '../estate/facts.ts';
import type { EstateFacts } from '../estate/facts.ts';
import type { IamRole, IamUser } from '../estate/iam.ts';
import { rules } from '../policy/evaluate/rules.ts';
import { roleChain } from '../policy/passRole/chain.ts';
import type { ChainRole } from '../policy/passRole/chain.ts';
import { Asking } from './asking.ts';
import type { Question } from './asking.ts';
import { AwsPrincipals } from './awsPrincipals.ts';
import { RoleTaking } from './roleTaking.ts';
import { chainedSession, secondsOf, sessionOfRole } from './sessions.ts';
import { whoCan } from './whoCan.ts';
import type { WhoCan } from './whoCan.ts';

const own = '111122223333';
const other = '222233334444';
const outside = '999900001111';
const readAt = '2026-11-20T08:00:00Z';
const document = (...Statement: readonly object[]) => ({ Version: '2012-10-17', Statement });
const allow = (Action: unknown, Resource: unknown = '*', more: object = {}) => ({
  Effect: 'Allow',
  Action,
  Resource,
  ...more,
});
const arnOf = (name: string, account = own) => `arn:aws:iam::${account}:role/${name}`;
const lets = (Principal: unknown, Action = 'sts:AssumeRole', more: object = {}) =>
  document({ Effect: 'Allow', Principal, Action, ...more });
const nobody = lets({ Service: 'nobody.amazonaws.com' });

function role(name: string, trustPolicy: object, policy: object | null, account = own): IamRole {
  return {
    arn: arnOf(name, account),
    name,
    path: '/',
    roleId: `AROA${name}`,
    account,
    createDate: null,
    trustPolicy,
    attachedPolicies: [],
    inlinePolicies: policy === null ? [] : [{ name: 'own', document: policy }],
    permissionsBoundary: null,
    maxSessionDuration: 43_200,
    lastUsed: null,
    tags: {},
  };
}
function user(name: string, policy: object): IamUser {
  return {
    arn: `arn:aws:iam::${own}:user/${name}`,
    name,
    path: '/',
    userId: `AIDA${name}`,
    account: own,
    createDate: null,
    groups: [],
    attachedPolicies: [],
    inlinePolicies: [{ name: 'own', document: policy }],
    permissionsBoundary: null,
    hasConsolePassword: true,
    mfaDevices: 0,
    accessKeys: [],
  };
}
function estate(roles: readonly IamRole[], users: readonly IamUser[] = [], more: Partial<EstateFacts> = {}) {
  const facts: EstateFacts = {
    ...unread('notAsked'),
    partition: 'aws',
    accounts: [own, other].map((id) => ({ id, name: null, alias: null })),
    roles: { state: 'read', value: roles },
    users: { state: 'read', value: users },
    organization: { state: 'notApplicable' },
    reach: { regions: [], accounts: [], allAccounts: true },
    ...more,
  };
  return new AwsPrincipals([{ snapshotId: 9, readAt, facts }]);
}

function done<T>(work: Generator<void, T>): T {
  for (;;) {
    const { done: isDone, value } = work.next();
    if (isDone) return value;
  }
}
function ask(principals: AwsPrincipals, question: Question): WhoCan {
  const taking = new RoleTaking(principals, rules);
  return done(whoCan(question, { principals, taking, grants: [], rules }));
}
const told = ({ rows }: WhoCan) =>
  rows.map(({ kind, name, decision, depth, role: by, some }) =>
    [
      kind,
      name,
      decision,
      ...(depth > 0 ? [`${depth} by ${by?.split('/').at(-1)}`] : []),
      ...(some ? ['some'] : []),
    ].join(' '),
  );
const object = 'arn:aws:s3:::reports/2026.csv';
const get: Question = { action: 's3:GetObject', resource: object };

describe('who may read an object', () => {
  it.each<[string, readonly IamRole[], readonly IamUser[], Question, readonly string[]]>([
    ['nobody', [role('A', nobody, null)], [], get, []],
    [
      'a role and a user that are allowed, and not what is denied',
      [
        role('A', nobody, document(allow('s3:Get*'))),
        role('B', nobody, document(allow('*'), { Effect: 'Deny', Action: 's3:GetObject', Resource: '*' })),
      ],
      [user('kim', document(allow('s3:GetObject', 'arn:aws:s3:::reports/*')))],
      get,
      ['role A allowed', 'iamUser kim allowed', 'service nobody.amazonaws.com allowed'],
    ],
    [
      'under conditions',
      [
        role(
          'A',
          nobody,
          document(
            allow('s3:GetObject', '*', { Condition: { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } } }),
          ),
        ),
      ],
      [],
      get,
      ['role A conditional', 'service nobody.amazonaws.com conditional'],
    ],
    [
      'without a resource: on some',
      [role('A', nobody, document(allow('s3:GetObject', 'arn:aws:s3:::reports/*')))],
      [],
      { action: 's3:GetObject', resource: null },
      ['role A allowed some', 'service nobody.amazonaws.com allowed'],
    ],
    [
      'through roles one after the other, by the shortest way, with a circle',
      [
        role('A', lets({ AWS: own }), document(allow('s3:GetObject'), allow('sts:AssumeRole', arnOf('C')))),
        role('B', lets({ AWS: arnOf('C') }), document(allow('sts:AssumeRole', arnOf('A')))),
        role('C', lets({ AWS: own }), document(allow('sts:AssumeRole', arnOf('B')))),
      ],
      [user('kim', document(allow('sts:AssumeRole', arnOf('C'))))],
      get,
      ['role A allowed', 'role B allowed 1 by A', 'role C allowed 2 by B', 'iamUser kim allowed 3 by C'],
    ],
    [
      'through a role of another account that names one, whose own policies allow it too',
      [
        role('A', lets({ AWS: arnOf('Far', other) }), document(allow('s3:GetObject'))),
        role('Far', nobody, document(allow('sts:AssumeRole')), other),
        role('Not', nobody, null, other),
      ],
      [],
      { ...get, resourceAccount: own },
      ['role A allowed', 'role Far allowed 1 by A', 'service nobody.amazonaws.com allowed 1 by Far'],
    ],
    [
      'through a session of a role that the trust policy names',
      [
        role(
          'A',
          lets({ AWS: `arn:aws:sts::${own}:assumed-role/B/deploy` }),
          document(allow('s3:GetObject')),
        ),
        role('B', lets({ Service: 'ec2.amazonaws.com' }), null),
      ],
      [],
      get,
      ['role A allowed', 'role B conditional 1 by A', 'service ec2.amazonaws.com conditional 1 by B'],
    ],
    [
      'services, providers, principals of accounts that nobody read, and anyone',
      [
        role('A', lets({ Service: 'ec2.amazonaws.com' }), document(allow('s3:GetObject'))),
        role(
          'B',
          lets(
            { Federated: `arn:aws:iam::${own}:oidc-provider/example.com` },
            'sts:AssumeRoleWithWebIdentity',
          ),
          document(allow('s3:GetObject')),
        ),
        role('C', lets({ AWS: outside }), document(allow('s3:GetObject'))),
        role('D', lets('*'), document(allow('s3:GetObject'))),
        role(
          'E',
          lets({ AWS: `arn:aws:iam::${outside}:role/x` }, 'sts:AssumeRole', {
            Condition: { StringEquals: { 'sts:ExternalId': 'q' } },
          }),
          document(allow('s3:GetObject')),
        ),
      ],
      [],
      get,
      [
        'role A allowed',
        'role B allowed',
        'role C allowed',
        'role D allowed',
        'role E allowed',
        'service ec2.amazonaws.com allowed',
        `account ${outside} allowed`,
        `account arn:aws:iam::${outside}:role/x conditional`,
        `federated arn:aws:iam::${own}:oidc-provider/example.com allowed`,
        'anyone * allowed',
      ],
    ],
    [
      'whom the resource’s own policy names',
      [role('A', nobody, null)],
      [user('kim', document(allow('sqs:*')))],
      {
        ...get,
        resourceAccount: own,
        resourcePolicy: JSON.stringify(
          document(
            allow('s3:GetObject', '*', { Principal: { AWS: [arnOf('A'), outside] } }),
            allow('s3:GetObject', '*', { Principal: { Service: 'logs.amazonaws.com' } }),
          ),
        ),
      },
      [
        'role A allowed',
        'service logs.amazonaws.com allowed',
        'service nobody.amazonaws.com allowed',
        `account ${outside} allowed`,
      ],
    ],
    [
      'a role itself is taken: its trust policy is the resource’s own',
      [role('A', lets({ AWS: own, Service: 'ec2.amazonaws.com' }), null)],
      [user('kim', document(allow('sts:AssumeRole'))), user('lee', document(allow('sqs:*')))],
      { action: 'sts:AssumeRole', resource: arnOf('A') },
      ['iamUser kim allowed', 'service ec2.amazonaws.com allowed'],
    ],
  ])('%s', (_what, roles, users, question, expected) => {
    expect(told(ask(estate(roles, users), question))).toEqual(expected);
  });

  it('tells what is not known apart from nobody', () => {
    const saml = lets({ Federated: `arn:aws:iam::${own}:saml-provider/ADFS` }, 'sts:AssumeRoleWithSAML');
    const roles = [
      role('A', saml, document(allow('s3:GetObject'))),
      role('B', lets({ AWS: outside }), document(allow('s3:GetObject'))),
    ];
    const answer = ask(estate(roles), get);
    expect(answer.unsure.map(({ code, name }) => `${code} ${name}`)).toEqual([
      `providerDecides arn:aws:iam::${own}:saml-provider/ADFS`,
      `accountNotRead ${outside}`,
    ]);
    expect(answer.gaps.map(({ code }) => code)).toContain('resourcePoliciesNotRead');
    expect(ask(estate(roles), { ...get, resourcePolicy: '{}' }).gaps.map(({ code }) => code)).not.toContain(
      'resourcePoliciesNotRead',
    );
  });

  it('asks permission sets of accounts whose roles were not read', () => {
    const set = 'arn:aws:sso:::permissionSet/ssoins-1/ps-1';
    const principals = estate([role('A', nobody, null)], [], {
      identityCenter: {
        state: 'read',
        value: {
          instanceArn: 'arn:aws:sso:::instance/ssoins-1',
          identityStoreId: 'd-1',
          region: 'eu-central-1',
          source: 'activeDirectory',
          directoryId: null,
          permissionSets: [
            {
              arn: set,
              name: 'Readers',
              sessionDuration: 'PT2H',
              managedPolicies: [],
              customerPolicies: [],
              inlinePolicy: document(allow('s3:GetObject')),
              boundary: null,
              outdatedIn: [],
            },
          ],
          assignments: [{ account: other, permissionSetArn: set, principalType: 'GROUP', principalId: 'g' }],
          groups: [],
          users: [],
          memberships: [],
        },
      },
    });
    expect(told(ask(principals, { ...get, resourceAccount: null }))).toEqual([
      'permissionSet Readers allowed',
    ]);
    expect(sessionOfRole(principals, `${set}@${other}`, ['identity-center'])).toEqual({
      seconds: 7200,
      limits: [{ code: 'permissionSet', seconds: 7200 }],
    });
  });
});

describe('a decision', () => {
  const condition = { Condition: { StringEquals: { 'aws:RequestedRegion': 'eu-central-1' } } };
  const principals = estate([role('A', nobody, document(allow('s3:GetObject', '*', condition)))]);
  const policies = principals.get(arnOf('A'))!.policies()!;

  it('says what must be so, and stands on its statements', () => {
    const said = new Asking(principals, get, rules).explained(policies);
    expect(said).toMatchObject({ decision: 'conditional', conditions: [{ kind: 'test', holds: true }] });
    expect(said.standsOn).toMatchObject([
      {
        use: 'identity',
        level: null,
        document: 'own',
        arn: null,
        path: 'Statement[0]',
        sid: null,
        effect: 'Allow',
      },
    ]);
  });
  it('is made with what is known of the request', () => {
    const context = { 'aws:RequestedRegion': ['eu-central-1'] };
    expect(new Asking(principals, { ...get, context }, rules).said(policies).decision).toBe('allowed');
    const elsewhere = { 'aws:RequestedRegion': ['us-east-1'] };
    expect(new Asking(principals, { ...get, context: elsewhere }, rules).said(policies).decision).toBe(
      'implicitDeny',
    );
  });
});

it.each([
  ['PT1H', 3600],
  ['PT12H', 43_200],
  ['PT1H30M', 5400],
  ['P1D', 86_400],
  ['PT', null],
  ['1h', null],
])('reads the duration %s', (text, seconds) => {
  expect(secondsOf(text)).toBe(seconds);
});

it('bounds a session out of a session to an hour', () => {
  const principals = estate([role('A', nobody, null)]);
  expect(sessionOfRole(principals, arnOf('A'), ['saml'])).toEqual({
    seconds: 43_200,
    limits: [
      { code: 'roleMaximum', seconds: 43_200 },
      { code: 'claims', seconds: null },
    ],
  });
  expect(chainedSession(principals, arnOf('A')).seconds).toBe(3600);
});

const names = ['A', 'B', 'C', 'D', 'E'] as const;
const aPrincipal = fc.constantFrom<readonly unknown[]>(
  [own],
  [other],
  [outside],
  ['*'],
  ...names.map((name) => [arnOf(name)]),
  ...names.map((name) => [arnOf(name, other)]),
);
const aRole = fc.record({
  name: fc.constantFrom(...names),
  account: fc.constantFrom(own, other),
  trusted: fc.array(aPrincipal, { maxLength: 2 }),
  condition: fc.boolean(),
  takes: fc.array(fc.constantFrom('*', ...names.map((name) => arnOf(name)), arnOf('A*')), { maxLength: 2 }),
});

it('lets roles be taken as the policy engine says pair by pair, and follows them to the end as its chain does', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(aRole, { maxLength: 8, selector: ({ name, account }) => `${account} ${name}` }),
      (given) => {
        const roles = given.map(({ name, account, trusted, condition, takes }) =>
          role(
            name,
            lets(
              { AWS: trusted.length > 0 ? trusted.flat() : outside },
              'sts:AssumeRole',
              condition ? { Condition: { StringEquals: { 'sts:ExternalId': 'x' } } } : {},
            ),
            takes.length > 0 ? document(allow('sts:AssumeRole', takes)) : null,
            account,
          ),
        );
        const principals = estate(roles);
        const taking = new RoleTaking(principals, rules);
        const chainRoles = [...principals.byKey.values()].map((one): ChainRole => ({
          arn: one.key,
          account: one.account,
          inManagementAccount: false,
          trust: principals.trust(one)!.set,
          resourceControl: [],
          session: () => one.policies(),
        }));
        for (const one of principals.byKey.values()) {
          const { steps } = roleChain(one.policies()!, chainRoles, rules);
          const direct = steps
            .filter(({ depth }) => depth === 1)
            .map(({ roleArn, decision }) => `${roleArn} ${decision}`);
          const mine = taking.takenBy(one.key);
          expect(mine.map(({ key, decision }) => `${key} ${decision}`).toSorted()).toEqual(direct.toSorted());
          for (const { key, decision } of mine)
            expect(taking.takersOf(key)).toContainEqual({ key: one.key, decision });
          const onwards = done(taking.reachable(new Map([[one.key, 'allowed']])));
          const best = new Map<string, (typeof steps)[number]>();
          for (const step of steps) {
            const known = best.get(step.roleArn);
            const better =
              !known ||
              (known.whole !== 'allowed' && step.whole === 'allowed') ||
              (known.whole === step.whole && step.depth < known.depth);
            if (better && step.roleArn !== one.key) best.set(step.roleArn, step);
          }
          expect(
            [...onwards]
              .filter(([, { depth }]) => depth > 0)
              .map(([key, { decision, depth }]) => `${key} ${decision} ${depth}`)
              .toSorted(),
          ).toEqual([...best].map(([key, { whole, depth }]) => `${key} ${whole} ${depth}`).toSorted());
          for (const end of principals.byKey.values()) {
            if (end === one) continue;
            const backwards = done(taking.reaching(new Map([[end.key, 'allowed']]))).get(one.key);
            const there = onwards.get(end.key);
            expect(backwards && [backwards.decision, backwards.depth]).toEqual(
              there && [there.decision, there.depth],
            );
          }
        }
      },
    ),
    { numRuns: 60 * Number(process.env['TREELINE_FUZZ'] ?? 1) },
  );
});
