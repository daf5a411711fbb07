/** Members of pairs, by columns: what is a member at one end and not at the other. */
import { dnKey } from '#domain/directory/dnKey.ts';
import type { Matching } from '#domain/compare/matching.ts';
import { kindCode } from '../schema/kinds.ts';
import { tableOf } from '../schema/snapshot.ts';
import type { Database } from '../sqlite.ts';
import type { CompareSide } from './side.ts';

/** Names without an object that are looked up at the other end; a snapshot of one unit may have more. */
const lookedUp = 200_000;

export interface MemberDifference {
  readonly onlyInA: number[];
  readonly onlyInB: number[];
  readonly both: number;
  /** Of effective members, those of which the snapshot does not hold who is in them. */
  readonly notFollowed: { readonly a: number; readonly b: number };
}

interface Edges {
  readonly first: Int32Array;
  readonly member: Int32Array;
}

export class MemberComparer {
  readonly #a: CompareSide;
  readonly #b: CompareSide;
  readonly #matching: Matching;
  readonly #edgesA: Edges;
  readonly #edgesB: Edges;
  /** By a member's number at its end what it is called here: ids of B, or negative numbers for what B has no object of. */
  readonly #unknownA: Map<number, number>;
  readonly #unknownB: Map<number, number>;
  readonly #stamp: Int32Array;
  #round = 0;

  constructor(db: Database, a: CompareSide, b: CompareSide, matching: Matching) {
    this.#a = a;
    this.#b = b;
    this.#matching = matching;
    this.#edgesA = edgesOf(a);
    this.#edgesB = edgesOf(b);
    this.#stamp = new Int32Array(b.size);
    const numbers = new Map<string, number>();
    // Numbers below are A's own objects without a partner.
    const numberOf = (key: string) => {
      const known = numbers.get(key);
      if (known !== undefined) return known;
      const number = -a.size - 1 - numbers.size;
      numbers.set(key, number);
      return number;
    };
    this.#unknownA = unknownNames(
      db,
      a,
      this.#edgesA,
      (dn, lookUp) => (lookUp && b.snapshot.findDn(dn)) || numberOf(dnKey(dn)),
    );
    this.#unknownB = unknownNames(db, b, this.#edgesB, (dn, lookUp) => {
      const id = lookUp ? a.snapshot.findDn(dn) : 0;
      if (id === 0) return numberOf(dnKey(dn));
      return matching.bOf[id] || -id;
    });
  }

  /** A member of A as it is called here. */
  #ofA(member: number): number {
    return member > 0 ? this.#matching.bOf[member] || -member : (this.#unknownA.get(member) ?? member);
  }

  #ofB(member: number): number {
    return member > 0 ? member : (this.#unknownB.get(member) ?? member);
  }

  hasMembers(idA: number, idB: number): boolean {
    const { first: fa } = this.#edgesA;
    const { first: fb } = this.#edgesB;
    return (fa[idA + 1] ?? 0) > (fa[idA] ?? 0) || (fb[idB + 1] ?? 0) > (fb[idB] ?? 0);
  }

  /** Whether the direct members are the same. */
  same(idA: number, idB: number): boolean {
    const membersA = membersOf(this.#edgesA, idA);
    const membersB = membersOf(this.#edgesB, idB);
    if (membersA.length !== membersB.length) return false;
    const round = ++this.#round;
    let others: Set<number> | null = null;
    for (const member of membersB) {
      const one = this.#ofB(member);
      if (one > 0) this.#stamp[one] = round;
      else (others ??= new Set()).add(one);
    }
    for (const member of membersA) {
      const one = this.#ofA(member);
      if (one > 0 ? this.#stamp[one] !== round : others?.has(one) !== true) return false;
    }
    return true;
  }

  /** Members of each end that the other has not, as their end's columns have them, and how many both have. */
  difference(idA: number, idB: number, effective: boolean): MemberDifference {
    const listA = effective ? reached(this.#a, this.#edgesA, idA) : [...membersOf(this.#edgesA, idA)];
    const listB = effective ? reached(this.#b, this.#edgesB, idB) : [...membersOf(this.#edgesB, idB)];
    const inA = new Set(listA.map((member) => this.#ofA(member)));
    const inB = new Set(listB.map((member) => this.#ofB(member)));
    const onlyInA = listA.filter((member) => !inB.has(this.#ofA(member)));
    const onlyInB = listB.filter((member) => !inA.has(this.#ofB(member)));
    const notFollowed = {
      a: effective ? notFollowedOf(this.#a, listA) : 0,
      b: effective ? notFollowedOf(this.#b, listB) : 0,
    };
    return { onlyInA, onlyInB, both: listA.length - onlyInA.length, notFollowed };
  }
}

function edgesOf(side: CompareSide): Edges {
  const first = side.snapshot.column('memberFirst');
  const member = side.snapshot.column('member');
  for (let id = 1; id < first.length; id++)
    if (first[id]! < first[id - 1]! || first[id]! > member.length)
      throw side.snapshot.damaged('column memberFirst');
  return { first, member };
}

const membersOf = ({ first, member }: Edges, id: number): Int32Array =>
  member.subarray(first[id] ?? 0, first[id + 1] ?? first[id] ?? 0);

/** Everybody in the group, through groups of the same snapshot and by primaryGroupID; groups on the way count. */
function reached(side: CompareSide, edges: Edges, from: number): number[] {
  const sids = side.snapshot.sids();
  const primary = side.snapshot.column('primaryGroup');
  const seen = new Set<number>([from]);
  const found: number[] = [];
  const left = [from];
  const groups = new Set<number>();
  const take = (member: number): void => {
    if (seen.has(member)) return;
    seen.add(member);
    found.push(member);
    if (member > 0) left.push(member);
  };
  for (let id = left.pop(); id !== undefined; id = left.pop()) {
    const members = membersOf(edges, id);
    for (const member of members) take(member);
    if ((sids.rid[id] ?? 0) !== 0) groups.add(id);
  }
  // By whom a group is the primary one: one look over all objects, for all groups met; such members are accounts.
  const byRid = new Set([...groups].map((id) => (sids.domain[id] ?? 0) * 2 ** 32 + (sids.rid[id]! >>> 0)));
  for (let id = 1; id < side.size; id++) {
    const rid = primary[id] ?? 0;
    if (rid !== 0 && byRid.has((sids.domain[id] ?? 0) * 2 ** 32 + (rid >>> 0)) && side.has(id)) take(id);
  }
  return found;
}

/** Stand-ins of other domains and of well-known identities, and names without an object: others may be in them. */
function notFollowedOf({ kind }: CompareSide, members: readonly number[]): number {
  return members.reduce(
    (sum, id) => sum + (id < 0 || kind[id] === kindCode.foreignSecurityPrincipal ? 1 : 0),
    0,
  );
}

/** Names of members that are no object, by their negative number. */
function unknownNames(
  db: Database,
  side: CompareSide,
  { member }: Edges,
  numberOf: (dn: string, lookUp: boolean) => number,
): Map<number, number> {
  const found = new Map<number, number>();
  let some = false;
  for (const one of member) if (one < 0) some = true;
  if (!some) return found;
  const rows = db.prepare(`SELECT id, dn FROM ${tableOf(side.snapshot.id, 'reference')}`);
  rows.setReturnArrays(true);
  for (const row of rows.iterate()) {
    const [id, dn] = row as unknown as [number, string];
    found.set(-id, numberOf(dn, found.size < lookedUp));
  }
  return found;
}

/** The name of a member that is no object. */
export function referenceOf(db: Database, side: CompareSide, member: number): string {
  const row = db
    .prepare(`SELECT dn FROM ${tableOf(side.snapshot.id, 'reference')} WHERE id = ?`)
    .get(-member);
  if (!row) throw side.snapshot.damaged(`reference ${-member}`);
  return String(row['dn']);
}
