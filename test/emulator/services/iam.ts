/** IAM: the reads that Treeline uses, in the Query protocol. Source: IAM API Reference, version 2010-05-08. */
import type { User } from '../estate.ts';
import { required } from '../input.ts';
import { queryProtocol } from '../protocols/query.ts';
import type { Operation, Service } from '../wire.ts';
import { credentialOperations } from './iamCredentials.ts';
import { authorizationDetails, listedProfile, listedRole } from './iamDetails.ts';
import { noSuchEntity, page } from './iamDocuments.ts';
import { policyOperations } from './iamPolicies.ts';

const listedUser = ({ Path, UserName, UserId, Arn, CreateDate, PasswordLastUsed }: User) => ({
  Path,
  UserName,
  UserId,
  Arn,
  CreateDate,
  PasswordLastUsed,
});

const roleOperations: Readonly<Record<string, Operation>> = {
  ListRoles: (asked, input) => {
    const { items, paging } = page(asked, input, asked.account.roles);
    return { Roles: items.map((role) => listedRole(role, asked)), ...paging };
  },
  GetRole: (asked, input) => {
    const name = required(input, 'RoleName');
    const role = asked.account.roles.find(({ RoleName }) => RoleName === name);
    if (!role) throw noSuchEntity(`The role with name ${name} cannot be found.`);
    const { PermissionsBoundary, Tags, RoleLastUsed = {} } = role;
    return { Role: { ...listedRole(role, asked), PermissionsBoundary, Tags, RoleLastUsed } };
  },
  ListUsers: (asked, input) => {
    const { items, paging } = page(asked, input, asked.account.users);
    return { Users: items.map(listedUser), ...paging };
  },
  ListInstanceProfiles: (asked, input) => {
    const { items, paging } = page(asked, input, asked.account.instanceProfiles ?? []);
    return { InstanceProfiles: items.map((profile) => listedProfile(profile, asked)), ...paging };
  },
};

const providerOperations: Readonly<Record<string, Operation>> = {
  ListAccountAliases: ({ account }) => ({
    AccountAliases: account.alias === null ? [] : [account.alias],
    IsTruncated: false,
  }),
  ListSAMLProviders: ({ account }) => ({
    SAMLProviderList: account.samlProviders.map(({ Arn, ValidUntil, CreateDate }) => ({
      Arn,
      ValidUntil,
      CreateDate,
    })),
  }),
  GetSAMLProvider: ({ account }, input) => {
    const arn = required(input, 'SAMLProviderArn');
    const found = account.samlProviders.find(({ Arn }) => Arn === arn);
    if (!found) throw noSuchEntity(`Manifest not found for arn ${arn}`);
    const { SAMLMetadataDocument, CreateDate, ValidUntil } = found;
    return { SAMLMetadataDocument, CreateDate, ValidUntil };
  },
  ListOpenIDConnectProviders: ({ account }) => ({
    OpenIDConnectProviderList: (account.openIdProviders ?? []).map(({ Arn }) => ({ Arn })),
  }),
  GetOpenIDConnectProvider: ({ account }, input) => {
    const arn = required(input, 'OpenIDConnectProviderArn');
    const found = account.openIdProviders?.find(({ Arn }) => Arn === arn);
    if (!found) throw noSuchEntity(`OpenIDConnect Provider not found for arn ${arn}`);
    const { Arn: _, publicKey: _k, ...provider } = found;
    return provider;
  },
};

export const iam: Service = {
  name: 'iam',
  signingName: 'iam',
  protocol: queryProtocol('https://iam.amazonaws.com/doc/2010-05-08/', '2010-05-08'),
  codes: {
    denied: ['AccessDenied', 403],
    throttled: ['Throttling', 400],
    invalid: 'ValidationError',
    invalidToken: 'ValidationError',
  },
  operations: {
    GetAccountAuthorizationDetails: authorizationDetails,
    ...roleOperations,
    ...policyOperations,
    ...credentialOperations,
    ...providerOperations,
  },
};
