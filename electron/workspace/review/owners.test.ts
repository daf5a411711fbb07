/** Whether the owner of a group is somebody under review, or a group that they are in. */
import { expect, it } from 'vitest';
import { dnKey } from '#domain/directory/dnKey.ts';
import { smallWorld } from '#domain/audit/fixtures.ts';
import type { Thing } from '#domain/audit/fixtures.ts';
import { distribution } from '#domain/mapping/fixtures.ts';
import type { AccessState } from '../access/world.ts';
import type { Snapshots } from '../read/snapshots.ts';
import { Owners } from './owners.ts';

const dnOf = (name: string): string => `CN=${name},DC=corp,DC=example`;
const things: readonly Thing[] = [
  { name: 'ann', primary: 'staff' },
  { name: 'bob' },
  { name: 'staff', kind: 'group' },
  { name: 'team', kind: 'group', members: ['ann'] },
  { name: 'division', kind: 'group', members: ['team', 'bob'] },
  { name: 'list', kind: 'group', groupType: distribution, members: ['ann'] },
];

const { input } = smallWorld({ objects: things });
const objectOf = new Map(things.map(({ name }, at) => [dnKey(dnOf(name)), at + 1]));
const snapshot = { findDn: (dn: string) => objectOf.get(dnKey(dn)) ?? 0 };
const { graph, reach } = input;
const owners = new Owners(
  new Map([[1, snapshot]]) as unknown as Snapshots,
  { set: { graph }, reach } as unknown as AccessState,
);

it.each([
  ['ann', dnOf('ANN'), true],
  ['ann', 'CORP\\ann', true],
  ['ann', dnOf('bob'), false],
  ['ann', dnOf('team'), true],
  ['ann', 'cn=Division, dc=corp, dc=example', true],
  ['ann', dnOf('staff'), true],
  ['ann', dnOf('list'), true],
  ['bob', dnOf('team'), false],
  ['bob', dnOf('division'), true],
  ['bob', dnOf('gone'), false],
  ['bob', 'security@example.com', false],
])('%s reviewed by %s: their own access is %s', (name, id, own) => {
  const at = things.findIndex((one) => one.name === name);
  const isOwn = owners.ownOf(at, { dn: dnOf(name), samAccountName: name });
  expect(isOwn(id)).toBe(own);
  expect(isOwn(id)).toBe(own);
});
