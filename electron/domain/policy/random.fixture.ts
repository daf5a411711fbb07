/** Random policies and requests of small alphabets, so that they meet often. Keys that follow from a caller stand here by hand. */
import * as fc from 'fast-check';
import type { PolicyUse } from './codes.ts';
import type { PolicyInput } from './evaluate/sets.ts';
import type { Values } from './interpreted.fixture.ts';
import { parsePolicy } from './parse/parse.ts';
import type { Principal, Request } from './request.ts';

export const rules = { resourceControlServices: new Set(['s3', 'sts', 'kms']) };

const a = '111111111111';
const b = '222222222222';
const nobody = { arn: null, account: null, roleArn: null, managementAccount: false, serviceLinked: false };

/** A caller and the keys that follow from who it is (null: absent). */
export interface Caller {
  readonly principal: Principal;
  readonly keys: Readonly<Record<string, string | null>>;
}
const who = (kind: Principal['kind'], given: Partial<Principal>, keys: Caller['keys']): Caller => ({
  principal: { ...nobody, kind, ...given },
  keys: {
    'aws:principalaccount': given.account ?? null,
    'aws:username': null,
    'aws:principalisawsservice': String(kind === 'service'),
    ...keys,
  },
});
const appRole = `arn:aws:iam::${a}:role/svc/app`;
const session = {
  'aws:principalarn': appRole,
  'aws:principaltype': 'AssumedRole',
  'aws:multifactorauthpresent': null,
};
const anaArn = `arn:aws:iam::${a}:user/ana`;
const appSession = { arn: `arn:aws:sts::${a}:assumed-role/app/s1`, account: a, roleArn: appRole };
const ana = { 'aws:principalarn': anaArn, 'aws:principaltype': 'User', 'aws:username': 'ana' };

export const callers: readonly Caller[] = [
  who('user', { arn: anaArn, account: a }, ana),
  who('user', { arn: anaArn, account: a, managementAccount: true }, ana),
  who('role-session', appSession, session),
  who('role-session', { ...appSession, serviceLinked: true }, session),
  who(
    'federated-user',
    { arn: `arn:aws:sts::${a}:federated-user/fe`, account: a, roleArn: anaArn },
    {
      'aws:principalarn': `arn:aws:sts::${a}:federated-user/fe`,
      'aws:principaltype': 'FederatedUser',
    },
  ),
  who(
    'root',
    { arn: `arn:aws:iam::${a}:root`, account: a },
    {
      'aws:principalarn': `arn:aws:iam::${a}:root`,
      'aws:principaltype': 'Account',
      'aws:principaltag/team': null,
    },
  ),
  who(
    'role-session',
    { arn: `arn:aws:sts::${b}:assumed-role/far/s2`, account: b },
    {
      ...session,
      'aws:principalarn': `arn:aws:iam::${b}:role/far`,
    },
  ),
  who(
    'anonymous',
    {},
    {
      'aws:principalarn': null,
      'aws:principaltype': 'Anonymous',
      'aws:multifactorauthpresent': null,
    },
  ),
  who(
    'service',
    { arn: 'ec2.amazonaws.com' },
    {
      'aws:principalarn': null,
      'aws:principaltype': null,
      'aws:multifactorauthpresent': null,
    },
  ),
  who(
    'saml',
    { arn: `arn:aws:iam::${a}:saml-provider/idp` },
    { 'aws:principalarn': null, 'aws:multifactorauthpresent': null, 'aws:principaltype': null },
  ),
];

const often = <T>(...weighted: readonly [number, T][]): fc.Arbitrary<T> =>
  fc.oneof(...weighted.map(([weight, value]) => ({ weight, arbitrary: fc.constant(value) })));

const resources = [
  'arn:aws:s3:::b1/home/ana/f',
  'arn:aws:s3:::b1/home/a*/f',
  'arn:aws:s3:::b1',
  `arn:aws:sqs:eu-west-1:${a}:q:1`,
  `arn:aws:sqs:eu-west-1:${b}:q`,
  `arn:aws:kms:eu-west-1:${a}:key/k`,
  appRole,
  '*',
];
const actions = [
  's3:GetObject',
  's3:PutObject',
  'sqs:SendMessage',
  'kms:Decrypt',
  'kms:RetireGrant',
  'sts:AssumeRole',
] as const;

const actionPatterns = often(
  [4, '*'],
  [1, '*:*'],
  [3, 's3:*'],
  [2, 's3:Get*'],
  [2, 'S3:getobject'],
  [1, 's3:?etObject'],
  [1, 's3:*Object'],
  [2, 'sqs:*'],
  [2, 'kms:*'],
  [1, 'kms:De*t'],
  [3, 'sts:*'],
  [1, 'sts:Assume*'],
  [1, 'iam:*'],
);
const resourcePatterns = often(
  [8, '*'],
  [3, 'arn:aws:s3:::*'],
  [2, 'arn:aws:s3:::b1/*'],
  [1, 'arn:aws:s3:::B1*'],
  [1, 'arn:aws:s3:::b1'],
  [2, 'arn:aws:s3:::b1/home/${aws:username}/*'],
  [2, "arn:aws:s3:::b?/home/${aws:PrincipalTag/team, 'ana'}/?"],
  [1, 'arn:aws:s3:::*/${K:one}/*'],
  [1, 'arn:aws:s3:::b1/home/a${*}/f'],
  [2, 'arn:aws:sqs'],
  [2, 'arn:aws:sqs:*'],
  [1, 'arn:a*s:sqs:eu*1:*:q*'],
  [1, 'arn:aws:sqs:eu-*-?:*:q'],
  [1, 'arn:??s:sqs:eu-west-1:1*1:*'],
  [1, 'arn:*:q'],
  [2, `arn:aws:kms:*:${a}:key/*`],
  [1, 'arn:aws:kms:eu*:key/?'],
  [2, `arn:aws:iam::${a}:role/*`],
);
const awsNames = often(
  [4, '*'],
  [3, a],
  [1, `arn:aws:iam::${a}:root`],
  [2, b],
  [3, anaArn],
  [3, appRole],
  [2, `arn:aws:sts::${a}:assumed-role/app/s1`],
  [1, `arn:aws:sts::${a}:federated-user/fe`],
  [2, `arn:aws:iam::${b}:role/far`],
  [1, `arn:aws:sts::${b}:assumed-role/far/s2`],
);
const list = <T>(one: fc.Arbitrary<T>, most = 3): fc.Arbitrary<T | T[]> =>
  fc.oneof(
    { weight: 2, arbitrary: one },
    { weight: 1, arbitrary: fc.array(one, { minLength: 1, maxLength: most }) },
  );

const principals = fc.oneof(
  { weight: 2, arbitrary: fc.constant('*') },
  { weight: 6, arbitrary: fc.record({ AWS: list(awsNames) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      AWS: list(awsNames),
      Service: fc.constant('ec2.amazonaws.com'),
      Federated: fc.constant(`arn:aws:iam::${a}:saml-provider/idp`),
    }),
  },
);
const exempt = fc.record({
  AWS: fc.subarray([a, anaArn, appRole, `arn:aws:sts::${a}:assumed-role/app/s1`, b], { minLength: 1 }),
});

/** Keys that are asked, the values policies compare them with, and the values requests have. */
export interface Asked {
  readonly key: string;
  readonly operators: readonly string[];
  readonly wanted: readonly string[];
  readonly given: readonly string[];
}
const texts = [
  'StringEquals',
  'StringNotEquals',
  'StringLike',
  'StringNotLike',
  'StringEqualsIgnoreCase',
  'StringNotEqualsIgnoreCase',
];
const orders = ['Equals', 'NotEquals', 'LessThan', 'LessThanEquals', 'GreaterThan', 'GreaterThanEquals'];
export const askedKeys: readonly Asked[] = [
  {
    key: 'k:one',
    operators: texts,
    wanted: ['x', 'X', 'y', '*', 'x*', '?', '${k:two}', 'home'],
    given: ['x', 'X', 'y', 'xy', 'home', ''],
  },
  { key: 'k:two', operators: texts, wanted: ['x', 'y', "${K:ONE, 'x'}", '${*}'], given: ['x', 'y', '*'] },
  {
    key: 'aws:PrincipalTag/team',
    operators: texts,
    wanted: ['ana', 'ops', '${aws:username}'],
    given: ['ana', 'ops'],
  },
  { key: 'aws:username', operators: texts, wanted: ['ana', 'a?a', 'bob'], given: ['ana'] },
  {
    key: 'k:number',
    operators: orders.map((order) => `Numeric${order}`),
    wanted: ['1', '2', '2.0', '-3'],
    given: ['1', '2', '1.5', '-3', 'x'],
  },
  {
    key: 'aws:CurrentTime',
    operators: orders.map((order) => `Date${order}`),
    wanted: ['2026-01-01T00:00:00Z', '2026-06-01', '1767225600'],
    given: ['2026-01-01T00:00:00Z', '2026-03-01T00:00:00Z', '2027-01-01T00:00:00Z'],
  },
  {
    key: 'aws:MultiFactorAuthPresent',
    operators: ['Bool'],
    wanted: ['true', 'false'],
    given: ['true', 'false'],
  },
  { key: 'aws:SecureTransport', operators: ['Bool'], wanted: ['true', 'false'], given: ['true', 'false'] },
  {
    key: 'aws:SourceIp',
    operators: ['IpAddress', 'NotIpAddress'],
    wanted: ['10.0.0.0/8', '10.1.0.0/16', '192.0.2.7'],
    given: ['10.1.2.3', '10.2.0.1', '192.0.2.7'],
  },
  {
    key: 'aws:PrincipalArn',
    operators: ['ArnEquals', 'ArnLike', 'ArnNotEquals', 'ArnNotLike'],
    wanted: [
      anaArn,
      `arn:aws:iam::${a}:*`,
      'arn:aws:iam::*:role/*',
      'arn:*:user/ana',
      'arn:aws:iam::${aws:PrincipalAccount}:user/${aws:username}',
      '*',
    ],
    given: [anaArn],
  },
  { key: 'aws:TagKeys', operators: texts.slice(0, 4), wanted: ['x', 'y', '?', 'z'], given: ['x', 'y', 'z'] },
  { key: 'k:bytes', operators: ['BinaryEquals'], wanted: ['QQ==', 'Qg=='], given: ['QQ=='] },
];

const operatorOf = ({ key, operators }: Asked): fc.Arbitrary<string> => {
  const several = key === 'aws:TagKeys';
  return fc
    .tuple(
      fc.constantFrom(...operators),
      fc.constantFrom('', '', '', 'IfExists'),
      several
        ? fc.constantFrom('ForAllValues:', 'ForAnyValue:')
        : often([12, ''], [1, 'ForAllValues:'], [1, 'ForAnyValue:']),
    )
    .map(([operator, suffix, prefix]) => `${prefix}${operator}${suffix}`);
};
export const condition = (keys: readonly Asked[]): fc.Arbitrary<Record<string, Record<string, unknown>>> =>
  fc.constantFrom(...keys).chain((asked) =>
    fc
      .oneof(
        {
          weight: 9,
          arbitrary: fc.tuple(operatorOf(asked), list<unknown>(fc.constantFrom(...asked.wanted))),
        },
        {
          weight: 1,
          arbitrary: fc.tuple(fc.constant('Null'), fc.constantFrom<unknown>('true', 'false', true)),
        },
      )
      .map(([operator, values]) => ({ [operator]: { [asked.key]: values } })),
  );
const merged = (given: readonly Record<string, Record<string, unknown>>[]): object => {
  const out: Record<string, Record<string, unknown>> = {};
  for (const one of given)
    for (const [operator, keys] of Object.entries(one)) out[operator] = { ...out[operator], ...keys };
  return out;
};

const bearsPrincipal = (use: PolicyUse): boolean =>
  use === 'resource' || use === 'trust' || use === 'resourceControl';

/** A statement as JSON. */
export const statement = (
  use: PolicyUse,
  keys: readonly Asked[] = askedKeys,
  effects = often([3, 'Allow'], [1, 'Deny']),
) =>
  fc
    .record({
      effect: effects,
      action: list(actionPatterns),
      notAction: often([8, false], [1, true]),
      resource: list(resourcePatterns),
      notResource: often([8, false], [1, true]),
      principal: principals,
      exempt,
      notPrincipal: use === 'resource' ? often([8, false], [1, true]) : fc.constant(false),
      conditions: fc.oneof(
        { weight: 4, arbitrary: fc.constant([]) },
        { weight: 6, arbitrary: fc.array(condition(keys), { minLength: 1, maxLength: 3 }) },
      ),
    })
    .map((given): Record<string, unknown> => ({
      Effect: given.effect,
      [given.notAction ? 'NotAction' : 'Action']: given.action,
      ...(use === 'trust' ? {} : { [given.notResource ? 'NotResource' : 'Resource']: given.resource }),
      ...(bearsPrincipal(use)
        ? use === 'resourceControl'
          ? { Principal: '*' }
          : given.notPrincipal
            ? { NotPrincipal: given.exempt }
            : { Principal: given.principal }
        : {}),
      ...(given.conditions.length > 0 ? { Condition: merged(given.conditions) } : {}),
    }));

export interface Document {
  readonly Version: string;
  readonly Statement: readonly Record<string, unknown>[];
}
/** The statement that takes in every request. */
export const everything = (use: PolicyUse, effect: 'Allow' | 'Deny'): Record<string, unknown> => ({
  Effect: effect,
  Action: '*',
  ...(use === 'trust' ? {} : { Resource: '*' }),
  ...(bearsPrincipal(use) ? { Principal: '*' } : {}),
});

/** `wide` in ten documents allow everything, every other one of them on conditions. */
export const document = (
  use: PolicyUse,
  keys: readonly Asked[] = askedKeys,
  wide = 0,
): fc.Arbitrary<Document> =>
  fc
    .record({
      version: often([4, '2012-10-17'], [1, '2008-10-17']),
      statements: fc.array(statement(use, keys), { maxLength: 3 }),
      full: fc.integer({ min: 0, max: 9 }),
      condition: fc.option(condition(keys), { freq: 2 }),
    })
    .map(({ version, statements, full, condition: only }) => {
      const all = { ...everything(use, 'Allow'), ...(only ? { Condition: only } : {}) };
      return { Version: version, Statement: full < wide ? [all, ...statements] : statements };
    });

/** Documents as JSON, by set. */
export interface Drawn {
  readonly identity: readonly unknown[];
  readonly boundary: readonly unknown[];
  readonly session: readonly unknown[];
  readonly resource: readonly unknown[];
  readonly trust: readonly unknown[];
  readonly endpoint: readonly unknown[];
  readonly serviceControl: readonly (readonly unknown[])[];
  readonly resourceControl: readonly (readonly unknown[])[];
}
const some = (use: PolicyUse, keys: readonly Asked[], wide: number, most: number, none = 0) =>
  fc.oneof(
    { weight: none, arbitrary: fc.constant([] as unknown[]) },
    {
      weight: 4,
      arbitrary: fc.array(
        fc.oneof(
          { weight: 60, arbitrary: document(use, keys, wide) as fc.Arbitrary<unknown> },
          { weight: 1, arbitrary: fc.constant({ Statement: [{ Effect: 'Maybe' }] }) },
        ),
        { minLength: 1, maxLength: most },
      ),
    },
  );
export const drawn = (keys: readonly Asked[] = askedKeys): fc.Arbitrary<Drawn> =>
  fc.record({
    identity: some('identity', keys, 6, 2, 1),
    boundary: some('boundary', keys, 7, 1, 10),
    session: some('session', keys, 7, 1, 8),
    resource: some('resource', keys, 2, 1, 4),
    trust: some('trust', keys, 3, 1, 2),
    endpoint: some('endpoint', keys, 7, 1, 24),
    serviceControl: levels('serviceControl', keys),
    resourceControl: levels('resourceControl', keys),
  });
const levels = (use: PolicyUse, keys: readonly Asked[]) =>
  fc.oneof(
    { weight: 4, arbitrary: fc.constant([] as unknown[][]) },
    { weight: 1, arbitrary: fc.array(some(use, keys, 9, 2), { minLength: 1, maxLength: 3 }) },
  );

export function inputOf(given: Drawn): PolicyInput {
  const parsed = (use: PolicyUse) => (json: unknown) => parsePolicy(json, use);
  const each = (use: PolicyUse, list: readonly (readonly unknown[])[]) =>
    list.map((policies, index) => ({ level: `ou:${index}`, policies: policies.map(parsed(use)) }));
  return {
    identity: given.identity.map(parsed('identity')),
    boundary: given.boundary.map(parsed('boundary')),
    session: given.session.map(parsed('session')),
    resource: given.resource.map(parsed('resource')),
    trust: given.trust.map(parsed('trust')),
    endpoint: given.endpoint.map(parsed('endpoint')),
    serviceControl: each('serviceControl', given.serviceControl),
    resourceControl: each('resourceControl', given.resourceControl),
  };
}

export interface Question {
  readonly request: Request;
  readonly values: Values;
}

const contextOf = (keys: readonly Asked[]): fc.Arbitrary<Map<string, readonly string[]>> =>
  fc
    .tuple(
      ...keys.map(({ key, given }) =>
        ['aws:username', 'aws:PrincipalArn'].includes(key)
          ? fc.constant(null)
          : fc.oneof(
              { weight: 3, arbitrary: fc.constant(null) },
              {
                weight: 2,
                arbitrary:
                  key === 'aws:TagKeys'
                    ? fc.subarray([...given])
                    : fc.constantFrom(...given).map((value) => [value]),
              },
            ),
      ),
    )
    .map(
      (values) =>
        new Map(
          keys.flatMap(({ key }, at) => {
            const value = values[at];
            return value === null || value === undefined ? [] : [[key.toLowerCase(), value] as const];
          }),
        ),
    );

export const question = (
  keys: readonly Asked[] = askedKeys,
  by: readonly Caller[] = callers,
): fc.Arbitrary<Question> =>
  fc
    .record({
      action: fc.constantFrom(...actions),
      resource: fc.constantFrom(...resources),
      caller: fc.constantFrom(...by),
      resourceAccount: often<string | null>([3, null], [2, a], [1, b]),
      managed: often([9, false], [1, true]),
      context: contextOf(keys),
      unknownContext: often<'absent' | 'unknown'>([1, 'absent'], [2, 'unknown']),
    })
    .map(({ action, resource, caller, resourceAccount, managed, context, unknownContext }) => {
      const request: Request = {
        action: fitting(action, resource),
        resource,
        resourceAccount,
        resourceInManagementAccount: managed,
        principal: caller.principal,
        context,
        unknownContext,
      };
      return { request, values: valuesOf(request, caller) };
    });

/** Half of the questions ask what the resource is for. */
function fitting(action: string, resource: string): string {
  if (resource.includes(':kms:')) return action === 'kms:RetireGrant' ? action : 'kms:Decrypt';
  if (resource.includes(':role/')) return action === 's3:GetObject' ? action : 'sts:AssumeRole';
  return resource.includes(':s3:') && action.startsWith('kms') ? 's3:GetObject' : action;
}

const valuesOf =
  ({ context, unknownContext }: Request, { keys }: Caller): Values =>
  (key) => {
    const value = context.get(key) ?? keys[key];
    if (value === undefined) return unknownContext === 'unknown' ? undefined : null;
    return typeof value === 'string' ? [value] : value;
  };
