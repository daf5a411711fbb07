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

/** In the order of the items. A membership that something else than what is revoked hangs on is not simply ended. */
export function revocationsOf(items: readonly DecidedItem[]): Revocation[] {
  const others = new Map<string, number[]>();
  for (const { number, person, state, removal } of items) {
    if (state === 'revoke' || person === null || removal === null) continue;
    for (const { dn } of removal.groups) {
      const key = `${person}\n${dn}`;
      const list = others.get(key);
      if (list) list.push(number);
      else others.set(key, [number]);
    }
  }
  return items.flatMap(({ number, person, state, removal }): Revocation[] => {
    if (state !== 'revoke' || removal === null) return [];
    const { code, groups, alsoOpens } = removal;
    const wouldTake =
      code === 'oneGroup' ? groups.flatMap(({ dn }) => others.get(`${person}\n${dn}`) ?? []) : [];
    return [{ number, code: wouldTake.length > 0 ? 'keptByGroup' : code, groups, alsoOpens, wouldTake }];
  });
}
