/** Users × roles: counted once a filter, then paged. */
import type { Matrix, MatrixFilter, MatrixRow } from '#contract/access.ts';
import type { Page } from '#contract/shapes.ts';
import { matrixOf } from '#domain/access/matrix.ts';
import type { MatrixCounts } from '#domain/access/matrix.ts';
import { rolesOfUser } from '#domain/access/targets.ts';
import type { TargetRole } from '#domain/access/targets.ts';
import { Powers } from '#domain/audit/powers.ts';
import type { ManagedPolicy } from '#domain/estate/iam.ts';
import { readOr } from '#domain/mapping/estateIndex.ts';
import { decisionOfRank } from '#domain/access/people.ts';
import { mechanisms } from '#domain/mapping/grant.ts';
import { refOf as refOfNode } from '#domain/membership/graph.ts';
import type { Rules } from '#domain/policy/evaluate/decide.ts';
import { gapsIn, snapshotsOfGrants } from './membershipGaps.ts';
import { nodesWithText, rowsOf } from './people.ts';
import { Sharing } from './sharing.ts';
import { inSlices } from './slices.ts';
import { storeUsers } from './storeAlone.ts';
import { first, refOfTarget } from './told.ts';
import type { WhoCans } from './whoCan.ts';
import type { AccessState, AccessWorld } from './world.ts';

/** Each has two columns of four bytes an object. */
const keptMatrices = 3;

/** What a filter leaves, counted. */
export interface KeptMatrix {
  readonly state: AccessState;
  readonly targets: readonly TargetRole[];
  readonly counts: MatrixCounts;
}

export class Matrices {
  readonly #world: AccessWorld;
  readonly #whoCans: WhoCans;
  readonly #sharing = new Sharing<KeptMatrix>(keptMatrices);

  constructor(world: AccessWorld, whoCans: WhoCans) {
    this.#world = world;
    this.#whoCans = whoCans;
  }

  of(filter: MatrixFilter, rules: Rules, signal?: AbortSignal): Promise<KeptMatrix> {
    const state = this.#world.atOnce(() => this.#world.state());
    const key = `${state.set.key} ${JSON.stringify(filter)}`;
    return this.#sharing.ask(key, signal, (stop) => this.#compute(state, filter, rules, stop));
  }

  async #compute(
    state: AccessState,
    filter: MatrixFilter,
    rules: Rules,
    stop: AbortSignal,
  ): Promise<KeptMatrix> {
    const { action, decision, account, mechanism } = filter;
    const wanted = filter.role?.trim().toLowerCase() ?? '';
    const who = action === undefined ? null : await this.#whoCans.of(action, rules, stop);
    const powers = filter.privileged ? powersIn(state) : null;
    const targets = state.targets.filter((target) => {
      if (account !== undefined && target.account !== account) return false;
      if (powers && !powers(target)) return false;
      if (wanted !== '' && !`${target.name} ${target.key}`.toLowerCase().includes(wanted)) return false;
      const rank = who?.rankOf(target);
      return (
        rank === undefined || (rank !== 0 && (decision === undefined || decisionOfRank(rank) === decision))
      );
    });
    const fits = this.#world.atOnce(() => nodesWithText(this.#world, state.set.graph, filter.user));
    const { reach } = state;
    return {
      state,
      targets,
      counts: await inSlices(matrixOf(reach, targets, fits, mechanism), { cancelled: () => stop.aborted }),
    };
  }
}

/** Whether a role administers, or lets somebody make themselves any right, as the audit judges it. */
function powersIn({ principals }: AccessState): (target: TargetRole) => boolean {
  const policies = new Map<string, ManagedPolicy>();
  for (const { facts } of principals.index.estates)
    for (const policy of readOr(facts.policies))
      if (!policies.has(policy.arn)) policies.set(policy.arn, policy);
  const powers = new Powers((arn) => policies.get(arn));
  return ({ key }) => {
    const role = principals.get(key)?.role;
    return role != null && powers.of(role).powers.length > 0;
  };
}

export function toldMatrix({ state, targets, counts }: KeptMatrix, filter: MatrixFilter): Matrix {
  const accounts = new Map<
    string,
    { account: string; accountName: string | null; pairs: number; roles: number }
  >();
  const reached: { target: TargetRole; users: number }[] = [];
  for (const [at, target] of targets.entries()) {
    const users = counts.usersOf[at]!;
    if (users === 0) continue;
    reached.push({ target, users });
    const { account, accountName } = target;
    const known = accounts.get(account) ?? { account, accountName, pairs: 0, roles: 0 };
    accounts.set(account, { ...known, pairs: known.pairs + users, roles: known.roles + 1 });
  }
  return {
    readAt: state.readAt,
    pairs: counts.pairs,
    users: counts.users,
    roles: reached.length,
    mechanisms: mechanisms.map((mechanism) => ({ mechanism, pairs: counts.mechanisms[mechanism] })),
    accounts: first(
      [...accounts.values()].toSorted((a, b) => b.pairs - a.pairs || (a.account < b.account ? -1 : 1)),
    ),
    largest: first(
      reached.toSorted((a, b) => b.users - a.users || (a.target.key < b.target.key ? -1 : 1)),
    ).map(({ target, users }) => ({ role: refOfTarget(target), users })),
    notCounted: state.mapped.grants.reduce((sum, { status }) => sum + (status === 'candidate' ? 1 : 0), 0),
    storePeople: storeUsers(state, targets, filter),
    membershipsNotRead: gapsIn(state.membershipGaps, snapshotsOfGrants(state.mapped.grants)),
    signInsNotJudged: counts.byRulesOf.reduce((sum, some) => sum + some, 0),
  };
}

/** Users in the order of `AccessState.order`, each with the roles by key. */
export function matrixRows(
  world: AccessWorld,
  { state, targets, counts }: KeptMatrix,
  filter: MatrixFilter,
  { offset, limit }: Page,
): { total: number; rows: MatrixRow[] } {
  const { rolesOf } = counts;
  const wanted: { node: number; skip: number }[] = [];
  let before = 0;
  for (const node of state.order) {
    const roles = rolesOf[node]!;
    if (roles === 0) continue;
    if (before + roles > offset) wanted.push({ node, skip: Math.max(0, offset - before) });
    before += roles;
    if (before >= offset + limit) break;
  }
  const { graph } = state.set;
  const objects = rowsOf(
    world,
    graph,
    wanted.map(({ node }) => node),
  );
  const taken = new Set(targets);
  const rows: MatrixRow[] = [];
  for (const { node, skip } of wanted) {
    const object = objects.get(node)!;
    const ways = [...rolesOfUser(state.reach, state.sources, node)].filter(
      ([target, way]) =>
        taken.has(target) && (filter.mechanism === undefined || way.mechanisms.has(filter.mechanism)),
    );
    for (const [target, way] of ways.toSorted(([a], [b]) => (a.key < b.key ? -1 : 1)).slice(skip)) {
      if (rows.length === limit) break;
      rows.push({
        ...refOfNode(graph, node),
        user: object.displayName ?? object.name,
        dn: object.dn,
        disabled: object.disabled,
        role: refOfTarget(target),
        mechanisms: mechanisms.filter((mechanism) => way.mechanisms.has(mechanism)),
      });
    }
  }
  return { total: counts.pairs, rows };
}
