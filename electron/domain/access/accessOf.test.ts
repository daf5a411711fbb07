import { describe, expect, it } from 'vitest';
import { sidColumnsOf } from '../membership/sidColumns.ts';
import type { Grant, Mechanism } from '../mapping/grant.ts';
import { buildMembershipGraph } from '../membership/graph.ts';
import type { DirectoryPart, NodeRef } from '../membership/part.ts';
import { accessOf, UnknownUserError } from './accessOf.ts';
import type { AccountState } from './accountNotes.ts';
import type { ChainLink } from './chain.ts';

const corp = 'S-1-5-21-1-1-1';
const lab = 'S-1-5-21-2-2-2';
const global = -2147483646;
const domainLocal = -2147483644;
const distribution = 2;
const readAt = '2026-11-20T08:00:00Z';
const enabled: AccountState = {
  userAccountControl: 0x200,
  computed: null,
  accountExpires: null,
  pwdLastSet: null,
};

interface Thing {
  readonly id: number;
  readonly name: string;
  readonly sid: string;
  readonly groupType?: number | null;
  readonly primary?: number;
  readonly foreign?: true;
}
/** Two domains: corp (snapshot 1) with the user kim, lab (snapshot 2) with a stand-in for kim. */
const things: Readonly<Record<number, readonly Thing[]>> = {
  1: [
    { id: 1, name: 'kim', sid: `${corp}-1101`, primary: 513 },
    { id: 2, name: 'Domain Users', sid: `${corp}-513`, groupType: global },
    { id: 3, name: 'Team', sid: `${corp}-1103`, groupType: global },
    { id: 4, name: 'Admins', sid: `${corp}-1104`, groupType: global },
    { id: 5, name: 'Mail', sid: `${corp}-1105`, groupType: distribution },
    { id: 6, name: 'Behind Mail', sid: `${corp}-1106`, groupType: global },
    { id: 7, name: 'Elsewhere', sid: `${corp}-1107`, groupType: global },
    { id: 8, name: 'Old', sid: `${corp}-1108`, groupType: null },
    { id: 9, name: 'Behind Users', sid: `${corp}-1109`, groupType: global },
  ],
  2: [
    { id: 1, name: `${corp}-1101`, sid: `${corp}-1101`, foreign: true },
    { id: 2, name: 'Lab Local', sid: `${lab}-1102`, groupType: domainLocal },
    { id: 3, name: 'kim (copy)', sid: `${corp}-1101` },
  ],
};
const edges: Readonly<Record<number, readonly (readonly [group: number, member: number])[]>> = {
  1: [
    [3, 1],
    [4, 3],
    [5, 1],
    [6, 5],
    [8, 1],
    [9, 2],
  ],
  2: [[2, 1]],
};
const part = (snapshotId: number): DirectoryPart => ({
  snapshotId,
  readAt,
  objectIds: Int32Array.from(things[snapshotId]!, ({ id }) => id),
  sids: sidColumnsOf(things[snapshotId]!.map(({ sid }) => sid)),
  primaryGroupRids: Int32Array.from(things[snapshotId]!, ({ primary }) => primary ?? 0),
  groups: Uint8Array.from(things[snapshotId]!, ({ groupType }) => Number(groupType !== undefined)),
  foreign: Uint8Array.from(things[snapshotId]!, ({ foreign }) => Number(foreign ?? false)),
  edges: Int32Array.from(edges[snapshotId]!.flat()),
});
const graph = buildMembershipGraph([part(1), part(2)]);
const dnOf = (snapshotId: number, { name }: Thing) =>
  `CN=${name},DC=${snapshotId === 1 ? 'corp' : 'lab'},DC=example`;
const thing = ({ snapshotId, objectId }: NodeRef) => things[snapshotId]!.find(({ id }) => id === objectId)!;
const describeRef = (ref: NodeRef) => {
  const known = thing(ref);
  const kind = known.foreign ? 'foreignSecurityPrincipal' : known.groupType === undefined ? 'user' : 'group';
  return {
    object: { ...ref, name: known.name, dn: dnOf(ref.snapshotId, known), kind },
    groupType: known.groupType ?? null,
  } as const;
};
const grant = (
  mechanism: Mechanism,
  [snapshotId, objectId]: readonly [number, number],
  status: Grant['status'] = 'works',
): Grant => {
  const ref = { snapshotId, objectId };
  const { name, sid, groupType } = thing(ref);
  return {
    id: `${mechanism} ${snapshotId}:${objectId}`,
    principal: {
      ...ref,
      name,
      dn: dnOf(snapshotId, thing(ref)),
      sid,
      kind: groupType === undefined ? 'user' : 'group',
    },
    mechanism,
    roleArn: 'arn:aws:iam::111111111111:role/R',
    roleName: 'R',
    account: '111111111111',
    accountName: null,
    through: 'x',
    status,
    issues: status === 'broken' ? ['roleMissing'] : [],
    evidence: [{ code: 'role', snapshotId: 9, where: 'arn', field: 'Arn', value: 'v', readAt }],
  };
};
const access = (
  grants: readonly Grant[],
  user: NodeRef = { snapshotId: 1, objectId: 1 },
  account = enabled,
) => accessOf({ user, graph, grants, describe: describeRef, account });
const linkText = (link: ChainLink) =>
  link.step === 'user'
    ? link.object.name
    : link.step === 'membership'
      ? `${link.via} ${link.object.name}`
      : link.step;

/** For each group and mechanism: the chain between user and mechanism, or null; and the notes. */
const cases: readonly (readonly [
  group: string,
  ref: readonly [number, number],
  mechanism: Mechanism,
  chain: readonly string[] | null,
  notes: readonly string[],
])[] = [
  ['a direct group', [1, 3], 'saml', ['member Team'], []],
  ['a direct group', [1, 3], 'delegation', ['member Team'], []],
  ['a direct group', [1, 3], 'identity-center', ['member Team'], []],
  ['a nested group', [1, 4], 'saml', ['member Team', 'member Admins'], []],
  ['a nested group, not followed', [1, 4], 'delegation', null, []],
  ['a nested group, flattened', [1, 4], 'identity-center', ['member Team', 'member Admins'], []],
  ['the primary group', [1, 2], 'saml', ['primaryGroup Domain Users'], []],
  ['the primary group, undocumented', [1, 2], 'delegation', null, ['primaryGroupUnknown']],
  ['the primary group, undocumented', [1, 2], 'identity-center', null, ['primaryGroupUnknown']],
  [
    'a group around the primary group',
    [1, 9],
    'saml',
    ['primaryGroup Domain Users', 'member Behind Users'],
    [],
  ],
  ['a group around the primary group', [1, 9], 'delegation', null, []],
  ['a group around the primary group', [1, 9], 'identity-center', null, ['primaryGroupUnknown']],
  ['a distribution group', [1, 5], 'saml', null, []],
  ['a group behind a distribution group', [1, 6], 'saml', null, []],
  ['a group without groupType', [1, 8], 'saml', ['member Old'], []],
  ['a group of others', [1, 7], 'saml', null, []],
  [
    'a group by a stand-in',
    [2, 2],
    'saml',
    [`foreignPrincipal ${corp}-1101`, 'member Lab Local'],
    ['domainLocalElsewhere'],
  ],
  ['a group by a stand-in, undocumented', [2, 2], 'delegation', null, ['foreignPrincipalUnknown']],
  ['a group by a stand-in, not synchronised', [2, 2], 'identity-center', null, ['foreignPrincipalDropped']],
  ['the user by name', [1, 1], 'delegation', [], []],
  ['a copy of the user, by SID', [2, 3], 'delegation', [], []],
];

describe('access by', () => {
  it.each(cases)('%s %j through %s', (_group, ref, mechanism, chain, notes) => {
    const given = grant(mechanism, ref);
    const answer = access([given]);
    expect(answer.reached.map((reached) => reached.chain.map(linkText))).toEqual(
      chain ? [['kim', ...chain, 'mechanism', 'role']] : [],
    );
    expect(answer.notes.map(({ code }) => code)).toEqual(notes);
    expect(
      answer.notes.every(({ params }) => params['group'] === given.principal!.name && params['role'] === 'R'),
    ).toBe(true);
    expect([answer.broken, answer.notReadable]).toEqual([[], []]);
  });
});

describe('a chain', () => {
  const evidenceOf = (ref: readonly [number, number]) =>
    access([grant('saml', ref)]).reached[0]!.chain.flatMap((link) =>
      link.step === 'membership'
        ? [
            [
              link.evidence.code,
              link.evidence.snapshotId,
              link.evidence.where,
              link.evidence.field,
              link.evidence.value,
            ],
          ]
        : [],
    );

  it.each<[readonly [number, number], unknown[]]>([
    [
      [1, 4],
      [
        ['member', 1, 'CN=Team,DC=corp,DC=example', 'member', 'CN=kim,DC=corp,DC=example'],
        ['member', 1, 'CN=Admins,DC=corp,DC=example', 'member', 'CN=Team,DC=corp,DC=example'],
      ],
    ],
    [[1, 2], [['primaryGroup', 1, 'CN=kim,DC=corp,DC=example', 'primaryGroupID', '513']]],
    [
      [2, 2],
      [
        ['foreignPrincipal', 2, `CN=${corp}-1101,DC=lab,DC=example`, 'objectSid', `${corp}-1101`],
        ['member', 2, 'CN=Lab Local,DC=lab,DC=example', 'member', `CN=${corp}-1101,DC=lab,DC=example`],
      ],
    ],
  ])('to %j stands on attribute values', (ref, expected) => {
    expect(evidenceOf(ref)).toEqual(expected);
  });

  it('ends with the evidence of the grant and its role', () => {
    const given = grant('saml', [1, 3]);
    expect(access([given]).reached[0]!.chain.slice(-2)).toEqual([
      { step: 'mechanism', mechanism: 'saml', through: 'x', evidence: given.evidence },
      { step: 'role', roleArn: given.roleArn, roleName: 'R', account: '111111111111', accountName: null },
    ]);
  });
});

describe('what is not reached', () => {
  it('is told apart: broken, or not readable', () => {
    const [broken, open, closed] = [
      grant('saml', [1, 3], 'broken'),
      grant('saml', [1, 4], 'candidate'),
      grant('saml', [1, 7], 'candidate'),
    ];
    const unassigned: Grant = { ...grant('delegation', [1, 7], 'candidate'), principal: null };
    const lost: Grant = { ...grant('delegation', [1, 7], 'broken'), principal: null };
    const answer = access([broken, open, closed, unassigned, lost]);
    expect(answer.reached).toEqual([]);
    expect(answer.broken.map((reached) => reached.grant)).toEqual([broken]);
    expect(answer.notReadable).toEqual([open, unassigned]);
  });

  it('holds grants of objects that the graph does not have', () => {
    const given = grant('saml', [1, 3]);
    expect(access([{ ...given, principal: { ...given.principal!, snapshotId: 77 } }]).reached).toEqual([]);
  });
});

it('notes a disabled account as of the read time, once for each thing to say', () => {
  const twice = [grant('delegation', [1, 2]), grant('delegation', [1, 2])];
  expect(access(twice, undefined, { ...enabled, userAccountControl: 0x202 }).notes).toEqual([
    { code: 'accountDisabled', params: {} },
    { code: 'primaryGroupUnknown', params: { group: 'Domain Users', role: 'R', account: '111111111111' } },
  ]);
});

it('asks for a user that the graph has', () => {
  expect(() => access([], { snapshotId: 1, objectId: 99 })).toThrow(UnknownUserError);
});
