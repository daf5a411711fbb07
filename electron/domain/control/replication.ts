/** Who may replicate a domain with its secrets: Get-Changes and Get-Changes-All on its root (facts/active-directory.md §7). */
import { rights } from '../directory/security/rights.ts';
import { typeGuids } from '../directory/security/typeNames.ts';
import { Judge } from './judge.ts';
import type { Wanted } from './judge.ts';
import type { ControlGrant, Place, Principals } from './place.ts';

const getChanges: Wanted = { mask: rights.extendedRight, about: [typeGuids.getChanges] };
const getChangesAll: Wanted = { mask: rights.extendedRight, about: [typeGuids.getChangesAll] };

/**
 * Trustees that have both rights, or may write them for themselves. One that has only one of them by itself, and the
 * other by a group that it is in, counts where `principals` knows that it is in it.
 */
export function whoReplicates(domain: Place, principals: Principals): ControlGrant[] {
  const judge = new Judge(domain.descriptor, domain.objectClass, principals);
  const all = judge.trustees();
  const holders = (want: Wanted) => new Set(all.filter((sid) => judge.holds(sid, want) !== null));
  const changes = holders(getChanges);
  const changesAll = holders(getChangesAll);
  const has = (holding: ReadonlySet<string>, sid: string) =>
    holding.has(sid) || [...principals.tokenOf(sid)].some((other) => holding.has(other));
  return all.flatMap((sid): ControlGrant[] => {
    const own = judge.holds(sid, getChangesAll) ?? judge.holds(sid, getChanges);
    if (own && has(changes, sid) && has(changesAll, sid)) {
      const { ace, limitedBy } = own;
      return [{ sid, way: 'replicate', means: 'right', place: domain, ace, limitedBy }];
    }
    const taken = judge.holdsOrTakes(sid, getChangesAll);
    if (!taken || taken.means === 'right') return [];
    const { means, ace, limitedBy } = taken;
    return [{ sid, way: 'replicateSoon', means, place: domain, ace, limitedBy }];
  });
}
