/**
 * A security descriptor as a text that two directories can share: what it says (owner, group, control word, entries in their
 * order, which decides), with whom it names put as `sid` puts him. SIDs inside of conditions stay as they are.
 */
import { toHex } from '../directory/hex.ts';
import { isKnown } from '../directory/security/descriptor.ts';
import type { Ace, Acl } from '../directory/security/descriptor.ts';
import { SecurityDescriptorError } from '../directory/security/error.ts';
import { parseSecurityDescriptor } from '../directory/security/parse.ts';

/** Null where the bytes are no security descriptor. */
export function descriptorKey(bytes: Uint8Array, sid: (text: string) => string): string | null {
  const named = (text: string | null): string => (text === null ? '' : sid(text));
  const entry = (ace: Ace): string =>
    isKnown(ace)
      ? [ace.type, ace.flags, ace.mask, ace.objectType, ace.inheritedObjectType, sid(ace.sid), ace.condition && toHex(ace.condition)].join() // prettier-ignore
      : [ace.type, ace.flags, toHex(ace.body)].join();
  const list = (acl: Acl | null): string => (acl === null ? 'null' : acl.aces.map(entry).join(';'));
  try {
    const { control, owner, group, dacl, sacl } = parseSecurityDescriptor(bytes);
    return [control, named(owner), named(group), list(dacl), list(sacl)].join('|');
  } catch (error) {
    if (error instanceof SecurityDescriptorError) return null;
    throw error;
  }
}
