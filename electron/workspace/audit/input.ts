/** An audit's snapshots as the checks' world asks for them. Everything is read when it is first asked for. */
import type { AccountColumns, AuditInput, FormerName, ObjectFacts } from '#domain/audit/input.ts';
import type { AuditSettings } from '#domain/audit/settings.ts';
import { alwaysInToken } from '#domain/control/trustee.ts';
import { textsOf, valuesOf } from '#domain/directory/values.ts';
import { nodeOf, refOf, sidOfNode } from '#domain/membership/graph.ts';
import { groupsOf } from '#domain/membership/walk.ts';
import { nameHash } from '#domain/migration/nameHash.ts';
import type { AccessState, AccessWorld } from '../access/world.ts';
import type { SourceSnapshot } from '../catalogue.ts';
import { readMappingKept } from '../mapping/kept.ts';
import { ruleSources } from '../mapping/samlRules.ts';
import type { SnapshotReader } from '../read/snapshot.ts';
import type { Database } from '../sqlite.ts';
import { mappedUnder } from './formerGrants.ts';
import { formerNamesOf, snapshotBefore } from './formerNames.ts';
import { Places } from './places.ts';
import { domainsOf } from './principals.ts';
import { groupsOfHash, scanPrincipals, sharedNames } from './scan.ts';
import type { Scanned } from './scan.ts';
import { scanTexts } from './scanTexts.ts';
import { SidNodes } from './sidNodes.ts';

/** Scans every directory, then answers with the input; stops between steps. What the mapping says is `state`'s. */
export function* auditInput(
  world: AccessWorld,
  state: AccessState,
  settings: AuditSettings,
): Generator<void, AuditInput, void> {
  const { db, snapshots } = world;
  const { snapshots: set, graph } = state.set;
  const readers = new Map<number, SnapshotReader>();
  const readerOf = (snapshotId: number): SnapshotReader => {
    let reader = readers.get(snapshotId);
    if (!reader) readers.set(snapshotId, (reader = snapshots.get(snapshotId)!));
    return reader;
  };
  const directories = set
    .filter(({ hasObjects }) => hasObjects)
    .map(({ snapshotId }) => readerOf(snapshotId));
  const scans: Scanned[] = [];
  for (const { part, position } of graph.spans)
    scans.push(yield* scanPrincipals(db, readerOf(part.snapshotId), part.objectIds, position));
  const columns: AccountColumns = {
    state: new Uint16Array(graph.size),
    idleDays: new Int32Array(graph.size),
    ageDays: new Int32Array(graph.size),
  };
  for (const [at, { first }] of graph.spans.entries()) {
    columns.state.set(scans[at]!.state, first);
    columns.idleDays.set(scans[at]!.idleDays, first);
    columns.ageDays.set(scans[at]!.ageDays, first);
  }
  const places = new Map<number, Places>();
  const placesOf = (snapshotId: number): Places => {
    let known = places.get(snapshotId);
    if (!known) throw new Error('descriptors were not asked for');
    return known;
  };
  const entryOf = (node: number) => {
    const { snapshotId, objectId } = refOf(graph, node);
    return readerOf(snapshotId).entry(objectId);
  };
  const sids = new SidNodes(graph, readerOf);
  const tokens = new Map<string, ReadonlySet<string>>();

  return {
    settings,
    graph,
    reach: state.reach,
    grants: state.mapped.grants,
    storeNodes: state.people.nodesOf,
    principals: state.principals,
    directories: set
      .filter(({ hasObjects }) => hasObjects)
      .map(({ snapshotId, sourceName, readAt }) => ({
        snapshotId,
        sourceName,
        readAt,
        domains: domainsOf(readerOf(snapshotId)),
      })),
    estates: state.mapped.estates,
    documents: documentsOf(db, set),
    missing: missingOf(db, set),
    accounts: () => columns,
    object(node): ObjectFacts {
      const { snapshotId, objectId } = refOf(graph, node);
      const { dn, name, samAccountName, sid, guid, kind, groupType } = readerOf(snapshotId).row(objectId);
      return { node, snapshotId, objectId, dn, name: samAccountName ?? name, sid, guid, kind, groupType };
    },
    values: (node, attribute) => textsOf(entryOf(node), attribute),
    count: (node, attribute) => valuesOf(entryOf(node), attribute).length,
    *readDescriptors() {
      for (const { id } of directories) if (!places.has(id)) places.set(id, yield* Places.of(readerOf(id)));
    },
    place(node) {
      const { snapshotId, objectId } = refOf(graph, node);
      return placesOf(snapshotId).of(objectId);
    },
    *holders() {
      for (const snapshot of directories)
        for (const { objectId, place } of placesOf(snapshot.id).holders())
          yield { snapshotId: snapshot.id, objectId, dn: snapshot.dn(objectId), place };
    },
    *groupPlaces() {
      for (const snapshot of directories)
        for (const { objectId, place } of placesOf(snapshot.id).groups())
          yield { snapshotId: snapshot.id, place, dn: () => snapshot.dn(objectId) };
    },
    tokenOf(sid) {
      let token = tokens.get(sid);
      if (!token) {
        const [node] = sids.of(sid);
        const found = new Set(alwaysInToken(sid));
        if (node !== undefined)
          for (const group of groupsOf(graph, node).nodes) {
            const of = sidOfNode(graph, group);
            if (of !== null) found.add(of);
          }
        tokens.set(sid, (token = found));
      }
      return token;
    },
    nodesOfSid: (sid) => sids.of(sid),
    *namesakes() {
      for (const [at, { first, part }] of graph.spans.entries())
        for (const positions of sharedNames(scans[at]!)) {
          const reader = readerOf(part.snapshotId);
          // Names of one hash; and within one domain a name is its owner's alone, so that those are conflicts of replication.
          const rows = positions.map((position) => ({
            position,
            row: reader.row(part.objectIds[position]!),
          }));
          for (const same of Map.groupBy(rows, ({ row }) => row.samAccountName?.toLowerCase()).values())
            if (same.length > 1) yield same.map(({ position }) => first + position);
        }
    },
    *groupsCalled(names) {
      const wanted = new Set(Array.from(names, nameHash));
      const found = new Map<string, number[]>();
      for (const [at, { first, part }] of graph.spans.entries()) {
        const reader = readerOf(part.snapshotId);
        const rows = groupsOfHash(scans[at]!, part.groups, wanted).map((position) => ({
          position,
          name: reader.row(part.objectIds[position]!).samAccountName?.toLowerCase() ?? '',
        }));
        for (const { position, name } of rows)
          if (names.has(name)) found.set(name, [...(found.get(name) ?? []), first + position]);
        yield;
      }
      return found;
    },
    formerNames() {
      const pairs = directories.flatMap((now) => {
        const before = snapshotBefore(db, snapshots, now);
        return before ? [{ now, before }] : [];
      });
      if (pairs.length === 0) return null;
      return (function* (): Generator<FormerName> {
        for (const { now, before } of pairs)
          for (const found of formerNamesOf(now, before)) {
            if (!found) continue;
            const node = nodeOf(graph, { snapshotId: now.id, objectId: found.objectId });
            if (node >= 0) yield { node, name: found.name, snapshotId: before.id, readAt: before.readAt };
          }
      })();
    },
    mappedAs: (former) =>
      new Set(
        mappedUnder(
          world,
          set,
          state.mapped.estates,
          former.map(({ node, name }) => ({ ...refOf(graph, node), name })),
        ).map((ref) => nodeOf(graph, ref)),
      ),
    *textHashes(attribute) {
      const hashes = new Float64Array(graph.size);
      for (const { part, first, position } of graph.spans)
        yield* scanTexts(db, readerOf(part.snapshotId), part.objectIds, attribute, (id, hash) => {
          const at = position(id);
          if (at >= 0) hashes[first + at] = hash;
        });
      return hashes;
    },
  };
}

/** Files of rules that have to do with AWS. */
function documentsOf(db: Database, set: readonly SourceSnapshot[]): AuditInput['documents'] {
  const text = db.prepare('SELECT body FROM document WHERE snapshot_id = ? AND name = ?');
  return ruleSources(db, set, readMappingKept(db).settings).flatMap(({ use, document }) =>
    use === 'none'
      ? []
      : { ...document, text: String(text.get(document.snapshotId, document.name)?.['body'] ?? '') },
  );
}

function missingOf(db: Database, set: readonly SourceSnapshot[]): AuditInput['missing'] {
  const rows = db.prepare('SELECT place, attribute, code FROM missing WHERE snapshot_id = ? ORDER BY id');
  return set
    .filter(({ hasObjects }) => hasObjects)
    .flatMap(({ snapshotId, sourceName }) =>
      rows.all(snapshotId).map(({ place, attribute, code }) => ({
        sourceName,
        where: String(place),
        attribute: attribute === null ? null : String(attribute),
        code: String(code),
      })),
    );
}
