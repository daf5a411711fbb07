/** A review against the one that it follows: who is new, who comes another way, and who was to go and is still there. */
import { dnKey } from '../directory/dnKey.ts';
import type { ItemState, SinceState } from './codes.ts';
import { isOpen } from './item.ts';
import type { FrozenItem } from './item.ts';

/** The same access in whatever review: the person by SID (a DN changes), the role by its key. */
export function itemKey({ kind, person, role, gap }: Pick<FrozenItem, 'kind' | 'person' | 'role' | 'gap'>): string {
  if (kind === 'access' && person) return `${person.sid ?? dnKey(person.dn)} ${role.key}`;
  return `! ${gap?.code ?? ''} ${gap?.mechanism ?? ''} ${gap?.name ?? ''} ${role.key}`;
} // prettier-ignore

/** How the role is reached: by which mechanisms and groups, in no order. */
export const waysKey = ({ ways }: Pick<FrozenItem, 'ways'>): string =>
  ways
    .map(({ mechanism, group }) => `${mechanism} ${group ? (group.sid ?? dnKey(group.dn)) : ''}`)
    .toSorted()
    .join('\n');

export interface ItemBefore {
  readonly state: ItemState;
  readonly ways: string;
}

export function sinceOf(item: Pick<FrozenItem, 'ways'>, before: ItemBefore | undefined): SinceState {
  if (!before) return 'new';
  if (before.state === 'revoke') return 'notRevoked';
  return before.ways === waysKey(item) ? 'same' : 'changed';
}

/** Whether it stands as it was decided then: what nobody decided is asked again. */
export const isSettled = (item: Pick<FrozenItem, 'ways'>, before: ItemBefore | undefined): boolean =>
  before !== undefined && !isOpen(before.state) && sinceOf(item, before) === 'same';
