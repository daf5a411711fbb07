/** What access would be with a draft: a second state over the same snapshots, of which it shares what the draft leaves alone. */
import { draftSnapshot } from '#domain/draft/apply/applied.ts';
import type { Applied } from '#domain/draft/apply/applied.ts';
import { editGraph } from '#domain/draft/apply/editGraph.ts';
import { edgeEdits } from '#domain/draft/apply/memberships.ts';
import type { EdgeEdits, NodeFacts } from '#domain/draft/apply/memberships.ts';
import type { DraftChange } from '#domain/draft/change.ts';
import type { Notice } from '#domain/draft/codes.ts';
import type { ChainLink } from '#domain/access/chain.ts';
import type { Evidence, Grant } from '#domain/mapping/grant.ts';
import { refOf } from '#domain/membership/graph.ts';
import type { MembershipGraph } from '#domain/membership/graph.ts';
import { AccessState } from '../access/world.ts';
import type { AccessWorld } from '../access/world.ts';
import type { MappingStep } from '../access/grants.ts';
import type { Snapshots } from '../read/snapshots.ts';
import type { DraftTelling } from './asked.ts';
import { DraftedSnapshots, MadeReader } from './madeReader.ts';

/** A draft over the newest of every source, before anything is computed of it. */
export interface Laid {
  readonly before: AccessState;
  readonly applied: Applied;
  readonly edges: EdgeEdits;
  /** In the order of the draft. */
  readonly notices: readonly Notice[];
}

export interface Drafted extends Laid {
  readonly after: AccessState;
  /** The grants of the draft, with what stands in it marked as the workspace's own. */
  readonly marks: Marks;
}

/** `before`: the newest of every source. */
export function laidOver(
  world: AccessWorld,
  before: AccessState,
  changes: readonly DraftChange[],
  changedAt: string,
): Laid {
  const { snapshots, graph } = before.set;
  const applied = world.grants.applied(snapshots, changes, changedAt);
  const edges = edgeEdits(graph, applied.made, applied.memberships, factsOf(graph, world.snapshots));
  const notices = [...applied.notices, ...edges.notices].toSorted((a, b) => a.index - b.index);
  return { before, applied, edges, notices };
}

/** `before` with the changes in it, in steps. */
export function* draftedState(
  world: AccessWorld,
  before: AccessState,
  changes: readonly DraftChange[],
  changedAt: string,
): Generator<DraftTelling, Drafted> {
  yield { phase: 'applying', done: 0, total: null };
  const laid = world.atOnce(() => laidOver(world, before, changes, changedAt));
  const { applied, edges } = laid;
  const { set } = before;
  const mapped = yield* told('grants', world.grants.drafted(set.snapshots, applied));
  const graph = editGraph(set.graph, applied.made, edges, changedAt);
  const nameOf = (node: number): string => {
    const made = applied.made[node - set.graph.size];
    if (made) return made.dn;
    const { snapshotId, objectId } = refOf(set.graph, node);
    return world.snapshots.get(snapshotId)!.dn(objectId);
  };
  const standIns = edges.standIns.map((one) => ({ ...one, groupDn: nameOf(one.group) }));
  const snapshots =
    graph === set.graph
      ? world.snapshots
      : new DraftedSnapshots(
          world.db,
          world.snapshots,
          new MadeReader(world.db, changedAt, applied.made, standIns),
        );
  const after = new AccessState(world, { ...set, key: `${set.key} draft`, graph }, mapped, snapshots);
  const memberDn = (member: number): string => {
    const { snapshotId, objectId } = refOf(graph, member);
    return snapshots.get(snapshotId)!.row(objectId).dn;
  };
  const members = edges.added.map(([group, member]) => `${nameOf(group)}\n${memberDn(member)}`);
  const touched = new Set([...applied.touched, ...members]);
  const marks = new Marks({ ...applied, touched }, changedAt, before);
  return { ...laid, after, marks };
}

/** Mapping as a phase of whoever asks. */
export function* told<Phase extends string, T>(
  phase: Phase,
  work: Generator<MappingStep, T>,
): Generator<MappingStep & { readonly phase: Phase }, T> {
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
    yield { phase, ...value };
  }
}

const factsOf = (graph: MembershipGraph, snapshots: Snapshots): NodeFacts => {
  const rowOf = (node: number) => {
    const { snapshotId, objectId } = refOf(graph, node);
    return snapshots.get(snapshotId)!.row(objectId);
  };
  return {
    groupType: (node) => rowOf(node).groupType,
    name: (node) => {
      const { samAccountName, name } = rowOf(node);
      return samAccountName ?? name;
    },
  };
};

/** Says of evidence whether it is the draft's: what a draft makes was read nowhere. */
export class Marks {
  readonly #touched: ReadonlySet<string>;
  readonly #rules: ReadonlySet<number>;
  readonly #changedAt: string;

  constructor(
    { touched, documents }: Pick<Applied, 'touched' | 'documents'>,
    changedAt: string,
    { set }: AccessState,
  ) {
    this.#touched = touched;
    this.#changedAt = changedAt;
    const sources = new Set(documents.map(({ sourceId }) => sourceId));
    this.#rules = new Set(
      set.snapshots.flatMap(({ sourceId, snapshotId }) => (sources.has(sourceId) ? snapshotId : [])),
    );
  }

  evidence = (one: Evidence): Evidence =>
    this.#isDraft(one) ? { ...one, snapshotId: draftSnapshot, readAt: this.#changedAt } : one;

  grant = (grant: Grant): Grant =>
    grant.evidence.some((one) => this.#isDraft(one))
      ? { ...grant, evidence: grant.evidence.map(this.evidence) }
      : grant;

  link = (link: ChainLink): ChainLink => {
    if (link.step === 'membership') return { ...link, evidence: this.evidence(link.evidence) };
    if (link.step === 'mechanism') return { ...link, evidence: link.evidence.map(this.evidence) };
    return link;
  };

  #isDraft({ code, snapshotId, where, value }: Evidence): boolean {
    return (
      this.#touched.has(where) ||
      this.#touched.has(value) ||
      this.#touched.has(`${where}\n${value}`) ||
      (code.startsWith('claim') && this.#rules.has(snapshotId))
    );
  }
}
