/** The identity store of Identity Center: AWS JSON 1.1. */
import type { IdentityCenter, StoreGroup, StoreUser } from '../estate/identityCenter.ts';
import { required, structuresOf, textOf } from '../input.ts';
import { paged } from '../paging.ts';
import { jsonProtocol } from '../protocols/json.ts';
import { ServiceError } from '../wire.ts';
import type { Asked, Input, Operation, Service } from '../wire.ts';
import { mustAdminister } from './ssoAdmin.ts';

const notFound = (type: string): ServiceError =>
  new ServiceError('ResourceNotFoundException', 400, `${type} not found.`, { ResourceType: type });

function storeOf(asked: Asked, input: Input): IdentityCenter {
  const id = required(input, 'IdentityStoreId');
  const found = asked.estate.identityCenters?.find(
    ({ IdentityStoreId, region }) => IdentityStoreId === id && region === asked.region,
  );
  if (!found) throw notFound('IDENTITY_STORE');
  mustAdminister(found, asked);
  return found;
}

function page(asked: Asked, input: Input, name: string, all: readonly object[], list: string): object {
  const paging = { token: 'NextToken', limit: 'MaxResults', from: 1, to: 100 } as const;
  const { items, next } = paged(asked, input, all, paging, list);
  return { [name]: items, ...(next === null ? {} : { NextToken: next }) };
}

const shownUser = ({ IdentityStoreId }: IdentityCenter, user: StoreUser) => ({ ...user, IdentityStoreId });
const shownGroup = ({ IdentityStoreId }: IdentityCenter, group: StoreGroup) => ({
  ...group,
  members: undefined,
  IdentityStoreId,
});

/** The deprecated but living filter: one attribute, equal. */
function filtered<T extends object>(all: readonly T[], input: Input): readonly T[] {
  const filters = structuresOf(input, 'Filters');
  const valueOf = (item: T, path: string): unknown => (item as Readonly<Record<string, unknown>>)[path];
  return all.filter((item) =>
    filters.every((filter) => valueOf(item, textOf(filter, 'AttributePath')!) === filter['AttributeValue']),
  );
}

const membership = (store: IdentityCenter, GroupId: string, UserId: string) => ({
  IdentityStoreId: store.IdentityStoreId,
  MembershipId: `${GroupId.slice(0, 24)}${GroupId.slice(-6)}${UserId.slice(-6)}`,
  GroupId,
  MemberId: { UserId },
});

const operations: Readonly<Record<string, Operation>> = {
  ListUsers: (asked, input) => {
    const store = storeOf(asked, input);
    const users = filtered(store.users, input).map((user) => shownUser(store, user));
    return page(asked, input, 'Users', users, store.IdentityStoreId);
  },
  ListGroups: (asked, input) => {
    const store = storeOf(asked, input);
    const groups = filtered(store.groups, input).map((group) => shownGroup(store, group));
    return page(asked, input, 'Groups', groups, store.IdentityStoreId);
  },
  DescribeUser: (asked, input) => {
    const store = storeOf(asked, input);
    const id = required(input, 'UserId');
    const user = store.users.find(({ UserId }) => UserId === id);
    if (!user) throw notFound('USER');
    return shownUser(store, user);
  },
  DescribeGroup: (asked, input) => {
    const store = storeOf(asked, input);
    const id = required(input, 'GroupId');
    const group = store.groups.find(({ GroupId }) => GroupId === id);
    if (!group) throw notFound('GROUP');
    return shownGroup(store, group);
  },
  ListGroupMemberships: (asked, input) => {
    const store = storeOf(asked, input);
    const id = required(input, 'GroupId');
    const group = store.groups.find(({ GroupId }) => GroupId === id);
    if (!group) throw notFound('GROUP');
    const memberships = group.members.map((user) => membership(store, id, user));
    return page(asked, input, 'GroupMemberships', memberships, id);
  },
  ListGroupMembershipsForMember: (asked, input) => {
    const store = storeOf(asked, input);
    const id = required((input['MemberId'] ?? {}) as Input, 'UserId');
    if (store.users.every(({ UserId }) => UserId !== id)) throw notFound('USER');
    const groups = store.groups.filter(({ members }) => members.includes(id));
    const memberships = groups.map(({ GroupId }) => membership(store, GroupId, id));
    return page(asked, input, 'GroupMemberships', memberships, id);
  },
};

export const identityStore: Service = {
  name: 'identitystore',
  signingName: 'identitystore',
  protocol: jsonProtocol('AWSIdentityStore'),
  codes: {
    denied: ['AccessDeniedException', 400],
    throttled: ['ThrottlingException', 400],
    invalid: 'ValidationException',
    invalidToken: 'ValidationException',
  },
  operations,
};
