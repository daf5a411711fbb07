/** Who is in a chain of names (matching rule 1941): by the columns of members, or by following any attribute that holds names. */
import type { Chain } from '#domain/directory/filter/compile.ts';
import { dnKey } from '#domain/directory/dnKey.ts';
import type { SnapshotReader } from '../read/snapshot.ts';
import { tableOf } from '../schema/snapshot.ts';
import type { Database } from '../sqlite.ts';
import { PackedCandidate, slotsFor } from './packedCandidate.ts';
import { blockSize, visitPacked } from './packedScan.ts';

/** Compressed rows: what is behind number n is `to[first[n] … first[n+1]-1]`. */
interface Links {
  readonly first: Int32Array;
  readonly to: Int32Array;
}

/** By the other end. Numbers below 1, names that are no object, are left out. */
function reversed({ first, to }: Links, size: number): Links {
  const back = new Int32Array(size + 1);
  for (const id of to) if (id > 0 && id < size) back[id + 1]!++;
  for (let id = 0; id < size; id++) back[id + 1]! += back[id]!;
  const next = back.slice();
  const from = new Int32Array(back[size]!);
  for (let id = 1; id + 1 < first.length; id++) {
    for (let at = first[id]!; at < first[id + 1]!; at++) {
      const other = to[at]!;
      if (other > 0 && other < size) from[next[other]!++] = id;
    }
  }
  return { first: back, to: from };
}

/** Everything that links lead to, by id. A start is in it only where a circle leads back. */
function reach(links: Links, starts: readonly number[], size: number): Uint8Array {
  const found = new Uint8Array(size);
  const open = [...starts];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    for (let at = links.first[id] ?? 0; at < (links.first[id + 1] ?? 0); at++) {
      const other = links.to[at]!;
      if (other < 1 || other >= size || found[other] === 1) continue;
      found[other] = 1;
      open.push(other);
    }
  }
  return found;
}

/** Groups that hold a name which is no object of the snapshot. */
function holdersOf(db: Database, snapshot: SnapshotReader, key: string, members: Links): number[] {
  const rows = db.prepare(`SELECT id, dn FROM ${tableOf(snapshot.id, 'reference')}`).iterate();
  let reference = 0;
  for (const { id, dn } of rows) if (dnKey(String(dn)) === key) reference = -Math.abs(Number(id));
  const found: number[] = [];
  if (reference === 0) return found;
  for (let group = 1; group + 1 < members.first.length; group++) {
    for (let at = members.first[group]!; at < members.first[group + 1]!; at++)
      if (members.to[at] === reference) found.push(group);
  }
  return found;
}

/** By object id 1 = in the chain. Yields after each block of entries that it had to look into. */
export function* chainMembers(
  db: Database,
  snapshot: SnapshotReader,
  chain: Chain,
): Generator<void, Uint8Array, void> {
  const size = snapshot.column('parent').length;
  const target = snapshot.findDn(chain.target);
  if (chain.attribute === 'member' || chain.attribute === 'memberof') {
    const members = { first: snapshot.column('memberFirst'), to: snapshot.column('member') };
    if (chain.attribute === 'memberof') return reach(members, target === 0 ? [] : [target], size);
    const groups = reversed(members, size);
    if (target !== 0) return reach(groups, [target], size);
    const holders = holdersOf(db, snapshot, chain.target, members);
    const found = reach(groups, holders, size);
    for (const id of holders) found[id] = 1;
    return found;
  }
  return yield* followed(db, snapshot, chain, size);
}

/** The same by looking at the attribute in every entry. Names are compared by their keys: the target may be no object. */
function* followed(
  db: Database,
  snapshot: SnapshotReader,
  chain: Chain,
  size: number,
): Generator<void, Uint8Array, void> {
  const candidate = new PackedCandidate(
    slotsFor([chain.attribute]),
    snapshot.attributeNames,
    (number) => snapshot.shared(number),
    () => undefined,
  );
  const namedBy = new Map<string, number[]>();
  const keys = new Map<number, string>();
  const all = snapshot.column('names').slice().sort();
  for (let at = 0; at < all.length; at += blockSize) {
    visitPacked(db, snapshot, all.subarray(at, at + blockSize), (id, bytes, from, to) => {
      if (!candidate.begin(id, bytes, from, to).has(0)) return;
      keys.set(id, candidate.dnKey());
      for (const value of candidate.values(0)) {
        if (typeof value !== 'string') continue;
        const key = dnKey(value);
        const by = namedBy.get(key);
        if (by) by.push(id);
        else namedBy.set(key, [id]);
      }
    });
    yield;
  }
  const found = new Uint8Array(size);
  const open = [chain.target];
  for (let key = open.pop(); key !== undefined; key = open.pop()) {
    for (const id of namedBy.get(key) ?? []) {
      if (found[id] === 1) continue;
      found[id] = 1;
      open.push(keys.get(id)!);
    }
  }
  return found;
}
