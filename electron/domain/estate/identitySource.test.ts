import { expect, it } from 'vitest';
import { identitySourceOf } from './identitySource.ts';
import type { IdentityCenter } from './identityCenter.ts';

type Given = Pick<IdentityCenter, 'source' | 'groups' | 'users'>;
const group = (displayName: string, scim = false) => ({
  groupId: displayName,
  displayName,
  externalIds: scim ? [{ issuer: 'scim', id: displayName }] : [],
});
const user = (userName: string, scim = false) => ({
  userId: userName,
  userName,
  displayName: null,
  externalIds: scim ? [{ issuer: 'scim', id: userName }] : [],
});
const of = (groups: Given['groups'], users: Given['users'], source: Given['source'] = 'unknown'): Given => ({
  source,
  groups,
  users,
});

it.each<[string, Given, ReturnType<typeof identitySourceOf>]>([
  ['told', of([], [], 'external'), { source: 'external', is: 'told', evidence: 'told' }],
  ['empty', of([], []), { source: 'unknown', is: 'unknown', evidence: 'none' }],
  [
    'filled by a provider, with one made by hand',
    of([group('Admins', true)], [user('ana', true), user('break-glass')]),
    { source: 'external', is: 'assumed', evidence: 'externalIds' },
  ],
  [
    'filled from Active Directory',
    of([group('Admins@corp.example.com')], [user('ana@corp.example.com')]),
    { source: 'activeDirectory', is: 'assumed', evidence: 'directoryNames' },
  ],
  [
    'with people called by their mail address',
    of([group('Admins')], [user('ana@example.com')]),
    { source: 'own', is: 'assumed', evidence: 'ownNames' },
  ],
])('the source of a store that is %s', (_, center, expected) => {
  expect(identitySourceOf(center)).toEqual(expected);
});
