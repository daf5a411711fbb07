/** Two sides of one setting, and whether they say the same. */
import type { DecodedValue } from '../../directory/attributes/syntax.ts';
import type { Known } from '../../forest/known.ts';
import type { ObjectRef } from '../../forest/model.ts';
import type { StructureOutcome, StructureRow, StructureSide } from './model.ts';

export const absent: StructureSide = { state: 'absent' };

export const has = (values: readonly DecodedValue[], ref: ObjectRef | null = null): StructureSide => ({
  state: 'read',
  values: [...values],
  ref,
});

export function sideOf<T>(
  known: Known<T>,
  tell: (value: T) => DecodedValue[] | null,
  ref: ObjectRef | null = null,
): StructureSide {
  if (known.state === 'notRead') return known;
  const values = tell(known.value);
  return values === null ? absent : has(values, ref);
}

/** Text is compared without regard to case, as Active Directory does (Unicode string, [MS-ADTS] 3.1.1.2.2.4). */
const keyOf = ({ text, code, params, flags }: DecodedValue): string =>
  JSON.stringify([text.toLowerCase(), code ?? null, params ?? null, flags ?? null]);
const keysOf = (values: readonly DecodedValue[], ordered: boolean): string => {
  const keys = values.map(keyOf);
  return (ordered ? keys : keys.toSorted()).join('\n');
};

export function outcomeOf(a: StructureSide, b: StructureSide, ordered = false): StructureOutcome {
  if (a.state === 'notRead' || b.state === 'notRead') return 'notReadable';
  if (a.state === 'absent') return b.state === 'absent' ? 'same' : 'onlyB';
  if (b.state === 'absent') return 'onlyA';
  return keysOf(a.values, ordered) === keysOf(b.values, ordered) ? 'same' : 'different';
}

/** `ordered`: the order of the values counts. */
export function rowOf(row: Omit<StructureRow, 'outcome'>, ordered = false): StructureRow {
  return { ...row, outcome: outcomeOf(row.a, row.b, ordered) };
}
