/** Physical lines of chunked text joined to logical ones: a line that begins with a space continues the one before. */
import { LdifError } from './problem.ts';

/** Longer than any value a directory takes (AD: 10 MB, base64 a third more), short enough to stay in memory. */
export const maxLine = 64 * 1024 * 1024;

export type OnLine = (text: string, line: number) => void;

export class LogicalLines {
  readonly #onLine: OnLine;
  /** The end of the last chunk, not yet a whole line. */
  #rest = '';
  #line = 0;
  /** Nothing was taken yet: a byte order mark may come. */
  #atMark = true;
  /** The logical line being joined, its pieces and the number of its first physical line. */
  #pieces: string[] = [];
  #start = 0;
  #length = 0;

  /** `onLine` gets every logical line once, in order; an empty text is a blank line. */
  constructor(onLine: OnLine) {
    this.#onLine = onLine;
  }

  /** The number of the physical line that the next character belongs to. */
  get line(): number {
    return this.#line + 1;
  }

  push(chunk: string): void {
    const first = this.#atMark && chunk !== '';
    if (first) this.#atMark = false;
    const fresh = first && chunk.startsWith('\uFEFF') ? chunk.slice(1) : chunk;
    const text = this.#rest === '' ? fresh : this.#rest + fresh;
    let from = 0;
    // What was left over holds no line end: search on from there.
    let search = this.#rest.length;
    for (;;) {
      const end = text.indexOf('\n', search);
      if (end < 0) break;
      this.#physical(text.slice(from, end > from && text[end - 1] === '\r' ? end - 1 : end));
      from = end + 1;
      search = from;
    }
    this.#rest = text.slice(from);
    if (this.#rest.length > maxLine) throw new LdifError('tooLong', this.line);
  }

  end(): void {
    if (this.#rest !== '') this.#physical(this.#rest.endsWith('\r') ? this.#rest.slice(0, -1) : this.#rest);
    this.#rest = '';
    this.#flush();
  }

  #physical(text: string): void {
    this.#line++;
    if (text.startsWith(' ')) {
      if (this.#pieces.length === 0) throw new LdifError('continuation', this.#line);
      this.#length += text.length;
      if (this.#length > maxLine) throw new LdifError('tooLong', this.#start);
      this.#pieces.push(text.slice(1));
      return;
    }
    this.#flush();
    if (text === '') {
      this.#onLine('', this.#line);
      return;
    }
    this.#pieces = [text];
    this.#start = this.#line;
    this.#length = text.length;
  }

  #flush(): void {
    if (this.#pieces.length === 0) return;
    const text = this.#pieces.length === 1 ? this.#pieces[0]! : this.#pieces.join('');
    this.#pieces = [];
    this.#onLine(text, this.#start);
  }
}
