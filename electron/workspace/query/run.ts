/** One query over a snapshot, in steps: what columns tell first, then a look into what is left. */
import { compileSlots } from '#domain/directory/filter/compile.ts';
import type { Filter } from '#domain/directory/filter/filter.ts';
import { parseFilter } from '#domain/directory/filter/parse.ts';
import { FilterSyntaxError } from '#domain/directory/filter/problem.ts';
import type { FilterSchema } from '#domain/directory/filter/syntax.ts';
import { resolveTimes } from '#domain/directory/filter/times.ts';
import { Fault } from '#contract/faults.ts';
import { guidOf } from '#domain/directory/guid.ts';
import { PackedError } from '#packed/readPacked.ts';
import type { SnapshotReader } from '../read/snapshot.ts';
import type { Database } from '../sqlite.ts';
import { both, Bounds } from './bound.ts';
import type { Bound, NamedIds } from './bound.ts';
import { chainMembers } from './chains.ts';
import { PackedCandidate } from './packedCandidate.ts';
import { blockSize, visitPacked } from './packedScan.ts';
import { inScope } from './scope.ts';
import type { Scope } from './scope.ts';

export interface QueryRequest {
  readonly base: string | null;
  readonly scope: Scope;
  readonly filter: string;
}

/** Objects looked at, objects to look at, objects found. */
export interface QueryStep {
  readonly done: number;
  readonly total: number;
  readonly found: number;
}

/** A filter's tree; points in time are taken from the snapshot's read time. Throws `input.invalid` with the place, from 1. */
export function readFilter(text: string, readAt: string): Filter {
  const resolved = resolveTimes(text, Date.parse(readAt));
  try {
    return parseFilter(resolved);
  } catch (error) {
    if (!(error instanceof FilterSyntaxError)) throw error;
    const { position } = error;
    const detail = `${position + 1}: ${resolved.slice(position, position + 40)}`;
    throw new Fault('input.invalid', { path: 'filter', detail });
  }
}

/** Ids of a bound in rising order. */
function idsOf(snapshot: SnapshotReader, bound: Bound): Int32Array {
  if (bound instanceof Int32Array) return bound.filter((id) => snapshot.has(id)).sort();
  const parent = snapshot.column('parent');
  const ids = new Int32Array(parent.length);
  let length = 0;
  for (let id = 1; id < parent.length; id++)
    if (parent[id]! >= 0 && (bound === null || bound[id] === 1)) ids[length++] = id;
  return ids.subarray(0, length);
}

/** In the order of names. */
export function byName(snapshot: SnapshotReader, ids: Int32Array): Int32Array {
  const rank = snapshot.column('nameRank');
  const names = snapshot.column('names');
  return ids
    .map((id) => rank[id]!)
    .sort()
    .map((place) => names[place]!);
}

/**
 * The ids that fit, by name. Every step takes some milliseconds; whoever drives it may stop between two. Throws `input.invalid`
 * for a filter that is none.
 */
export function* runQuery(
  db: Database,
  snapshot: SnapshotReader,
  { base, scope, filter: text }: QueryRequest,
  schema: FilterSchema,
  named: NamedIds,
): Generator<QueryStep, Int32Array, void> {
  const filter = readFilter(text, snapshot.readAt);
  const names = (reference: string): string | null => {
    const value = reference.slice(reference.indexOf('=') + 1, -1);
    const found = /^<GUID=/i.test(reference) ? Int32Array.of(snapshot.findGuid(guidOf(value) ?? '')) : bounds.sid(value); // prettier-ignore
    return found?.length === 1 && found[0] !== 0 ? snapshot.row(found[0]!).dn : null;
  };
  const chainSets = new Map<string, Uint8Array>();
  const keyOf = (one: Filter): string | null => {
    const [chain] = one.is === 'extensible' ? compileSlots(one, { schema, nameOf: names }).chains : [];
    return chain ? `${chain.attribute}:${chain.target}` : null;
  };
  const bounds = new Bounds(snapshot, schema, (one) => chainSets.get(keyOf(one) ?? '') ?? null, named);
  const compiled = compileSlots(filter, { schema, nameOf: names });
  const chains: Uint8Array[] = [];
  for (const chain of compiled.chains) {
    const steps = chainMembers(db, snapshot, chain);
    let step = steps.next();
    for (; step.done !== true; step = steps.next()) yield { done: 0, total: 0, found: 0 };
    chains.push(step.value);
    chainSets.set(`${chain.attribute}:${chain.target}`, step.value);
  }
  const ids = idsOf(snapshot, both(bounds.of(filter), inScope(snapshot, base, scope)));
  const candidate = new PackedCandidate(
    compiled.slots,
    snapshot.attributeNames,
    (number) => snapshot.shared(number),
    (chain, id) => chains[chain]![id] === 1,
  );
  const found: number[] = [];
  for (let at = 0; at < ids.length; at += blockSize) {
    yield { done: at, total: ids.length, found: found.length };
    try {
      visitPacked(db, snapshot, ids.subarray(at, at + blockSize), (id, bytes, from, to) => {
        if (compiled.test(candidate.begin(id, bytes, from, to)) === true) found.push(id);
      });
    } catch (error) {
      if (error instanceof PackedError) throw snapshot.damaged(`values of objects from ${ids[at]!}`);
      throw error;
    }
  }
  return byName(snapshot, Int32Array.from(found));
}
