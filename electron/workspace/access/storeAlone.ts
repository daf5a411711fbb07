/** People whom an identity store alone has: they get in, and no account of a directory that was read stands for them. */
import type { MatrixFilter } from '#contract/access.ts';
import { roleKeyOf } from '#domain/access/targets.ts';
import type { TargetRole } from '#domain/access/targets.ts';
import type { Unsure } from '#domain/access/unsure.ts';
import type { Grant } from '#domain/mapping/grant.ts';
import { fold } from '../search/fold.ts';
import type { AccessState } from './world.ts';

/** Of grants that work, each with how many people no other count has. */
export function storeUnsure({ people }: AccessState, grants: readonly Grant[]): Unsure[] {
  return grants.flatMap((grant): Unsure[] => {
    if (grant.status !== 'works') return [];
    const alone = people.aloneIn(grant).length;
    if (alone === 0) return [];
    const { mechanism, store } = grant;
    return [{ code: 'storePeople', role: roleKeyOf(grant), mechanism, name: store!.name, people: alone }];
  });
}

/** Those whom the filter of a matrix leaves, each once. */
export function storeUsers(
  { people }: AccessState,
  targets: readonly TargetRole[],
  { user, mechanism }: MatrixFilter,
): number {
  if (mechanism !== undefined && mechanism !== 'identity-center') return 0;
  const words = fold(user ?? '')
    .split(/\s+/)
    .filter((word) => word !== '');
  const principals = new Map<string, Grant>();
  for (const { grants } of targets)
    for (const grant of grants)
      if (grant.store) principals.set(`${grant.store.identityStoreId} ${grant.store.principalId}`, grant);
  const found = new Set<string>();
  for (const grant of principals.values())
    for (const { identityStoreId, user: one } of people.aloneIn(grant)) {
      const names = fold(`${one.userName} ${one.displayName ?? ''} ${one.mail ?? ''}`);
      if (words.every((word) => names.includes(word))) found.add(`${identityStoreId} ${one.userId}`);
    }
  return found.size;
}
