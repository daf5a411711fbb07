import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Fault } from '#contract/faults.ts';
import { fromAuthorizationDetails } from './authorizationDetails.ts';

const trust = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'ds.amazonaws.com' }, Action: 'sts:AssumeRole' }],
};
const inline = {
  Version: '2012-10-17',
  Statement: { Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::a%2Fb+c/한글' },
};

/** An answer with its documents written as `write` says. */
const answer = (write: (document: object) => unknown) => ({
  UserDetailList: [
    {
      Path: '/',
      UserName: 'kim',
      UserId: 'AIDA1',
      Arn: 'arn:aws:iam::111122223333:user/kim',
      CreateDate: '2024-03-01T09:00:00+00:00',
      GroupList: ['Operators'],
      AttachedManagedPolicies: [],
      Tags: [],
    },
  ],
  GroupDetailList: [
    {
      Path: '/',
      GroupName: 'Operators',
      GroupId: 'AGPA1',
      Arn: 'arn:aws:iam::111122223333:group/Operators',
      GroupPolicyList: [{ PolicyName: 'read', PolicyDocument: write(inline) }],
      AttachedManagedPolicies: [
        { PolicyName: 'ReadOnlyAccess', PolicyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' },
      ],
    },
  ],
  RoleDetailList: [
    {
      Path: '/',
      RoleName: 'Helpdesk',
      RoleId: 'AROA1',
      Arn: 'arn:aws:iam::111122223333:role/Helpdesk',
      CreateDate: '2024-03-01T09:00:00Z',
      AssumeRolePolicyDocument: write(trust),
      InstanceProfileList: [],
      RolePolicyList: [],
      AttachedManagedPolicies: [],
      Tags: [{ Key: 'owner', Value: 'it' }],
      RoleLastUsed: { LastUsedDate: '2026-11-20T08:30:00Z', Region: 'eu-west-1' },
    },
  ],
  Policies: [
    {
      PolicyName: 'ReadOnlyAccess',
      Arn: 'arn:aws:iam::aws:policy/ReadOnlyAccess',
      DefaultVersionId: 'v2',
      PolicyVersionList: [
        {
          VersionId: 'v2',
          IsDefaultVersion: true,
          CreateDate: '2020-01-01T00:00:00Z',
          Document: write(inline),
        },
        { VersionId: 'v1', IsDefaultVersion: false, Document: write(trust) },
      ],
    },
  ],
});

const encoded = (document: object): string => encodeURIComponent(JSON.stringify(document));
const whole = answer((document) => document);
const read = (given: unknown) =>
  fromAuthorizationDetails(typeof given === 'string' ? given : JSON.stringify(given), 'details.json');
const faultOf = (given: unknown) => {
  try {
    read(given);
  } catch (error) {
    return (error as Fault).toData();
  }
  throw new Error('it was taken');
};

describe('a file that is whole', () => {
  const facts = read(whole);

  it('gives its facts, and says what it has no place for', () => {
    const notIncluded = { state: 'notReadable', code: 'notIncluded' };
    expect(facts).toMatchObject({
      partition: 'aws',
      accounts: [{ id: '111122223333', name: null, alias: null }],
      directories: notIncluded,
      samlProviders: notIncluded,
      identityCenter: notIncluded,
      delegations: notIncluded,
      roles: {
        value: [
          {
            name: 'Helpdesk',
            trustPolicy: trust,
            lastUsed: { date: '2026-11-20T08:30:00.000Z' },
            tags: { owner: 'it' },
            maxSessionDuration: null,
          },
        ],
      },
      users: {
        value: [
          { name: 'kim', createDate: '2024-03-01T09:00:00.000Z', groups: ['Operators'], accessKeys: null },
        ],
      },
      groups: { value: [{ inlinePolicies: [{ name: 'read', document: inline }] }] },
      policies: {
        value: [
          {
            awsManaged: true,
            account: null,
            versions: [
              { versionId: 'v2', isDefault: true },
              { versionId: 'v1', isDefault: false },
            ],
          },
        ],
      },
    });
  });

  it.each<[string, unknown]>([
    ['URL-encoded documents', answer(encoded)],
    ['documents as plain JSON text', answer((document) => JSON.stringify(document))],
    ['documents as indented JSON text', answer((document) => `\n${JSON.stringify(document, null, 2)}`)],
    ['the SDK’s own fields', { ...whole, IsTruncated: false, $metadata: { httpStatusCode: 200 } }],
    ['the CLI’s empty NextToken', { ...whole, NextToken: null }],
    ['a byte order mark', `\uFEFF${JSON.stringify(whole)}`],
    ['indentation and a last line break', `${JSON.stringify(whole, null, 4)}\r\n`],
    [
      'an array of pages',
      [
        {
          UserDetailList: whole.UserDetailList,
          GroupDetailList: whole.GroupDetailList,
          IsTruncated: true,
          Marker: 'm',
        },
        {
          UserDetailList: [],
          RoleDetailList: whole.RoleDetailList,
          Policies: whole.Policies,
          IsTruncated: false,
        },
      ],
    ],
  ])('reads the same with %s', (_, given) => {
    expect(read(given)).toEqual(facts);
  });

  it('tells a list that is not there from an empty one', () => {
    const some = read({ RoleDetailList: [], UserDetailList: whole.UserDetailList });
    expect(some.roles).toEqual({ state: 'read', value: [] });
    expect(some.groups).toEqual({ state: 'notReadable', code: 'notIncluded' });
  });

  it('takes the partition from the ARNs', () => {
    expect(
      read({ RoleDetailList: [{ RoleName: 'x', Arn: 'arn:aws-cn:iam::111122223333:role/x' }] }).partition,
    ).toBe('aws-cn');
  });

  it('keeps a tag named like a part of every object', () => {
    const role =
      '{"RoleDetailList":[{"RoleName":"x","Arn":"arn:aws:iam::111122223333:role/x","Tags":[{"Key":"__proto__","Value":"v"}]}]}';
    const { roles } = read(role);
    expect(roles.state === 'read' && Object.entries(roles.value[0]!.tags)).toEqual([['__proto__', 'v']]);
  });
});

describe('a file that is not', () => {
  const bad = (change: object) => ({ RoleDetailList: [{ ...whole.RoleDetailList[0], ...change }] });
  it.each<[string, unknown, string, string]>([
    ['no object', 7, 'import.invalid', '$'],
    ['an object of another kind', { Users: [] }, 'import.invalid', '$'],
    ['an empty array', '[[]]', 'import.invalid', '$[0]'],
    ['a list that is none', { RoleDetailList: {} }, 'import.invalid', '$.RoleDetailList'],
    ['a role without an ARN', bad({ Arn: undefined }), 'import.invalid', '$.RoleDetailList[0].Arn'],
    [
      'an ARN of another service',
      bad({ Arn: 'arn:aws:s3:::bucket' }),
      'import.invalid',
      '$.RoleDetailList[0].Arn',
    ],
    ['an unknown partition', bad({ Arn: 'arn:aws-moon:iam::111122223333:role/x' }), 'import.invalid', '$'],
    [
      'a document that is no JSON',
      bad({ AssumeRolePolicyDocument: 'hello' }),
      'import.invalid',
      '$.RoleDetailList[0].AssumeRolePolicyDocument',
    ],
    [
      'a document with broken encoding',
      bad({ AssumeRolePolicyDocument: '%7B%2' }),
      'import.invalid',
      '$.RoleDetailList[0].AssumeRolePolicyDocument',
    ],
    [
      'a document of a kind that none has',
      bad({ RolePolicyList: [{ PolicyName: 'x', PolicyDocument: 7 }] }),
      'import.invalid',
      '$.RoleDetailList[0].RolePolicyList[0].PolicyDocument',
    ],
    [
      'a second page that is wrong',
      [whole, { RoleDetailList: [1] }],
      'import.invalid',
      '$[1].RoleDetailList[0]',
    ],
    ['a comma too many', '{"RoleDetailList": [,]}', 'import.invalid', '$'],
    ['brackets that cross', '{"RoleDetailList": [}', 'import.invalid', '$'],
    ['something after its end', `${JSON.stringify(whole)} x`, 'import.invalid', '$'],
  ])('%s', (_, given, code, path) => {
    expect(faultOf(given)).toMatchObject({ code, params: { name: 'details.json', path } });
  });

  it.each<[string, unknown]>([
    ['an empty file', ''],
    ['an answer that says more follows', { ...whole, IsTruncated: true, Marker: 'm' }],
    ['a CLI output that says more follows', { ...whole, NextToken: 'abc' }],
    ['pages of which the last is missing', [{ ...whole, IsTruncated: true, Marker: 'm' }]],
  ])('%s is truncated', (_, given) => {
    expect(faultOf(given)).toMatchObject({ code: 'import.truncated', params: { name: 'details.json' } });
  });

  it('breaks off at any place: truncated, never taken', () => {
    const text = JSON.stringify(answer(encoded), null, 1);
    fc.assert(
      fc.property(fc.nat(text.length - 1), (end) => {
        expect(faultOf(text.slice(0, end))).toMatchObject({ code: 'import.truncated' });
      }),
      { numRuns: 200 * Number(process.env['TREELINE_FUZZ'] ?? 1) },
    );
  });

  it('is any JSON at all: taken, or refused with a fault', () => {
    const lists = ['UserDetailList', 'GroupDetailList', 'RoleDetailList', 'Policies'];
    const page = fc.dictionary(
      fc.constantFrom(...lists, 'IsTruncated', 'Marker'),
      fc.oneof(fc.array(fc.jsonValue(), { maxLength: 3 }), fc.jsonValue()),
    );
    fc.assert(
      fc.property(fc.oneof(page, fc.jsonValue(), fc.array(page, { maxLength: 3 })), (given) => {
        try {
          expect(read(given).partition).toBe('aws');
        } catch (error) {
          expect(error).toBeInstanceOf(Fault);
          expect((error as Fault).code).toMatch(/^import\.(invalid|truncated)$/);
        }
      }),
      { numRuns: 200 * Number(process.env['TREELINE_FUZZ'] ?? 1) },
    );
  });
});
