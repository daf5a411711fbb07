import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { IdentityCenter } from '../../estate/identityCenter.ts';
import type { IamRole } from '../../estate/iam.ts';
import {
  account,
  delegation,
  directory,
  dsTrust,
  estate,
  group,
  grantsOf,
  lookup,
  other,
  provider,
  read,
  role,
  samlTrust,
} from '../../mapping/fixtures.ts';
import type { DirectoryPrincipal, SamlRules } from '../../mapping/input.ts';
import type { EstateFacts } from '../../estate/facts.ts';
import { issuanceOnly } from '../../claims/policy.ts';
import { parseRules } from '../../claims/parse/parse.ts';
import { defaultSettings } from '../../claims/run/settings.ts';
import type { Organization } from '../../estate/organization.ts';
import type { PermissionSet } from '../../estate/identityCenter.ts';
import { convertCodes, convertRemarks } from './codes.ts';
import { toEnd } from '../../toEnd.ts';
import { converting } from './convert.ts';
import { setName } from './content.ts';
import type { PeopleChange } from './converted.ts';
import { partsOf } from './parts.ts';

const center: IdentityCenter = {
  instanceArn: 'arn:aws:sso:::instance/ssoins-1234567890abcdef',
  identityStoreId: 'd-1234567890',
  region: 'eu-central-1',
  source: 'activeDirectory',
  directoryId: 'd-1234567890',
  permissionSets: [],
  assignments: [],
  groups: [{ groupId: 'g', displayName: `AWS-${account}-Admin@corp.example`, externalIds: [] }],
  users: [],
  memberships: [],
};
const awsPolicy = (name: string) => ({ arn: `arn:aws:iam::aws:policy/${name}`, name });
const ownPolicy = (name: string, at = account) => ({
  arn: `arn:aws:iam::${at}:policy/${name}`,
  name: name.split('/').at(-1)!,
});
const inline = (name: string, more: object = {}) => ({
  name,
  document: { Version: '2012-10-17', Statement: [{ Sid: 'A', Effect: 'Allow', Action: 's3:*', Resource: '*', ...more }] },
}); // prettier-ignore
const admin = (more: Partial<IamRole> = {}): IamRole => ({ ...role('Admin'), ...more });
const groups = [group(`AWS-${account}-Admin`)];

/** AD FS as it is usually set up: groups by their names, the role out of the name. */
const groupRules = `c:[Type == "http://schemas.microsoft.com/ws/2008/06/identity/claims/windowsaccountname", Issuer == "AD AUTHORITY"] => add(store = "Active Directory", types = ("http://temp/variable"), query = ";tokenGroups;{0}", param = c.Value);
c:[Type == "http://temp/variable", Value =~ "(?i)^AWS-(\\d{12})-(.+)"] => issue(Type = "https://aws.amazon.com/SAML/Attributes/Role", Value = RegExReplace(c.Value, "AWS-(\\d{12})-(.+)", "arn:aws:iam::$1:role/$2,arn:aws:iam::$1:saml-provider/corp"));
`;
const rulesOf = (text: string, named: readonly DirectoryPrincipal[]): SamlRules => ({
  id: '1/0',
  documents: {
    acceptance: null,
    issuance: { snapshotId: 7, readAt: '2026-11-20T08:00:00Z', name: 'adfs.txt' },
  },
  policy: issuanceOnly(parseRules(text)),
  caseOf: defaultSettings.caseOf,
  groups: named,
});

interface Case {
  readonly roles?: readonly IamRole[];
  readonly groups?: readonly DirectoryPrincipal[];
  readonly facts?: Partial<EstateFacts>;
  readonly center?: Partial<IdentityCenter> | null;
  readonly mechanism?: 'saml' | 'delegation';
  readonly people?: PeopleChange | null;
  /** A text of claim rules: it is known of these groups, in the place of names. */
  readonly rules?: string;
}
function converted({
  roles = [admin()],
  groups: named = groups,
  facts = {},
  center: at = {},
  mechanism = 'saml',
  people = { gained: 0, lost: 0 },
  rules: text,
}: Case) {
  const rules: SamlRules[] = text === undefined ? [] : [rulesOf(text, named)];
  const others = { ...provider, arn: `arn:aws:iam::${other}:saml-provider/corp`, account: other };
  const estates = [
    estate({
      accounts: [account, other].map((id) => ({ id, name: null, alias: null })),
      roles: read(roles),
      samlProviders: read([provider, others]),
      directories: read([directory('corp')]),
      ...(at && { identityCenter: read({ ...center, ...at }) }),
      ...facts,
    }),
  ];
  const grants = grantsOf(estates, text === undefined ? named : [], lookup(...named), { rules });
  const made = toEnd(
    converting({
      mechanism,
      grants,
      estates,
      center: at && { ...center, ...at },
      principals: lookup(...named),
      rules,
      peopleOf: () => people,
    }),
  );
  return { grants, made };
}
const codes = (one: Case) =>
  converted(one)
    .made.remarks.map(({ code }) => code)
    .sort();

const setOf = (more: Partial<PermissionSet>): PermissionSet => ({
  arn: 'arn:aws:sso:::permissionSet/ssoins-1234567890abcdef/ps-1',
  name: 'Admins',
  sessionDuration: null,
  managedPolicies: [],
  customerPolicies: [],
  inlinePolicy: null,
  boundary: null,
  outdatedIn: [],
  ...more,
});
const organization = (...ids: readonly string[]): Organization => ({
  id: 'o-1',
  arn: 'arn:aws:organizations::111111111111:organization/o-1',
  managementAccountId: account,
  featureSet: 'ALL',
  enabledPolicyTypes: {},
  units: [],
  accounts: ids.map((id) => ({ id, arn: '', name: null, status: 'ACTIVE', joinedMethod: null, joinedAt: null, parentId: 'r-1' })),
  servicePolicies: read([
    {
      id: 'p-1', arn: 'arn:aws:organizations::111111111111:policy/o-1/service_control_policy/p-1', name: 'p', description: null, type: 'SERVICE_CONTROL_POLICY', awsManaged: false, targets: [],
      document: { Statement: [{ Effect: 'Deny', Action: '*', Resource: '*', Condition: { ArnNotLike: { 'aws:PrincipalArn': ['arn:aws:iam::*:role/Adm*'] } } }] },
    },
  ]),
  resourcePolicies: read([]),
  delegatedAdministrators: read([]),
}); // prettier-ignore
const sends = (type: string, value: string): string =>
  `${groupRules}=> issue(Type = "https://aws.amazon.com/SAML/Attributes/${type}", Value = "${value}");`;

/** Of every conversion without rules. */
const always = ['sessionLength', 'claimsNotKnown'];
const kept: readonly (readonly [string, Case, readonly string[]])[] = [
  ['a role as it is', {}, []],
  ['its path', { roles: [admin({ arn: `arn:aws:iam::${account}:role/Admin`, path: '/x/' })] }, ['rolePath']],
  ['other principals of its trust', { roles: [admin({ trustPolicy: { Statement: [...samlTrust.Statement, ...dsTrust.Statement] } })] }, ['usedByOthers']],
  [
    'conditions of its trust',
    { roles: [admin({ trustPolicy: { Statement: samlTrust.Statement.map((one) => ({ ...one, Condition: { StringEquals: { 'SAML:aud': 'https://signin.aws.amazon.com/saml' }, IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } } })) } })] },
    ['unsureNow'],
  ],
  ['a condition on the audience is every trust’s', { roles: [admin({ trustPolicy: { Statement: samlTrust.Statement.map((one) => ({ ...one, Condition: { StringEquals: { 'SAML:aud': 'https://signin.aws.amazon.com/saml' } } })) } })] }, []],
  ['session tags', { roles: [admin({ inlinePolicies: [inline('a', { Condition: { StringEquals: { 'aws:PrincipalTag/team': 'x' } } })] })] }, ['sessionTags']],
  ['a trust that lets tags be sent', { roles: [admin({ trustPolicy: { Statement: samlTrust.Statement.map((one) => ({ ...one, Action: ['sts:AssumeRoleWithSAML', 'sts:TagSession'] })) } })] }, ['sessionTagsSent']],
  ['several inline policies', { roles: [admin({ inlinePolicies: [inline('a'), inline('b')] })] }, ['inlineMerged']],
  ['inline policies of two versions', { roles: [admin({ inlinePolicies: [inline('a'), { name: 'b', document: { Version: '2008-10-17', Statement: [] } }] })] }, ['inlineMixed']],
  ['an inline policy that is none', { roles: [admin({ inlinePolicies: [{ name: 'a', document: '{' }] })] }, ['inlineUnreadable']],
  ['an inline policy beyond the limit', { roles: [admin({ inlinePolicies: [inline('a', { Resource: 'x'.repeat(10_241) })] })] }, ['inlineTooLong']],
  ['more policies than a set takes', { roles: [admin({ attachedPolicies: Array.from({ length: 26 }, (_, at) => awsPolicy(`P${at}`)) })] }, ['tooManyPolicies']],
  ['more than it took once', { roles: [admin({ attachedPolicies: Array.from({ length: 21 }, (_, at) => awsPolicy(`P${at}`)) })] }, ['manyPolicies']],
  ['a customer’s policy that the account has not', { roles: [admin({ attachedPolicies: [ownPolicy('team/Own')] })] }, ['customerPolicyMissing']],
  [
    'one that it has',
    { roles: [admin({ attachedPolicies: [ownPolicy('team/Own')] })], facts: { policies: read([{ ...ownPolicy('team/Own'), account, awsManaged: false, defaultVersionId: 'v1', versions: [] }]) } },
    ['customerPolicy'],
  ],
  ['one of which nothing was read', { roles: [admin({ permissionsBoundary: ownPolicy('Limit').arn })], facts: { policies: { state: 'notReadable', code: 'aws.accessDenied' } } }, ['customerPolicyUnknown']],
  ['a name that is too long', { roles: [role('A'.repeat(33))], groups: [group(`AWS-${account}-${'A'.repeat(33)}`)] }, ['nameChanged', 'notInStore']],
  ['a name that a set has', { center: { permissionSets: [setOf({ name: 'admin', sessionDuration: 'PT8H' })] } }, ['nameChanged']],
  ['whom the store does not have', { center: { groups: [] } }, ['notInStore']],
  ['a group of a trusted domain', { facts: { directories: read([directory('corp', { name: 'other.example' })]) } }, ['trustedDomain']],
  ['a group of another domain than the connector’s', { facts: { directories: read([directory('corp', { name: 'other.example', type: 'ADConnector' })]) } }, ['connectorDomain']],
  ['a store that a directory may not feed', { center: { source: 'unknown' } }, ['sourceAssumed']],
  ['a store that no directory feeds', { center: { source: 'external' } }, ['sourceNotDirectory']],
  ['members that were not read', { people: null }, ['membersNotRead']],
  ['who would lose and who would gain', { people: { gained: 2, lost: 3 } }, ['peopleGained', 'peopleLost']],
  ['where the role is named', { roles: [admin(), role('Chained', { Statement: [{ Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${account}:role/Admin` }, Action: 'sts:AssumeRole' }] })] }, ['namedElsewhere']],
  ['other providers that the trust names', { roles: [admin({ trustPolicy: { Statement: samlTrust.Statement.map((one) => ({ ...one, Principal: { Federated: [provider.arn, `arn:aws:iam::${account}:saml-provider/other`] } })) } })] }, ['usedByOthers']],
  ['an organization’s policy that names the role by a pattern', { facts: { organization: read(organization(account)) } }, ['namedElsewhere']],
  ['an account of no organization of the instance', { facts: { organization: read(organization(other)) } }, ['accountOutside']],
  ['whom no directory brings into the store', { center: { source: 'external', groups: [] } }, ['notProvided', 'sourceNotDirectory']],
  ['a set of the same content', { center: { permissionSets: [setOf({})] } }, ['setReused']],
  ['and none whose content was not read', { center: { permissionSets: [setOf({ notRead: ['inlinePolicy'] })] } }, []],
  ['an assignment that is there', { center: { permissionSets: [setOf({})], assignments: [{ account, permissionSetArn: setOf({}).arn, principalType: 'GROUP', principalId: 'g' }] } }, ['setReused', 'alreadyAssigned']],
  ['sets that were not read', { center: { notRead: [{ part: 'permissionSets', code: 'aws.accessDenied' }] } }, ['setsNotRead']],
  ['nothing without an instance', { center: null }, ['noInstance']],
  ['a role that is not there', { roles: [] }, ['brokenNow']],
]; // prettier-ignore

describe('of a grant by claim rules the conversion tells', () => {
  it.each(kept)('%s', (_, one, expected) => {
    const found = codes(one);
    const covers = !expected.some((code) => convertRemarks[code as keyof typeof convertRemarks] === 'notCovered');
    expect(found).toEqual([...expected, ...(covers ? always : [])].sort());
  }); // prettier-ignore
});

describe('of what rules send the conversion tells', () => {
  it.each<[string, string, readonly string[]]>([
    ['nothing where they send roles alone', groupRules, []],
    ['the duration', sends('SessionDuration', '7200'), ['durationClaim']],
    ['tags', sends('PrincipalTag:team', 'x'), ['tagClaims']],
    ['a source identity', sends('SourceIdentity', 'x'), ['sourceIdentityClaim']],
    ['rules that may send anything', `${groupRules}c:[Type =~ "^https://aws"] => issue(claim = c);`, ['claimsOpen']],
    ['and no claims that are kept to themselves', `${groupRules}=> add(Type = "https://aws.amazon.com/SAML/Attributes/SessionDuration", Value = "1");`, []],
  ])('%s', (_, rules, expected) => {
    const { made } = converted({ rules });
    expect(made.covered.size).toBe(1);
    expect(made.remarks.map(({ code }) => code).sort()).toEqual(['sessionLength', ...expected].sort());
    for (const { params } of made.remarks.filter(({ code }) => expected.includes(code)))
      expect(params['document']).toBe('adfs.txt');
  }); // prettier-ignore

  it('a length that was not read, which is none of the role', () => {
    const { made } = converted({ roles: [admin({ maxSessionDuration: null })] });
    expect(made.remarks.map(({ code }) => code).sort()).toEqual(['claimsNotKnown', 'sessionNotRead']);
  });
});

describe('a conversion', () => {
  it('makes one set of roles of one content in several accounts', () => {
    const inOther = { ...role('Admin', { Statement: samlTrust.Statement.map((one) => ({ ...one, Principal: { Federated: `arn:aws:iam::${other}:saml-provider/corp` } })) }, '/', other) }; // prettier-ignore
    const two = [...groups, group(`AWS-${other}-Admin`, undefined, 1102)];
    const { made } = converted({ roles: [admin(), inOther], groups: two });
    expect(made.sets).toHaveLength(1);
    expect(made.sets[0]!.assignments.map((one) => [one.account, one.principal])).toEqual([
      [account, { sid: two[0]!.sid }],
      [other, { sid: two[1]!.sid }],
    ]);
    expect(made.covered.size).toBe(2);
    expect(made.remarks.map(({ code }) => code)).toContain('rolesMerged');
    const apart = converted({ roles: [admin({ maxSessionDuration: 7200 }), inOther], groups: two });
    expect(apart.made.sets.map(({ change }) => [change.made, change.sessionDuration])).toEqual([
      ['Admin', 'PT2H'],
      ['Admin-2', 'PT1H'],
    ]);
  });

  it('takes a set that is there, and only what it lacks', () => {
    const set = setOf({ sessionDuration: 'PT60M', inlinePolicy: JSON.stringify(inline('a').document) });
    const roles = [admin({ inlinePolicies: [inline('a')] })];
    const { made } = converted({ roles, center: { permissionSets: [set] } });
    expect(made.sets).toMatchObject([
      { existing: set.arn, assignments: [{ permissionSet: { arn: set.arn } }] },
    ]);
    expect(partsOf(made.sets, 10)).toEqual([made.sets[0]!.assignments]);
    const there = { account, permissionSetArn: set.arn, principalType: 'GROUP' as const, principalId: 'g' };
    const all = converted({ roles, center: { permissionSets: [set], assignments: [there] } });
    expect([partsOf(all.made.sets, 10), all.made.covered.size]).toEqual([[], 1]);
  });

  it('takes delegations, of users too, and nothing of a Simple AD', () => {
    const alice: DirectoryPrincipal = { ...group('alice', null, 1105), kind: 'user' };
    const facts = (type: 'MicrosoftAD' | 'SimpleAD') => ({
      directories: read([directory('corp', { type })]),
      delegations: read([delegation(alice.sid!, 'Desk', { principalKind: 'user' })]),
    });
    const one = (type: 'MicrosoftAD' | 'SimpleAD') =>
      converted({
        roles: [role('Desk', dsTrust)],
        groups: [alice],
        mechanism: 'delegation',
        facts: facts(type),
      }).made;
    expect(one('MicrosoftAD').sets[0]!.assignments).toMatchObject([
      { principalKind: 'user', principal: { sid: alice.sid }, account },
    ]);
    expect(one('MicrosoftAD').remarks.map(({ code }) => code)).toContain('directUser');
    expect(one('SimpleAD')).toMatchObject({ sets: [], remarks: [{ code: 'simpleAd' }] });
  });

  const aRole = fc.record({
    name: fc.constantFrom('Admin', 'Read', 'A'.repeat(40), 'Gone'),
    at: fc.constantFrom(account, other),
    policies: fc.uniqueArray(fc.constantFrom('ReadOnlyAccess', 'AdministratorAccess', 'own'), {
      maxLength: 3,
    }),
    inlines: fc.nat(2),
    hours: fc.constantFrom(null, 1, 12),
    trusts: fc.boolean(),
  });

  it('covers every grant that works, or names it', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(aRole, { maxLength: 6, selector: ({ name, at }) => `${name} ${at}` }),
        fc.uniqueArray(fc.tuple(fc.constantFrom(account, other, '333333333333'), fc.constantFrom('Admin', 'Read', 'A'.repeat(40), 'Gone')), {
          maxLength: 8,
          selector: (parts) => parts.join(),
        }),
        fc.integer({ min: 2, max: 6 }),
        (roles, names, most) => {
          const { grants, made } = converted({
            roles: roles.map(({ name, at, policies, inlines, hours, trusts }) => ({
              ...role(name, trusts ? { Statement: [{ Effect: 'Allow', Principal: { Federated: `arn:aws:iam::${at}:saml-provider/corp` }, Action: 'sts:AssumeRoleWithSAML' }] } : dsTrust, '/', at),
              attachedPolicies: policies.map((policy) => (policy === 'own' ? ownPolicy('own', at) : awsPolicy(policy))),
              inlinePolicies: Array.from({ length: inlines }, (_, n) => inline(`p${n}`)),
              maxSessionDuration: hours === null ? null : hours * 3600,
            })),
            groups: names.map(([at, name], n) => group(`AWS-${at}-${name}`, undefined, 1101 + n)),
          });
          const named = new Set(made.remarks.filter(({ code }) => convertRemarks[code] === 'notCovered').map(({ roleArn, principal }) => `${roleArn} ${principal?.sid}`));
          for (const grant of grants) {
            const by = made.sets.flatMap(({ assignments, roles: of }) => (of.includes(grant.roleArn ?? '') ? assignments : [])).find(({ account: at, principal }) => at === grant.account && 'sid' in principal && principal.sid === grant.principal?.sid);
            expect(made.covered.has(grant.id)).toBe(by !== undefined);
            if (grant.status === 'works') expect(by !== undefined || named.has(`${grant.roleArn} ${grant.principal?.sid}`)).toBe(true);
          }
          const sets = made.sets.map(({ change }) => change.made);
          expect(new Set(sets.map((name) => name.toLowerCase())).size).toBe(sets.length);
          for (const name of sets) expect(name).toMatch(/^[\w+=,.@-]{1,32}$/);
          const parts = partsOf(made.sets, most);
          expect(parts.flat()).toEqual(made.sets.flatMap(({ change, assignments }) => [change, ...assignments]));
          for (const part of parts) expect(part[0]?.kind).toBe('makePermissionSet');
        },
      ),
      { numRuns: 200 * Number(process.env['TREELINE_FUZZ'] ?? 1) },
    );
  }); // prettier-ignore
});

describe('names of sets', () => {
  it.each<[string, readonly string[], string]>([
    ['Admin', [], 'Admin'],
    ['Admin', ['admin', 'admin-2'], 'Admin-3'],
    ['a b/c', [], 'a-b-c'],
    ['', [], 'Set'],
    ['x'.repeat(40), ['x'.repeat(32)], `${'x'.repeat(30)}-2`],
  ])('%s beside %j is %s', (wanted, taken, name) => {
    expect(setName(wanted, new Set(taken))).toBe(name);
  });
});

describe('codes', () => {
  it('are each said in a case, but for those of a whole list', () => {
    const said = new Set([...kept.flatMap(([, , expected]) => expected), ...always, 'durationClaim', 'tagClaims', 'sourceIdentityClaim', 'claimsOpen', 'sessionNotRead', 'rolesMerged', 'directUser', 'simpleAd']);
    expect(convertCodes.filter((code) => !said.has(code)).sort()).toEqual(['principalUnknown', 'roleNotRead', 'tooManyAssignments', 'trustConditions']);
  }); // prettier-ignore
});
