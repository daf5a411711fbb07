/** GetAccountAuthorizationDetails: users, groups, roles and policies as one paged list. */
import type { Account, Document, Group, InstanceProfile, Policy, Role, User } from '../estate.ts';
import { listOf } from '../input.ts';
import type { Asked, Input } from '../wire.ts';
import { page, written } from './iamDocuments.ts';
import { listedPolicy } from './iamPolicies.ts';

type Inline = readonly { readonly PolicyName: string; readonly PolicyDocument: Document }[];
const inline = (list: Inline, asked: Asked) =>
  list.map((one) => ({ ...one, PolicyDocument: written(one.PolicyDocument, asked) }));

type Item =
  | { readonly list: 'UserDetailList'; readonly item: User }
  | { readonly list: 'GroupDetailList'; readonly item: Group }
  | { readonly list: 'RoleDetailList'; readonly item: Role }
  | { readonly list: 'Policies'; readonly item: Policy };

/** An account never changes: its list is made once. */
const lists = new WeakMap<Account, readonly Item[]>();
function itemsOf(account: Account): readonly Item[] {
  const known = lists.get(account);
  if (known) return known;
  const made: Item[] = [
    ...account.users.map((item) => ({ list: 'UserDetailList', item }) as const),
    ...account.groups.map((item) => ({ list: 'GroupDetailList', item }) as const),
    ...account.roles.map((item) => ({ list: 'RoleDetailList', item }) as const),
    ...account.policies.map((item) => ({ list: 'Policies', item }) as const),
  ];
  lists.set(account, made);
  return made;
}

const filterOf = ({ list, item }: Item): string => {
  if (list !== 'Policies') return list.slice(0, -'DetailList'.length);
  return item.Arn.startsWith('arn:aws:iam::aws:') ? 'AWSManagedPolicy' : 'LocalManagedPolicy';
};

export function authorizationDetails(asked: Asked, input: Input): object {
  const wanted = listOf(input, 'Filter');
  const all = itemsOf(asked.account);
  const chosen = wanted.length === 0 ? all : all.filter((one) => wanted.includes(filterOf(one)));
  const { items, paging } = page(asked, input, chosen, wanted.join());
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
      const { MaxSessionDuration: _, Description: _d, ...role } = one.item;
      const profiles = (asked.account.instanceProfiles ?? []).filter(({ roleNames }) =>
        roleNames.includes(role.RoleName),
      );
      return {
        ...role,
        AssumeRolePolicyDocument: written(role.AssumeRolePolicyDocument, asked),
        InstanceProfileList: profiles.map((profile) => listedProfile(profile, asked)),
        RolePolicyList: inline(role.RolePolicyList, asked),
        RoleLastUsed: role.RoleLastUsed ?? {},
      };
    }
    case 'Policies':
      return {
        ...listedPolicy(one.item),
        PolicyVersionList: one.item.PolicyVersionList.map((version) => ({
          ...version,
          Document: written(version.Document, asked),
        })),
      };
  }
}

/** A role as lists have it: without what only GetRole tells. */
export function listedRole(role: Role, asked: Asked): object {
  const { Path, RoleName, RoleId, Arn, CreateDate, Description, MaxSessionDuration } = role;
  const AssumeRolePolicyDocument = written(role.AssumeRolePolicyDocument, asked);
  return {
    Path,
    RoleName,
    RoleId,
    Arn,
    CreateDate,
    AssumeRolePolicyDocument,
    Description,
    MaxSessionDuration,
  };
}

export function listedProfile({ roleNames, ...profile }: InstanceProfile, asked: Asked): object {
  const roles = asked.account.roles.filter(({ RoleName }) => roleNames.includes(RoleName));
  return { ...profile, Roles: roles.map((role) => listedRole(role, asked)) };
}
