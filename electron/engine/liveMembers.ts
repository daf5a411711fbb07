/**
 * Members of a group, and groups of an object, asked of a live directory. The walk goes from object to object, so that every
 * row has its path; primary groups, which stand in neither `member` nor `memberOf`, are asked for by their RID.
 */
import type { LiveMemberRow, ServerSays } from '#contract/liveMembers.ts';
import { maxPage } from '#contract/shapes.ts';
import { dnKey } from '#domain/directory/dnKey.ts';
import { escapeValue } from '#domain/directory/filter/value.ts';
import { generalizedTimeToIso } from '#domain/directory/generalizedTime.ts';
import type { DirectoryEntry } from '#domain/directory/object.ts';
import { domainSidOf, sidInDomain, sidOf, sidToBytes } from '#domain/directory/sid.ts';
import { toFilterValue } from '#domain/directory/hex.ts';
import { readTtlLink } from '#domain/directory/ttlLink.ts';
import { firstInteger, textsOf, valuesOf } from '#domain/directory/values.ts';
import type { DirectoryConnection } from '#ldap/api.ts';
import { isActiveDirectory, rootDseText } from './rootDse.ts';
import { liveRow, rowAttributes } from './live.ts';

type Via = LiveMemberRow['via'];

/** A group or object on the way, and the names that lead to it. */
interface Step {
  readonly dn: string;
  readonly path: readonly string[];
}

/** What the walk needs of a server, found out once. */
interface Server {
  readonly connection: DirectoryConnection;
  readonly signal: AbortSignal;
  readonly activeDirectory: boolean;
  /** Where objects are searched; null where the server names no default. */
  readonly domain: string | null;
  /** The server's clock, ISO 8601: what a time to live counts from. */
  readonly now: string;
}

const asked = [...rowAttributes, 'primaryGroupID', 'memberOf'];
const anything = '(objectClass=*)';

async function serverOf(connection: DirectoryConnection, signal: AbortSignal): Promise<Server> {
  const dse = await connection.rootDse();
  const time = rootDseText(dse, 'currentTime');
  return {
    connection,
    signal,
    activeDirectory: isActiveDirectory(dse),
    domain: rootDseText(dse, 'defaultNamingContext'),
    now: (time && generalizedTimeToIso(time)) ?? new Date().toISOString(),
  };
}

async function one(
  server: Server,
  dn: string,
  attributes: readonly string[],
): Promise<DirectoryEntry | null> {
  const request = {
    base: dn,
    scope: 'base',
    filter: anything,
    attributes,
    controls: { linkTtl: true },
  } as const;
  // A name that this server does not hold, or that is gone: the reference alone is what is known of it.
  const { entries } = await server.connection.search(request, server.signal).catch((error: unknown) => {
    if (isAbsence(error)) return { entries: [] };
    throw error;
  });
  return entries[0] ?? null;
}

const absences: ReadonlySet<string> = new Set([
  'ldap.noSuchObject',
  'ldap.referral',
  'ldap.invalidDn',
  'ldap.insufficientAccess',
]);
const isAbsence = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && absences.has(String(error.code));

const isGroup = (entry: DirectoryEntry): boolean =>
  textsOf(entry, 'objectClass').some((name) => /^group(ofnames|ofuniquenames)?$/i.test(name));

const nameOf = (entry: DirectoryEntry): string => liveRow(entry).name;

function row(entry: DirectoryEntry, via: Via, path: readonly string[], until: string | null): LiveMemberRow {
  const object = liveRow(entry);
  const foreign = object.kind === 'foreignSecurityPrincipal';
  return {
    object,
    reference: foreign ? (object.sid ?? object.dn) : object.dn,
    via: foreign ? 'foreignPrincipal' : via,
    depth: path.length + 1,
    path: [...path],
    until,
    standsFor: null,
  };
}

const unknownRow = (reference: string, path: readonly string[], until: string | null): LiveMemberRow => ({
  object: null,
  reference,
  via: 'member',
  depth: path.length + 1,
  path: [...path],
  until,
  standsFor: null,
});

/** Members, nearest first, a page at a time. Every object comes once, by a shortest way; a cycle ends where it closes. */
export async function* membersLive(
  connection: DirectoryConnection,
  dn: string,
  nested: boolean,
  signal: AbortSignal,
): AsyncGenerator<LiveMemberRow[], void> {
  const server = await serverOf(connection, signal);
  const seen = new Set([dnKey(dn)]);
  let level: Step[] = [{ dn, path: [] }];
  while (level.length > 0) {
    const next: Step[] = [];
    for (const group of level) {
      for await (const rows of membersOf(server, group, seen, next)) {
        for (let at = 0; at < rows.length; at += maxPage) yield rows.slice(at, at + maxPage);
      }
    }
    level = nested ? next : [];
  }
}

/** The direct members of one group that were not met before; groups among them go to `next`. */
async function* membersOf(
  server: Server,
  { dn, path }: Step,
  seen: Set<string>,
  next: Step[],
): AsyncGenerator<LiveMemberRow[], void> {
  const group = await one(server, dn, ['objectClass', 'objectSid', 'member', 'uniqueMember']);
  if (!group) return;
  const untilOf = new Map<string, string>();
  const references = new Map<string, string>();
  for (const stored of [...textsOf(group, 'member'), ...textsOf(group, 'uniqueMember')]) {
    const { dn: member, until } = readTtlLink(stored, server.now);
    references.set(dnKey(member), member);
    if (until) untilOf.set(dnKey(member), until);
  }
  const take = (entry: DirectoryEntry, via: Via): LiveMemberRow | null => {
    const key = dnKey(entry.dn);
    references.delete(key);
    if (seen.has(key)) return null;
    seen.add(key);
    if (isGroup(entry)) next.push({ dn: entry.dn, path: [...path, nameOf(entry)] });
    return row(entry, via, path, untilOf.get(key) ?? null);
  };
  const filter = server.activeDirectory && server.domain ? searchFilter(group, dn) : null;
  if (filter) {
    const request = { base: server.domain!, scope: 'sub', filter, attributes: asked } as const;
    for await (const entries of server.connection.stream(request, server.signal)) {
      const rows = entries.map((entry) =>
        take(entry, references.has(dnKey(entry.dn)) ? 'member' : 'primaryGroup'),
      );
      yield rows.filter((found) => found !== null);
    }
  }
  // Members of other domains, and all of them where the server keeps no back links.
  let rows: LiveMemberRow[] = [];
  for (const [key, reference] of references) {
    if (seen.has(key)) continue;
    const entry = await one(server, reference, asked);
    const found = entry ? take(entry, 'member') : unknownRow(reference, path, untilOf.get(key) ?? null);
    seen.add(key);
    if (found) rows.push(found);
    if (rows.length === 100) {
      yield rows;
      rows = [];
    }
  }
  if (rows.length > 0) yield rows;
}

/** Who names the group in a back link, or has it as the primary group. */
function searchFilter(group: DirectoryEntry, dn: string): string {
  const sid = sidOf(valuesOf(group, 'objectSid')[0]);
  const rid = sid && domainSidOf(sid) ? sid.slice(sid.lastIndexOf('-') + 1) : null;
  const byLink = `(memberOf=${escapeValue(dn)})`;
  return rid === null ? byLink : `(|${byLink}(primaryGroupID=${rid}))`;
}

/** The groups of an object, nearest first: by its back links, its primary group, and theirs in turn. */
export async function* memberOfLive(
  connection: DirectoryConnection,
  dn: string,
  nested: boolean,
  signal: AbortSignal,
): AsyncGenerator<LiveMemberRow[], void> {
  const server = await serverOf(connection, signal);
  const start = await one(server, dn, asked);
  if (!start) return;
  const seen = new Set([dnKey(dn)]);
  let level: { entry: DirectoryEntry; path: readonly string[] }[] = [{ entry: start, path: [] }];
  while (level.length > 0) {
    const next: typeof level = [];
    for (const { entry, path } of level) {
      const rows: LiveMemberRow[] = [];
      for await (const { found, reference, via } of groupsOf(server, entry)) {
        const key = dnKey(reference);
        if (seen.has(key)) continue;
        seen.add(key);
        if (!found) rows.push(unknownRow(reference, path, null));
        else {
          rows.push(row(found, via, path, null));
          next.push({ entry: found, path: [nameOf(found), ...path] });
        }
      }
      if (rows.length > 0) yield rows;
    }
    level = nested ? next : [];
  }
}

/** The groups that name one object, directly. Without back links they are searched for by their `member`. */
async function* groupsOf(
  server: Server,
  entry: DirectoryEntry,
): AsyncGenerator<{ found: DirectoryEntry | null; reference: string; via: Via }, void> {
  for (const reference of textsOf(entry, 'memberOf'))
    yield { found: await one(server, reference, asked), reference, via: 'member' };
  const primary = await primaryGroupOf(server, entry);
  if (primary) yield { found: primary, reference: primary.dn, via: 'primaryGroup' };
  if (server.activeDirectory) return;
  const base = server.domain ?? rootOf(entry.dn);
  const value = escapeValue(entry.dn);
  const request = { base, scope: 'sub', filter: `(|(member=${value})(uniqueMember=${value}))`, attributes: asked } as const; // prettier-ignore
  for await (const entries of server.connection.stream(request, server.signal))
    for (const found of entries) yield { found, reference: found.dn, via: 'member' };
}

/** The object's domain as its name spells it: where a server without a default naming context is searched. */
function rootOf(dn: string): string {
  const at = dn.search(/(?<=^|,)\s*(dc|o)=/i);
  return at < 0 ? dn : dn.slice(at).trimStart();
}

async function primaryGroupOf(server: Server, entry: DirectoryEntry): Promise<DirectoryEntry | null> {
  const rid = firstInteger(entry, 'primaryGroupID');
  const sid = sidOf(valuesOf(entry, 'objectSid')[0]);
  const domainSid = sid && domainSidOf(sid);
  if (rid === null || !domainSid || !server.domain) return null;
  const bytes = sidToBytes(sidInDomain(domainSid, rid));
  if (!bytes) return null;
  const filter = `(objectSid=${toFilterValue(bytes)})`;
  const request = { base: server.domain, scope: 'sub', filter, attributes: asked, limit: 1 } as const;
  return (await server.connection.search(request, server.signal)).entries[0] ?? null;
}

/**
 * The same question, answered by the server itself, to hold beside the walk. Members: its rule for chains, which stays inside
 * the domain and leaves primary groups out. Groups: what a sign-in token would hold, SIDs of security groups.
 */
export async function serverSays(
  connection: DirectoryConnection,
  dn: string,
  of: 'members' | 'memberOf',
  signal: AbortSignal,
): Promise<ServerSays> {
  const server = await serverOf(connection, signal);
  if (!server.activeDirectory || !server.domain) return { state: 'notReadable' };
  if (of === 'members') {
    const filter = `(memberOf:1.2.840.113556.1.4.1941:=${escapeValue(dn)})`;
    const request = { base: server.domain, scope: 'sub', filter, attributes: ['1.1'] } as const;
    let count = 0;
    for await (const entries of connection.stream(request, signal)) count += entries.length;
    return { state: 'read', count, sids: [] };
  }
  const entry = await one(server, dn, ['tokenGroups']);
  const sids = (entry ? valuesOf(entry, 'tokenGroups') : []).map((value) => sidOf(value));
  const read = sids.filter((sid) => sid !== null);
  // Absent where no global catalog can be reached: that is not "no groups" (facts/active-directory.md §10).
  return read.length === 0
    ? { state: 'notReadable' }
    : { state: 'read', count: read.length, sids: read.slice(0, maxPage) };
}
