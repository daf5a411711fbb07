/**
 * Reads one account: directories and instances of each Region, IAM; and what is one for the organization, where that is
 * asked for. One part refused does not end the rest.
 */
import { unread } from '../domain/estate/facts.ts';
import type { EstateFacts } from '../domain/estate/facts.ts';
import { readIam } from './accountIam.ts';
import type { AccountReach } from './accountReach.ts';
import { readCredentialReport } from './credentialReport.ts';
import { readRegion } from './directory/region.ts';
import { readIdentityCenter } from './identityCenter.ts';
import { readInstances } from './instances.ts';
import { inTurns } from './inTurns.ts';
import { readOrganization } from './organizations.ts';
import { joinReadings, readPart } from './part.ts';

/** Regions of an account that are read at the same time. */
const regionsAtOnce = 4;

/** Rejects with `Fault` for what ends the reading of the whole account; all its work has stopped then. */
export async function readAccount(
  reach: AccountReach,
  stop: AbortController,
  withShared: boolean,
): Promise<EstateFacts> {
  const [directories, instances, [iam, report], shared] = await together(stop, [
    readService(reach, 'ds', readDirectoryService),
    readService(reach, 'ec2', readCompute),
    readService(reach, 'iam', (its) =>
      together(stop, [readIam(its), its.credentialReport ? readReport(its) : Promise.resolve(null)]),
    ),
    withShared ? readShared(reach) : Promise.resolve(null),
  ]);
  return {
    ...unread('notAsked'),
    partition: reach.partition,
    accounts: [
      {
        id: reach.account,
        name: reach.name,
        ...iam.account,
        ...(report === null ? {} : { credentialReport: report }),
      },
    ],
    ...directories,
    instances,
    ...iam.facts,
    ...shared,
    delegations: { state: 'notReadable', code: 'noPublicApi' },
    reach: {
      regions: reach.regions,
      accounts: [{ id: reach.account, code: null }],
      allAccounts: false,
      allRegions: reach.allRegions,
    },
  };
}

/** One service of the account: what is missing of it, and that it is done, is told by its name. */
async function readService<T>(
  reach: AccountReach,
  service: string,
  read: (reach: AccountReach) => Promise<T>,
): Promise<T> {
  const onMissing: AccountReach['onMissing'] = (where, code) => {
    reach.onMissing(where, code);
    reach.onService(service, code);
  };
  const result = await read({ ...reach, onMissing });
  reach.onService(service, null);
  return result;
}

/** All of them, or the first failure once the others have stopped. */
async function together<T extends readonly Promise<unknown>[]>(
  stop: AbortController,
  work: readonly [...T],
): Promise<{ -readonly [At in keyof T]: Awaited<T[At]> }> {
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

async function readReport({ clients, account, home, signal, onMissing, onCount }: AccountReach) {
  const report = await readCredentialReport(clients.iam(home), account, signal, onMissing);
  if (report.state === 'read') onCount('iam', 'credentialReport', report.value.credentials.length);
  return report;
}

/** What is one for the organization, as this account sees it. */
export async function readShared(
  reach: AccountReach,
): Promise<Pick<EstateFacts, 'organization' | 'identityCenter'>> {
  const organization = await readService(
    reach,
    'organizations',
    ({ clients, account, home, onMissing, onCount }) =>
      readOrganization(clients.organizations(home), account, onMissing, (count) =>
        onCount('organizations', 'tree', count),
      ),
  );
  return { organization, identityCenter: await readSharedIdentityCenter(reach) };
}

/** Identity Center in whichever of the Regions it stands. */
export const readSharedIdentityCenter = (reach: AccountReach): Promise<EstateFacts['identityCenter']> =>
  readService(reach, 'sso', ({ clients, account, regions, onMissing, onCount }) =>
    readIdentityCenter({
      clients,
      account,
      regions,
      onMissing,
      onCount: (part, count) => onCount('sso', part, count),
    }),
  );

async function readDirectoryService({
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

async function readCompute({
  clients,
  account,
  regions,
  onMissing,
  onCount,
}: AccountReach): Promise<EstateFacts['instances']> {
  const readings = await inTurns(regions, regionsAtOnce, (region) =>
    readPart(`${account}/${region}/ec2:DescribeInstances`, onMissing, () =>
      readInstances(clients.ec2(region), account, region, (count) => onCount('ec2', region, count)),
    ),
  );
  return joinReadings(readings);
}
