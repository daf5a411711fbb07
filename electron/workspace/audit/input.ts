/** An audit's snapshots as the checks' world asks for them. Everything is read when it is first asked for. */
import type { AccountColumns, AuditInput, FormerName, ObjectFacts } from '#domain/audit/input.ts';
import type { AuditSettings } from '#domain/audit/settings.ts';
import { alwaysInToken } from '#domain/control/trustee.ts';
import { textsOf, valuesOf } from '#domain/directory/values.ts';
import { nodeOf, refOf, sidOfNode } from '#domain/membership/graph.ts';
import type { MembershipGraph } from '#domain/membership/graph.ts';
import { isWholeSid } from '#domain/membership/sidColumns.ts';
import { groupsOf } from '#domain/membership/walk.ts';
import type { SourceSnapshot } from '../catalogue.ts';
import { readEstate } from '../estate.ts';
import type { SnapshotReader } from '../read/snapshot.ts';
import type { Snapshots } from '../read/snapshots.ts';
import type { Database } from '../sqlite.ts';
import { formerNamesOf, snapshotBefore } from './formerNames.ts';
import { NameTable } from './nameTable.ts';
import { Places } from './places.ts';
import { domainsOf, lookupIn, readGroups } from './principals.ts';
import { scanPrincipals, sharedNames } from './scan.ts';
import type { Scanned } from './scan.ts';

export interface AuditSnapshots {
  readonly db: Database;
  readonly snapshots: Snapshots;
  readonly set: readonly SourceSnapshot[];
  readonly graph: MembershipGraph;
}

/** Scans every directory, then answers with the input; stops between steps. */
export function* auditInput(
  { db, snapshots, set, graph }: AuditSnapshots,
  settings: AuditSettings,
): Generator<void, AuditInput, void> {
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
  const groups = readGroups(directories);
  yield;
  const columns: AccountColumns = {
    state: new Uint16Array(graph.size),
    idleDays: new Int32Array(graph.size),
  };
  for (const [at, { first }] of graph.spans.entries()) {
    columns.state.set(scans[at]!.state, first);
    columns.idleDays.set(scans[at]!.idleDays, first);
  }
  const tables = new Map<number, NameTable>();
  const findName = (snapshot: SnapshotReader, hash: number): number[] => {
    const at = graph.spans.findIndex(({ part }) => part.snapshotId === snapshot.id);
    let table = tables.get(at);
    if (!table) tables.set(at, (table = new NameTable(scans[at]!.names)));
    return table.find(hash).map((position) => graph.spans[at]!.part.objectIds[position]!);
  };
  const places = new Map<number, Places>();
  const placesOf = (snapshotId: number): Places => {
    let known = places.get(snapshotId);
    if (!known) places.set(snapshotId, (known = new Places(readerOf(snapshotId))));
    return known;
  };
  const entryOf = (node: number) => {
    const { snapshotId, objectId } = refOf(graph, node);
    return readerOf(snapshotId).entry(objectId);
  };
  const bySid = new Map<string, number>();
  const nodeOfSid = (sid: string): number => {
    let node = bySid.get(sid);
    if (node === undefined) bySid.set(sid, (node = findSid(graph, sid)));
    return node;
  };
  const tokens = new Map<string, ReadonlySet<string>>();

  return {
    settings,
    graph,
    directories: set
      .filter(({ hasObjects }) => hasObjects)
      .map(({ snapshotId, sourceName, readAt }) => ({
        snapshotId,
        sourceName,
        readAt,
        domains: domainsOf(readerOf(snapshotId)),
      })),
    estates: set.flatMap(({ snapshotId, readAt }) => {
      const facts = readEstate(db, snapshotId);
      return facts ? [{ snapshotId, readAt, facts }] : [];
    }),
    documents: set.flatMap(({ snapshotId, readAt }) =>
      db
        .prepare('SELECT name, body FROM document WHERE snapshot_id = ? ORDER BY id')
        .all(snapshotId)
        .map(({ name, body }) => ({ snapshotId, readAt, name: String(name), text: String(body) })),
    ),
    missing: set
      .filter(({ hasObjects }) => hasObjects)
      .flatMap(({ snapshotId, sourceName }) =>
        db
          .prepare(
            'SELECT place, attribute, code FROM missing WHERE snapshot_id = ? AND attribute IS NOT NULL ORDER BY id',
          )
          .all(snapshotId)
          .map(({ place, attribute, code }) => ({
            sourceName,
            where: String(place),
            attribute: String(attribute),
            code: String(code),
          })),
      ),
    principals: lookupIn(directories, findName),
    groups: () => groups,
    *groupsByCn() {
      for (const group of groups) yield { ...group, name: group.cn };
    },
    accounts: () => columns,
    object(node): ObjectFacts {
      const { snapshotId, objectId } = refOf(graph, node);
      const { dn, name, samAccountName, sid, guid, kind, groupType } = readerOf(snapshotId).row(objectId);
      return { node, snapshotId, objectId, dn, name: samAccountName ?? name, sid, guid, kind, groupType };
    },
    values: (node, attribute) => textsOf(entryOf(node), attribute),
    count: (node, attribute) => valuesOf(entryOf(node), attribute).length,
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
        const node = nodeOfSid(sid);
        const found = new Set(alwaysInToken(sid));
        if (node >= 0)
          for (const group of groupsOf(graph, node).nodes) {
            const of = sidOfNode(graph, group);
            if (of !== null) found.add(of);
          }
        tokens.set(sid, (token = found));
      }
      return token;
    },
    nodeOfSid,
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
  };
}

/** The node of a SID: an object itself before a stand-in for one; -1 = nobody that was read. */
function findSid(graph: MembershipGraph, sid: string): number {
  let standIn = -1;
  for (const { part, first } of graph.spans) {
    const { domains, domain, rid } = part.sids;
    const dash = sid.lastIndexOf('-');
    const number = domains.findIndex((text) =>
      isWholeSid(text) ? text.slice(0, -1) === sid : text !== '' && text === sid.slice(0, dash),
    );
    if (number < 0) continue;
    const wanted = isWholeSid(domains[number]!) ? null : Number(sid.slice(dash + 1)) | 0;
    for (let at = 0; at < domain.length; at++) {
      if (domain[at] !== number || (wanted !== null && rid[at] !== wanted)) continue;
      if (part.foreign[at] === 0) return first + at;
      if (standIn < 0) standIn = first + at;
    }
  }
  return standIn;
}
