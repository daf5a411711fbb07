import { describe, expect, it } from 'vitest';
import type { AssertionFacts } from './facts.ts';
import { judgeAssertion } from './judge.ts';
import { claimTypes } from '../claim.ts';
import { runText, storeOf } from '../fixtures.ts';

/**
 * Recipes as they are published. The three rules before the last are the same in all of them: AWS Security Blog, "Enabling Federation
 * to AWS Using Windows Active Directory, ADFS, and SAML 2.0"; IAM Identity Center User Guide, "One-time setup of a direct IAM federation
 * application with ADFS".
 */
const account = `c:[Type == "${claimTypes.windowsAccountName}", Issuer == "AD AUTHORITY"]`;
const first = `
c:[Type == "${claimTypes.windowsAccountName}"]
 => issue(Type = "${claimTypes.nameIdentifier}", Issuer = c.Issuer, OriginalIssuer = c.OriginalIssuer, Value = c.Value, ValueType = c.ValueType, Properties["http://schemas.xmlsoap.org/ws/2005/05/identity/claimproperties/format"] = "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent");
${account}
 => issue(store = "Active Directory", types = ("${claimTypes.roleSessionName}"), query = ";mail;{0}", param = c.Value);
${account}
 => add(store = "Active Directory", types = ("http://temp/variable"), query = ";tokenGroups;{0}", param = c.Value);
`;
const issueRole = (pattern: string, replaced: string, by: string) => `
c:[Type == "http://temp/variable", Value =~ "${pattern}"]
 => issue(Type = "${claimTypes.role}", Value = RegExReplace(c.Value, "${replaced}", "${by}"));
`;

const recipes = {
  // IAM Identity Center User Guide, the page above: "AWS-<Account Number>-<Role Name>".
  digits: issueRole(
    '(?i)^AWS-([\\d]{12})',
    'AWS-([\\d]{12})-',
    'arn:aws:iam::$1:saml-provider/ADFS,arn:aws:iam::$1:role/',
  ),
  // AWS Security Blog, the page above: one account, whose number stands in the rule.
  adfs: issueRole(
    '(?i)^AWS-',
    'AWS-',
    'arn:aws:iam::111122223333:saml-provider/ADFS,arn:aws:iam::111122223333:role/ADFS-',
  ),
  // "AWS SSO With ADFS - Part 2": a prefix for each partition, "to map to different region, like China or Gov".
  partitions:
    issueRole(
      '(?i)^AWSGlobal-([\\d]{12})-([a-zA-Z]*)-',
      'AWSGlobal-([\\d]{12})-',
      'arn:aws:iam::$1:saml-provider/ADFS,arn:aws:iam::$1:role/',
    ) +
    issueRole(
      '(?i)^AWSChina-([\\d]{12})-([a-zA-Z]*)-',
      'AWSChina-([\\d]{12})-',
      'arn:aws-cn:iam::$1:saml-provider/ADFS,arn:aws-cn:iam::$1:role/',
    ),
  // AWS Managed Services, "AD FS claim rule and SAML settings": `[^d]` is whatever is not a d.
  faulty: issueRole(
    '(?i)^AWS-([^d]{12})-',
    'AWS-([^d]{12})-',
    'arn:aws:iam::$1:saml-provider/customer-readonly-saml,arn:aws:iam::$1:role/',
  ),
};

const everythingThere: AssertionFacts = {
  provider: () => true,
  role: () => ({ state: 'found', maximum: 3600, trust: { assume: true, tag: false, sourceIdentity: false } }),
  sessionNameShared: () => false,
};

function signIn(rules: string, groups: readonly string[], mail: readonly string[] = ['alice@example.com']) {
  const run = runText(first + rules, { store: storeOf({ tokenGroups: groups, mail }) });
  const claims = run.stages[2].output.map((id) => run.claims[id]!.claim);
  const judged = judgeAssertion(claims, everythingThere);
  return { claims, judged };
}

const pair = (partition: string, number: string, provider: string, role: string) =>
  `arn:${partition}:iam::${number}:saml-provider/${provider},arn:${partition}:iam::${number}:role/${role}`;

/** A group, the Role it becomes (null = none), and whether AWS takes it. */
const cases: readonly [keyof typeof recipes, string, string | null, boolean][] = [
  ['digits', 'AWS-111122223333-Admin', pair('aws', '111122223333', 'ADFS', 'Admin'), true],
  ['digits', 'AWS-111122223333-Team.A-B', pair('aws', '111122223333', 'ADFS', 'Team.A-B'), true],
  ['digits', 'AWS-11112222333-Admin', null, false],
  ['digits', 'GG-AWS-111122223333-Admin', null, false],
  // The condition does not care for case, the replacement does: the name goes out as it is.
  ['digits', 'aws-111122223333-Admin', 'aws-111122223333-Admin', false],
  // The condition asks for no hyphen behind the number.
  ['digits', 'AWS-1111222233334-Admin', 'AWS-1111222233334-Admin', false],
  ['digits', 'AWS-111122223333', 'AWS-111122223333', false],
  // \d of .NET takes the digits of every script.
  ['digits', 'AWS-\u0661\u0662\u0663\u0664\u0665\u0666\u0667\u0668\u0669\u0660\u0661\u0662-Admin', pair('aws', '\u0661\u0662\u0663\u0664\u0665\u0666\u0667\u0668\u0669\u0660\u0661\u0662', 'ADFS', 'Admin'), false],
  // Every match is replaced, not the first alone.
  ['digits', 'AWS-111122223333-AWS-444455556666-X', `${pair('aws', '111122223333', 'ADFS', '')}${pair('aws', '444455556666', 'ADFS', 'X')}`, false],
  ['adfs', 'AWS-Production', pair('aws', '111122223333', 'ADFS', 'ADFS-Production'), true],
  ['adfs', 'AWS-', pair('aws', '111122223333', 'ADFS', 'ADFS-'), true],
  ['adfs', 'Aws-Production', 'Aws-Production', false],
  ['adfs', 'Users of AWS-Production', null, false],
  ['partitions', 'AWSGlobal-111122223333-sandbox-admin', pair('aws', '111122223333', 'ADFS', 'sandbox-admin'), true],
  ['partitions', 'AWSChina-444455556666-sandbox-admin', pair('aws-cn', '444455556666', 'ADFS', 'sandbox-admin'), true],
  ['partitions', 'AWSGlobal-111122223333-admin', null, false],
  ['partitions', 'AWSGov-111122223333-sandbox-admin', null, false],
  ['faulty', 'AWS-111122223333-Admin', pair('aws', '111122223333', 'customer-readonly-saml', 'Admin'), true],
  // Whoever may make a group of twelve characters between the hyphens has the claim sent.
  ['faulty', 'AWS-everyone-123-Admin', pair('aws', 'everyone-123', 'customer-readonly-saml', 'Admin'), false],
  ['faulty', 'AWS-1:role/x,arn-Admin', pair('aws', '1:role/x,arn', 'customer-readonly-saml', 'Admin'), false],
  // The condition's `[^d]` takes no D either, since it does not care for case.
  ['faulty', 'AWS-11112222333D-Admin', null, false],
]; // prettier-ignore

describe('published recipes, from group to verdict', () => {
  it.each(cases)('%s: %s', (recipe, group, value, works) => {
    const { claims, judged } = signIn(recipes[recipe], ['Domain Users', group]);
    const roles = claims.filter(({ type }) => type === claimTypes.role).map((claim) => claim.value);
    expect(roles).toEqual(value === null ? [] : [value]);
    expect(judged.roles.map(({ verdict }) => verdict)).toEqual(
      value === null ? [] : [works ? 'offered' : 'refused'],
    );
    expect(judged.verdict).toBe(works ? 'offered' : 'refused');
  });

  it('without mail nobody signs in', () => {
    const { judged } = signIn(recipes.digits, ['AWS-111122223333-Admin'], []);
    expect(judged.findings.map(({ code }) => code)).toEqual(['sessionNameNone']);
    expect(judged.roles[0]!.verdict).toBe('refused');
  });

  it('one group that does not work leaves the others', () => {
    const { judged } = signIn(recipes.digits, [
      'aws-111122223333-A',
      'AWS-111122223333-B',
      'AWS-444455556666-C',
    ]);
    expect(judged.roles.map(({ account: of, verdict }) => [of, verdict])).toEqual([
      [null, 'refused'],
      ['111122223333', 'offered'],
      ['444455556666', 'offered'],
    ]);
    expect(judged).toMatchObject({
      sessionName: 'alice@example.com',
      nameId: 'EXAMPLE\\alice',
      duration: null,
    });
  });
});
