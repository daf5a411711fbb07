/** Who has a right on one object, trustee by trustee, with the entry that gives it and the ones that limit it. */
import { accessTo, isAbout, isEffective } from '../directory/security/access.ts';
import type { AccessQuestion } from '../directory/security/access.ts';
import { effectOf, isKnown } from '../directory/security/descriptor.ts';
import type { KnownAce, SecurityDescriptor } from '../directory/security/descriptor.ts';
import { mapGeneric, rights } from '../directory/security/rights.ts';
import type { ControlMeans } from './codes.ts';
import type { Principals } from './place.ts';

export const everyone = 'S-1-1-0';
const ownerRights = 'S-1-3-4';

/** What is asked for: bits, and under which GUIDs an entry may name it. */
export interface Wanted {
  readonly mask: number;
  readonly about: readonly string[];
}

export interface Held {
  readonly sid: string;
  readonly means: ControlMeans;
  readonly ace: KnownAce | null;
  readonly limitedBy: readonly KnownAce[];
}

/** One descriptor on an object of one class: the trustees that its entries and its owner name. */
export class Judge {
  readonly #descriptor: SecurityDescriptor;
  readonly #objectClass: string | null;
  readonly #principals: Principals;
  readonly #aces: readonly KnownAce[];
  readonly #denies: readonly KnownAce[];

  constructor(descriptor: SecurityDescriptor, objectClass: string | null, principals: Principals) {
    this.#descriptor = descriptor;
    this.#objectClass = objectClass;
    this.#principals = principals;
    this.#aces = (descriptor.dacl?.aces ?? []).filter(isKnown).filter((ace) => isEffective(ace, objectClass));
    this.#denies = this.#aces.filter((ace) => effectOf(ace) === 'deny');
  }

  /** Everybody that an effective allow entry names, and the owner; entries for OWNER RIGHTS are the owner's. */
  trustees(): string[] {
    const { dacl, owner } = this.#descriptor;
    if (dacl === null) return [everyone];
    const sids = this.#aces.filter((ace) => effectOf(ace) === 'allow').map(({ sid }) => sid);
    return [...new Set([...(owner === null ? [] : [owner]), ...sids])].filter((sid) => sid !== ownerRights);
  }

  /**
   * Whether a trustee has what is wanted by an entry of its own, or as the owner. Null when it has not, when a deny entry
   * takes it away, or when only a group gives it that stands here itself.
   */
  holds(sid: string, wanted: Wanted): Held | null {
    const question: AccessQuestion = { ...wanted, objectClass: this.#objectClass, objectSid: null };
    if (this.#descriptor.dacl === null) return { sid, means: 'right', ace: null, limitedBy: [] };
    const owns = sid === this.#descriptor.owner;
    const own = this.#aces.filter(
      (ace) =>
        effectOf(ace) === 'allow' &&
        (ace.sid === sid || (owns && ace.sid === ownerRights)) &&
        (mapGeneric(ace.mask) & wanted.mask) !== 0 &&
        isAbout(ace, question),
    );
    const implied = owns && (wanted.mask & ~(rights.readControl | rights.writeDacl)) === 0;
    if (own.length === 0 && !implied) return null;
    const token = this.#principals.tokenOf(sid);
    const answer = accessTo(this.#descriptor, token, question);
    if (!answer.granted) return null;
    const ace = own.find((each) => (mapGeneric(each.mask) & wanted.mask) === wanted.mask) ?? own[0] ?? null;
    if (ace === null && !answer.by.includes('owner')) return null;
    return { sid, means: ace === null ? 'owner' : 'right', ace, limitedBy: this.limits(sid, ace, wanted) };
  }

  /**
   * The right itself, or the strongest way to write it for oneself: a right to change the DACL or the owner, or being the
   * owner.
   */
  holdsOrTakes(sid: string, wanted: Wanted): Held | null {
    const direct = this.holds(sid, wanted);
    if (direct) return direct;
    const dacl = this.holds(sid, { mask: rights.writeDacl, about: [] });
    if (dacl?.ace) return { ...dacl, means: 'writeDacl' };
    const owner = this.holds(sid, { mask: rights.writeOwner, about: [] });
    if (owner) return { ...owner, means: 'writeOwner' };
    return dacl;
  }

  /** The deny entry that takes away what an entry of the trustee's own would have given; null where none does. */
  deniedBy(sid: string, wanted: Wanted): KnownAce | null {
    const question = { ...wanted, objectClass: this.#objectClass, objectSid: null };
    const own = this.#aces.some(
      (ace) =>
        effectOf(ace) === 'allow' &&
        ace.sid === sid &&
        (mapGeneric(ace.mask) & wanted.mask) !== 0 &&
        isAbout(ace, question),
    );
    return own ? accessTo(this.#descriptor, this.#principals.tokenOf(sid), question).deniedBy : null;
  }

  /**
   * Deny entries that stand before the granting one, bear on what was asked, and may hit some of those whom it is for: not
   * all, else it would grant nothing of what was asked.
   */
  limits(sid: string, ace: KnownAce | null, wanted: Wanted): KnownAce[] {
    const until = ace === null ? -1 : this.#aces.indexOf(ace);
    return this.#denies.filter((deny) => {
      if (this.#aces.indexOf(deny) > until || (mapGeneric(deny.mask) & wanted.mask) === 0) return false;
      if (!isAbout(deny, { about: wanted.about, objectClass: this.#objectClass })) return false;
      if (this.#principals.tokenOf(sid).has(deny.sid)) return true;
      return !this.#principals.isAccount(deny.sid)
        ? !this.#principals.isAccount(sid)
        : this.#principals.tokenOf(deny.sid).has(sid);
    });
  }

  /** Whether anything here turns on who is in what: without deny entries, tokens decide nothing. */
  get needsTokens(): boolean {
    return this.#denies.length > 0;
  }

  /** The SIDs whose tokens `holds` will ask for. */
  principals(): string[] {
    return this.needsTokens ? [...new Set([...this.trustees(), ...this.#denies.map(({ sid }) => sid)])] : [];
  }
}
