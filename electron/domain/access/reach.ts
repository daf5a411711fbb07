import { via } from '../membership/graph.ts';
import type { Adjacency, MembershipGraph, ViaCode } from '../membership/graph.ts';
import { followsGroups, isSearch, wantsSecurityGroups } from './counting.ts';
import type { Counting } from './counting.ts';

/** What is known of nodes, as columns: asked a million times. */
export interface NodeTraits {
  /** Bits of `trait`. */
  readonly flags: Uint8Array;
  /** Number of the node's domain, the same over all snapshots; 0 = it is of none. */
  readonly domain: Int32Array;
}
export const trait = {
  /** A distribution group: in no token. */
  distribution: 1,
  domainLocal: 2,
  /** A user or service account: whom answers count. */
  person: 4,
  group: 8,
} as const;

/**
 * Membership as it counts for each mechanism and search, for many at once: what `Ways` says counts. Its columns are used again by
 * every call, so an answer is good until the next one.
 */
export class Reach {
  readonly graph: MembershipGraph;
  readonly traits: NodeTraits;
  readonly #mark: Int32Array;
  readonly #queue: Int32Array;
  #round = 0;

  constructor(graph: MembershipGraph, traits: NodeTraits) {
    this.graph = graph;
    this.traits = traits;
    this.#mark = new Int32Array(graph.size);
    this.#queue = new Int32Array(graph.size);
  }

  /** The groups that a node is in, nearest first, without the node itself. */
  groupsOf(start: number, counting: Counting): Int32Array {
    const { domain } = this.traits;
    const enters = isSearch(counting) ? this.#found(domain[start]!) : this.#enters(counting);
    return this.#walk([start], this.graph.up, counting, enters);
  }

  /**
   * Calls `each` once for every node that is a member of one of the groups. Of the groups themselves nothing is said: whether a
   * circle leads back to them depends on which one is asked about.
   */
  membersOf(groups: ArrayLike<number>, counting: Counting, each: (node: number) => void): void {
    if (isSearch(counting)) {
      this.#byHome(Array.from(groups), counting, (home) => this.#found(home), each);
      return;
    }
    const enters = this.#enters(counting);
    const sources = Array.from(groups).filter(enters);
    for (const node of this.#walk(sources, this.graph.down, counting, enters)) each(node);
  }

  /**
   * As `membersOf` of SAML, but those alone who count wherever AD FS stands: a domain local group enters tokens of its own domain
   * alone, and a stand-in those of its own (MS-ADTS 3.1.1.4.5.19).
   */
  membersAnywhere(groups: ArrayLike<number>, each: (node: number) => void): void {
    const { domain } = this.traits;
    // Where no domain local group is on the way, one walk is true of everybody.
    let local = false;
    const mayBeLocal = (node: number): boolean => {
      if (!this.#isSecurity(node)) return false;
      if (this.#isLocal(node)) local = true;
      return true;
    };
    const sources = Array.from(groups).filter(mayBeLocal);
    const found = this.#walk(sources, this.graph.down, 'anywhere', mayBeLocal);
    if (!local) {
      for (const node of found) each(node);
      return;
    }
    const inToken = (home: number) => (node: number) =>
      this.#isSecurity(node) && (home === 0 || !this.#isLocal(node) || domain[node] === home);
    this.#byHome(sources, 'anywhere', inToken, each, found);
  }

  /** One walk a domain that anybody is of, where what counts hangs on it. `found`: everybody who may count. */
  #byHome(
    groups: readonly number[],
    counting: keyof typeof taken,
    entersOf: (home: number) => (node: number) => boolean,
    each: (node: number) => void,
    found: Int32Array = this.#walk(groups, this.graph.down, counting, always),
  ): void {
    const { domain } = this.traits;
    const homes = new Set<number>();
    for (const node of found) homes.add(domain[node]!);
    for (const home of homes) {
      const enters = entersOf(home);
      for (const node of this.#walk(groups.filter(enters), this.graph.down, counting, enters))
        if (domain[node] === home) each(node);
    }
  }

  #enters(counting: Counting): (node: number) => boolean {
    return wantsSecurityGroups(counting) ? (node) => this.#isSecurity(node) : always;
  }

  /** A search in this domain finds it; what is of no domain is of the one that holds it, such as CN=Builtin. */
  #found(home: number): (node: number) => boolean {
    const { domain } = this.traits;
    return home === 0 ? always : (node) => domain[node] === home || domain[node] === 0;
  }

  #isSecurity(node: number): boolean {
    return (this.traits.flags[node]! & trait.distribution) === 0;
  }

  #isLocal(node: number): boolean {
    return (this.traits.flags[node]! & trait.domainLocal) !== 0 && this.traits.domain[node] !== 0;
  }

  /** Going up, `enters` says what is listed and gone through; going down, what is gone through: whoever is in it is listed. */
  #walk(
    starts: ArrayLike<number>,
    { start, to, via: how }: Adjacency,
    counted: keyof typeof taken,
    enters: (node: number) => boolean,
  ): Int32Array {
    const round = ++this.#round;
    const mark = this.#mark;
    const queue = this.#queue;
    const up = start === this.graph.up.start;
    const nested = counted === 'anywhere' || followsGroups(counted);
    const takes = taken[counted];
    let length = 0;
    const from = (node: number): void => {
      for (let slot = start[node]!, end = start[node + 1]!; slot < end; slot++) {
        const next = to[slot]!;
        if (mark[next] === round || takes[how[slot]!] === 0) continue;
        if (up && !enters(next)) continue;
        mark[next] = round;
        queue[length++] = next;
      }
    };
    if (up) mark[starts[0]!] = round;
    for (let at = 0; at < starts.length; at++) from(starts[at]!);
    for (let at = 0; nested && at < length; at++) {
      const node = queue[at]!;
      if (up || enters(node)) from(node);
    }
    return queue.subarray(0, length);
  }
}

const always = (): boolean => true;

const only = (...codes: readonly ViaCode[]): Uint8Array =>
  Uint8Array.from([via.member, via.foreignPrincipal, via.primaryGroup], (code) =>
    codes.includes(code) ? 1 : 0,
  );
/** Which memberships count, by `via`; `anywhere`: for SAML wherever AD FS stands. */
const taken: Readonly<Record<Counting | 'anywhere', Uint8Array>> = {
  saml: only(via.member, via.primaryGroup, via.foreignPrincipal),
  anywhere: only(via.member, via.primaryGroup),
  delegation: only(via.member),
  'identity-center': only(via.member),
  chain: only(via.member),
  direct: only(via.member),
};
