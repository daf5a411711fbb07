import { describe, expect, it } from 'vitest';
import type { EstateFacts } from '../estate/facts.ts';
import type { IdentityCenter } from '../estate/identityCenter.ts';
import type { Grant } from './grant.ts';
import { permissionSetOf } from './identityCenter.ts';
import type { DirectoryPrincipal } from './input.ts';
import {
  account,
  other,
  security,
  samlTrust,
  role,
  read,
  denied,
  estate,
  group,
  lookup,
  grantsOf,
  codes,
} from './fixtures.ts';

describe('Identity Center', () => {
  const setArn = 'arn:aws:sso:::permissionSet/ssoins-1/ps-1';
  const reserved = role(
    'AWSReservedSSO_Read_Only_0123456789abcdef',
    samlTrust,
    '/aws-reserved/sso.amazonaws.com/eu-central-1/',
  );
  const center = (more: Partial<IdentityCenter> = {}): IdentityCenter => ({
    instanceArn: 'arn:aws:sso:::instance/ssoins-1',
    identityStoreId: 'd-9999999999',
    region: 'eu-central-1',
    source: 'activeDirectory',
    directoryId: null,
    permissionSets: [
      {
        arn: setArn,
        name: 'Read_Only',
        sessionDuration: null,
        managedPolicies: [],
        customerPolicies: [],
        inlinePolicy: null,
        boundary: null,
        outdatedIn: [],
      },
    ],
    assignments: [{ account, permissionSetArn: setArn, principalType: 'GROUP', principalId: 'g-1' }],
    groups: [{ groupId: 'g-1', displayName: 'Readers@corp.example', externalIds: [] }],
    users: [{ userId: 'u-1', userName: 'kim@corp.example', displayName: null }],
    memberships: [],
    ...more,
  });
  const readers = group('readers');
  const kim: DirectoryPrincipal = { ...group('kim', null, 1200), kind: 'user' };
  const renamed = (displayName: string) => ({ groups: [{ groupId: 'g-1', displayName, externalIds: [] }] });

  it.each<
    [string, Partial<IdentityCenter>, Partial<EstateFacts>, Grant['status'], Grant['issues'], string | null]
  >([
    ['joins by name and domain', {}, {}, 'works', [], 'joinNameAndDomain'],
    ['joins by name alone where there is one', renamed('READERS'), {}, 'works', [], 'joinNameOnly'],
    [
      'does not join over domains',
      renamed('readers@other.example'),
      {},
      'candidate',
      ['membershipNotReadable'],
      null,
    ],
    [
      'knows that a group is gone from a domain that was read',
      renamed('gone@corp.example'),
      {},
      'broken',
      ['principalMissing'],
      null,
    ],
    ['knows that a group is gone from the store', { groups: [] }, {}, 'broken', ['principalMissing'], null],
    [
      'does not take a group for gone where groups of the store were not read',
      { groups: [], notRead: [{ part: 'groups', code: 'aws.accessDenied' }] },
      {},
      'candidate',
      ['membershipNotReadable'],
      null,
    ],
    [
      'takes a group for gone though users of the store were not read',
      { groups: [], notRead: [{ part: 'users', code: 'aws.accessDenied' }] },
      {},
      'broken',
      ['principalMissing'],
      null,
    ],
    ['takes groups of its own for what they are', { source: 'own' }, {}, 'works', [], null],
    [
      'takes a provider’s memberships for the people, and says which group it is',
      { source: 'external' },
      {},
      'works',
      [],
      'joinNameAndDomain',
    ],
    [
      'does not know people whom the store did not tell',
      { source: 'external', notRead: [{ part: 'memberships', code: 'aws.accessDenied' }] },
      {},
      'candidate',
      ['membershipNotReadable'],
      'joinNameAndDomain',
    ],
    [
      'assigns users',
      { assignments: [{ account, permissionSetArn: setArn, principalType: 'USER', principalId: 'u-1' }] },
      {},
      'works',
      [],
      'joinNameAndDomain',
    ],
    [
      'misses a permission set',
      { permissionSets: [] },
      {},
      'broken',
      ['permissionSetMissing'],
      'joinNameAndDomain',
    ],
    [
      'misses the role in the account',
      {},
      { roles: read([role('Admin')]) },
      'broken',
      ['roleMissing'],
      'joinNameAndDomain',
    ],
    [
      'works without the role where roles cannot be read',
      {},
      { roles: denied },
      'works',
      [],
      'joinNameAndDomain',
    ],
    [
      'does not know the account',
      {
        assignments: [
          { account: other, permissionSetArn: setArn, principalType: 'GROUP', principalId: 'g-1' },
        ],
      },
      {},
      'broken',
      ['accountUnknown'],
      'joinNameAndDomain',
    ],
  ])('%s', (_name, more, facts_, status, issues, join) => {
    const grants = grantsOf(
      [estate({ roles: read([reserved]), identityCenter: read(center(more)), ...facts_ })],
      [],
      lookup(readers, kim),
    ).filter(({ mechanism }) => mechanism === 'identity-center');
    expect(grants.map((grant) => [grant.status, grant.issues])).toEqual([[status, issues]]);
    expect(codes(grants[0]!).find((code) => code.startsWith('join')) ?? null).toBe(join);
    expect(grants[0]!.through).toBe(setArn);
  });

  it('names no principal where the name alone fits several', () => {
    const twin = { ...group('readers', security, 1300), dn: 'CN=readers,DC=lab,DC=example' };
    const [grant] = grantsOf(
      [estate({ roles: read([reserved]), identityCenter: read(center(renamed('readers'))) })],
      [],
      lookup(readers, twin),
    );
    expect(grant).toMatchObject({
      principal: null,
      status: 'candidate',
      issues: ['membershipNotReadable'],
      roleArn: reserved.arn,
      roleName: 'Read_Only',
    });
  });

  it('takes the newest of several roles of one set, in whatever order they come, and shows all', () => {
    const made = (suffix: string, createDate: string) => ({
      ...role(`AWSReservedSSO_Read_Only_${suffix}`, samlTrust, reserved.path),
      createDate,
    });
    const old = made('fedcba9876543210', '2024-01-01T00:00:00Z');
    const now = made('0123456789abcdef', '2026-01-01T00:00:00Z');
    for (const roles of [
      [old, now],
      [now, old],
    ]) {
      const [grant] = grantsOf(
        [estate({ roles: read(roles), identityCenter: read(center()) })],
        [],
        lookup(readers),
      );
      expect(grant!.roleArn).toBe(now.arn);
      expect(grant!.evidence.filter(({ code }) => code === 'reservedRole').map(({ where }) => where)).toEqual(
        [now.arn, old.arn],
      );
    }
  });

  it.each([
    [
      'AWSReservedSSO_Read_Only_0123456789abcdef',
      '/aws-reserved/sso.amazonaws.com/eu-central-1/',
      'Read_Only',
    ],
    ['AWSReservedSSO_Admin_0123456789abcdef', '/aws-reserved/sso.amazonaws.com/', 'Admin'],
    ['AWSReservedSSO_Admin_0123456789abcde', '/aws-reserved/sso.amazonaws.com/', null],
    ['AWSReservedSSO_Admin_0123456789abcdef', '/', null],
  ])('reads the permission set of %s under %s', (name, path, expected) => {
    expect(permissionSetOf({ name, path })).toBe(expected);
  });
});
