/** Which classes objects have: by whole sets, of which a directory has some hundred, however many objects there are. */
import { DistinctBytes } from './distinct.ts';

interface ClassSet {
  /** As they are spelled; the most derived one last ([MS-ADTS] 3.1.1.1.4). */
  readonly names: readonly string[];
  readonly last: string;
  objects: number;
  inDomains: number;
}

export class ClassSets {
  readonly #distinct = new DistinctBytes();
  readonly #sets: ClassSet[] = [];

  /** Counts an object with the set that stands in the bytes, packed; `read` decodes one that is new. Answers its last class, lower case. */
  add(bytes: Uint8Array, from: number, to: number, inDomain: boolean, read: () => string[]): string {
    const number = this.#distinct.numberOf(bytes, from, to);
    const set = (this.#sets[number] ??= newSet(read()));
    set.objects++;
    if (inDomain) set.inDomains++;
    return set.last;
  }

  /** Objects that lie in domains, by their most derived class. */
  mostDerived(): Map<string, number> {
    const found = new Map<string, number>();
    for (const { names, inDomains } of this.#sets) {
      const name = names.at(-1);
      if (name !== undefined && inDomains > 0) found.set(name, (found.get(name) ?? 0) + inDomains);
    }
    return found;
  }

  /** Objects of each class, derived and auxiliary ones counted, wherever they lie; by lower-case name. */
  uses(): Map<string, number> {
    const found = new Map<string, number>();
    for (const { names, objects } of this.#sets)
      for (const name of new Set(names.map((each) => each.toLowerCase())))
        found.set(name, (found.get(name) ?? 0) + objects);
    return found;
  }
}

const newSet = (names: readonly string[]): ClassSet => ({
  names,
  last: names.at(-1)?.toLowerCase() ?? '',
  objects: 0,
  inDomains: 0,
});
