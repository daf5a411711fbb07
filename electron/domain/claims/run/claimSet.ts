/** The input set of a stage: claims in the order in which they came, and by their type. */
import type { CaseRule } from './settings.ts';

export class ClaimSet {
  readonly ids: number[] = [];
  readonly open: number[] = [];
  readonly #byType = new Map<string, number[]>();
  readonly #openByType = new Map<string, number[]>();
  /** Open claims that may be of any type. */
  readonly #openOfAny: number[] = [];
  readonly #caseOfTypes: CaseRule;

  constructor(caseOfTypes: CaseRule) {
    this.#caseOfTypes = caseOfTypes;
  }

  add(id: number, type: string): void {
    this.ids.push(id);
    this.#put(this.#byType, type, id);
  }

  /** An open claim; type null: not known. */
  addOpen(index: number, type: string | null): void {
    this.open.push(index);
    if (type === null) this.#openOfAny.push(index);
    else this.#put(this.#openByType, type, index);
  }

  /** Open claims that may be of a type; null: all. */
  openOf(type: string | null): readonly number[] {
    if (type === null) return this.open;
    const typed = this.#openByType.get(this.#key(type)) ?? [];
    return this.#openOfAny.length === 0 ? typed : [...typed, ...this.#openOfAny];
  }

  /** Claims of a type; null: all. Not to be kept while claims are added. */
  of(type: string | null): readonly number[] {
    return type === null ? this.ids : (this.#byType.get(this.#key(type)) ?? []);
  }

  #put(lists: Map<string, number[]>, type: string, index: number): void {
    const key = this.#key(type);
    const known = lists.get(key);
    if (known) known.push(index);
    else lists.set(key, [index]);
  }

  #key(type: string): string {
    return this.#caseOfTypes === 'ignored' ? type.toLowerCase() : type;
  }
}
