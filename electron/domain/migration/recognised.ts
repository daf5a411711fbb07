/**
 * Which objects the target has already. A name that is the same proves nothing by itself: two people may bear it. Who was moved
 * before has an identifier in common, or at least two names, and is taken for the same by the comparison.
 */
import type { MatchKey } from '../compare/codes.ts';
import type { NameKind } from './facts.ts';
import type { PlanInput } from './input.ts';

/** Keys that prove by themselves. */
const proving: ReadonlySet<MatchKey> = new Set(['mapping', 'objectGUID', 'objectSid', 'sIDHistory']);
export const nameAttributes: readonly (readonly [NameKind, string])[] = [
  ['logonName', 'sAMAccountName'],
  ['principalName', 'userPrincipalName'],
  ['mail', 'mail'],
];

export interface Recognised {
  /** Place in the target's columns. */
  readonly other: number;
  /** Attributes that say so. */
  readonly by: readonly string[];
}

/** The object of the target that a place is already; null = none that is proven. */
export function recognise(input: PlanInput, at: number): Recognised | null {
  const { facts, into } = input;
  const partner = into && input.partnerOf(at);
  if (!into || !partner) return null;
  const { other, key } = partner;
  if (proving.has(key)) return { other, by: [key] };
  const by = nameAttributes.flatMap(([kind, attribute]) => {
    const hash = facts.names[kind][at]!;
    if (hash === 0 || hash !== into.names[kind][other]) return [];
    const same = input.nameOf(at, kind)?.toLowerCase() === input.nameInto(other, kind)?.toLowerCase();
    return same ? [attribute] : [];
  });
  return by.length >= 2 ? { other, by } : null;
}
