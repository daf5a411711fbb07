/** Matching the objects of two ends by all keys, in their order. */
import { matchGuids, matchKeyed, matchPlaces, Matching } from '#domain/compare/matching.ts';
import type { KeyedIds } from '#domain/compare/matching.ts';
import type { MatchKey } from '#domain/compare/codes.ts';
import { firstText, textsOf } from '#domain/directory/values.ts';
import { kindCode } from '../schema/kinds.ts';
import { sidAt } from '../snapshot/sids.ts';
import type { SidColumns } from '../snapshot/sids.ts';
import type { Database } from '../sqlite.ts';
import { readNameKeys } from './keys.ts';
import { firstOwnRid } from './primaryGroups.ts';
import type { NameKeys } from './keys.ts';
import type { CompareSide } from './side.ts';

export interface MatchStep {
  readonly phase: 'matching' | 'keys';
  readonly done: number;
  readonly total: number | null;
}

export interface Sides {
  readonly a: CompareSide;
  readonly b: CompareSide;
}

/** Object pairs that a mapping file names. */
export type Mapped = readonly { readonly a: number; readonly b: number }[];

export function* match(
  db: Database,
  sides: Sides,
  mapped: Mapped,
  seed: number,
): Generator<MatchStep, Matching, void> {
  const { a, b } = sides;
  const matching = new Matching(a.size, b.size);
  for (const pair of mapped) matching.pair(pair.a, pair.b, 'mapping');
  if (a.base !== 0 && b.base !== 0) matching.pair(a.base, b.base, 'base');
  matchGuids(
    matching,
    { order: a.snapshot.column('guidOrder'), bytes: a.snapshot.bytes('guid') },
    { order: b.snapshot.column('guidOrder'), bytes: b.snapshot.bytes('guid') },
    (side, id) => sides[side].has(id),
  );
  yield { phase: 'matching', done: 1, total: 3 };
  const sids = { a: a.snapshot.sids(), b: b.snapshot.sids() };
  matchSids(matching, sides, sids);
  yield { phase: 'matching', done: 2, total: 3 };
  pairDomains(matching, sides);

  const freeA = unmatched(a, matching.bOf);
  const freeB = unmatched(b, matching.aOf);
  if (freeA.length === 0 || freeB.length === 0) return matching;
  const total = freeA.length + freeB.length;
  const keysA = yield* counted(readNameKeys(db, a, freeA, seed), 0, total);
  const keysB = yield* counted(readNameKeys(db, b, freeB, seed), freeA.length, total);
  matchHistory(matching, sides, sids, { a: keysA, b: keysB });
  matchWellKnown(matching, sides, sids);
  for (const key of ['userPrincipalName', 'mail', 'sAMAccountName'] as const) {
    // First among what is compared, then with what lies outside: a unit that is compared with a unit goes by itself.
    if (a.base !== 0 || b.base !== 0)
      matchKeyed(matching, key, inScope(a, keysA, key), inScope(b, keysB, key));
    matchKeyed(matching, key, { ids: keysA.ids, keys: keysA[key] }, { ids: keysB.ids, keys: keysB[key] });
    yield { phase: 'keys', done: total, total };
  }
  matchPlaces(matching, a.tree, b.tree, (side, id) => (side === 'a' ? keysA : keysB).rdn[id]!);
  return matching;
}

function* counted(
  keys: Generator<number, NameKeys, void>,
  before: number,
  total: number,
): Generator<MatchStep, NameKeys, void> {
  for (;;) {
    const step = keys.next();
    if (step.done === true) return step.value;
    yield { phase: 'keys', done: before + step.value, total };
  }
}

function unmatched(side: CompareSide, partner: Int32Array): Int32Array {
  const ids = new Int32Array(side.size);
  let count = 0;
  for (let id = 1; id < side.size; id++) if (partner[id] === 0 && side.has(id)) ids[count++] = id;
  return ids.slice(0, count);
}

const inScope = (
  side: CompareSide,
  keys: NameKeys,
  key: 'userPrincipalName' | 'mail' | 'sAMAccountName',
): KeyedIds => ({
  ids: keys.ids,
  keys: keys[key].map((value, at) => (side.inScope[keys.ids[at]!] === 1 ? value : Number.NaN)),
});

/** A stand-in has the SID of whom it stands for: that is not the same object. */
const mayShareSid = (kindA: number, kindB: number): boolean =>
  (kindA === kindCode.foreignSecurityPrincipal) === (kindB === kindCode.foreignSecurityPrincipal);

function matchSids(matching: Matching, { a, b }: Sides, sids: { a: SidColumns; b: SidColumns }): void {
  const numberOf = new Map(sids.b.domains.map((text, number) => [text, number]));
  const translated = sids.a.domains.map((text) => (text === '' ? undefined : numberOf.get(text)));
  const keysOf = (side: CompareSide, columns: SidColumns, domain: (number: number) => number | undefined) => {
    const keys = new Float64Array(side.size).fill(Number.NaN);
    for (let id = 1; id < side.size; id++) {
      const number = columns.domain[id] ?? 0;
      const other = number === 0 ? undefined : domain(number);
      if (other === undefined || !side.has(id)) continue;
      const foreign = mayShareSid(side.kind[id]!, 0) ? 0 : 0.5;
      keys[id] = other * 2 ** 32 + (columns.rid[id]! >>> 0) + foreign;
    }
    return keys;
  };
  const ids = (size: number) => Int32Array.from({ length: size }, (_, id) => id);
  if (translated.every((number) => number === undefined)) return;
  const keysA = keysOf(a, sids.a, (number) => translated[number]);
  const keysB = keysOf(b, sids.b, (number) => number);
  matchKeyed(matching, 'objectSid', { ids: ids(a.size), keys: keysA }, { ids: ids(b.size), keys: keysB });
}

/** The head of the domain that an object lies in; 0 = in none. */
function domainOf(side: CompareSide, from: number): number {
  for (let id = from, depth = 0; id > 0 && depth < 4096; id = side.parent[id] ?? 0, depth++)
    if (side.kind[id] === kindCode.domain) return id;
  return 0;
}

/** The forest's root domain: the one above CN=Configuration, or the only one, or the one with the shortest name at the top. */
function rootDomain(side: CompareSide): number {
  const heads = side.domains().filter((id) => side.parent[id] === 0);
  const dns = heads.map((id) => side.snapshot.dn(id));
  for (const [at, dn] of dns.entries())
    if (side.snapshot.findDn(`CN=Configuration,${dn}`) !== 0) return heads[at]!;
  let best = 0;
  for (let at = 1; at < heads.length; at++) if (dns[at]!.length < dns[best]!.length) best = at;
  return heads[best] ?? 0;
}

/** Heads that play the same part: those of the two bases, those of one name, and the roots of the two forests. */
function pairDomains(matching: Matching, { a, b }: Sides): void {
  if (a.base !== 0 || b.base !== 0) {
    const headA = a.base === 0 ? rootDomain(a) : domainOf(a, a.base);
    const headB = b.base === 0 ? rootDomain(b) : domainOf(b, b.base);
    if (headA !== 0 && headB !== 0) matching.pair(headA, headB, 'base');
  }
  for (const id of a.tree.tree.subarray(
    a.tree.first[0] ?? 0,
    (a.tree.first[0] ?? 0) + Math.min(a.tree.count[0] ?? 0, 1000),
  )) {
    if (!a.has(id) || matching.bOf[id] !== 0) continue;
    const other = b.snapshot.findDn(a.snapshot.dn(id));
    if (other !== 0) matching.pair(id, other, 'place');
  }
  const rootA = rootDomain(a);
  const rootB = rootDomain(b);
  if (rootA !== 0 && rootB !== 0) matching.pair(rootA, rootB, 'base');
}

/** Text of an object's SID. */
function sidText(columns: SidColumns, id: number): string | null {
  return sidAt(columns, id);
}

function matchHistory(
  matching: Matching,
  sides: Sides,
  sids: { a: SidColumns; b: SidColumns },
  keys: { a: NameKeys; b: NameKeys },
): void {
  for (const [here, there] of [
    ['b', 'a'],
    ['a', 'b'],
  ] as const) {
    const history = keys[here].sidHistory;
    if (history.length === 0) continue;
    const bySid = new Map<string, number>();
    const wanted = new Set(history.map(({ sid }) => sid));
    const partner = there === 'a' ? matching.bOf : matching.aOf;
    for (const id of keys[there].ids) {
      if (partner[id] !== 0 || !mayShareSid(sides[there].kind[id]!, 0)) continue;
      const sid = sidText(sids[there], id);
      if (sid !== null && wanted.has(sid)) bySid.set(sid, id);
    }
    // Two accounts that came of one, or one that came of two: nobody says which it is.
    const claims = new Map<number, Set<number>>();
    const claimed = new Map<number, Set<number>>();
    for (const { id, sid } of history) {
      const other = bySid.get(sid);
      if (other === undefined) continue;
      claims.set(id, (claims.get(id) ?? new Set()).add(other));
      claimed.set(other, (claimed.get(other) ?? new Set()).add(id));
    }
    for (const [id, others] of claims) {
      const [other] = others;
      const single = others.size === 1 && claimed.get(other!)!.size === 1;
      if (single) {
        if (here === 'a') matching.pair(id, other!, 'sIDHistory');
        else matching.pair(other!, id, 'sIDHistory');
        continue;
      }
      const mine = [...new Set([...others].flatMap((each) => [...claimed.get(each)!]))];
      const group = here === 'a' ? { a: mine, b: [...others] } : { a: [...others], b: mine };
      matching.alike({ key: 'sIDHistory', ...group });
    }
  }
}

const wellKnownForm = /^B:32:([0-9A-F]{32}):(.+)$/is;

function matchWellKnown(matching: Matching, { a, b }: Sides, sids: { a: SidColumns; b: SidColumns }): void {
  for (const headA of a.domains()) {
    const headB = matching.bOf[headA]!;
    if (headB === 0) continue;
    const containers = (side: CompareSide, head: number) =>
      new Map(
        textsOf(side.snapshot.entry(head), 'wellKnownObjects').flatMap((text) => {
          const found = wellKnownForm.exec(text);
          const id = found ? side.snapshot.findDn(found[2]!) : 0;
          return found && id !== 0 ? [[found[1]!.toUpperCase(), id] as const] : [];
        }),
      );
    const ofB = containers(b, headB);
    for (const [guid, id] of containers(a, headA)) {
      const other = ofB.get(guid);
      if (other !== undefined) matching.pair(id, other, 'wellKnown');
    }
    const domainA = sidText(sids.a, headA);
    const domainB = sidText(sids.b, headB);
    if (domainA !== null && domainB !== null) matchRids(matching, { a, b }, sids, domainA, domainB);
  }
}

function matchRids(
  matching: Matching,
  { a, b }: Sides,
  sids: { a: SidColumns; b: SidColumns },
  domainA: string,
  domainB: string,
): void {
  const accounts = (side: CompareSide, columns: SidColumns, domain: string, partner: Int32Array) => {
    const number = columns.domains.indexOf(domain);
    const found = new Map<number, number>();
    if (number <= 0) return found;
    for (let id = 1; id < side.size; id++) {
      if (columns.domain[id] !== number || partner[id] !== 0 || !side.has(id)) continue;
      const rid = columns.rid[id]! >>> 0;
      if (rid > 0 && rid < firstOwnRid && mayShareSid(side.kind[id]!, 0)) found.set(rid, id);
    }
    return found;
  };
  const ofB = accounts(b, sids.b, domainB, matching.aOf);
  for (const [rid, id] of accounts(a, sids.a, domainA, matching.bOf)) {
    const other = ofB.get(rid);
    if (other !== undefined) matching.pair(id, other, 'wellKnown');
  }
}

/** What the key's values are at both ends, for people. */
export function reasonOf(
  key: MatchKey,
  a: CompareSide,
  idA: number,
  b: CompareSide,
  idB: number,
): { a: string; b: string } {
  const of = (side: CompareSide, id: number): string => {
    const row = side.snapshot.row(id);
    switch (key) {
      case 'objectGUID':
        return row.guid ?? '';
      case 'objectSid':
      case 'wellKnown':
      case 'sIDHistory':
        return row.sid ?? row.dn;
      case 'userPrincipalName':
        return row.userPrincipalName ?? '';
      case 'mail':
        return row.mail ?? '';
      case 'sAMAccountName':
        return row.samAccountName ?? '';
      default:
        return row.dn;
    }
  };
  if (key === 'sIDHistory') {
    const history = (side: CompareSide, id: number) =>
      firstText(side.snapshot.entry(id), 'sIDHistory') ?? side.snapshot.row(id).sid ?? '';
    return { a: history(a, idA), b: history(b, idB) };
  }
  return { a: of(a, idA), b: of(b, idB) };
}
