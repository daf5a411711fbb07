/**
 * Directory Service Data: its eight read operations, REST-JSON. Source: facts/aws-directory-service.md §4. Which value a
 * search matches (here: the whole, whatever its case) is not documented.
 */
import type { DataGroup, DataUser, DirectoryData } from '../estate/directory.ts';
import { names } from '../behaviour.ts';
import { listOf, required, textOf } from '../input.ts';
import { paged } from '../paging.ts';
import { restJsonProtocol } from '../protocols/restJson.ts';
import { ServiceError } from '../wire.ts';
import type { Asked, Input, Operation, Service } from '../wire.ts';
import { kindOf } from './directoryKinds.ts';

const refused = (reason: string, message: string): ServiceError =>
  new ServiceError('AccessDeniedException', 403, message, { Reason: reason });
const invalid = (reason: string, message: string): ServiceError =>
  new ServiceError('ValidationException', 400, message, { Reason: reason });
const notFound = (what: string): ServiceError =>
  new ServiceError('ResourceNotFoundException', 404, `${what} could not be found.`);

interface Realm {
  readonly directoryId: string;
  readonly realm: string;
  /** The directory's own. */
  readonly own: string;
  readonly data: DirectoryData;
}

/** The directory and realm that a request is about; throws for each reason that AWS has for not answering. */
function realmOf({ account, key, region }: Asked, input: Input): Realm {
  const directoryId = required(input, 'DirectoryId');
  if (key.denied?.some((pattern) => names(pattern, 'ds', 'AccessDSData')))
    throw refused('IAM_AUTH', `${key.arn} is not authorized to perform: ds:AccessDSData`);
  const directory = account.directories[region]?.find(({ DirectoryId }) => DirectoryId === directoryId);
  if (!directory) throw notFound(`Directory ${directoryId}`);
  if (!['managed', 'hybrid'].includes(kindOf(directory)))
    throw invalid('INVALID_DIRECTORY_TYPE', `${directory.Type} has no Directory Service Data.`);
  const regions = directory['RegionsInfo'] as { readonly PrimaryRegion: string } | undefined;
  if (regions && regions.PrimaryRegion !== region)
    throw invalid('INVALID_SECONDARY_REGION', `Ask in ${regions.PrimaryRegion}.`);
  if (directory['Stage'] !== 'Active')
    throw new ServiceError('DirectoryUnavailableException', 400, 'The directory is not active.', {
      Reason: 'INVALID_DIRECTORY_STATE',
    });
  const details = account.directoryDetails?.[directoryId];
  if (details?.dataAccess !== 'Enabled' || !details.data)
    throw refused('DATA_DISABLED', `Data access is not enabled for ${directoryId}.`);
  const own = String(directory['Name']);
  const realm = textOf(input, 'Realm') ?? own;
  const data = realm.toLowerCase() === own.toLowerCase() ? details.data : details.data.trusted?.[realm];
  if (!data) throw invalid('INVALID_REALM', `${realm} is neither the directory's domain nor a trusted one.`);
  return { directoryId, realm, own, data };
}

function page(
  asked: Asked,
  input: Input,
  name: string,
  all: readonly object[],
  realm: Realm,
  more: object = {},
) {
  const paging = { token: 'NextToken', limit: 'MaxResults', from: 1, to: 250 } as const;
  const { items, next } = paged(asked, input, all, paging, `${realm.directoryId} ${realm.realm}`);
  const { directoryId: DirectoryId } = realm;
  return {
    DirectoryId,
    Realm: realm.realm,
    ...more,
    [name]: items,
    ...(next === null ? {} : { NextToken: next }),
  };
}

const userSummary = ({ Enabled, GivenName, SAMAccountName, SID, Surname }: DataUser) => ({
  Enabled,
  GivenName,
  SAMAccountName,
  SID,
  Surname,
});
const groupSummary = ({ GroupScope, GroupType, SAMAccountName, SID }: DataGroup) => ({
  GroupScope,
  GroupType,
  SAMAccountName,
  SID,
});

/** The other attributes that are asked for, where none of them is one that the directory refuses. */
function othersOf(input: Input, { refusedAttributes = [] }: Realm['data']): readonly string[] {
  const wanted = listOf(input, 'OtherAttributes');
  const bad = wanted.find((name) => refusedAttributes.includes(name));
  if (bad !== undefined) throw invalid('INVALID_ATTRIBUTE_NAME', `The attribute ${bad} is not valid.`);
  return wanted;
}

/** What is asked for of the attributes beyond the fixed ones. */
function withOthers<T extends DataUser | DataGroup>(object: T, wanted: readonly string[]): object {
  const { OtherAttributes = {}, ...fixed } = object;
  const chosen = Object.entries(OtherAttributes).filter(([name]) =>
    wanted.some((one) => one.toLowerCase() === name.toLowerCase()),
  );
  return { ...fixed, members: undefined, ...(chosen.length === 0 ? {} : { OtherAttributes: Object.fromEntries(chosen) }) }; // prettier-ignore
}

function named<T extends { readonly SAMAccountName: string }>(all: readonly T[], input: Input): T {
  const name = required(input, 'SAMAccountName');
  const found = all.find(({ SAMAccountName }) => SAMAccountName.toLowerCase() === name.toLowerCase());
  if (!found) throw notFound(name);
  return found;
}

function search<T extends DataUser | DataGroup>(all: readonly T[], input: Input): object[] {
  const text = required(input, 'SearchString').toLowerCase();
  const attributes = listOf(input, 'SearchAttributes');
  if (attributes.length === 0) throw invalid('MISSING_ATTRIBUTE', 'SearchAttributes must not be empty.');
  const valueOf = (object: T, attribute: string): string => {
    const fields = { ...object, ...object.OtherAttributes } as Readonly<Record<string, unknown>>;
    const known = { givenname: 'GivenName', sn: 'Surname', mail: 'EmailAddress' } as Record<string, string>;
    const wanted = (known[attribute.toLowerCase()] ?? attribute).toLowerCase();
    const value = Object.entries(fields).find(([name]) => name.toLowerCase() === wanted)?.[1];
    return String(typeof value === 'object' ? Object.values(value as object)[0] : value).toLowerCase();
  };
  return all
    .filter((object) => attributes.some((attribute) => valueOf(object, attribute) === text))
    .map((object) => withOthers(object, attributes));
}

const inRealm =
  (answer: (asked: Asked, input: Input, realm: Realm) => object): Operation =>
  (asked, input) =>
    answer(asked, input, realmOf(asked, input));

const operations: Readonly<Record<string, Operation>> = {
  ListUsers: inRealm((asked, input, realm) =>
    page(asked, input, 'Users', realm.data.users.map(userSummary), realm),
  ),
  SearchUsers: inRealm((asked, input, realm) =>
    page(asked, input, 'Users', search(realm.data.users, input), realm),
  ),
  DescribeUser: inRealm((_, input, { data, directoryId, realm }) => ({
    DirectoryId: directoryId,
    Realm: realm,
    ...withOthers(named(data.users, input), othersOf(input, data)),
  })),
  ListGroups: inRealm((asked, input, realm) =>
    page(asked, input, 'Groups', realm.data.groups.map(groupSummary), realm),
  ),
  SearchGroups: inRealm((asked, input, realm) =>
    page(asked, input, 'Groups', search(realm.data.groups, input), realm),
  ),
  DescribeGroup: inRealm((_, input, { data, directoryId, realm }) => ({
    DirectoryId: directoryId,
    Realm: realm,
    ...withOthers(named(data.groups, input), othersOf(input, data)),
  })),
  ListGroupMembers: inRealm((asked, input, realm) => {
    const of = textOf(input, 'MemberRealm') ?? realm.realm;
    const members = named(realm.data.groups, input)
      .members.filter((member) => (member.realm ?? realm.realm) === of)
      .map(({ MemberType, SAMAccountName, SID }) => ({ MemberType, SAMAccountName, SID }));
    return page(asked, input, 'Members', members, realm, { MemberRealm: of });
  }),
  ListGroupsForMember: inRealm((asked, input, realm) => {
    const of = textOf(input, 'MemberRealm') ?? realm.realm;
    const name = required(input, 'SAMAccountName').toLowerCase();
    const groups = realm.data.groups.filter(({ members }) =>
      members.some(
        (member) => member.SAMAccountName.toLowerCase() === name && (member.realm ?? realm.realm) === of,
      ),
    );
    return page(asked, input, 'Groups', groups.map(groupSummary), realm, { MemberRealm: of });
  }),
};

export const directoryServiceData: Service = {
  name: 'ds-data',
  signingName: 'ds-data',
  protocol: restJsonProtocol({
    ListUsers: '/Users/ListUsers',
    SearchUsers: '/Users/SearchUsers',
    DescribeUser: '/Users/DescribeUser',
    CreateUser: '/Users/CreateUser',
    UpdateUser: '/Users/UpdateUser',
    DisableUser: '/Users/DisableUser',
    DeleteUser: '/Users/DeleteUser',
    ListGroups: '/Groups/ListGroups',
    SearchGroups: '/Groups/SearchGroups',
    DescribeGroup: '/Groups/DescribeGroup',
    CreateGroup: '/Groups/CreateGroup',
    UpdateGroup: '/Groups/UpdateGroup',
    DeleteGroup: '/Groups/DeleteGroup',
    ListGroupMembers: '/GroupMemberships/ListGroupMembers',
    ListGroupsForMember: '/GroupMemberships/ListGroupsForMember',
    AddGroupMember: '/GroupMemberships/AddGroupMember',
    RemoveGroupMember: '/GroupMemberships/RemoveGroupMember',
  }),
  codes: {
    denied: ['AccessDeniedException', 403],
    throttled: ['ThrottlingException', 429],
    invalid: 'ValidationException',
    invalidToken: 'ValidationException',
  },
  operations,
};
