/** Which grants a draft brings, takes and changes. */
import type { Grant } from '../../mapping/grant.ts';
import type { GrantChange } from '../codes.ts';

export interface ChangedGrant {
  readonly change: GrantChange;
  readonly before: Grant | null;
  readonly after: Grant | null;
}

/** In the order of the grants; what is lost stands where it stood. */
export function changedGrants(before: readonly Grant[], after: readonly Grant[]): ChangedGrant[] {
  if (before === after) return [];
  const then = new Map(after.map((grant) => [grant.id, grant]));
  const known = new Set(before.map(({ id }) => id));
  const rows: ChangedGrant[] = [];
  for (const grant of before) {
    const now = then.get(grant.id);
    if (!now) rows.push({ change: 'lost', before: grant, after: null });
    else if (isOther(grant, now)) rows.push({ change: 'changed', before: grant, after: now });
  }
  for (const grant of after)
    if (!known.has(grant.id)) rows.push({ change: 'gained', before: null, after: grant });
  return rows.toSorted((a, b) => order(a.before ?? a.after!, b.before ?? b.after!));
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const order = (a: Grant, b: Grant): number =>
  compare(a.account, b.account) ||
  compare(a.roleName, b.roleName) ||
  compare(a.mechanism, b.mechanism) ||
  compare(a.principal?.name ?? '', b.principal?.name ?? '') ||
  compare(a.id, b.id);

/** Whether the grant itself is another; its evidence alone may read differently, as rules do that moved by a line. */
function isOther(a: Grant, b: Grant): boolean {
  return (
    a.status !== b.status ||
    a.roleArn !== b.roleArn ||
    a.roleName !== b.roleName ||
    a.through !== b.through ||
    a.membership !== b.membership ||
    a.principal?.name !== b.principal?.name ||
    a.issues.length !== b.issues.length ||
    a.issues.some((issue, at) => issue !== b.issues[at])
  );
}
