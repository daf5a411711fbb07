import type { Removal } from './item.ts';

/** A membership of the person themselves that leads to the role. */
export interface LeadingMembership {
  readonly via: 'member' | 'primaryGroup' | 'foreignPrincipal';
  readonly group: { readonly name: string; readonly dn: string };
  /** Whether the group itself is mapped to the role; else a group that it is in. */
  readonly opensItself: boolean;
}

/** Whether taking the person out of one group ends the access, and where not, why. `assigned`: to the person, by no group. */
export function removalOf(
  assigned: boolean,
  memberships: readonly LeadingMembership[],
  alsoOpens: number,
): Removal {
  const groups = [...new Map(memberships.map(({ group }) => [group.dn, group])).values()];
  const removal = (code: Removal['code']): Removal => ({ code, groups, alsoOpens });
  const [only, ...others] = memberships;
  if (!only) return removal(assigned ? 'assignedDirectly' : 'notByGroup');
  if (assigned || others.length > 0) return removal('severalWays');
  if (only.via !== 'member') return removal(only.via);
  return removal(only.opensItself ? 'oneGroup' : 'nested');
}
