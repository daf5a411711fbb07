import { describe, expect, it } from 'vitest';
import { parseRules } from '../claims/parse/parse.ts';
import { issuanceOnly } from '../claims/policy.ts';
import { defaultSettings } from '../claims/run/settings.ts';
import { account, admins, brief, codes, distribution, domainSid, estate, grantsOf, group, lookup, other, provider, providerArn, read, readAt, role, samlTrust, statement } from './fixtures.ts'; // prettier-ignore
import type { DirectoryPrincipal, SamlRules } from './input.ts';

const type = 'https://aws.amazon.com/SAML/Attributes/Role';
const tokens = `@RuleName = "groups"
c:[Type == "http://schemas.microsoft.com/ws/2008/06/identity/claims/windowsaccountname"] => add(store = "Active Directory", types = ("http://temp/g"), query = ";tokenGroups;{0}", param = c.Value);
`;
const roles = (replacement: string) => `@RuleName = "roles"
c:[Type == "http://temp/g", Value =~ "(?i)^AWS-(\\d{12})-(.+)"] => issue(Type = "${type}", Value = RegExReplace(c.Value, "(?i)^AWS-(\\d{12})-(.+)", "${replacement}"));
`;
const usual = tokens + roles('arn:aws:iam::$1:saml-provider/corp,arn:aws:iam::$1:role/$2');
const document = { snapshotId: 5, readAt, name: 'rules.txt' };
const rulesOf = (text: string, groups: readonly DirectoryPrincipal[]): SamlRules => ({
  id: '7/0',
  documents: { acceptance: null, issuance: document },
  policy: issuanceOnly(parseRules(text)),
  caseOf: defaultSettings.caseOf,
  groups,
});
const grants = (text: string, groups: readonly DirectoryPrincipal[], ...known: ReturnType<typeof role>[]) =>
  grantsOf([estate({ roles: read(known) })], [], lookup(), { rules: [rulesOf(text, groups)] });

describe('a grant by rules', () => {
  it('works, and shows rule, line and value', () => {
    const [grant, ...rest] = grants(usual, [admins, group('Staff')], role('Admin'));
    expect(rest).toEqual([]);
    expect(brief(grant!)).toEqual({ status: 'works', issues: [], role: '/Admin', through: providerArn });
    expect(codes(grant!)).toEqual(['groupClaim', 'claimRule', 'claimRule', 'claimValue', 'role', 'trustStatement', 'samlProvider']); // prettier-ignore
    expect(grant!.evidence[2]).toEqual({
      code: 'claimRule',
      snapshotId: 5,
      where: 'rules.txt',
      field: '3: roles',
      value: '=~ "(?i)^AWS-(\\d{12})-(.+)"',
      readAt,
    });
    expect(grant!.evidence[3]).toMatchObject({ field: 'Role', value: `${providerArn},arn:aws:iam::${account}:role/Admin` });
  }); // prettier-ignore

  it.each<[string, string, DirectoryPrincipal, ReturnType<typeof role>, string, readonly string[]]>([
    ['to a role under the path that is sent', usual, group(`AWS-${account}-team/Admin`), role('Admin', samlTrust, '/team/'), 'works', []],
    ['of a distribution group', usual, group(admins.name, distribution), role('Admin'), 'broken', ['distributionGroup']],
    ['to a role of another case', usual, admins, role('ADMIN'), 'broken', ['roleNameCase']],
    ['through another provider', tokens + roles('arn:aws:iam::$1:saml-provider/new,arn:aws:iam::$1:role/$2'), admins, role('Admin'), 'broken', ['trustOtherProvider']],
    ['that sends no role', tokens + roles('$2'), admins, role('Admin'), 'broken', ['claimMalformed']],
    ['that sends a role alone', tokens + roles('arn:aws:iam::$1:role/$2'), admins, role('Admin'), 'broken', ['claimMalformed']],
    ['of an account nobody knows', usual, group(`AWS-${other}-Admin`), role('Admin'), 'broken', ['accountUnknown']],
  ])('%s', (_, text, of, known, status, issues) => {
    expect(grants(text, [of], known).map((grant) => [grant.status, grant.issues])).toEqual([[status, issues]]);
  }); // prettier-ignore

  it('takes what the role’s trust policy asks of the sign-in', () => {
    const trust = (Condition: unknown) => ({
      Version: '2012-10-17',
      Statement: [{ ...statement({ Federated: providerArn }, 'sts:AssumeRoleWithSAML').Statement[0], Condition }],
    });
    const of = (Condition: unknown) => grants(usual, [admins], role('Admin', trust(Condition)))[0]!;
    expect(of({ StringEquals: { 'SAML:aud': 'https://signin.aws.amazon.com/saml' } }).status).toBe('works');
    const person = of({ StringEquals: { 'SAML:sub': 'alice' } });
    expect([person.status, person.issues]).toEqual(['candidate', ['trustConditional']]);
    expect(person.evidence.at(-1)).toMatchObject({ code: 'trustCondition', field: 'SAML:sub', value: 'StringEquals alice' });
    // The page of a Region.
    expect(of({ StringEquals: { 'SAML:aud': 'https://eu-central-1.signin.aws.amazon.com/saml' } }).issues).toEqual(['trustConditional']);
    expect(of({ StringEquals: { 'SAML:iss': 'x', 'aws:PrincipalType': 'User' } }).status).not.toBe('works');
  }); // prettier-ignore

  it('of nobody’s group is everyone’s, or of whoever writes the attribute', () => {
    const everyone = `=> issue(Type = "${type}", Value = "${providerArn},arn:aws:iam::${account}:role/Admin");`;
    expect(grants(everyone, [admins], role('Admin')).map((grant) => [grant.principal, brief(grant)])).toEqual([
      [null, { status: 'candidate', issues: ['everyoneSignsIn'], role: '/Admin', through: providerArn }],
    ]);
    const attribute = `c:[Type == "http://schemas.microsoft.com/ws/2008/06/identity/claims/windowsaccountname"] => issue(store = "Active Directory", types = ("${type}"), query = ";extensionAttribute1;{0}", param = c.Value);`;
    const [grant] = grants(attribute, [admins], role('Admin'));
    expect(grant!.issues).toEqual(['claimNotKnown', 'attributeDecides']);
    expect(grant!.evidence.find(({ code }) => code === 'claimOpen')!.value).toContain('extensionAttribute1');
  }); // prettier-ignore
});

describe('a mapping made by hand', () => {
  const entered = {
    id: '1',
    principalSid: admins.sid!,
    principalName: 'CORP\\admins',
    roleArn: `arn:aws:iam::${account}:role/Admin`,
    mechanism: 'saml',
    why: 'told by the provider',
    by: 'kim',
    on: readAt,
  } as const;
  const of = (more: object, rules: SamlRules[] = []) =>
    grantsOf(
      [estate({ roles: read([role('Admin')]), samlProviders: read([provider]) })],
      [],
      lookup(admins),
      {
        rules,
        entered: { delegations: [], mappings: [{ ...entered, ...more }] },
      },
    );
  it('says who entered it and why', () => {
    const [grant] = of({});
    expect(grant!.status).toBe('works');
    expect(grant!.evidence[0]).toEqual({ code: 'enteredMapping', snapshotId: 0, where: `CORP\\admins (${admins.sid})`, field: 'kim', value: 'told by the provider', readAt });
  }); // prettier-ignore
  it('is not said twice', () => {
    expect(of({}, [rulesOf(usual, [admins])]).map(({ evidence }) => evidence[0]!.code)).toEqual([
      'groupClaim',
    ]);
  });
  it('of somebody unknown is open, to nothing is broken', () => {
    expect(of({ principalSid: `${domainSid}-9` })[0]!.status).toBe('candidate');
    expect(of({ roleArn: `arn:aws:iam::${account}:role/Gone` })[0]!.issues).toEqual(['roleMissing']);
  });
});
