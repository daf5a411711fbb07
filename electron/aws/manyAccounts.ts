/** Many accounts: which they are, a role in each, so many at a time. */
import { Fault } from '../contract/faults.ts';
import type { AccountsToRead } from '../contract/awsReading.ts';
import type { EstateFacts, Partition } from '../domain/estate/facts.ts';
import { unread } from '../domain/estate/facts.ts';
import { readAccount, readShared, readSharedIdentityCenter } from './account.ts';
import type { MissingPart } from './api.ts';
import { openClients } from './clients.ts';
import { inTurns } from './inTurns.ts';
import { mergeEstates } from './merge.ts';
import { listAccounts } from './organizationAccounts.ts';
import type { ListedAccount } from './organizationAccounts.ts';
import { withAccount } from './oneAccount.ts';
import type { AccountAccess, Reach } from './oneAccount.ts';
import { roleCredentials } from './roleCredentials.ts';

/** Accounts that are read at the same time, each in several Regions. */
const accountsAtOnce = 4;
/** These are about the reading as a whole, not about one account. */
const endsAll: ReadonlySet<string> = new Set(['job.cancelled', 'aws.blockedOperation', 'internal']);

/**
 * Reads each account by a role of that name, and the caller's own as the caller. Rejects with `Fault`: the list of accounts
 * could not be read, somebody cancelled, or not one account could be read, with what ended the first.
 */
export async function readManyAccounts(reach: Reach, asked: AccountsToRead): Promise<EstateFacts> {
  const { options, progress, partition } = reach;
  const listed = asked.accounts === 'all' ? await listedByOrganization(reach) : named(asked.accounts);
  const known = knownOf(reach, listed);
  const done = new Set(known?.reach.accounts.map(({ id }) => id));
  const open = listed.filter(({ id }) => !done.has(id));
  progress.several(listed.length, [...done]);

  // What is no account's own failure ends the others as well, and they are waited for.
  const stop = new AbortController();
  const within: Reach = {
    ...reach,
    options: { ...options, signal: AbortSignal.any([options.signal, stop.signal]) },
  };
  let broken: { readonly error: unknown } | undefined;
  let firstFailure: Fault | undefined;
  const failed = (error: unknown): string => {
    if (error instanceof Fault && !endsAll.has(error.code)) {
      firstFailure ??= error;
      return error.code;
    }
    broken ??= { error };
    stop.abort();
    return 'job.cancelled';
  };
  const readOne = async (account: ListedAccount): Promise<EstateFacts> => {
    if (broken) return notRead(reach, account, 'job.cancelled');
    const missing: MissingPart[] = [];
    const onMissing = (where: string, code: string): void => {
      missing.push([where, code]);
      options.onMissing(where, code);
    };
    /** Why the account could not be read. */
    let code: string | null = null;
    try {
      if (!account.active && account.id !== reach.caller.account)
        return notRead(reach, account, (code = 'aws.accountNotActive'));
      const access = await accessTo(within, account, asked.roleName, onMissing);
      const facts = await withAccount(within, access, (its, halt) => readAccount(its, halt, false));
      options.onAccount?.(facts, missing);
      return facts;
    } catch (error) {
      return notRead(reach, account, (code = failed(error)));
    } finally {
      progress.finished(account.id, code);
    }
  };
  const [shared, read] = await Promise.all([
    readSharedBy(within, listed, asked.roleName).catch((error: unknown) => unread(failed(error))),
    inTurns(open, accountsAtOnce, readOne),
  ]);
  if (broken) throw broken.error;
  if (firstFailure && !known && read.every(isNotRead)) throw firstFailure;

  const ofAll: EstateFacts = { ...unread('notAsked'), ...shared, ...noAccount(partition) };
  const all = mergeEstates([ofAll, ...(known ? [known] : []), ...read]);
  const order = new Map(listed.map(({ id }, at) => [id, at]));
  const inOrder = <T extends { readonly id: string }>(ones: readonly T[]): T[] =>
    ones.toSorted((a, b) => order.get(a.id)! - order.get(b.id)!);
  return {
    ...all,
    accounts: inOrder(all.accounts),
    reach: {
      ...all.reach,
      accounts: inOrder(all.reach.accounts),
      allAccounts: asked.accounts === 'all',
    },
  };
}

const named = (ids: readonly string[]): ListedAccount[] =>
  [...new Set(ids)].map((id) => ({ id, name: null, active: true }));

async function listedByOrganization({ options, limits, credentials, home }: Reach): Promise<ListedAccount[]> {
  const { profile, signal } = options;
  const clients = openClients({ profile, limits, signal, credentials });
  try {
    return await listAccounts(clients.organizations(home));
  } finally {
    clients.close();
  }
}

/** What is known of the accounts that are asked for; of no others. */
function knownOf(
  { options: { known }, partition }: Reach,
  listed: readonly ListedAccount[],
): EstateFacts | null {
  if (!known || known.partition !== partition) return null;
  const asked = new Set(listed.map(({ id }) => id));
  const whole = known.reach.accounts.filter(({ code }) => code === null);
  if (whole.length === 0 || !whole.every(({ id }) => asked.has(id))) return null;
  const ids = new Set(whole.map(({ id }) => id));
  return {
    ...known,
    accounts: known.accounts.filter(({ id }) => ids.has(id)),
    reach: { ...known.reach, accounts: whole },
  };
}

/** The caller's own account is read as the caller; all others by the role, which is taken here. */
async function accessTo(
  { options, limits, partition, caller, credentials: source, home }: Reach,
  { id, name }: ListedAccount,
  roleName: string,
  onMissing: AccountAccess['onMissing'],
): Promise<AccountAccess> {
  if (id === caller.account) return { account: id, name, credentials: source, onMissing };
  const role = { partition, account: id, roleName, region: home, profile: options.profile, source };
  const credentials = roleCredentials(role, limits, options.signal);
  await credentials();
  return { account: id, name, credentials, onMissing };
}

type Shared = Pick<EstateFacts, 'organization' | 'identityCenter'>;

/**
 * What is one for the organization, as the caller sees it. Identity Center, where the caller does not see it, as the account
 * that administers it for the organization, or the management account, does. Rejects with `Fault`.
 */
async function readSharedBy(
  reach: Reach,
  listed: readonly ListedAccount[],
  roleName: string,
): Promise<Shared> {
  const { caller, credentials, options } = reach;
  const { onMissing } = options;
  const own = { account: caller.account, name: null, credentials, onMissing };
  const shared = await withAccount(reach, own, readShared);
  if (shared.identityCenter.state === 'read' || shared.organization.state !== 'read') return shared;
  const { delegatedAdministrators, managementAccountId } = shared.organization.value;
  const delegated = delegatedAdministrators.state === 'read' ? delegatedAdministrators.value : [];
  const seeing = [
    ...delegated.filter(({ services }) => services.includes('sso.amazonaws.com')).map((one) => one.account),
    managementAccountId,
  ];
  for (const id of seeing) {
    const account = listed.find((one) => one.id === id && one.active && one.id !== caller.account);
    if (!account) continue;
    const access = await accessTo(reach, account, roleName, onMissing);
    const identityCenter = await withAccount(reach, access, readSharedIdentityCenter);
    if (identityCenter.state === 'read') return { ...shared, identityCenter };
  }
  return shared;
}

const noAccount = (partition: Partition): Pick<EstateFacts, 'partition' | 'accounts' | 'reach'> => ({
  partition,
  accounts: [],
  reach: { regions: [], accounts: [], allAccounts: false, allRegions: true },
});

const isNotRead = (facts: EstateFacts): boolean => facts.reach.accounts.every(({ code }) => code !== null);

/** An account that is a row of its own, with nothing in it. */
function notRead({ partition, options }: Reach, { id, name }: ListedAccount, code: string): EstateFacts {
  options.onMissing(id, code);
  const none = noAccount(partition);
  return {
    ...unread(code),
    ...none,
    accounts: [{ id, name, alias: null }],
    reach: { ...none.reach, accounts: [{ id, code }] },
  };
}
