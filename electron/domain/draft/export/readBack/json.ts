/** JSON of a file, and its parts by their kind; throws `ReadBackError`. */
import { ReadBackError } from '../exported.ts';

export type Json = Readonly<Record<string, unknown>>;

export class Node {
  readonly #file: string;
  readonly path: string;
  readonly value: unknown;

  constructor(file: string, path: string, value: unknown) {
    this.#file = file;
    this.path = path;
    this.value = value;
  }

  static parse(file: string, text: string): Node {
    try {
      return new Node(file, '', JSON.parse(text) as unknown);
    } catch (error) {
      if (error instanceof SyntaxError) throw new ReadBackError('notJson', file);
      throw error;
    }
  }

  fail(code: 'missing' | 'unknownReference' | 'notOurs' | 'sidMissing' = 'missing'): never {
    throw new ReadBackError(code, this.#file, this.path);
  }

  has(key: string): boolean {
    return typeof this.value === 'object' && this.value !== null && Object.hasOwn(this.value, key);
  }

  /** A part that may be missing: its value is then undefined. */
  at(key: string): Node {
    return new Node(
      this.#file,
      this.path === '' ? key : `${this.path}.${key}`,
      this.has(key) ? (this.value as Json)[key] : undefined,
    );
  }

  *entries(): Generator<readonly [string, Node]> {
    if (this.value === undefined) return;
    if (typeof this.value !== 'object' || this.value === null) this.fail();
    for (const key of Object.keys(this.value)) yield [key, this.at(key)];
  }

  *items(): Generator<Node> {
    if (this.value === undefined) return;
    if (!Array.isArray(this.value)) this.fail();
    for (const [at, value] of this.value.entries()) yield new Node(this.#file, `${this.path}[${at}]`, value);
  }

  get text(): string {
    return typeof this.value === 'string' ? this.value : this.fail();
  }

  get number(): number {
    return typeof this.value === 'number' ? this.value : this.fail();
  }

  get object(): object {
    return typeof this.value === 'object' && this.value !== null ? this.value : this.fail();
  }

  /** JSON in a text. */
  inner(text = this.text): Node {
    try {
      return new Node(this.#file, this.path, JSON.parse(text) as unknown);
    } catch (error) {
      if (error instanceof SyntaxError) throw new ReadBackError('notJson', this.#file, this.path);
      throw error;
    }
  }
}
