/** What checks make of the grants of the mapping: broken ones, candidates, and rules that count and name groups in their own way. */
import { describe, expect, it } from 'vitest';
import type { IamRole } from '../../estate/iam.ts';
import {
  account,
  denied,
  directory,
  distribution,
  domainSid,
  dsTrust,
  delegation,
  providerArn,
  read,
  role,
  statement,
} from '../../mapping/fixtures.ts';
import type { CheckId } from '../codes.ts';
import { judge, said } from '../fixtures.ts';
import type { Small, Thing } from '../fixtures.ts';
import { countsOfRule } from '../ruleTexts.fixture.ts'; // prettier-ignore

const all = [{ name: 'all', document: { Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] } }];
const admin: IamRole = { ...role('Admin'), inlinePolicies: all };
const strange = statement({ Federated: `${providerArn}x` }, 'sts:AssumeRoleWithSAML');
const conditional = { Statement: [{ Effect: 'Allow', Principal: { Federated: providerArn }, Action: 'sts:AssumeRoleWithSAML', Condition: { StringEquals: { 'saml:sub_type': 'persistent' } } }] }; // prettier-ignore
const roles = (...some: IamRole[]): NonNullable<Small['facts']> => ({ roles: read(some) });
const group = (more: Partial<Thing> = {}): Thing => ({
  name: `AWS-${account}-Admin`,
  kind: 'group',
  ...more,
});
const ann: Thing = { name: 'ann' };
const open = `O:SYG:SYD:(OA;;WP;bf9679c0-0de6-11d0-a285-00aa003049e2;;${domainSid}-1101)`;
const rule = (counts: 'token' | 'chain' | 'direct') => ({ 'rules.txt': countsOfRule(counts) });
const bySid = {
  'rules.txt': `c:[Type == "http://schemas.microsoft.com/ws/2008/06/identity/claims/groupsid", Value == "${domainSid}-1100"]
 => issue(Type = "https://aws.amazon.com/SAML/Attributes/Role", Value = "${providerArn},arn:aws:iam::${account}:role/Admin");`,
};
const everyChange = 'O:SYG:SYD:(A;;GA;;;';
const renamer: Thing = {
  name: 'other', kind: 'group', descriptor: `O:SYG:SYD:(OA;;WP;3e0abfd0-126a-11d0-a060-00aa006c33ed;;${domainSid}-1101)`,
}; // prettier-ignore
const cnRenamer: Thing = {
  name: 'other', kind: 'group', descriptor: `O:SYG:SYD:(OA;;WP;bf96793f-0de6-11d0-a285-00aa003049e2;;${domainSid}-1101)(OA;;WP;bf967a0e-0de6-11d0-a285-00aa003049e2;;${domainSid}-1101)`,
}; // prettier-ignore
const half: Thing = {
  ...cnRenamer,
  descriptor: cnRenamer.descriptor!.replace(/\(OA;;WP;bf967a0e[^)]*\)/, ''),
};
const unit: Thing = {
  name: 'unit',
  kind: 'organizationalUnit',
  descriptor: `${everyChange}${domainSid}-1101)`,
};
const domainUsers: Thing = { name: 'Domain Users', kind: 'group', sid: `${domainSid}-513` };
const set = 'arn:aws:sso:::permissionSet/i/ps-1';
/** Assigned to the first object. */
const assigned = (name: string) => ({
  identityCenter: read({
    instanceArn: 'arn:aws:sso:::instance/i', identityStoreId: 'd-1', region: 'eu-central-1', source: 'activeDirectory' as const, directoryId: null,
    permissionSets: [{ arn: set, name: 'Ops', sessionDuration: 'PT1H', managedPolicies: [], customerPolicies: [], inlinePolicy: null, boundary: null, outdatedIn: [] }],
    assignments: [{ account, permissionSetArn: set, principalType: 'GROUP' as const, principalId: 'g' }],
    groups: [{ groupId: 'g', displayName: `${name}@corp.example`, externalIds: [] }], users: [], memberships: [],
  }),
}); // prettier-ignore
const reserved = role('AWSReservedSSO_Ops_0123456789abcdef', undefined, '/aws-reserved/sso.amazonaws.com/');

/** Code, name of the subject, severity and reason. */
const told = (check: CheckId, small: Small): string[] =>
  judge(check, small).findings.map(
    ({ code, subject, severity, reason }) => `${code} ${subject.name} ${severity} ${reason}`,
  );
const name = `AWS-${account}-Admin`;

describe('a broken grant opens nothing', () => {
  const broken: Small = {
    objects: [group({ members: ['ann', 'inner'], descriptor: open }), { ...ann, state: 1 }, { name: 'inner', kind: 'group', descriptor: open }, domainUsers],
    facts: roles({ ...admin, trustPolicy: strange }),
    settings: { manyMembers: 0 },
  }; // prettier-ignore
  it.each(['group-editors', 'nested-group-editors', 'group-size', 'wide-group', 'inactive-members'] as const)(
    '%s',
    (check) => {
      expect(said(check, broken)).toEqual([]);
      const working = { ...broken, facts: roles(admin) };
      if (check !== 'wide-group') expect(said(check, working)).not.toEqual([]);
    },
  );
});

describe('a candidate is said as one', () => {
  it.each([
    ['group-editors', { objects: [group({ descriptor: open }), ann] }, [`groupEditors ${name} high notCertain`]],
    ['inactive-members', { objects: [group({ members: ['ann'] }), { ...ann, state: 1 }] }, ['inactiveMember ann low notCertain']],
    ['wide-group', { objects: [group({ members: ['Domain Users'] }), domainUsers] }, [`wideGroup ${name} high notCertain`]],
    ['group-size', { objects: [group({ members: ['ann'] }), ann], settings: { manyMembers: 0 } }, [`crowdedGroup ${name} medium notCertain`]],
  ] as const satisfies readonly (readonly [CheckId, Small, readonly string[]])[])('%s', (check, small, expected) => {
    const asked: Small = { ...small, facts: roles({ ...admin, trustPolicy: conditional }) };
    expect(told(check, asked)).toEqual(expected);
    const [finding] = judge(check, asked).findings;
    expect(finding!.params).toMatchObject({ roles: `Admin (${account} candidate)` });
    expect(finding!.evidence).toContainEqual(expect.objectContaining({ code: 'candidateRole', field: 'trustConditional' }));
  }); // prettier-ignore

  it('where roles were not read, and the checks say that too', () => {
    const { findings, notJudged } = judge('group-editors', { objects: [group({ descriptor: open }), ann], facts: { roles: denied } }); // prettier-ignore
    expect(findings.map(({ severity, reason }) => `${severity} ${reason}`)).toEqual(['medium notCertain']);
    expect(notJudged).toContainEqual(expect.objectContaining({ code: 'rolesNotRead', where: account }));
  });
});

/** By what a rule or a mechanism counts and reads. */
const table: readonly (readonly [CheckId, string, Small, readonly string[]])[] = [
  ['distribution-group', 'a rule that searches counts it', { objects: [group({ groupType: distribution })], facts: roles(admin), rules: rule('chain') }, [`distributionCounted ${name}`]],
  ['distribution-group', 'a rule that reads tokens does not', { objects: [group({ groupType: distribution })], facts: roles(admin), rules: rule('token') }, [`distributionNotInToken ${name}`]],
  ['nested-group', 'a rule that asks for direct members', { objects: [group({ members: ['inner'] }), { name: 'inner', kind: 'group' }], facts: roles(admin), rules: rule('direct') }, [`nestedNotFollowed ${name}`]],
  ['nested-group', 'a rule that follows the chain', { objects: [group({ members: ['inner'] }), { name: 'inner', kind: 'group' }], facts: roles(admin), rules: rule('chain') }, []],
  ['nested-group-editors', 'of a group that nobody follows', { objects: [group({ members: ['inner'] }), { name: 'inner', kind: 'group', descriptor: open }], facts: roles(admin), rules: rule('direct') }, []],
  ['primary-group-members', 'a search misses them', { objects: [group(), { ...ann, primary: name }], facts: roles(admin), rules: rule('chain') }, [`primaryGroupNotCounted ${name}`]],
  ['primary-group-members', 'tokens carry them', { objects: [group(), { ...ann, primary: name }], facts: roles(admin), rules: rule('token') }, [`primaryGroupMembers ${name}`]],
  ['wide-group', 'a search finds nobody by Domain Users', { objects: [group({ members: ['Domain Users'] }), domainUsers], facts: roles(admin), rules: rule('chain') }, []],
  ['wide-group', 'delegation does not follow it', { objects: [{ name: 'desk', kind: 'group', members: ['Domain Users'] }, domainUsers], facts: { roles: read([role('Desk', dsTrust)]), directories: read([directory('corp')]), delegations: read([delegation(`${domainSid}-1100`)]) } }, []],
  ['wide-group', 'a rule for everybody', { facts: roles(admin), rules: { 'rules.txt': `=> issue(Type = "https://aws.amazon.com/SAML/Attributes/Role", Value = "${providerArn},arn:aws:iam::${account}:role/Admin");` } }, ['everybodySignsIn Admin']],
  ['foreign-members', 'of a group that Identity Center gets', { objects: [{ name: 'ops', kind: 'group', members: ['far'] }, { name: 'far', kind: 'foreignSecurityPrincipal', sid: 'S-1-5-21-9-9-9-1105' }], facts: { roles: read([reserved]), ...assigned('ops') } }, ['foreignNotSynchronised ops']],
  ['foreign-members', 'claims carry them', { objects: [group({ members: ['far'] }), { name: 'far', kind: 'foreignSecurityPrincipal', sid: 'S-1-5-21-9-9-9-1105' }], facts: roles(admin) }, []],
  ['group-renamers', 'where a rule reads sAMAccountName', { objects: [group(), ann, renamer, cnRenamer], facts: roles(admin), rules: rule('token') }, ['renamesGroups ann']],
  ['group-renamers', 'the cn is not the sAMAccountName', { objects: [group(), ann, cnRenamer], facts: roles(admin), rules: rule('token') }, []],
  ['group-renamers', 'where a rule reads cn', { objects: [group(), ann, cnRenamer], facts: roles(admin), rules: rule('chain') }, ['renamesGroups ann']],
  ['group-renamers', 'the sAMAccountName is not the cn', { objects: [group(), ann, renamer], facts: roles(admin), rules: rule('chain') }, []],
  ['group-renamers', 'cn without name renames nothing', { objects: [group(), ann, half], facts: roles(admin), rules: rule('chain') }, []],
  ['group-renamers', 'where a rule reads SIDs no name decides', { objects: [group(), ann, renamer, cnRenamer], facts: roles(admin), rules: bySid }, []],
  ['group-makers', 'where a rule reads SIDs no name decides', { objects: [group(), ann, unit], facts: roles(admin), rules: bySid }, []],
  ['group-makers', 'where a rule reads names', { objects: [group(), ann, unit], facts: roles(admin), rules: rule('token') }, ['makesGroups ann']],
  ['group-editors', 'where a rule reads SIDs members still decide', { objects: [group({ descriptor: open }), ann], facts: roles(admin), rules: bySid }, [`groupEditors ${name}`]],
  ['unqualified-names', 'where a rule reads SIDs', { objects: [group(), group({ cn: 'twin' }), ann], facts: roles(admin), rules: bySid }, []],
  ['unqualified-names', 'where a rule reads names', { objects: [group(), group({ cn: 'twin' }), ann], facts: roles(admin), rules: rule('token') }, [`unqualifiedName ${name}`, `unqualifiedName ${name}`]],
  ['hidden-identity', 'a group that lost its name', { objects: [{ name: 'Printers', kind: 'group' }], facts: roles(admin), former: { Printers: name } }, ['nameChanged Printers']],
]; // prettier-ignore

describe.each(table)('%s: %s', (check, _, small, expected) => {
  it('says what it should', () => {
    expect(said(check, small)).toEqual(expected);
  });
});

describe('what a finding says of itself', () => {
  it('names who may fill a group', () => {
    const [finding] = judge('group-editors', { objects: [group({ descriptor: open }), ann], facts: roles(admin) }).findings; // prettier-ignore
    expect(finding!.params).toEqual({ count: 1, trustees: 'ann', roles: `Admin (${account})` });
  });

  it('has a key of a pair by what it is of, not by its name', () => {
    const keyOf = (pair: string) =>
      judge('toxic-pair', {
        objects: [group({ members: ['ann'] }), { name: `AWS-${account}-Deploy`, kind: 'group', members: ['ann'] }, ann],
        facts: roles(admin, role('Deploy')),
        settings: { toxicPairs: [{ name: pair, first: 'Admin', second: 'Deploy' }] },
      }).findings.map(({ key }) => key); // prettier-ignore
    expect(keyOf('one')).toEqual([`toxic-pair|toxicPair|${domainSid}-1102|admin + deploy ${account}`]);
    expect(keyOf('other')).toEqual(keyOf('one'));
  });

  it('has a key of a rule without a name by its text', () => {
    const loose = (before: string) =>
      judge('loose-claim-rule', {
        rules: { 'rules.txt': `${before}c:[Type == "http://temp/group", Value =~ "AWS-([^d]{12})-(.+)"] => issue(Type = "https://aws.amazon.com/SAML/Attributes/Role", Value = RegExReplace(c.Value, "AWS-([^d]{12})-(.+)", "${providerArn},arn:aws:iam::$1:role/$2"));` },
      }).findings.map(({ key }) => key).toSorted(); // prettier-ignore
    expect(loose('').length).toBeGreaterThan(0);
    expect(loose('=> issue(Type = "x", Value = "y");\n')).toEqual(loose(''));
  });

  it('takes a SID that every domain has by its domain', () => {
    const operators = 'O:SYG:SYD:(A;;GA;;;AO)';
    const { findings } = judge('group-makers', { objects: [group(), { ...unit, descriptor: operators }], facts: roles(admin) }); // prettier-ignore
    expect(findings.map(({ key }) => key)).toEqual([
      'group-makers|makesGroups|S-1-5-32-548 corp.example|corp.example',
    ]);
  });
});

describe('sign-ins that AWS refuses', () => {
  const windows = `c:[Type == "http://schemas.microsoft.com/ws/2008/06/identity/claims/windowsaccountname", Issuer == "AD AUTHORITY"]`;
  const mail = `${windows} => issue(store = "Active Directory", types = ("https://aws.amazon.com/SAML/Attributes/RoleSessionName"), query = ";mail;{0}", param = c.Value);`;
  const lasting = (seconds: number) =>
    `=> issue(Type = "https://aws.amazon.com/SAML/Attributes/SessionDuration", Value = "${seconds}");`;
  const sent = (...more: string[]) => ({ 'rules.txt': [countsOfRule('token'), ...more].join('\n') });
  const two = (a?: string, b?: string): Thing[] => [group({ members: ['ann', 'bob'] }), { ...ann, ...(a !== undefined && { mail: a }) }, { name: 'bob', ...(b !== undefined && { mail: b }) }]; // prettier-ignore
  it.each([
    ['as long as the role', two('a', 'b'), sent(mail, lasting(3600)), []],
    ['longer than the role', two('a', 'b'), sent(mail, lasting(3601)), ['durationOverMaximum Admin medium signInFails']],
    ['no mail', two('a'), sent(mail), ['sessionNameMissing bob low signInFails']],
    ['one mail of two', two('a@x', 'A@x'), sent(mail), ['sessionNameShared ann medium hardToReview', 'sessionNameShared bob medium hardToReview']],
    ['one mail of one person, as two sources have them', two('a@x', 'a@x').map((one) => (one.mail === undefined ? one : { ...one, sid: `${domainSid}-1101` })), sent(mail), []],
    ['of somebody who cannot sign in', [group({ members: ['ann'] }), { ...ann, state: 1 }], sent(mail), []],
    ['of a rule that asks for something else too', two('a', 'b'), sent(mail, `c:[Type == "x"] ${lasting(7200)}`), []],
    ['no rule names the session', two(), sent(), []],
  ] as const)('%s', (_, objects, text, expected) => {
    expect(told('refused-sign-in', { objects, facts: roles(admin), rules: text })).toEqual(expected);
  }); // prettier-ignore

  it('are not judged where the rule does not tell', () => {
    const { notJudged } = judge('refused-sign-in', { objects: two(), facts: roles(admin), rules: sent() });
    expect(notJudged.map(({ code }) => code)).toContain('ruleNotUnderstood');
  });

  it('nobody lacks what was not read', () => {
    const small: Small = { objects: two(), facts: roles(admin), rules: sent(mail), missing: ['mail'] };
    const { findings, notJudged } = judge('refused-sign-in', small);
    expect(findings).toEqual([]);
    expect(notJudged).toContainEqual(
      expect.objectContaining({ code: 'attributeNotRead', where: 'corp.example mail' }),
    );
  });
});
