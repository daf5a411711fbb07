import { domainSidOf } from '../directory/sid.ts';
import { groupScope, isSecurityGroup } from '../directory/groupType.ts';
import { refOf, sidOfNode } from '../membership/graph.ts';
import type { MembershipGraph } from '../membership/graph.ts';
import type { NodeRef } from '../membership/part.ts';
import type { ChainObject } from './chain.ts';

/** An object as the explanation needs it. */
export interface DescribedObject {
  readonly object: ChainObject;
  /** Signed 32-bit as LDAP prints it; null for what is no group. */
  readonly groupType: number | null;
}

/** What the caller knows of objects, by node; each is asked for once. */
export class Described {
  readonly #graph: MembershipGraph;
  readonly #describe: (ref: NodeRef) => DescribedObject;
  readonly #known = new Map<number, DescribedObject>();

  constructor(graph: MembershipGraph, describe: (ref: NodeRef) => DescribedObject) {
    this.#graph = graph;
    this.#describe = describe;
  }

  of(node: number): DescribedObject {
    let known = this.#known.get(node);
    if (!known) this.#known.set(node, (known = this.#describe(refOf(this.#graph, node))));
    return known;
  }

  /** A group of a directory without groupType is taken for one that counts. */
  isSecurity(node: number): boolean {
    const { groupType } = this.of(node);
    return groupType === null || isSecurityGroup(groupType);
  }

  isDomainLocal(node: number): boolean {
    const { groupType } = this.of(node);
    return groupType !== null && groupScope(groupType) === 'domainLocal';
  }

  /** The SID of the object's domain; null where it has none. */
  domain(node: number): string | null {
    const sid = sidOfNode(this.#graph, node);
    return sid && domainSidOf(sid);
  }
}
