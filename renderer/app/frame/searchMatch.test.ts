import { describe, expect, it } from 'vitest';
import type { ObjectKind, ObjectRow } from '#domain/directory/object.ts';
import { groupFound, matchOf } from './searchMatch.ts';

const row: ObjectRow = {
  id: 1,
  parentId: null,
  dn: 'CN=Minji Kim,OU=People,DC=corp',
  name: 'Minji Kim',
  kind: 'user',
  guid: null,
  sid: 'S-1-5-21-1-2-3-1104',
  samAccountName: 'mkim',
  userPrincipalName: 'mkim@corp.example.com',
  displayName: 'Minji Kim',
  mail: 'minji@example.com',
  description: null,
  disabled: false,
  groupType: null,
  childCount: 0,
};

describe('what a search box shows', () => {
  it.each([
    ['kim', { field: 'name', before: 'Minji ', hit: 'Kim', after: '' }],
    ['MKIM@', { field: 'userPrincipalName', before: '', hit: 'mkim@', after: 'corp.example.com' }],
    ['mki', { field: 'sAMAccountName', before: '', hit: 'mki', after: 'm' }],
    ['-1104', { field: 'objectSid', before: 'S-1-5-21-1-2-3', hit: '-1104', after: '' }],
    [
      'OU=People',
      { field: 'distinguishedName', before: 'CN=Minji Kim,', hit: 'OU=People', after: ',DC=corp' },
    ],
    ['proxy', null],
  ])('%s', (text, match) => {
    expect(matchOf(row, text)).toEqual(match);
  });

  it('groups by kind, people first, in the order found', () => {
    const kinds: ObjectKind[] = ['organizationalUnit', 'group', 'user', 'group'];
    expect(
      groupFound(
        kinds.map((kind, i) => ({ kind, i })),
        ({ kind }) => kind,
      ),
    ).toEqual([
      ['user', [{ kind: 'user', i: 2 }]],
      [
        'group',
        [
          { kind: 'group', i: 1 },
          { kind: 'group', i: 3 },
        ],
      ],
      ['organizationalUnit', [{ kind: 'organizationalUnit', i: 0 }]],
    ]);
  });
});
