/** Roles, groups and accounts to look at, found by a part of their names. */
import type { FoundAccount, FoundGroup, FoundRole } from '#contract/access.ts';
import type { Page } from '#contract/shapes.ts';
import { trait } from '#domain/access/reach.ts';
import { mechanisms } from '#domain/mapping/grant.ts';
import type { Mechanism } from '#domain/mapping/grant.ts';
import { nodeOf, refOf as refOfNode } from '#domain/membership/graph.ts';
import { namedNodes, nodesWithText, rowsOf } from './people.ts';
import { refOfPrincipal, refOfTarget } from './told.ts';
import type { AccessState, AccessWorld } from './world.ts';

interface Found<Row> {
  total: number;
  rows: Row[];
}

const paged = <Row>(rows: readonly Row[], { offset, limit }: Page): Found<Row> => ({
  total: rows.length,
  rows: rows.slice(offset, offset + limit),
});
const byText = (text: string): ((...of: readonly (string | null)[]) => boolean) => {
  const wanted = text.trim().toLowerCase();
  return (...of) => wanted === '' || of.some((one) => one?.toLowerCase().includes(wanted));
};
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Those that grants lead to first; each half by name. */
export function findRoles(state: AccessState, text: string, page: Page): Found<FoundRole> {
  const fits = byText(text);
  const { principals, targets } = state;
  const granted = targets
    .filter(({ name, key, accountName }) => fits(name, key, accountName))
    .map((target): FoundRole => ({
      role: refOfTarget(target),
      mechanisms: mechanisms.filter((one) => target.sources.some(({ mechanism }) => mechanism === one)),
      read: principals.get(target.key) !== undefined,
    }));
  const others = [...principals.byKey.values()]
    .filter(
      ({ kind, key, name, account }) =>
        kind !== 'iamUser' && !state.targetOf(key) && fits(name, key, principals.accountName(account)),
    )
    .map((one): FoundRole => ({ role: refOfPrincipal(state, one), mechanisms: [], read: true }));
  const byName = (a: FoundRole, b: FoundRole): number =>
    compare(a.role.name.toLowerCase(), b.role.name.toLowerCase()) || compare(a.role.key, b.role.key);
  return paged([...granted.toSorted(byName), ...others.toSorted(byName)], page);
}

export function findGroups(
  world: AccessWorld,
  state: AccessState,
  text: string,
  page: Page,
): Found<FoundGroup> {
  const { graph, snapshots } = state.set;
  const { flags } = state.reach.traits;
  const granted = new Map<number, Set<Mechanism>>();
  for (const { principal, mechanism, status } of state.mapped.grants) {
    const node = principal?.kind === 'group' && status !== 'broken' ? nodeOf(graph, principal) : -1;
    if (node < 0) continue;
    const known = granted.get(node);
    if (known) known.add(mechanism);
    else granted.set(node, new Set([mechanism]));
  }
  const named = nodesWithText(world, graph, text);
  const { total, nodes } = namedNodes(
    state,
    (node) => (flags[node]! & trait.group) !== 0 && (named === null ? granted.has(node) : named[node] === 1),
    page,
  );
  const objects = rowsOf(world, graph, nodes);
  const names = new Map(snapshots.map(({ snapshotId, sourceName }) => [snapshotId, sourceName]));
  return {
    total,
    rows: nodes.map((node) => {
      const { snapshotId } = refOfNode(graph, node);
      return {
        snapshotId,
        sourceName: names.get(snapshotId) ?? '',
        object: objects.get(node)!,
        mechanisms: mechanisms.filter((one) => granted.get(node)?.has(one)),
      };
    }),
  };
}

/** Accounts that a source names, and those that grants alone do. */
export function findAccounts(
  { principals, targets }: AccessState,
  text: string,
  page: Page,
): Found<FoundAccount> {
  const fits = byText(text);
  const roles = new Map<string, number>();
  for (const { account } of targets) roles.set(account, (roles.get(account) ?? 0) + 1);
  const known = principals.index.estates.flatMap(({ facts }) => facts.accounts.map(({ id }) => id));
  const rows = [...new Set([...known, ...roles.keys()])]
    .filter((account) => /^\d{12}$/.test(account))
    .map((account): FoundAccount => ({
      account,
      accountName: principals.accountName(account),
      read: principals.accountsRead.has(account),
      roles: roles.get(account) ?? 0,
    }))
    .filter(({ account, accountName }) => fits(account, accountName))
    .toSorted((a, b) => b.roles - a.roles || compare(a.account, b.account));
  return paged(rows, page);
}
