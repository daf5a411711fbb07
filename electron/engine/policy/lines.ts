/** Bytes into lines, as they come: no more than one line is held. */

export interface Line {
  /** From 1; blank lines count and are not given. */
  readonly number: number;
  /** Null: longer than the limit. Bytes that are not UTF-8 are U+FFFD and told by `broken`. */
  readonly text: string | null;
  readonly broken: boolean;
}

const lineFeed = 10;
const byteOrderMark = 0xfeff;

export class Lines {
  readonly #limit: number;
  readonly #decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  #parts: Uint8Array[] = [];
  #length = 0;
  #tooLong = false;
  #number = 0;

  /** `limit`: bytes of a line that are held at most. */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** The lines that end in this chunk. */
  push(chunk: Uint8Array): Line[] {
    const lines: Line[] = [];
    let from = 0;
    for (;;) {
      const end = chunk.indexOf(lineFeed, from);
      this.#take(chunk.subarray(from, end < 0 ? chunk.length : end));
      if (end < 0) return lines;
      this.#close(lines);
      from = end + 1;
    }
  }

  /** The last line, which nothing ended. */
  end(): Line[] {
    const lines: Line[] = [];
    if (this.#length > 0 || this.#tooLong) this.#close(lines);
    return lines;
  }

  #take(part: Uint8Array): void {
    if (this.#tooLong || part.length === 0) return;
    this.#length += part.length;
    if (this.#length <= this.#limit) return void this.#parts.push(part);
    this.#tooLong = true;
    this.#parts = [];
  }

  #close(lines: Line[]): void {
    this.#number++;
    if (this.#tooLong) lines.push({ number: this.#number, text: null, broken: false });
    else if (this.#length > 0) {
      const bytes = this.#parts.length === 1 ? this.#parts[0]! : joined(this.#parts, this.#length);
      const line = this.#decoded(bytes);
      if (!isBlank(line.text)) lines.push(line);
    }
    this.#parts = [];
    this.#length = 0;
    this.#tooLong = false;
  }

  #decoded(bytes: Uint8Array): Line & { readonly text: string } {
    const number = this.#number;
    try {
      const text = this.#decoder.decode(bytes);
      const marked = number === 1 && text.charCodeAt(0) === byteOrderMark;
      return { number, text: marked ? text.slice(1) : text, broken: false };
    } catch {
      return { number, text: new TextDecoder().decode(bytes), broken: true };
    }
  }
}

/** As JSON means it: no other space can stand outside a text. */
const isBlank = (text: string): boolean => /^[ \t\r]*$/.test(text);

function joined(parts: readonly Uint8Array[], length: number): Uint8Array {
  const all = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
