import { DnSyntaxError } from '../directory/dn.ts';
import { dnKey, rdnValue } from '../directory/dnKey.ts';
import type { ReviewerReason } from './codes.ts';
import type { ReviewPerson, ReviewWay } from './item.ts';

/**
 * Who reviews somebody's access: the owner (managedBy) of the first group on a way to the role that has one, and is not the person
 * themselves or a group that they are in: nobody reviews themselves. Else whoever was chosen for what has no owner. `isOwn` says
 * whether a reviewer is the person, or holds them.
 */
export function reviewerOf(
  isOwn: (id: string) => boolean,
  ways: readonly Pick<ReviewWay, 'owner' | 'group'>[],
  otherwise: string,
): { readonly id: string; readonly reason: ReviewerReason } {
  const owners = ways.flatMap(({ owner }) => owner ?? []);
  const owner = owners.find((each) => !isOwn(each));
  if (owner !== undefined) return { id: owner, reason: 'managedBy' };
  if (isOwn(otherwise)) return { id: otherwise, reason: 'reviewsOwn' };
  if (owners.length > 0) return { id: otherwise, reason: 'ownAccess' };
  const direct = ways.length > 0 && ways.every(({ group }) => group === null);
  return { id: otherwise, reason: direct ? 'assignedDirectly' : 'noOwner' };
}

/** Whether what somebody is called by is this very account: its DN, its account name, or `DOMAIN\name`. Display names have namesakes. */
export function isPerson(id: string, person: Pick<ReviewPerson, 'dn' | 'samAccountName'> | null): boolean {
  if (person === null) return false;
  if (dnKey(id) === dnKey(person.dn)) return true;
  const account = id.slice(id.lastIndexOf('\\') + 1).trim().toLowerCase();
  return account !== '' && account === person.samAccountName?.toLowerCase();
} // prettier-ignore

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
