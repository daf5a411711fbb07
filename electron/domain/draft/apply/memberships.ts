/** Members put in and taken out: which edges of the membership graph come and go. */
import { groupScope } from '../../directory/groupType.ts';
import { domainSidOf } from '../../directory/sid.ts';
import { via } from '../../membership/graph.ts';
import type { MembershipGraph } from '../../membership/graph.ts';
import type { PrincipalRef } from '../change.ts';
import type { Notice, NoticeCode } from '../codes.ts';
import { refText } from './applied.ts';
import type { MadeGroup, MembershipEdit } from './applied.ts';
import { SidNodes } from './sidNodes.ts';

/** What is known of nodes of the graph. */
export interface NodeFacts {
  /** Signed 32-bit; null = it tells none. */
  groupType(node: number): number | null;
  name(node: number): string;
}

/** A stand-in that the directory makes when somebody of another forest is put into a group. */
export interface MadeStandIn {
  readonly sid: string;
  /** The snapshot that it would be in. */
  readonly home: number;
  /** A node of the group that it was made for. */
  readonly group: number;
}

export type Pair = readonly [group: number, member: number];

/**
 * Edges against what was read. Nodes below the graph's size are its own; made groups follow in their order, and then made
 * stand-ins.
 */
export interface EdgeEdits {
  readonly added: readonly Pair[];
  readonly removed: readonly Pair[];
  readonly standIns: readonly MadeStandIn[];
  readonly notices: readonly Notice[];
  readonly sids: SidNodes;
}

type Outcome = NoticeCode | 'done';
/** What is told where no copy of the group changes: what the directory says first, then what is so already. */
const told: readonly NoticeCode[] = [
  'scopeRefused',
  'otherForest',
  'primaryGroup',
  'alreadyMember',
  'notMember',
];

/**
 * In the order of the draft, each against what the ones before it left. A group is changed in every snapshot that has it; the
 * member is its copy there, or a stand-in where the group's own forest does not have it.
 */
export function edgeEdits(
  graph: MembershipGraph,
  made: readonly MadeGroup[],
  edits: readonly MembershipEdit[],
  facts: NodeFacts,
): EdgeEdits {
  const sids = new SidNodes(
    graph,
    edits.flatMap(({ group, member }) => [group, member].flatMap((ref) => ('sid' in ref ? ref.sid : []))),
  );
  const work = new Edges(graph, made, sids, facts);
  const notices: Notice[] = [];
  for (const { index, group, member, is } of edits) {
    const notice = (code: NoticeCode): void => {
      const params = { group: work.nameOf(group), member: work.nameOf(member) };
      notices.push({
        index,
        code,
        params: code === 'scopeRefused' ? { ...params, scope: work.scopeOf(group) } : params,
      });
    };
    const groups = work.groupsOf(group);
    if (groups.length === 0) notice('notAGroup');
    else if (refText(group) === refText(member)) notice('itself');
    else {
      const outcomes = new Set(groups.map((node) => work.put(node, member, is)));
      if (!outcomes.has('done')) notice(told.find((code) => outcomes.has(code)) ?? 'notMember');
    }
  }
  return { ...work.net(), sids, notices };
}

class Edges {
  readonly #graph: MembershipGraph;
  readonly #made: readonly MadeGroup[];
  readonly #sids: SidNodes;
  readonly #facts: NodeFacts;
  readonly #standIns: MadeStandIn[] = [];
  /** Whether an edge is there, where a change was asked for: by group, by member. */
  readonly #wanted = new Map<number, Map<number, boolean>>();

  constructor(graph: MembershipGraph, made: readonly MadeGroup[], sids: SidNodes, facts: NodeFacts) {
    this.#graph = graph;
    this.#made = made;
    this.#sids = sids;
    this.#facts = facts;
  }

  nameOf(ref: PrincipalRef): string {
    if ('made' in ref) return this.#made.find(({ made }) => made === ref.made)?.name ?? ref.made;
    const [node] = this.#sids.real(ref.sid);
    return node === undefined ? ref.sid : this.#facts.name(node);
  }

  scopeOf(ref: PrincipalRef): string {
    const [node] = this.groupsOf(ref);
    const type = node === undefined ? null : this.#typeOf(node);
    return type === null ? '' : groupScope(type);
  }

  groupsOf(ref: PrincipalRef): number[] {
    if ('made' in ref) {
      const at = this.#made.findIndex(({ made }) => made === ref.made);
      return at < 0 ? [] : [this.#graph.size + at];
    }
    return this.#sids.real(ref.sid).filter((node) => this.#isGroup(node));
  }

  put(group: number, ref: PrincipalRef, is: boolean): Outcome {
    const members = this.#membersFor(group, ref, is);
    if (typeof members === 'string') return members;
    let outcome: Outcome = is ? 'alreadyMember' : 'notMember';
    for (const member of members) {
      if (is && !this.#allowed(group, member, ref)) return 'scopeRefused';
      const how = this.#how(group, member);
      if (how === (is ? 'member' : null)) continue;
      if (how === 'primaryGroup') {
        if (outcome !== 'done') outcome = is ? 'alreadyMember' : 'primaryGroup';
        continue;
      }
      let wanted = this.#wanted.get(group);
      if (!wanted) this.#wanted.set(group, (wanted = new Map()));
      wanted.set(member, is);
      outcome = 'done';
    }
    return outcome;
  }

  net(): Pick<EdgeEdits, 'added' | 'removed' | 'standIns'> {
    const added: Pair[] = [];
    const removed: Pair[] = [];
    for (const [group, members] of this.#wanted)
      for (const [member, is] of members)
        if (is !== this.#stored(group, member)) (is ? added : removed).push([group, member]);
    return { added, removed, standIns: this.#standIns };
  }

  /** Where the group is: the snapshot of its part, or the one that a made group would be in. */
  #home(node: number): number {
    const made = this.#made[node - this.#graph.size];
    return made ? made.home : this.#sids.snapshotOf(node);
  }

  /** Nodes that stand for the member beside this group; an outcome where there is none. */
  #membersFor(group: number, ref: PrincipalRef, is: boolean): readonly number[] | Outcome {
    const home = this.#home(group);
    if ('made' in ref) {
      const at = this.#made.findIndex(({ made }) => made === ref.made);
      return this.#made[at]?.home === home ? [this.#graph.size + at] : 'otherForest';
    }
    const here = (nodes: readonly number[]) => nodes.filter((node) => this.#sids.snapshotOf(node) === home);
    const real = here(this.#sids.real(ref.sid));
    const stand = [...here(this.#sids.foreign(ref.sid)), ...this.#madeStandIns(ref.sid, home)];
    // What is stored twice goes with both; what is new is one.
    if (!is) return [...real, ...stand];
    const known = [...real, ...stand].find((node) => this.#how(group, node) === 'member');
    if (known !== undefined) return [known];
    const first = real[0] ?? stand[0];
    if (first !== undefined) return [first];
    const domain = domainSidOf(ref.sid);
    if (domain === null || this.#sids.holdsDomain(home, domain)) return 'otherForest';
    if (!this.#takesForeign(group)) return 'scopeRefused';
    this.#standIns.push({ sid: ref.sid, home, group });
    return [this.#graph.size + this.#made.length + this.#standIns.length - 1];
  }

  #madeStandIns(sid: string, home: number): number[] {
    const first = this.#graph.size + this.#made.length;
    return this.#standIns.flatMap((one, at) => (one.sid === sid && one.home === home ? first + at : []));
  }

  #isGroup(node: number): boolean {
    return node >= this.#graph.size ? node < this.#graph.size + this.#made.length : this.#sids.isGroup(node);
  }

  #typeOf(node: number): number | null {
    const made = this.#made[node - this.#graph.size];
    return made ? made.groupType : this.#facts.groupType(node);
  }

  #domainOf(node: number): string | null {
    const made = this.#made[node - this.#graph.size];
    return made ? made.domainSid : this.#sids.domainOf(node);
  }

  /** Domain local groups alone have members of other forests. A group that does not tell its type is left alone. */
  #takesForeign(group: number): boolean {
    const type = this.#typeOf(group);
    return type === null || ['domainLocal', 'builtin', 'unknown'].includes(groupScope(type));
  }

  /** Microsoft, "Active Directory security groups", group scope: what a scope takes as members. */
  #allowed(group: number, member: number, ref: PrincipalRef): boolean {
    const type = this.#typeOf(group);
    if (type === null) return true;
    const scope = groupScope(type);
    const nested = this.#isGroup(member) ? this.#typeOf(member) : null;
    const of = nested === null ? null : groupScope(nested);
    const [own, its] = [this.#domainOf(group), this.#domainOf(member)];
    const sameDomain = own === null || its === null || own === its;
    if ('sid' in ref && this.#isStandIn(member)) return this.#takesForeign(group);
    if (scope === 'global') return sameDomain && (of === null || of === 'global' || of === 'unknown');
    if (scope === 'universal') return of !== 'domainLocal' && of !== 'builtin';
    return of === 'domainLocal' || of === 'builtin' ? sameDomain && of !== 'builtin' : true;
  }

  #isStandIn(node: number): boolean {
    return node >= this.#graph.size
      ? node >= this.#graph.size + this.#made.length
      : this.#sids.isForeign(node);
  }

  /** How the member is in the group by now. */
  #how(group: number, member: number): 'member' | 'primaryGroup' | null {
    const wanted = this.#wanted.get(group)?.get(member);
    if (wanted ?? this.#stored(group, member)) return 'member';
    return this.#has(group, member, via.primaryGroup) ? 'primaryGroup' : null;
  }

  #stored(group: number, member: number): boolean {
    return this.#has(group, member, via.member);
  }

  #has(group: number, member: number, how: number): boolean {
    if (member >= this.#graph.size) return false;
    const { start, to, via: kinds } = this.#graph.up;
    for (let slot = start[member]!; slot < start[member + 1]!; slot++)
      if (to[slot] === group && kinds[slot] === how) return true;
    return false;
  }
}
