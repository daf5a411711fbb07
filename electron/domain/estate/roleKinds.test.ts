import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readTrustPolicy } from '#domain/mapping/trustPolicy.ts';
import { roleAdvices, roleKinds } from './codes.ts';
import type { RoleAdvice, RoleKind } from './codes.ts';
import { roleAdviceOf, roleKindsOf } from './roleKinds.ts';

const own = '111122223333';
const known = new Set([own, '444455556666']);
const allow = (principal: object | string, action = 'sts:AssumeRole', condition?: object) => ({
  Effect: 'Allow',
  Principal: principal,
  Action: action,
  ...(condition ? { Condition: condition } : {}),
});
const web = (federated: string, condition?: object) =>
  allow({ Federated: federated }, 'sts:AssumeRoleWithWebIdentity', condition);
const equals = (...keys: string[]) => ({ StringEquals: Object.fromEntries(keys.map((key) => [key, 'x'])) });
const cognito = 'cognito-identity.amazonaws.com';
const gitHub = `arn:aws:iam::${own}:oidc-provider/token.actions.githubusercontent.com`;

// Source: facts/iam-policy-evaluation.md §4 (trust patterns), facts/group-role-mapping.md §1.
const cases: readonly [string, object[], RoleKind[], RoleAdvice[], string?][] = [
  ['a service', [allow({ Service: 'lambda.amazonaws.com' })], ['service'], []],
  ['EC2', [allow({ Service: 'ec2.amazonaws.com' })], ['ec2-instance'], []],
  ['EC2 in China', [allow({ Service: 'ec2.amazonaws.com.cn' })], ['ec2-instance'], []],
  ['directories', [allow({ Service: 'ds.amazonaws.com' })], ['ds-delegation'], []],
  [
    'a service-linked role, whatever its trust',
    [allow({ Service: 'ec2.amazonaws.com' })],
    ['service-linked'],
    [],
    '/aws-service-role/autoscaling.amazonaws.com/',
  ],
  [
    'SAML',
    [allow({ Federated: `arn:aws:iam::${own}:saml-provider/ADFS` }, 'sts:AssumeRoleWithSAML')],
    ['saml'],
    [],
  ],
  [
    'Identity Center',
    [
      allow(
        { Federated: `arn:aws:iam::${own}:saml-provider/AWSSSO_ab12_DO_NOT_DELETE` },
        'sts:AssumeRoleWithSAML',
      ),
    ],
    ['identity-center'],
    [],
  ],
  [
    'a pool, asked for and signed in',
    [web(cognito, equals(`${cognito}:aud`, `${cognito}:amr`))],
    ['cognito'],
    ['cognitoThroughPool'],
  ],
  [
    'a pool that nothing is asked of',
    [web(cognito)],
    ['cognito'],
    ['cognitoThroughPool', 'cognitoNoAudience', 'cognitoNoAmr'],
  ],
  [
    'guests of a pool',
    [
      web(cognito, {
        StringEquals: { [`${cognito}:aud`]: 'pool' },
        'ForAnyValue:StringLike': { [`${cognito}:amr`]: 'unauthenticated' },
      }),
    ],
    ['cognito'],
    ['cognitoThroughPool', 'cognitoUnauthenticated'],
  ],
  [
    'GitHub with a subject',
    [
      web(
        gitHub,
        equals('token.actions.githubusercontent.com:aud', 'token.actions.githubusercontent.com:sub'),
      ),
    ],
    ['oidc'],
    [],
  ],
  [
    'GitHub without',
    [web(gitHub, equals('token.actions.githubusercontent.com:aud'))],
    ['oidc'],
    ['oidcNoSubject'],
  ],
  ['Google', [web('accounts.google.com', equals('accounts.google.com:aud'))], ['oidc'], ['webSignInUsePool']],
  [
    'Amazon, by its own word for the audience',
    [web('www.amazon.com', equals('www.amazon.com:app_id'))],
    ['oidc'],
    ['webSignInUsePool'],
  ],
  ['its own account', [allow({ AWS: `arn:aws:iam::${own}:user/ana` })], ['same-account'], []],
  [
    'an account that is known',
    [allow({ AWS: 'arn:aws:iam::444455556666:role/Build' })],
    ['cross-account'],
    [],
  ],
  ['an outside account', [allow({ AWS: '999999999999' })], ['cross-account'], ['outsideNoExternalId']],
  [
    'an outside account with an external id',
    [allow({ AWS: '999999999999' }, 'sts:AssumeRole', equals('sts:ExternalId'))],
    ['cross-account'],
    ['outsideAccount'],
  ],
  ['anyone', [allow('*')], ['anyone'], []],
  ['a user who is gone', [allow({ AWS: 'AIDAQ3EGXK5WLHV2Q7ZNB' })], ['nobody'], []],
  [
    'several at once',
    [allow({ Service: ['ec2.amazonaws.com', 'lambda.amazonaws.com'] }), allow({ AWS: own })],
    ['service', 'ec2-instance', 'same-account'],
    [],
  ],
  [
    'the condition of its own statement alone',
    [web(cognito, equals(`${cognito}:aud`, `${cognito}:amr`)), allow({ AWS: '999999999999' })],
    ['cognito', 'cross-account'],
    ['cognitoThroughPool', 'outsideNoExternalId'],
  ],
];

describe('roles', () => {
  it.each(cases)('of %s', (_, statements, kinds, advice, path = '/') => {
    const trustPolicy = { Version: '2012-10-17', Statement: statements };
    const role = { account: own, path, trustPolicy };
    const { entries } = readTrustPolicy(trustPolicy);
    expect(roleKindsOf(role, entries)).toEqual(kinds);
    expect(roleAdviceOf(role, entries, known)).toEqual(advice);
  });

  it('have kinds and advice of the list, in its order, whatever the document is', () => {
    const inOrder = (codes: readonly string[], list: readonly string[]): void =>
      expect(codes).toEqual(list.filter((code) => codes.includes(code)));
    fc.assert(
      fc.property(fc.jsonValue(), (trustPolicy) => {
        const role = { account: own, path: '/', trustPolicy };
        const { entries } = readTrustPolicy(trustPolicy);
        const kinds = roleKindsOf(role, entries);
        expect(kinds.length).toBeGreaterThan(0);
        inOrder(kinds, roleKinds);
        inOrder(roleAdviceOf(role, entries, known), roleAdvices);
      }),
      { numRuns: 200 * Number(process.env['TREELINE_FUZZ'] ?? 1) },
    );
  });
});
