/** Reads one account: identity, directories of each Region, IAM, SAML providers. One part refused does not end the rest. */
import { Fault } from '../contract/faults.ts';
import type { AwsDirectory } from '../domain/estate/directory.ts';
import { unread } from '../domain/estate/facts.ts';
import type { EstateFacts } from '../domain/estate/facts.ts';
import type { IamRole, IamUser } from '../domain/estate/iam.ts';
import type { Reading } from '../domain/estate/reading.ts';
import { callerIdentity } from '../sts/identity.ts';
import type { CallLimits } from '../sts/limits.ts';
import type { AwsReadOptions } from './api.ts';
import { knownPartition } from './arn.ts';
import { openClients } from './clients.ts';
import type { Clients } from './clients.ts';
import { readDirectories } from './directories.ts';
import { readAccountAlias, readAuthorizationDetails, readPasswordUse, readSessionDurations } from './iam.ts';
import { inTurns } from './inTurns.ts';
import { joinReadings, readPart } from './part.ts';
import { readSamlProviders } from './samlProviders.ts';

/** Regions read at the same time; each asks one page after the other. */
const regionsAtOnce = 4;

interface Reach {
  readonly clients: Clients;
  readonly account: string;
  readonly regions: readonly string[];
  readonly onMissing: AwsReadOptions['onMissing'];
  /** `part` has `count` objects so far. */
  readonly onCount: (part: string, count: number) => void;
}

/** Rejects with `Fault`: cancelled, no usable credentials, a clock that is off, or STS itself out of reach. */
export async function read(options: AwsReadOptions, limits: CallLimits): Promise<EstateFacts> {
  const { profile, signal, onProgress } = options;
  onProgress('connecting', 0, null);
  const caller = await callerIdentity({ profile, region: options.regions[0] ?? null, limits, signal });
  const partition = knownPartition(caller.partition);
  if (partition === null) {
    throw new Fault('aws.serviceError', {
      service: 'sts',
      operation: 'GetCallerIdentity',
      detail: `partition ${caller.partition}`,
    });
  }
  // The first refusal that ends the reading ends the other parts as well, and they are waited for.
  const stop = new AbortController();
  const clients = openClients({ profile, limits, signal: AbortSignal.any([signal, stop.signal]) });
  const counts = new Map<string, number>();
  const reach: Reach = {
    clients,
    account: caller.account,
    regions: options.regions.length > 0 ? [...new Set(options.regions)] : [caller.region],
    onMissing: options.onMissing,
    onCount: (part, count) => {
      counts.set(part, count);
      onProgress(
        'reading',
        [...counts.values()].reduce((sum, one) => sum + one, 0),
        null,
      );
    },
  };
  try {
    const [directories, iam] = await together(stop, [readAllDirectories(reach), readIam(reach)]);
    onProgress('finishing', 0, null);
    return {
      ...unread('notAsked'),
      partition,
      accounts: [{ id: caller.account, name: null, alias: iam.alias }],
      directories,
      ...iam.facts,
      delegations: { state: 'notReadable', code: 'noPublicApi' },
      reach: {
        regions: reach.regions,
        accounts: [{ id: caller.account, code: null }],
        allAccounts: false,
      },
    };
  } finally {
    clients.close();
  }
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
}: Reach): Promise<Reading<readonly AwsDirectory[]>> {
  const readings = await inTurns(regions, regionsAtOnce, (region) => {
    const where = `${account}/${region}/ds:DescribeDirectories`;
    return readPart(where, onMissing, async () => {
      const onPage = (count: number): void => onCount(where, count);
      const { directories, unknown } = await readDirectories(
        clients.directoryService(region),
        account,
        region,
        onPage,
      );
      for (const id of unknown) onMissing(`${account}/${region}/${id}`, 'aws.malformedAnswer');
      return directories;
    });
  });
  return joinReadings(readings);
}

type IamParts = Pick<EstateFacts, 'roles' | 'users' | 'groups' | 'policies' | 'samlProviders'>;

async function readIam({
  clients,
  account,
  regions,
  onMissing,
  onCount,
}: Reach): Promise<{ alias: string | null; facts: IamParts }> {
  const reader = clients.iam(regions[0]!);
  const where = (operation: string): string => `${account}/iam:${operation}`;
  const part = <T>(operation: string, work: () => Promise<T>): Promise<Reading<T>> =>
    readPart(where(operation), onMissing, work);

  const alias = await part('ListAccountAliases', () => readAccountAlias(reader));
  const details = await part('GetAccountAuthorizationDetails', () =>
    readAuthorizationDetails(
      reader,
      (count) => onCount('iam', count),
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
