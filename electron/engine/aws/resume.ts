/** What a reading of several accounts goes on from: the newest snapshot of the same source. */
import type { MissingPart } from '#aws/api.ts';
import type { ReadAwsInput } from '#contract/awsReading.ts';
import type { EstateFacts } from '#domain/estate/facts.ts';
import type { Workspace } from '#workspace/api.ts';
import type { EarlierReading } from './unfinished.ts';

/** Null where there is no snapshot that asked the same Regions, and for reports where they are, and read an account. */
export async function newestReading(
  workspace: Workspace,
  account: string,
  input: ReadAwsInput,
): Promise<EarlierReading | null> {
  const source = (await workspace.sources()).find(({ kind, name }) => kind === 'aws' && name === account);
  const newest = source?.snapshots.at(-1);
  const estate = newest && (await workspace.estates()).find(({ snapshotId }) => snapshotId === newest.id);
  if (!newest || !estate || !asked(estate.facts, input)) return null;
  const whole = estate.facts.reach.accounts.filter(({ code }) => code === null).map(({ id }) => id);
  if (whole.length === 0) return null;
  const missing = newest.missing
    .filter(({ where }) => whole.some((id) => where.includes(id)))
    .map(({ where, code }): MissingPart => [where, code]);
  return { readAt: newest.readAt, facts: [estate.facts], missing };
}

function asked({ reach, accounts }: EstateFacts, { regions, credentialReport }: ReadAwsInput): boolean {
  const unreported = (id: string): boolean =>
    accounts.some((account) => account.id === id && account.credentialReport === undefined);
  if (credentialReport && reach.accounts.some(({ id, code }) => code === null && unreported(id)))
    return false;
  if (regions === 'all') return reach.allRegions === true;
  return reach.regions.length === regions.length && regions.every((region) => reach.regions.includes(region));
}
