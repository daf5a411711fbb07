import { describe, expect, it } from 'vitest';
import type { EstateFacts } from '../estate/facts.ts';
import type { DirectoryPrincipal } from './input.ts';
import {
  account,
  facts,
  other,
  providerArn,
  distribution,
  readAt,
  statement,
  samlTrust,
  dsTrust,
  role,
  provider,
  read,
  denied,
  estate,
  group,
  lookup,
  grantsOf,
  brief,
  codes,
  admins,
} from './fixtures.ts';

interface SamlCase {
  readonly name: string;
  readonly group: DirectoryPrincipal;
  readonly estate: Partial<EstateFacts>;
  readonly expected: ReturnType<typeof brief>;
  readonly evidence: readonly string[];
}
const samlCases: readonly SamlCase[] = [
  {
    name: 'works',
    group: admins,
    estate: { roles: read([role('Admin')]) },
    expected: { status: 'works', issues: [], role: '/Admin', through: providerArn },
    evidence: ['groupName', 'role', 'trustStatement', 'samlProvider'],
  },
  {
    name: 'without groupType works',
    group: group(admins.name, null),
    estate: { roles: read([role('Admin')]) },
    expected: { status: 'works', issues: [], role: '/Admin', through: providerArn },
    evidence: ['groupName', 'role', 'trustStatement', 'samlProvider'],
  },
  {
    name: 'of a distribution group is broken',
    group: group(admins.name, distribution),
    estate: { roles: read([role('Admin')]) },
    expected: { status: 'broken', issues: ['distributionGroup'], role: '/Admin', through: providerArn },
    evidence: ['groupName', 'groupType', 'role', 'trustStatement', 'samlProvider'],
  },
  {
    name: 'to an unknown account',
    group: group(`AWS-${other}-Admin`),
    estate: { roles: read([role('Admin')]) },
    expected: { status: 'broken', issues: ['accountUnknown'], role: null, through: null },
    evidence: ['groupName'],
  },
  {
    name: 'to a missing role',
    group: admins,
    estate: { roles: read([role('Reader')]) },
    expected: { status: 'broken', issues: ['roleMissing'], role: null, through: null },
    evidence: ['groupName', 'roleAbsent'],
  },
  {
    name: 'to a role in another case',
    group: admins,
    estate: { roles: read([role('ADMIN')]) },
    expected: { status: 'broken', issues: ['roleNameCase'], role: '/ADMIN', through: providerArn },
    evidence: ['groupName', 'roleOtherCase', 'trustStatement', 'samlProvider'],
  },
  {
    name: 'to a role under a path',
    group: admins,
    estate: { roles: read([role('Admin', samlTrust, '/team/')]) },
    expected: { status: 'broken', issues: ['rolePath'], role: '/team/Admin', through: providerArn },
    evidence: ['groupName', 'roleOtherPath', 'trustStatement', 'samlProvider'],
  },
  {
    name: 'to a role that trusts something else',
    group: admins,
    estate: { roles: read([role('Admin', dsTrust)]) },
    expected: { status: 'broken', issues: ['trustLacksSaml'], role: '/Admin', through: null },
    evidence: ['groupName', 'role', 'trustOther'],
  },
  {
    name: 'to a role with a malformed trust',
    group: admins,
    estate: { roles: read([role('Admin', '{')]) },
    expected: { status: 'broken', issues: ['trustLacksSaml'], role: '/Admin', through: null },
    evidence: ['groupName', 'role', 'trustProblem'],
  },
  {
    name: 'through a missing provider',
    group: admins,
    estate: { roles: read([role('Admin')]), samlProviders: read([]) },
    expected: { status: 'broken', issues: ['providerMissing'], role: '/Admin', through: providerArn },
    evidence: ['groupName', 'role', 'trustStatement', 'samlProviderAbsent'],
  },
  {
    name: 'through a provider that cannot be read is open',
    group: admins,
    estate: { roles: read([role('Admin')]), samlProviders: denied },
    expected: { status: 'candidate', issues: ['providerNotReadable'], role: '/Admin', through: providerArn },
    evidence: ['groupName', 'role', 'trustStatement', 'samlProvidersNotReadable'],
  },
  {
    name: 'to roles that cannot be read is open',
    group: admins,
    estate: { roles: denied },
    expected: { status: 'candidate', issues: ['roleNotReadable'], role: null, through: null },
    evidence: ['groupName', 'rolesNotReadable'],
  },
  {
    name: 'to an account that only the organization names is open',
    group: group(`AWS-${other}-Admin`),
    estate: {
      accounts: [...facts().accounts, { id: other, name: 'Lab', alias: null }],
      roles: read([role('Admin')]),
    },
    expected: { status: 'candidate', issues: ['roleNotReadable'], role: null, through: null },
    evidence: ['groupName'],
  },
  {
    name: 'with two faults names both',
    group: group(`AWS-${account}-admin`, distribution),
    estate: { roles: read([role('Admin', dsTrust)]) },
    expected: {
      status: 'broken',
      issues: ['roleNameCase', 'distributionGroup', 'trustLacksSaml'],
      role: '/Admin',
      through: null,
    },
    evidence: ['groupName', 'groupType', 'roleOtherCase', 'trustOther'],
  },
];

describe('a SAML grant', () => {
  it.each(samlCases)('$name', ({ group: given, estate: more, expected, evidence }) => {
    const [grant, ...rest] = grantsOf([estate(more)], [given]);
    expect(rest).toEqual([]);
    expect(brief(grant!)).toEqual(expected);
    expect(codes(grant!)).toEqual(evidence);
    expect(grant).toMatchObject({
      mechanism: 'saml',
      principal: { objectId: given.objectId, sid: given.sid, kind: 'group' },
    });
  });

  it('shows the attribute value and the trust statement it stands on', () => {
    const [grant] = grantsOf([estate({ roles: read([role('Admin')]) })], [admins]);
    expect(grant!.accountName).toBe('Production');
    expect(grant!.evidence[0]).toEqual({
      code: 'groupName',
      snapshotId: 1,
      where: admins.dn,
      field: 'sAMAccountName',
      value: admins.name,
      readAt,
    });
    expect(grant!.evidence[2]).toEqual({
      code: 'trustStatement',
      snapshotId: 9,
      where: role('Admin').arn,
      field: 'AssumeRolePolicyDocument.Statement[0].Principal.Federated',
      value: providerArn,
      readAt,
    });
  });

  it('needs a group whose name follows the convention', () => {
    expect(
      grantsOf(
        [estate({ roles: read([role('Admin')]) })],
        [group('Domain Users'), { ...admins, kind: 'user' }],
      ),
    ).toEqual([]);
  });

  it('keeps to the partition of the account', () => {
    const china = role(
      'Admin',
      statement({ Federated: providerArn.replace('aws', 'aws-cn') }, 'sts:AssumeRoleWithSAML'),
    );
    const inChina = { ...china, arn: china.arn.replace('aws', 'aws-cn') };
    const known = { ...provider, arn: providerArn.replace('aws', 'aws-cn') };
    expect(
      grantsOf(
        [estate({ partition: 'aws-cn', roles: read([inChina]), samlProviders: read([known]) })],
        [admins],
      )[0]!.status,
    ).toBe('works');
  });

  it('believes the newest reading of an account alone', () => {
    const older = estate({ roles: read([role('Admin')]) }, 8, '2026-11-01T00:00:00Z');
    const newer = estate({ roles: read([role('Reader')]) }, 9, '2026-11-20T00:00:00Z');
    const unread = estate({ roles: denied }, 10, '2026-11-21T00:00:00Z');
    expect(grantsOf([older, newer, unread], [admins])[0]!.issues).toEqual(['roleMissing']);
    expect(grantsOf([older, unread], [admins])[0]!.status).toBe('works');
  });

  it('follows another convention when one is given', () => {
    const template = { text: '', prefix: 'X_', pattern: /^X_(?<account>\d{12})_(?<role>.+)$/i };
    expect(
      grantsOf([estate({ roles: read([role('Admin')]) })], [admins, group(`X_${account}_Admin`)], lookup(), {
        template,
      }),
    ).toHaveLength(1);
  });
});
