import type { FileProblem, FileProblemCode, SharedFile } from './codes.ts';
import { readHeader } from './header.ts';
import type { NestedKey, Shared, SharedKey, SharedSection } from './shared.ts';
import { byteOrderMark, indentOf, linesOf, saysNothing, strip, stripEnd, textOf } from './text.ts';

interface OpenKey {
  readonly name: string;
  readonly line: number;
  /** The value, and the lines that continue it. */
  readonly parts: { readonly text: string; readonly line: number }[];
}
interface OpenSection {
  readonly section: SharedSection & { readonly keys: SharedKey[] };
  /** Lines of its keys, over all sections of its header. */
  readonly lines: Map<string, number>;
}

/**
 * Reads `~/.aws/config` or `~/.aws/credentials` as botocore does, and says where it refuses the file or where other tools
 * read differently. Takes any text; linear. What stands twice is kept twice.
 */
export function readShared(text: string, which: SharedFile): Shared {
  const marked = text.startsWith(byteOrderMark);
  const lines = linesOf(marked ? text.slice(1) : text);
  const reader = new Reader(which);
  // The mark is no blank for Python: no header, so it seems.
  if (marked) reader.tell('byteOrderMark', 1);
  for (const [at, line] of lines.entries()) reader.take(line.text, at + 1);
  reader.endKey();
  const problems = reader.problems.toSorted((one, other) => one.line - other.line);
  return { which, marked, lines, sections: reader.sections.map(({ section }) => section), problems };
}

/** The text that was read, byte for byte. */
export function printShared({ marked, lines }: Shared): string {
  return (marked ? byteOrderMark : '') + textOf(lines);
}

class Reader {
  readonly problems: FileProblem[] = [];
  readonly sections: OpenSection[] = [];
  private readonly which: SharedFile;
  private readonly headers = new Map<string, OpenSection>();
  private readonly named = new Map<string, number>();
  private section: OpenSection | null = null;
  private key: OpenKey | null = null;
  private indent = 0;
  private headerMissed = false;

  constructor(which: SharedFile) {
    this.which = which;
  }

  tell(code: FileProblemCode, line: number, other: number | null = null): void {
    this.problems.push({ code, line, other });
  }

  take(text: string, line: number): void {
    if (saysNothing(text)) {
      // Within a value an empty line counts; a comment does not.
      if (this.key && strip(text) === '') this.key.parts.push({ text: '', line });
      return;
    }
    const indent = indentOf(text);
    const said = strip(text);
    const header = headerOf(said);
    if (this.key && indent > this.indent) return this.goOn(this.key, said, header !== null, line);
    this.indent = indent;
    this.endKey();
    if (header !== null) this.open(header, line);
    else if (this.section) this.set(this.section, said, line);
    else if (!this.headerMissed) {
      this.headerMissed = true;
      this.tell('noHeader', line);
    }
  }

  private goOn(key: OpenKey, said: string, header: boolean, line: number): void {
    // Others take the line for a setting, or a section, of its own.
    if (header || key.parts[0]!.text !== '') this.tell('continued', line, key.line);
    else if (cut.test(said)) this.tell('inlineComment', line);
    key.parts.push({ text: said, line });
  }

  private open(header: string, line: number): void {
    const { kind, name, problem } = readHeader(header, this.which);
    if (problem) this.tell(problem, line);
    const before = this.headers.get(header);
    const named = `${kind} ${name}`;
    if (before && header !== 'DEFAULT') this.tell('duplicateSection', line, before.section.line);
    else if (!before && this.named.has(named)) this.tell('sameProfileTwice', line, this.named.get(named)!);
    this.section = { section: { kind, name, header, line, keys: [] }, lines: before?.lines ?? new Map() };
    this.sections.push(this.section);
    if (!before) this.headers.set(header, this.section);
    if (!this.named.has(named)) this.named.set(named, line);
  }

  private set({ lines }: OpenSection, said: string, line: number): void {
    const at = said.search(/[=:]/);
    if (at < 1) return this.tell('notASetting', line);
    if (said[at] === ':') this.tell('colonDelimiter', line);
    if (cut.test(said)) this.tell('inlineComment', line);
    const name = stripEnd(said.slice(0, at)).toLowerCase();
    const before = lines.get(name);
    if (before === undefined) lines.set(name, line);
    else this.tell('duplicateKey', line, before);
    this.key = { name, line, parts: [{ text: strip(said.slice(at + 1)), line }] };
  }

  endKey(): void {
    const { key, section } = this;
    this.key = null;
    if (!key || !section) return;
    const value = stripEnd(key.parts.map(({ text }) => text).join('\n'));
    const nested = value.startsWith('\n') ? this.nested(key.parts) : null;
    section.section.keys.push({ name: key.name, value, nested, line: key.line });
  }

  private nested(parts: OpenKey['parts']): NestedKey[] {
    const keys: NestedKey[] = [];
    for (const { text, line } of parts)
      // Python's str.splitlines() splits at more than lines of a file end with.
      // eslint-disable-next-line no-control-regex -- control characters are what is meant.
      for (const one of text.split(/[\v\f\x1c-\x1e\x85\u2028\u2029]/)) {
        const said = strip(one);
        if (said === '') continue;
        const at = said.indexOf('=');
        if (at === -1) this.tell('nestedNotASetting', line);
        else keys.push({ name: strip(said.slice(0, at)), value: strip(said.slice(at + 1)), line });
      }
    return keys;
  }
}

/** Where tools other than botocore begin a comment within a line. */
const cut = /\s[#;]/;

/** What stands between the brackets of a header, to the last one; null = no header. What follows is passed by. */
function headerOf(said: string): string | null {
  if (said[0] !== '[') return null;
  const end = said.lastIndexOf(']');
  return end > 1 ? said.slice(1, end) : null;
}
