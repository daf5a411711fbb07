/** Nodes by SID, for a few SIDs: one pass over the columns, and no text made of a million. */
import { domainSidOf } from '../../directory/sid.ts';
import { placeOf, sidOfNode } from '../../membership/graph.ts';
import type { MembershipGraph } from '../../membership/graph.ts';
import { sidAt } from '../../membership/sidColumns.ts';

const none: readonly number[] = [];

export class SidNodes {
  readonly #graph: MembershipGraph;
  readonly #real = new Map<string, number[]>();
  readonly #foreign = new Map<string, number[]>();
  readonly #held = new Map<string, boolean>();

  constructor(graph: MembershipGraph, sids: readonly string[]) {
    this.#graph = graph;
    const wanted = new Set(sids);
    const tails = new Set(sids.map((sid) => Number(sid.slice(sid.lastIndexOf('-') + 1)) | 0));
    for (const { part, first } of graph.spans) {
      const { rid } = part.sids;
      for (let at = 0; at < rid.length; at++) {
        // A SID without a last sub-authority has 0 there; those are few.
        if (!tails.has(rid[at]!) && rid[at] !== 0) continue;
        const sid = sidAt(part.sids, at);
        if (sid === null || !wanted.has(sid)) continue;
        const nodes = part.foreign[at] === 1 ? this.#foreign : this.#real;
        const list = nodes.get(sid);
        if (list) list.push(first + at);
        else nodes.set(sid, [first + at]);
      }
    }
  }

  /** Objects that have the SID themselves. */
  real(sid: string): readonly number[] {
    return this.#real.get(sid) ?? none;
  }

  /** Stand-ins for it. */
  foreign(sid: string): readonly number[] {
    return this.#foreign.get(sid) ?? none;
  }

  snapshotOf(node: number): number {
    return placeOf(this.#graph, node).part.snapshotId;
  }

  isGroup(node: number): boolean {
    const { part, position } = placeOf(this.#graph, node);
    return part.groups[position] === 1;
  }

  isForeign(node: number): boolean {
    const { part, position } = placeOf(this.#graph, node);
    return part.foreign[position] === 1;
  }

  /** The SID that a stored stand-in has; null: it is an object itself. */
  standInSid(node: number): string | null {
    return node < this.#graph.size && this.isForeign(node) ? sidOfNode(this.#graph, node) : null;
  }

  domainOf(node: number): string | null {
    const sid = sidOfNode(this.#graph, node);
    return sid === null ? null : domainSidOf(sid);
  }

  /** Whether a snapshot has objects of the domain itself. */
  holdsDomain(snapshotId: number, domainSid: string): boolean {
    const key = `${snapshotId} ${domainSid}`;
    let held = this.#held.get(key);
    if (held === undefined) this.#held.set(key, (held = this.#scan(snapshotId, domainSid)));
    return held;
  }

  #scan(snapshotId: number, domainSid: string): boolean {
    const part = this.#graph.spans.find((span) => span.part.snapshotId === snapshotId)?.part;
    const number = part?.sids.domains.indexOf(domainSid) ?? -1;
    if (!part || number <= 0) return false;
    const { domain } = part.sids;
    for (let at = 0; at < domain.length; at++)
      if (domain[at] === number && part.foreign[at] !== 1) return true;
    return false;
  }
}
