/** Entries of one forest from one or several readings: what was read, what was not, and why. */
import { dnKey, isDescendantKey, parentDn } from '../directory/dnKey.ts';
import { firstText, textsOf } from '../directory/values.ts';
import { notRead } from './known.ts';
import type { ForestEntry, ForestPart } from './input.ts';
import type { Known, NotRead, NotReadReason } from './known.ts';
import type { ObjectRef } from './model.ts';
import { configurationOf, schemaOf } from './names.ts';

const reasonOf: Readonly<Record<string, NotReadReason>> = {
  'ldap.insufficientAccess': 'accessDenied',
  'ldap.referral': 'heldElsewhere',
  'ldap.timeLimit': 'limitReached',
  'ldap.sizeLimit': 'limitReached',
};

interface Held {
  readonly entry: ForestEntry;
  readonly part: ForestPart;
}

export class ForestEntries {
  readonly parts: readonly ForestPart[];
  readonly #byKey = new Map<string, Held>();
  readonly #byClass = new Map<string, Held[]>();
  /** Key of a context → the newest part that read it. */
  readonly #contexts = new Map<string, ForestPart>();
  /** Keys of naming contexts known by name: what lies below one is not of the context above it. */
  readonly #borders = new Set<string>();

  /** `forestDn`: the DN of the forest's first domain. */
  constructor(parts: readonly ForestPart[], forestDn: string) {
    for (const dn of [configurationOf(forestDn), schemaOf(forestDn)]) this.#borders.add(dnKey(dn));
    for (const { entries } of parts)
      for (const entry of entries) {
        const context = firstText(entry, 'nCName');
        if (context !== null) this.#borders.add(dnKey(context));
      }
    this.parts = parts.toSorted((a, b) => (a.readAt < b.readAt ? 1 : a.readAt > b.readAt ? -1 : 0));
    for (const part of this.parts)
      for (const context of part.contexts) {
        const key = dnKey(context);
        if (!this.#contexts.has(key)) this.#contexts.set(key, part);
      }
    for (const part of this.parts)
      for (const entry of part.entries) {
        const key = dnKey(entry.dn);
        // Of a context that two readings hold, the newer one says what there is.
        if (this.#byKey.has(key) || (this.#partOf(key) ?? part) !== part) continue;
        const held = { entry, part };
        this.#byKey.set(key, held);
        for (const name of textsOf(entry, 'objectClass')) {
          const lower = name.toLowerCase();
          const of = this.#byClass.get(lower);
          if (of) of.push(held);
          else this.#byClass.set(lower, [held]);
        }
      }
  }

  at(dn: string): ForestEntry | null {
    return this.#byKey.get(dnKey(dn))?.entry ?? null;
  }

  /** Entries of a class, in stored order. */
  ofClass(lowerName: string): ForestEntry[] {
    return (this.#byClass.get(lowerName) ?? []).map(({ entry }) => entry);
  }

  ref(dn: string): ObjectRef {
    const held = this.#byKey.get(dnKey(dn));
    return {
      snapshotId: held?.part.snapshotId ?? null,
      objectId: held?.entry.id ?? null,
      dn: held?.entry.dn ?? dn,
    };
  }

  /** Whether the naming context of exactly this name was read. */
  captured(context: string): boolean {
    return this.#contexts.has(dnKey(context));
  }

  /** Why there is no entry of this name. */
  why(dn: string): NotRead {
    const key = dnKey(dn);
    const part = this.#partOf(key);
    if (!part) {
      const elsewhere = this.parts.map((each) => missingAt(each, key)).find((reason) => reason !== null);
      return notRead(elsewhere ?? 'contextNotCaptured', dn);
    }
    return notRead(missingAt(part, key) ?? 'objectNotRead', dn);
  }

  /** What the entry of this name says, or why there is no such entry. */
  of<T>(dn: string, tell: (entry: ForestEntry) => Known<T>): Known<T> {
    const entry = this.at(dn);
    return entry ? tell(entry) : this.why(dn);
  }

  /** A list is read when its container came, or anything of it did. */
  list<T>(container: string, rows: T[]): Known<T[]> {
    return rows.length > 0 || this.at(container) ? { state: 'read', value: rows } : this.why(container);
  }

  #partOf(key: string): ForestPart | null {
    const context = this.#contextKey(key);
    return context === null ? null : this.#contexts.get(context)!;
  }

  /** The naming context of those read that an object lies in; null when none holds it. */
  #contextKey(key: string): string | null {
    for (let at: string | null = key; at !== null; at = parentDn(at)) {
      if (this.#contexts.has(at)) return at;
      if (this.#borders.has(at)) return null;
    }
    return null;
  }
}

/** What is said of the nearest place: of the object itself before what is said of a context that it lies in. */
function missingAt(part: ForestPart, key: string): NotReadReason | null {
  let nearest = -1;
  let reason: NotReadReason | null = null;
  for (const { where, code } of part.missing) {
    const place = dnKey(where);
    const holds = place === key || (place !== '' && isDescendantKey(key, place));
    if (!holds || place.length <= nearest) continue;
    nearest = place.length;
    reason = reasonOf[code] ?? 'objectNotRead';
  }
  return reason;
}
