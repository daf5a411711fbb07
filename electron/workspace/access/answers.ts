/** What the access thread answers of mapping and access. What is long yields, so that short questions get in between. */
import { Fault } from '#contract/faults.ts';
import type { Access, GrantFilter } from '#contract/index.ts';
import type { Page } from '#contract/shapes.ts';
import { nodeOf } from '#domain/membership/graph.ts';
import { rules } from '#domain/policy/evaluate/rules.ts';
import type { GrantPage } from '../answers.ts';
import { SignIns } from '../mapping/signIns.ts';
import type { AccessQuestions } from './methods.ts';
import { doorsOf, toldAccount } from './accountView.ts';
import type { AccountDoors } from './accountView.ts';
import { whoChain } from './chains.ts';
import { groupView } from './groupView.ts';
import { findAccounts, findGroups, findRoles } from './find.ts';
import { matrixRoles, matrixUsers } from './matrixGrid.ts';
import { Matrices, matrixRows, toldMatrix } from './matrix.ts';
import { roleNamed, rolePeople, roleView } from './roleView.ts';
import { findStoreUsers, ofStoreUser, storePeople } from './storeViews.ts';
import { Flows } from './flows.ts';
import { Sharing } from './sharing.ts';
import { inSlices } from './slices.ts';
import { answerAccess } from './userAccess.ts';
import { userRoles } from './userRoles.ts';
import { toldWhoCan, WhoCans, whoRows } from './whoCan.ts';
import type { AccessState, AccessWorld } from './world.ts';

type Methods = AccessQuestions & {
  grants(filter: GrantFilter, page: Page): GrantPage;
  access(snapshotId: number, objectId: number): Access;
};

/** Questions that can be given up: the ticket is the caller's. */
interface Cancellable {
  askUntil(ticket: number, question: keyof AccessQuestions, args: readonly unknown[]): Promise<unknown>;
  stopAsking(ticket: number): void;
}

export function accessAnswers(world: AccessWorld): Methods & Cancellable {
  const whoCans = new WhoCans(world);
  const matrices = new Matrices(world, whoCans);
  const flows = new Flows(world);
  const doors = new Sharing<AccountDoors>(1);
  const running = new Map<number, AbortController>();

  const ofUser = (state: AccessState, snapshotId: number, objectId: number): Access => {
    const { set, mapped } = state;
    // An organizational unit, say: nothing that could be in a group.
    if (nodeOf(set.graph, { snapshotId, objectId }) < 0)
      throw new Fault('object.notFound', { name: `${snapshotId}/${objectId}` });
    const { grants } = mapped;
    return answerAccess(world.snapshots, {
      snapshotId,
      objectId,
      set: set.snapshots,
      graph: set.graph,
      grants,
      membershipGaps: state.membershipGaps,
      signIns: new SignIns(world, state, snapshotId, objectId),
      people: state.people,
    });
  };
  const around = (snapshotId: number, objectId: number): AccessState => {
    world.snapshots.withObjects(snapshotId, objectId).row(objectId);
    return world.state(snapshotId);
  };

  /** The signal ends what is long, with `job.cancelled`. */
  const answersFor = (signal?: AbortSignal): Methods => ({
    grants(filter, page) {
      return world.atOnce(() => world.grants.page(filter, page));
    },

    flow(asked) {
      return flows.page(asked);
    },

    access(snapshotId, objectId) {
      return world.atOnce(() => ofUser(around(snapshotId, objectId), snapshotId, objectId));
    },

    async userRoles(snapshotId, objectId, actions) {
      const { state, access } = world.atOnce(() => {
        const at = around(snapshotId, objectId);
        return { state: at, access: ofUser(at, snapshotId, objectId) };
      });
      return inSlices(userRoles(state, access, actions, rules), {
        between: 1,
        cancelled: () => signal?.aborted === true,
      });
    },

    async whoCan(question) {
      return toldWhoCan(await whoCans.of(question, rules, signal));
    },

    async whoCanRows(question, filter, page) {
      const kept = await whoCans.of(question, rules, signal);
      return world.atOnce(() => whoRows(world, kept, filter, page));
    },

    async whoCanChain(question, who, role) {
      const kept = await whoCans.of(question, rules, signal);
      return world.atOnce(() => whoChain(world, kept, who, role, rules));
    },

    findStoreUsers(text) {
      return world.atOnce(() => findStoreUsers(world.state(), text));
    },

    ofStoreUser(asked) {
      return world.atOnce(() => ofStoreUser(world.state(), asked));
    },

    storePeople(role, differences, page) {
      return world.atOnce(() => {
        const state = world.state();
        return storePeople(state, roleNamed(state, role), differences, page);
      });
    },

    ofRole(role) {
      return world.atOnce(() => roleView(world.state(), role, rules));
    },

    rolePeople(role, filter, page) {
      return world.atOnce(() => rolePeople(world, world.state(), { role, filter }, page));
    },

    ofGroup(snapshotId, objectId) {
      return world.atOnce(() => groupView(world, around(snapshotId, objectId), { snapshotId, objectId }));
    },

    async ofAccount(asked, page) {
      const state = world.atOnce(() => world.state());
      const key = `${state.set.key} ${asked.account}`;
      const found = await doors.ask(key, signal, (stop) =>
        inSlices(doorsOf(state, asked.account, rules), { cancelled: () => stop.aborted }),
      );
      return world.atOnce(() => toldAccount(found, asked, page));
    },

    async matrix(filter) {
      return toldMatrix(await matrices.of(filter, rules, signal), filter);
    },

    async matrixRows(filter, page) {
      const kept = await matrices.of(filter, rules, signal);
      return world.atOnce(() => matrixRows(world, kept, filter, page));
    },

    async matrixRoles(filter, page) {
      return matrixRoles(await matrices.of(filter, rules, signal), page);
    },

    async matrixUsers(filter, by, page) {
      const kept = await matrices.of(filter, rules, signal);
      return world.atOnce(() => matrixUsers(world, kept, filter, by, page));
    },

    findRoles(text, page) {
      return world.atOnce(() => findRoles(world.state(), text, page));
    },

    findGroups(text, page) {
      return world.atOnce(() => findGroups(world, world.state(), text, page));
    },

    findAccounts(text, page) {
      return world.atOnce(() => findAccounts(world.state(), text, page));
    },
  });

  return {
    ...answersFor(),

    async askUntil(ticket, question, args) {
      const controller = new AbortController();
      running.set(ticket, controller);
      try {
        // The compiler does not see that arguments and question belong together.
        const answer = answersFor(controller.signal)[question] as (...args: readonly unknown[]) => unknown;
        return await answer(...args);
      } finally {
        running.delete(ticket);
      }
    },

    stopAsking(ticket) {
      running.get(ticket)?.abort();
    },
  };
}
