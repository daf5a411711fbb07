/** IAM: the reads that Treeline uses, in the Query protocol. Source: IAM API Reference, version 2010-05-08. */
import type { Document, Group, Policy, Role, User } from './estate.ts';
import { pageOf } from './paging.ts';
import { listOf, queryReply, required } from './query.ts';
import type { Params } from './query.ts';
import { ServiceError } from './wire.ts';
import type { Asked, Reply } from './wire.ts';

export const iamNamespace = 'https://iam.amazonaws.com/doc/2010-05-08/';
export const iamVersion = '2010-05-08';

type Answer = (asked: Asked, params: Params) => object;

const operations: Readonly<Record<string, Answer>> = {
  GetAccountAuthorizationDetails: authorizationDetails,
  ListRoles: (asked, params) => {
    const { items, paging } = page(asked, params, 'roles', asked.account.roles);
    return { Roles: items.map((role) => listedRole(role, asked)), ...paging };
  },
  ListUsers: (asked, params) => {
    const { items, paging } = page(asked, params, 'users', asked.account.users);
    const listed = items.map(({ Path, UserName, UserId, Arn, CreateDate, PasswordLastUsed }) => ({
      Path,
      UserName,
      UserId,
      Arn,
      CreateDate,
      PasswordLastUsed,
    }));
    return { Users: listed, ...paging };
  },
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
  GetSAMLProvider: ({ account }, params) => {
    const arn = required(params, 'SAMLProviderArn');
    const found = account.samlProviders.find(({ Arn }) => Arn === arn);
    if (!found) throw new ServiceError('NoSuchEntity', 404, `Manifest not found for arn ${arn}`);
    const { SAMLMetadataDocument, CreateDate, ValidUntil } = found;
    return { SAMLMetadataDocument, CreateDate, ValidUntil };
  },
};

export function answerIam(asked: Asked, params: Params, requestId: string): Reply {
  const answer = operations[asked.operation];
  if (!answer)
    throw new ServiceError(
      'InvalidAction',
      400,
      `Could not find operation ${asked.operation} for version ${iamVersion}`,
    );
  return queryReply(iamNamespace, asked.operation, answer(asked, params), requestId);
}

function page<T>({ account, options }: Asked, params: Params, list: string, all: readonly T[]) {
  const size = Math.min(options.pageSize, Number(params.get('MaxItems') ?? 100));
  const found = pageOf(`${list} ${account.id}`, all, params.get('Marker'), size, options.emptyFirstPage);
  if (!found) throw new ServiceError('ValidationError', 400, 'Invalid Marker.');
  return {
    items: found.items,
    paging: { IsTruncated: found.next !== null, Marker: found.next ?? undefined },
  };
}

/** RFC 3986: everything but letters, digits and `-_.~` is percent-encoded. */
function written(document: Document, { options }: Asked): string {
  const json = JSON.stringify(document);
  if (options.documents === 'plain') return json;
  return encodeURIComponent(json).replaceAll(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

type Inline = readonly { readonly PolicyName: string; readonly PolicyDocument: Document }[];
const inline = (list: Inline, asked: Asked) =>
  list.map((one) => ({ ...one, PolicyDocument: written(one.PolicyDocument, asked) }));

function listedRole(
  {
    RolePolicyList: _r,
    AttachedManagedPolicies: _a,
    RoleLastUsed: _l,
    Tags: _t,
    PermissionsBoundary: _p,
    ...role
  }: Role,
  asked: Asked,
) {
  return { ...role, AssumeRolePolicyDocument: written(role.AssumeRolePolicyDocument, asked) };
}

type Item =
  | { readonly list: 'UserDetailList'; readonly item: User }
  | { readonly list: 'GroupDetailList'; readonly item: Group }
  | { readonly list: 'RoleDetailList'; readonly item: Role }
  | { readonly list: 'Policies'; readonly item: Policy };

const filters = { User: 'UserDetailList', Group: 'GroupDetailList', Role: 'RoleDetailList' } as const;

function authorizationDetails(asked: Asked, params: Params): object {
  const { account } = asked;
  const wanted = listOf(params, 'Filter');
  const asksFor = ({ list, item }: Item): boolean => {
    if (wanted.length === 0) return true;
    if (list !== 'Policies') return wanted.some((filter) => filters[filter as keyof typeof filters] === list);
    return wanted.includes(
      item.Arn.startsWith('arn:aws:iam::aws:') ? 'AWSManagedPolicy' : 'LocalManagedPolicy',
    );
  };
  const all: Item[] = [
    ...account.users.map((item) => ({ list: 'UserDetailList', item }) as const),
    ...account.groups.map((item) => ({ list: 'GroupDetailList', item }) as const),
    ...account.roles.map((item) => ({ list: 'RoleDetailList', item }) as const),
    ...account.policies.map((item) => ({ list: 'Policies', item }) as const),
  ];
  const { items, paging } = page(asked, params, `details ${wanted.join()}`, all.filter(asksFor));
  const result: Record<Item['list'], object[]> = {
    UserDetailList: [],
    GroupDetailList: [],
    RoleDetailList: [],
    Policies: [],
  };
  for (const one of items) result[one.list].push(detail(one, asked));
  return { ...paging, ...result };
}

/** Each kind as the API lists it: MaxSessionDuration and PasswordLastUsed are not part of these answers. */
function detail(one: Item, asked: Asked): object {
  switch (one.list) {
    case 'UserDetailList': {
      const { PasswordLastUsed: _, ...user } = one.item;
      return { ...user, UserPolicyList: inline(user.UserPolicyList, asked) };
    }
    case 'GroupDetailList':
      return { ...one.item, GroupPolicyList: inline(one.item.GroupPolicyList, asked) };
    case 'RoleDetailList': {
      const { MaxSessionDuration: _, ...role } = one.item;
      return {
        ...role,
        AssumeRolePolicyDocument: written(role.AssumeRolePolicyDocument, asked),
        InstanceProfileList: [],
        RolePolicyList: inline(role.RolePolicyList, asked),
        RoleLastUsed: role.RoleLastUsed ?? {},
      };
    }
    case 'Policies':
      return {
        ...one.item,
        PolicyVersionList: one.item.PolicyVersionList.map((version) => ({
          ...version,
          Document: written(version.Document, asked),
        })),
      };
  }
}
