/** Pieces that estates are made of. */
import type { Attached, Document, Policy, Role, SamlProvider } from '../estate.ts';

export const home = '111122223333';
export const other = '444455556666';
export const sandbox = '777788889999';
export const partner = '999988887777';
export const created = '2024-03-01T09:00:00Z';

export const statement = (...statements: Document[]): Document => ({
  Version: '2012-10-17',
  Statement: statements,
});
export const allow = (action: string | string[], resource = '*'): Document => ({
  Effect: 'Allow',
  Action: action,
  Resource: resource,
});

export const samlTrust = (account: string): Document =>
  statement({
    Effect: 'Allow',
    Principal: { Federated: `arn:aws:iam::${account}:saml-provider/ADFS` },
    Action: 'sts:AssumeRoleWithSAML',
    Condition: { StringEquals: { 'SAML:aud': 'https://signin.aws.amazon.com/saml' } },
  });
export const serviceTrust = (service: string): Document =>
  statement({ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' });
export const accountTrust = (account: string, externalId?: string): Document =>
  statement({
    Effect: 'Allow',
    Principal: { AWS: `arn:aws:iam::${account}:root` },
    Action: 'sts:AssumeRole',
    ...(externalId === undefined ? {} : { Condition: { StringEquals: { 'sts:ExternalId': externalId } } }),
  });

export const managed = (name: string): Attached => ({
  PolicyName: name,
  PolicyArn: `arn:aws:iam::aws:policy/${name}`,
});

export const role = (
  account: string,
  name: string,
  trust: Document,
  policies: string[],
  more: Partial<Role> = {},
): Role => ({
  Path: '/',
  RoleName: name,
  RoleId: `AROA${account.slice(0, 4)}${name.toUpperCase().replaceAll(/[^A-Z0-9]/g, '')}`
    .padEnd(21, 'X')
    .slice(0, 21),
  Arn: `arn:aws:iam::${account}:role${more.Path ?? '/'}${name}`,
  CreateDate: created,
  AssumeRolePolicyDocument: trust,
  MaxSessionDuration: 3600,
  RolePolicyList: [],
  AttachedManagedPolicies: policies.map(managed),
  Tags: [],
  ...more,
});

/** The role that Identity Center makes in an account for a permission set; its Region is Seoul. */
export const permissionSetRole = (
  account: string,
  set: string,
  suffix: string,
  policies: string[],
): Role => ({
  ...role(
    account,
    `AWSReservedSSO_${set}_${suffix}`,
    statement({
      Effect: 'Allow',
      Principal: { Federated: `arn:aws:iam::${account}:saml-provider/AWSSSO_0a1b2c3d4e5f6071_DO_NOT_DELETE` },
      Action: ['sts:AssumeRoleWithSAML', 'sts:TagSession'],
      Condition: { StringEquals: { 'SAML:aud': 'https://signin.aws.amazon.com/saml' } },
    }),
    policies,
    { Path: '/aws-reserved/sso.amazonaws.com/ap-northeast-2/', MaxSessionDuration: 43_200 },
  ),
  RoleId: `AROA${suffix.toUpperCase()}X`,
});

export const awsPolicy = (name: string, document: Document): Policy => ({
  PolicyName: name,
  PolicyId: `ANPA${name.toUpperCase()}`.padEnd(21, 'X').slice(0, 21),
  Arn: `arn:aws:iam::aws:policy/${name}`,
  Path: '/',
  DefaultVersionId: 'v1',
  AttachmentCount: 1,
  IsAttachable: true,
  PolicyVersionList: [
    { Document: document, VersionId: 'v1', IsDefaultVersion: true, CreateDate: '2015-02-06T18:39:46Z' },
  ],
});

export const metadata = (account: string): string =>
  `<?xml version="1.0"?><EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" ID="_${account}" ` +
  `entityID="http://adfs.corp.example.com/adfs/services/trust"><IDPSSODescriptor ` +
  `protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol"><SingleSignOnService ` +
  `Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" Location="https://adfs.corp.example.com/adfs/ls/"/>` +
  `</IDPSSODescriptor></EntityDescriptor>`;

export const adfs = (account: string): SamlProvider => ({
  Arn: `arn:aws:iam::${account}:saml-provider/ADFS`,
  CreateDate: created,
  ValidUntil: '2027-03-01T09:00:00Z',
  SAMLMetadataDocument: metadata(account),
});

/** The key of a caller that is not one of the listed users. */
export const key = (account: string, user: string, id: string, more: object = {}) => ({
  account,
  arn: `arn:aws:iam::${account}:user/${user}`,
  userId: `AIDA${account.slice(0, 4)}${user.toUpperCase()}`,
  accessKeyId: id,
  secretAccessKey: `emulator-only-secret-of-${user}`.padEnd(40, '0').slice(0, 40),
  ...more,
});

/** Seconds since 1970, as the JSON services write times. */
export const at = (iso: string): number => Date.parse(iso) / 1000;
