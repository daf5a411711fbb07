/** SIDs as they arrive, in the columns of domain/membership/sidColumns.ts. */
import { sidToBytes, sidToText } from '#domain/directory/sid.ts';
import { wholeSid } from '#domain/membership/sidColumns.ts';
import { GrowingColumn } from './columns.ts';

export { isWholeSid, sidAt } from '#domain/membership/sidColumns.ts';
export type { SidColumns } from '#domain/membership/sidColumns.ts';

export class SidTable {
  readonly #domains: string[];
  readonly #numbers: Map<string, number>;
  readonly domain = new GrowingColumn();
  readonly rid = new GrowingColumn();
  #last = new Uint8Array(0);
  #lastNumber = 0;

  constructor(domains: readonly string[] = ['']) {
    this.#domains = [...domains];
    this.#numbers = new Map(domains.map((text, number) => [text, number]));
  }

  get domains(): readonly string[] {
    return this.#domains;
  }

  /** What is no SID is none. */
  set(id: number, bytes: Uint8Array): void {
    const { length } = bytes;
    if (length < 12 || length !== 8 + bytes[1]! * 4) {
      const text = sidToText(bytes);
      this.domain.set(id, text === null ? 0 : this.#number(wholeSid(text)));
      this.rid.set(id, 0);
      return;
    }
    if (!this.#isLast(bytes)) {
      const text = sidToText(bytes);
      if (text === null) {
        this.domain.set(id, 0);
        return;
      }
      this.#last = bytes.slice(0, length - 4);
      this.#lastNumber = this.#number(text.slice(0, text.lastIndexOf('-')));
    }
    this.domain.set(id, this.#lastNumber);
    const at = length - 4;
    this.rid.set(id, bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24));
  }

  setText(id: number, text: string): void {
    this.set(id, sidToBytes(text) ?? new Uint8Array(0));
  }

  clear(id: number): void {
    this.domain.set(id, 0);
    this.rid.set(id, 0);
  }

  #isLast(bytes: Uint8Array): boolean {
    const last = this.#last;
    if (last.length !== bytes.length - 4) return false;
    for (let at = 0; at < last.length; at++) if (last[at] !== bytes[at]) return false;
    return true;
  }

  #number(domain: string): number {
    let number = this.#numbers.get(domain);
    if (number === undefined) {
      number = this.#domains.length;
      this.#domains.push(domain);
      this.#numbers.set(domain, number);
    }
    return number;
  }
}

/** The list of domains out of a file; null when it is not what `SidTable` makes. */
export function parseDomains(json: string): string[] | null {
  if (json === '') return [''];
  try {
    const list: unknown = JSON.parse(json);
    return Array.isArray(list) && list.every((one) => typeof one === 'string') ? list : null;
  } catch {
    return null;
  }
}
