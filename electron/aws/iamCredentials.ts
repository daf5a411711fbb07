/**
 * Long-term credentials: keys with their last use, console passwords, second factors, and the root user.
 * Source: facts/sts-iam.md §2 (last line).
 */
import { Fault } from '../contract/faults.ts';
import type { AwsAccount } from '../domain/estate/facts.ts';
import type { IamUser } from '../domain/estate/iam.ts';
import type { IamReader } from './clients.ts';
import { isoDate } from './iamFacts.ts';
import { inTurns } from './inTurns.ts';
import { everyPage } from './pages.ts';
import { readPart } from './part.ts';
import { unlessNamed } from './serviceErrors.ts';
import type { OnMissing } from './serviceErrors.ts';

const atOnce = 4;
/** IAM's names for "there is none". */
export const noSuchEntity = ['NoSuchEntityException', 'NoSuchEntity'];

/** Of the account's root user, from GetAccountSummary. Rejects with `Fault`. */
export async function readRoot(reader: IamReader): Promise<NonNullable<AwsAccount['root']>> {
  const operation = 'GetAccountSummary';
  const { SummaryMap } = await reader(operation, (client, sdk, abortSignal) =>
    client.send(new sdk.GetAccountSummaryCommand({}), { abortSignal }),
  );
  const [keys, mfa] = [SummaryMap?.['AccountAccessKeysPresent'], SummaryMap?.['AccountMFAEnabled']];
  if (keys === undefined || mfa === undefined)
    throw new Fault('aws.malformedAnswer', { service: 'iam', operation, detail: 'nothing of the root user' });
  return { accessKeys: keys, mfaEnabled: mfa > 0 };
}

/**
 * The users with what their credentials are. What may not be read stays null, and `onMissing` hears of it once for each
 * operation; one that is denied for one user is not asked for the others. Rejects with `Fault` for what ends the whole
 * reading.
 */
export async function readCredentials(
  reader: IamReader,
  users: readonly IamUser[],
  where: (operation: string) => string,
  onMissing: OnMissing,
): Promise<IamUser[]> {
  const refused = new Set<string>();
  const told = new Set<string>();
  const ask = async <T>(operation: string, read: () => Promise<T>): Promise<T | null> => {
    if (refused.has(operation)) return null;
    const once: OnMissing = (place, code) => {
      if (code === 'aws.accessDenied') refused.add(operation);
      if (!told.has(`${operation} ${code}`)) onMissing(place, code);
      told.add(`${operation} ${code}`);
    };
    const reading = await readPart(where(operation), once, read);
    return reading.state === 'read' ? reading.value : null;
  };
  return inTurns(users, atOnce, async (user) => {
    const UserName = user.name;
    const accessKeys = await ask('ListAccessKeys', () => listKeys(reader, UserName));
    const withUse: NonNullable<IamUser['accessKeys']>[number][] = [];
    let unknownUse = false;
    for (const key of accessKeys ?? []) {
      const used = await ask('GetAccessKeyLastUsed', () => lastUse(reader, key.id));
      if (used === null) unknownUse = true;
      const { status, createDate } = key;
      withUse.push({ idTail: key.id.slice(-4), status, createDate, ...(used ?? { lastUsed: null }) });
    }
    const password = await ask('GetLoginProfile', async () => ({
      made: await passwordMade(reader, UserName),
    }));
    const mfaDevices = await ask('ListMFADevices', () => countDevices(reader, UserName));
    return {
      ...user,
      // A key whose last use is not known must not look as if it was never used.
      accessKeys: accessKeys === null || unknownUse ? null : withUse,
      hasConsolePassword: password === null ? null : password.made !== null,
      passwordCreated: password?.made?.date ?? null,
      mfaDevices,
    };
  });
}

async function listKeys(
  reader: IamReader,
  UserName: string,
): Promise<{ id: string; status: string; createDate: string | null }[]> {
  const found: { id: string; status: string; createDate: string | null }[] = [];
  await everyPage({ service: 'iam', operation: 'ListAccessKeys' }, async (token) => {
    const answer = await reader('ListAccessKeys', (client, sdk, abortSignal) =>
      client.send(
        new sdk.ListAccessKeysCommand({ UserName, ...(token === undefined ? {} : { Marker: token }) }),
        { abortSignal },
      ),
    );
    for (const { AccessKeyId, Status, CreateDate } of answer.AccessKeyMetadata ?? [])
      if (AccessKeyId)
        found.push({ id: AccessKeyId, status: Status ?? 'Unknown', createDate: isoDate(CreateDate) });
    return { next: answer.IsTruncated ? answer.Marker : undefined };
  });
  return found;
}

type KeyUse = Pick<
  NonNullable<IamUser['accessKeys']>[number],
  'lastUsed' | 'lastUsedService' | 'lastUsedRegion'
>;

async function lastUse(reader: IamReader, AccessKeyId: string): Promise<KeyUse> {
  const answer = await reader('GetAccessKeyLastUsed', (client, sdk, abortSignal) =>
    client.send(new sdk.GetAccessKeyLastUsedCommand({ AccessKeyId }), { abortSignal }),
  );
  const { LastUsedDate, ServiceName, Region } = answer.AccessKeyLastUsed ?? {};
  // Of a key that was never used AWS says `N/A` for both.
  const told = (name: string | undefined): string | null => (name && name !== 'N/A' ? name : null);
  return {
    lastUsed: isoDate(LastUsedDate),
    lastUsedService: told(ServiceName),
    lastUsedRegion: told(Region),
  };
}

/** Null where the user has no console password. */
const passwordMade = (reader: IamReader, UserName: string): Promise<{ date: string | null } | null> =>
  unlessNamed(noSuchEntity, null, async () => {
    const answer = await reader('GetLoginProfile', (client, sdk, abortSignal) =>
      client.send(new sdk.GetLoginProfileCommand({ UserName }), { abortSignal }),
    );
    return { date: isoDate(answer.LoginProfile?.CreateDate) };
  });

async function countDevices(reader: IamReader, UserName: string): Promise<number> {
  let count = 0;
  await everyPage({ service: 'iam', operation: 'ListMFADevices' }, async (token) => {
    const answer = await reader('ListMFADevices', (client, sdk, abortSignal) =>
      client.send(
        new sdk.ListMFADevicesCommand({ UserName, ...(token === undefined ? {} : { Marker: token }) }),
        { abortSignal },
      ),
    );
    count += answer.MFADevices?.length ?? 0;
    return { next: answer.IsTruncated ? answer.Marker : undefined };
  });
  return count;
}
