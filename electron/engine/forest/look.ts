/** One way to look into a snapshot and into a live directory: searches that answer with entries, and what they could not read. */
import { Fault } from '#contract/faults.ts';
import { withoutSecrets } from '#domain/directory/attributes/secret.ts';
import { dnKey } from '#domain/directory/dnKey.ts';
import type { DirectoryEntry, RawValue } from '#domain/directory/object.ts';
import { firstInteger } from '#domain/directory/values.ts';
import type { ForestEntry } from '#domain/forest/input.ts';
import { sameDn } from '#domain/forest/names.ts';
import type { DirectoryConnection } from '#ldap/api.ts';
import type { Workspace } from '#workspace/api.ts';
import { deletedAttributes, isReadable } from '../deletedObjects.ts';
import { isActiveDirectory, rootDseText } from '../rootDse.ts';

export interface Asked {
  readonly base: string;
  readonly scope: 'base' | 'one' | 'sub';
  readonly filter: string;
  readonly attributes: readonly string[];
  /** Deleted objects are to be among the answer. */
  readonly deleted?: boolean;
}

export interface Look {
  /** Null = live. */
  readonly snapshotId: number | null;
  /** ISO 8601 UTC. */
  readonly readAt: string;
  /** DNs of the naming contexts that can be looked into. */
  readonly contexts: readonly string[];
  readonly missing: { where: string; code: string }[];
  /** Whether what answers is an Active Directory; null = not known. */
  readonly activeDirectory: boolean | null;
  /** The subschema entry's DN; null where none is named. */
  readonly subschema: string | null;
  /** An object that cannot be read is no entry; why is added to `missing`. */
  search(asked: Asked): Promise<ForestEntry[]>;
  /** What lies in a container of deleted objects; null = it may not be read, or was not. */
  deletedIn(container: string): Promise<ForestEntry[] | null>;
}

const everything = '(objectClass=*)';
const contextHead = 0x1;
const headClasses = '(|(objectClass=domainDNS)(objectClass=configuration)(objectClass=dMD))';
/** How deep naming contexts lie in each other: forest root, child domains, configuration, schema. */
const deepest = 8;

/** By a search for what the container holds. */
async function searchDeleted(
  search: Look['search'],
  container: string,
  deleted: boolean,
): Promise<ForestEntry[] | null> {
  const found = await search({ base: container, scope: 'sub', filter: everything, attributes: deletedAttributes, deleted }); // prettier-ignore
  return found.some((entry) => isReadable(entry)) ? found.filter(({ dn }) => !sameDn(dn, container)) : null;
}

/** The newest entry of one DN; null when there is none. */
export async function entryAt(
  look: Look,
  dn: string,
  attributes: readonly string[],
): Promise<ForestEntry | null> {
  return (await look.search({ base: dn, scope: 'base', filter: everything, attributes }))[0] ?? null;
}

/** @throws Fault `snapshot.notFound` */
export async function lookIntoSnapshot(
  workspace: Workspace,
  snapshotId: number,
  signal?: AbortSignal,
): Promise<Look> {
  const snapshot = (await workspace.sources())
    .flatMap(({ snapshots }) => snapshots)
    .find(({ id }) => id === snapshotId);
  if (!snapshot) throw new Fault('snapshot.notFound', { id: snapshotId });
  const search = async ({ base, scope, filter, attributes }: Asked) => {
    // A snapshot has no constructed attributes to be named: all are all.
    const some = attributes.includes('*') ? {} : { attributes };
    const { entries } = await workspace.find(snapshotId, { base, scope, filter, ...some }, signal);
    return entries;
  };
  const roots = await workspace.rows(
    { of: 'children', snapshotId, parentId: null },
    { offset: 0, limit: 1000 },
  );
  const contexts = roots.rows.map(({ dn }) => dn);
  // A naming context lies below another in the tree; its head says so itself (instanceType, [MS-ADTS] 2.2.9).
  let level: readonly string[] = contexts;
  for (let depth = 0; depth < deepest && level.length > 0; depth++) {
    const next: string[] = [];
    for (const base of level) {
      const attributes = ['objectClass', 'instanceType'];
      for (const head of await search({ base, scope: 'one', filter: headClasses, attributes })) {
        const type = firstInteger(head, 'instanceType');
        if (type === null || (type & contextHead) !== 0) next.push(head.dn);
      }
    }
    contexts.push(...next);
    level = next;
  }
  const { readAt, missing } = snapshot;
  return {
    snapshotId,
    readAt,
    contexts,
    missing: missing.map(({ where, code }) => ({ where, code })),
    activeDirectory: null,
    subschema: null,
    search,
    async deletedIn(container) {
      const kept = (await workspace.deleted(snapshotId)).find((list) => sameDn(list.container, container));
      // A file may hold them among its objects.
      return kept ? kept.entries : searchDeleted(search, container, false);
    },
  };
}

/** Faults of one search after which the others still answer. */
const partial: ReadonlySet<string> = new Set([
  'ldap.noSuchObject',
  'ldap.insufficientAccess',
  'ldap.referral',
  'ldap.timeLimit',
  'ldap.sizeLimit',
  'ldap.invalidDn',
]);

export async function lookLive(connection: DirectoryConnection, signal: AbortSignal): Promise<Look> {
  const dse = await connection.rootDse();
  const missing: { where: string; code: string }[] = [];
  const search = async ({ base, scope, filter, attributes, deleted }: Asked) => {
    const found: DirectoryEntry[] = [];
    const controls = deleted === true ? { deleted: true, domainScope: true } : { domainScope: true };
    const known = isActiveDirectory(dse) ? { controls } : {};
    const request = { base, scope, filter, attributes, ...known };
    try {
      if (scope === 'base') found.push(...(await connection.search(request, signal)).entries);
      else for await (const page of connection.stream(request, signal)) found.push(...page);
    } catch (error) {
      if (!(error instanceof Fault) || !partial.has(error.code)) throw error;
      // Not there is no answer of a trouble; what may not be read, is.
      missing.push({ where: base, code: error.code });
    }
    return found.map(withoutSecrets);
  };
  return {
    snapshotId: null,
    readAt: new Date().toISOString(),
    contexts: contextsOf(dse),
    missing,
    activeDirectory: isActiveDirectory(dse),
    subschema: rootDseText(dse, 'subschemaSubentry'),
    search,
    deletedIn: (container) => searchDeleted(search, container, true),
  };
}

function contextsOf(dse: Readonly<Record<string, readonly RawValue[]>>): string[] {
  const named = ['configurationNamingContext', 'schemaNamingContext', 'defaultNamingContext']
    .map((name) => rootDseText(dse, name))
    .filter((dn) => dn !== null);
  const held = (dse['namingContexts'] ?? []).filter((dn) => typeof dn === 'string');
  return [...new Map([...named, ...held].map((dn) => [dnKey(dn), dn])).values()];
}
