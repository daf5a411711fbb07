/** What `treeline estate --json` prints: the contract's rows, with English beside their codes. */
import { z } from 'zod';
import { directoryRow, trustsInShort } from './estate/directories.ts';
import { assignmentRow, setRow } from './estate/identityCenter.ts';
import { instanceRow, nodeSchema, reachRow } from './estate/organization.ts';
import { policyRow } from './estate/policies.ts';
import { roleRow } from './estate/roles.ts';
import { gapSchema, readingOf, readingState } from './estate/shapes.ts';
import { credentialRow, userRow } from './estate/users.ts';
import { evidenceSchema } from './shapes.ts';

const message = { message: z.string() };
const said = z.array(z.object({ code: z.string(), ...message }));

const list = <V extends string, T extends z.ZodType>(view: V, row: T) =>
  z.object({
    view: z.literal(view),
    /** `read` where any AWS source gave it; each that did not stands in `gaps`. */
    state: readingState,
    gaps: z.array(gapSchema.extend(message)),
    total: z.int(),
    rows: z.array(row),
  });

export const estateDocument = z.discriminatedUnion('view', [
  /** `domains`: how many different ones the directories are. */
  list(
    'directories',
    directoryRow.extend({
      ties: z.array(directoryRow.shape.ties.element.extend(message)),
      trusts: readingOf(
        trustsInShort.extend({ issues: z.array(trustsInShort.shape.issues.element.extend(message)) }),
      ),
    }),
  ).extend({ domains: z.int() }),
  list('roles', roleRow.extend({ kinds: said, trustedBy: said, advice: said })),
  list('policies', policyRow.extend(message)),
  list('users', userRow.extend({ issues: said })),
  /** `notRead`: how many users or accounts lack what a judgement needs. */
  list(
    'credentials',
    credentialRow.extend({
      ...message,
      remedy: z.string(),
      evidence: z.array(evidenceSchema.extend(message)),
    }),
  ).extend({
    notRead: z.array(z.object({ snapshotId: z.int(), code: z.string(), count: z.int(), ...message })),
  }),
  list('permission-sets', setRow),
  list('assignments', assignmentRow),
  list('organization', nodeSchema.extend({ snapshotId: z.int() })),
  list('instances', instanceRow),
  /** Accounts that were read, that failed, and that are known and were not asked. */
  list('accounts', reachRow.extend({ message: z.string().nullable() })),
]);
