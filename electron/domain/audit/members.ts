/** Who is behind a mapping, as its mechanism and its rule count: what `domain/access` says, and what it does not count. */
import { countingOf, followsGroups, isSearch, wantsSecurityGroups } from '../access/counting.ts';
import { trait } from '../access/reach.ts';
import type { Reach } from '../access/reach.ts';
import type { Grant } from '../mapping/grant.ts';
import { via } from '../membership/graph.ts';
import { namingUnread } from '../membership/unreadMembers.ts';
import { lazy } from './lazy.ts';

/** A grant with its principal's node. */
export interface Mapping {
  readonly grant: Grant;
  /** -1: it is of no object, or no directory that was read has the principal; an identity store may still tell its people. */
  readonly node: number;
}

/** Foreign security principals on the way to a mapped group. */
export interface Foreign {
  /** Stand-ins for accounts and groups of directories that were read. */
  readonly known: readonly number[];
  /** Those that nobody resolves: of domains that were not read, or Everyone and its like. */
  readonly unknown: readonly number[];
}

/** One membership between a mapped group and somebody who arrives. */
export interface Link {
  readonly group: number;
  /** The account, the group, or the stand-in of another domain that is the member. */
  readonly member: number;
  /** By its primaryGroupID; otherwise it stands in `member` of the group. */
  readonly primary: boolean;
}

/** Groups behind a mapping that were followed, last asked first out. */
const mostKept = 20_000;

export class Members {
  readonly #reach: Reach;
  readonly #foreign: Uint8Array;
  /** Copies of a user, by SID. */
  readonly #copiesOf: (sid: string) => readonly number[];
  readonly #storeNodes: (grant: Grant) => readonly number[];
  readonly #nested = new Map<string, readonly number[]>();

  constructor(
    reach: Reach,
    copiesOf: (sid: string) => readonly number[],
    storeNodes: (grant: Grant) => readonly number[],
  ) {
    this.#reach = reach;
    this.#copiesOf = copiesOf;
    this.#storeNodes = storeNodes;
    this.#foreign = new Uint8Array(reach.graph.size);
    for (const { part, first } of reach.graph.spans) this.#foreign.set(part.foreign, first);
  }

  isGroup(node: number): boolean {
    return (this.#reach.traits.flags[node]! & trait.group) !== 0;
  }

  isForeign(node: number): boolean {
    return this.#foreign[node] === 1;
  }

  /** A user or a service account: whom answers count. */
  isPerson(node: number): boolean {
    return (this.#reach.traits.flags[node]! & trait.person) !== 0;
  }

  /** Calls `each` once for every account that arrives; machines by claims alone, for nothing else knows them. */
  arriving(mapping: Mapping, each: (node: number) => void): void {
    const { grant, node } = mapping;
    if (node < 0) {
      for (const one of this.#storeNodes(grant)) each(one);
      return;
    }
    if (!this.isGroup(node)) {
      for (const one of this.copies(mapping)) each(one);
      return;
    }
    const everyKind = grant.mechanism === 'saml';
    this.#reach.membersOf([node], countingOf(grant), (one) => {
      if (this.isGroup(one) || this.isForeign(one)) return;
      if (everyKind || this.isPerson(one)) each(one);
    });
  }

  /** Everybody who arrives by one of the mappings, each once. */
  people(mappings: readonly Mapping[]): number {
    const found = new Set<number>();
    for (const mapping of mappings)
      this.arriving(mapping, (node) => {
        if (this.isPerson(node)) found.add(node);
      });
    return found.size;
  }

  /** A mapping of a user holds for every copy of that user. */
  copies({ grant, node }: Mapping): readonly number[] {
    const sid = grant.principal?.sid ?? null;
    const others = sid === null ? [] : this.#copiesOf(sid).filter((one) => !this.isGroup(one));
    return [...new Set([node, ...others])];
  }

  /** Groups inside of the mapped one whose members arrive, nearest first. */
  nested({ grant, node }: Mapping): readonly number[] {
    const by = countingOf(grant);
    if (node < 0 || !followsGroups(by) || !this.isGroup(node)) return [];
    const key = `${node} ${by}`;
    let found = this.#nested.get(key);
    if (!found) {
      const groups: number[] = [];
      this.#reach.membersOf([node], by, (one) => {
        if (one !== node && this.isGroup(one) && !(wantsSecurityGroups(by) && this.isDistribution(one)))
          groups.push(one);
      });
      if (this.#nested.size >= mostKept) this.#nested.clear();
      this.#nested.set(key, (found = groups));
    }
    return found;
  }

  /** Groups that stand in `member` of the group itself. */
  children(node: number): number[] {
    const { down } = this.#reach.graph;
    const found: number[] = [];
    for (let slot = down.start[node]!; slot < down.start[node + 1]!; slot++)
      if (down.via[slot] === via.member && this.isGroup(down.to[slot]!)) found.push(down.to[slot]!);
    return found;
  }

  readonly #inside = new WeakMap<readonly number[], ReadonlySet<number>>();
  /**
   * A shortest way by which an account arrives, the mapped group first; empty: the mapping is of the account itself, or an identity
   * store tells of it.
   */
  chain(mapping: Mapping, account: number): readonly Link[] {
    const { grant, node: top } = mapping;
    if (top < 0 || !this.isGroup(top)) return [];
    const by = countingOf(grant);
    const nested = this.nested(mapping);
    let inside = this.#inside.get(nested);
    if (!inside) this.#inside.set(nested, (inside = new Set(nested)));
    const { domain } = this.#reach.traits;
    const home = domain[account]!;
    const enters = (group: number): boolean =>
      (group === top || inside.has(group)) &&
      (!isSearch(by) || home === 0 || domain[group] === home || domain[group] === 0);
    const counted = by === 'saml' ? () => true : (how: number) => how === via.member;
    const { up } = this.#reach.graph;
    const cameBy = new Map<number, Link & { readonly from: number }>();
    const waiting = [account];
    for (let at = 0; at < waiting.length && !cameBy.has(top); at++) {
      const from = waiting[at]!;
      for (let slot = up.start[from]!; slot < up.start[from + 1]!; slot++) {
        const group = up.to[slot]!;
        const how = up.via[slot]!;
        if (cameBy.has(group) || !counted(how) || !enters(group)) continue;
        const member = how === via.foreignPrincipal ? (up.standIns.get(slot) ?? from) : from;
        cameBy.set(group, { group, member, primary: how === via.primaryGroup, from });
        waiting.push(group);
      }
    }
    const links: Link[] = [];
    for (let link = cameBy.get(top); link; link = cameBy.get(link.from))
      links.push({ group: link.group, member: link.member, primary: link.primary });
    return links;
  }

  /** Stand-ins in the mapped group and in the groups inside of it. */
  foreign(mapping: Mapping): Foreign {
    if (mapping.node < 0) return { known: [], unknown: [] };
    const { down } = this.#reach.graph;
    const known = new Set<number>();
    const unknown = new Set<number>();
    for (const group of [mapping.node, ...this.nested(mapping)])
      for (let slot = down.start[group]!; slot < down.start[group + 1]!; slot++) {
        if (down.via[slot] === via.foreignPrincipal) known.add(down.standIns.get(slot) ?? down.to[slot]!);
        else if (this.isForeign(down.to[slot]!)) unknown.add(down.to[slot]!);
      }
    return { known: [...known], unknown: [...unknown] };
  }

  readonly #naming = lazy(() => namingUnread(this.#reach.graph));
  /** Whether in the mapped group, or in one inside of it, a member is named that was not read. */
  namesUnread(mapping: Mapping): boolean {
    if (mapping.node < 0) return false;
    return [mapping.node, ...this.nested(mapping)].some((group) => this.#naming()[group] === 1);
  }

  /** Members that only a primaryGroupID brings. */
  primary(node: number): number {
    const { down } = this.#reach.graph;
    let count = 0;
    for (let slot = down.start[node]!; slot < down.start[node + 1]!; slot++)
      if (down.via[slot] === via.primaryGroup) count++;
    return count;
  }

  isDistribution(node: number): boolean {
    return (this.#reach.traits.flags[node]! & trait.distribution) !== 0;
  }
}

/** Whom a grant is of, as it is called and where that is said. */
export const principalOf = ({ grant }: Mapping): { readonly name: string; readonly where: string } => ({
  name: grant.principal?.name ?? grant.store?.name ?? '',
  where: grant.principal?.dn ?? grant.store?.principalId ?? '',
});

/** Whether the primary group counts: in tokens alone. */
export const countsPrimary = ({ grant }: Mapping): boolean => countingOf(grant) === 'saml';

/** Whether members of the groups inside of a mapped one count. */
export const followsNested = ({ grant }: Mapping): boolean => followsGroups(countingOf(grant));
