/**
 * IAM Identity Center of one account: its instance, permission sets, assignments and identity store.
 * Source: facts/group-role-mapping.md §1 C (calls, throttle of 20 a second for all together).
 */
import type { IdentityCenter } from '../domain/estate/identityCenter.ts';
import type { Reading } from '../domain/estate/reading.ts';
import type { Clients, IdentityStoreReader, SsoAdminReader } from './clients.ts';
import { readAssignments, readPermissionSets } from './identityCenterSets.ts';
import { readStore } from './identityStore.ts';
import { inTurns } from './inTurns.ts';
import { paceOf } from './pace.ts';
import type { Pace } from './pace.ts';
import { everyPage } from './pages.ts';
import { readPart } from './part.ts';
import { readPartUnless } from './serviceErrors.ts';
import type { OnMissing } from './serviceErrors.ts';

/** Calls a second of both services together, for one account. */
export const identityCenterRate = 20;
/** Regions that are asked for an instance at the same time. */
const regionsAtOnce = 4;

export interface IdentityCenterOptions {
  readonly clients: Pick<Clients, 'ssoAdmin' | 'identityStore'>;
  readonly account: string;
  readonly regions: readonly string[];
  readonly onMissing: OnMissing;
  readonly onCount: (part: string, count: number) => void;
  /** Calls a second; for tests. */
  readonly perSecond?: number;
}

interface Instance {
  readonly region: string;
  readonly instanceArn: string;
  readonly identityStoreId: string;
  readonly ownerAccountId: string | null;
  readonly name: string | null;
  readonly status: string | null;
}

/**
 * The instance that the account sees, the organization's before one of its own; not applicable where no Region that was
 * asked has one. Which source feeds it cannot be read: `unknown`. Rejects with `Fault` for what ends the whole reading.
 */
export async function readIdentityCenter(options: IdentityCenterOptions): Promise<Reading<IdentityCenter>> {
  const { clients, account, regions, onMissing } = options;
  const pace = paceOf(options.perSecond ?? identityCenterRate);
  const readings = await inTurns(regions, regionsAtOnce, (region) =>
    readPart(`${account}/${region}/sso:ListInstances`, onMissing, () =>
      readInstances(paced(clients.ssoAdmin(region), pace), region),
    ),
  );
  const found = readings.flatMap((reading) => (reading.state === 'read' ? reading.value : []));
  const instance = found.find(({ ownerAccountId }) => ownerAccountId !== account) ?? found[0];
  if (!instance)
    return (
      (readings.find(({ state }) => state === 'notReadable') as Reading<never>) ?? { state: 'notApplicable' }
    );
  return { state: 'read', value: await readInstance(options, pace, instance) };
}

/** The same reader, each of whose calls waits for its turn. */
function paced<R extends SsoAdminReader | IdentityStoreReader>(reader: R, pace: Pace): R {
  const call = reader as (operation: string, send: never) => Promise<unknown>;
  return ((operation: string, send: never) => pace(() => call(operation, send))) as R;
}

async function readInstances(reader: SsoAdminReader, region: string): Promise<Instance[]> {
  const found: Instance[] = [];
  await everyPage({ service: 'sso', operation: 'ListInstances' }, async (token) => {
    const answer = await reader('ListInstances', (client, sdk, abortSignal) =>
      client.send(new sdk.ListInstancesCommand(token === undefined ? {} : { NextToken: token }), {
        abortSignal,
      }),
    );
    for (const one of answer.Instances ?? []) {
      if (!one.InstanceArn || !one.IdentityStoreId) continue;
      found.push({
        region,
        instanceArn: one.InstanceArn,
        identityStoreId: one.IdentityStoreId,
        ownerAccountId: one.OwnerAccountId ?? null,
        name: one.Name ?? null,
        status: one.Status ?? null,
      });
    }
    return { next: answer.NextToken };
  });
  return found;
}

type Part = NonNullable<IdentityCenter['notRead']>[number]['part'];

async function readInstance(
  { clients, account, onMissing, onCount }: IdentityCenterOptions,
  pace: Pace,
  instance: Instance,
): Promise<IdentityCenter> {
  const { region, instanceArn, identityStoreId } = instance;
  const admin = paced(clients.ssoAdmin(region), pace);
  const at = (operation: string): string => `${account}/${region}/${operation}`;
  const notRead: { part: Part; code: string }[] = [];
  const lacks =
    (part: Part) =>
    (where: string, code: string): void => {
      notRead.push({ part, code });
      onMissing(where, code);
    };
  const listed = async <T>(
    part: Part,
    operation: string,
    read: () => Promise<readonly T[]>,
  ): Promise<readonly T[]> => {
    const reading = await readPart(at(operation), lacks(part), read);
    return reading.state === 'read' ? reading.value : [];
  };

  const permissionSets = await listed('permissionSets', 'sso:ListPermissionSets', () =>
    readPermissionSets(admin, instanceArn, onMissing, (count) => onCount('permissionSets', count)),
  );
  const assignments = await listed('assignments', 'sso:ListAccountAssignments', () =>
    readAssignments(admin, instanceArn, permissionSets, lacks('assignments'), (count) =>
      onCount('assignments', count),
    ),
  );
  const store = await readStore(
    paced(clients.identityStore(region), pace),
    identityStoreId,
    (part, operation, read) => listed(part, operation, read),
    (where, code) => lacks('memberships')(`${at('identitystore:ListGroupMemberships')} ${where}`, code),
    onCount,
  );
  const attributes = await readPartUnless(
    // The instance gives no attributes at all.
    ['ResourceNotFoundException'],
    at('sso:DescribeInstanceAccessControlAttributeConfiguration'),
    onMissing,
    () => readAttributes(admin, instanceArn),
  );
  return {
    instanceArn,
    identityStoreId,
    region,
    source: 'unknown',
    directoryId: null,
    permissionSets,
    assignments,
    ...store,
    ownerAccountId: instance.ownerAccountId,
    name: instance.name,
    status: instance.status,
    accessControlAttributes: attributes,
    ...(notRead.length > 0 ? { notRead: eachOnce(notRead) } : {}),
  };
}

const eachOnce = <T extends { part: string; code: string }>(all: readonly T[]): T[] => [
  ...new Map(all.map((one) => [`${one.part} ${one.code}`, one])).values(),
];

async function readAttributes(
  reader: SsoAdminReader,
  InstanceArn: string,
): Promise<{ key: string; source: string[] }[]> {
  const answer = await reader(
    'DescribeInstanceAccessControlAttributeConfiguration',
    (client, sdk, abortSignal) =>
      client.send(new sdk.DescribeInstanceAccessControlAttributeConfigurationCommand({ InstanceArn }), {
        abortSignal,
      }),
  );
  return (answer.InstanceAccessControlAttributeConfiguration?.AccessControlAttributes ?? []).flatMap(
    ({ Key, Value }) => (Key ? [{ key: Key, source: Value?.Source ?? [] }] : []),
  );
}
