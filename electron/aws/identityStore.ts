/** The people of Identity Center: users, groups and memberships of its store. Source: facts/group-role-mapping.md §1 C. */
import type {
  IdentityCenter,
  IdentityStoreGroup,
  IdentityStoreUser,
} from '../domain/estate/identityCenter.ts';
import type { IdentityStoreReader } from './clients.ts';
import { inTurns } from './inTurns.ts';
import { everyPage } from './pages.ts';
import { readPart } from './part.ts';
import type { OnMissing } from './serviceErrors.ts';

const atOnce = 5;
const pageSize = 100;

type Store = Pick<IdentityCenter, 'users' | 'groups' | 'memberships'>;
/** Reads one list, or says that it could not be read and gives nothing. */
export type Listed = <T>(
  part: 'groups' | 'users' | 'memberships',
  operation: string,
  read: () => Promise<readonly T[]>,
) => Promise<readonly T[]>;

export async function readStore(
  reader: IdentityStoreReader,
  IdentityStoreId: string,
  listed: Listed,
  onMissing: OnMissing,
  onCount: (part: string, count: number) => void,
): Promise<Store> {
  const groups = await listed('groups', 'identitystore:ListGroups', () =>
    readGroups(reader, IdentityStoreId, (count) => onCount('groups', count)),
  );
  const users = await listed('users', 'identitystore:ListUsers', () =>
    readUsers(reader, IdentityStoreId, (count) => onCount('users', count)),
  );
  let count = 0;
  const memberships = await inTurns(groups, atOnce, async ({ groupId }) => {
    const reading = await readPart(groupId, onMissing, () => readMembers(reader, IdentityStoreId, groupId));
    if (reading.state !== 'read') return [];
    onCount('memberships', (count += reading.value.length));
    return reading.value.map((userId) => ({ groupId, userId }));
  });
  return { groups, users, memberships: memberships.flat() };
}

const external = (given: { Issuer: string | undefined; Id: string | undefined }[] | undefined) =>
  (given ?? []).flatMap(({ Issuer, Id }) => (Issuer && Id ? [{ issuer: Issuer, id: Id }] : []));

async function readGroups(
  reader: IdentityStoreReader,
  IdentityStoreId: string,
  onCount: (count: number) => void,
): Promise<IdentityStoreGroup[]> {
  const found: IdentityStoreGroup[] = [];
  await everyPage({ service: 'identitystore', operation: 'ListGroups' }, async (token) => {
    const answer = await reader('ListGroups', (client, sdk, abortSignal) =>
      client.send(
        new sdk.ListGroupsCommand({
          IdentityStoreId,
          MaxResults: pageSize,
          ...(token === undefined ? {} : { NextToken: token }),
        }),
        { abortSignal },
      ),
    );
    for (const one of answer.Groups ?? []) {
      if (!one.GroupId) continue;
      found.push({
        groupId: one.GroupId,
        displayName: one.DisplayName ?? one.GroupId,
        externalIds: external(one.ExternalIds),
      });
    }
    onCount(found.length);
    return { next: answer.NextToken };
  });
  return found;
}

async function readUsers(
  reader: IdentityStoreReader,
  IdentityStoreId: string,
  onCount: (count: number) => void,
): Promise<IdentityStoreUser[]> {
  const found: IdentityStoreUser[] = [];
  await everyPage({ service: 'identitystore', operation: 'ListUsers' }, async (token) => {
    const answer = await reader('ListUsers', (client, sdk, abortSignal) =>
      client.send(
        new sdk.ListUsersCommand({
          IdentityStoreId,
          MaxResults: pageSize,
          ...(token === undefined ? {} : { NextToken: token }),
        }),
        { abortSignal },
      ),
    );
    for (const one of answer.Users ?? []) {
      if (!one.UserId) continue;
      found.push({
        userId: one.UserId,
        userName: one.UserName ?? one.UserId,
        displayName: one.DisplayName ?? null,
        externalIds: external(one.ExternalIds),
        mail:
          (one.Emails ?? []).find(({ Primary }) => Primary === true)?.Value ?? one.Emails?.[0]?.Value ?? null,
        status: one.UserStatus ?? null,
      });
    }
    onCount(found.length);
    return { next: answer.NextToken };
  });
  return found;
}

async function readMembers(
  reader: IdentityStoreReader,
  IdentityStoreId: string,
  GroupId: string,
): Promise<string[]> {
  const found: string[] = [];
  await everyPage({ service: 'identitystore', operation: 'ListGroupMemberships' }, async (token) => {
    const answer = await reader('ListGroupMemberships', (client, sdk, abortSignal) =>
      client.send(
        new sdk.ListGroupMembershipsCommand({
          IdentityStoreId,
          GroupId,
          MaxResults: pageSize,
          ...(token === undefined ? {} : { NextToken: token }),
        }),
        { abortSignal },
      ),
    );
    for (const { MemberId } of answer.GroupMemberships ?? [])
      if (MemberId && 'UserId' in MemberId && MemberId.UserId) found.push(MemberId.UserId);
    return { next: answer.NextToken };
  });
  return found;
}
