/** Who may do one thing: computed once a question and set of snapshots, then counted and paged. */
import type { ActionQuestion, WhoCan as WhoCanAnswer, WhoFilter, WhoRow } from '#contract/access.ts';
import type { Page } from '#contract/shapes.ts';
import { whoKinds } from '#domain/access/codes.ts';
import type { WhoKind } from '#domain/access/codes.ts';
import { trait } from '#domain/access/reach.ts';
import { leadsOf, roleKeyOf, rolesOfUser } from '#domain/access/targets.ts';
import type { TargetRole } from '#domain/access/targets.ts';
import {
  decisionOfRank,
  isByRulesAlone,
  isChainedRank,
  isOnlyElsewhere,
  mechanismBit,
  mechanismBits,
  peopleIn,
  peopleOf,
  rankOfOutcome,
} from '#domain/access/people.ts';
import { whoCan } from '#domain/access/whoCan.ts';
import type { AwsRow, WhoCan } from '#domain/access/whoCan.ts';
import type { People } from '#domain/access/people.ts';
import { mechanisms } from '#domain/mapping/grant.ts';
import type { Mechanism } from '#domain/mapping/grant.ts';
import { refOf as refOfNode } from '#domain/membership/graph.ts';
import type { Rules } from '#domain/policy/evaluate/decide.ts';
import { gapsIn, snapshotsOfGrants } from './membershipGaps.ts';
import { namedNodes, nodesWithText, rowsOf } from './people.ts';
import { Sharing } from './sharing.ts';
import { inSlices } from './slices.ts';
import { storeUnsure } from './storeAlone.ts';
import { first, refOf, refOfTarget, toldGap, toldUnsure } from './told.ts';
import type { AccessState, AccessWorld } from './world.ts';

/** Answers that are kept, each with some megabytes of columns at a million users. */
const keptAnswers = 4;

export interface KeptWho {
  readonly state: AccessState;
  readonly found: WhoCan;
  readonly rankOf: (target: TargetRole) => number;
  readonly people: People;
  /** By kind of filter on roles. */
  readonly filtered: Map<string, People>;
  /** Nodes of groups whose grants lead to a role of the answer, with the best rank. */
  readonly groups: ReadonlyMap<number, number>;
}

export class WhoCans {
  readonly #world: AccessWorld;
  readonly #sharing = new Sharing<KeptWho>(keptAnswers);

  constructor(world: AccessWorld) {
    this.#world = world;
  }

  /** Computed in slices; several who ask at once wait for one. */
  of(question: ActionQuestion, rules: Rules, signal?: AbortSignal): Promise<KeptWho> {
    const state = this.#world.atOnce(() => this.#world.state());
    const key = `${state.set.key} ${JSON.stringify(question)}`;
    return this.#sharing.ask(key, signal, (stop) =>
      inSlices(whoIn(state, question, rules), { between: 1, cancelled: () => stop.aborted }),
    );
  }
}

/** Who may do it by what a state says. Yields between principals and between walks. */
export function* whoIn(state: AccessState, question: ActionQuestion, rules: Rules): Generator<void, KeptWho> {
  const { targets, principals } = state;
  const { grants } = state.mapped;
  const asked = yield* whoCan(question, { principals, taking: state.taking(rules), grants, rules });
  const reaching = grants.filter((grant) => asked.outcomes.has(roleKeyOf(grant)));
  const found = { ...asked, unsure: [...asked.unsure, ...storeUnsure(state, reaching)] };
  const rankOf = (target: TargetRole): number => {
    const outcome = found.outcomes.get(target.key);
    return outcome ? rankOfOutcome(outcome) : 0;
  };
  const people = yield* peopleIn(state.reach, targets, rankOf);
  const groups = new Map<number, number>();
  for (const target of targets) {
    const rank = rankOf(target);
    if (rank === 0) continue;
    for (const { groups: nodes } of target.sources)
      for (const node of nodes) groups.set(node, Math.min(rank, groups.get(node) ?? rank));
  }
  return { state, found, rankOf, people, filtered: new Map(), groups };
}

export function toldWhoCan({ state, found, people, groups }: KeptWho): WhoCanAnswer {
  const { question } = found;
  const counts = new Map<WhoKind, { allowed: number; conditional: number; chained: number }>();
  const count = (kind: WhoKind, decision: 'allowed' | 'conditional', chained: boolean): void => {
    let known = counts.get(kind);
    if (!known) counts.set(kind, (known = { allowed: 0, conditional: 0, chained: 0 }));
    known[decision]++;
    if (chained) known.chained++;
  };
  const users = new Map<Mechanism, number>();
  const byBits = new Int32Array(mechanismBits);
  const byRank = new Int32Array(8);
  for (let node = 0; node < people.best.length; node++) {
    const best = people.best[node]!;
    if (best === 0) continue;
    byRank[best]!++;
    byBits[people.mechanisms[node]!]!++;
  }
  for (const mechanism of mechanisms)
    users.set(
      mechanism,
      byBits.reduce((sum, some, bits) => sum + ((bits & mechanismBit[mechanism]) !== 0 ? some : 0), 0),
    );
  const [, allowed = 0, allowedChained = 0, conditional = 0, conditionalChained = 0] = byRank;
  if (allowed + allowedChained + conditional + conditionalChained > 0)
    counts.set('directoryUser', {
      allowed: allowed + allowedChained,
      conditional: conditional + conditionalChained,
      chained: allowedChained + conditionalChained,
    });
  for (const rank of groups.values()) count('directoryGroup', decisionOfRank(rank), isChainedRank(rank));
  for (const { kind, decision, depth } of found.rows) count(kind, decision, depth > 0);
  const groupsBy = new Map<Mechanism, Set<number>>();
  for (const target of state.targets)
    if (found.outcomes.has(target.key))
      for (const source of target.sources) {
        let nodes = groupsBy.get(source.mechanism);
        if (!nodes) groupsBy.set(source.mechanism, (nodes = new Set()));
        for (const node of source.groups) nodes.add(node);
      }
  return {
    asked: {
      action: question.action,
      resource: question.resource,
      resourceAccount: question.resourceAccount ?? null,
    },
    readAt: state.readAt,
    decided: { ...found.decided },
    counts: whoKinds.map((kind) => ({
      kind,
      ...(counts.get(kind) ?? { allowed: 0, conditional: 0, chained: 0 }),
    })),
    mechanisms: mechanisms.map((mechanism) => ({
      mechanism,
      users: users.get(mechanism)!,
      onlyElsewhere:
        mechanism === 'saml'
          ? byBits.reduce((sum, some, bits) => sum + (isOnlyElsewhere(bits) ? some : 0), 0)
          : 0,
      groups: groupsBy.get(mechanism)?.size ?? 0,
    })),
    notCounted: first(found.unsure).map((one) => toldUnsure(state, one)),
    notCountedTotal: found.unsure.length,
    membershipsNotRead: gapsIn(state.membershipGaps, snapshotsOfGrants(state.mapped.grants)),
    signInsNotJudged: byBits.reduce((sum, some, bits) => sum + (isByRulesAlone(bits) ? some : 0), 0),
    gaps: first(found.gaps).map((gap) => ({ ...toldGap(gap), principals: gap.principals })),
  };
}

/** People first, then groups, then what is in AWS: each by name. */
export function whoRows(
  world: AccessWorld,
  kept: KeptWho,
  filter: WhoFilter,
  page: Page,
): { total: number; rows: WhoRow[] } {
  const { state, found } = kept;
  const { graph } = state.set;
  const wants = (kind: WhoKind): boolean =>
    filter.kinds === undefined || filter.kinds.length === 0 || filter.kinds.includes(kind);
  const people = peopleWith(kept, filter);
  const text =
    wants('directoryUser') || wants('directoryGroup') ? nodesWithText(world, graph, filter.text) : null;
  const fitsNode = (node: number, rank: number): boolean =>
    rank !== 0 &&
    (filter.decision === undefined || decisionOfRank(rank) === filter.decision) &&
    (text === null || text[node] === 1);
  const groupRank = wants('directoryGroup') ? groupsWith(kept, filter) : new Map<number, number>();
  const pages = new Pager(page);
  const users = wants('directoryUser')
    ? namedNodes(state, (node) => fitsNode(node, people.best[node]!), pages.left())
    : { total: 0, nodes: [] };
  pages.took(users.total, users.nodes.length);
  const groups =
    groupRank.size > 0
      ? namedNodes(state, (node) => fitsNode(node, groupRank.get(node) ?? 0), pages.left())
      : { total: 0, nodes: [] };
  pages.took(groups.total, groups.nodes.length);
  const rows = awsRows(kept, filter).filter(({ kind }) => wants(kind));
  const { offset, limit } = pages.left();
  const objects = rowsOf(world, graph, [...users.nodes, ...groups.nodes]);
  const isGroup = (node: number): boolean => (state.reach.traits.flags[node]! & trait.group) !== 0;
  const told = [...users.nodes, ...groups.nodes].map((node): WhoRow => {
    const object = objects.get(node)!;
    const kind = isGroup(node) ? 'directoryGroup' : 'directoryUser';
    const rank = kind === 'directoryGroup' ? groupRank.get(node)! : people.best[node]!;
    const way = bestWay(kept, node, kind, filter);
    return {
      who: { kind, ...refOfNode(graph, node) },
      name: object.displayName ?? object.name,
      detail: object.dn,
      decision: decisionOfRank(rank),
      role: way.target && refOfTarget(way.target),
      mechanism: way.mechanism,
      roles: way.roles,
      depth: way.target ? found.outcomes.get(way.target.key)!.depth : 0,
      some: way.target ? (found.own.get(way.target.key)?.some ?? false) : false,
      disabled: kind === 'directoryGroup' ? null : object.disabled,
      onlyElsewhere:
        kind === 'directoryUser' && way.mechanism === 'saml' && isOnlyElsewhere(people.mechanisms[node]!),
    };
  });
  return {
    total: users.total + groups.total + rows.length,
    rows: [...told, ...rows.slice(offset, offset + limit).map((row) => toldAws(state, row))],
  };
}

/** A page over several lists, one behind the other. */
class Pager {
  #offset: number;
  #limit: number;

  constructor({ offset, limit }: Page) {
    this.#offset = offset;
    this.#limit = limit;
  }

  left(): Page {
    return { offset: this.#offset, limit: this.#limit };
  }

  took(total: number, rows: number): void {
    this.#offset = Math.max(0, this.#offset - total);
    this.#limit -= rows;
  }
}

const fitsTarget = ({ role, account }: WhoFilter, target: TargetRole): boolean =>
  (role === undefined || target.key === role) && (account === undefined || target.account === account);

function peopleWith(kept: KeptWho, filter: WhoFilter): People {
  const { role, account, mechanism } = filter;
  if (role === undefined && account === undefined && mechanism === undefined) return kept.people;
  const key = JSON.stringify([role, account, mechanism]);
  const known = kept.filtered.get(key);
  if (known) return known;
  const { state, rankOf } = kept;
  const made = peopleOf(
    state.reach,
    state.targets,
    (target) => (fitsTarget(filter, target) ? rankOf(target) : 0),
    mechanism,
  );
  if (kept.filtered.size >= keptAnswers) kept.filtered.clear();
  kept.filtered.set(key, made);
  return made;
}

function groupsWith({ state, rankOf, groups }: KeptWho, filter: WhoFilter): ReadonlyMap<number, number> {
  if (filter.role === undefined && filter.account === undefined && filter.mechanism === undefined)
    return groups;
  const found = new Map<number, number>();
  for (const target of state.targets) {
    const rank = fitsTarget(filter, target) ? rankOf(target) : 0;
    if (rank === 0) continue;
    for (const { mechanism, groups: nodes } of target.sources)
      if (filter.mechanism === undefined || mechanism === filter.mechanism)
        for (const node of nodes) found.set(node, Math.min(rank, found.get(node) ?? rank));
  }
  return found;
}

function awsRows(
  { found }: KeptWho,
  { text, decision, role, account, mechanism }: WhoFilter,
): readonly AwsRow[] {
  const wanted = text?.trim().toLowerCase() ?? '';
  return found.rows.filter(
    (row) =>
      mechanism === undefined &&
      (decision === undefined || row.decision === decision) &&
      (role === undefined || row.id === role || row.roles.includes(role)) &&
      (account === undefined ||
        (row.roles.length > 0
          ? row.roles.some((key) => accountOf(key) === account)
          : row.account === account)) &&
      (wanted === '' || `${row.name} ${row.id}`.toLowerCase().includes(wanted)),
  );
}
const accountOf = (key: string): string =>
  key.includes('@') ? key.slice(key.lastIndexOf('@') + 1) : (key.split(':')[4] ?? '');

interface BestWay {
  readonly target: TargetRole | null;
  readonly mechanism: Mechanism | null;
  readonly roles: number;
}

/** The best role of the answer that somebody gets in by: by rank, then in the order of the grants. */
function bestWay(
  kept: KeptWho,
  node: number,
  kind: 'directoryUser' | 'directoryGroup',
  filter: WhoFilter,
): BestWay {
  const { state, rankOf } = kept;
  const { reach, sources } = state;
  let best: TargetRole | null = null;
  let mechanism: Mechanism | null = null;
  let rank = 99;
  let roles = 0;
  const consider = (target: TargetRole, by: Mechanism): void => {
    const own = fitsTarget(filter, target) ? rankOf(target) : 0;
    if (own === 0) return;
    roles++;
    if (own >= rank) return;
    rank = own;
    best = target;
    mechanism = by;
  };
  if (kind === 'directoryUser')
    for (const [target, way] of rolesOfUser(reach, sources, node)) {
      const by = filter.mechanism ?? mechanisms.find((one) => way.mechanisms.has(one))!;
      if (way.mechanisms.has(by)) consider(target, by);
    }
  else
    for (const [target, leads] of Map.groupBy(leadsOf(sources, node), (lead) => lead.target)) {
      const by = leads.find((lead) => filter.mechanism === undefined || lead.mechanism === filter.mechanism);
      if (by) consider(target, by.mechanism);
    }
  return { target: best, mechanism, roles };
}

function toldAws(state: AccessState, row: AwsRow): WhoRow {
  const detail =
    row.account === null ? row.id : row.id.includes(row.account) ? row.id : `${row.account} ${row.id}`;
  return {
    who: { kind: row.kind, id: row.id },
    name: row.name,
    detail,
    decision: row.decision,
    role: row.role === null ? null : refOf(state, row.role),
    mechanism: null,
    roles: row.roles.length,
    depth: row.depth,
    some: row.some,
    disabled: null,
    onlyElsewhere: false,
  };
}
