/** Chosen attributes of chosen objects, decoded for a grid's columns. */
import { decodeAttribute } from '#domain/directory/attributes/decode.ts';
import { isSecretAttribute } from '#domain/directory/attributes/secret.ts';
import type { RawValue } from '#domain/directory/object.ts';
import { maxCellValues } from '#contract/queries.ts';
import type { Cell, ValuesRow } from '#contract/queries.ts';
import type { SnapshotReader } from '../read/snapshot.ts';
import { PackedCandidate, slotsFor } from './packedCandidate.ts';

/** The cell of an attribute's values; null without any. */
export function cellOf(
  name: string,
  values: readonly RawValue[],
  total: number,
  classes: readonly string[],
): Cell | null {
  if (total === 0 || isSecretAttribute(name)) return null;
  const { syntax, decoded } = decodeAttribute(name, values, classes);
  return { syntax, decoded, total };
}

/** Rows in the order of `objectIds`; ids that are no object are left out. */
export function valueRows(
  snapshot: SnapshotReader,
  objectIds: readonly number[],
  attributes: readonly string[],
): ValuesRow[] {
  const classSlot = attributes.length;
  const candidate = new PackedCandidate(
    slotsFor([...attributes, 'objectClass']),
    snapshot.attributeNames,
    (number) => snapshot.shared(number),
    () => undefined,
  );
  return objectIds.flatMap((objectId) => {
    if (!snapshot.has(objectId)) return [];
    const packed = snapshot.packed(objectId);
    candidate.begin(objectId, packed, 0, packed.length);
    const classes = [...candidate.values(classSlot)].filter((value) => typeof value === 'string');
    const cells = attributes.map((name, slot) => {
      const total = candidate.count(slot);
      // Values come last to first; those shown are the first ones as they were read.
      const first: RawValue[] = [];
      let at = total;
      for (const value of candidate.values(slot)) if (at-- <= maxCellValues) first.unshift(value);
      return cellOf(name, first, total, classes);
    });
    return [{ objectId, cells }];
  });
}
