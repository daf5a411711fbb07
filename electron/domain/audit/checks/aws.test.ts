import { describe, expect, it } from 'vitest';
import type { IamRole, IamUser } from '../../estate/iam.ts';
import type { IdentityCenter } from '../../estate/identityCenter.ts';
import { account, directory, provider, providerArn, read, role, statement } from '../../mapping/fixtures.ts';
import type { CheckId } from '../codes.ts';
import { judge, said } from '../fixtures.ts';
import type { Small } from '../fixtures.ts';

const readAt = '2026-11-20T08:00:00Z';
const ago = (days: number): string => new Date(Date.parse(readAt) - days * 86_400_000).toISOString();
const document = (...statements: object[]) => ({ Version: '2012-10-17', Statement: statements });
const allow = (Action: unknown, Resource: unknown = '*', more: object = {}) => ({
  Effect: 'Allow',
  Action,
  Resource,
  ...more,
});
const inline = (name: string, policy: object, more: Partial<IamRole> = {}): IamRole => ({
  ...role(name),
  inlinePolicies: [{ name: 'p', document: policy }],
  ...more,
});
const roles = (...all: IamRole[]): Small => ({ facts: { roles: read(all) } });
const audience = { Condition: { StringEquals: { 'SAML:aud': 'https://signin.aws.amazon.com/saml' } } };
const saml = (Federated: unknown = providerArn, more: object = audience) =>
  document({
    Effect: 'Allow',
    Principal: { Federated },
    Action: ['sts:AssumeRoleWithSAML', 'sts:TagSession'],
    ...more,
  });
const service = (name: string) => statement({ Service: name });

const user = (name: string, more: Partial<IamUser> = {}): IamUser => ({
  arn: `arn:aws:iam::${account}:user/${name}`, name, path: '/', userId: `AIDA${name}`, account, createDate: ago(900), groups: [],
  attachedPolicies: [], inlinePolicies: [], permissionsBoundary: null, hasConsolePassword: false, mfaDevices: 0, accessKeys: [], ...more,
}); // prettier-ignore
const users = (...all: IamUser[]): Small => ({ facts: { users: read(all) } });
const key = (days: number, usedDays: number | null = 1) => ({
  idTail: `K${days}`,
  status: 'Active',
  createDate: ago(days),
  lastUsed: usedDays === null ? null : ago(usedDays),
});

const set = {
  arn: 'arn:aws:sso:::permissionSet/i/ps-1',
  name: 'Admins',
  sessionDuration: 'PT12H',
  managedPolicies: [],
  customerPolicies: [],
  inlinePolicy: null,
  boundary: null,
  customerBoundary: null,
  description: null,
  relayState: null,
  createDate: null,
  tags: {},
  outdatedIn: [],
};
const center = (more: Partial<IdentityCenter>): Small => ({
  facts: {
    roles: read([inline('AWSReservedSSO_Admins_0123456789abcdef', document(allow('*')), { path: '/aws-reserved/sso.amazonaws.com/' })]),
    identityCenter: read({ instanceArn: 'arn:aws:sso:::instance/i', identityStoreId: 'd-1', region: 'eu-central-1', source: 'activeDirectory', directoryId: null, permissionSets: [set], assignments: [], groups: [], users: [], memberships: [], ...more } as IdentityCenter),
  },
}); // prettier-ignore
const assigned = (principalType: 'USER' | 'GROUP', principalId: string) => ({
  account,
  permissionSetArn: set.arn,
  principalType,
  principalId,
});

const rules = (text: string): Small => ({ rules: { 'rules.txt': text } });
const roleRule = (pattern: string, value: string): string => `@RuleName = "Groups"
c:[Type == "http://schemas.microsoft.com/ws/2008/06/identity/claims/windowsaccountname", Issuer == "AD AUTHORITY"]
 => add(store = "Active Directory", types = ("http://temp/variable"), query = ";tokenGroups;{0}", param = c.Value);
@RuleName = "Roles"
c:[Type == "http://temp/variable", Value =~ "${pattern}"]
 => issue(Type = "https://aws.amazon.com/SAML/Attributes/Role", Value = RegExReplace(c.Value, "${pattern}", "${value}"));`;
const both = 'arn:aws:iam::$1:saml-provider/corp,arn:aws:iam::$1:role/$2';

/** The check, what is there, and what it says. */
const table: readonly (readonly [CheckId, string, Small, readonly string[]])[] = [
  ['powerful-role', 'everything', roles(inline('A', document(allow('*')))), ['roleAdministers A']],
  ['powerful-role', 'everything in IAM', roles(inline('A', document(allow('iam:*')))), ['roleAdministersIam A']],
  ['powerful-role', 'PassRole on any role', roles(inline('A', document(allow('iam:PassRole')))), ['rolePassesAnyRole A']],
  ['powerful-role', 'PassRole to one service', roles(inline('A', document(allow('iam:PassRole', '*', { Condition: { StringEquals: { 'iam:PassedToService': 'ec2.amazonaws.com' } } })))), []],
  ['powerful-role', 'a new version of a policy', roles(inline('A', document(allow('iam:CreatePolicyVersion')))), ['roleEscalates A']],
  ['powerful-role', 'of one policy alone', roles(inline('A', document(allow('iam:CreatePolicyVersion', `arn:aws:iam::${account}:policy/one`)))), []],
  ['powerful-role', 'but for a Deny', roles(inline('A', document(allow('iam:PutRolePolicy'), { Effect: 'Deny', Action: 'iam:*', Resource: '*' }))), []],
  ['powerful-role', 'but for IAM', roles(inline('A', document({ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }))), []],
  ['powerful-role', 'under a boundary', { facts: { roles: read([inline('A', document(allow('*')), { permissionsBoundary: `arn:aws:iam::${account}:policy/b` })]), policies: read([{ arn: `arn:aws:iam::${account}:policy/b`, name: 'b', account, awsManaged: false, defaultVersionId: 'v1', versions: [{ versionId: 'v1', isDefault: true, createDate: null, document: document(allow('s3:*')) }] }]) } }, []],
  ['trust-policy', 'one provider and its audience', roles(role('A', saml())), []],
  ['trust-policy', 'no audience', roles(role('A', saml(providerArn, {}))), ['trustNoAudience A']],
  ['trust-policy', 'a provider that is not there', roles(role('A', saml(`arn:aws:iam::${account}:saml-provider/old`))), ['trustProviderMissing A']],
  ['trust-policy', 'two', { facts: { roles: read([role('A', saml([providerArn, `${providerArn}2`]))]), samlProviders: read([provider, { ...provider, arn: `${providerArn}2` }]) } }, ['trustSeveralProviders A']],
  ['trust-policy', 'anybody', roles(role('A', statement('*'))), ['trustAnyone A']],
  ['provider-expiry', 'far away', { facts: { samlProviders: read([{ ...provider, validUntil: ago(-31), signingCertificatesValidTo: [ago(-31)] }]) } }, []],
  ['provider-expiry', 'metadata over, certificate soon', { facts: { samlProviders: read([{ ...provider, validUntil: ago(1), signingCertificatesValidTo: [ago(-29)] }]) } }, ['certificateEnds corp', 'metadataExpired corp']],
  ['long-session', 'of a strong role', roles(inline('A', document(allow('*')), { maxSessionDuration: 12 * 3600 })), ['roleSessionLong A']],
  ['long-session', 'of as long as the limit', roles(inline('A', document(allow('*')), { maxSessionDuration: 8 * 3600 })), []],
  ['long-session', 'of a weak role', roles({ ...role('A'), maxSessionDuration: 12 * 3600 }), []],
  ['long-session', 'of a permission set', center({ assignments: [assigned('GROUP', 'g')] }), ['setSessionLong Admins']],
  ['session-tags', 'sent and not taken', { ...roles(role('A', saml())), ...rules(`${roleRule(String.raw`^AWS-(\d{12})-(.+)`, both)} => issue(Type = "https://aws.amazon.com/SAML/Attributes/SourceIdentity", Value = "x");`) }, ['sourceIdentityMissing A']],
  ['session-tags', 'not sent', { ...roles(role('A', saml())), ...rules(roleRule(String.raw`^AWS-(\d{12})-(.+)`, both)) }, []],
  ['fixed-role-id', 'a suffix', roles(role('A', statement({ AWS: `arn:aws:iam::${account}:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_X_0123456789abcdef` }))), ['fixedReservedSuffix A']],
  ['fixed-role-id', 'an id', roles(inline('A', document(allow('s3:*', '*', { Condition: { StringLike: { 'aws:userId': 'AROAABCDEFGHIJKLMNOPQ:*' } } })))), ['fixedUniqueId A']],
  ['fixed-role-id', 'a pattern', roles(role('A', statement({ AWS: `arn:aws:iam::${account}:role/AWSReservedSSO_X_*` }))), []],
  ['assigned-to-user', 'a person', center({ assignments: [assigned('USER', 'u')], users: [{ userId: 'u', userName: 'ann', displayName: null }] }), ['assignedToUser ann → Admins']],
  ['assigned-to-user', 'a group', center({ assignments: [assigned('GROUP', 'g')] }), []],
  ['orphaned-assignment', 'the store has no such group', center({ assignments: [assigned('GROUP', 'g')] }), ['storeGroupMissing g']],
  ['orphaned-assignment', 'the directory has none', center({ assignments: [assigned('GROUP', 'g')], groups: [{ groupId: 'g', displayName: 'ops@corp.example', externalIds: [] }] }), ['directoryGroupMissing ops@corp.example']],
  ['orphaned-assignment', 'of a domain that was not read', center({ assignments: [assigned('GROUP', 'g')], groups: [{ groupId: 'g', displayName: 'ops@other.example', externalIds: [] }] }), []],
  ['outdated-permission-set', 'in one account', center({ permissionSets: [{ ...set, outdatedIn: [account] }] }), ['setOutdated Admins']],
  ['unused-role', 'for 91 days', roles({ ...role('A'), lastUsed: { date: ago(91), region: null } }), ['roleUnused A']],
  ['unused-role', 'for 90', roles({ ...role('A'), lastUsed: { date: ago(90), region: null } }), []],
  ['unused-role', 'never, and made long ago', roles({ ...role('A'), createDate: ago(91), lastUsed: { date: null, region: null } }), ['roleNeverUsed A']],
  ['unused-role', 'never, and new', roles({ ...role('A'), createDate: ago(9), lastUsed: { date: null, region: null } }), []],
  ['unused-role', 'not known', roles(role('A')), []],
  ['console-password', 'one', users(user('ann', { hasConsolePassword: true }), user('bob')), ['consolePassword ann']],
  ['long-term-credentials', 'an old key', users(user('ann', { accessKeys: [key(91)] })), ['longTermCredentials ann']],
  ['long-term-credentials', 'a young one', users(user('ann', { accessKeys: [key(89)] })), []],
  ['long-term-credentials', 'two young ones', users(user('ann', { accessKeys: [key(8), key(9)] })), ['longTermCredentials ann']],
  ['long-term-credentials', 'one that nobody used', users(user('ann', { accessKeys: [key(8, null)] })), ['longTermCredentials ann']],
  ['long-term-credentials', 'a password alone', users(user('ann', { hasConsolePassword: true })), ['longTermCredentials ann']],
  ['long-term-credentials', 'a password and a device', users(user('ann', { hasConsolePassword: true, mfaDevices: 1 })), []],
  ['long-term-credentials', 'root', { facts: { accounts: [{ id: account, name: null, alias: null, root: { accessKeys: 1, mfaEnabled: true } }] } }, ['longTermCredentials root']],
  ['cognito-trust', 'without a pool', roles(role('A', statement({ Federated: 'cognito-identity.amazonaws.com' }, 'sts:AssumeRoleWithWebIdentity'))), ['cognitoNoAudience A']],
  ['cognito-trust', 'without signing in', roles(role('A', document({ Effect: 'Allow', Principal: { Federated: 'cognito-identity.amazonaws.com' }, Action: 'sts:AssumeRoleWithWebIdentity', Condition: { StringEquals: { 'cognito-identity.amazonaws.com:aud': 'p' }, 'ForAnyValue:StringLike': { 'cognito-identity.amazonaws.com:amr': 'unauthenticated' } } }))), ['cognitoUnauthenticated A']],
  ['pass-role', 'who passes, and what is passed', roles(inline('A', document(allow(['iam:PassRole', 'ec2:RunInstances']))), inline('B', document(allow('*')), { trustPolicy: service('ec2.amazonaws.com') })), ['passedPowerfulRole B', 'passesPowerfulRole A']],
  ['pass-role', 'to a service that the passer cannot start', roles(inline('A', document(allow(['iam:PassRole', 'ec2:RunInstances']))), inline('B', document(allow('*')), { trustPolicy: service('lambda.amazonaws.com') })), []],
  ['pass-role', 'an administrator needs no way round', roles(inline('A', document(allow('*'))), inline('B', document(allow('*')), { trustPolicy: service('ec2.amazonaws.com') })), []],
  ['pass-role', 'one role by its name', roles(inline('A', document(allow('iam:PassRole', `arn:aws:iam::${account}:role/B`), allow('ec2:RunInstances'))), inline('B', document(allow('*')), { trustPolicy: service('ec2.amazonaws.com') })), ['passedPowerfulRole B', 'passesPowerfulRole A']],
  ['pass-role', 'another role by its name', roles(inline('A', document(allow('iam:PassRole', `arn:aws:iam::${account}:role/C`), allow('ec2:RunInstances'))), inline('B', document(allow('*')), { trustPolicy: service('ec2.amazonaws.com') })), []],
  ['pass-role', 'the second service of a trust', roles(inline('A', document(allow(['iam:PassRole', 'lambda:CreateFunction', 'lambda:InvokeFunction']))), inline('B', document(allow('*')), { trustPolicy: statement({ Service: ['ec2.amazonaws.com', 'lambda.amazonaws.com'] }) })), ['passedPowerfulRole B', 'passesPowerfulRole A']],
  ['pass-role', 'an IAM user', { facts: { roles: read([inline('B', document(allow('*')), { trustPolicy: service('ec2.amazonaws.com') })]), users: read([user('ann', { inlinePolicies: [{ name: 'p', document: document(allow(['iam:PassRole', 'ec2:RunInstances'])) }] })]) } }, ['passedPowerfulRole B', 'passesPowerfulRole ann']],
  ['pass-role', 'for another service alone', roles(inline('A', document(allow('iam:PassRole', '*', { Condition: { StringEquals: { 'iam:PassedToService': 'lambda.amazonaws.com' } } }), allow('ec2:RunInstances'))), inline('B', document(allow('*')), { trustPolicy: service('ec2.amazonaws.com') })), []],
  ['powerful-role', 'copies of a permission set are told once', center({}), ['setMakesAnyRight Admins']],
  ['fixed-role-id', 'in what a user has', users(user('ann', { inlinePolicies: [{ name: 'p', document: document(allow('s3:*', '*', { Condition: { StringLike: { 'aws:userId': 'AROAABCDEFGHIJKLMNOPQ:*' } } })) }] })), ['fixedUniqueId ann']],
  ['fixed-role-id', 'in what an IAM group has', { facts: { groups: read([{ arn: `arn:aws:iam::${account}:group/g`, name: 'g', path: '/', groupId: 'AGPA1', account, attachedPolicies: [], inlinePolicies: [{ name: 'p', document: document(allow('sts:AssumeRole', 'arn:aws:iam::111122223333:role/AWSReservedSSO_X_0123456789abcdef')) }] }]) } }, ['fixedReservedSuffix g']],
  ['fixed-role-id', 'in a permission set', center({ permissionSets: [{ ...set, inlinePolicy: document(allow('sts:AssumeRole', 'arn:aws:iam::111122223333:role/AWSReservedSSO_X_0123456789abcdef')) }] }), ['fixedReservedSuffix Admins']],
  ['console-password', 'where there is no federation', { facts: { users: read([user('ann', { hasConsolePassword: true, mfaDevices: 1 })]), samlProviders: read([]) } }, []],
  ['unknown-delegation', 'a directory that is being deleted', { facts: { directories: read([directory('corp', { stage: 'Deleting' })]) } }, []],
  ['second-factor', 'a directory that is being deleted', { facts: { directories: read([directory('corp', { stage: 'Deleting' })]) } }, []],
  ['unknown-delegation', 'an alias of its own', { facts: { directories: read([directory('corp')]) } }, ['delegationUnknown corp.example']],
  ['unknown-delegation', 'its own id', { facts: { directories: read([directory('d-1234567890')]) } }, []],
  ['second-factor', 'a directory without, and rules that do not ask', { facts: { directories: read([directory(null)]) }, ...rules('=> issue(Type = "x", Value = "y");') }, ['radiusNotWorking corp.example', 'ruleAsksNoFactor rules.txt']],
  ['second-factor', 'RADIUS that works', { facts: { directories: read([directory(null, { radius: { status: 'Completed', servers: [], port: null, protocol: null } })]) } }, []],
  ['loose-claim-rule', 'the digits pattern', rules(roleRule(String.raw`(?i)^AWS-(\d{12})-(.+)`, both)), []],
  ['loose-claim-rule', 'twelve characters that are not d', rules(roleRule('^AWS-([^d]{12})-(.+)', both)), ['classNotDigits rules.txt', 'classNotDigits rules.txt']],
  ['loose-claim-rule', 'anywhere in the name', rules(roleRule(String.raw`AWS-(\d{12})-(.+)`, both)), ['patternNotAnchored rules.txt']],
  ['loose-claim-rule', 'the provider of one account', rules(roleRule(String.raw`^AWS-(\d{12})-(.+)`, `${providerArn},arn:aws:iam::$1:role/$2`)), ['providerFixed rules.txt']],
]; // prettier-ignore

describe.each(table)('%s: %s', (check, _, small, expected) => {
  it('says what it should', () => {
    expect(said(check, small)).toEqual(expected);
  });
});

describe('what was not read', () => {
  const denied = { state: 'notReadable', code: 'aws.accessDenied' } as const;
  it.each([
    ['trust-policy', 'providersNotRead', { facts: { roles: read([role('A', saml())]), samlProviders: denied } }],
    ['powerful-role', 'policyNotRead', roles({ ...role('A'), attachedPolicies: [{ arn: 'arn:aws:iam::aws:policy/X', name: 'X' }] })],
    ['provider-expiry', 'certificatesNotRead', {}],
    ['unused-role', 'lastUsedNotRead', roles(role('A'))],
    ['console-password', 'usersNotRead', { facts: { users: denied } }],
    ['long-term-credentials', 'rootNotRead', {}],
    ['assigned-to-user', 'identityCenterNotRead', { facts: { identityCenter: denied } }],
    ['session-tags', 'noRuleFile', {}],
    ['loose-claim-rule', 'ruleNotUnderstood', rules('c:[ => issue(')],
    ['second-factor', 'identityCenterFactorNotRead', center({})],
  ] as const satisfies readonly (readonly [CheckId, string, Small])[])('%s says %s', (check, code, small) => {
    expect(judge(check, small).notJudged.map((one) => one.code)).toContain(code);
  }); // prettier-ignore
});
