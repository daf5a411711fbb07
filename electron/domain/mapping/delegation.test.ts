import { describe, expect, it } from 'vitest';
import type { DelegationAssignment } from '../estate/delegation.ts';
import type { EstateFacts } from '../estate/facts.ts';
import type { Grant } from './grant.ts';
import type { PrincipalLookup } from './input.ts';
import {
  facts,
  other,
  domainSid,
  dsTrust,
  role,
  directory,
  delegation,
  read,
  denied,
  estate,
  group,
  lookup,
  grantsOf,
  brief,
  codes,
} from './fixtures.ts';

describe('console delegation', () => {
  const desk = role('Desk', dsTrust);
  const named = directory('corp');
  const helpdesk = group('helpdesk');
  const assigned = (more: Partial<EstateFacts>, assignment: DelegationAssignment, known = lookup(helpdesk)) =>
    grantsOf(
      [estate({ roles: read([desk]), directories: read([named]), delegations: read([assignment]), ...more })],
      [],
      known,
    );

  it('is a candidate for each directory with an access URL', () => {
    const [grant, ...rest] = grantsOf([
      estate({
        roles: read([desk, role('Admin')]),
        directories: read([
          named,
          directory('d-1234567891', { directoryId: 'd-1234567891' }),
          directory(null, { directoryId: 'd-1234567892' }),
          directory('gone', { directoryId: 'd-1234567893', stage: 'Deleting' }),
        ]),
      }),
    ]);
    expect(rest).toEqual([]);
    expect(brief(grant!)).toEqual({
      status: 'candidate',
      issues: ['assignmentNotReadable'],
      role: '/Desk',
      through: 'd-1234567890',
    });
    expect(codes(grant!)).toEqual(['trustStatement', 'directoryAlias']);
    expect(grant!.principal).toBeNull();
  });

  it.each([
    ['one that was entered', {}, { delegations: [delegation(helpdesk.sid!)], mappings: [] }],
    [
      'a list of which rows were not taken',
      { delegations: read([delegation(helpdesk.sid!)]), delegationListsOf: [] },
      undefined,
    ],
  ])('stays a candidate beside %s: others may be assigned', (_, more, entered) => {
    const grants = grantsOf(
      [estate({ roles: read([desk]), directories: read([named]), ...more })],
      [],
      lookup(helpdesk),
      entered && { entered },
    );
    expect(grants.map(({ status, principal }) => [status, principal?.name ?? null]).toSorted()).toEqual([
      ['candidate', null],
      ['works', 'helpdesk'],
    ]);
  });

  it('is no candidate beside a whole list', () => {
    const grants = grantsOf(
      [estate({ roles: read([desk]), directories: read([named]), delegations: read([]), delegationListsOf: [{ directoryId: 'd-1234567890', region: 'eu-central-1' }] })],
    ); // prettier-ignore
    expect(grants).toEqual([]);
  });

  it('is a candidate without a directory where directories cannot be read', () => {
    expect(grantsOf([estate({ roles: read([desk]), directories: denied })]).map(brief)).toEqual([
      { status: 'candidate', issues: ['assignmentNotReadable'], role: '/Desk', through: null },
    ]);
  });

  it('is nobody’s where the list of its directory is whole and empty', () => {
    const imported = { delegations: read([]), delegationListsOf: [{ directoryId: 'd-1234567890', region: 'eu-central-1' }] };
    const list = estate({ accounts: [], directories: denied, roles: denied, ...imported }, 10);
    expect(grantsOf([estate({ roles: read([desk]), directories: read([named]) }), list])).toEqual([]);
  }); // prettier-ignore

  it('stays in its account', () => {
    const accounts = [...facts().accounts, { id: other, name: null, alias: 'lab' }];
    expect(
      grantsOf([
        estate({ accounts, roles: read([desk]), directories: read([directory('corp', { account: other })]) }),
      ]),
    ).toEqual([]);
  });

  it.each<
    [
      string,
      Partial<EstateFacts>,
      DelegationAssignment,
      PrincipalLookup | undefined,
      Grant['status'],
      Grant['issues'],
    ]
  >([
    ['works by the SID of its principal', {}, delegation(helpdesk.sid!), undefined, 'works', []],
    [
      'to a deleted principal',
      {},
      delegation(`${domainSid}-4711`),
      undefined,
      'broken',
      ['principalMissing'],
    ],
    [
      'to a principal of a domain that was not read',
      {},
      delegation('S-1-5-21-9-9-9-1'),
      undefined,
      'candidate',
      ['membershipNotReadable'],
    ],
    [
      'to somebody whom the console shows as deleted',
      {},
      delegation('', 'Desk', { deleted: true, principalName: 'Deleted User/Group' }),
      undefined,
      'broken',
      ['principalMissing'],
    ],
    ['to a missing role', {}, delegation(helpdesk.sid!, 'Gone'), undefined, 'broken', ['roleMissing']],
    [
      'to a role that trusts something else',
      { roles: read([role('Desk')]) },
      delegation(helpdesk.sid!),
      undefined,
      'broken',
      ['trustLacksDs'],
    ],
    [
      'to roles that cannot be read',
      { roles: denied },
      delegation(helpdesk.sid!),
      undefined,
      'candidate',
      ['roleNotReadable'],
    ],
    [
      'to an unknown account',
      {},
      delegation(helpdesk.sid!, 'Desk', { roleArn: `arn:aws:iam::${other}:role/Desk` }),
      undefined,
      'broken',
      ['accountUnknown'],
    ],
    [
      'through a directory without an access URL',
      { directories: read([directory('d-1234567890')]) },
      delegation(helpdesk.sid!),
      undefined,
      'broken',
      ['directoryMissing'],
    ],
    [
      'through a directory that is gone',
      { directories: read([directory('x', { directoryId: 'd-0000000000' })]) },
      delegation(helpdesk.sid!),
      undefined,
      'broken',
      ['directoryMissing'],
    ],
    [
      'through a Region that was not read',
      {},
      delegation(helpdesk.sid!, 'Desk', { region: 'us-east-1' }),
      undefined,
      'candidate',
      ['directoryNotReadable'],
    ],
  ])('recorded %s', (_name, more, assignment, known, status, issues) => {
    const grants = assigned(more, assignment, known).filter(
      ({ evidence }) => evidence[0]?.code === 'delegationAssignment',
    );
    expect(grants.map((grant) => [grant.status, grant.issues])).toEqual([[status, issues]]);
  });

  it('is no candidate any more in a directory whose list was imported', () => {
    const grants = assigned({ roles: read([desk, role('Other', dsTrust)]) }, delegation(helpdesk.sid!));
    expect(grants.map(({ roleName, principal }) => [roleName, principal?.name])).toEqual([
      ['Desk', 'helpdesk'],
    ]);
  });

  it('finds roles and list in different snapshots', () => {
    const list = estate(
      {
        accounts: [],
        roles: { state: 'notApplicable' },
        directories: { state: 'notApplicable' },
        samlProviders: { state: 'notApplicable' },
        delegations: read([delegation(helpdesk.sid!)]),
      },
      20,
      '2026-11-22T00:00:00Z',
    );
    expect(
      grantsOf([estate({ roles: read([desk]), directories: read([named]) }), list], [], lookup(helpdesk)).map(
        ({ status }) => status,
      ),
    ).toEqual(['works']);
  });
});
