/** The access check on a directory object (MS-ADTS 5.1.3.3, MS-DTYP 2.5.3.2), for one right at a time. */
import { aceFlags, aceTypes, effectOf, isKnown } from './descriptor.ts';
import type { KnownAce, SecurityDescriptor } from './descriptor.ts';
import { mapGeneric, rights } from './rights.ts';

const self = 'S-1-5-10';
const ownerRights = 'S-1-3-4';
/** CREATOR OWNER and CREATOR GROUP mean somebody only when a child is made; on the object itself they are nobody. */
const placeholders: ReadonlySet<string> = new Set(['S-1-3-0', 'S-1-3-1']);

/** One right on one object. */
export interface AccessQuestion {
  /** Bits of `rights`; all of them have to be granted. */
  readonly mask: number;
  /**
   * GUIDs under which an entry may name what is asked for, narrowest first: an attribute and its property set, a class
   * to create, an extended right. Empty: the object as a whole, which only entries about everything grant.
   */
  readonly about: readonly string[];
  /** schemaIDGUID of the object's most special class; null = not known, entries for one class then count. */
  readonly objectClass: string | null;
  /** The object's own SID, which the entries of SELF mean; null when it has none. */
  readonly objectSid: string | null;
}

export interface AccessAnswer {
  readonly granted: boolean;
  /** What grants: entries in the order met; `owner` for what owners have without any, `noList` for a NULL DACL. */
  readonly by: readonly (KnownAce | 'owner' | 'noList')[];
  /** The deny entry that decided; null when nothing granted it in the first place. */
  readonly deniedBy: KnownAce | null;
}

/** Whether an entry takes effect on the object itself, whoever it is for. */
export function isEffective(ace: KnownAce, objectClass: string | null): boolean {
  if ((ace.flags & aceFlags.inheritOnly) !== 0 || placeholders.has(ace.sid)) return false;
  return ace.inheritedObjectType === null || objectClass === null || ace.inheritedObjectType === objectClass;
}

/** Whether an entry is about what is asked for. */
export function isAbout(ace: KnownAce, question: Pick<AccessQuestion, 'about' | 'objectClass'>): boolean {
  return (
    ace.objectType === null ||
    ace.objectType === question.objectClass ||
    question.about.includes(ace.objectType)
  );
}

const conditional = (ace: KnownAce): boolean => ace.type >= aceTypes.allowCallback;

/**
 * Whether somebody with these SIDs has the right: entries in the order stored, each bit decided by the first that names it.
 * An owner may always read the descriptor and write its DACL, unless an entry for OWNER RIGHTS says what owners may.
 * Conditions cannot be evaluated: a conditional allow counts (its entry says that it is conditional), a conditional deny does not.
 * A descriptor without a DACL grants everything.
 */
export function accessTo(
  descriptor: SecurityDescriptor,
  token: ReadonlySet<string>,
  question: AccessQuestion,
): AccessAnswer {
  if (descriptor.dacl === null) return { granted: true, by: ['noList'], deniedBy: null };
  const { objectClass, objectSid } = question;
  const aces = descriptor.dacl.aces.filter(isKnown).filter((ace) => isEffective(ace, objectClass));
  const owns = descriptor.owner !== null && token.has(descriptor.owner);
  const means = (sid: string): boolean =>
    sid === ownerRights
      ? owns
      : sid === self
        ? (objectSid !== null && token.has(objectSid)) || token.has(self)
        : token.has(sid);
  let missing = mapGeneric(question.mask);
  const by: (KnownAce | 'owner' | 'noList')[] = [];
  if (owns && !aces.some(({ sid }) => sid === ownerRights)) {
    const implied = missing & (rights.readControl | rights.writeDacl);
    if (implied !== 0) by.push('owner');
    missing &= ~implied;
  }
  for (const ace of aces) {
    if (missing === 0) break;
    const bits = mapGeneric(ace.mask) & missing;
    if (bits === 0 || !means(ace.sid) || !isAbout(ace, question)) continue;
    const effect = effectOf(ace);
    if (effect === 'deny' && !conditional(ace)) return { granted: false, by: [], deniedBy: ace };
    if (effect !== 'allow') continue;
    by.push(ace);
    missing &= ~bits;
  }
  return missing === 0 ? { granted: true, by, deniedBy: null } : { granted: false, by: [], deniedBy: null };
}
