import { Fault } from '../contract/faults.ts';
import type { OrganizationsReader } from './clients.ts';
import { everyPage } from './pages.ts';

export interface ListedAccount {
  /** Twelve digits. */
  readonly id: string;
  readonly name: string | null;
  /** Nobody can take a role in an account that is suspended or being closed. */
  readonly active: boolean;
}

/** Every account of the organization, in the order of their ids. Rejects with `Fault`. */
export async function listAccounts(reader: OrganizationsReader): Promise<ListedAccount[]> {
  const name = { service: 'organizations', operation: 'ListAccounts' };
  const all: ListedAccount[] = [];
  await everyPage(name, async (token) => {
    const answer = await reader(name.operation, (client, sdk, abortSignal) =>
      client.send(new sdk.ListAccountsCommand(token === undefined ? {} : { NextToken: token }), {
        abortSignal,
      }),
    );
    if (!Array.isArray(answer.Accounts))
      throw new Fault('aws.malformedAnswer', { ...name, detail: 'no list of accounts in the answer' });
    for (const { Id, Name, Status, State } of answer.Accounts)
      if (Id) all.push({ id: Id, name: Name ?? null, active: (State ?? Status ?? 'ACTIVE') === 'ACTIVE' });
    return { next: answer.NextToken };
  });
  return all.toSorted((a, b) => (a.id < b.id ? -1 : 1));
}
