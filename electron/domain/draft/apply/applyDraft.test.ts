import { describe, expect, it } from 'vitest';
import type { IdentityCenter } from '../../estate/identityCenter.ts';
import { account, estate, group, grantsOf, lookup, read, role } from '../../mapping/fixtures.ts';
import type { DirectoryPrincipal } from '../../mapping/input.ts';
import type { DraftChange } from '../change.ts';
import { center, setArn } from '../fixtures.ts';
import { madeSid, renameKey } from './applied.ts';
import type { DraftBase } from './applied.ts';
import { applyDraft } from './applyDraft.ts';

const audit = group(`AWS-${account}-Audit`, undefined, 1101);
const plain = group('Auditors', undefined, 1102);
const kim: DirectoryPrincipal = { ...group('kim', null, 1103), kind: 'user' };
const known = [audit, plain, kim];

const centerWith = (more: Partial<IdentityCenter> = {}): IdentityCenter => ({
  ...center,
  permissionSets: [
    {
      arn: setArn,
      name: 'Ops',
      sessionDuration: 'PT1H',
      managedPolicies: [],
      customerPolicies: [],
      inlinePolicy: null,
      boundary: null,
      outdatedIn: [],
    },
  ],
  ...more,
});
const base = (more: Partial<IdentityCenter> = {}): DraftBase => ({
  estates: [
    estate({
      roles: read([role('Audit'), role('AWSReservedSSO_Ops_0123456789abcdef', undefined, '/aws-reserved/sso.amazonaws.com/')]),
      identityCenter: read(centerWith(more)),
    }),
  ],
  documents: [],
  entered: { delegations: [], mappings: [] },
  principals: lookup(...known),
  snapshotOfDn: (dn) => (dn.startsWith('OU=') ? 1 : null),
  changedAt: '2026-11-23T00:00:00Z',
}); // prettier-ignore

const notices = (from: DraftBase, ...changes: DraftChange[]) =>
  applyDraft(from, changes).notices.map(({ index, code }) => `${index} ${code}`);
/** Assignments of Identity Center as they would be. */
function assigned(from: DraftBase, ...changes: DraftChange[]) {
  const { estates, renamed, made } = applyDraft(from, changes);
  const named = known.map((one) => ({ ...one, name: renamed.get(renameKey(one)) ?? one.name }));
  return grantsOf(estates, [], lookup(...named, ...made))
    .filter(({ mechanism }) => mechanism === 'identity-center')
    .map(({ principal, store, status }) => [principal?.name ?? store?.name, status]);
}

const sid = (one: DirectoryPrincipal) => ({ sid: one.sid! });
const rename = (one: DirectoryPrincipal, samAccountName: string): DraftChange => ({
  kind: 'renameGroup',
  group: sid(one),
  samAccountName,
});
const make = (samAccountName: string): DraftChange => ({
  kind: 'makeGroup',
  made: 'new',
  parent: 'OU=Groups,DC=corp,DC=example',
  name: 'new',
  samAccountName,
  scope: 'global',
  description: null,
});
const assign = (
  kind: 'assign' | 'unassign',
  one: DirectoryPrincipal | { made: string },
): DraftChange => ({
  kind,
  permissionSet: { arn: setArn },
  account,
  principalKind: 'kind' in one ? one.kind : 'group',
  principal: 'made' in one ? one : sid(one),
}); // prettier-ignore
const inSet = (principalId: string, principalType: 'GROUP' | 'USER' = 'GROUP') => ({
  account,
  permissionSetArn: setArn,
  principalType,
  principalId,
});

describe('names of a draft', () => {
  it.each<[string, DraftChange[], string[]]>([
    ['one is given that a change before has freed', [rename(audit, 'old'), make(audit.name)], []],
    ['one is taken as long as it is not freed', [make(audit.name), rename(audit, 'old')], ['0 nameTaken']],
    ['one is taken that a change before has given', [rename(audit, 'x'), make('X')], ['1 nameTaken']],
    ['two change places by a third', [rename(audit, 'x'), rename(plain, audit.name), rename(audit, plain.name)], []],
    ['one goes back to what it was', [rename(audit, 'x'), rename(audit, audit.name)], []],
  ])('%s', (_, changes, expected) => expect(notices(base(), ...changes)).toEqual(expected)); // prettier-ignore
});

describe('assignments of a draft', () => {
  const byName = { groups: [{ groupId: 'g-1', displayName: 'Auditors@corp.example', externalIds: [] }] };
  it('are of a group under the name that the draft gives it', () => {
    const changes = [rename(plain, 'Reviewers'), assign('assign', plain)];
    expect(notices(base(), ...changes)).toEqual([]);
    expect(assigned(base(), ...changes)).toEqual([['Reviewers', 'works']]);
  });

  it('stay with a group that gets another name, for the store knows it by more than that', () => {
    const from = base({ ...byName, assignments: [inSet('g-1')] });
    expect(assigned(from, rename(plain, 'Reviewers'))).toEqual([['Reviewers', 'works']]);
    expect(assigned(from, rename(plain, 'Reviewers'), make('Auditors'))).toEqual([['Reviewers', 'works']]);
  });

  it.each<[string, Partial<IdentityCenter>, DirectoryPrincipal]>([
    ['name and domain', byName, plain],
    ['the name alone', { groups: [{ groupId: 'g-1', displayName: 'auditors', externalIds: [] }] }, plain],
    [
      'an id of the provider',
      {
        source: 'external',
        groups: [{ groupId: 'g-1', displayName: 'x', externalIds: [{ issuer: 'i', id: plain.sid! }] }],
      },
      plain,
    ],
    [
      'an id of the provider of a user',
      {
        users: [
          { userId: 'g-1', userName: 'x', displayName: null, externalIds: [{ issuer: 'i', id: kim.sid! }] },
        ],
      },
      kim,
    ],
  ])('are known by %s, as grants are', (_, store, who) => {
    const from = base({ ...store, assignments: [inSet('g-1', who.kind === 'user' ? 'USER' : 'GROUP')] });
    expect(notices(from, assign('assign', who))).toEqual(['0 alreadyAssigned']);
    expect(notices(from, assign('unassign', who))).toEqual([]);
    expect(assigned(from, assign('unassign', who))).toEqual([]);
    expect(assigned(from, assign('unassign', who), assign('assign', who))).toEqual(assigned(from));
  });

  it('need somebody whom the store has, where Active Directory does not feed it', () => {
    const own = base({ source: 'own' });
    expect(notices(own, assign('assign', plain))).toEqual(['0 notInStore']);
    const unread = base({ source: 'external', notRead: [{ part: 'groups', code: 'aws.accessDenied' }] });
    expect(notices(unread, assign('assign', plain))).toEqual(['0 identityCenterNotRead']);
  });

  it('leave what feeds the store as it was taken to be', () => {
    const from = base({ source: 'unknown' });
    expect(assigned(from, assign('assign', kim))).toEqual([['kim', 'works']]);
    const twice = [assign('assign', kim), assign('unassign', kim), assign('assign', kim)];
    expect(assigned(from, ...twice)).toEqual([['kim', 'works']]);
  });
});

it('tells a role once that a made group has by its name and by hand', () => {
  const named = [rename(audit, 'old'), make(audit.name)];
  const byHand: DraftChange = {
    kind: 'map',
    mechanism: 'saml',
    roleArn: role('Audit').arn,
    principal: { made: 'new' },
  };
  for (const changes of [named, [...named, byHand]]) {
    const { estates, made, entered } = applyDraft(base(), changes);
    const known = { ...lookup(), bySid: (one: string) => (one === madeSid('new') ? made : []) };
    const grants = grantsOf(estates, made, known, { entered });
    expect(grants.map(({ principal }) => principal?.name)).toEqual([audit.name]);
  }
});
