/** What one pass over all entries of a snapshot gathers: columns by object id, counts, and lists of what is rare. */
import { type NameKind, nameKinds, type OtherKind, otherKinds } from '#domain/migration/facts.ts';
import { TextCounts } from './distinct.ts';
import { ClassSets } from './classSets.ts';

/** A schema object: its name for LDAP, whether it says that it is of the base schema, and its OID. */
export interface SchemaObject {
  readonly name: string;
  readonly isClass: boolean;
  readonly base: boolean;
  readonly oid: string;
}

export interface Scan {
  readonly flags: Int32Array;
  readonly names: Readonly<Record<NameKind, Float64Array>>;
  readonly others: Readonly<Record<OtherKind, number[]>>;
  policyLinks: number;
  readonly suffixes: TextCounts;
  readonly operatingSystems: TextCounts;
  readonly classes: ClassSets;
  /** By attribute number: principals that have it, and objects of any kind. */
  readonly attributes: Int32Array;
  readonly attributeUses: Int32Array;
  readonly schema: SchemaObject[];
  /** Object id and the DN it names. */
  readonly managedBy: [number, string][];
  readonly hosts: [number, string][];
  /** Object id and the SPN it may act towards, lower case. */
  readonly delegatesTo: [number, string][];
  /** Object id and the bytes of a descriptor that says who may act towards it. */
  readonly actors: [number, Uint8Array][];
  /** Ids with a servicePrincipalName. */
  readonly named: number[];
}

const byName = <K extends string, V>(names: readonly K[], make: () => V): Record<K, V> =>
  Object.fromEntries(names.map((name) => [name, make()])) as Record<K, V>;

/** `length`: one more than the highest id; `attributes`: how many names there are. */
export const emptyScan = (length: number, attributes: number): Scan => ({
  flags: new Int32Array(length),
  names: byName(nameKinds, () => new Float64Array(length)),
  others: byName(otherKinds, (): number[] => []),
  policyLinks: 0,
  suffixes: new TextCounts(),
  operatingSystems: new TextCounts(),
  classes: new ClassSets(),
  attributes: new Int32Array(attributes + 1),
  attributeUses: new Int32Array(attributes + 1),
  schema: [],
  managedBy: [],
  hosts: [],
  delegatesTo: [],
  actors: [],
  named: [],
});
