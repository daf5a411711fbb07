/** One pair in full: why it was matched, every attribute of both ends, and its members. */
import type { ComparedAttribute, ComparedMember, ComparedPair, Side } from '#contract/compare.ts';
import { Fault } from '#contract/faults.ts';
import type { Page } from '#contract/shapes.ts';
import { comparedValues } from '#domain/compare/attributeName.ts';
import { valueDifference } from '#domain/compare/equality.ts';
import { noiseOf } from '#domain/compare/noise.ts';
import { decodeAttribute } from '#domain/directory/attributes/decode.ts';
import { isSecretAttribute } from '#domain/directory/attributes/secret.ts';
import type { DirectoryEntry, RawValue } from '#domain/directory/object.ts';
import { baseName, textsOf, valuesOf } from '#domain/directory/values.ts';
import { kindCode } from '../schema/kinds.ts';
import type { Database } from '../sqlite.ts';
import { endsOf, kindsOf } from './answers.ts';
import { reasonOf } from './match.ts';
import { referenceOf } from './members.ts';
import type { MemberDifference } from './members.ts';
import { isRdnAttribute } from './pairs.ts';
import type { ComparisonResult } from './result.ts';
import type { CompareSide } from './side.ts';

const mostValues = 1000;

/** Ids of both ends; 0 = none. Throws `object.notFound`. */
export function pairAt(
  { a, b, matching }: ComparisonResult,
  side: Side,
  objectId: number,
): { idA: number; idB: number } {
  const here = side === 'a' ? a : b;
  if (!here.has(objectId)) throw new Fault('object.notFound', { name: `${here.snapshot.id}/${objectId}` });
  return side === 'a'
    ? { idA: objectId, idB: matching.bOf[objectId] ?? 0 }
    : { idA: matching.aOf[objectId] ?? 0, idB: objectId };
}

const differs = (one: ComparedAttribute): number => (one.outcome === 'different' || one.outcome === 'onlyInA' || one.outcome === 'onlyInB' ? 0 : 1); // prettier-ignore

export function comparedPair(result: ComparisonResult, side: Side, objectId: number): ComparedPair {
  const { a, b, rows } = result;
  const { idA, idB } = pairAt(result, side, objectId);
  const ends = endsOf(result, idA, idB);
  const row = (idA > 0 ? result.rowOfA[idA]! : result.rowOfB[idB]!) - 1;
  const counts = ({ onlyInA, onlyInB, both }: MemberDifference) => ({ onlyInA: onlyInA.length, onlyInB: onlyInB.length, both }); // prettier-ignore
  const membership = (): ComparedPair['membership'] => {
    const effective = result.members.difference(idA, idB, true);
    const { a: ofA, b: ofB } = effective.notFollowed;
    const notReadable = ofA + ofB > 0 ? { code: 'acrossSnapshots' as const, a: ofA, b: ofB } : null;
    const direct = counts(result.members.difference(idA, idB, false));
    return { direct, effective: { ...counts(effective), notReadable } };
  };
  const isGroup = (one: CompareSide, id: number) => one.kind[id] === kindCode.group;
  const hasMembers = isGroup(a, idA) || isGroup(b, idB) || result.members.hasMembers(idA, idB);
  return {
    a: idA > 0 ? a.snapshot.row(idA) : null,
    b: idB > 0 ? b.snapshot.row(idB) : null,
    ...ends,
    reason: ends.key === null ? null : { key: ends.key, ...reasonOf(ends.key, a, idA, b, idB) },
    kinds: row < 0 ? [] : kindsOf(rows.kinds.get(row)),
    attributes: attributesOf(result, idA, idB),
    membership: hasMembers ? membership() : null,
  };
}

function attributesOf(result: ComparisonResult, idA: number, idB: number): ComparedAttribute[] {
  const { a, b } = result;
  const none: DirectoryEntry = { dn: '', attributes: {} };
  const entryA = idA > 0 ? a.snapshot.entry(idA) : none;
  const entryB = idB > 0 ? b.snapshot.entry(idB) : none;
  const { meanings } = result.comparer;
  meanings.begin(idA, idB);
  const ofA = comparedValues(entryA);
  const ofB = comparedValues(entryB);
  const guid = (entry: DirectoryEntry) => String(valuesOf(entry, 'objectGUID')[0] ?? '');
  const sameObject = guid(entryA) !== '' && guid(entryA) === guid(entryB);
  const rdn = entryA.dn || entryB.dn;
  const list = [...new Map([...ofB, ...ofA])].map(([compared, { spelled: name }]): ComparedAttribute => {
    const lower = baseName(compared);
    const valuesA = ofA.get(compared)?.values ?? [];
    const valuesB = ofB.get(compared)?.values ?? [];
    const decoded = (entry: DirectoryEntry, values: readonly RawValue[]) =>
      values.length === 0 ? null : decodeAttribute(name, values, textsOf(entry, 'objectClass'));
    const shown = { name, a: decoded(entryA, valuesA), b: decoded(entryB, valuesB) };
    const quiet = { noise: null, onlyInA: [], onlyInB: [], notReadable: null };
    if (idA === 0 || idB === 0) return { ...shown, ...quiet, outcome: idA === 0 ? 'onlyInB' : 'onlyInA' };
    const { onlyInA, onlyInB } = valueDifference(
      lower,
      result.comparer.syntaxOf(lower),
      valuesA,
      valuesB,
      meanings,
    );
    if (onlyInA.length === 0 && onlyInB.length === 0) return { ...shown, ...quiet, outcome: 'same' };
    const reason = isRdnAttribute(lower, rdn) ? 'derived' : noiseOf(result.comparer.reasonOf(result.comparer.numberOf(name)), { withNoise: result.withNoise, sameObject }); // prettier-ignore
    const values = (entry: DirectoryEntry, some: typeof onlyInA) => {
      if (valuesA.length === 0 || valuesB.length === 0 || isSecretAttribute(lower)) return [];
      return decodeAttribute(name, some.slice(0, mostValues), textsOf(entry, 'objectClass')).decoded;
    };
    const found = { ...shown, ...quiet, onlyInA: values(entryA, onlyInA), onlyInB: values(entryB, onlyInB) };
    if (reason !== null) return { ...found, outcome: 'noise', noise: reason };
    if (valuesA.length > 0 && valuesB.length > 0) return { ...found, outcome: 'different' };
    const [which, silent, id] = valuesA.length === 0 ? (['a', a, idA] as const) : (['b', b, idB] as const);
    const code = silent.unread.attribute(lower, () => silent.snapshot.dn(id));
    if (code !== null || !silent.carries(lower))
      return { ...found, outcome: 'notReadable', notReadable: { side: which, code } };
    return { ...found, outcome: which === 'a' ? 'onlyInB' : 'onlyInA' };
  });
  return list.toSorted(
    (x, y) => differs(x) - differs(y) || (x.name.toLowerCase() < y.name.toLowerCase() ? -1 : 1),
  );
}

export function comparedMembers(
  db: Database,
  result: ComparisonResult,
  { side, objectId, effective, page }: { side: Side; objectId: number; effective: boolean; page: Page },
): { total: number; rows: ComparedMember[] } {
  const { a, b, matching } = result;
  const { idA, idB } = pairAt(result, side, objectId);
  const { onlyInA, onlyInB } = result.members.difference(idA, idB, effective);
  const list = [
    ...onlyInA.map((member) => ({ side: 'a' as const, member })),
    ...onlyInB.map((member) => ({ side: 'b' as const, member })),
  ];
  const rows = list
    .slice(page.offset, page.offset + page.limit)
    .map(({ side: of, member }): ComparedMember => {
      const [here, there] = of === 'a' ? [a, b] : [b, a];
      if (member < 0)
        return { side: of, object: null, reference: referenceOf(db, here, member), partner: null };
      const partner = (of === 'a' ? matching.bOf : matching.aOf)[member] ?? 0;
      const object = here.snapshot.row(member);
      return {
        side: of,
        object,
        reference: object.dn,
        partner: partner > 0 ? there.snapshot.row(partner) : null,
      };
    });
  return { total: list.length, rows };
}
