/** What one end could not read, so that its silence says nothing: out of the notes of its snapshot. */
import { dnKey, isDescendantKey } from '../directory/dnKey.ts';

export interface Unread {
  readonly where: string;
  readonly attribute: string | null;
  readonly code: string;
}

interface Place {
  /** '' = everywhere. */
  readonly key: string;
  readonly code: string;
}

const isAt = (key: string, place: string): boolean =>
  place === '' || key === place || isDescendantKey(key, place);

/** Nothing of what a name holds was read, and not that something is missing: no note of a place. */
const noPlace: ReadonlySet<string> = new Set([
  'capture.deletionsNotReadable',
  'capture.moreNotReadable',
  'capture.namesReadEarlier',
  'import.localTimes',
]);

export class UnreadPlaces {
  readonly #objects: Place[] = [];
  /** By lower-case attribute; under `*` those where every attribute may be missing. */
  readonly #attributes = new Map<string, Place[]>();

  constructor(notes: readonly Unread[]) {
    for (const { where, attribute, code } of notes) {
      if (noPlace.has(code)) continue;
      const isName = where.includes('=');
      const place = { key: isName ? dnKey(where) : '', code };
      if (attribute !== null || code === 'capture.partialAttributes') {
        const name = attribute?.toLowerCase() ?? '*';
        this.#attributes.set(name, [...(this.#attributes.get(name) ?? []), place]);
      } else if (isName) this.#objects.push(place);
    }
  }

  get none(): boolean {
    return this.#objects.length === 0 && this.#attributes.size === 0;
  }

  get someObjects(): boolean {
    return this.#objects.length > 0;
  }

  /** Why an object of this name might be there and was not read; null = it is not there. */
  object(dn: string): string | null {
    if (this.#objects.length === 0) return null;
    const key = dnKey(dn);
    return this.#objects.find((place) => isAt(key, place.key))?.code ?? null;
  }

  /** Why an object might have an attribute that was not read; null = it has none. `dn` is asked for where it matters. */
  attribute(lowerName: string, dn: () => string): string | null {
    if (this.#attributes.size === 0) return null;
    for (const places of [this.#attributes.get(lowerName), this.#attributes.get('*')]) {
      if (!places) continue;
      const key = places.every((place) => place.key === '') ? '' : dnKey(dn());
      const found = places.find((place) => isAt(key, place.key));
      if (found) return found.code;
    }
    return null;
  }
}
