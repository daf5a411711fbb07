/**
 * Objects by name. Whatever names an object (its own entry, a member value, a child's name) gives the name a number when
 * it is first met, so entries may arrive in any order. Objects are numbered on their own, in order of arrival: rows
 * are then written one after the other, where numbers given by the first mention would scatter them over the file.
 */
import { dnKey, parentDn } from '#domain/directory/dnKey.ts';
import { GrowingColumn } from './columns.ts';

/** Deeper names hang on their 256th ancestor; no directory nests so far, a hostile file might. */
const maxDepth = 256;

export class DnIndex {
  readonly #names = new Map<string, number>();
  /** By name: name of the parent + 1; 1 = there is none, 0 = not looked at. */
  readonly #parents = new GrowingColumn();
  /** By name: the object, 0 = none so far. */
  readonly #objects = new GrowingColumn();
  /** By object: its name. */
  readonly #nameOf = new GrowingColumn();
  /** By name, how the first reference spelled it; only while it is no object. */
  readonly #spelled = new Map<number, string>();
  #lastName = 0;
  #lastObject = 0;

  /** How many objects there are; the highest object id. */
  get size(): number {
    return this.#lastObject;
  }

  /** The number of a name that something refers to. */
  reference(dn: string): number {
    const name = this.#number(dnKey(dn));
    if (this.#objects.get(name) === 0 && !this.#spelled.has(name)) this.#spelled.set(name, dn);
    return name;
  }

  /** A referred name that is no object, as the first reference to it spelled it. */
  spelling(name: number): string {
    return this.#spelled.get(name) ?? '';
  }

  /** The object of a name, a new one or the one it was before; its ancestors' names known from then on. */
  object(dn: string): number {
    const key = dnKey(dn);
    const name = this.#number(key);
    const known = this.#objects.get(name);
    if (known !== 0) return known;
    const id = ++this.#lastObject;
    this.#objects.set(name, id);
    this.#nameOf.set(id, name);
    this.#spelled.delete(name);
    this.#linkAncestors(name, key);
    return id;
  }

  /** The object with a name's number; 0 = none so far. */
  objectOf(name: number): number {
    return this.#objects.get(name);
  }

  /** The object's parent, or its nearest ancestor that is there; 0 = none is. */
  parentOf(objectId: number): number {
    let name = this.#nameOf.get(objectId);
    do name = this.#parents.get(name) - 1;
    while (name > 0 && this.#objects.get(name) === 0);
    return name > 0 ? this.#objects.get(name) : 0;
  }

  #linkAncestors(name: number, key: string): void {
    let child = name;
    let above = parentDn(key);
    for (let depth = 0; this.#parents.get(child) === 0; depth++) {
      if (above === null || depth === maxDepth) {
        this.#parents.set(child, 1);
        return;
      }
      const parent = this.#number(above);
      this.#parents.set(child, parent + 1);
      child = parent;
      above = parentDn(above);
    }
  }

  #number(key: string): number {
    let name = this.#names.get(key);
    if (name === undefined) {
      name = ++this.#lastName;
      this.#names.set(key, name);
    }
    return name;
  }
}
