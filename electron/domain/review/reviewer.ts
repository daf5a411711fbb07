import { DnSyntaxError } from '../directory/dn.ts';
import { dnKey, rdnValue } from '../directory/dnKey.ts';
import type { ReviewerReason } from './codes.ts';
import type { ReviewWay } from './item.ts';

/**
 * Who reviews somebody's access: the owner (managedBy) of the first group on a way to the role that has one, and is somebody
 * else: nobody reviews themselves. Else whoever was chosen for what has no owner.
 */
export function reviewerOf(
  person: string,
  ways: readonly Pick<ReviewWay, 'owner' | 'group'>[],
  otherwise: string,
): { readonly id: string; readonly reason: ReviewerReason } {
  const owners = ways.flatMap(({ owner }) => owner ?? []);
  const own = dnKey(person);
  const owner = owners.find((each) => dnKey(each) !== own);
  if (owner !== undefined) return { id: owner, reason: 'managedBy' };
  if (owners.length > 0) return { id: otherwise, reason: 'ownAccess' };
  const direct = ways.length > 0 && ways.every(({ group }) => group === null);
  return { id: otherwise, reason: direct ? 'assignedDirectly' : 'noOwner' };
}

/** A reviewer's name: of a DN the first part, else as it was given. */
export function reviewerName(id: string): string {
  if (!/^[\w.-]+\s*=/.test(id)) return id;
  try {
    return rdnValue(id) ?? id;
  } catch (error) {
    if (error instanceof DnSyntaxError) return id;
    throw error;
  }
}
