/**
 * primaryGroupID as the group that it names: a RID of the object's own domain (facts/active-directory.md §6), so that one number
 * may be two groups and two numbers one.
 */
import type { Matching } from '#domain/compare/matching.ts';
import { kindCode } from '../schema/kinds.ts';
import type { SidColumns } from '../snapshot/sids.ts';
import type { CompareSide } from './side.ts';

/** RIDs below are the same accounts in every domain (facts/active-directory.md §6). */
export const firstOwnRid = 1000;

interface End {
  readonly sids: SidColumns;
  readonly primary: Int32Array;
  /** Groups by SID, as numbers of domain and RID. */
  readonly groups: ReadonlyMap<number, number>;
  /** By object of this end, its partner; 0 = none. */
  readonly partner: Int32Array;
  lastGroup: number;
  lastKey: string;
}

const sidNumber = (domain: number, rid: number): number => domain * 2 ** 32 + (rid >>> 0);

export class PrimaryGroups {
  readonly #a: End;
  readonly #b: End;
  readonly #translated: (sid: string) => string;

  /** `translated`: a SID of A's domain as that of B's. */
  constructor(matching: Matching, a: CompareSide, b: CompareSide, translated: (sid: string) => string) {
    this.#a = endOf(a, matching.bOf);
    this.#b = endOf(b, matching.aOf);
    this.#translated = translated;
  }

  /** Whether RIDs of the two can be told: both have a SID. */
  known(idA: number, idB: number): boolean {
    return (this.#a.sids.domain[idA] ?? 0) !== 0 && (this.#b.sids.domain[idB] ?? 0) !== 0;
  }

  /** Whether two objects that both have one have the same primary group; true where it cannot be told from columns. */
  same(idA: number, idB: number): boolean {
    const [a, b] = [this.#a.primary[idA] ?? 0, this.#b.primary[idB] ?? 0];
    if (a === 0 || b === 0 || !this.known(idA, idB)) return true;
    return this.key('a', idA, a) === this.key('b', idB, b);
  }

  /** Equal texts for the same group. The object has a SID. */
  key(side: 'a' | 'b', objectId: number, rid: number): string {
    const [here, there] = side === 'a' ? [this.#a, this.#b] : [this.#b, this.#a];
    const domain = here.sids.domain[objectId] ?? 0;
    const number = sidNumber(domain, rid);
    if (number !== here.lastGroup) {
      here.lastGroup = number;
      here.lastKey = this.#keyOf(side, here, there, domain, rid >>> 0);
    }
    return here.lastKey;
  }

  #keyOf(side: 'a' | 'b', here: End, there: End, domain: number, rid: number): string {
    const group = here.groups.get(sidNumber(domain, rid)) ?? 0;
    const partner = here.partner[group] ?? 0;
    // A group that every domain has is that one, unless it was matched to another.
    const isEverywhere = rid < firstOwnRid;
    if (partner !== 0 && (!isEverywhere || there.sids.rid[partner] !== rid))
      return `\0${side === 'a' ? group : partner}`;
    if (isEverywhere) return `rid:${rid}`;
    const sid = `${here.sids.domains[domain]}-${rid}`;
    return side === 'a' ? this.#translated(sid) : sid;
  }
}

function endOf(side: CompareSide, partner: Int32Array): End {
  const sids = side.snapshot.sids();
  const groups = new Map<number, number>();
  for (let id = 1; id < side.size; id++)
    if (side.kind[id] === kindCode.group && (sids.domain[id] ?? 0) !== 0 && side.has(id))
      groups.set(sidNumber(sids.domain[id]!, sids.rid[id]!), id);
  const primary = side.snapshot.column('primaryGroup');
  return { sids, primary, groups, partner, lastGroup: Number.NaN, lastKey: '' };
}
