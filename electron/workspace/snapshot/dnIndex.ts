/**
 * Object ids by name. A name gets its id when it is first met, be it as an object, as a member or as a parent; so
 * entries may arrive in any order, and nothing has to be resolved afterwards. Ids of names that never become objects
 * stay references.
 */
import { dnKey, parentDn } from '#domain/directory/dnKey.ts';
import { GrowingColumn } from './columns.ts';

/** Deeper names hang on their 256th ancestor; no directory nests so far, a hostile file might. */
const maxDepth = 256;

export class DnIndex {
  readonly #ids = new Map<string, number>();
  /** By id: id of the parent's name + 1; 1 = there is none, 0 = not looked at. */
  readonly #parents = new GrowingColumn();
  #last = 0;

  /** The highest id given. */
  get last(): number {
    return this.#last;
  }

  /** The id of a name that something refers to. */
  reference(dn: string): number {
    return this.#idOf(dnKey(dn));
  }

  /** The id of an object's name, its ancestors known from then on. */
  object(dn: string): number {
    const key = dnKey(dn);
    const id = this.#idOf(key);
    let child = id;
    let name = parentDn(key);
    for (let depth = 0; this.#parents.get(child) === 0; depth++) {
      if (name === null || depth === maxDepth) {
        this.#parents.set(child, 1);
        break;
      }
      const parent = this.#idOf(name);
      this.#parents.set(child, parent + 1);
      child = parent;
      name = parentDn(name);
    }
    return id;
  }

  /** The id of the parent's name, object or not; 0 = none. */
  parentOf(id: number): number {
    return Math.max(0, this.#parents.get(id) - 1);
  }

  #idOf(key: string): number {
    let id = this.#ids.get(key);
    if (id === undefined) {
      id = ++this.#last;
      this.#ids.set(key, id);
    }
    return id;
  }
}
