/** What names, SIDs and RIDs of one end stand for: the same text for objects that were matched. */
import { dnKey } from '#domain/directory/dnKey.ts';
import { domainSidOf } from '#domain/directory/sid.ts';
import { integerOf } from '#domain/directory/values.ts';
import { descriptorKey } from '#domain/compare/descriptorKey.ts';
import { bytesKey } from '#domain/compare/equality.ts';
import type { Meaning } from '#domain/compare/equality.ts';
import type { Matching } from '#domain/compare/matching.ts';
import { kindCode } from '../schema/kinds.ts';
import { sidAt } from '../snapshot/sids.ts';
import { PrimaryGroups } from './primaryGroups.ts';
import type { CompareSide } from './side.ts';

/** Names that are kept once looked up: objects name the same managers and categories again and again. */
const keptNames = 100_000;

export class Meanings {
  readonly a: Meaning;
  readonly b: Meaning;
  readonly #matching: Matching;
  readonly #domains: ReadonlyMap<string, string>;
  readonly primaryGroups: PrimaryGroups;
  /** Whose values are compared; 0 = RIDs of theirs say nothing. */
  #idA = 0;
  #idB = 0;

  constructor(matching: Matching, a: CompareSide, b: CompareSide) {
    this.#matching = matching;
    this.#domains = domainTexts(matching, a, b);
    const translated = (sid: string) => this.#translated(sid);
    this.primaryGroups = new PrimaryGroups(matching, a, b, translated);
    const rid = (side: 'a' | 'b') => (text: string) => {
      const number = integerOf(text);
      const owner = side === 'a' ? this.#idA : this.#idB;
      return number === null || owner === 0 ? text : this.primaryGroups.key(side, owner, number);
    };
    const sids = { a: this.#sids(a, true), b: this.#sids(b, false) };
    this.a = { dn: this.#names(a, b, true), sid: sids.a, rid: rid('a'), descriptor: descriptors(sids.a) };
    this.b = { dn: this.#names(b, a, false), sid: sids.b, rid: rid('b'), descriptor: descriptors(sids.b) };
  }

  /** Says whose values are compared next: a RID is one of their own domains. */
  begin(idA: number, idB: number): void {
    const known = this.primaryGroups.known(idA, idB);
    this.#idA = known ? idA : 0;
    this.#idB = known ? idB : 0;
  }

  /** The matched object as a text; null = it has no partner. */
  #matched(id: number, isA: boolean): string | null {
    if (id === 0) return null;
    const inA = isA ? (this.#matching.bOf[id] === 0 ? 0 : id) : (this.#matching.aOf[id] ?? 0);
    return inA === 0 ? null : `\0${inA}`;
  }

  /** A name that is nobody's at its own end means whom it names at the other, as it does among members. */
  #names(here: CompareSide, there: CompareSide, isA: boolean): (text: string) => string {
    const kept = new Map<string, string>();
    return (text) => {
      let key = kept.get(text);
      if (key === undefined) {
        const id = here.snapshot.findDn(text);
        key =
          (id !== 0 ? this.#matched(id, isA) : this.#matched(there.snapshot.findDn(text), !isA)) ??
          dnKey(text);
        if (kept.size >= keptNames) kept.clear();
        kept.set(text, key);
      }
      return key;
    };
  }

  #sids(side: CompareSide, isA: boolean): (text: string) => string {
    let ids: Map<string, number> | null = null;
    return (text) => {
      ids ??= objectsBySid(side);
      return this.#matched(ids.get(text) ?? 0, isA) ?? (isA ? this.#translated(text) : text);
    };
  }

  /** A SID of A as that of the same RID in the partner of its domain. */
  #translated(sid: string): string {
    const domain = domainSidOf(sid);
    const other = domain === null ? undefined : this.#domains.get(domain);
    return other === undefined ? sid : other + sid.slice(domain!.length);
  }
}

/** Keys are kept as long as the bytes: one descriptor is that of many objects, and read once for them. */
function descriptors(sid: (text: string) => string): (bytes: Uint8Array) => string {
  const kept = new WeakMap<Uint8Array, string>();
  return (bytes) => {
    let key = kept.get(bytes);
    if (key === undefined) kept.set(bytes, (key = descriptorKey(bytes, sid) ?? bytesKey(bytes)));
    return key;
  };
}

/**
 * Objects by SID: only what is compared by it needs it, so it is made when first asked for. A stand-in gives way to the object.
 * Where several of one rank have a SID (stand-ins in two domains) none is taken, and the SID is what it is: which of them came
 * first would be chance. SIDs of no domain mean the same everywhere.
 */
function objectsBySid(side: CompareSide): Map<string, number> {
  const sids = side.snapshot.sids();
  const found = new Map<string, number>();
  const standIns = new Set<string>();
  for (let id = 1; id < side.size; id++) {
    if ((sids.domain[id] ?? 0) === 0 || !side.has(id)) continue;
    const sid = sidAt(sids, id);
    if (sid === null || domainSidOf(sid) === null) continue;
    const isStandIn = side.kind[id] === kindCode.foreignSecurityPrincipal;
    const known = found.get(sid);
    if (known === undefined || (!isStandIn && standIns.has(sid))) {
      found.set(sid, id);
      if (isStandIn) standIns.add(sid);
      else standIns.delete(sid);
    } else if (isStandIn === standIns.has(sid)) found.set(sid, 0);
  }
  return found;
}

/** By SID of a domain of A, that of its partner in B. */
function domainTexts(matching: Matching, a: CompareSide, b: CompareSide): Map<string, string> {
  const found = new Map<string, string>();
  const sids = { a: a.snapshot.sids(), b: b.snapshot.sids() };
  for (const head of a.domains()) {
    const other = matching.bOf[head]!;
    const here = sidAt(sids.a, head);
    const there = other === 0 ? null : sidAt(sids.b, other);
    if (here !== null && there !== null) found.set(here, there);
  }
  return found;
}
