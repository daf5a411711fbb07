import { Fault } from '#contract/faults.ts';
import type { Context } from './command.ts';

/** A session that only this process remembers would be gone before anyone could use it. Throws `vault.absent`. */
export async function needKeychain({ client }: Pick<Context, 'client'>): Promise<void> {
  const { tier, reason } = await client.secrets.vault();
  if (tier !== 'os-keychain') throw new Fault('vault.absent', { detail: reason });
}
