/** What is to be done after a review: what taking people out of groups does, and what takes a hand. */
import type { ItemState, RevocationCode } from './codes.ts';
import type { Removal } from './item.ts';

export interface DecidedItem {
  readonly number: number;
  /** Null for what was not readable. */
  readonly person: string | null;
  readonly role: string;
  readonly state: ItemState;
  readonly removal: Removal | null;
}
export interface Revocation {
  readonly number: number;
  readonly code: RevocationCode;
  readonly groups: Removal['groups'];
  readonly alsoOpens: number;
  /** Numbers of items that are not to be revoked and would be, by the same membership. */
  readonly wouldTake: readonly number[];
}

/** What hangs on one membership. */
interface Hanging {
  readonly kept: number[];
  revoked: number;
}

/** In the order of the items. A membership that something else than what is revoked hangs on is not simply ended. */
export function revocationsOf(items: readonly DecidedItem[]): Revocation[] {
  const hanging = new Map<string, Hanging>();
  for (const { number, person, state, removal } of items) {
    if (person === null || removal === null) continue;
    for (const { dn } of removal.groups) {
      const key = `${person}\n${dn}`;
      let one = hanging.get(key);
      if (!one) hanging.set(key, (one = { kept: [], revoked: 0 }));
      if (state === 'revoke') one.revoked++;
      else one.kept.push(number);
    }
  }
  return items.flatMap(({ number, person, state, removal }): Revocation[] => {
    if (state !== 'revoke' || removal === null) return [];
    const { code, groups, alsoOpens } = removal;
    const hangs = code === 'oneGroup' ? groups.map(({ dn }) => hanging.get(`${person}\n${dn}`)!) : [];
    const wouldTake = hangs.flatMap(({ kept }) => kept);
    return [{ number, code: heldBy(hangs, alsoOpens) ?? code, groups, alsoOpens, wouldTake }];
  });
}

/** Why a membership is not ended though that would do it; null = it may be. Nobody said of a role that was not asked about that it goes. */
function heldBy(hangs: readonly Hanging[], alsoOpens: number): RevocationCode | null {
  if (hangs.some(({ kept }) => kept.length > 0)) return 'keptByGroup';
  return hangs.some(({ revoked }) => revoked <= alsoOpens) ? 'opensUnreviewed' : null;
}
