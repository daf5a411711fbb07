/** What the access thread answers of drafts: one comparison is held, and let go of when another is asked for. */
import { Fault } from '#contract/faults.ts';
import { rules } from '#domain/policy/evaluate/rules.ts';
import { roleKeyOf } from '#domain/access/targets.ts';
import type { DraftChange, PrincipalRef } from '#domain/draft/change.ts';
import { accessOf } from '#domain/access/accessOf.ts';
import { refOf, nodeOf } from '#domain/membership/graph.ts';
import { SidNodes } from '#domain/draft/apply/sidNodes.ts';
import { inSlices } from '../access/slices.ts';
import { describeIn, withEnds } from '../access/describe.ts';
import { accountState } from '../access/userAccess.ts';
import type { AccessState, AccessWorld } from '../access/world.ts';
import { actionRows } from './actions.ts';
import type { DraftNames, DraftQuestion, DraftQuestions, DraftTelling } from './asked.ts';
import { compareDraft, grantRows, personRows, roleRows, toldNotice } from './comparison.ts';
import type { Comparison } from './comparison.ts';
import { draftedState, laidOver } from './drafted.ts';
import type { Marks } from './drafted.ts';
import { exportAnswers } from './exports.ts';

interface Held {
  readonly id: string;
  /** Of the snapshots that it is of: newer ones make another. */
  readonly of: string;
  readonly comparison: Comparison;
}

class Drafts {
  readonly #world: AccessWorld;
  #held: Held | null = null;
  readonly #cancelled = new Set<number>();

  constructor(world: AccessWorld) {
    this.#world = world;
  }

  cancel(ticket: number): void {
    this.#cancelled.add(ticket);
  }

  forget(): void {
    this.#held = null;
  }

  /** Compares under a name of the caller's, or takes what is held. */
  async run(
    id: string,
    { changes, changedAt, actions }: DraftQuestion,
    ticket: number,
    tell: (step: DraftTelling) => void,
  ): Promise<void> {
    const cancelled = (): boolean => this.#cancelled.has(ticket);
    try {
      if (this.held(id)) return;
      // Two at once would be two second states in memory.
      this.#held = null;
      tell({ phase: 'reading', done: 0, total: null });
      await inSlices(
        steps(() => this.#world.atOnce(() => this.#world.state().reach)),
        { between: 1, cancelled },
      );
      tell({ phase: 'applying', done: 0, total: null });
      const drafted = this.#world.atOnce(() => draftedState(this.#world, changes, changedAt));
      const of = drafted.before.set.key;
      const comparison = await inSlices(compareDraft(drafted, changes.length, actions, rules), {
        between: 1,
        cancelled,
        step: tell,
      });
      this.#held = { id, of, comparison };
    } finally {
      this.#cancelled.delete(ticket);
    }
  }

  held(id: string): Comparison | null {
    if (this.#held?.id !== id) return null;
    return this.#held.of === this.#world.set().key ? this.#held.comparison : null;
  }

  get world(): AccessWorld {
    return this.#world;
  }
}

/** Pauses before and after the work, so that whoever gave up is heard. */
function* steps(work: () => unknown): Generator<void, void> {
  yield;
  work();
  yield;
}

/** Everybody whom the changes name by SID. */
const sidsOf = (changes: readonly DraftChange[]): string[] => [
  ...new Set(
    changes.flatMap((change) =>
      ['group', 'member', 'principal'].flatMap((name) => {
        const ref = (change as unknown as Record<string, PrincipalRef | undefined>)[name];
        return ref && 'sid' in ref ? ref.sid : [];
      }),
    ),
  ),
];

function namesIn(world: AccessWorld, state: AccessState, changes: readonly DraftChange[]): DraftNames {
  const sids = sidsOf(changes);
  const { graph } = state.set;
  const nodes = new SidNodes(graph, sids);
  return sids.map((sid) => {
    const [node] = nodes.real(sid);
    if (node === undefined) return { sid, object: null };
    const { snapshotId, objectId } = refOf(graph, node);
    const { name, samAccountName, dn, kind } = world.snapshots.get(snapshotId)!.row(objectId);
    return {
      sid,
      object: {
        snapshotId,
        objectId,
        name: samAccountName ?? name,
        dn,
        kind: kind === 'group' ? 'group' : 'user',
      },
    };
  });
}

/** How somebody gets into a role by what a state says: by grants that work, else by those that may hold. */
function wayInto(
  state: AccessState,
  role: string,
  who: { readonly snapshotId: number; readonly objectId: number },
  marks: Marks | null,
): { sure: boolean; links: ReturnType<typeof withEnds> } | null {
  const { graph } = state.set;
  const { snapshots, people } = state;
  const all = state.mapped.grants.filter((grant) => roleKeyOf(grant) === role);
  const snapshot = snapshots.withObjects(who.snapshotId, who.objectId);
  const account = accountState(snapshot.entry(who.objectId));
  const inStores = people.ofAccount(snapshot.row(who.objectId), nodeOf(graph, who));
  for (const sure of [true, false]) {
    const grants = sure
      ? all.filter(({ status }) => status === 'works')
      : all.flatMap((grant) => (grant.status === 'candidate' ? { ...grant, status: 'works' as const } : []));
    const { reached } = accessOf({
      user: who,
      graph,
      grants,
      describe: describeIn(snapshots),
      account,
      inStore: (grant) => people.holds(inStores, grant),
    });
    const shortest = reached.toSorted((a, b) => a.chain.length - b.chain.length)[0];
    if (shortest)
      return { sure, links: withEnds(snapshots, marks ? shortest.chain.map(marks.link) : shortest.chain) };
  }
  return null;
}

/** The methods that the access thread has of drafts. */
export function draftAnswers(world: AccessWorld, progress: (id: number, ...values: unknown[]) => void) {
  const drafts = new Drafts(world);
  const questions: DraftQuestions = {
    draftSummary: (id) => drafts.held(id)?.summary ?? null,
    async draftGrants(id, filter, page) {
      const held = drafts.held(id);
      return held && inSlices(grantRows(held, filter, page), { between: 1 });
    },
    draftRoles(id, filter, page) {
      const held = drafts.held(id);
      return held && roleRows(held, filter, page);
    },
    async draftPeople(id, filter, page) {
      const held = drafts.held(id);
      return held && inSlices(personRows(world, held, filter, page), { between: 1 });
    },
    draftChain(id, snapshotId, objectId, role) {
      const held = drafts.held(id);
      if (!held) return null;
      const { before, after, marks } = held.drafted;
      return world.atOnce(() => {
        const who = { snapshotId, objectId };
        const object = world.snapshots.withObjects(snapshotId, objectId).row(objectId);
        if (nodeOf(before.set.graph, who) < 0)
          throw new Fault('object.notFound', { name: `${snapshotId}/${objectId}` });
        return { object, before: wayInto(before, role, who, null), after: wayInto(after, role, who, marks) };
      });
    },
    draftWho(id, action, filter, page) {
      const held = drafts.held(id);
      if (!held) return null;
      const sides = held.actions[action];
      if (!sides) throw new Fault('input.invalid', { path: 'action', detail: String(action) });
      return world.atOnce(() => actionRows(world, sides, filter, page));
    },
    draftCheck(changes, changedAt) {
      return world.atOnce(() => {
        const { before, notices } = laidOver(world, changes, changedAt);
        return { names: namesIn(world, before, changes), notices: notices.map(toldNotice) };
      });
    },
    draftForget: () => drafts.forget(),
    ...exportAnswers(world),
  };
  return {
    ...questions,
    draftRun: (id: string, question: DraftQuestion, ticket: number, request?: number): Promise<void> =>
      drafts.run(id, question, ticket, (step) => progress(request!, step)),
    draftCancel: (ticket: number): void => drafts.cancel(ticket),
  };
}
