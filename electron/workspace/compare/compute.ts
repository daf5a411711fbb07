/** Computing a comparison, in steps between which other work of the thread gets its turn. */
import type { ComparePhase } from '#domain/compare/codes.ts';
import type { Matching } from '#domain/compare/matching.ts';
import { parentDn } from '#domain/directory/dnKey.ts';
import { blockSize, visitPacked } from '../query/packedScan.ts';
import type { Database } from '../sqlite.ts';
import { storedDigests } from './digests.ts';
import type { Digests } from './digests.ts';
import { match } from './match.ts';
import type { Mapped, Sides } from './match.ts';
import { Meanings } from './meaning.ts';
import { MemberComparer } from './members.ts';
import { namesakes, withNamesakes } from './namesakes.ts';
import { kindBit, PairComparer } from './pairs.ts';
import type { CompareStep } from './question.ts';
import { ComparisonResult, DifferenceRows } from './result.ts';
import type { Counted } from './result.ts';
import { reservedCode } from './side.ts';
import type { CompareSide } from './side.ts';

export interface Question {
  readonly mapped: Mapped;
  readonly withNoise: boolean;
  readonly withReserved: boolean;
  /** Of hashes. */
  readonly seed: number;
}

export function* compute(
  db: Database,
  sides: Sides,
  { mapped, withNoise, withReserved, seed }: Question,
): Generator<CompareStep, ComparisonResult, void> {
  const { a, b } = sides;
  const step = (phase: ComparePhase, done: number, total: number | null): CompareStep => ({ phase, done, total, found: rows.count }); // prettier-ignore
  const rows = new DifferenceRows();
  yield step('columns', 0, null);
  const matching = yield* withFound(match(db, sides, mapped, seed));
  const strangers = namesakes(a, b, matching);
  const meanings = new Meanings(matching, a, b);
  const comparer = new PairComparer(a, b, meanings, { withNoise, namesAgree: strangers?.size === 0 });
  const members = new MemberComparer(db, a, b, matching);
  const counted: Counted = { pairs: 0, unreadAttributes: 0, unreadObjects: 0, reservedA: 0, reservedB: 0 };
  const noise = new Map<number, number>();
  const notCarried = { a: new Set<string>(), b: new Set<string>() };
  const carriesMembers = a.carries('member') && b.carries('member');
  const memberNumber = comparer.numberOf('member');

  const isLeftOut = (side: CompareSide, id: number): boolean =>
    !withReserved && side.reserved[id] === reservedCode.reserved;
  const digests = withNoise || strangers === null ? null : digestsOf(db, sides, matching);
  const same = (idA: number, idB: number): boolean =>
    digests !== null &&
    digests.a[idA * 2] === digests.b[idB * 2] &&
    digests.a[idA * 2 + 1] === digests.b[idB * 2 + 1];

  const guids = { a: a.snapshot.bytes('guid'), b: b.snapshot.bytes('guid') };
  const sameObject = (idA: number, idB: number): boolean => {
    let some = 0;
    for (let n = 0; n < 16; n++) {
      const byte = guids.a[idA * 16 + n] ?? 0;
      if (byte !== (guids.b[idB * 16 + n] ?? 0)) return false;
      some |= byte;
    }
    return some !== 0;
  };

  // Who has the same text as his partner and may mean another by it.
  let named: Uint8Array = new Uint8Array(0);
  if (digests !== null && strangers !== null && strangers.size > 0) {
    const ids = Int32Array.from({ length: a.size }, (_, id) =>
      id > 0 && matching.bOf[id] !== 0 && same(id, matching.bOf[id]!) ? id : 0,
    ).filter((id) => id !== 0);
    const steps = withNamesakes(db, a, ids, strangers);
    let one = steps.next();
    for (; one.done !== true; one = steps.next()) yield step('comparing', one.value, ids.length);
    named = one.value;
  }

  // Pairs whose entries have to be looked at, by A's ids; what columns tell of all of them.
  const shapes = new Int32Array(a.size);
  const toRead: number[] = [];
  for (let idA = 1; idA < a.size; idA++) {
    const idB = matching.bOf[idA]!;
    if (idB === 0 || (a.inScope[idA] !== 1 && b.inScope[idB] !== 1)) continue;
    if (isLeftOut(a, idA) || isLeftOut(b, idB)) continue;
    counted.pairs++;
    let kinds = 0;
    if (isMoved(sides, matching, idA, idB)) kinds |= kindBit.moved;
    if (members.hasMembers(idA, idB) && !members.same(idA, idB)) {
      const silent = silentOnMembers(sides, idA, idB, carriesMembers);
      if (silent) counted.unreadAttributes++;
      else kinds |= kindBit.membership;
    }
    shapes[idA] = kinds;
    const isSame = same(idA, idB) && named[idA] !== 1 && meanings.primaryGroups.same(idA, idB);
    if (!isSame) toRead.push(idA);
    else if (kinds !== 0) rows.add(idA, idB, kinds, (kinds & kindBit.membership) !== 0 ? [memberNumber] : []);
  }
  yield step('comparing', 0, toRead.length);

  const ids = Int32Array.from(toRead);
  for (let at = 0; at < ids.length; at += blockSize) {
    const block = ids.subarray(at, at + blockSize);
    const other = new Map<number, { bytes: Uint8Array; start: number; end: number }>();
    const partners = Int32Array.from(block, (id) => matching.bOf[id]!).sort();
    visitPacked(db, b.snapshot, partners, (id, bytes, start, end) => other.set(id, { bytes, start, end }));
    visitPacked(db, a.snapshot, block, (idA, bytes, start, end) => {
      const idB = matching.bOf[idA]!;
      const one = other.get(idB);
      if (!one) throw b.snapshot.damaged(`no values of object ${idB}`);
      const outcome = comparer.compare(
        idA,
        bytes,
        start,
        end,
        idB,
        one.bytes,
        one.start,
        one.end,
        sameObject(idA, idB),
      );
      for (const number of outcome.noise) noise.set(number, (noise.get(number) ?? 0) + 1);
      for (const number of outcome.notReadable) {
        const name = comparer.spelled[number]!;
        if (!a.carries(comparer.baseOf(number))) notCarried.a.add(name);
        else if (!b.carries(comparer.baseOf(number))) notCarried.b.add(name);
        else counted.unreadAttributes++;
      }
      // What was chosen to be compared, and heads of domains that play one part, bear the names of their places.
      const named = matching.keyOf(idA) === 'base' ? outcome.kinds & ~kindBit.renamed : outcome.kinds;
      const kinds = shapes[idA]! | named;
      if (kinds === 0) return;
      const changed =
        (kinds & kindBit.membership) !== 0 ? [...outcome.changed, memberNumber] : outcome.changed;
      rows.add(idA, idB, kinds, changed);
    });
    yield step('comparing', Math.min(ids.length, at + blockSize), ids.length);
  }

  const ambiguous = matching.groups
    .map(({ key, a: ofA, b: ofB }) => ({
      key,
      a: ofA.filter((id) => matching.bOf[id] === 0),
      b: ofB.filter((id) => matching.aOf[id] === 0),
    }))
    .filter((group) => group.a.length > 0 && group.b.length > 0)
    .filter(
      (group) => group.a.some((id) => a.inScope[id] === 1) || group.b.some((id) => b.inScope[id] === 1),
    );
  const isAmbiguousA = new Uint8Array(a.size);
  const isAmbiguousB = new Uint8Array(b.size);
  for (const group of ambiguous) {
    for (const id of group.a) isAmbiguousA[id] = 1;
    for (const id of group.b) isAmbiguousB[id] = 1;
  }
  const alone = (
    side: CompareSide,
    other: CompareSide,
    partner: Int32Array,
    isAmbiguous: Uint8Array,
    take: (id: number) => void,
  ): number => {
    let reserved = 0;
    for (let id = 1; id < side.size; id++) {
      if (side.inScope[id] !== 1) continue;
      if (side.reserved[id] !== 0) reserved++;
      if (partner[id] !== 0 || isAmbiguous[id] === 1) continue;
      if (!withReserved && side.reserved[id] !== 0) continue;
      if (other.unread.someObjects && mightBeUnread(side, other, partner, id)) counted.unreadObjects++;
      else take(id);
    }
    return reserved;
  };
  counted.reservedA = alone(a, b, matching.bOf, isAmbiguousA, (id) => rows.add(id, 0, kindBit.onlyInA, []));
  counted.reservedB = alone(b, a, matching.aOf, isAmbiguousB, (id) => rows.add(0, id, kindBit.onlyInB, []));
  yield step('counting', 0, null);
  return new ComparisonResult({
    a,
    b,
    matching,
    comparer,
    members,
    rows,
    counted,
    noise,
    notCarried,
    ambiguous,
    noiseComplete: digests === null,
    withNoise,
    withReserved,
  });
}

function* withFound(
  steps: Generator<{ phase: ComparePhase; done: number; total: number | null }, Matching, void>,
): Generator<CompareStep, Matching, void> {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    yield { ...step.value, found: 0 };
  }
}

/** Both ends' digests by one seed; null: an end has none, or most objects are of two directories, and differ anyhow. */
function digestsOf(db: Database, { a, b }: Sides, matching: Matching): { a: Digests; b: Digests } | null {
  const byGuid = matching.counts()[2]!;
  const total = matching.counts().reduce((sum, count) => sum + count, 0);
  if (byGuid * 2 < total) return null;
  const stored = { a: storedDigests(db, a.snapshot), b: storedDigests(db, b.snapshot) };
  if (stored.a && stored.b && stored.a[0] === stored.b[0]) return { a: stored.a, b: stored.b };
  return null;
}

/** What stands at the top of both, or below the two bases, has not moved; a base has not, wherever it stands. */
function isMoved({ a, b }: Sides, matching: Matching, idA: number, idB: number): boolean {
  const parentA = a.parent[idA]!;
  const parentB = b.parent[idB]!;
  const key = matching.keyOf(idA);
  if (key === 'base' || (parentA === 0 && parentB === 0)) return false;
  if (idA === a.base && idB === b.base) return false;
  return parentA === 0 || parentB === 0 || matching.bOf[parentA] !== parentB;
}

/** Whether one end's lack of members says nothing. */
function silentOnMembers({ a, b }: Sides, idA: number, idB: number, carriesMembers: boolean): boolean {
  if (!carriesMembers) return true;
  const silent = (side: CompareSide, id: number) =>
    side.unread.attribute('member', () => side.snapshot.dn(id)) !== null;
  return silent(a, idA) || silent(b, idB);
}

/** Whether the object might be at the other end, in a place that could not be read: below the partner of an ancestor. */
function mightBeUnread(side: CompareSide, other: CompareSide, partner: Int32Array, id: number): boolean {
  const dn = side.snapshot.dn(id);
  if (other.unread.object(dn) !== null) return true;
  for (let at = side.parent[id] ?? 0, depth = 0; at > 0 && depth < 4096; at = side.parent[at] ?? 0, depth++) {
    if (partner[at] === 0) continue;
    const above = side.snapshot.dn(at);
    let rest = dn;
    const names: string[] = [];
    while (rest !== above) {
      const next = parentDn(rest);
      if (next === null) return false;
      names.push(rest.slice(0, rest.length - next.length));
      rest = next;
    }
    return other.unread.object(names.join('') + other.snapshot.dn(partner[at]!)) !== null;
  }
  return false;
}
