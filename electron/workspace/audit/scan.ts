/** One pass over the principals of a snapshot: what their attributes say of each, in columns. */
import { accountState } from '#domain/audit/input.ts';
import { baseName } from '#domain/directory/values.ts';
import { asciiNameHash, nameHash } from '#domain/migration/nameHash.ts';
import { PackedError } from '#packed/numbers.ts';
import { valueTags } from '#packed/page.ts';
import { EntryCursor } from '#packed/readPacked.ts';
import { integerAt } from '../migration/distinct.ts';
import { blockSize, visitPacked } from '../query/packedScan.ts';
import { kindCode } from '../schema/kinds.ts';
import type { SnapshotReader } from '../read/snapshot.ts';
import type { Database } from '../sqlite.ts';

/** By position among the ids given. */
export interface Scanned {
  readonly state: Uint16Array;
  readonly idleDays: Int32Array;
  readonly ageDays: Int32Array;
  /** Of the sAMAccountName; 0 = none. */
  readonly names: Float64Array;
}

const fields = [
  'userAccountControl',
  'msDS-User-Account-Control-Computed',
  'accountExpires',
  'lastLogonTimestamp',
  'whenCreated',
  'servicePrincipalName',
  'sIDHistory',
  'isCriticalSystemObject',
  'sAMAccountName',
] as const;
const numbers = new Map(fields.map((name, at) => [name.toLowerCase(), at + 1]));
const bits = { disabled: 0x2, lockedOut: 0x10, passwordExpired: 0x80_0000 };
const kindBits: Readonly<Record<number, number>> = {
  [kindCode.user]: accountState.person,
  [kindCode.computer]: accountState.machine,
  [kindCode.serviceAccount]: accountState.machine,
};
const epochMs = 11_644_473_600_000;
const ticks = 10_000;
const dayMs = 86_400_000;
const dayTicks = dayMs * ticks;
const never = 9_223_372_036_854_775_000;

/** Goes over the entries in steps of some milliseconds. `ids` rise; `positionOf` an id among them. */
export function* scanPrincipals(
  db: Database,
  snapshot: SnapshotReader,
  ids: Int32Array,
  positionOf: (id: number) => number,
): Generator<void, Scanned, void> {
  const scanned: Scanned = {
    state: new Uint16Array(ids.length),
    idleDays: new Int32Array(ids.length).fill(-1),
    ageDays: new Int32Array(ids.length).fill(-1),
    names: new Float64Array(ids.length),
  };
  const fieldOf = new Uint8Array(snapshot.attributeNames.length + 1);
  snapshot.attributeNames.forEach((name, at) => {
    fieldOf[at + 1] = numbers.get(baseName(name).toLowerCase()) ?? 0;
  });
  const kinds = snapshot.column('kind');
  const read = Date.parse(snapshot.readAt);
  const now = (read + epochMs) * ticks;
  const cursor = new EntryCursor();
  const look = (id: number, bytes: Uint8Array, from: number, to: number): void => {
    const position = positionOf(id);
    if (position < 0) return;
    let state = kindBits[kinds[id]!] ?? 0;
    let known = false;
    cursor.begin(bytes, from, to);
    while (cursor.nextAttribute()) {
      const field = fieldOf[cursor.attribute] ?? 0;
      if (field === 0 || !cursor.nextValue()) continue;
      const { tag, valueAt, valueEnd } = cursor;
      const isText = tag === valueTags.text;
      const integer = (): number => (isText ? integerAt(bytes, valueAt, valueEnd) : 0);
      switch (fields[field - 1]!) {
        case 'userAccountControl':
          known = isText;
          if ((integer() & bits.disabled) !== 0) state |= accountState.disabled;
          break;
        case 'msDS-User-Account-Control-Computed':
          if ((integer() & bits.lockedOut) !== 0) state |= accountState.locked;
          break;
        case 'accountExpires': {
          const expires = integer();
          if (expires > 0 && expires < never && expires < now) state |= accountState.expired;
          break;
        }
        case 'lastLogonTimestamp':
          // Zero is no time: nobody has signed in.
          if (integer() > 0)
            scanned.idleDays[position] = Math.max(0, Math.floor((now - integer()) / dayTicks));
          break;
        case 'whenCreated': {
          const created = isText ? dayAt(bytes, valueAt, valueEnd) : null;
          if (created !== null) scanned.ageDays[position] = Math.max(0, Math.floor((read - created) / dayMs));
          break;
        }
        case 'servicePrincipalName':
          state |= accountState.servicePrincipal;
          break;
        case 'sIDHistory':
          state |= accountState.sidHistory;
          break;
        case 'isCriticalSystemObject':
          if (
            Buffer.from(bytes.buffer, bytes.byteOffset + valueAt, valueEnd - valueAt)
              .toString('latin1')
              .toUpperCase() === 'TRUE'
          )
            state |= accountState.system;
          break;
        case 'sAMAccountName':
          if (isText && valueEnd > valueAt)
            scanned.names[position] =
              asciiNameHash(bytes, valueAt, valueEnd) ??
              nameHash(
                Buffer.from(bytes.buffer, bytes.byteOffset + valueAt, valueEnd - valueAt).toString('utf8'),
              );
          break;
      }
    }
    scanned.state[position] = known ? state : state | accountState.unknown;
  };
  for (let at = 0; at < ids.length; at += blockSize) {
    yield;
    try {
      visitPacked(db, snapshot, ids.subarray(at, at + blockSize), look);
    } catch (error) {
      if (error instanceof PackedError) throw snapshot.damaged(`values of objects from ${ids[at]!}`);
      throw error;
    }
  }
  return scanned;
}

/** Milliseconds of the day that a GeneralizedTime (`20241122101500.0Z`) begins with; no text is made of it. Null: it is none. */
function dayAt(bytes: Uint8Array, at: number, end: number): number | null {
  if (end - at < 8) return null;
  let number = 0;
  for (let place = at; place < at + 8; place++) {
    const digit = bytes[place]! - 0x30;
    if (digit < 0 || digit > 9) return null;
    number = number * 10 + digit;
  }
  return Date.UTC(Math.floor(number / 10_000), (Math.floor(number / 100) % 100) - 1, number % 100);
}

/** Positions that share a name, in groups; those of the directory itself left out. */
export function sharedNames({ names, state }: Scanned): number[][] {
  const sorted = names.toSorted();
  const shared = new Set<number>();
  for (let at = 1; at < sorted.length; at++)
    if (sorted[at] !== 0 && sorted[at] === sorted[at - 1]) shared.add(sorted[at]!);
  if (shared.size === 0) return [];
  const groups = new Map<number, number[]>();
  names.forEach((name, at) => {
    if (!shared.has(name) || (state[at]! & accountState.system) !== 0) return;
    const group = groups.get(name);
    if (group) group.push(at);
    else groups.set(name, [at]);
  });
  return [...groups.values()].filter((group) => group.length > 1);
}

/** Positions of groups whose name has one of these hashes; those of the directory itself left out. */
export function groupsOfHash(
  { names, state }: Scanned,
  groups: Uint8Array,
  hashes: ReadonlySet<number>,
): number[] {
  const found: number[] = [];
  for (let at = 0; at < names.length; at++)
    if (groups[at] === 1 && hashes.has(names[at]!) && (state[at]! & accountState.system) === 0)
      found.push(at);
  return found;
}
