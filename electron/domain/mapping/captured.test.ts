import { describe, expect, it } from 'vitest';
import { claimTypes } from '../claims/claim.ts';
import type { CapturedAssertion } from '../estate/assertion.ts';
import { brief, codes, estate, grantsOf, group, lookup, providerArn, read, role } from './fixtures.ts';
import type { DirectoryPrincipal, LoginMatch } from './input.ts';

const admin = role('Admin');
const kim: DirectoryPrincipal = {
  ...group('kim', null, 1201),
  kind: 'user',
  dn: 'CN=kim,DC=corp,DC=example',
};
const captured = (more: Partial<CapturedAssertion> = {}): CapturedAssertion => ({
  file: 'kim.xml',
  issuer: 'http://idp.example.com',
  audiences: [],
  subject: 'kim@example.com',
  attributes: [
    { name: claimTypes.role, value: `${admin.arn},${providerArn}` },
    { name: claimTypes.roleSessionName, value: 'kim' },
  ],
  ...more,
});
const logins = (names: Readonly<Record<string, readonly DirectoryPrincipal[]>>) => ({
  ...lookup(kim),
  byLogin: (name: string): LoginMatch[] =>
    (names[name] ?? []).map((one) => ({ ...one, by: 'userPrincipalName' as const })),
});
const of = (assertion: CapturedAssertion, names: Parameters<typeof logins>[0] = { kim: [kim] }) =>
  grantsOf([estate({ roles: read([admin]), capturedAssertions: [assertion] })], [], logins(names));

describe('a captured assertion', () => {
  it('gives its subject the role; who else has it is the provider’s', () => {
    const grants = of(captured(), { 'kim@example.com': [kim] });
    expect(grants.map((grant) => [grant.principal?.name ?? null, brief(grant)])).toEqual([
      [null, { status: 'candidate', issues: ['providerDecides'], role: '/Admin', through: providerArn }],
      ['kim', { status: 'works', issues: [], role: '/Admin', through: providerArn }],
    ]);
    expect(codes(grants[1]!)).toEqual(
      expect.arrayContaining(['assertionRole', 'assertionSubject', 'joinLogin']),
    );
  });

  it('knows its subject by the session name too', () => {
    expect(of(captured())[1]).toMatchObject({ principal: { name: 'kim' }, status: 'works' });
  });

  it.each([
    ['nobody signs in so', {}],
    ['several do', { kim: [kim, { ...kim, sid: 'S-1-5-21-9-9-9-1', objectId: 7 }] }],
  ])('leaves open who it is where %s', (_, names) => {
    expect(of(captured(), names).map(brief)).toEqual([
      {
        status: 'candidate',
        issues: ['membershipNotReadable', 'providerDecides'],
        role: '/Admin',
        through: providerArn,
      },
    ]);
  });

  it('is judged like everything else', () => {
    const value = `${admin.arn}s,${providerArn}`;
    const [grant] = of(captured({ attributes: [{ name: claimTypes.role, value }] }), {});
    expect(grant).toMatchObject({ status: 'broken', issues: expect.arrayContaining(['roleMissing']) });
  });

  it('takes no role of what names none, and none twice', () => {
    const { attributes } = captured();
    expect(of(captured({ attributes: [{ name: claimTypes.role, value: 'Admin' }] }))).toEqual([]);
    expect(of(captured({ attributes: [...attributes, ...attributes] }))).toHaveLength(2);
  });

  it('says nothing twice that rules say', () => {
    const entered = {
      delegations: [],
      mappings: [
        {
          id: '1',
          principalSid: kim.sid!,
          principalName: 'kim',
          roleArn: admin.arn,
          mechanism: 'saml' as const,
          why: 'said',
          by: 'lee',
          on: '2026-11-01',
        },
      ],
    };
    const grants = grantsOf(
      [estate({ roles: read([admin]), capturedAssertions: [captured()] })],
      [],
      logins({ kim: [kim] }),
      { entered },
    );
    expect(grants.map(({ principal, issues }) => [principal?.name ?? null, issues])).toEqual([
      [null, ['providerDecides']],
      ['kim', []],
    ]);
  });
});
