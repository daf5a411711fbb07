/** Where something stands in a text of rules. */

/** UTF-16 units from the start of the text; line and column from 1. */
export interface Place {
  readonly offset: number;
  readonly length: number;
  readonly line: number;
  readonly column: number;
}

/** Starts of the lines of a text: `\n`, `\r\n` or `\r` ends one. */
export class Lines {
  readonly #starts: number[] = [0];

  constructor(text: string) {
    for (let at = 0; at < text.length; at++) {
      const unit = text.charCodeAt(at);
      if (unit === 13 && text.charCodeAt(at + 1) === 10) continue;
      if (unit === 10 || unit === 13) this.#starts.push(at + 1);
    }
  }

  place(offset: number, end: number): Place {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#starts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return { offset, length: end - offset, line: low + 1, column: offset - this.#starts[low]! + 1 };
  }
}
