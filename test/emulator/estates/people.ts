/**
 * Two accounts for people who sign in: users with keys and MFA devices, providers of SAML and of web identities, roles that
 * trust each of them, and an access portal.
 */
import type { AccessKey, Account, Document, Estate, MfaDevice, Role, User } from '../estate.ts';
import { webIdentityIssuer, webIdentityKey } from '../../identityProvider/webIdentity.ts';
import { accountTrust, allow, awsPolicy, created, key, permissionSetRole, role, statement } from './build.ts';

/** Where people have their users. */
export const people = '555566667777';
/** The second account, entered by roles alone. */
export const work = '888899990000';

export const samlProviderArn = `arn:aws:iam::${people}:saml-provider/Example`;
const webProviderArn = `arn:aws:iam::${people}:oidc-provider/${webIdentityIssuer}`;
export const externalId = 'treeline-people';
export const roleArn = (name: string, account = people): string => `arn:aws:iam::${account}:role/${name}`;

const device = (SerialNumber: string, seed: string): MfaDevice => ({
  SerialNumber,
  EnableDate: created,
  seed,
});
export const kimDevice = device(`arn:aws:iam::${people}:mfa/kim`, 'the seed of kim, in the emulator alone');
/** Of hardware: a serial number in place of an ARN. */
export const parkDevice = device('GAHT12345678', 'the seed of park, in the emulator alone');

const user = (name: string): User => ({
  Path: '/',
  UserName: name,
  UserId: `AIDA5555${name.toUpperCase()}`.padEnd(21, 'X'),
  Arn: `arn:aws:iam::${people}:user/${name}`,
  CreateDate: created,
  GroupList: [],
  UserPolicyList: [],
  AttachedManagedPolicies: [],
});
const keyFor = (name: string, more: object = {}): AccessKey =>
  key(people, name, `AKIAPEOPLE${name.toUpperCase()}`.padEnd(20, '0'), {
    userId: user(name).UserId,
    ...more,
  });

const may = (principal: Document, action: string | string[], condition?: object): Document =>
  statement({
    Effect: 'Allow',
    Principal: principal,
    Action: action,
    ...(condition === undefined ? {} : { Condition: condition }),
  });
const users: Document = { AWS: `arn:aws:iam::${people}:root` };
const aws = { StringEquals: { 'SAML:aud': 'https://signin.aws.amazon.com/saml' } };
const saml = (...more: string[]): Document =>
  may({ Federated: samlProviderArn }, ['sts:AssumeRoleWithSAML', ...more], aws);
const halfDay = { MaxSessionDuration: 43_200 };
const named = (name: string, trust: Document, more: Partial<Role> = {}): Role =>
  role(people, name, trust, ['ReadOnlyAccess'], {
    RoleId: `AROA5555${name.toUpperCase()}`.padEnd(21, 'X'),
    ...more,
  });

const roles: Role[] = [
  named('Reader', may(users, 'sts:AssumeRole'), halfDay),
  named('OneHour', may(users, 'sts:AssumeRole')),
  named('WithMfa', may(users, 'sts:AssumeRole', { Bool: { 'aws:MultiFactorAuthPresent': 'true' } })),
  named('Tagged', may(users, ['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity']), halfDay),
  named('NoIam', may(users, 'sts:AssumeRole')),
  named('KimOnly', may({ AWS: `arn:aws:iam::${people}:user/kim` }, 'sts:AssumeRole')),
  named('ChainFirst', may(users, ['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity']), halfDay),
  named('SamlReader', saml()),
  named('SamlAdmin', saml('sts:TagSession', 'sts:SetSourceIdentity'), halfDay),
  named('SamlElsewhere', may({ Federated: samlProviderArn }, 'sts:AssumeRoleWithSAML', { StringEquals: { 'SAML:aud': 'https://signin.amazonaws-us-gov.com/saml' } })), // prettier-ignore
  named('Web', may({ Federated: webProviderArn }, ['sts:AssumeRoleWithWebIdentity', 'sts:TagSession', 'sts:SetSourceIdentity'], { StringEquals: { [`${webIdentityIssuer}:aud`]: 'sts.amazonaws.com' }, StringLike: { [`${webIdentityIssuer}:sub`]: 'repo:example/app:*' } })), // prettier-ignore
  permissionSetRole(people, 'ReadOnly', '5555aaaa5555bbbb', ['ReadOnlyAccess']),
  permissionSetRole(people, 'Admin', '5555cccc5555dddd', ['AdministratorAccess']),
];

const workRoles: Role[] = [
  role(work, 'Vendor', accountTrust(people, externalId), ['ReadOnlyAccess']),
  role(work, 'ChainLast', may({ AWS: roleArn('ChainFirst') }, ['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity']), ['ReadOnlyAccess'], halfDay), // prettier-ignore
  permissionSetRole(work, 'ReadOnly', '8888aaaa8888bbbb', ['ReadOnlyAccess']),
];

const policies = [
  awsPolicy('AdministratorAccess', statement(allow('*'))),
  awsPolicy('ReadOnlyAccess', statement(allow(['ec2:Describe*', 'iam:Get*', 'iam:List*', 's3:Get*', 's3:List*', 'sts:*']))), // prettier-ignore
];

const peopleAccount = (metadata: string): Account => ({
  id: people,
  alias: 'example-people',
  keys: [
    keyFor('kim'),
    keyFor('lee'),
    keyFor('park'),
    keyFor('intern', {
      denied: ['sts:AssumeRole', 'sts:DecodeAuthorizationMessage', 'iam:*', 'ds:*', 'ec2:*'],
    }),
    { ...key(people, 'root', 'AKIAPEOPLEROOT000000'), arn: `arn:aws:iam::${people}:root`, userId: people },
    key(people, 'yesterday', 'ASIAPEOPLEYESTERDAY0', {
      sessionToken: 'an-old-session-token',
      expiresAt: '2025-01-01T00:00:00Z',
    }),
  ],
  sessionsDeniedTo: { NoIam: ['iam:*'] },
  directories: {},
  users: ['kim', 'lee', 'park', 'intern'].map(user),
  groups: [],
  roles,
  policies,
  samlProviders: [{ Arn: samlProviderArn, CreateDate: created, ValidUntil: '2036-03-01T09:00:00Z', SAMLMetadataDocument: metadata }], // prettier-ignore
  credentials: { kim: { mfaDevices: [kimDevice] }, park: { mfaDevices: [parkDevice] } },
  root: { accessKeys: 1, mfa: false },
  openIdProviders: [
    {
      Arn: webProviderArn,
      Url: webIdentityIssuer,
      ClientIDList: ['sts.amazonaws.com'],
      ThumbprintList: [],
      CreateDate: created,
      publicKey: webIdentityKey,
    },
  ],
});

const workAccount: Account = {
  id: work,
  alias: null,
  keys: [],
  directories: {},
  users: [],
  groups: [],
  roles: workRoles,
  policies,
  samlProviders: [],
};

const entry = (accountId: string, accountName: string) => ({
  accountId,
  accountName,
  emailAddress: `${accountName}@example.com`,
});

/** With the metadata of the SAML identity provider that it trusts: `startIdentityProvider().metadata`. */
export const peopleEstateWith = (metadata: string): Estate => ({
  accounts: [peopleAccount(metadata), workAccount],
  disabledRegions: ['me-south-1'],
  portal: {
    startUrl: 'https://example.awsapps.com/start',
    // The third may be entered by nobody.
    accounts: [entry(people, 'people'), entry(work, 'work'), entry('666677778888', 'vault')],
    people: [
      {
        userName: 'kim@example.com',
        roles: [
          { accountId: people, roleName: 'Admin' },
          { accountId: people, roleName: 'ReadOnly' },
          { accountId: work, roleName: 'ReadOnly' },
        ],
      },
      { userName: 'lee@example.com', roles: [{ accountId: work, roleName: 'ReadOnly' }] },
    ],
    sessionSeconds: { Admin: 900, ReadOnly: 28_800 },
  },
});

/** Its SAML provider has no key: no assertion is good. */
export const peopleEstate: Estate = peopleEstateWith(
  '<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="https://idp.example.com/saml"/>',
);
