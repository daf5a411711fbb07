/** Reads one account: directories of each Region, IAM, SAML providers. One part refused does not end the rest. */
import { unread } from '../domain/estate/facts.ts';
import type { EstateFacts, Partition } from '../domain/estate/facts.ts';
import type { IamRole, IamUser } from '../domain/estate/iam.ts';
import type { Reading } from '../domain/estate/reading.ts';
import type { AwsReadOptions } from './api.ts';
import type { Clients } from './clients.ts';
import { readRegion } from './directory/region.ts';
import { readAccountAlias, readAuthorizationDetails, readPasswordUse, readSessionDurations } from './iam.ts';
import { inTurns } from './inTurns.ts';
import { joinReadings, readPart } from './part.ts';
import { readSamlProviders } from './samlProviders.ts';

/** Regions of an account that are read at the same time. */
export const regionsAtOnce = 4;

/** One account, and how far to look in it. */
export interface AccountReach {
  readonly clients: Clients;
  readonly partition: Partition;
  readonly account: string;
  readonly name: string | null;
  /** Where what is one for the partition is asked. */
  readonly home: string;
  readonly regions: readonly string[];
  /** `regions` are all that are enabled for the account. */
  readonly allRegions: boolean;
  readonly onMissing: AwsReadOptions['onMissing'];
  /** `part` of `service` has `count` objects so far. */
  readonly onCount: (service: string, part: string, count: number) => void;
}

/** Rejects with `Fault` for what ends the reading of the whole account; all its work has stopped then. */
export async function readAccount(reach: AccountReach, stop: AbortController): Promise<EstateFacts> {
  const [directories, iam] = await together(stop, [readAllDirectories(reach), readIam(reach)]);
  return {
    ...unread('notAsked'),
    partition: reach.partition,
    accounts: [{ id: reach.account, name: reach.name, alias: iam.alias }],
    ...directories,
    ...iam.facts,
    delegations: { state: 'notReadable', code: 'noPublicApi' },
    reach: {
      regions: reach.regions,
      accounts: [{ id: reach.account, code: null }],
      allAccounts: false,
      allRegions: reach.allRegions,
    },
  };
}

/** All of them, or the first failure once the others have stopped. */
async function together<A, B>(stop: AbortController, work: [Promise<A>, Promise<B>]): Promise<[A, B]> {
  let first: { error: unknown } | undefined;
  const watched = work.map((one) =>
    one.catch((error: unknown) => {
      first ??= { error };
      stop.abort();
    }),
  );
  await Promise.all(watched);
  if (first) throw first.error;
  return Promise.all(work);
}

async function readAllDirectories({
  clients,
  account,
  regions,
  onMissing,
  onCount,
}: AccountReach): Promise<Pick<EstateFacts, 'directories' | 'directoryLimits'>> {
  const readings = await inTurns(regions, regionsAtOnce, (region) =>
    readRegion(clients.directoryService(region), account, region, onMissing, (count) =>
      onCount('ds', region, count),
    ),
  );
  return {
    directories: joinReadings(readings.map(({ directories }) => directories)),
    directoryLimits: joinReadings(readings.map(({ limits }) => limits)),
  };
}

type IamParts = Pick<EstateFacts, 'roles' | 'users' | 'groups' | 'policies' | 'samlProviders'>;

async function readIam({
  clients,
  account,
  home,
  onMissing,
  onCount,
}: AccountReach): Promise<{ alias: string | null; facts: IamParts }> {
  const reader = clients.iam(home);
  const where = (operation: string): string => `${account}/iam:${operation}`;
  const part = <T>(operation: string, work: () => Promise<T>): Promise<Reading<T>> =>
    readPart(where(operation), onMissing, work);

  const alias = await part('ListAccountAliases', () => readAccountAlias(reader));
  const details = await part('GetAccountAuthorizationDetails', () =>
    readAuthorizationDetails(
      reader,
      (count) => onCount('iam', 'details', count),
      (arn) => onMissing(arn, 'aws.malformedAnswer'),
    ),
  );
  const samlProviders = await part('ListSAMLProviders', () =>
    readSamlProviders(reader, (arn, fault) => onMissing(`${arn} iam:GetSAMLProvider`, fault.code)),
  );
  const shared = { samlProviders };
  const found = { alias: alias.state === 'read' ? alias.value : null };
  if (details.state !== 'read') {
    return {
      ...found,
      facts: { roles: details, users: details, groups: details, policies: details, ...shared },
    };
  }
  const { roles, users, groups, policies } = details.value;
  const durations = await part('ListRoles', () => readSessionDurations(reader));
  const passwords = users.length === 0 ? none : await part('ListUsers', () => readPasswordUse(reader));
  return {
    ...found,
    facts: {
      roles: {
        state: 'read',
        value: durations.state === 'read' ? roles.map((role) => withDuration(role, durations.value)) : roles,
      },
      users: {
        state: 'read',
        value:
          passwords.state === 'read' ? users.map((user) => withPasswordUse(user, passwords.value)) : users,
      },
      groups: { state: 'read', value: groups },
      policies: { state: 'read', value: policies },
      ...shared,
    },
  };
}

const none: Reading<ReadonlyMap<string, string>> = { state: 'notApplicable' };

const withDuration = (role: IamRole, durations: ReadonlyMap<string, number>): IamRole => ({
  ...role,
  maxSessionDuration: durations.get(role.arn) ?? null,
});

const withPasswordUse = (user: IamUser, used: ReadonlyMap<string, string>): IamUser => ({
  ...user,
  passwordLastUsed: used.get(user.arn) ?? null,
});
