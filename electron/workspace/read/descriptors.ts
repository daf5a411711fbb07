/** The security descriptors of groups and of what may hold groups: each distinct one once, and who has it. */
import { PackedError } from '#packed/numbers.ts';
import { valueTags } from '#packed/page.ts';
import { EntryCursor } from '#packed/readPacked.ts';
import type { DescriptorTable } from '../answers.ts';
import { kindCode, kindOfCode } from '../schema/kinds.ts';
import type { SnapshotReader } from './snapshot.ts';

const ofInterest = new Set([
  kindCode.group,
  kindCode.organizationalUnit,
  kindCode.container,
  kindCode.domain,
]);

/** Groups, units, containers and domains in the order of ids, and everything above them. */
function idsOf(snapshot: SnapshotReader): number[] {
  const kinds = snapshot.column('kind');
  const parents = snapshot.column('parent');
  const taken = new Uint8Array(kinds.length);
  for (let id = 1; id < kinds.length; id++) {
    if (!ofInterest.has(kinds[id]!)) continue;
    for (let at = id; at > 0 && at < taken.length && taken[at] !== 1; at = parents[at]!) taken[at] = 1;
  }
  const ids: number[] = [];
  for (let id = 1; id < taken.length; id++) if (taken[id] === 1 && snapshot.has(id)) ids.push(id);
  return ids;
}

/** Entries that are asked for at once. */
const atOnce = 2000;

const same = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0;

/** Numbers descriptors by what they are: those that the snapshot keeps once by their number, others by their bytes. */
class Distinct {
  readonly values: Uint8Array[] = [];
  readonly #shared = new Map<number, number>();
  readonly #byHash = new Map<number, number[]>();

  ofShared(number: number, read: () => Uint8Array): number {
    let at = this.#shared.get(number);
    if (at === undefined) this.#shared.set(number, (at = this.ofBytes(read())));
    return at;
  }

  ofBytes(bytes: Uint8Array): number {
    let hash = bytes.length;
    for (const byte of bytes) hash = (Math.imul(hash, 31) + byte) | 0;
    const alike = this.#byHash.get(hash) ?? [];
    const known = alike.find((at) => same(this.values[at]!, bytes));
    if (known !== undefined) return known;
    const at = this.values.push(new Uint8Array(bytes)) - 1;
    this.#byHash.set(hash, [...alike, at]);
    return at;
  }
}

export function readDescriptors(snapshot: SnapshotReader): DescriptorTable {
  const scan = scanDescriptors(snapshot);
  for (;;) {
    const { done, value } = scan.next();
    if (done) return value;
  }
}

/** No entry is decoded: the cursor passes over everything but two attributes. Stops between steps of some milliseconds. */
export function* scanDescriptors(snapshot: SnapshotReader): Generator<void, DescriptorTable, void> {
  const objectIds = Int32Array.from(idsOf(snapshot));
  const numbers = (name: string) =>
    new Set(snapshot.attributeNames.flatMap((each, at) => (each.toLowerCase() === name ? [at + 1] : [])));
  const descriptorNumbers = numbers('ntsecuritydescriptor');
  const classNumbers = numbers('objectclass');
  const distinct = new Distinct();
  const classes: string[] = [];
  const classNumber = new Map<string, number>();
  const descriptor = new Int32Array(objectIds.length).fill(-1);
  const classOf = new Int32Array(objectIds.length).fill(-1);
  const cursor = new EntryCursor();
  const kinds = snapshot.column('kind');
  const parents = snapshot.column('parent');

  const look = (id: number, at: number, packed: Uint8Array): void => {
    try {
      cursor.begin(packed, 0, packed.length);
      while (cursor.nextAttribute()) {
        if (descriptorNumbers.has(cursor.attribute) && cursor.nextValue()) {
          const { tag, shared } = cursor;
          const read = () => snapshot.shared(shared);
          descriptor[at] =
            tag === valueTags.shared
              ? distinct.ofShared(shared, read)
              : distinct.ofBytes(packed.subarray(cursor.valueAt, cursor.valueEnd));
        } else if (classNumbers.has(cursor.attribute)) {
          // The most special class stands last ([MS-ADTS] 3.1.1.2.4.3).
          while (cursor.nextValue());
          const name = Buffer.from(packed.subarray(cursor.valueAt, cursor.valueEnd)).toString('utf8');
          let number = classNumber.get(name);
          if (number === undefined) classNumber.set(name, (number = classes.push(name) - 1));
          classOf[at] = number;
        }
      }
    } catch (error) {
      if (error instanceof PackedError) throw snapshot.damaged(`values of object ${id}`);
      throw error;
    }
  };
  const positionOf = new Map<number, number>();
  for (let from = 0; from < objectIds.length; from += atOnce) {
    yield;
    const some = objectIds.subarray(from, from + atOnce);
    positionOf.clear();
    some.forEach((id, at) => positionOf.set(id, from + at));
    snapshot.eachStored(some, (id, packed) => {
      look(id, positionOf.get(id)!, packed);
      positionOf.delete(id);
    });
    for (const id of positionOf.keys()) throw snapshot.damaged(`no values of object ${id}`);
  }
  return {
    values: distinct.values,
    objectIds,
    parents: objectIds.map((id) => parents[id] ?? 0),
    kinds: Array.from(objectIds, (id) => kindOfCode(kinds[id]!)),
    descriptor,
    classes,
    classOf,
  };
}
