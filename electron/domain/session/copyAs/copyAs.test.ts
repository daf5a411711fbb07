import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitCommand } from '../awsConfig/splitCommand.ts';
import type { PortalRoleRequest, RoleRequest, SessionRequest } from '../request.ts';
import { copyAs } from './copyAs.ts';
import { copyForms } from './forms.ts';
import type { CopyForm } from './forms.ts';

const numRuns = Math.ceil(200 * Number(process.env['TREELINE_FUZZ'] ?? 1));

const arn = 'arn:aws:iam::111122223333:role/Dev';
const role: RoleRequest = {
  kind: 'role',
  source: { kind: 'profile', profile: 'my keys' },
  roleArn: arn,
  sessionName: 'ann',
  externalId: "it's",
  tags: [{ key: 'team', value: '가 "b"' }],
  transitiveTagKeys: ['team'],
  sourceIdentity: 'ann',
  mfaSerial: 'arn:aws:iam::111122223333:mfa/ann',
  region: 'eu-west-1',
  durationSeconds: 900,
  policy: '{"Statement":[]}',
  policyArns: ['arn:aws:iam::aws:policy/ReadOnlyAccess'],
};
const bare: RoleRequest = {
  ...role,
  source: { kind: 'session', id: 's1\n#' },
  externalId: null,
  tags: [],
  transitiveTagKeys: [],
  sourceIdentity: null,
  mfaSerial: null,
  durationSeconds: null,
  policy: null,
  policyArns: [],
};
const saml: SessionRequest = {
  kind: 'saml',
  identityProvider: null,
  roleArn: arn,
  principalArn: 'arn:aws:iam::111122223333:saml-provider/adfs',
  region: 'eu-west-1',
  durationSeconds: null,
  policy: null,
  policyArns: [],
};
const others: SessionRequest[] = [
  {
    kind: 'webIdentity',
    roleArn: arn,
    sessionName: 'ann',
    region: 'r',
    durationSeconds: null,
    policy: null,
    policyArns: [],
  },
  {
    kind: 'sessionToken',
    source: { kind: 'profile', profile: null },
    mfaSerial: null,
    region: 'r',
    durationSeconds: 900,
  },
  {
    kind: 'federationToken',
    source: { kind: 'accessKey', id: 'k' },
    userName: 'ann',
    tags: [],
    region: 'r',
    durationSeconds: null,
    policy: null,
    policyArns: [],
  },
];
const portal: PortalRoleRequest = {
  kind: 'portalRole',
  portal: 'p',
  account: '111122223333',
  roleName: 'Admin',
  region: 'eu-west-1',
};

describe('a request as lines to paste', () => {
  it.each<[CopyForm, string]>([
    [
      'cliPosix',
      String.raw`
printf 'MFA code: ' >&2 && read -r mfa_code && \
  aws sts assume-role \
  --role-arn arn:aws:iam::111122223333:role/Dev \
  --role-session-name ann \
  --external-id 'it'\''s' \
  --tags '[{"Key":"team","Value":"가 \"b\""}]' \
  --transitive-tag-keys '["team"]' \
  --source-identity ann \
  --serial-number arn:aws:iam::111122223333:mfa/ann \
  --duration-seconds 900 \
  --policy '{"Statement":[]}' \
  --policy-arns '[{"arn":"arn:aws:iam::aws:policy/ReadOnlyAccess"}]' \
  --token-code "$mfa_code" \
  --region eu-west-1 \
  --profile 'my keys'
`,
    ],
    [
      'cliPowerShell',
      String.raw`
& {
$ask = New-TemporaryFile
[IO.File]::WriteAllText($ask.FullName, '{"ExternalId":"it''s","Tags":[{"Key":"team","Value":"\uac00 \"b\""}],"TransitiveTagKeys":["team"],"Policy":"{\"Statement\":[]}","PolicyArns":[{"arn":"arn:aws:iam::aws:policy/ReadOnlyAccess"}]}')
aws sts assume-role ~
  --role-arn 'arn:aws:iam::111122223333:role/Dev' ~
  --role-session-name 'ann' ~
  --source-identity 'ann' ~
  --serial-number 'arn:aws:iam::111122223333:mfa/ann' ~
  --duration-seconds 900 ~
  --cli-input-json "file://$($ask.FullName)" ~
  --token-code (Read-Host 'MFA code') ~
  --region 'eu-west-1' ~
  --profile 'my keys'
Remove-Item $ask
}
`.replaceAll(' ~\n', ' `\n'),
    ],
    [
      'boto3',
      String.raw`
import boto3

sts = boto3.Session(profile_name="my keys", region_name="eu-west-1").client("sts")
credentials = sts.assume_role(
    RoleArn="arn:aws:iam::111122223333:role/Dev",
    RoleSessionName="ann",
    ExternalId="it's",
    Tags=[{"Key": "team", "Value": "가 \"b\""}],
    TransitiveTagKeys=["team"],
    SourceIdentity="ann",
    SerialNumber="arn:aws:iam::111122223333:mfa/ann",
    DurationSeconds=900,
    Policy="{\"Statement\":[]}",
    PolicyArns=[{"arn": "arn:aws:iam::aws:policy/ReadOnlyAccess"}],
    TokenCode=input("MFA code: "),
)["Credentials"]
`,
    ],
    [
      'javascript',
      String.raw`
import { createInterface } from 'node:readline/promises';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { fromIni } from '@aws-sdk/credential-providers';

const prompt = createInterface({ input: process.stdin, output: process.stderr });
const code = await prompt.question('MFA code: ');
prompt.close();
const sts = new STSClient({ region: "eu-west-1", credentials: fromIni({ profile: "my keys" }) });
const { Credentials } = await sts.send(
  new AssumeRoleCommand({
    RoleArn: "arn:aws:iam::111122223333:role/Dev",
    RoleSessionName: "ann",
    ExternalId: "it's",
    Tags: [{"Key":"team","Value":"가 \"b\""}],
    TransitiveTagKeys: ["team"],
    SourceIdentity: "ann",
    SerialNumber: "arn:aws:iam::111122223333:mfa/ann",
    DurationSeconds: 900,
    Policy: "{\"Statement\":[]}",
    PolicyArns: [{"arn":"arn:aws:iam::aws:policy/ReadOnlyAccess"}],
    TokenCode: code,
  }),
);
`,
    ],
  ])('says all of a role: %s', (form, lines) => {
    expect(`\n${copyAs(role, form)}`).toBe(lines);
  });

  it.each<[CopyForm, RegExp]>([
    ['cliPosix', /^# saml-response\.txt: [^]*with-saml [^]* --saml-assertion file:\/\/saml-response\.txt /],
    [
      'cliPowerShell',
      /^# saml-response\.txt: [^]*with-saml [^]* --saml-assertion file:\/\/saml-response\.txt /,
    ],
    ['boto3', /open\("saml-response\.txt"[^]*assume_role_with_saml\([^]*SAMLAssertion=token,/],
    ['javascript', /readFile\("saml-response\.txt"[^]*AssumeRoleWithSAMLCommand\([^]*SAMLAssertion: token,/],
  ])('takes an assertion out of a file, and nobody signs: %s', (form, lines) => {
    expect(copyAs(saml, form)).toMatch(lines);
    expect(copyAs(saml, form)).not.toMatch(/profile|prompt|read -r/i);
  });

  it('says who of Treeline signs, on one line', () => {
    for (const form of copyForms)
      expect(copyAs(bare, form)).toMatch(
        /^(#|\/\/) In the environment of: treeline exec --session s1\uFFFD#$/m,
      );
  });

  it('says every other operation', () => {
    expect(others.map((request) => copyAs(request, 'cliPosix').replaceAll(' \\\n ', ''))).toEqual([
      expect.stringMatching(
        /with-web-identity --role-arn \S+ --role-session-name ann --web-identity-token file:\/\/web-identity-token\.txt --region r\n$/,
      ),
      'aws sts get-session-token --duration-seconds 900 --region r\n',
      '# With the access key k of Treeline in the environment\naws sts get-federation-token --name ann --region r\n',
    ]);
  });

  it('signs in at a portal by a profile', () => {
    const at = { startUrl: 'https://corp.awsapps.com/start', region: 'eu-central-1' };
    expect(`\n${copyAs(portal, 'cliPosix', at)}`).toBe(`
# ~/.aws/config:
# [sso-session 111122223333-Admin]
# sso_start_url = https://corp.awsapps.com/start
# sso_region = eu-central-1
# sso_registration_scopes = sso:account:access
# [profile 111122223333-Admin]
# sso_session = 111122223333-Admin
# sso_account_id = 111122223333
# sso_role_name = Admin
# region = eu-west-1
aws sso login --profile 111122223333-Admin
aws sts get-caller-identity --profile 111122223333-Admin
`);
    expect(copyAs(portal, 'cliPosix')).toContain('<start URL>');
    expect(copyAs(portal, 'cliPowerShell', at)).toContain(`--profile '111122223333-Admin'`);
    expect(copyAs(portal, 'boto3', at)).toMatch(/^# aws sso login [^]*profile_name="111122223333-Admin"/m);
    expect(copyAs(portal, 'javascript', at)).toMatch(
      /^\/\/ aws sso login [^]*profile: "111122223333-Admin"/m,
    );
  });
});

describe('any text', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 12 }),
    fc.string({ unit: fc.constantFrom(...'ab\'"\\$`!\n\t\u0000\u001b-‘’–\u202e;#%{}'), maxLength: 12 }),
    fc.constantFrom('file://x', '-x', 'HTTPS://x', '--', ''),
  );
  const requests = fc
    .record({ sessionName: text, externalId: text, policy: text, key: text, value: text })
    .map(({ key, value, ...texts }) => ({ ...bare, source: role.source, ...texts, tags: [{ key, value }] }));
  const wanted = ({ sessionName, externalId, policy, tags }: RoleRequest) => ({
    RoleArn: arn,
    RoleSessionName: sessionName,
    ExternalId: externalId,
    Policy: policy,
    Tags: tags.map(({ key, value }) => ({ Key: key, Value: value })),
  });
  const options: Readonly<Record<string, string>> = {
    'role-arn': 'RoleArn',
    'role-session-name': 'RoleSessionName',
    'external-id': 'ExternalId',
    policy: 'Policy',
    tags: 'Tags',
  };

  /** What the AWS CLI would take out of its arguments. */
  function told(words: readonly string[]): unknown {
    const all: Record<string, unknown> = {};
    for (let at = 3; at < words.length; at++) {
      const [, name, value] = /^--([a-z-]+)(?:=([^]*))?$/.exec(words[at]!)!;
      const said = value ?? words[++at]!;
      expect(value === undefined && said.startsWith('-')).toBe(false);
      if (name === 'cli-input-json') Object.assign(all, JSON.parse(said));
      else if (options[name!]) {
        expect(said).not.toMatch(/^(fileb?|https?):/i);
        all[options[name!]!] = name === 'tags' ? JSON.parse(said) : said;
      }
    }
    return all;
  }

  it('is itself again for a POSIX shell', () => {
    fc.assert(
      fc.property(requests, (request) => {
        const words = splitCommand(copyAs(request, 'cliPosix').replaceAll(' \\\n  ', ' '), 'posix')!;
        expect(told(words)).toEqual(wanted(request));
      }),
      { numRuns },
    );
  });

  it('is itself again for PowerShell, in an argument or in a file', () => {
    fc.assert(
      fc.property(requests, (request) => {
        const lines = copyAs(request, 'cliPowerShell');
        const file = /WriteAllText\(\$ask\.FullName, '(.*)'\)$/m.exec(lines)![1]!;
        expect(file).toMatch(/^[ -~]*$/);
        const words = splitCommand(
          lines
            .split('\n')
            .filter((line) => /^aws|^ {2}--/.test(line))
            .join('\n')
            .replaceAll('`', ''),
          'posix',
        )!;
        const input = words.indexOf('--cli-input-json');
        expect(words[input + 1]).toBe('file://$($ask.FullName)');
        expect(told(words.with(input + 1, file.replaceAll("''", "'")))).toEqual(wanted(request));
      }),
      { numRuns },
    );
  });

  it('is itself again for Python and JavaScript, and shows no sign that is not seen', () => {
    fc.assert(
      fc.property(requests, fc.constantFrom('boto3' as const, 'javascript' as const), (request, form) => {
        const lines = copyAs(request, form);
        const values = Object.fromEntries(
          [...lines.matchAll(/^ {4}(\w+)(?:=|: )(.*),$/gm)].map(([, name, value]) => [
            name,
            JSON.parse(
              value!.replace(/\\(.)([\da-f]{8})?/g, (all, sign, point) =>
                sign === 'U'
                  ? JSON.stringify(String.fromCodePoint(Number.parseInt(point, 16))).slice(1, -1)
                  : all.slice(0, 2) + (point ?? ''),
              ),
            ),
          ]),
        );
        expect(values).toEqual(wanted(request));
      }),
      { numRuns },
    );
  });

  it('brings no sign that a terminal would obey', () => {
    fc.assert(
      fc.property(text, text, fc.constantFrom(...copyForms), (one, other, form) => {
        const asked: SessionRequest[] = [
          {
            ...role,
            roleArn: one,
            sessionName: other,
            region: other,
            source: { kind: 'profile', profile: one },
          },
          { ...bare, source: { kind: 'session', id: one } },
          { ...portal, roleName: one, region: other },
        ];
        for (const request of asked)
          expect(copyAs(request, form, { startUrl: other, region: one })).not.toMatch(
            /(?!\n)[\p{C}\p{Zl}\p{Zp}]/u,
          );
      }),
      { numRuns },
    );
  });
});
