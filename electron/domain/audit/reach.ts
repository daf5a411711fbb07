/** Who is behind a group: one walk down, whose marks are used again, so that thousands of groups cost no more than their members. */
import { via } from '../membership/graph.ts';
import type { MembershipGraph } from '../membership/graph.ts';

export interface Reach {
  /** People, services, machines, each once; a foreign principal as whom it stands for, where that was read. */
  readonly accounts: Int32Array;
  /** Groups on the way. */
  readonly groups: Int32Array;
  /** Foreign security principals on the way, whether known or not. */
  readonly foreign: Int32Array;
  /** Those of `foreign` that no directory that was read resolves. */
  readonly unresolved: number;
}

/** Numbers that are kept of the reaches last asked for. */
const mostKept = 8 * 1024 * 1024;

export class Reaches {
  readonly #graph: MembershipGraph;
  readonly #isGroup: Uint8Array;
  readonly #isForeign: Uint8Array;
  readonly #mark: Int32Array;
  #round = 0;
  readonly #kept = new Map<string, Reach>();
  #numbers = 0;

  constructor(graph: MembershipGraph) {
    this.#graph = graph;
    this.#isGroup = new Uint8Array(graph.size);
    this.#isForeign = new Uint8Array(graph.size);
    for (const { part, first } of graph.spans) {
      this.#isGroup.set(part.groups, first);
      this.#isForeign.set(part.foreign, first);
    }
    this.#mark = new Int32Array(graph.size);
  }

  isGroup(node: number): boolean {
    return this.#isGroup[node] === 1;
  }

  isForeign(node: number): boolean {
    return this.#isForeign[node] === 1;
  }

  /** `enter`: a nested group that may not be entered is neither listed nor gone through; `name` tells kinds of it apart. */
  of(node: number, name = '', enter: (group: number) => boolean = () => true): Reach {
    const key = `${node} ${name}`;
    const known = this.#kept.get(key);
    if (known) return known;
    const reach = this.#walk(node, enter);
    const size = reach.accounts.length + reach.groups.length + reach.foreign.length;
    if (this.#numbers + size > mostKept) {
      this.#kept.clear();
      this.#numbers = 0;
    }
    this.#kept.set(key, reach);
    this.#numbers += size;
    return reach;
  }

  #walk(start: number, enter: (group: number) => boolean): Reach {
    const { down } = this.#graph;
    const mark = this.#mark;
    const round = ++this.#round;
    const accounts: number[] = [];
    const groups: number[] = [];
    const foreign = new Set<number>();
    let unresolved = 0;
    const waiting = [start];
    mark[start] = round;
    for (let from = waiting.pop(); from !== undefined; from = waiting.pop()) {
      for (let slot = down.start[from]!; slot < down.start[from + 1]!; slot++) {
        const to = down.to[slot]!;
        if (down.via[slot] === via.foreignPrincipal) foreign.add(down.standIns.get(slot) ?? to);
        if (mark[to] === round) continue;
        mark[to] = round;
        if (this.#isForeign[to] === 1) {
          foreign.add(to);
          unresolved++;
        } else if (this.#isGroup[to] === 1) {
          if (!enter(to)) continue;
          groups.push(to);
          waiting.push(to);
        } else accounts.push(to);
      }
    }
    return {
      accounts: Int32Array.from(accounts),
      groups: Int32Array.from(groups),
      foreign: Int32Array.from(foreign),
      unresolved,
    };
  }

  /** Direct members, by how they are known. */
  direct(node: number): { node: number; via: number; standIn: number }[] {
    const { down } = this.#graph;
    const found = [];
    for (let slot = down.start[node]!; slot < down.start[node + 1]!; slot++)
      found.push({ node: down.to[slot]!, via: down.via[slot]!, standIn: down.standIns.get(slot) ?? -1 });
    return found;
  }

  /** Members that only a primaryGroupID brings. */
  primary(node: number): number {
    const { down } = this.#graph;
    let count = 0;
    for (let slot = down.start[node]!; slot < down.start[node + 1]!; slot++)
      if (down.via[slot] === via.primaryGroup) count++;
    return count;
  }
}
