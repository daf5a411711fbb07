/**
 * One line of a batch, read as JSON member by member: what a line asks changes from line to line, its policies mostly do not.
 * A policy member whose text was seen lately is known by comparing it where it stands, and is not read again.
 */
import { duplicateName } from '#domain/policy/parse/duplicates.ts';

export type LineProblem = { readonly code: 'notJson' | 'duplicateElement'; readonly path: string };

/** One that repeats and was seen lately is the same object again. */
export interface Member {
  readonly name: string;
  /** Its name is one of those that repeat. */
  readonly repeats: boolean;
  readonly text: string;
  /** Parsed JSON. */
  readonly value: unknown;
}

/** The members as JSON's object. */
export const objectOf = (members: readonly Member[]): Record<string, unknown> =>
  Object.fromEntries(members.map(({ name, value }) => [name, value]));

export type ReadMembers = { readonly members: readonly Member[] } | { readonly problem: LineProblem };

/** Members whose text is long and repeats. */
const perName = 16;
/** Characters of texts kept for one name: longer ones are read anew each time. */
const mostKept = 1 << 22;

const quote = 34;
const backslash = 92;
const comma = 44;
const colon = 58;
const isSpace = (unit: number): boolean => unit === 32 || unit === 10 || unit === 13 || unit === 9;

const notJson: ReadMembers = { problem: { code: 'notJson', path: '' } };

/** Reads lines of one batch; what it has seen stays with it. */
export class LineReader {
  readonly #seen = new Map<string, Member[]>();
  readonly #repeating: ReadonlySet<string>;

  /** Names of members that repeat from line to line. */
  constructor(repeating: Iterable<string>) {
    this.#repeating = new Set(repeating);
  }

  /** A problem where the line is not a JSON object, or a name stands twice in one object. */
  read(line: string): ReadMembers {
    let at = afterSpace(line, 0);
    if (line[at] !== '{') return notJson;
    at = afterSpace(line, at + 1);
    const members: Member[] = [];
    const names = new Set<string>();
    if (line[at] === '}') return afterSpace(line, at + 1) === line.length ? { members } : notJson;
    for (;;) {
      if (line.charCodeAt(at) !== quote) return notJson;
      const nameEnd = endOfString(line, at);
      const name = nameIn(line, at, nameEnd);
      if (name === undefined) return notJson;
      at = afterSpace(line, nameEnd);
      if (line.charCodeAt(at) !== colon) return notJson;
      at = afterSpace(line, at + 1);
      const member = this.#member(name, line, at);
      if (member === null) return notJson;
      if (names.has(name)) return { problem: { code: 'duplicateElement', path: name } };
      if ('code' in member) return { problem: member };
      names.add(name);
      members.push(member);
      at = afterSpace(line, at + member.text.length);
      if (line[at] === '}') break;
      if (line.charCodeAt(at) !== comma) return notJson;
      at = afterSpace(line, at + 1);
    }
    return afterSpace(line, at + 1) === line.length ? { members } : notJson;
  }

  #member(name: string, line: string, at: number): Member | LineProblem | null {
    const repeats = this.#repeating.has(name);
    const seen = repeats ? this.#seen.get(name) : undefined;
    // An array, object or string ends where its text does, whatever follows.
    // Slices share their text: comparing them is many times quicker than `startsWith`.
    const known = seen?.findLast(({ text }) => line.slice(at, at + text.length) === text);
    if (known) return known;
    const text = line.slice(at, endOfValue(line, at));
    const value = parsed(text);
    if (value === undefined) return null;
    const twice = duplicateName(text);
    if (twice !== null) return { code: 'duplicateElement', path: joined(name, twice) };
    const member = { name, repeats, text, value };
    if (!repeats || text.length > mostKept || !/^["[{]/.test(text)) return member;
    // A copy, since a slice would hold the whole line.
    const kept = { ...member, text: Buffer.from(text).toString() };
    this.#keep(name, kept);
    return kept;
  }

  /** The ones seen last; the oldest goes first. */
  #keep(name: string, member: Member): void {
    const kept = this.#seen.get(name) ?? [];
    const room = kept.length >= perName ? kept.slice(1) : kept;
    let size = member.text.length;
    const newest = room.toReversed().filter(({ text }) => (size += text.length) <= mostKept);
    this.#seen.set(name, [...newest.toReversed(), member]);
  }
}

const joined = (name: string, path: string): string =>
  path.startsWith('[') ? name + path : `${name}.${path}`;

/** Undefined: not JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function afterSpace(line: string, from: number): number {
  let at = from;
  while (at < line.length && isSpace(line.charCodeAt(at))) at++;
  return at;
}

/** After the closing quote, or the line's end. */
function endOfString(line: string, from: number): number {
  let at = from + 1;
  for (;;) {
    at = line.indexOf('"', at);
    if (at < 0) return line.length;
    let slashes = 0;
    while (line.charCodeAt(at - 1 - slashes) === backslash) slashes++;
    at++;
    if (slashes % 2 === 0) return at;
  }
}

/** Undefined: not JSON. */
function nameIn(line: string, from: number, end: number): string | undefined {
  const quoted = line.slice(from, end);
  return plainName.test(quoted) ? quoted.slice(1, -1) : (parsed(quoted) as string | undefined);
}
const plainName = /^"\w+"$/;

/** Where the value ends that begins here: brackets are counted, whatever their kind; reading it as JSON tells them apart. */
function endOfValue(line: string, from: number): number {
  let depth = 0;
  for (let at = from; at < line.length; at++) {
    const unit = line.charCodeAt(at);
    if (unit === quote) {
      at = endOfString(line, at) - 1;
      if (depth === 0) return at + 1;
    } else if (unit === 123 || unit === 91) depth++;
    else if (unit === 125 || unit === 93) {
      if (depth === 0) return at;
      if (--depth === 0) return at + 1;
    } else if (depth === 0 && (unit === comma || isSpace(unit))) return at;
  }
  return line.length;
}
