/** Where entries come from and where they go: flags as words, and the ancestor that holds an inherited entry. */
import type { AppliesCode } from './codes.ts';
import { aceFlags, controlBits, isKnown } from './descriptor.ts';
import type { Ace, KnownAce, SecurityDescriptor } from './descriptor.ts';
import { mapGeneric } from './rights.ts';

const creatorOwner = 'S-1-3-0';
const creatorGroup = 'S-1-3-1';

/** Where an entry takes effect. Every directory object counts as a container, so OI alone reaches nothing. */
export function appliesOf(flags: number): AppliesCode {
  const here = (flags & aceFlags.inheritOnly) === 0;
  const below = (flags & aceFlags.containerInherit) !== 0;
  if (!below) return here ? 'thisObject' : 'nowhere';
  if ((flags & aceFlags.noPropagate) !== 0) return here ? 'thisAndChildren' : 'children';
  return here ? 'thisAndDescendants' : 'descendants';
}

/** Whether an explicit entry above is where an inherited one of `child` comes from. */
function begets(above: KnownAce, ace: KnownAce, child: SecurityDescriptor): boolean {
  if ((above.flags & aceFlags.inherited) !== 0 || (above.flags & aceFlags.containerInherit) === 0)
    return false;
  const sid =
    above.sid === ace.sid ||
    (above.sid === creatorOwner && ace.sid === child.owner) ||
    (above.sid === creatorGroup && ace.sid === child.group);
  return (
    sid &&
    above.type === ace.type &&
    mapGeneric(above.mask) === mapGeneric(ace.mask) &&
    above.objectType === ace.objectType &&
    above.inheritedObjectType === ace.inheritedObjectType
  );
}

/**
 * Which ancestor an inherited entry comes from: the place in `ancestors` (nearest first; null = its descriptor could not
 * be read) of the nearest one that holds it explicitly. -1 when none does: an entry left behind, or from a descriptor that
 * could not be read. The walk ends behind a protected ancestor, which lets nothing through.
 */
export function inheritedFrom(
  ace: Ace,
  child: SecurityDescriptor,
  ancestors: readonly (SecurityDescriptor | null)[],
): number {
  if ((ace.flags & aceFlags.inherited) === 0 || !isKnown(ace)) return -1;
  for (const [at, ancestor] of ancestors.entries()) {
    if (ancestor === null) continue;
    for (const above of ancestor.dacl?.aces ?? []) if (isKnown(above) && begets(above, ace, child)) return at;
    if ((ancestor.control & controlBits.daclProtected) !== 0) return -1;
  }
  return -1;
}
