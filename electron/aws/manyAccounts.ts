/** Many accounts: which they are, a role in each, so many at a time. */
import { Fault } from '../contract/faults.ts';
import type { AccountsToRead } from '../contract/awsReading.ts';
import type { EstateFacts } from '../domain/estate/facts.ts';
import { unread } from '../domain/estate/facts.ts';
import type { MissingPart } from './api.ts';
import { openClients } from './clients.ts';
import { inTurns } from './inTurns.ts';
import { mergeEstates } from './merge.ts';
import { listAccounts } from './organizationAccounts.ts';
import type { ListedAccount } from './organizationAccounts.ts';
import { readOneAccount } from './oneAccount.ts';
import type { Reach } from './oneAccount.ts';
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

  let firstFailure: Fault | undefined;
  const read = await inTurns(open, accountsAtOnce, async (account): Promise<EstateFacts> => {
    const missing: MissingPart[] = [];
    const onMissing = (where: string, code: string): void => {
      missing.push([where, code]);
      options.onMissing(where, code);
    };
    try {
      if (!account.active && account.id !== reach.caller.account)
        return notRead(reach, account, 'aws.accountNotActive');
      const facts = await readListed(reach, account, asked.roleName, onMissing);
      options.onAccount?.(facts, missing);
      return facts;
    } catch (error) {
      if (!(error instanceof Fault) || endsAll.has(error.code)) throw error;
      firstFailure ??= error;
      return notRead(reach, account, error.code);
    } finally {
      progress.finished(account.id);
    }
  });
  if (firstFailure && !known && read.every(isNotRead)) throw firstFailure;
  const all = mergeEstates([...(known ? [known] : []), ...read]);
  const order = new Map(listed.map(({ id }, at) => [id, at]));
  const inOrder = <T extends { readonly id: string }>(ones: readonly T[]): T[] =>
    ones.toSorted((a, b) => order.get(a.id)! - order.get(b.id)!);
  return {
    ...all,
    partition,
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

function readListed(
  reach: Reach,
  account: ListedAccount,
  roleName: string,
  onMissing: (where: string, code: string) => void,
): Promise<EstateFacts> {
  const { options, limits, partition, caller, credentials: source, home } = reach;
  if (account.id === caller.account)
    return readOneAccount(reach, account.id, account.name, source, onMissing);
  const role = { partition, account: account.id, roleName, region: home, profile: options.profile, source };
  const credentials = roleCredentials(role, limits, options.signal);
  return credentials().then(() => readOneAccount(reach, account.id, account.name, credentials, onMissing));
}

const isNotRead = (facts: EstateFacts): boolean => facts.reach.accounts.every(({ code }) => code !== null);

/** An account that is a row of its own, with nothing in it. */
function notRead({ partition, options }: Reach, { id, name }: ListedAccount, code: string): EstateFacts {
  options.onMissing(id, code);
  return {
    ...unread(code),
    partition,
    accounts: [{ id, name, alias: null }],
    reach: { regions: [], accounts: [{ id, code }], allAccounts: false, allRegions: true },
  };
}
