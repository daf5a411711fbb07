/** Objects by their whole SID: a table of chains, made when many are looked up. */
import type { SidColumns } from '../snapshot/sids.ts';
import { sidAt } from '../snapshot/sids.ts';

export class SidIndex {
  readonly #sids: SidColumns;
  readonly #numbers: ReadonlyMap<string, number>;
  /** By hash: the first object; by object: the next of its chain. 0 = none. */
  readonly #heads: Int32Array;
  readonly #next: Int32Array;

  /** `names`: the objects' ids, in the order that `find` answers with. */
  constructor(sids: SidColumns, names: Int32Array) {
    this.#sids = sids;
    this.#numbers = new Map(sids.domains.map((domain, number) => [domain, number]));
    this.#heads = new Int32Array(2 ** Math.max(4, 33 - Math.clz32(names.length)));
    this.#next = new Int32Array(sids.domain.length);
    for (let rank = names.length - 1; rank >= 0; rank--) {
      const id = names[rank]!;
      if (!sids.domain[id]) continue;
      const slot = this.#slot(sids.domain[id]!, sids.rid[id]!);
      this.#next[id] = this.#heads[slot]!;
      this.#heads[slot] = id;
    }
  }

  /** Ids of the objects with the SID, as `sidToText` writes it. */
  find(sid: string): number[] {
    const dash = sid.lastIndexOf('-');
    const domain = this.#numbers.get(sid.slice(0, dash));
    const found: number[] = [];
    if (domain === undefined) return found;
    const rid = Number(sid.slice(dash + 1)) | 0;
    let id = this.#heads[this.#slot(domain, rid)]!;
    // No chain is longer than all objects together, whatever a file says.
    for (let left = this.#next.length; id !== 0 && left > 0; id = this.#next[id]!, left--)
      if (sidAt(this.#sids, id) === sid) found.push(id);
    return found;
  }

  #slot(domain: number, rid: number): number {
    const hash = Math.imul(rid ^ Math.imul(domain, 0x5bd1e995), 0x9e3779b1);
    return (hash ^ (hash >>> 15)) & (this.#heads.length - 1);
  }
}
