/** What the access thread answers of drafts: one comparison is held, and let go of when another is asked for. */
import type { ConvertAsked } from '#contract/draftConvert.ts';
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
import { compareDraft, toldNotice } from './comparison.ts';
import type { Comparison } from './comparison.ts';
import { grantRows, personRows, roleRows } from './comparisonPages.ts';
import { Conversions } from './conversions.ts';
import { draftedState, laidOver, told } from './drafted.ts';
import type { Marks } from './drafted.ts';
import { exportAnswers } from './exports.ts';

interface Held {
  readonly id: string;
  /** Of the snapshots that it is of: newer ones make another. */
  readonly of: string;
  readonly comparison: Comparison;
}

/** What was begun under a ticket and may be given up. */
class Tickets {
  readonly #given = new Map<number, AbortController>();

  /** Of a ticket whose work is done it does nothing. */
  cancel(ticket: number): void {
    this.#given.get(ticket)?.abort();
  }

  async run<T>(ticket: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const abort = new AbortController();
    this.#given.set(ticket, abort);
    try {
      return await work(abort.signal);
    } finally {
      this.#given.delete(ticket);
    }
  }
}

class Drafts {
  readonly #world: AccessWorld;
  #held: Held | null = null;

  constructor(world: AccessWorld) {
    this.#world = world;
  }

  forget(): void {
    this.#held = null;
  }

  /** Compares under a name of the caller's, or takes what is held. */
  async run(
    id: string,
    { changes, changedAt, actions }: DraftQuestion,
    signal: AbortSignal,
    step: (step: DraftTelling) => void,
  ): Promise<void> {
    if (this.held(id)) return;
    // Two at once would be two second states in memory.
    this.#held = null;
    const cancelled = (): boolean => signal.aborted;
    const slices = { cancelled, step };
    const before = await inSlices(readIn(this.#world), slices);
    const drafted = await inSlices(draftedState(this.#world, before, changes, changedAt), slices);
    const work = compareDraft(drafted, changes.length, actions, rules);
    const comparison = await inSlices(work, { between: 1, ...slices });
    this.#held = { id, of: before.set.key, comparison };
  }

  held(id: string): Comparison | null {
    if (this.#held?.id !== id) return null;
    return this.#held.of === this.#world.set().key ? this.#held.comparison : null;
  }

  get world(): AccessWorld {
    return this.#world;
  }
}

/** The newest of every source, with what everybody's membership is told by. */
function* readIn(world: AccessWorld): Generator<DraftTelling, AccessState> {
  const state = yield* told('reading', world.making(world.atOnce(() => world.set())));
  void state.reach;
  return state;
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
  const conversions = new Conversions(world);
  const tickets = new Tickets();
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
        const { before, notices } = laidOver(world, world.state(), changes, changedAt);
        return { names: namesIn(world, before, changes), notices: notices.map(toldNotice) };
      });
    },
    draftForget: () => drafts.forget(),
    ...exportAnswers(world, conversions),
  };
  return {
    ...questions,
    draftRun: (id: string, question: DraftQuestion, ticket: number, request?: number): Promise<void> =>
      tickets.run(ticket, (signal) => drafts.run(id, question, signal, (step) => progress(request!, step))),
    draftConvertRun: (asked: ConvertAsked, ticket: number, request?: number): Promise<void> =>
      tickets.run(ticket, async (signal) => {
        await conversions.of(asked, signal, (step) => progress(request!, step));
      }),
    draftCancel: (ticket: number): void => tickets.cancel(ticket),
  };
}
