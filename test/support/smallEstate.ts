/** A small directory as LDIF, a role as what was read of AWS, and claim rules: what tests of access are made of. */
import { unread } from '#domain/estate/facts.ts';
import type { EstateFacts } from '#domain/estate/facts.ts';
import type { IamRole } from '#domain/estate/iam.ts';
import type { Workspace } from '#workspace/api.ts';

export const account = '111122223333';
export const admin = `arn:aws:iam::${account}:role/Admin`;
export const base = 'DC=corp,DC=example,DC=com';
const sid = (rid: number): string => {
  const bytes = Buffer.alloc(28);
  bytes.writeUInt8(1, 0);
  bytes.writeUInt8(5, 1);
  bytes.writeUInt8(5, 7);
  for (const [at, part] of [21, 1, 2, 3, rid].entries()) bytes.writeUInt32LE(part, 8 + 4 * at);
  return bytes.toString('base64');
};
export const entry = (dn: string, lines: readonly string[]) => [`dn: ${dn}`, ...lines, ''].join('\n');
/** One group and two users; with what is given besides. */
export const ldif = (of: { group?: readonly string[]; user?: readonly string[]; more?: string }) =>
  [
    'version: 1\n',
    entry(base, ['objectClass: top', 'objectClass: domainDNS', 'dc: corp']),
    entry(`CN=AWS-${account}-Admin,${base}`, [
      'objectClass: top',
      'objectClass: group',
      `sAMAccountName: AWS-${account}-Admin`,
      'groupType: -2147483646',
      `objectSid:: ${sid(1101)}`,
      ...(of.group ?? []),
    ]),
    ...['alice', 'bob'].map((name, at) =>
      entry(`CN=${name},${base}`, [
        'objectClass: top',
        'objectClass: person',
        'objectClass: user',
        `sAMAccountName: ${name}`,
        `objectSid:: ${sid(1201 + at)}`,
        'primaryGroupID: 513',
        ...(name === 'alice' ? (of.user ?? []) : []),
      ]),
    ),
    of.more ?? '',
  ].join('\n');
const provider = `arn:aws:iam::${account}:saml-provider/ADFS`;
const role: IamRole = {
  arn: admin,
  name: 'Admin',
  path: '/',
  roleId: 'AROAEXAMPLE',
  account,
  createDate: null,
  trustPolicy: {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Federated: provider },
        Action: 'sts:AssumeRoleWithSAML',
        Condition: { StringEquals: { 'SAML:aud': 'https://signin.aws.amazon.com/saml' } },
      },
    ],
  },
  attachedPolicies: [],
  inlinePolicies: [],
  permissionsBoundary: null,
  maxSessionDuration: 3600,
  lastUsed: null,
  tags: {},
};
const reserved = '/aws-reserved/sso.amazonaws.com/';
/** As Identity Center makes it for a permission set. */
export const reservedRole = (set: string): IamRole => ({
  ...role,
  arn: `arn:aws:iam::${account}:role${reserved}AWSReservedSSO_${set}_0123456789abcdef`,
  name: `AWSReservedSSO_${set}_0123456789abcdef`,
  path: reserved,
});
/** One account with one role, which trusts one SAML provider. */
export const facts = (more: Partial<EstateFacts> = {}): EstateFacts => ({
  ...unread('notAsked'),
  partition: 'aws',
  accounts: [{ id: account, name: 'Production', alias: null }],
  roles: { state: 'read', value: [role, reservedRole('ReadOnly')] },
  users: { state: 'read', value: [] },
  groups: { state: 'read', value: [] },
  policies: { state: 'read', value: [] },
  samlProviders: {
    state: 'read',
    value: [{ arn: provider, name: 'ADFS', account, createDate: null, validUntil: null, entityId: null }],
  },
  reach: { regions: [], accounts: [], allAccounts: false },
  ...more,
});

export async function addEstate(workspace: Workspace, more: Partial<EstateFacts> = {}): Promise<number> {
  const source = { kind: 'aws', name: account, origin: 'aws', directoryId: null } as const;
  const writer = await workspace.beginSnapshot(source, '2026-11-20T08:00:00.000Z');
  await writer.setEstate(facts(more));
  await writer.complete(() => {});
  return writer.snapshotId;
}
export const windows =
  'c:[Type == "http://schemas.microsoft.com/ws/2008/06/identity/claims/windowsaccountname", Issuer == "AD AUTHORITY"]';
export const rules = (more = '') => `
${windows} => issue(Type = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/nameidentifier", Value = c.Value);
${windows} => issue(store = "Active Directory", types = ("https://aws.amazon.com/SAML/Attributes/RoleSessionName"), query = ";mail;{0}", param = c.Value);
=> issue(Type = "https://aws.amazon.com/SAML/Attributes/Role", Value = "arn:aws:iam::${account}:saml-provider/ADFS,${admin}");
${more}`;
