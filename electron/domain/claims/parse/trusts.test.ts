import { describe, expect, it } from 'vitest';
import { isAwsTrust, policyOf, readTrusts } from './trusts.ts';

const printed = `

AllowedClientTypes         : Public, Confidential
Name                       : AWS
Identifier                 : {urn:amazon:webservices, https://signin.aws.exam
                             ple/saml}
Enabled                    : True
IssuanceAuthorizationRules : 
IssuanceTransformRules     : @RuleName = "Role"
                             c:[Type == "g"]
                              => issue(Type = "t", Value = "Active
                             Directory", Issuer = "xxxxxxxxxxxxxxxxxxxxxxxxxxx
                             yyyy");

AccessControlPolicyName    : Permit everyone

Name                       : Other
Enabled                    : False
IssuanceAuthorizationRules : => issue(Type = "p");
IssuanceTransformRules     : 
`;

describe('what PowerShell prints', () => {
  const trusts = readTrusts(printed);

  it('is told apart trust by trust', () => {
    expect(trusts).toMatchObject([
      {
        kind: 'relyingParty',
        name: 'AWS',
        identifiers: ['urn:amazon:webservices', 'https://signin.aws.example/saml'],
        enabled: true,
        authorization: { kind: 'named', name: 'Permit everyone' },
      },
      { name: 'Other', enabled: false, authorization: { kind: 'rules' }, issuance: { rules: [] } },
    ]);
    expect(trusts.map(isAwsTrust)).toEqual([true, false]);
  });

  it('strings that the console cut are put together: at a blank, or in a word where the line is full', () => {
    const { issuance } = policyOf(trusts[0]!);
    const [rule] = issuance.rules;
    expect(rule).toMatchObject({
      readable: true,
      action: {
        assignments: [
          {},
          { value: { value: 'Active Directory' } },
          { value: { value: 'xxxxxxxxxxxxxxxxxxxxxxxxxxxyyyy' } },
        ],
      },
      place: { line: 9, column: 30 },
    });
    expect(issuance.problems.map(({ code }) => code)).toEqual(['wrapped', 'wrapped']);
  });

  it('acceptance rules belong to a claims provider', () => {
    const [provider] = readTrusts(
      'Name                     : Active Directory\nAcceptanceTransformRules : c:[] => issue(claim = c);\n',
    );
    expect(provider).toMatchObject({ kind: 'claimsProvider', name: 'Active Directory', issuance: null });
    expect(policyOf(trusts[0]!, provider).acceptance!.rules).toHaveLength(1);
  });
});

describe('rules alone', () => {
  it('are issuance rules', () => {
    expect(readTrusts('c:[] => issue(claim = c);')).toMatchObject([
      { kind: 'rules', name: null, authorization: null, issuance: { rules: [{}] } },
    ]);
  });

  it('unless all that they do is to permit and deny', () => {
    const text =
      '=> issue(Type = "http://schemas.microsoft.com/authorization/claims/permit", Value = "true");';
    expect(readTrusts(text)).toMatchObject([{ authorization: { kind: 'rules' }, issuance: null }]);
  });
});
