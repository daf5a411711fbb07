import { describe, expect, it } from 'vitest';
import type { FineGrainedPolicy } from './policyModel.ts';
import { resultantPolicy } from './resultantPolicy.ts';

const user = 'CN=Kim,OU=Seoul,DC=corp,DC=example';
const ref = (dn: string) => ({ snapshotId: 1, objectId: 1, dn });
const policy = (
  name: string,
  precedence: number | null,
  appliesTo: string[],
  guid: string | null = null,
): FineGrainedPolicy => ({
  ref: ref(`CN=${name}`),
  name,
  guid,
  precedence,
  settings: [],
  appliesTo: appliesTo.map((dn) => ({ dn, ref: ref(dn) })),
});
const globalGroup = { dn: 'CN=Admins', groupType: -2147483646 };
const universal = { dn: 'CN=Everywhere', groupType: -2147483640 };
const distribution = { dn: 'CN=News', groupType: 2 };
const low = '00000001-0000-0000-0000-000000000000';
const high = '00000002-0000-0000-0000-000000000000';

describe('the policy that holds for a user', () => {
  // [MS-ADTS] 3.1.1.4.5.36.
  it.each<[string, FineGrainedPolicy[], string | null, string]>([
    ['none: the domain’s', [policy('a', 1, ['CN=Other'])], null, 'domain'],
    ['one by a group', [policy('a', 10, ['cn=admins'])], 'a', 'group'],
    [
      'a direct one before a stronger one of a group',
      [policy('a', 1, ['CN=Admins']), policy('b', 50, [user.toUpperCase()])],
      'b',
      'user',
    ],
    ['the lowest precedence', [policy('a', 20, ['CN=Admins']), policy('b', 10, ['CN=Admins'])], 'b', 'group'],
    [
      'the smaller GUID of two alike',
      [policy('a', 10, ['CN=Admins'], high), policy('b', 10, ['CN=Admins'], low)],
      'b',
      'group',
    ],
    ['not by a universal group', [policy('a', 1, ['CN=Everywhere'])], null, 'domain'],
    ['not by a distribution group', [policy('a', 1, ['CN=News'])], null, 'domain'],
    [
      'an unread precedence last',
      [policy('a', null, ['CN=Admins']), policy('b', 99, ['CN=Admins'])],
      'b',
      'group',
    ],
  ])('%s', (_, policies, name, by) => {
    const result = resultantPolicy(user, [globalGroup, universal, distribution], policies);
    expect(result.policy?.name ?? null).toBe(name);
    expect(result.by).toBe(by);
  });

  it('tells every policy that reaches the user, the winner first, and through what', () => {
    const policies = [policy('g', 1, ['CN=Admins']), policy('d', 2, [user])];
    expect(resultantPolicy(user, [globalGroup], policies)).toEqual({
      policy: { name: 'd', dn: 'CN=d', precedence: 2 },
      by: 'user',
      through: user,
      candidates: [
        { name: 'd', dn: 'CN=d', precedence: 2, through: user },
        { name: 'g', dn: 'CN=g', precedence: 1, through: 'CN=Admins' },
      ],
    });
  });
});
