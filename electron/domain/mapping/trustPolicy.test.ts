import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { globMatches } from './glob.ts';
import { trustKinds, trustProblems } from './trustKinds.ts';
import { readTrustPolicy, trustedBy } from './trustPolicy.ts';

const provider = 'arn:aws:iam::111111111111:saml-provider/corp';
const sso = 'arn:aws:iam::111111111111:saml-provider/AWSSSO_0123456789abcdef_DO_NOT_DELETE';
const allow = (Principal: unknown, Action: unknown = 'sts:AssumeRole', more: object = {}) => ({
  Effect: 'Allow',
  Principal,
  Action,
  ...more,
});
const policy = (...Statement: unknown[]) => ({ Version: '2012-10-17', Statement });

const taken: readonly (readonly [name: string, document: unknown, kinds: readonly string[]])[] = [
  ['a SAML provider', policy(allow({ Federated: provider }, 'sts:AssumeRoleWithSAML')), ['saml']],
  [
    'a SAML provider of another partition',
    policy(allow({ Federated: provider.replace('aws', 'aws-us-gov') }, 'sts:AssumeRoleWithSAML')),
    ['saml'],
  ],
  [
    'the provider of Identity Center',
    policy(allow({ Federated: sso }, ['sts:AssumeRoleWithSAML', 'sts:TagSession'])),
    ['identity-center'],
  ],
  ['Directory Service', policy(allow({ Service: 'ds.amazonaws.com' })), ['ds']],
  [
    'another service',
    policy(allow({ Service: ['ec2.amazonaws.com', 'ds.amazonaws.com'] })),
    ['ds', 'service'],
  ],
  ['an account by its number', policy(allow({ AWS: '111111111111' })), ['account']],
  [
    'an account’s root, a role and a session',
    policy(
      allow({
        AWS: [
          'arn:aws:iam::111111111111:root',
          'arn:aws:iam::111111111111:role/r',
          'arn:aws:sts::111111111111:assumed-role/r/s',
        ],
      }),
    ),
    ['account'],
  ],
  ['anyone', policy(allow('*')), ['anyone']],
  ['any AWS principal', policy(allow({ AWS: '*' })), ['anyone']],
  [
    'everybody but some',
    policy({ Effect: 'Allow', NotPrincipal: { AWS: '111111111111' }, Action: 'sts:AssumeRole' }),
    ['anyone'],
  ],
  [
    'an OIDC provider',
    policy(
      allow(
        { Federated: 'arn:aws:iam::111111111111:oidc-provider/token.actions.githubusercontent.com' },
        'sts:AssumeRoleWithWebIdentity',
      ),
    ),
    ['web-identity'],
  ],
  [
    'Cognito',
    policy(allow({ Federated: 'cognito-identity.amazonaws.com' }, 'sts:AssumeRoleWithWebIdentity')),
    ['web-identity'],
  ],
  ['one statement that is no list', { Statement: allow({ Service: 'ds.amazonaws.com' }) }, ['ds']],
  ['JSON text', JSON.stringify(policy(allow({ Service: 'ds.amazonaws.com' }))), ['ds']],
  ['an action in another case', policy(allow({ Federated: provider }, 'STS:assumerolewithsaml')), ['saml']],
  ['an action by pattern', policy(allow({ Federated: provider }, 'sts:*')), ['saml']],
  [
    'all but another action',
    policy({ Effect: 'Allow', Principal: { Service: 'ds.amazonaws.com' }, NotAction: 'sts:TagSession' }),
    ['ds'],
  ],
  [
    'all but this action',
    policy({ Effect: 'Allow', Principal: { Service: 'ds.amazonaws.com' }, NotAction: 'sts:Assume*' }),
    [],
  ],
  [
    'a Deny for the same principal',
    policy(allow({ Federated: provider }, 'sts:AssumeRoleWithSAML'), {
      Effect: 'Deny',
      Principal: { Federated: provider },
      Action: 'sts:*',
    }),
    [],
  ],
  [
    'a Deny for all',
    policy(allow({ Service: 'ds.amazonaws.com' }), { Effect: 'Deny', Principal: '*', Action: '*' }),
    [],
  ],
  [
    'a Deny of another call',
    policy(allow({ Service: 'ds.amazonaws.com' }), {
      Effect: 'Deny',
      Principal: '*',
      Action: 'sts:TagSession',
    }),
    ['ds'],
  ],
  [
    'a Deny under a condition',
    policy(allow({ Service: 'ds.amazonaws.com' }), {
      Effect: 'Deny',
      Principal: '*',
      Action: '*',
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    }),
    ['ds'],
  ],
  ['no statement', policy(), []],
];

const malformed: readonly (readonly [name: string, document: unknown, problems: readonly string[]])[] = [
  ['broken text', '{"Statement":', ['notJson ']],
  ['nothing', undefined, ['notJson ']],
  ['null', null, ['notObject ']],
  ['a list', [], ['notObject ']],
  ['an empty object', {}, ['statementMissing Statement']],
  ['a statement that is text', policy('x'), ['statementNotObject Statement[0]']],
  [
    'an effect in another case',
    policy({ ...allow('*'), Effect: 'allow' }),
    ['effectUnknown Statement[0].Effect'],
  ],
  [
    'no principal',
    policy({ Effect: 'Allow', Action: 'sts:AssumeRole' }),
    ['principalMissing Statement[0].Principal'],
  ],
  ['a principal that is a list', policy(allow(['*'])), ['principalUnknown Statement[0].Principal']],
  [
    'a principal of a strange type',
    policy(allow({ Robot: 'r2' })),
    ['principalUnknown Statement[0].Principal.Robot'],
  ],
  [
    'a principal that is a number',
    policy(allow({ AWS: ['111111111111', 5] })),
    ['principalUnknown Statement[0].Principal.AWS[1]'],
  ],
  [
    'a principal that was deleted',
    policy(allow({ AWS: 'AROAEXAMPLEEXAMPLE123' })),
    ['principalDeleted Statement[0].Principal.AWS'],
  ],
  ['no action', policy({ Effect: 'Allow', Principal: '*' }), ['actionMissing Statement[0].Action']],
  [
    'a call that is not the provider’s',
    policy(allow({ Federated: provider }, 'sts:AssumeRole')),
    ['actionOther Statement[0].Principal.Federated'],
  ],
];

describe('a trust policy', () => {
  it.each(taken)('with %s', (_name, document, kinds) => {
    expect(trustedBy(document)).toEqual(kinds);
  });

  it.each(malformed)('with %s is said to be malformed there', (_name, document, problems) => {
    expect(readTrustPolicy(document).problems.map(({ code, path }) => `${code} ${path}`)).toEqual(problems);
  });

  it('says where each principal stands, and under which conditions', () => {
    const { entries } = readTrustPolicy(
      policy(
        { Effect: 'Deny', Principal: '*', Action: 'x:y' },
        allow({ Federated: [sso, provider] }, 'sts:AssumeRoleWithSAML', {
          Condition: { StringEquals: { 'SAML:aud': 'x' } },
        }),
      ),
    );
    expect(entries).toEqual([
      {
        kind: 'identity-center',
        principal: sso,
        path: 'Statement[1].Principal.Federated[0]',
        conditionKeys: ['SAML:aud'],
      },
      {
        kind: 'saml',
        principal: provider,
        path: 'Statement[1].Principal.Federated[1]',
        conditionKeys: ['SAML:aud'],
      },
    ]);
  });

  it('of any shape never throws', () => {
    const word = fc.constantFrom(
      'Statement',
      'Effect',
      'Allow',
      'Deny',
      'Principal',
      'NotPrincipal',
      'Action',
      'NotAction',
      'Condition',
      'AWS',
      'Service',
      'Federated',
      '*',
      provider,
      'ds.amazonaws.com',
      'sts:*',
    );
    const { document } = fc.letrec((tie) => ({
      document: fc.oneof(
        { maxDepth: 7, depthIdentifier: 'json' },
        word,
        fc.anything({ maxDepth: 1 }),
        fc.array(tie('document'), { maxLength: 3 }),
        fc.dictionary(word, tie('document'), { maxKeys: 5 }),
      ),
    }));
    fc.assert(
      fc.property(document, (given) => {
        const { entries, problems } = readTrustPolicy(given);
        expect(entries.every(({ kind }) => trustKinds.includes(kind))).toBe(true);
        expect(problems.every(({ code }) => trustProblems.includes(code))).toBe(true);
      }),
      { numRuns: 500 * Number(process.env['TREELINE_FUZZ'] ?? 1) },
    );
  });
});

it('matches patterns of actions as a regular expression would', () => {
  const letters = (...from: string[]) =>
    fc.array(fc.constantFrom(...from), { maxLength: 8 }).map((chars) => chars.join(''));
  fc.assert(
    fc.property(letters('a', 'B', '*', '?', '.'), letters('A', 'b', '.'), (pattern, text) => {
      const source = pattern
        .replaceAll('.', String.raw`\.`)
        .replaceAll('*', '.*')
        .replaceAll('?', '.');
      expect(globMatches(pattern, text)).toBe(new RegExp(`^${source}$`, 'i').test(text));
    }),
    { numRuns: 500 * Number(process.env['TREELINE_FUZZ'] ?? 1) },
  );
});
