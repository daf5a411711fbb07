/** Reads a Managed AD by the Directory Service Data API: users, groups, memberships. Source: facts/aws-directory-service.md §4. */
import type { z } from 'zod';
import { Fault } from '../../contract/faults.ts';
import type { DirectoryEntry } from '../../domain/directory/object.ts';
import { domainSidOf } from '../../domain/directory/sid.ts';
import type { CallLimits } from '../../sts/limits.ts';
import { standardChain } from '../../sts/settings.ts';
import type { DirectoryDataReading, ReadDirectoryDataOptions } from '../api.ts';
import { openClients } from '../clients.ts';
import { inTurns } from '../inTurns.ts';
import { everyPage } from '../pages.ts';
import { readPart } from '../part.ts';
import { answers } from './answers.ts';
import type { DataMember } from './answers.ts';
import { directoryDataCaller } from './client.ts';
import { directoryDataEndpoint } from './endpoint.ts';
import { describing } from './described.ts';
import type { Ask } from './described.ts';
import { domainDn, domainEntry, foreignPrincipal, groupEntry, userEntry } from './entries.ts';
import { refusedFor } from './refused.ts';

/** The most that one page holds. */
const pageSize = 250;
/** Users and groups that are described at the same time. */
const atOnce = 4;

/** Asks for one user first, so that what cannot be read says so before anything is kept. Rejects with `Fault`. */
export async function openDirectoryData(
  options: ReadDirectoryDataOptions,
  limits: CallLimits,
): Promise<DirectoryDataReading> {
  const { profile, region, directoryId, signal, onProgress } = options;
  onProgress('connecting', 0, null);
  const credentials = await standardChain(profile, limits);
  const endpoint = await directoryDataEndpoint(profile, region);
  const caller = directoryDataCaller({ endpoint, region, credentials, limits, signal });
  const ask: Ask = async (operation, input) => {
    const answer = answers[operation].safeParse(
      await caller(operation, directoryId, input).catch((error: unknown) => {
        throw refusedFor(directoryId, error);
      }),
    );
    if (answer.success) return answer.data as never;
    const detail = `nothing usable at ${answer.error.issues[0]?.path.join('.') ?? ''}`;
    throw new Fault('aws.malformedAnswer', { service: 'ds-data', operation, detail });
  };
  const { Realm: realm } = await ask('ListUsers', { MaxResults: 1 });
  if (!realm) {
    const detail = 'no realm in the answer';
    throw new Fault('aws.malformedAnswer', { service: 'ds-data', operation: 'ListUsers', detail });
  }
  return { realm, entries: () => entriesOf(ask, realm, options, limits) };
}

async function* entriesOf(
  ask: Ask,
  realm: string,
  options: ReadDirectoryDataOptions,
  limits: CallLimits,
): AsyncGenerator<DirectoryEntry[], void, void> {
  const { onProgress, onMissing } = options;
  const root = domainDn(realm);
  for (const code of [
    'directoryData.otherKinds',
    'directoryData.noPrimaryGroup',
    'directoryData.moreAttributes',
  ])
    onMissing(root, code);
  const trusted = await trustedRealms(options, limits);
  if (trusted.state !== 'read') onMissing(root, 'directoryData.trustedMembers');
  const realms = [realm, ...(trusted.state === 'read' ? trusted.value : [])];

  /** SID → distinguishedName of all that was described: members are told by SID alone. */
  const places = new Map<string, string>();
  let count = 0;
  const counted = (entries: DirectoryEntry[]): DirectoryEntry[] => {
    onProgress('reading', (count += entries.length), null);
    return entries;
  };
  const unplaced = (name: string): void => onMissing(name, 'aws.malformedAnswer');
  let domainSid: string | null = null;
  let partialFlags = false;

  const describeOne = describing(ask, (attribute) =>
    onMissing(`${root} ${attribute}`, 'directoryData.refusedAttribute'),
  );
  const users = await names(ask, 'ListUsers', (answer) => answer.Users);
  for (const some of inBatches(users)) {
    const described = await inTurns(some, atOnce, (name) => describeOne('DescribeUser', name));
    yield counted(
      described.flatMap((one) => {
        const entry = userEntry(one);
        if (!entry) unplaced(one.SAMAccountName);
        else if (one.SID) places.set(one.SID, entry.dn);
        domainSid ??= one.SID ? domainSidOf(one.SID) : null;
        partialFlags ||= one.OtherAttributes?.['userAccountControl'] === undefined;
        return entry ?? [];
      }),
    );
  }
  if (partialFlags) onMissing(root, 'import.partialAccountControl');

  const groups = await names(ask, 'ListGroups', (answer) => answer.Groups);
  const described = await inTurns(groups, atOnce, (name) => describeOne('DescribeGroup', name));
  for (const one of described) {
    if (one.SID && one.DistinguishedName) places.set(one.SID, one.DistinguishedName);
    domainSid ??= one.SID && !one.SID.startsWith('S-1-5-32-') ? domainSidOf(one.SID) : null;
  }
  yield counted([domainEntry(realm, domainSid)]);
  const foreign = new Set<string>();
  for (const some of inBatches(described)) {
    const entries: DirectoryEntry[] = [];
    const members = await inTurns(some, atOnce, ({ SAMAccountName }) =>
      membersOf(ask, SAMAccountName, realms),
    );
    some.forEach((one, at) => {
      const found: string[] = [];
      for (const member of members[at]!) {
        const place = member.SID ? places.get(member.SID) : undefined;
        if (place !== undefined) found.push(place);
        else if (member.SID && member.realm !== realm) {
          const principal = foreignPrincipal(realm, member.SID);
          if (!foreign.has(principal.dn)) entries.push(principal);
          foreign.add(principal.dn);
          found.push(principal.dn);
        } else {
          const code =
            member.MemberType === 'COMPUTER' ? 'directoryData.computerMembers' : 'aws.malformedAnswer';
          onMissing(one.DistinguishedName ?? one.SAMAccountName, code);
        }
      }
      const entry = groupEntry(one, found);
      if (entry) entries.push(entry);
      else unplaced(one.SAMAccountName);
    });
    yield counted(entries);
  }
}

function* inBatches<T>(all: readonly T[]): Generator<T[], void, void> {
  for (let at = 0; at < all.length; at += pageSize) yield all.slice(at, at + pageSize);
}

async function names<O extends 'ListUsers' | 'ListGroups'>(
  ask: Ask,
  operation: O,
  of: (answer: z.infer<(typeof answers)[O]>) => readonly { readonly SAMAccountName: string }[],
): Promise<string[]> {
  const all: string[] = [];
  await everyPage({ service: 'ds-data', operation }, async (token) => {
    const answer = await ask(operation, { MaxResults: pageSize, ...(token ? { NextToken: token } : {}) });
    all.push(...of(answer).map(({ SAMAccountName }) => SAMAccountName));
    return { next: answer.NextToken ?? undefined };
  });
  return all;
}

/** The direct members of a group, from its own domain and from each trusted one. */
async function membersOf(
  ask: Ask,
  group: string,
  realms: readonly string[],
): Promise<(DataMember & { readonly realm: string })[]> {
  const all: (DataMember & { readonly realm: string })[] = [];
  for (const realm of realms) {
    await everyPage({ service: 'ds-data', operation: 'ListGroupMembers' }, async (token) => {
      const answer = await ask('ListGroupMembers', {
        SAMAccountName: group,
        MaxResults: pageSize,
        ...(realm === realms[0] ? {} : { MemberRealm: realm }),
        ...(token ? { NextToken: token } : {}),
      });
      all.push(...answer.Members.map((member) => ({ ...member, realm })));
      return { next: answer.NextToken ?? undefined };
    });
  }
  return all;
}

/** Domains that the directory trusts, by DescribeTrusts: their users may be members here. */
async function trustedRealms(
  { profile, region, directoryId, signal, onMissing }: ReadDirectoryDataOptions,
  limits: CallLimits,
) {
  const clients = openClients({ profile, limits, signal });
  try {
    return await readPart(`${region}/${directoryId} ds:DescribeTrusts`, onMissing, async () => {
      const realms = new Set<string>();
      await everyPage({ service: 'ds', operation: 'DescribeTrusts' }, async (token) => {
        const answer = await clients.directoryService(region)('DescribeTrusts', (client, sdk, abortSignal) =>
          client.send(
            new sdk.DescribeTrustsCommand({
              DirectoryId: directoryId,
              ...(token === undefined ? {} : { NextToken: token }),
            }),
            { abortSignal },
          ),
        );
        for (const { RemoteDomainName, TrustDirection, TrustState } of answer.Trusts ?? [])
          if (RemoteDomainName && TrustDirection !== 'One-Way: Incoming' && TrustState !== 'Deleted')
            realms.add(RemoteDomainName);
        return { next: answer.NextToken };
      });
      return [...realms];
    });
  } finally {
    clients.close();
  }
}
