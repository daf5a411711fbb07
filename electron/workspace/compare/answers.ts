/** What is asked of a comparison: counts, pages of differences, the tree, who is ambiguous. */
import type {
  AmbiguousRow,
  CompareFilter,
  CompareSummary,
  CompareTreeRow,
  DifferenceRow,
  Side,
} from '#contract/compare.ts';
import type { Page } from '#contract/shapes.ts';
import { comparedName, isAttribute } from '#domain/compare/attributeName.ts';
import { confidenceOf, differenceKinds, matchKeys } from '#domain/compare/codes.ts';
import type { DifferenceKind } from '#domain/compare/codes.ts';
import { childrenOf } from '#domain/compare/matching.ts';
import { objectKinds } from '#domain/directory/object.ts';
import type { ObjectKind, ObjectRow } from '#domain/directory/object.ts';
import { fold } from '../search/fold.ts';
import type { Searches } from '../search/searches.ts';
import { isBranchCode, kindCode, kindOfCode } from '../schema/kinds.ts';
import { reasonOf } from './match.ts';
import type { ComparisonResult } from './result.ts';
import type { CompareSide } from './side.ts';

/** Lists of a summary are cut here. */
const most = 1000;
const mostAttributes = 100;
const mostAlike = 20;
/** Children of B alone that are put between those of A by name. */
const mostBetween = 2000;

export const kindsOf = (bits: number): DifferenceKind[] =>
  differenceKinds.filter((_, at) => (bits & (1 << at)) !== 0);

const noKinds = (): Record<DifferenceKind, number> =>
  Object.fromEntries(differenceKinds.map((kind) => [kind, 0])) as Record<DifferenceKind, number>;

/** The kind by which a row is counted: A's, or that of what is in B alone. */
export function kindOfRow({ rows, a, b }: ComparisonResult, row: number): ObjectKind {
  const idA = rows.a.get(row);
  return kindOfCode(idA > 0 ? a.kind[idA]! : b.kind[rows.b.get(row)]!);
}

export function summaryOf(result: ComparisonResult): Omit<CompareSummary, 'id' | 'mapping'> {
  const { a, b, rows, matching, comparer, counted } = result;
  const kinds = noKinds();
  const byObject = new Map<ObjectKind, { differences: number; kinds: Record<DifferenceKind, number> }>();
  const byList = rows.lists.map(() => 0);
  for (let row = 0; row < rows.count; row++) {
    const kind = kindOfRow(result, row);
    let of = byObject.get(kind);
    if (!of) byObject.set(kind, (of = { differences: 0, kinds: noKinds() }));
    of.differences++;
    for (const each of kindsOf(rows.kinds.get(row))) {
      kinds[each]++;
      of.kinds[each]++;
    }
    byList[rows.attributes.get(row)]!++;
  }
  const attributes = new Map<number, number>();
  rows.lists.forEach((list, at) => {
    for (const number of list) attributes.set(number, (attributes.get(number) ?? 0) + byList[at]!);
  });
  const frequent = <T>(counts: Iterable<[number, number]>, of: (number: number, count: number) => T): T[] =>
    [...counts].toSorted((x, y) => y[1] - x[1] || x[0] - y[0]).slice(0, most).map(([number, count]) => of(number, count)); // prettier-ignore
  const end = (side: CompareSide, reserved: number, notCarried: ReadonlySet<string>) => ({
    snapshotId: side.snapshot.id,
    base: side.baseDn,
    source: side.source.name,
    readAt: side.snapshot.readAt,
    objects: side.inScope.reduce((sum, one) => sum + one, 0),
    reserved,
    notCarried: [...notCarried].toSorted().slice(0, most),
    missing: (side.source.snapshots.find(({ id }) => id === side.snapshot.id)?.missing ?? []).slice(0, most),
  });
  const counts = matching.counts();
  return {
    a: end(a, counted.reservedA, result.notCarried.a),
    b: end(b, counted.reservedB, result.notCarried.b),
    pairs: counted.pairs,
    differences: rows.count,
    kinds,
    objectKinds: objectKinds.flatMap((kind) => {
      const of = byObject.get(kind);
      return of ? [{ kind, ...of }] : [];
    }),
    matches: matchKeys.flatMap((key, at) => {
      const pairs = counts[at]!;
      return pairs > 0 ? [{ key, confidence: confidenceOf[key], pairs }] : [];
    }),
    attributes: frequent(attributes, (number, differences) => ({
      attribute: comparer.spelled[number]!,
      differences,
    })),
    noise: frequent(result.noise, (number, pairs) => ({
      attribute: comparer.spelled[number]!,
      reason: comparer.reasonOf(number) ?? 'derived',
      pairs,
    })),
    noiseComplete: result.noiseComplete,
    notReadable: { attributes: counted.unreadAttributes, objects: counted.unreadObjects },
    ambiguous: result.ambiguous.reduce((sum, group) => sum + group.a.length + group.b.length, 0),
  };
}

/** Row numbers that pass the filter, in their order. */
export function filtered(result: ComparisonResult, filter: CompareFilter, searches: Searches): Int32Array {
  const { rows, a, b, comparer } = result;
  const bits = filter.kinds?.reduce((sum, kind) => sum | (1 << differenceKinds.indexOf(kind)), 0) ?? null;
  const codes = filter.objectKinds ? new Set(filter.objectKinds.map((kind) => kindCode[kind])) : null;
  const keys = filter.keys ? new Set<string>(filter.keys) : null;
  const asked = filter.attribute === null ? null : comparedName(filter.attribute);
  const lists = asked === null ? null : rows.lists.map((list) => list.some((number) => isAttribute(comparer.names[number]!, asked))); // prettier-ignore
  const text = fold(filter.text.trim());
  const hits = text === '' ? null : { a: hitsOf(a, filter.text.trim(), searches), b: hitsOf(b, filter.text.trim(), searches) }; // prettier-ignore
  const below = filter.below ? belowOf(result, filter.below.side, filter.below.objectId) : null;
  return result.order.filter((row) => {
    const idA = rows.a.get(row);
    const idB = rows.b.get(row);
    if (bits !== null && (rows.kinds.get(row) & bits) === 0) return false;
    if (codes && !codes.has(idA > 0 ? a.kind[idA]! : b.kind[idB]!)) return false;
    if (lists && lists[rows.attributes.get(row)] !== true) return false;
    if (keys && (idA === 0 || idB === 0 || !keys.has(result.keyOf(idA) ?? ''))) return false;
    if (hits && hits.a[idA] !== 1 && hits.b[idB] !== 1) return false;
    return !below || below.a[idA] === 1 || below.b[idB] === 1;
  });
}

function hitsOf(side: CompareSide, text: string, searches: Searches): Uint8Array {
  const found = new Uint8Array(side.size);
  for (const id of searches.of(side.snapshot).find(text).ids()) found[id] = 1;
  return found;
}

function belowOf(result: ComparisonResult, side: Side, objectId: number): { a: Uint8Array; b: Uint8Array } {
  const { a, b, matching } = result;
  const idA = side === 'a' ? objectId : (matching.aOf[objectId] ?? 0);
  const idB = side === 'b' ? objectId : (matching.bOf[objectId] ?? 0);
  return {
    a: idA > 0 ? a.subtree(idA) : new Uint8Array(a.size),
    b: idB > 0 ? b.subtree(idB) : new Uint8Array(b.size),
  };
}

/** Rows of ids of one end, by id; 0 is none. */
function rowsOf(side: CompareSide, ids: Iterable<number>): Map<number, ObjectRow> {
  const wanted = [...new Set(ids)].filter((id) => id > 0);
  return new Map(side.snapshot.rows(wanted).map((row) => [row.id, row]));
}

export function endsOf(result: ComparisonResult, idA: number, idB: number) {
  const key = idA > 0 && idB > 0 ? result.keyOf(idA) : null;
  return { key, confidence: key === null ? null : confidenceOf[key] };
}

export function differenceRows(result: ComparisonResult, numbers: Int32Array): DifferenceRow[] {
  const { rows, a, b, comparer } = result;
  const list = Array.from(numbers, (row) => ({ row, idA: rows.a.get(row), idB: rows.b.get(row) }));
  const ofA = rowsOf(
    a,
    list.map(({ idA }) => idA),
  );
  const ofB = rowsOf(
    b,
    list.map(({ idB }) => idB),
  );
  return list.map(({ row, idA, idB }) => ({
    a: ofA.get(idA) ?? null,
    b: ofB.get(idB) ?? null,
    ...endsOf(result, idA, idB),
    kinds: kindsOf(rows.kinds.get(row)),
    attributes: result
      .attributesOf(row)
      .slice(0, mostAttributes)
      .map((number) => comparer.spelled[number]!),
    reserved: a.reserved[idA] === 1 || b.reserved[idB] === 1,
  }));
}

interface Child {
  readonly a: number;
  readonly b: number;
  readonly state: CompareTreeRow['state'];
}

/** Children of a pair, or of an object that stands alone, side by side. */
export function treeChildren(
  result: ComparisonResult,
  parent: { side: Side; objectId: number } | null,
): Child[] {
  const { a, b, matching } = result;
  let idA = 0;
  let idB = 0;
  if (parent) {
    idA = parent.side === 'a' ? parent.objectId : (matching.aOf[parent.objectId] ?? 0);
    idB = parent.side === 'b' ? parent.objectId : (matching.bOf[parent.objectId] ?? 0);
  } else if (a.base !== 0 || b.base !== 0) {
    // Nothing stands beside the bases.
    const tops = { a: a.base, b: b.base };
    if (tops.a !== 0 && tops.b !== 0) return [{ ...tops, state: 'both' }];
    const other = tops.a !== 0 ? matching.bOf[tops.a]! : matching.aOf[tops.b]!;
    return [tops.a !== 0 ? { a: tops.a, b: other, state: other ? 'both' : 'onlyInA' } : { a: other, b: tops.b, state: other ? 'both' : 'onlyInB' }]; // prettier-ignore
  }
  const childrenA = parent && idA === 0 ? new Int32Array(0) : childrenOf(a.tree, idA);
  const childrenB = parent && idB === 0 ? new Int32Array(0) : childrenOf(b.tree, idB);
  const here = new Set(childrenA);
  const children: Child[] = Array.from(childrenA, (id): Child => {
    const partner = matching.bOf[id] ?? 0;
    if (partner === 0) return { a: id, b: 0, state: 'onlyInA' };
    const together = b.parent[partner] === idB && (parent === null || idB !== 0);
    return { a: id, b: partner, state: together || isBase(result, id) ? 'both' : 'movedAway' };
  });
  const ofB = Array.from(childrenB)
    .filter((id) => {
      const partner = matching.aOf[id] ?? 0;
      return partner === 0 || !here.has(partner);
    })
    .map((id): Child => {
      const partner = matching.aOf[id] ?? 0;
      return {
        a: partner,
        b: id,
        state: partner === 0 ? 'onlyInB' : isBase(result, partner) ? 'both' : 'movedHere',
      };
    });
  return parent === null || ofB.length === 0 ? [...children, ...ofB] : merged(result, children, ofB);
}

/** Heads of domains and the two bases are together wherever they stand. */
const isBase = (result: ComparisonResult, idA: number): boolean => result.keyOf(idA) === 'base';

/** Those of B between those of A: branches first, then by name. */
function merged(result: ComparisonResult, ofA: Child[], ofB: Child[]): Child[] {
  if (ofB.length > mostBetween) return [...ofA, ...ofB];
  const { a, b } = result;
  const branch = (child: Child) => (isBranchCode(child.a > 0 && child.state !== 'movedHere' ? a.kind[child.a]! : b.kind[child.b]!) ? 0 : 1); // prettier-ignore
  const names = new Map<Child, string>();
  const nameOf = (child: Child): string => {
    let name = names.get(child);
    if (name === undefined) {
      const row =
        child.a > 0 && child.state !== 'movedHere' ? a.snapshot.row(child.a) : b.snapshot.row(child.b);
      names.set(child, (name = fold(row.name)));
    }
    return name;
  };
  const all: Child[] = [];
  let next = 0;
  // Where each of B goes is found by halving, so that few names of A are read.
  for (const child of ofB) {
    let low = next;
    let high = ofA.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const one = ofA[middle]!;
      const before = branch(one) - branch(child) || (nameOf(one) <= nameOf(child) ? -1 : 1);
      if (before < 0) low = middle + 1;
      else high = middle;
    }
    for (; next < low; next++) all.push(ofA[next]!);
    all.push(child);
  }
  for (; next < ofA.length; next++) all.push(ofA[next]!);
  return all;
}

const below = (counts: Int32Array, id: number): number => (id > 0 ? counts[id]! : 0);

export function treeRows(result: ComparisonResult, children: readonly Child[]): CompareTreeRow[] {
  const { a, b, rows } = result;
  const ofA = rowsOf(
    a,
    children.map((child) => child.a),
  );
  const ofB = rowsOf(
    b,
    children.map((child) => child.b),
  );
  return children.map((child) => {
    const at = (child.a > 0 ? result.rowOfA[child.a]! : result.rowOfB[child.b]!) - 1;
    const kinds = at < 0 ? [] : kindsOf(rows.kinds.get(at));
    // Object 0 is the top of everything: an end that is not there has nothing below it.
    const counted = below(result.atOrBelowA, child.a) + below(result.atOrBelowB, child.b);
    return {
      a: ofA.get(child.a) ?? null,
      b: ofB.get(child.b) ?? null,
      ...endsOf(result, child.a, child.b),
      state: child.state,
      kinds,
      differencesBelow: Math.max(0, counted - (at < 0 ? 0 : 1)),
      hasChildren:
        (child.a > 0 && (a.tree.count[child.a] ?? 0) > 0) ||
        (child.b > 0 && (b.tree.count[child.b] ?? 0) > 0),
    };
  });
}

export function ambiguousRows(
  result: ComparisonResult,
  { offset, limit }: Page,
): { total: number; rows: AmbiguousRow[] } {
  const { a, b, ambiguous } = result;
  const list = ambiguous.flatMap((group) => [
    ...group.a.map((id) => ({ side: 'a' as const, id, group })),
    ...group.b.map((id) => ({ side: 'b' as const, id, group })),
  ]);
  return {
    total: list.length,
    rows: list.slice(offset, offset + limit).map(({ side, id, group }) => {
      const [mine, other] = side === 'a' ? [group.a, group.b] : [group.b, group.a];
      const [here, there] = side === 'a' ? [a, b] : [b, a];
      const alike = mine.filter((each) => each !== id);
      return {
        side,
        object: here.snapshot.row(id),
        key: group.key,
        value: reasonOf(group.key, here, id, here, id).a,
        alike: here.snapshot.rows(alike.slice(0, mostAlike)),
        candidates: there.snapshot.rows(other.slice(0, mostAlike)),
        total: other.length,
      };
    }),
  };
}
