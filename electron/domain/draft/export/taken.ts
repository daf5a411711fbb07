/** Changes that a format writes, one after the other, and what is to be said of them. */
import type { DraftChange } from '../change.ts';
import type { ExportRemarkCode } from './codes.ts';
import type { ExportRemark } from './exported.ts';

export interface Numbered {
  readonly index: number;
  readonly change: DraftChange;
}

export class Remarks {
  readonly list: ExportRemark[] = [];

  add(index: number, code: ExportRemarkCode, params: Readonly<Record<string, string>> = {}): void {
    this.list.push({ index, code, params });
  }
}

/** CloudFormation takes 255 characters in a logical id; the number that tells copies apart comes on top. */
const longest = 240;

/** Names of one file, none twice: letters, digits and `_`. */
export class Identifiers {
  readonly #taken = new Set<string>();
  readonly #separator: string;

  constructor(separator: string) {
    this.#separator = separator;
  }

  of(...parts: readonly string[]): string {
    const plain = parts
      .map((part) => part.replaceAll(/[^A-Za-z0-9]+/g, this.#separator))
      .filter((part) => part !== '' && part !== this.#separator)
      .join(this.#separator)
      .slice(0, longest);
    let name = plain;
    for (let copy = 2; this.#taken.has(name.toLowerCase()); copy++)
      name = `${plain}${this.#separator}${copy}`;
    this.#taken.add(name.toLowerCase());
    return name;
  }
}

export const jsonText = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
