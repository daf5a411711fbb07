/** The input set of a stage: claims in the order in which they came, and by their type. */
import type { CaseRule } from './settings.ts';

export class ClaimSet {
  readonly ids: number[] = [];
  readonly open: number[] = [];
  readonly #byType = new Map<string, number[]>();
  readonly #caseOfTypes: CaseRule;

  constructor(caseOfTypes: CaseRule) {
    this.#caseOfTypes = caseOfTypes;
  }

  add(id: number, type: string): void {
    this.ids.push(id);
    const key = this.#key(type);
    const known = this.#byType.get(key);
    if (known) known.push(id);
    else this.#byType.set(key, [id]);
  }

  /** Claims of a type; null: all. Not to be kept while claims are added. */
  of(type: string | null): readonly number[] {
    return type === null ? this.ids : (this.#byType.get(this.#key(type)) ?? []);
  }

  #key(type: string): string {
    return this.#caseOfTypes === 'ignored' ? type.toLowerCase() : type;
  }
}
