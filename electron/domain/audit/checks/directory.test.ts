import { describe, expect, it } from 'vitest';
import {
  account,
  directory,
  distribution,
  domainSid,
  read,
  role,
  dsTrust,
  delegation,
} from '../../mapping/fixtures.ts';
import { accountState } from '../input.ts';
import { judge, said } from '../fixtures.ts';
import type { Small, Thing } from '../fixtures.ts';
import type { CheckId } from '../codes.ts';

const admin = {
  ...role('Admin'),
  inlinePolicies: [
    { name: 'all', document: { Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] } },
  ],
};
const roles = (...more: ReturnType<typeof role>[]) => ({ roles: read([admin, role('ReadOnly'), ...more]) });
const mapped = (roleName: string, more: Partial<Thing> = {}): Thing => ({
  name: `AWS-${account}-${roleName}`,
  kind: 'group',
  ...more,
});
const adminGroup = mapped('Admin', { members: ['ann'] });
const ann: Thing = { name: 'ann' };
const ds = {
  directories: read([directory('corp')]),
  delegations: read([delegation(`${domainSid}-1100`, 'Desk')]),
};
const desk = role('Desk', dsTrust);

/** The check, what is there, and what it says. */
const table: readonly (readonly [CheckId, string, Small, readonly string[]])[] = [
  ['role-not-found', 'a role that is there', { objects: [mapped('Admin')], facts: roles() }, []],
  ['role-not-found', 'none', { objects: [mapped('Nobody')], facts: roles() }, [`roleMissing AWS-${account}-Nobody`]],
  ['role-not-found', 'in other case', { objects: [mapped('ADMIN')], facts: roles() }, [`roleOtherCase AWS-${account}-ADMIN`]],
  ['role-not-found', 'under a path', { objects: [mapped('Deep')], facts: roles(role('Deep', undefined, '/a/')) }, [`roleOtherPath AWS-${account}-Deep`]],
  ['role-not-found', 'an unknown account', { objects: [{ name: 'AWS-999999999999-Admin', kind: 'group' }], facts: roles() }, ['roleAccountUnknown AWS-999999999999-Admin']],
  ['role-without-group', 'one of two', { objects: [adminGroup, ann], facts: roles() }, ['samlRoleUnmapped ReadOnly']],
  ['role-without-group', 'in other case counts', { objects: [adminGroup, mapped('readonly'), ann], facts: roles() }, []],
  ['role-without-group', 'delegation in full', { objects: [], facts: { roles: read([desk]), directories: read([directory('corp')]), delegations: read([]), delegationListsOf: [{ directoryId: 'd-1234567890', region: 'eu-central-1' }] } }, ['delegatedRoleUnmapped Desk']],
  ['role-without-group', 'delegation not known', { objects: [], facts: { roles: read([desk]), directories: read([directory('corp')]) } }, []],
  ['several-mechanisms', 'claims and delegation', { objects: [{ ...adminGroup }, ann], facts: { ...roles(desk), ...ds } }, [`severalMechanisms AWS-${account}-Admin`, 'severalMechanisms ann']],
  ['several-mechanisms', 'claims alone', { objects: [adminGroup, ann], facts: roles() }, []],
  ['distribution-group', 'in no token', { objects: [mapped('Admin', { groupType: distribution })], facts: roles() }, [`distributionNotInToken AWS-${account}-Admin`]],
  ['distribution-group', 'a security group', { objects: [mapped('Admin')], facts: roles() }, []],
  ['nested-group', 'not followed by delegation', { objects: [{ name: 'desk', kind: 'group', members: ['inner'] }, { name: 'inner', kind: 'group' }], facts: { ...roles(desk), ...ds } }, ['nestedNotFollowed desk']],
  ['nested-group', 'claims follow them', { objects: [mapped('Admin', { members: ['inner'] }), { name: 'inner', kind: 'group' }], facts: roles() }, []],
  ['primary-group-members', 'one', { objects: [mapped('Admin'), { name: 'ann', primary: `AWS-${account}-Admin` }], facts: roles() }, [`primaryGroupMembers AWS-${account}-Admin`]],
  ['inactive-members', 'disabled', { objects: [adminGroup, { ...ann, state: accountState.disabled }], facts: roles() }, ['inactiveMember ann']],
  ['inactive-members', 'expired', { objects: [adminGroup, { ...ann, state: accountState.expired }], facts: roles() }, ['inactiveMember ann']],
  ['inactive-members', 'locked', { objects: [adminGroup, { ...ann, state: accountState.locked }], facts: roles() }, ['inactiveMember ann']],
  ['inactive-members', '104 days are within what may lag', { objects: [adminGroup, { ...ann, idleDays: 104 }], facts: roles() }, []],
  ['inactive-members', '105 days are not', { objects: [adminGroup, { ...ann, idleDays: 105 }], facts: roles() }, ['inactiveMember ann']],
  ['inactive-members', 'never signed in, and there for long', { objects: [adminGroup, { ...ann, idleDays: -1, ageDays: 105 }], facts: roles() }, ['inactiveMember ann']],
  ['inactive-members', 'never signed in, and new', { objects: [adminGroup, { ...ann, idleDays: -1, ageDays: 104 }], facts: roles() }, []],
  ['inactive-members', 'where sign-ins were not read nobody has never signed in', { objects: [adminGroup, { ...ann, idleDays: -1 }], facts: roles(), missing: ['lastLogonTimestamp'] }, []],
  ['inactive-members', 'a role without power', { objects: [mapped('ReadOnly', { members: ['ann'] }), { ...ann, idleDays: 900 }], facts: roles() }, []],
  ['inactive-members', 'through a nested group', { objects: [mapped('Admin', { members: ['inner'] }), { name: 'inner', kind: 'group', members: ['ann'] }, { ...ann, idleDays: 900 }], facts: roles() }, ['inactiveMember ann']],
  ['inactive-members', 'through a distribution group nobody arrives', { objects: [mapped('Admin', { members: ['list'] }), { name: 'list', kind: 'group', groupType: distribution, members: ['ann'] }, { ...ann, idleDays: 900 }], facts: roles() }, []],
  ['group-size', 'empty and strong', { objects: [mapped('Admin')], facts: roles() }, [`emptyPowerfulGroup AWS-${account}-Admin`]],
  ['group-size', 'not empty where nobody read its members', { objects: [mapped('Admin')], facts: roles(), missing: ['member'] }, []],
  ['group-size', 'nor where it names somebody who was not read', { objects: [mapped('Admin', { namesUnread: true })], facts: roles() }, []],
  ['group-size', 'nor where a group inside of it does', { objects: [mapped('Admin', { members: ['inner'] }), { name: 'inner', kind: 'group', namesUnread: true }], facts: roles() }, []],
  ['group-size', 'empty and weak', { objects: [mapped('ReadOnly')], facts: roles() }, []],
  ['group-size', 'more than the limit', { objects: [mapped('ReadOnly', { members: ['ann', 'bob'] }), ann, { name: 'bob' }], facts: roles(), settings: { manyMembers: 1 } }, [`crowdedGroup AWS-${account}-ReadOnly`]],
  ['group-size', 'as many as the limit', { objects: [mapped('ReadOnly', { members: ['ann', 'bob'] }), ann, { name: 'bob' }], facts: roles(), settings: { manyMembers: 2 } }, []],
  ['machine-in-human-role', 'a computer', { objects: [mapped('Admin', { members: ['pc$'] }), { name: 'pc$', kind: 'computer' }], facts: roles() }, ['computerInRole pc$']],
  ['machine-in-human-role', 'a computer two groups below', { objects: [mapped('Admin', { members: ['ops'] }), { name: 'ops', kind: 'group', members: ['build'] }, { name: 'build', kind: 'group', members: ['pc$'] }, { name: 'pc$', kind: 'computer' }], facts: roles() }, ['computerInRole pc$']],
  ['machine-in-human-role', 'a group below that enters no token', { objects: [mapped('Admin', { members: ['list'] }), { name: 'list', kind: 'group', groupType: distribution, members: ['pc$'] }, { name: 'pc$', kind: 'computer' }], facts: roles() }, []],
  ['machine-in-human-role', 'a group below that delegation does not follow', { objects: [{ name: 'desk', kind: 'group', members: ['inner'] }, { name: 'inner', kind: 'group', members: ['svc'] }, { name: 'svc', state: accountState.servicePrincipal }], facts: { ...roles(desk), ...ds } }, []],
  ['machine-in-human-role', 'a service', { objects: [mapped('Admin', { members: ['svc'] }), { name: 'svc', state: accountState.servicePrincipal }], facts: roles() }, ['serviceInRole svc']],
  ['group-editors', 'administrators alone', { objects: [mapped('Admin', { descriptor: `O:SYG:SYD:(A;;GA;;;SY)(A;;GA;;;${domainSid}-512)` })], facts: roles() }, []],
  ['group-editors', 'who may write the members', { objects: [mapped('Admin', { descriptor: `O:SYG:SYD:(OA;;WP;bf9679c0-0de6-11d0-a285-00aa003049e2;;${domainSid}-5000)` })], facts: roles() }, [`groupEditors AWS-${account}-Admin`]],
  ['group-editors', 'a deny before it', { objects: [mapped('Admin', { descriptor: `O:SYG:SYD:(OD;;WP;bf9679c0-0de6-11d0-a285-00aa003049e2;;${domainSid}-5000)(OA;;WP;bf9679c0-0de6-11d0-a285-00aa003049e2;;${domainSid}-5000)` })], facts: roles() }, []],
  ['nested-group-editors', 'of a group inside', { objects: [mapped('Admin', { members: ['inner'] }), { name: 'inner', kind: 'group', descriptor: `O:SYG:SYD:(A;;GA;;;${domainSid}-5000)` }], facts: roles() }, ['nestedGroupEditors inner']],
  ['group-makers', 'in a unit', { objects: [adminGroup, ann, { name: 'unit', kind: 'organizationalUnit', descriptor: `O:SYG:SYD:(OA;;CC;bf967a9c-0de6-11d0-a285-00aa003049e2;;${domainSid}-1101)` }], facts: roles() }, ['makesGroups ann']],
  ['group-renamers', 'of any group', { objects: [adminGroup, ann, { name: 'other', kind: 'group', descriptor: `O:SYG:SYD:(OA;;WP;3e0abfd0-126a-11d0-a060-00aa006c33ed;;${domainSid}-1101)` }], facts: roles() }, ['renamesGroups ann']],
  ['wide-group', 'Domain Users', { objects: [mapped('Admin', { members: ['Domain Users'] }), { name: 'Domain Users', kind: 'group', sid: `${domainSid}-513` }], facts: roles() }, [`wideGroup AWS-${account}-Admin`]],
  ['wide-group', 'Authenticated Users', { objects: [mapped('Admin', { members: ['S-1-5-11'] }), { name: 'S-1-5-11', kind: 'foreignSecurityPrincipal', sid: 'S-1-5-11' }], facts: roles() }, [`wideGroup AWS-${account}-Admin`]],
  ['toxic-pair', 'both roles of one account', { objects: [mapped('Deploy', { members: ['ann'] }), mapped('Approve', { members: ['ann'] }), ann], facts: roles(role('Deploy'), role('Approve')) }, ['toxicPair ann']],
  ['toxic-pair', 'one role that both names fit', { objects: [mapped('Deploy', { members: ['ann'] }), ann], facts: roles(role('Deploy')), settings: { toxicPairs: [{ name: 'x', first: 'Dep*', second: '*loy' }] } }, []],
  ['toxic-pair', 'two roles, one of which both names fit', { objects: [mapped('Deploy', { members: ['ann'] }), mapped('Depot', { members: ['ann'] }), ann], facts: roles(role('Deploy'), role('Depot')), settings: { toxicPairs: [{ name: 'x', first: 'Dep*', second: '*loy' }] } }, ['toxicPair ann']],
  ['toxic-pair', 'one of them', { objects: [mapped('Deploy', { members: ['ann'] }), mapped('Approve'), ann], facts: roles(role('Deploy'), role('Approve')) }, []],
  ['hidden-identity', 'SIDs of another life', { objects: [{ ...ann, state: accountState.sidHistory }], facts: roles() }, ['sidHistory ann']],
  ['hidden-identity', 'one name twice', { objects: [ann, { ...ann, cn: 'ann2' }], facts: roles() }, ['duplicateName ann', 'duplicateName ann']],
  ['hidden-identity', 'a mapped name in two domains', { objects: [adminGroup, { ...adminGroup, members: [], cn: 'twin', sid: 'S-1-5-21-9-9-9-1105' }, ann], facts: roles() }, [`duplicateName ${adminGroup.name}`, `duplicateName ${adminGroup.name}`]],
  ['hidden-identity', 'a mapped group that got its name', { objects: [adminGroup, ann], facts: roles(), former: { [adminGroup.name]: 'Printers' } }, [`nameChanged ${adminGroup.name}`]],
  ['hidden-identity', 'another group', { objects: [{ name: 'Scanners', kind: 'group' }], facts: roles(), former: { Scanners: 'Printers' } }, []],
  ['unqualified-names', 'a second group of the name', { objects: [adminGroup, { ...adminGroup, cn: 'twin' }, ann], facts: roles() }, [`unqualifiedName ${adminGroup.name}`, `unqualifiedName ${adminGroup.name}`]],
  ['unqualified-names', 'a copy of the group, as another source has it', { objects: [adminGroup, { ...adminGroup, cn: 'copy', sid: `${domainSid}-1100` }, ann], facts: roles() }, []],
  ['unqualified-names', 'two groups that are mapped to nothing', { objects: [{ name: 'Scanners', kind: 'group' }, { name: 'scanners', kind: 'group' }], facts: roles() }, []],
]; // prettier-ignore

describe.each(table)('%s: %s', (check, _, small, expected) => {
  it('says what it should', () => {
    expect(said(check, small)).toEqual(expected);
  });
});

describe('what was not read', () => {
  it.each([
    ['role-not-found', 'rolesNotRead', { objects: [adminGroup, ann], facts: { roles: { state: 'notReadable', code: 'aws.accessDenied' } } }],
    ['group-editors', 'descriptorNotRead', { objects: [adminGroup, ann], facts: roles() }],
    ['hidden-identity', 'noEarlierSnapshot', { objects: [ann], facts: roles() }],
    ['role-without-group', 'delegationNotRead', { facts: { roles: read([desk]), directories: read([directory('corp')]) } }],
    ['inactive-members', 'attributeNotRead', { objects: [adminGroup, { ...ann, state: accountState.unknown }], facts: roles() }],
    ['inactive-members', 'foreignMembersUnknown', { objects: [mapped('Admin', { members: ['far'] }), { name: 'far', kind: 'foreignSecurityPrincipal', sid: 'S-1-5-21-9-9-9-1105' }], facts: roles() }],
    ['inactive-members', 'foreignMembersUnknown', { objects: [mapped('Admin', { namesUnread: true })], facts: roles() }],
    ['group-size', 'foreignMembersUnknown', { objects: [mapped('Admin', { namesUnread: true })], facts: roles() }],
    ['group-size', 'membersNotRead', { objects: [adminGroup, ann], facts: roles(), missing: ['member'] }],
    ['group-makers', 'descriptorNotRead', { objects: [adminGroup, ann], facts: roles(), missing: ['nTSecurityDescriptor'] }],
  ] as const satisfies readonly (readonly [CheckId, string, Small])[])('%s says %s', (check, code, small) => {
    expect(judge(check, small).notJudged.map((one) => one.code)).toContain(code);
  }); // prettier-ignore
});

describe('a machine behind a role', () => {
  const chainOf = (objects: readonly Thing[]) =>
    judge('machine-in-human-role', { objects, facts: roles() }).findings.map(({ evidence }) =>
      evidence.slice(1).map(({ where, field, value }) => `${where.split(',')[0]} ${field} ${value.split(',')[0]}`),
    ); // prettier-ignore
  const pc: Thing = { name: 'pc$', kind: 'computer' };

  it('is told with each membership on the shortest way', () => {
    expect(
      chainOf([
        mapped('Admin', { members: ['ops', 'far'] }),
        { name: 'far', kind: 'group', members: ['ops'] },
        { name: 'ops', kind: 'group', members: ['build', 'far'] },
        { name: 'build', kind: 'group', members: ['pc$'] },
        pc,
      ]),
    ).toEqual([
      [`CN=AWS-${account}-Admin member CN=ops`, 'CN=ops member CN=build', 'CN=build member CN=pc$'],
    ]);
  });

  it('is told by its primary group, where that is the way', () => {
    expect(
      chainOf([
        mapped('Admin', { members: ['all'] }),
        { name: 'all', kind: 'group' },
        { ...pc, primary: 'all' },
      ]),
    ).toEqual([[`CN=AWS-${account}-Admin member CN=all`, 'CN=pc$ primaryGroupID 1']]);
  });
});

describe('a finding', () => {
  it('has a key without names, its owner, and no more than twenty facts', () => {
    const people = Array.from({ length: 30 }, (_, n): Thing => ({ name: `g${n}`, kind: 'group' }));
    const { findings } = judge('nested-group', {
      objects: [
        {
          name: 'desk',
          kind: 'group',
          members: people.map(({ name }) => name),
          managedBy: 'CN=Kim\\, Lee,DC=x',
        },
        ...people,
      ],
      facts: { ...roles(desk), ...ds },
    });
    expect(findings[0]).toMatchObject({
      key: `nested-group|nestedNotFollowed|${domainSid}-1100`,
      evidenceTotal: 30,
      owner: { by: 'managedBy', id: 'CN=Kim\\, Lee,DC=x', name: 'Kim, Lee' },
    });
    expect(findings[0]!.evidence).toHaveLength(20);
  });
});
