/** The security procedures: descriptors as rows, from a snapshot or live, and who decides over a group or a domain. */
import type { z } from 'zod';
import type { MemberRow } from '#contract/index.ts';
import type {
  controllersInput,
  controlInput,
  liveSecurityInput,
  replicatorsInput,
  Control,
  Security,
  securityInput,
  Trustee,
} from '#contract/security.ts';
import { Fault } from '#contract/faults.ts';
import { meaningOf } from '#domain/control/trustee.ts';
import { parentDn } from '#domain/directory/dnKey.ts';
import { sidOf, sidToFilter } from '#domain/directory/sid.ts';
import { firstText, valuesOf } from '#domain/directory/values.ts';
import type { DirectoryConnection } from '#ldap/api.ts';
import type { Engine } from './engine.ts';
import { controlOfGroup, replicatorsOf } from './security/control.ts';
import { descriptorOf, readOrNull, typeNames } from './security/descriptor.ts';
import { securityRows } from './security/rows.ts';
import type { Ancestor } from './security/rows.ts';
import { bareTrustee, factsOf, trusteesOf } from './security/trustees.ts';

/** Deeper than any directory that people made; a server's names end the walk long before. */
const maxDepth = 64;
/** SIDs in one live question. */
const sidsAtOnce = 50;

export async function security(
  engine: Engine,
  { snapshotId, objectId, page }: z.infer<typeof securityInput>,
): Promise<Security> {
  const workspace = engine.workspace.current;
  const { path, entry, entryReadAt } = await workspace.object(snapshotId, objectId);
  const above = path.map(({ id }) => id).filter((id) => id !== objectId);
  const entries = await workspace.entries(snapshotId, above.reverse());
  const { nameType } = await typeNames(engine, { in: 'snapshot', snapshotId });
  return securityRows({
    descriptor: descriptorOf(entry),
    readAt: entryReadAt,
    ancestors: entries.map((each) => ({
      dn: each.dn,
      objectId: each.id,
      descriptor: readOrNull(descriptorOf(each)),
    })),
    nameType,
    page,
    resolve: (sids) => trusteesOf(workspace, { snapshotId, objectId }, sids),
  });
}

const attributes = ['nTSecurityDescriptor'];
const controls = { descriptors: true, domainScope: true } as const;

async function liveEntry(connection: DirectoryConnection, dn: string) {
  const request = { base: dn, scope: 'base', filter: '(objectClass=*)', attributes, controls } as const;
  return (await connection.search(request)).entries[0] ?? null;
}

/** Ancestors up to the naming context; the walk ends where the server knows no more. */
async function liveAncestors(connection: DirectoryConnection, dn: string): Promise<Ancestor[]> {
  const found: Ancestor[] = [];
  for (let at = parentDn(dn); at !== null && found.length < maxDepth; at = parentDn(at)) {
    try {
      const entry = await liveEntry(connection, at);
      if (!entry) break;
      found.push({ dn: at, objectId: null, descriptor: readOrNull(descriptorOf(entry)) });
    } catch (error) {
      if (error instanceof Fault && beyond.has(error.code)) break;
      throw error;
    }
  }
  return found;
}
const beyond: ReadonlySet<string> = new Set([
  'ldap.noSuchObject',
  'ldap.referral',
  'ldap.insufficientAccess',
]);

/** Names of SIDs by the live directory itself. */
async function liveTrustees(
  connection: DirectoryConnection,
  sids: readonly string[],
): Promise<Map<string, Trustee>> {
  const all = [...new Set(sids)];
  const trustees = new Map(all.map((sid) => [sid, bareTrustee(sid)]));
  const asked = all.filter((sid) => trustees.get(sid)!.known !== 'wellKnown' || sid.startsWith('S-1-5-32-'));
  const [base] = (await connection.rootDse())['defaultNamingContext'] ?? [];
  if (typeof base !== 'string') return trustees;
  for (let at = 0; at < asked.length; at += sidsAtOnce) {
    const terms = asked.slice(at, at + sidsAtOnce).map((sid) => `(objectSid=${sidToFilter(sid)!})`);
    const filter = `(|${terms.join('')})`;
    const names = ['objectSid', 'sAMAccountName', 'name'];
    const { entries } = await connection.search({ base, scope: 'sub', filter, attributes: names, controls: { domainScope: true } });
    for (const entry of entries) {
      const sid = sidOf(valuesOf(entry, 'objectSid')[0]);
      const bare = sid === null ? undefined : trustees.get(sid);
      if (!bare) continue;
      const name = firstText(entry, 'sAMAccountName') ?? firstText(entry, 'name');
      trustees.set(bare.sid, { ...bare, known: 'snapshot', name });
    }
  } // prettier-ignore
  return trustees;
}

/** Asks for owner, group and DACL (SD_FLAGS 7); the SACL takes a privilege that a reader has not. */
export function liveSecurity(
  engine: Engine,
  { profileId, dn, page }: z.infer<typeof liveSecurityInput>,
): Promise<Security> {
  return engine.live.with(profileId, async (connection) => {
    const entry = await liveEntry(connection, dn);
    if (!entry) throw new Fault('ldap.noSuchObject', { dn });
    const readAt = new Date().toISOString();
    const { nameType } = await typeNames(engine, { in: 'live', profileId });
    return securityRows({
      descriptor: descriptorOf(entry),
      readAt,
      ancestors: await liveAncestors(connection, dn),
      nameType,
      page,
      resolve: (sids) => liveTrustees(connection, sids),
    });
  });
}

export function control(
  engine: Engine,
  { snapshotId, objectId, throughNested, page }: z.infer<typeof controlInput>,
): Promise<Control> {
  return controlOfGroup(engine, snapshotId, objectId, throughNested, page);
}

export function replicators(
  engine: Engine,
  { snapshotId, objectId, page }: z.infer<typeof replicatorsInput>,
): Promise<Control> {
  return replicatorsOf(engine, snapshotId, objectId, page);
}

/** Who is in a trustee: a page of its members, nested ones with the path. */
export async function controllers(
  engine: Engine,
  { snapshotId, objectId, sid, page }: z.infer<typeof controllersInput>,
): Promise<{ state: 'listed' | 'everyone' | 'account' | 'notRead'; total: number; rows: MemberRow[] }> {
  const workspace = engine.workspace.current;
  const facts = (await factsOf(workspace, { snapshotId, objectId }, [sid])).get(sid);
  const none = { total: 0, rows: [] };
  if (!facts?.ref || facts.kind !== 'group') {
    if (meaningOf(sid) !== null) return { state: 'everyone', ...none };
    const isStandIn = facts?.kind === 'foreignSecurityPrincipal';
    return { state: facts?.ref && !isStandIn ? 'account' : 'notRead', ...none };
  }
  const { ref } = facts;
  return { state: 'listed', ...(await workspace.members(ref.snapshotId, ref.objectId, true, page)) };
}
