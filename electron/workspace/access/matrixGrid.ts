/** The matrix as a grid: its columns by how many people they have, its rows by name or by how many roles. */
import type { MatrixFilter, MatrixRole, MatrixUser } from '#contract/access.ts';
import type { Page } from '#contract/shapes.ts';
import { rolesOfUser } from '#domain/access/targets.ts';
import type { TargetRole } from '#domain/access/targets.ts';
import { mechanisms } from '#domain/mapping/grant.ts';
import { refOf as refOfNode } from '#domain/membership/graph.ts';
import type { KeptMatrix } from './matrix.ts';
import { rowsOf } from './people.ts';
import { refOfTarget } from './told.ts';
import type { AccessWorld } from './world.ts';

interface Columns {
  readonly rows: readonly { readonly target: TargetRole; readonly users: number }[];
  readonly at: ReadonlyMap<TargetRole, number>;
}
const columns = new WeakMap<KeptMatrix, Columns>();
const orders = new WeakMap<KeptMatrix, Map<'name' | 'roles', Int32Array>>();

function columnsOf(kept: KeptMatrix): Columns {
  let found = columns.get(kept);
  if (!found) {
    const { targets, counts } = kept;
    const rows = targets
      .map((target, at) => ({ target, users: counts.usersOf[at]! }))
      .filter(({ users }) => users > 0)
      .toSorted((a, b) => b.users - a.users || (a.target.key < b.target.key ? -1 : 1));
    const at = new Map(rows.map(({ target }, index) => [target, index]));
    columns.set(kept, (found = { rows, at }));
  }
  return found;
}

/** Nodes of the users that reach a role, in the order asked for; by roles, names decide between equals. */
function orderOf(kept: KeptMatrix, by: 'name' | 'roles'): Int32Array {
  let known = orders.get(kept);
  if (!known) orders.set(kept, (known = new Map()));
  let order = known.get(by);
  if (!order) {
    const { rolesOf } = kept.counts;
    if (by === 'name') order = kept.state.order.filter((node) => rolesOf[node]! > 0);
    else {
      // A counting sort keeps the order of names.
      const named = orderOf(kept, 'name');
      let most = 0;
      for (const node of named) most = Math.max(most, rolesOf[node]!);
      const next = new Int32Array(most + 2);
      for (const node of named) next[most - rolesOf[node]! + 1]!++;
      for (let at = 1; at < next.length; at++) next[at]! += next[at - 1]!;
      order = new Int32Array(named.length);
      for (const node of named) order[next[most - rolesOf[node]!]!++] = node;
    }
    known.set(by, order);
  }
  return order;
}

export function matrixRoles(
  kept: KeptMatrix,
  { offset, limit }: Page,
): { total: number; rows: MatrixRole[] } {
  const { rows } = columnsOf(kept);
  return {
    total: rows.length,
    rows: rows
      .slice(offset, offset + limit)
      .map(({ target, users }) => ({ role: refOfTarget(target), users })),
  };
}

export function matrixUsers(
  world: AccessWorld,
  kept: KeptMatrix,
  filter: MatrixFilter,
  by: 'name' | 'roles',
  { offset, limit }: Page,
): { total: number; rows: MatrixUser[] } {
  const { state } = kept;
  const { graph } = state.set;
  const { at } = columnsOf(kept);
  const order = orderOf(kept, by);
  const nodes = [...order.subarray(offset, offset + limit)];
  const objects = rowsOf(world, graph, nodes);
  return {
    total: order.length,
    rows: nodes.map((node) => {
      const object = objects.get(node)!;
      const cells: MatrixUser['cells'] = { saml: [], delegation: [], 'identity-center': [] };
      let roles = 0;
      for (const [target, way] of rolesOfUser(state.reach, state.sources, node)) {
        const column = at.get(target);
        if (column === undefined) continue;
        const by = mechanisms.filter(
          (one) => way.mechanisms.has(one) && (filter.mechanism === undefined || filter.mechanism === one),
        );
        if (by.length > 0) roles++;
        for (const mechanism of by) cells[mechanism].push(column);
      }
      for (const mechanism of mechanisms) cells[mechanism].sort((a, b) => a - b);
      return {
        ...refOfNode(graph, node),
        user: object.displayName ?? object.name,
        dn: object.dn,
        disabled: object.disabled,
        roles,
        cells,
      };
    }),
  };
}
