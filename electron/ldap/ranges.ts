/**
 * Following ranged attributes to their end (MS-ADTS LDAP_SERVER_RANGE_OPTION; facts: big results). AD answers `member`
 * empty and `member;range=0-1499` beside it; the rest is asked for piece by piece until the range ends with `*`.
 */
import { Fault } from '#contract/faults.ts';
import type { DirectoryEntry, RawValue } from '#domain/directory/object.ts';
import { firstText, valuesOf } from '#domain/directory/values.ts';
import { codes, type Where } from './resultCodes.ts';

/** Reads one object: null when it is gone. */
export type ReadObject = (dn: string, attributes: readonly string[]) => Promise<DirectoryEntry | null>;

interface Piece {
  /** The attribute with all its options but the range. */
  readonly name: string;
  readonly key: string;
  readonly from: number;
  /** Null = `*`: the end. */
  readonly to: number | null;
}

/** Values that came and went while pieces were read make a list that never was: how often to begin again. */
const maxRestarts = 3;

/** `member;range=0-1499` → its parts; null for an attribute without a range. */
export function parseRange(key: string): Piece | null {
  const match = /^(.+?);range=(\d+)-(\d+|\*)$/i.exec(key);
  if (!match) return null;
  return { key, name: match[1]!, from: Number(match[2]), to: match[3] === '*' ? null : Number(match[3]) };
}

export function hasRanges(entry: DirectoryEntry): boolean {
  for (const key in entry.attributes) if (key.includes(';') && parseRange(key)) return true;
  return false;
}

/** The piece of `name` among an entry's attributes. */
function pieceOf(entry: DirectoryEntry, name: string): Piece | null {
  for (const key of Object.keys(entry.attributes)) {
    const piece = parseRange(key);
    if (piece && piece.name.toLowerCase() === name.toLowerCase()) return piece;
  }
  return null;
}

/** Past the last value AD answers operationsError, others noSuchAttribute: values went away since the last piece. */
const pastTheEnd = (cause: unknown): boolean =>
  cause instanceof Fault &&
  cause.code === 'ldap.serverError' &&
  [codes.operationsError, codes.noSuchAttribute].some(
    (code) => code === (cause.params as { code: number }).code,
  );

type Outcome = RawValue[] | 'gone' | 'changed';

/** All values of one attribute, from its first piece on. `strict`: say `changed` when the pieces do not belong together. */
async function follow(
  entry: DirectoryEntry,
  first: Piece,
  read: ReadObject,
  where: Where,
  strict: boolean,
): Promise<Outcome> {
  const values: RawValue[] = [...(entry.attributes[first.key] ?? [])];
  // A change of members raises the group's uSNChanged.
  let stamp = firstText(entry, 'uSNChanged');
  for (let piece = first; piece.to !== null;) {
    const next = piece.to + 1;
    let more: DirectoryEntry | null;
    try {
      more = await read(entry.dn, [`${first.name};range=${next}-*`, 'uSNChanged']);
    } catch (cause) {
      if (!pastTheEnd(cause)) throw cause;
      return strict ? 'changed' : values;
    }
    if (more === null) return 'gone';
    const now = firstText(more, 'uSNChanged');
    if (strict && stamp !== null && now !== null && now !== stamp) return 'changed';
    stamp ??= now;
    const found = pieceOf(more, first.name);
    if (!found) return strict && stamp !== null ? 'changed' : values;
    if (found.from !== next || (found.to !== null && found.to < next))
      throw new Fault('ldap.serverError', { ...where, code: 0, detail: `${found.key} for range=${next}-*` });
    for (const value of more.attributes[found.key] ?? []) values.push(value);
    piece = found;
  }
  return values;
}

/** The same, begun again while the object changes under us; in the end it is read as it comes. */
async function wholeAttribute(
  entry: DirectoryEntry,
  first: Piece,
  read: ReadObject,
  where: Where,
): Promise<RawValue[] | null> {
  let from = entry;
  let piece = first;
  for (let tries = 0; ; tries += 1) {
    const outcome = await follow(from, piece, read, where, tries < maxRestarts);
    if (outcome === 'gone') return null;
    if (outcome !== 'changed') return outcome;
    const again = await read(entry.dn, [`${first.name};range=0-*`, 'uSNChanged']);
    if (again === null) return null;
    const found = pieceOf(again, first.name);
    if (found === null) return [...valuesOf(again, first.name)];
    from = again;
    piece = found;
  }
}

/** Told of an attribute that cannot be read to its end; the entry goes on without it. Rethrow to give up the entry. */
export type OnIncomplete = (attribute: string, cause: unknown) => void;

/**
 * The entry with every ranged attribute whole and under its plain name. Null when the object was deleted meanwhile:
 * half of it is nothing that ever was. Without `onIncomplete` an attribute that cannot be completed fails the entry.
 */
export async function completeRanges(
  entry: DirectoryEntry,
  read: ReadObject,
  where: Where,
  onIncomplete?: OnIncomplete,
): Promise<DirectoryEntry | null> {
  const attributes: Record<string, readonly RawValue[]> = { ...entry.attributes };
  for (const key of Object.keys(entry.attributes)) {
    const piece = parseRange(key);
    if (!piece) continue;
    delete attributes[key];
    try {
      const values = await wholeAttribute(entry, piece, read, where);
      if (values === null) return null;
      attributes[piece.name] = values;
    } catch (cause) {
      if (!onIncomplete) throw cause;
      onIncomplete(piece.name, cause);
      // AD names it, empty, beside its piece: that would say that it has no value.
      delete attributes[piece.name];
    }
  }
  return { dn: entry.dn, attributes };
}
