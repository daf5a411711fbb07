import { describe, expect, it } from 'vitest';
import { parseSddl } from '../directory/security/parseSddl.ts';
import { formatAce } from '../directory/security/sddl.ts';
import { typeGuids } from '../directory/security/typeNames.ts';
import { principalsOf, whoFills, whoMakesGroups, whoRenames } from './group.ts';
import type { ControlGrant, Place, Principals } from './place.ts';
import { whoReplicates } from './replication.ts';
import { alwaysInToken, isExpected, meaningOf } from './trustee.ts';

const { member, membershipSet, samAccountName, generalInformationSet, groupClass, domainClass } = typeGuids;
const { getChanges, getChangesAll } = typeGuids;
const d = 'S-1-5-21-1-2-3';
const [ann, ben, helpdesk, contractors] = [1001, 1002, 2001, 2002].map((rid) => `${d}-${rid}`) as [
  string,
  string,
  string,
  string,
];
/** Ann is in the help desk, Ben among the contractors. */
const groups: Readonly<Record<string, readonly string[]>> = { [ann]: [helpdesk], [ben]: [contractors] };
const principals: Principals = {
  tokenOf: (sid) => new Set([...alwaysInToken(sid), ...(groups[sid] ?? [])]),
  isAccount: (sid) => sid === ann || sid === ben,
};

function place(sddl: string, objectClass: string = groupClass): Place {
  const descriptor = parseSddl(sddl, { sid: d });
  return { objectId: 1, objectClass, descriptor };
}
const names = new Map([
  [ann, 'ann'],
  [ben, 'ben'],
  [helpdesk, 'helpdesk'],
  [contractors, 'contractors'],
]);
const said = (grants: readonly ControlGrant[]) =>
  grants.map(({ sid, way, means, limitedBy }) =>
    [
      names.get(sid) ?? sid,
      way,
      ...(means === 'right' || means === (way as string) ? [] : [means]),
      ...limitedBy.map((ace) => `not ${formatAce(ace)}`),
    ].join(' '),
  );

describe('who fills a group', () => {
  it.each<[what: string, sddl: string, rows: string[]]>([
    ['nobody', 'O:SYD:(A;;GR;;;AU)', ['S-1-5-18 owner']],
    ['no list', 'O:SYD:NO_ACCESS_CONTROL', ['S-1-1-0 genericAll']],
    ['full control says all of it', `D:(A;;GA;;;${ann})`, ['ann genericAll']],
    ['full control of the owner', `O:${ann}D:(A;;GA;;;${ann})`, ['ann genericAll']],
    ['generic write', `D:(A;;GW;;;${ann})`, ['ann genericWrite']],
    ['every attribute', `D:(A;;WP;;;${ann})`, ['ann writeAll']],
    ['the property set', `D:(OA;;WP;${membershipSet};;${ann})`, ['ann writeMembershipSet']],
    ['the attribute', `D:(OA;;RPWP;${member};;${ann})`, ['ann writeMember']],
    ['itself', `D:(OA;;SW;${member};;AU)`, ['S-1-5-11 selfMembership']],
    ['who may write need not add itself', `D:(OA;;SWWP;${member};;${ann})`, ['ann writeMember']],
    ['DACL and owner', `D:(A;;WDWO;;;${ann})`, ['ann writeDacl', 'ann writeOwner']],
    ['the owner', `O:${ann}D:`, ['ann owner']],
    ['an owner held by OWNER RIGHTS', `O:${ann}D:(A;;RC;;;OW)`, []],
    ['OWNER RIGHTS that give', `O:${ann}D:(A;;WP;;;OW)`, ['ann writeAll']],
    ['another attribute', `D:(OA;;WP;${samAccountName};;${ann})`, []],
    ['for heirs', `D:(A;CIIO;GA;;;${ann})`, []],
    ['CREATOR OWNER', 'D:(A;;GA;;;CO)', []],
    ['its own members', 'D:(A;;WP;;;PS)', ['S-1-5-10 writeAll']],
    ['a condition', `D:(XA;;WP;;;${ann};(#61727478))`, ['ann writeAll']],
    ['denied wholly', `D:(D;;WP;;;${ann})(A;;WP;;;${ann})`, []],
    ['denied by a group of hers', `D:(D;;WP;;;${helpdesk})(OA;;WP;${member};;${ann})`, []],
    ['denied to everyone', `D:(D;;WP;;;WD)(OA;;WP;${member};;${helpdesk})`, []],
    [
      'denied to others in part',
      `D:(D;;WP;;;${contractors})(OA;;WP;${member};;${helpdesk})`,
      [`helpdesk writeMember not (D;;WP;;;${contractors})`],
    ],
    [
      'denied to one member of the group',
      `D:(D;;WP;;;${ann})(OA;;WP;${member};;${helpdesk})`,
      [`helpdesk writeMember not (D;;WP;;;${ann})`],
    ],
    [
      'denied to one who is no member of it',
      `D:(D;;WP;;;${ben})(OA;;WP;${member};;${helpdesk})`,
      ['helpdesk writeMember'],
    ],
    [
      'a deny entry that comes too late',
      `D:(OA;;WP;${member};;${helpdesk})(D;;WP;;;WD)`,
      ['helpdesk writeMember'],
    ],
    [
      'full control without member: the rest of it',
      `D:(OD;;WP;${member};;WD)(A;;GA;;;${ann})`,
      [
        `ann selfMembership`,
        `ann writeDacl not (OD;;WP;${member};;WD)`,
        `ann writeOwner not (OD;;WP;${member};;WD)`,
      ],
    ],
  ])('%s', (_what, sddl, rows) => {
    expect(said(whoFills(place(sddl), principals))).toEqual(rows);
  });

  it('asks for tokens only where an entry denies', () => {
    expect(principalsOf(place(`D:(A;;GA;;;${ann})`))).toEqual([]);
    expect(principalsOf(place(`D:(D;;WP;;;${helpdesk})(A;;GA;;;${ann})`))).toEqual([ann, helpdesk]);
  });
});

const unit = 'bf967aa5-0de6-11d0-a285-00aa003049e2';
it.each<[what: string, sddl: string, rows: string[]]>([
  ['any child', `D:(A;;CC;;;${ann})`, ['ann createGroup']],
  ['groups', `D:(OA;CI;CCDC;${groupClass};;${helpdesk})`, ['helpdesk createGroup']],
  ['users', `D:(OA;;CC;bf967aba-0de6-11d0-a285-00aa003049e2;;${ann})`, []],
  ['by the DACL', `D:(A;;WD;;;${ann})`, ['ann createGroup writeDacl']],
  ['by the owner', `D:(A;;WO;;;${ann})`, ['ann createGroup writeOwner']],
  ['as the owner', `O:${ann}D:`, ['ann createGroup owner']],
  ['below units only', `D:(OA;CIIO;CC;${groupClass};${unit};${ann})`, []],
])('who makes groups in a unit: %s', (_what, sddl, rows) => {
  expect(said(whoMakesGroups(place(sddl, unit), principals))).toEqual(rows);
});

it.each<[what: string, sddl: string, rows: string[]]>([
  ['the name', `D:(OA;;WP;${samAccountName};;${ann})`, ['ann renameSam']],
  ['its property set', `D:(OA;;WP;${generalInformationSet};;${ann})`, ['ann renameSam']],
  ['members only', `D:(OA;;WP;${member};;${ann})`, []],
  ['everything', `D:(A;;GA;;;${ann})`, ['ann renameSam']],
  ['by the DACL', `D:(A;;WD;;;${ann})`, ['ann renameSam writeDacl']],
])('who renames a group: %s', (_what, sddl, rows) => {
  expect(said(whoRenames(place(sddl), principals))).toEqual(rows);
});

const both = (sid: string) => `(OA;;CR;${getChanges};;${sid})(OA;;CR;${getChangesAll};;${sid})`;
it.each<[what: string, sddl: string, rows: string[]]>([
  ['both rights', `D:${both(ann)}`, ['ann replicate']],
  ['one of them', `D:(OA;;CR;${getChanges};;${ann})`, []],
  ['the other', `D:(OA;;CR;${getChangesAll};;${ann})`, []],
  ['all extended rights', `D:(A;;CR;;;${ann})`, ['ann replicate']],
  ['one each, by the group', `D:(OA;;CR;${getChanges};;${helpdesk})(OA;;CR;${getChangesAll};;${ann})`, ['ann replicate']],
  ['denied one', `D:(OD;;CR;${getChangesAll};;${ann})${both(ann)}`, []],
  ['by the DACL', `D:(A;;WD;;;${ann})`, ['ann replicateSoon writeDacl']],
  ['as the owner', `O:${ann}D:`, ['ann replicateSoon owner']],
])('who replicates a domain: %s', (_what, sddl, rows) => {
  expect(said(whoReplicates(place(sddl, domainClass), principals))).toEqual(rows);
}); // prettier-ignore

it.each([
  ['S-1-5-18', true, null],
  [`${d}-512`, true, null],
  [`${d}-513`, false, 'everyDomainUser'],
  [`${d}-515`, false, 'everyComputer'],
  ['S-1-5-32-544', true, null],
  ['S-1-5-32-548', false, null],
  ['S-1-1-0', false, 'everyone'],
  ['S-1-5-11', false, 'everyoneAuthenticated'],
  ['S-1-5-10', false, 'itsOwnMembers'],
  [ann, false, null],
])('%s: expected %s, means %s', (sid, expected, meaning) => {
  expect(isExpected(sid)).toBe(expected);
  expect(meaningOf(sid)).toBe(meaning);
});
