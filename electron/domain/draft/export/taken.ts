/** Changes that a format writes, one after the other, and what is to be said of them. */
import type { DraftChange } from '../change.ts';
import type { ExportRemarkCode } from './codes.ts';
import type { Exported, ExportRemark } from './exported.ts';

type MakeSet = Extract<DraftChange, { kind: 'makePermissionSet' }>;

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

/** A format that has things of the draft refer to permission sets that it makes. */
export interface SetWriter {
  /** Every one, before anything refers to it. */
  makeSet(index: number, change: MakeSet): void;
  /** What is no such set. */
  write(index: number, change: Exclude<DraftChange, MakeSet>): void;
  exported(): Exported;
}

export function writtenBy(writer: SetWriter, changes: readonly Numbered[]): Exported {
  for (const { index, change } of changes)
    if (change.kind === 'makePermissionSet') writer.makeSet(index, change);
  for (const { index, change } of changes)
    if (change.kind !== 'makePermissionSet') writer.write(index, change);
  return writer.exported();
}

/** What names a file: letters, digits, `.`, `_`, `-` and `%` alone. */
export const codedName = (text: string): string =>
  encodeURIComponent(text).replaceAll(
    /[!'()*~]/g,
    (sign) => `%${sign.codePointAt(0)!.toString(16).toUpperCase()}`,
  );

export const jsonText = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
