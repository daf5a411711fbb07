/** What is said over all actions, held to what is decided about resources one by one. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { processorSeconds } from '#test/support/processorTime.ts';
import { testCatalog } from '../../../../test/support/serviceData.ts';
import type { PolicyUse } from '../codes.ts';
import { resolve } from '../conditional/allowedIf.ts';
import { compileSets } from '../evaluate/sets.ts';
import type { PolicyInput } from '../evaluate/sets.ts';
import { rules } from '../evaluate/rules.ts';
import { parsePolicy } from '../parse/parse.ts';
import type { Principal } from '../request.ts';
import { changeOf } from './change.ts';
import type { Reach } from './codes.ts';
import { sampleOf, sampleWithin } from './samples.ts';
import { sweep } from './sweep.ts';

const account = '111111111111';
const catalog = testCatalog();
const principal: Principal = {
  kind: 'role-session',
  arn: `arn:aws:iam::${account}:role/app`,
  account,
  roleArn: `arn:aws:iam::${account}:role/app`,
  managementAccount: false,
  serviceLinked: false,
};
const user: Principal = {
  ...principal,
  kind: 'user',
  arn: `arn:aws:iam::${account}:user/ana`,
  roleArn: null,
};
type Said = Record<string, unknown>;
const documents = (use: PolicyUse, ...statements: Said[]) => [
  parsePolicy({ Version: '2012-10-17', Statement: statements }, use),
];
const allow = (Action: unknown, Resource: unknown = '*', more: Said = {}): Said => ({
  Effect: 'Allow',
  Action,
  Resource,
  ...more,
});
const deny = (Action: unknown, Resource: unknown = '*', more: Said = {}): Said => ({
  ...allow(Action, Resource, more),
  Effect: 'Deny',
});
const asked = {
  action: 'sqs:SendMessage',
  resourceAccount: null,
  resourceInManagementAccount: false,
  context: new Map(),
  unknownContext: 'unknown',
} as const;
const condition = { Condition: { StringEquals: { 'aws:RequestedRegion': 'eu-west-1' } } };
const elsewhere = { Condition: { StringEquals: { 'aws:RequestedRegion': 'us-east-1' } } };

const sweepOf = (input: PolicyInput) =>
  sweep({ sets: compileSets(input), principal, context: new Map() }, catalog, rules);
function resultOf(swept: ReturnType<typeof sweep>, id: string) {
  const service = swept.services.find(({ prefix }) => prefix === id.split(':')[0])!;
  return service.results[service.actions.findIndex((action) => action.id === id)]!;
}

describe('one set of statements', () => {
  it.each<[what: string, statements: Said[], said: Record<string, Reach>]>([
    ['everything', [allow('*')], { 's3:GetObject': 'all', 'iam:CreateUser': 'all' }],
    [
      'objects of one bucket: no bucket, and no other service',
      [allow('*', 'arn:aws:s3:::b/*')],
      {
        's3:GetObject': 'some',
        's3:ListBucket': 'none',
        'ec2:RunInstances': 'none',
        's3:ListAllMyBuckets': 'none',
      },
    ],
    [
      'every object',
      [allow('s3:*', 'arn:aws:s3:::*/*')],
      { 's3:InitiateReplication': 'all', 's3:ListBucket': 'none' },
    ],
    [
      'a Deny on part of it',
      [allow('s3:*'), deny('s3:*', 'arn:aws:s3:::b/*')],
      { 's3:GetObject': 'some', 's3:ListBucket': 'all' },
    ],
    [
      'a Deny on all that is allowed',
      [allow('sqs:*', 'arn:aws:sqs:*:*:a'), deny('sqs:SendMessage', 'arn:aws:sqs:*:*:a')],
      { 'sqs:SendMessage': 'none', 'sqs:ReceiveMessage': 'some' },
    ],
    ['a Deny', [allow('*'), deny('iam:*')], { 'iam:CreateUser': 'denied', 's3:GetObject': 'all' }],
    [
      'a Deny on all but some',
      [allow('sqs:*'), { Effect: 'Deny', Action: 'sqs:*', NotResource: 'arn:aws:sqs:*:*:a' }],
      { 'sqs:SendMessage': 'some' },
    ],
    [
      'a Deny on all but what is allowed in part',
      [
        allow('sqs:*', 'arn:aws:sqs:*:*:app-*'),
        { Effect: 'Deny', Action: 'sqs:*', NotResource: 'arn:aws:sqs:*:*:*-dev' },
        { Effect: 'Deny', Action: 'sqs:*', NotResource: 'arn:aws:sqs:*:*:*-eu-*' },
      ],
      { 'sqs:SendMessage': 'some' },
    ],
    [
      'all but what two Allows leave out both',
      [
        { Effect: 'Allow', Action: 'sqs:*', NotResource: 'arn:aws:sqs:*:*:app-*' },
        { Effect: 'Allow', Action: 'sqs:*', NotResource: 'arn:aws:sqs:*:*:*-dev' },
      ],
      { 'sqs:SendMessage': 'some' },
    ],
    [
      'left out',
      [{ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }],
      { 'iam:CreateUser': 'none', 's3:GetObject': 'all' },
    ],
    ['a condition', [allow('sqs:*', '*', condition)], { 'sqs:SendMessage': 'conditional' }],
    [
      'a condition on some',
      [allow('sqs:*', 'arn:aws:sqs:*:*:a', condition)],
      { 'sqs:SendMessage': 'someConditional' },
    ],
    [
      'a condition on a Deny',
      [allow('sqs:*'), deny('sqs:*', '*', condition)],
      { 'sqs:SendMessage': 'conditional' },
    ],
    [
      'instances alone, where more is needed',
      [allow('ec2:RunInstances', 'arn:aws:ec2:*:*:instance/*')],
      { 'ec2:RunInstances': 'none' },
    ],
    [
      'every resource of its account',
      [allow('sqs:*', `arn:aws:sqs:*:${account}:*`)],
      { 'sqs:SendMessage': 'all' },
    ],
    [
      'a role of another account',
      [allow('sts:AssumeRole', 'arn:aws:iam::222222222222:role/x')],
      { 'sts:AssumeRole': 'some' },
    ],
    ['a key, whose own policy must allow as well', [allow('kms:Decrypt')], { 'kms:Decrypt': 'all' }],
    [
      'a user’s own name, which a role has not',
      [allow('s3:*', 'arn:aws:s3:::b/${aws:username}/*')],
      { 's3:GetObject': 'none' },
    ],
    [
      'a tag, which nobody told',
      [allow('s3:*', 'arn:aws:s3:::b/${aws:PrincipalTag/t}/*')],
      { 's3:GetObject': 'someConditional', 's3:ListBucket': 'none' },
    ],
    [
      'a tag, which nobody told, on every resource',
      [allow('sqs:*', 'arn:aws:sqs:*:*:*${aws:PrincipalTag/t}')],
      { 'sqs:SendMessage': 'conditional' },
    ],
    [
      'conditions that cannot hold together',
      [allow('sqs:*', '*', condition), deny('sqs:Send*', '*', condition)],
      { 'sqs:SendMessage': 'none', 'sqs:ReceiveMessage': 'conditional' },
    ],
    [
      'two regions at once',
      [allow('sqs:*', '*', condition), deny('sqs:Send*', '*', elsewhere)],
      { 'sqs:SendMessage': 'conditional', 'sqs:ReceiveMessage': 'conditional' },
    ],
    [
      'one of two conditions that always holds',
      [
        allow('sqs:*', '*', { Condition: { Bool: { 'aws:SecureTransport': 'true' } } }),
        allow('sqs:*', '*', { Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
      ],
      { 'sqs:SendMessage': 'all' },
    ],
    [
      'conditions that cannot hold together, on part of it',
      [allow('sqs:*', '*', condition), deny('sqs:*', 'arn:aws:sqs:*:*:a', condition)],
      { 'sqs:SendMessage': 'someConditional' },
    ],
    ['five of any character are no wildcard', [allow('sqs:?????')], { 'sqs:SendMessage': 'none' }],
    [
      'twelve of any character and more are not every name',
      [allow('sqs:????????????*')],
      { 'sqs:SendMessage': 'none', 'sqs:ReceiveMessage': 'all' },
    ],
    [
      'a letter, which not every name holds',
      [allow('sqs:*', 'arn:aws:sqs:*:*:*b'), deny('sqs:*', 'arn:aws:sqs:*:*:*a*')],
      { 'sqs:SendMessage': 'some' },
    ],
    ['a letter is not every name', [allow('sqs:*', 'arn:aws:sqs:*:*:*a*')], { 'sqs:SendMessage': 'some' }],
  ])('%s', (_what, statements, said) => {
    const swept = sweepOf({ identity: documents('identity', ...statements) });
    for (const [action, reach] of Object.entries(said))
      expect([action, resultOf(swept, action).reach]).toEqual([action, reach]);
  });
});

describe('a variable that is known', () => {
  const home = 'arn:aws:s3:::b/${aws:username}/*';
  it.each<[what: string, statements: Said[], reach: Reach]>([
    ['a home folder', [allow('s3:*', home)], 'some'],
    ['all but a home folder', [allow('s3:*'), deny('s3:*', home)], 'some'],
    ['the own folder of a team', [allow('s3:*', 'arn:aws:s3:::b/${aws:PrincipalTag/team}/*')], 'some'],
    ['a tag that nobody told', [allow('s3:*', 'arn:aws:s3:::b/${aws:PrincipalTag/t}/*')], 'someConditional'],
    ['a default', [allow('s3:*', "arn:aws:s3:::b/${aws:TokenIssueTime, 'x'}/*")], 'someConditional'],
    ['signs that stand for themselves', [allow('s3:*', 'arn:aws:s3:::b/${*}/${aws:username}?')], 'some'],
  ])('%s', (_what, statements, reach) => {
    const sets = compileSets({ identity: documents('identity', ...statements) });
    const context = new Map([['aws:principaltag/team', ['a*b']]]);
    const swept = sweep({ sets, principal: user, context }, catalog, rules);
    expect(resultOf(swept, 's3:GetObject').reach).toBe(reach);
  });
});

it('sets that cut each other leave what both take in', () => {
  const swept = sweepOf({
    identity: documents('identity', allow('sqs:*', 'arn:aws:sqs:*:*:app-*')),
    boundary: documents('boundary', allow('sqs:*', 'arn:aws:sqs:*:*:*-dev')),
    serviceControl: [
      { level: 'root', policies: documents('serviceControl', allow('*'), deny('sqs:DeleteQueue')) },
    ],
  });
  expect(resultOf(swept, 'sqs:SendMessage').reach).toBe('some');
  expect(resultOf(swept, 'sqs:DeleteQueue').reach).toBe('denied');
  const three = sweepOf({
    identity: documents('identity', allow('sqs:*', 'arn:aws:sqs:*:*:app-*')),
    boundary: documents('boundary', allow('sqs:*', 'arn:aws:sqs:*:*:*-dev')),
    serviceControl: [
      { level: 'root', policies: documents('serviceControl', allow('*', 'arn:aws:sqs:*:*:*-eu-*')) },
    ],
  });
  expect(resultOf(three, 'sqs:SendMessage').reach).toBe('some');
  const apart = sweepOf({
    identity: documents('identity', allow('sqs:*', 'arn:aws:sqs:*:*:app')),
    boundary: documents('boundary', allow('sqs:*', 'arn:aws:sqs:*:*:dev')),
  });
  expect(resultOf(apart, 'sqs:SendMessage').reach).toBe('none');
});

const named = (name: string): string => `arn:aws:sqs:eu-west-1:${account}:${name}`;
const names = ['a', 'ab', 'abc', 'b', 'bc', 'cab', 'xay', 'ana', 'ana-x', 'team', 'x'].map(named);
const patterns = ['*', named('a*'), ...['*b', '*a*', '*c', 'ana', '${aws:username}*', '???'].map((name) => `arn:aws:sqs:*:*:${name}`), 'arn:aws:sqs:*:222222222222:*']; // prettier-ignore
const statement = fc
  .tuple(
    fc.constantFrom('Allow', 'Allow', 'Deny'),
    fc.constantFrom('*', 'sqs:*', 'sqs:Send*', 'sqs:????????????*', 's3:*'),
    fc.constantFrom('Resource', 'Resource', 'NotResource'),
    fc.subarray(patterns, { minLength: 1, maxLength: 2 }),
    fc.constantFrom({}, {}, condition, elsewhere),
  )
  .map(([Effect, Action, on, resources, more]) => ({ Effect, Action, [on]: resources, ...more }));
const some = fc.array(statement, { minLength: 1, maxLength: 4 });

it('nothing is allowed where the sweep says nothing, and everything where it says everything', () => {
  const queues = { ...catalog, services: catalog.services.filter(({ prefix }) => prefix === 'sqs') };
  fc.assert(
    fc.property(some, fc.option(some), fc.constantFrom(principal, user), (identity, boundary, who) => {
      const sets = compileSets({
        identity: documents('identity', ...identity),
        boundary: boundary ? documents('boundary', ...boundary) : [],
      });
      const { reach } = resultOf(
        sweep({ sets, principal: who, context: new Map() }, queues, rules),
        'sqs:SendMessage',
      );
      const contrary = names.filter((resource) => {
        const { decision } = resolve(sets, { ...asked, resource, principal: who }, rules);
        if (reach === 'all') return decision !== 'allowed';
        return (reach === 'none' || reach === 'denied') && !decision.endsWith('Deny');
      });
      expect(contrary).toEqual([]);
    }),
    { numRuns: 300 * Number(process.env['TREELINE_FUZZ'] ?? 1) },
  );
});

it('resource control policies reach what they reach', () => {
  const swept = sweepOf({
    identity: documents('identity', allow('*')),
    resourceControl: [
      {
        level: 'root',
        policies: documents(
          'resourceControl',
          {
            ...deny(['kms:*', 'ec2:*', 's3:Put*']),
            Principal: '*',
          },
          { ...allow('*'), Principal: '*' },
        ),
      },
    ],
  });
  const said = (id: string) => resultOf(swept, id).reach;
  expect(['kms:RevokeGrant', 's3:PutObject'].map(said)).toEqual(['denied', 'denied']);
  expect(['kms:RetireGrant', 's3:GetObject', 'ec2:StopInstances'].map(said)).toEqual(['all', 'all', 'all']);
});

it.each(['anonymous', 'service', 'saml', 'web-identity'] as const)(
  '%s has no policies of its own',
  (kind) => {
    const who = { ...principal, kind, arn: null, account: null, roleArn: null };
    const said = (input: PolicyInput) =>
      resultOf(
        sweep({ sets: compileSets(input), principal: who, context: new Map() }, catalog, rules),
        's3:GetObject',
      ).reach;
    expect(said({ identity: documents('identity', allow('*')) })).toBe('none');
    expect(said({ resource: documents('resource', { ...allow('s3:*'), Principal: '*' }) })).toBe('all');
  },
);

describe('of nobody in particular', () => {
  const alone = { ...principal, arn: null, account: null, roleArn: null };
  it.each<[resource: unknown, reach: Reach]>([
    ['arn:aws:sqs:*:*:*', 'all'],
    ['arn:aws-cn:sqs:*:*:*', 'all'],
    ['arn:aws-us-gov:sqs:*:*:a', 'some'],
    [['arn:aws:sqs:*:*:*', 'arn:aws-cn:sqs:*:*:*'], 'all'],
    ['arn:*:sqs:*:*:*', 'all'],
    ['arn:aws:sqs:*:111111111111:*', 'some'],
  ])('%j is in the partition that it names', (resource, reach) => {
    const sets = compileSets({ identity: documents('identity', allow('sqs:*', resource)) });
    const swept = sweep({ sets, principal: alone, context: new Map() }, catalog, rules);
    expect(resultOf(swept, 'sqs:SendMessage').reach).toBe(reach);
  });
});

it('thinks no longer than it may, and leaves the rest open', () => {
  const tests = (at: number) => ({ Condition: { StringLike: { k: `*${at}*`, [`k${at % 30}`]: `*${at}` } } });
  const statements = Array.from({ length: 400 }, (_, at) =>
    at % 2 ? allow('sqs:*', '*', tests(at)) : deny('sqs:*', '*', tests(at)),
  );
  const sweep = () => {
    const swept = sweepOf({ identity: documents('identity', ...statements) });
    expect(resultOf(swept, 'sqs:SendMessage').reach).toBe('conditional');
  };
  expect(processorSeconds(sweep)).toBeLessThan(5);
});

it('a level that allows nothing, and a document that cannot be read, leave nothing', () => {
  const identity = documents('identity', allow('*'));
  const empty = sweepOf({ identity, serviceControl: [{ level: 'root', policies: [] }] });
  const broken = sweepOf({ identity: [...identity, parsePolicy({ Statement: {} }, 'identity')] });
  for (const swept of [empty, broken])
    expect(swept.services.every(({ counts, actions }) => counts.none === actions.length)).toBe(true);
});

it.each([
  ['arn:aws:s3:::b/*', 'arn:${Partition}:s3:::${BucketName}/${ObjectName}', /^arn:aws:s3:::b\//],
  ['arn:aws:s3:::b/*', 'arn:${Partition}:s3:::${BucketName}', null],
  [
    'arn:aws:sqs:*:222222222222:q',
    'arn:${Partition}:sqs:${Region}:${Account}:${QueueName}',
    /:222222222222:q$/,
  ],
  ['arn:aws:sqs:*:*:*-x-*', 'arn:${Partition}:sqs:${Region}:${Account}:${QueueName}', /:111111111111:.*-x-/],
  ['arn:aws:ec2:*', 'arn:${Partition}:ec2:${Region}:${Account}:instance/${InstanceId}', /:instance\//],
  ['arn:aws:iam::*:role/a?c', 'arn:${Partition}:iam::${Account}:role/${RoleNameWithPath}', /role\/a.c$/],
  ['arn:aws:sns:*:*:t', 'arn:${Partition}:sqs:${Region}:${Account}:${QueueName}', null],
])('a resource that %s takes in, of %s', (pattern, kind, sample) => {
  const found = sampleWithin(pattern, kind, { partition: 'aws', account });
  if (sample === null) expect(found).toBeNull();
  else expect(found).toMatch(sample);
  expect(sampleOf(kind, { partition: 'aws', account })).toMatch(/^arn:aws:/);
});

it.each<[a: Said[], b: Said[], change: ReturnType<typeof changeOf>]>([
  [[], [allow('sqs:*')], 'gained'],
  [[allow('sqs:*')], [deny('sqs:*')], 'lost'],
  [[allow('sqs:*', 'arn:aws:sqs:*:*:a')], [allow('sqs:*')], 'wider'],
  [[allow('sqs:*')], [allow('sqs:*', '*', condition)], 'narrower'],
  [[allow('sqs:*', 'arn:aws:sqs:*:*:a')], [allow('sqs:*', 'arn:aws:sqs:*:*:b')], 'otherwise'],
  [[allow('sqs:*', 'arn:aws:sqs:*:*:a')], [allow('sqs:Send*', ['arn:aws:sqs:*:*:a'])], null],
  [[], [deny('sqs:*')], null],
])('the difference of %j and %j', (a, b, change) => {
  const [left, right] = [a, b].map((statements) =>
    sweepOf({ identity: documents('identity', ...statements) }),
  );
  const id = 'sqs:SendMessage';
  expect(changeOf(resultOf(left!, id), left!.sets, resultOf(right!, id), right!.sets)).toBe(change);
});

it('a variable that only one version of a document fills is a difference', () => {
  const tag = { Condition: { StringEquals: { 'aws:ResourceTag/o': '${aws:PrincipalTag/o}' } } };
  const [left, right] = ['2008-10-17', '2012-10-17'].map((Version) =>
    sweepOf({ identity: [parsePolicy({ Version, Statement: allow('sqs:*', '*', tag) }, 'identity')] }),
  );
  const id = 'sqs:SendMessage';
  expect(changeOf(resultOf(left!, id), left!.sets, resultOf(right!, id), right!.sets)).toBe('otherwise');
});
