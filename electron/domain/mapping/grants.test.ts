import { describe, expect, it } from 'vitest';
import { evidenceCodes } from './evidence.ts';
import {
  account,
  distribution,
  other,
  security,
  samlTrust,
  delegation,
  denied,
  dsTrust,
  role,
  directory,
  read,
  estate,
  group,
  lookup,
  grantsOf,
  codes,
  admins,
} from './fixtures.ts';

describe('the list of grants', () => {
  const estates = [
    estate({ roles: read([role('Admin'), role('Desk', dsTrust)]), directories: read([directory('corp')]) }),
    estate(
      {
        accounts: [{ id: other, name: null, alias: 'lab' }],
        roles: read([role('Admin', samlTrust, '/', other)]),
      },
      10,
    ),
  ];
  const groups = [
    admins,
    group(`AWS-${other}-Admin`, security, 1102),
    group(`aws-${account}-Admin`, security, 1103),
    { ...admins, snapshotId: 2 },
  ];

  it('does not depend on the order of the input', () => {
    const grants = grantsOf(estates, groups);
    expect(grantsOf(estates.toReversed(), groups.toReversed())).toEqual(grants);
    expect(
      grants.map(
        (grant) =>
          `${grant.account} ${grant.roleName} ${grant.principal?.name ?? '-'} ${grant.principal?.snapshotId ?? '-'}`,
      ),
    ).toEqual([
      `${account} Admin AWS-${account}-Admin 1`,
      `${account} Admin AWS-${account}-Admin 2`,
      `${account} Admin aws-${account}-Admin 1`,
      `${account} Desk - -`,
      `${other} Admin AWS-${other}-Admin 1`,
    ]);
  });

  it('has an id for each, also for copies of one group', () => {
    const ids = grantsOf(estates, groups).map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids[0]).toBe(`saml|${admins.sid}|${role('Admin').arn}`);
    expect(ids[1]).toBe(`${ids[0]}|2`);
  });

  it('uses only codes of evidence that have words', () => {
    const known: readonly string[] = evidenceCodes;
    for (const grant of grantsOf(estates, groups))
      for (const code of codes(grant)) expect(known).toContain(code);
  });

  it('is empty where nothing is known, and never throws for it', () => {
    expect(grantsOf([], [])).toEqual([]);
    expect(grantsOf([], [admins]).map(({ status, issues }) => [status, issues])).toEqual([
      ['candidate', ['roleNotReadable']],
    ]);
  });

  it('takes no account for unknown where nothing of AWS was read', () => {
    const list = estate({ accounts: [], roles: denied, delegations: read([delegation(admins.sid!)]) });
    const entered = {
      delegations: [],
      mappings: [
        {
          id: '1',
          principalSid: admins.sid!,
          principalName: admins.name,
          roleArn: role('Other').arn,
          mechanism: 'delegation' as const,
          why: 'said',
          by: 'kim',
          on: '2026-11-01',
        },
      ],
    };
    const grants = grantsOf([list], [admins], lookup(admins), { entered });
    expect(
      grants.map(({ roleName, status, issues }) => [roleName, status, issues.includes('roleNotReadable')]),
    ).toEqual([
      ['Admin', 'candidate', true],
      ['Desk', 'candidate', true],
      ['Other', 'candidate', true],
    ]);
    // An account beside one that was read is another matter.
    const [grant] = grantsOf([estate({})], [group(`AWS-${other}-Admin`)]);
    expect(grant).toMatchObject({ status: 'broken', issues: ['accountUnknown'] });
  });

  const entered = (principalSid: string, mechanism: 'saml' | 'delegation', name = 'Admin') => ({
    entered: {
      delegations: [],
      mappings: [
        {
          id: '1',
          principalSid,
          principalName: 'said',
          roleArn: role(name).arn,
          mechanism,
          why: 'said',
          by: 'kim',
          on: '2026-11-01',
        },
      ],
    },
  });

  it('keeps what was entered of one mechanism beside a grant of another', () => {
    const of = (mechanism: 'saml' | 'delegation') =>
      grantsOf(
        [estate({ roles: read([role('Admin')]) })],
        [admins],
        lookup(admins),
        entered(admins.sid!, mechanism),
      ).map((grant) => grant.mechanism);
    expect(of('delegation')).toEqual(['delegation', 'saml']);
    expect(of('saml')).toEqual(['saml']);
  });

  it('takes no role that Directory Service may not take for one of delegation, though somebody entered it', () => {
    const roles = read([role('Admin'), role('Desk', dsTrust)]);
    const of = (name: string) =>
      grantsOf([estate({ roles })], [], lookup(admins), entered(admins.sid!, 'delegation', name)).find(
        ({ principal }) => principal !== null,
      );
    expect(of('Admin')).toMatchObject({ status: 'broken', issues: ['trustLacksDs'] });
    expect(of('Desk')).toMatchObject({ status: 'works', issues: [] });
  });

  it('takes no distribution group for one of a token, though somebody entered it', () => {
    const mails = group('mails', distribution, 1400);
    const [grant] = grantsOf(
      [estate({ roles: read([role('Admin')]) })],
      [],
      lookup(mails),
      entered(mails.sid!, 'saml'),
    );
    expect(grant).toMatchObject({ status: 'broken', issues: ['distributionGroup'] });
  });
});
