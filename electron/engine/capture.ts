/** Capturing a live directory into a snapshot: every readable object of the chosen naming contexts. */
import type { Connection } from '#contract/profiles.ts';
import { Fault } from '#contract/faults.ts';
import { dnsNameOf } from '#domain/directory/dnKey.ts';
import type { RawValue } from '#domain/directory/object.ts';
import type { DirectoryConnection } from '#ldap/api.ts';
import type { Workspace } from '#workspace/api.ts';
import type { JobControl } from './jobs.ts';
import { isActiveDirectory, rootDseText } from './rootDse.ts';
import { type SnapshotFill, writeSnapshot } from './snapshots.ts';

/** All user attributes, and those that a directory gives only when named. Source: facts/active-directory.md §6. */
const activeDirectoryAttributes = ['*', 'msDS-User-Account-Control-Computed', 'createTimeStamp'];
/** RFC 3673: `+` asks for the operational attributes. */
const genericAttributes = ['*', '+'];

type Attributes = Readonly<Record<string, readonly RawValue[]>>;

/** The naming contexts that a capture reads: the profile's base alone, or the domain and the configuration. */
function contextsOf(connection: Connection, dse: Attributes): string[] {
  if (connection.base) return [connection.base];
  const named = [
    rootDseText(dse, 'defaultNamingContext'),
    rootDseText(dse, 'configurationNamingContext'),
  ].filter((dn) => dn !== null);
  return named.length > 0 ? named : (dse['namingContexts'] ?? []).filter((dn) => typeof dn === 'string');
}

/** The DNS name of a domain's context; another context keeps its own name. */
function nameOf(context: string): string {
  try {
    return dnsNameOf(context)?.toLowerCase() ?? context;
  } catch (cause) {
    throw new Fault('ldap.invalidDn', { dn: context }, { cause });
  }
}

async function readContext(
  directory: DirectoryConnection,
  base: string,
  attributes: readonly string[],
  writer: SnapshotFill,
  control: JobControl,
  before: number,
): Promise<number> {
  let count = before;
  let referrals = 0;
  const request = { base, scope: 'sub', filter: '(objectClass=*)', attributes } as const;
  for await (const page of directory.stream(request, control.signal, () => (referrals += 1))) {
    await writer.addEntries(page);
    count += page.length;
    control.progress('reading', count, null);
  }
  // What another server holds was not read: said, so that its absence is not taken for emptiness.
  if (referrals > 0) await writer.addMissing(base, 'ldap.referral');
  return count;
}

/** Reads the directory into a new snapshot of `workspace`; a fault or a cancel leaves the workspace as it was. */
export async function captureForest(
  directory: DirectoryConnection,
  connection: Connection,
  workspace: Workspace,
  control: JobControl,
): Promise<number> {
  control.progress('connecting', 0, null);
  const readAt = new Date().toISOString();
  const dse = await directory.rootDse();
  const contexts = contextsOf(connection, dse);
  const [main] = contexts;
  if (!main) throw new Fault('snapshot.none', { kind: 'namingContexts' });
  const attributes = isActiveDirectory(dse) ? activeDirectoryAttributes : genericAttributes;
  const source = {
    kind: 'forest',
    name: nameOf(main),
    origin: 'on-premises',
    directoryId: null,
  } as const;
  return writeSnapshot(workspace, source, readAt, control, async (writer) => {
    let count = 0;
    for (const context of contexts) {
      try {
        count = await readContext(directory, context, attributes, writer, control, count);
      } catch (error) {
        // The domain itself has to be read whole; a further context that may not be read is said to be missing.
        if (context === main || !(error instanceof Fault) || !readableElsewhere.has(error.code)) throw error;
        await writer.addMissing(context, error.code);
      }
    }
  });
}

const readableElsewhere = new Set(['ldap.noSuchObject', 'ldap.insufficientAccess', 'ldap.referral']);
