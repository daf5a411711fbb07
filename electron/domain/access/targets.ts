/** Roles that grants lead to, and from where: what is counted and walked for many users at once. */
import { isByRules } from '../mapping/grant.ts';
import type { Grant, Mechanism } from '../mapping/grant.ts';
import { nodeOf } from '../membership/graph.ts';
import type { MembershipGraph } from '../membership/graph.ts';
import { sidAt } from '../membership/sidColumns.ts';
import { countingOf, countings, mechanismOf } from './counting.ts';
import type { Counting } from './counting.ts';
import type { Reach } from './reach.ts';

/**
 * What lets people in by one mechanism, with one meaning of membership: nodes of groups, and of users who are assigned themselves.
 * Those of one mechanism stand together, claim rules behind what else there is.
 */
export interface Source {
  readonly mechanism: Mechanism;
  readonly counting: Counting;
  /** See `isByRules`. */
  readonly byRules: boolean;
  readonly groups: readonly number[];
  readonly users: readonly number[];
}

export interface TargetRole {
  /** See `roleKeyOf`. */
  readonly key: string;
  readonly roleArn: string | null;
  readonly name: string;
  readonly account: string;
  readonly accountName: string | null;
  readonly permissionSetArn: string | null;
  /** Grants that work. */
  readonly grants: readonly Grant[];
  readonly sources: readonly Source[];
}

/** A role's ARN; where the role that Identity Center makes was not read, its permission set and account. */
export const roleKeyOf = ({ roleArn, mechanism, through, account, roleName }: Grant): string =>
  roleArn ??
  (mechanism === 'identity-center' && through !== null ? `${through}@${account}` : `${roleName}@${account}`);

/** In the order of the grants; those that work alone. `storeNodes`: whom a grant lets in by an identity store's own memberships. */
export function targetRoles(
  grants: readonly Grant[],
  graph: MembershipGraph,
  storeNodes: (grant: Grant) => readonly number[] = () => [],
): TargetRole[] {
  const working = grants.filter(
    ({ status, principal, store }) => status === 'works' && (principal !== null || store?.people === 'store'),
  );
  const copies = copiesOf(graph, working);
  return [...Map.groupBy(working, roleKeyOf)].map(([key, held]): TargetRole => {
    const { roleArn, roleName, account, accountName } = held[0]!;
    const set = held.find(({ mechanism }) => mechanism === 'identity-center');
    return {
      key,
      roleArn,
      name: roleName,
      account,
      accountName,
      permissionSetArn: set?.through ?? null,
      grants: held,
      sources: sourcesOf(held).map(({ counting, byRules, some }) => ({
        mechanism: mechanismOf(counting),
        counting,
        byRules,
        groups: distinct(
          some.flatMap((grant) => (grant.principal?.kind === 'group' ? nodesOf(graph, grant) : [])),
        ),
        users: distinct(
          some.flatMap((grant) =>
            grant.principal === null
              ? storeNodes(grant)
              : grant.principal.kind === 'group'
                ? []
                : [...nodesOf(graph, grant), ...(copies.get(grant.principal.sid ?? '') ?? [])],
          ),
        ),
      })),
    };
  });
}

function sourcesOf(
  grants: readonly Grant[],
): { readonly counting: Counting; readonly byRules: boolean; readonly some: readonly Grant[] }[] {
  const by = [...Map.groupBy(grants, countingOf)];
  const order = [...new Set(by.map(([counting]) => mechanismOf(counting)))];
  const place = (counting: Counting): number => order.indexOf(mechanismOf(counting));
  return by
    .flatMap(([counting, held]) =>
      [false, true].map((byRules) => ({
        counting,
        byRules,
        some: held.filter((grant) => isByRules(grant) === byRules),
      })),
    )
    .filter(({ some }) => some.length > 0)
    .toSorted((a, b) => place(a.counting) - place(b.counting) || Number(a.byRules) - Number(b.byRules));
}

const distinct = (nodes: readonly number[]): number[] => [...new Set(nodes)];

function nodesOf(graph: MembershipGraph, { principal }: Grant): number[] {
  const node = principal ? nodeOf(graph, principal) : -1;
  return node < 0 ? [] : [node];
}

/** A grant to a user holds for every copy of that user, by SID: nodes by SID, of those that are granted something. */
function copiesOf(graph: MembershipGraph, grants: readonly Grant[]): Map<string, number[]> {
  const wanted = new Set(
    grants.flatMap(({ principal }) =>
      principal?.kind === 'user' && principal.sid !== null ? principal.sid : [],
    ),
  );
  const found = new Map<string, number[]>();
  if (wanted.size === 0) return found;
  for (const { part, first } of graph.spans) {
    for (let at = 0; at < part.objectIds.length; at++) {
      const sid = sidAt(part.sids, at);
      if (sid === null || !wanted.has(sid) || part.groups[at] === 1) continue;
      const list = found.get(sid);
      if (list) list.push(first + at);
      else found.set(sid, [first + at]);
    }
  }
  return found;
}

/** By what counts, by node of a group or of an assigned user, the roles that it leads to. */
export type SourceIndex = Readonly<Record<Counting, ReadonlyMap<number, readonly TargetRole[]>>>;

export function sourceIndex(targets: readonly TargetRole[]): SourceIndex {
  const index: Record<Counting, Map<number, TargetRole[]>> = {
    saml: new Map(),
    delegation: new Map(),
    'identity-center': new Map(),
    chain: new Map(),
    direct: new Map(),
  };
  for (const target of targets) {
    for (const { counting, groups, users } of target.sources) {
      for (const node of [...groups, ...users]) {
        const list = index[counting].get(node);
        // It may be there already by another source.
        if (!list) index[counting].set(node, [target]);
        else if (list.at(-1) !== target) list.push(target);
      }
    }
  }
  return index;
}

/** The roles that a group or an assignment of its own leads to, whoever counts as a member. */
export const leadsOf = (
  index: SourceIndex,
  node: number,
): { readonly mechanism: Mechanism; readonly target: TargetRole }[] =>
  countings.flatMap((counting) =>
    (index[counting].get(node) ?? []).map((target) => ({ mechanism: mechanismOf(counting), target })),
  );

/** The roles that a user reaches by grants that work, in the strict reading; each with the mechanisms and groups that lead there. */
export function rolesOfUser(
  reach: Reach,
  index: SourceIndex,
  user: number,
): Map<TargetRole, { readonly mechanisms: Set<Mechanism>; readonly through: number }> {
  const found = new Map<TargetRole, { mechanisms: Set<Mechanism>; through: number }>();
  for (const counting of countings) {
    const leads = index[counting];
    if (leads.size === 0) continue;
    const mechanism = mechanismOf(counting);
    const add = (node: number): void => {
      for (const target of leads.get(node) ?? []) {
        const known = found.get(target);
        if (known) known.mechanisms.add(mechanism);
        else found.set(target, { mechanisms: new Set([mechanism]), through: node });
      }
    };
    add(user);
    for (const group of reach.groupsOf(user, counting)) add(group);
  }
  return found;
}
