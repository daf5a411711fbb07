import { describe, expect, it } from 'vitest';
import { checkRules } from './check/check.ts';
import { claimTypes } from './claim.ts';
import { issued, runText, storeOf } from './fixtures.ts';
import { parseRules } from './parse/parse.ts';

/** The group rule that all recipes share. Source: facts/group-role-mapping.md §1 A. */
const groups = `@RuleName = "Get AD Groups"
c:[Type == "${claimTypes.windowsAccountName}", Issuer == "AD AUTHORITY"]
 => add(store = "Active Directory", types = ("http://temp/variable"), query = ";tokenGroups;{0}", param = c.Value);
`;
const roles = (filter: string, pattern: string, replacement: string) => `${groups}
@RuleName = "Roles"
c:[Type == "http://temp/variable", Value =~ "${filter}"]
 => issue(Type = "${claimTypes.role}", Value = RegExReplace(c.Value, "${pattern}", "${replacement}"));
`;
const pair = (account: string, role: string, provider = 'ADFS', partition = 'aws') =>
  `arn:${partition}:iam::${account}:saml-provider/${provider},arn:${partition}:iam::${account}:role/${role}`;

const one = '111122223333';
const recipes: [
  name: string,
  rules: string,
  groups: [name: string, value: string | null][],
  problems: string[],
][] = [
  [
    'account and role as digits and the rest',
    roles(
      '(?i)^AWS-([\\d]{12})',
      '(?i)^AWS-([\\d]{12})-',
      'arn:aws:iam::$1:saml-provider/ADFS,arn:aws:iam::$1:role/',
    ),
    [
      [`AWS-${one}-Admin`, pair(one, 'Admin')],
      [`aws-${one}-Admin`, pair(one, 'Admin')],
      [`AWS-${one}-Read-Only`, pair(one, 'Read-Only')],
      ['AWS-12345-Admin', null],
      [`DL-AWS-${one}-Admin`, null],
      // .NET's \d takes the digits of every script: AWS then refuses the ARN.
      ['AWS-١١١١٢٢٢٢٣٣٣٣-Admin', pair('١١١١٢٢٢٢٣٣٣٣', 'Admin')],
      // The filter asks for no hyphen behind the account, and the replacement does.
      [`AWS-${one}Admin`, `AWS-${one}Admin`],
    ],
    [],
  ],
  [
    'the same as it is printed in places, with [^d] for digits',
    roles(
      '(?i)^AWS-[^d]{12}',
      '(?i)^AWS-([^d]{12})-',
      'arn:aws:iam::$1:saml-provider/ADFS,arn:aws:iam::$1:role/',
    ),
    [
      [`AWS-${one}-Admin`, pair(one, 'Admin')],
      ['AWS-every-person-Admin', pair('every-person', 'Admin')],
      ['AWS-Production12-Admin', null],
      ['AWS-everybodyelse-Admin', null],
      ['AWS-ten-or-more-Admin', 'AWS-ten-or-more-Admin'],
    ],
    ['classForDigits', 'classForDigits'],
  ],
  [
    'AWS-X is role ADFS-X of one account',
    roles('(?i)^AWS-', 'AWS-', `arn:aws:iam::${one}:saml-provider/ADFS,arn:aws:iam::${one}:role/ADFS-`),
    [
      ['AWS-Production', pair(one, 'ADFS-Production')],
      // The filter ignores capital letters, the replacement does not.
      ['aws-Production', 'aws-Production'],
      // Every match is replaced, the second too.
      ['AWS-Dev-AWS-Old', `${pair(one, 'ADFS-Dev-')}${pair(one, 'ADFS-Old')}`],
      ['My-AWS-Group', null],
    ],
    ['replaceCase', 'replaceUnanchored'],
  ],
  [
    'a rule for each partition',
    `${roles(
      '(?i)^AWSGlobal-\\d{12}-',
      '(?i)^AWSGlobal-(\\d{12})-(.+)',
      'arn:aws:iam::$1:saml-provider/ADFS,arn:aws:iam::$1:role/$2',
    )}
c:[Type == "http://temp/variable", Value =~ "(?i)^AWSChina-\\d{12}-"]
 => issue(Type = "${claimTypes.role}", Value = RegExReplace(c.Value, "(?i)^AWSChina-(\\d{12})-(.+)", "arn:aws-cn:iam::$1:saml-provider/ADFS,arn:aws-cn:iam::$1:role/$2"));`,
    [
      [`AWSGlobal-${one}-Admin`, pair(one, 'Admin')],
      [`awschina-${one}-Admin`, pair(one, 'Admin', 'ADFS', 'aws-cn')],
      [`AWS-${one}-Admin`, null],
    ],
    [],
  ],
  [
    'role before provider, by name of a group of the pattern',
    roles(
      '^AWS-(?<account>\\d{12})-(?<role>[\\w+=,.@-]+)$',
      '^AWS-(?<account>\\d{12})-(?<role>[\\w+=,.@-]+)$',
      'arn:aws:iam::${account}:role/${role},arn:aws:iam::${account}:saml-provider/ADFS',
    ),
    [
      [`AWS-${one}-Admin`, `arn:aws:iam::${one}:role/Admin,arn:aws:iam::${one}:saml-provider/ADFS`],
      [`AWS-${one}-Not allowed`, null],
    ],
    [],
  ],
];

describe('published recipes', () => {
  it.each(recipes)('%s', (_, rules, cases, problems) => {
    for (const [group, value] of cases) {
      const run = runText(rules, { store: storeOf({ tokenGroups: [group, 'Domain Users'] }) });
      expect(issued(run)).toEqual(value === null ? [] : [`${claimTypes.role}=${value}`]);
    }
    expect(
      checkRules(parseRules(rules))
        .map(({ code }) => code)
        .toSorted(),
    ).toEqual(problems);
  });
});
