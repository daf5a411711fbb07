/** The facts of an AWS snapshot as JSON in the file, and back with a look at their shape: a workspace is input. */
import { basename } from 'node:path';
import { z } from 'zod';
import { Fault } from '#contract/faults.ts';
import { unread } from '#domain/estate/facts.ts';
import type { EstateFacts } from '#domain/estate/facts.ts';
import type { Database } from './sqlite.ts';

/** What every reader of a `Reading` relies on; what is inside is taken as the type says. */
const reading = (value: z.ZodType) =>
  z.discriminatedUnion('state', [
    z.object({ state: z.literal('read'), value }),
    z.object({ state: z.literal('notReadable'), code: z.string() }),
    z.object({ state: z.literal('notApplicable') }),
  ]);
const items = reading(z.array(z.looseObject({})));

/** What a file of an earlier Treeline does not hold was not asked for. */
const absent = {
  ...unread('notAsked'),
  reach: { regions: [], accounts: [], allAccounts: false },
};

const shape = z.looseObject({
  partition: z.enum(['aws', 'aws-cn', 'aws-us-gov']),
  accounts: z.array(
    z.looseObject({
      id: z.string(),
      credentialReport: reading(z.looseObject({ credentials: z.array(z.looseObject({})) })).optional(),
    }),
  ),
  directories: items,
  roles: items,
  users: items,
  groups: items,
  policies: items,
  samlProviders: items,
  identityCenter: reading(z.looseObject({})),
  delegations: items,
  openIdProviders: items,
  instanceProfiles: items,
  instances: items,
  passwordPolicies: items,
  organization: reading(z.looseObject({})),
  directoryLimits: items,
  reach: z.looseObject({
    regions: z.array(z.string()),
    accounts: z.array(z.looseObject({ id: z.string() })),
    allAccounts: z.boolean(),
  }),
});

export function writeEstate(db: Database, snapshotId: number, facts: EstateFacts): void {
  db.prepare('REPLACE INTO estate (snapshot_id, facts) VALUES (?, ?)').run(snapshotId, JSON.stringify(facts));
}

/** Null where the snapshot has none; `workspace.damaged` where they are not what `writeEstate` writes. */
export function readEstate(db: Database, snapshotId: number): EstateFacts | null {
  const row = db.prepare('SELECT facts FROM estate WHERE snapshot_id = ?').get(snapshotId);
  if (!row) return null;
  let facts: unknown;
  try {
    facts = { ...absent, ...(JSON.parse(String(row['facts'])) as object) };
  } catch {
    facts = null;
  }
  if (!shape.safeParse(facts).success) {
    throw new Fault('workspace.damaged', {
      name: basename(db.path),
      detail: `snapshot ${snapshotId}: estate`,
    });
  }
  return facts as EstateFacts;
}
