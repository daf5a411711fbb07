/**
 * From an assertion and the attribute's syntax to a test of one value. Null where the assertion makes no sense in the syntax: the
 * comparison is then neither true nor false (RFC 4511, 4.5.1.7).
 */
import { dnKey, rdnValue } from '../dnKey.ts';
import { DnSyntaxError, parseDn } from '../dn.ts';
import { parseGeneralizedTime } from '../generalizedTime.ts';
import { guidOf, guidToBytes } from '../guid.ts';
import type { RawValue } from '../object.ts';
import { sidOf, sidToBytes } from '../sid.ts';
import { foldPiece, foldText } from './fold.ts';
import { bitBytes, bitsFit, canonicalInteger, compareIntegers, integerBytes } from './integers.ts';
import {
  asciiBytes,
  compareBytes,
  foldedAscii,
  foldedPieces,
  indexOfBytes,
  onText,
  sameBytes,
} from './match.ts';
import type { ByteTest, ValueTest } from './match.ts';
import type { FilterSchema, FilterSyntax } from './syntax.ts';
import { textValue, valueText } from './value.ts';

export interface AssertionContext {
  readonly schema: FilterSchema;
  /** The DN that `<GUID=…>` or `<SID=…>` names; null = none. */
  readonly nameOf: (reference: string) => string | null;
}

const bytesOf = (value: RawValue): Uint8Array => (typeof value === 'string' ? textValue(value) : value);

/** The key of a DN in an assertion; null for what is none. */
export function assertedDn(text: string, context: AssertionContext): string | null {
  const trimmed = text.trim();
  if (/^<(?:GUID|SID)=[^>]*>$/i.test(trimmed)) {
    const dn = context.nameOf(trimmed);
    return dn === null ? null : dnKey(dn);
  }
  try {
    parseDn(trimmed);
    return dnKey(trimmed);
  } catch (error) {
    if (error instanceof DnSyntaxError) return null;
    throw error;
  }
}

/** Bytes after which one spelling of a DN may be another's. */
const odd = new Set([...' "#+;<>\\'].map((char) => char.charCodeAt(0)));
const oddBytes = Uint8Array.from({ length: 256 }, (_, byte) => (byte >= 0x80 || odd.has(byte) ? 1 : 0));

/** Where a space stands beside one of these, it does not count: space, comma, equals sign. */
const besideSpace = Uint8Array.from({ length: 256 }, (_, byte) =>
  [0x20, 0x2c, 0x3d].includes(byte) ? 1 : 0,
);

function dnTest(key: string): ValueTest {
  const lower = asciiBytes(key);
  const text: ByteTest | undefined = lower
    ? (bytes, at, end) => {
        if (end - at === lower.length) {
          let i = lower.length - 1;
          for (; i >= 0; i--) {
            const byte = bytes[at + i]!;
            if ((byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte) !== lower[i]) break;
          }
          if (i < 0) return true;
        }
        for (let i = at; i < end; i++) {
          if (oddBytes[bytes[i]!] === 0) continue;
          // A single space within a value is as good as any letter.
          if (bytes[i] !== 0x20 || i === at || i + 1 === end) return undefined;
          if (besideSpace[bytes[i - 1]!] === 1 || besideSpace[bytes[i + 1]!] === 1) return undefined;
        }
        return false;
      }
    : undefined;
  return onText((value) => dnKey(value) === key, text);
}

function categoryTest(text: string, context: AssertionContext): ValueTest | null {
  if (text.includes('=')) {
    const key = assertedDn(text, context);
    return key === null ? null : dnTest(key);
  }
  const plain = (name: string) => name.replaceAll('-', '').toLowerCase();
  const wanted = plain(context.schema.category(text.trim()) ?? text.trim());
  const known = new Map<string, boolean>();
  return onText((value) => {
    let fits = known.get(value);
    if (fits === undefined) {
      fits = plain(categoryName(value)) === wanted;
      // A directory has some dozens of categories.
      if (known.size < 1000) known.set(value, fits);
    }
    return fits;
  });
}

function categoryName(dn: string): string {
  try {
    return rdnValue(dn) ?? '';
  } catch (error) {
    if (error instanceof DnSyntaxError) return '';
    throw error;
  }
}

function timeBytes(ms: number, fits: (order: number) => boolean): ByteTest | undefined {
  const wanted = asciiBytes(new Date(ms).toISOString().slice(0, 19).replaceAll(/[-:T]/g, ''))!;
  if (ms % 1000 !== 0 || wanted.length !== 14) return undefined;
  return (bytes, at, end) => {
    // `…Z` and `….0Z`, as every directory writes them.
    const zulu = bytes[end - 1] === 0x5a;
    const plain =
      zulu && (end - at === 15 || (end - at === 17 && bytes[at + 14] === 0x2e && bytes[at + 15] === 0x30));
    return plain ? fits(compareBytes(bytes, at, at + 14, wanted)) : undefined;
  };
}

function timeTest(text: string, fits: (order: number) => boolean): ValueTest | null {
  const ms = parseGeneralizedTime(text.trim());
  if (ms === null) return null;
  return onText(
    (value) => {
      const found = parseGeneralizedTime(value);
      return found !== null && fits(Math.sign(found - ms));
    },
    timeBytes(ms, fits),
  );
}

function integerTest(text: string, fits: (order: number) => boolean): ValueTest | null {
  const wanted = canonicalInteger(text);
  if (wanted === null) return null;
  return onText(
    (value) => {
      const found = canonicalInteger(value);
      return found !== null && fits(compareIntegers(found, wanted));
    },
    integerBytes(wanted, fits),
  );
}

/** An identifier of bytes that has a text of its own; the assertion may be either. */
function identifierTest(
  asserted: Uint8Array,
  read: (value: RawValue) => string | null,
  write: (text: string) => Uint8Array | null,
): ValueTest | null {
  const text = valueText(asserted)?.trim();
  const wanted = (text === undefined ? null : read(text)) ?? read(asserted);
  if (wanted === null) return null;
  return { value: (value) => read(value) === wanted, bytes: sameBytes(write(wanted)!) };
}

/** Equality, by the attribute's own rule. */
export function equalTest(
  syntax: FilterSyntax,
  asserted: Uint8Array,
  context: AssertionContext,
): ValueTest | null {
  switch (syntax) {
    case 'sid':
      return identifierTest(asserted, (value) => sidOf(value), sidToBytes);
    case 'guid':
      return identifierTest(asserted, (value) => guidOf(value), guidToBytes);
    case 'bytes': {
      const same = sameBytes(asserted);
      const fits = (bytes: Uint8Array) => same(bytes, 0, bytes.length)!;
      return { value: (value) => fits(bytesOf(value)), text: same, bytes: same };
    }
    case 'opaque':
      return null;
  }
  const text = valueText(asserted);
  if (text === null) {
    const same = sameBytes(asserted);
    return { value: (value) => typeof value !== 'string' && same(value, 0, value.length)! };
  }
  switch (syntax) {
    case 'exact': {
      const wanted = asciiBytes(text);
      return onText((value) => value === text, wanted ? sameBytes(wanted) : undefined);
    }
    case 'integer':
      return integerTest(text, (order) => order === 0);
    case 'boolean': {
      const wanted = text.trim().toUpperCase();
      if (wanted !== 'TRUE' && wanted !== 'FALSE') return null;
      return onText((value) => value.toUpperCase() === wanted);
    }
    case 'time':
      return timeTest(text, (order) => order === 0);
    case 'dn': {
      const key = assertedDn(text, context);
      return key === null ? null : dnTest(key);
    }
    case 'category':
      return categoryTest(text, context);
    case 'oid': {
      const names = context.schema.classes(text.trim());
      const [only] = names;
      return onText(
        (value) => names.has(value.trim().toLowerCase()),
        names.size === 1 ? foldedAscii(only!.toUpperCase(), false) : undefined,
      );
    }
    default: {
      const wanted = foldText(text);
      return onText((value) => foldText(value) === wanted, foldedAscii(wanted, false));
    }
  }
}

/** At least, at most. */
export function orderTest(
  syntax: FilterSyntax,
  is: 'greaterOrEqual' | 'lessOrEqual',
  asserted: Uint8Array,
): ValueTest | null {
  const fits = is === 'greaterOrEqual' ? (order: number) => order >= 0 : (order: number) => order <= 0;
  if (syntax === 'bytes') {
    const test = (bytes: Uint8Array, at: number, end: number) => fits(compareBytes(bytes, at, end, asserted));
    return {
      value: (value) => test(bytesOf(value), 0, bytesOf(value).length),
      text: test,
      bytes: test,
    };
  }
  const text = valueText(asserted);
  if (text === null) return null;
  switch (syntax) {
    case 'integer':
      return integerTest(text, fits);
    case 'time':
      return timeTest(text, fits);
    case 'exact':
      return onText((value) => fits(value < text ? -1 : value > text ? 1 : 0));
    case 'guessed':
    case 'text': {
      const wanted = foldText(text);
      const number = syntax === 'guessed' ? canonicalInteger(text) : null;
      return onText((value) => {
        const digits = number === null ? null : canonicalInteger(value);
        if (number !== null && digits !== null) return fits(compareIntegers(digits, number));
        const found = foldText(value);
        return fits(found < wanted ? -1 : found > wanted ? 1 : 0);
      });
    }
    default:
      return null;
  }
}

export interface Pieces {
  readonly initial: Uint8Array | null;
  readonly any: readonly Uint8Array[];
  readonly final: Uint8Array | null;
}

function bytePieces({ initial, any, final }: Pieces): ValueTest {
  const test = (bytes: Uint8Array, at: number, end: number): boolean => {
    let from = at;
    if (initial) {
      if (end - at < initial.length || compareBytes(bytes, at, at + initial.length, initial) !== 0)
        return false;
      from += initial.length;
    }
    for (const piece of any) {
      const found = indexOfBytes(bytes, from, end, piece);
      if (found < 0) return false;
      from = found + piece.length;
    }
    if (!final) return true;
    return end - from >= final.length && compareBytes(bytes, end - final.length, end, final) === 0;
  };
  return { value: (value) => test(bytesOf(value), 0, bytesOf(value).length), text: test, bytes: test };
}

/** Substrings: of text and of bytes alone. */
export function substringTest(syntax: FilterSyntax, pieces: Pieces): ValueTest | null {
  if (syntax === 'bytes') return bytePieces(pieces);
  if (syntax !== 'text' && syntax !== 'guessed' && syntax !== 'exact' && syntax !== 'oid') return null;
  const fold = syntax === 'exact' ? (text: string) => text : foldPiece;
  const whole = syntax === 'exact' ? (text: string) => text : foldText;
  const texts = [pieces.initial, ...pieces.any, pieces.final].map((piece) =>
    piece === null ? null : valueText(piece),
  );
  // A piece that is half a character: bytes are all that can be compared.
  if ([pieces.initial, ...pieces.any, pieces.final].some((piece, at) => piece !== null && texts[at] === null))
    return bytePieces(pieces);
  const folded = texts.map((text) => (text === null ? null : fold(text)));
  const initial = folded[0] ?? null;
  const final = folded.at(-1) ?? null;
  const any = folded.slice(1, -1).filter((piece) => piece !== null);
  const start = initial === null ? null : initial.replace(/^ +/, '');
  const last = final === null ? null : final.replace(/ +$/, '');
  const fits = (stored: string): boolean => {
    const value = whole(stored);
    let from = 0;
    if (start !== null) {
      if (!value.startsWith(start)) return false;
      from = start.length;
    }
    for (const piece of any) {
      const found = value.indexOf(piece, from);
      if (found < 0) return false;
      from = found + piece.length;
    }
    return last === null || (value.length - from >= last.length && value.endsWith(last));
  };
  if (syntax === 'exact') return onText(fits);
  if (start !== null && any.length === 0 && last === null) return onText(fits, foldedAscii(start, true));
  return onText(fits, foldedPieces(start, any, last));
}

/** Bit rules, over whole numbers. */
export function bitTest(asserted: Uint8Array, all: boolean): ValueTest | null {
  const mask = canonicalInteger(valueText(asserted) ?? '');
  if (mask === null || mask.length > 20) return null;
  const wanted = BigInt(mask);
  return onText(
    (value) => {
      const found = canonicalInteger(value);
      return found !== null && found.length <= 20 && bitsFit(BigInt(found), wanted, all);
    },
    bitBytes(wanted, all),
  );
}
