/** What stands in the schema beyond what Active Directory itself brings. */
import type { Schema } from '../../directory/schema/index.ts';
import { isBaseSchema, isExchangeSchema } from './baseSchema.ts';

export interface SchemaAddition {
  readonly is: 'class' | 'attribute';
  readonly name: string;
  readonly oid: string;
  readonly dn: string;
}

/** Exchange's, which are a need of their own, last; then by name, attributes first. Those switched off are none. */
export function schemaAdditions({ classes, attributes }: Schema): SchemaAddition[] {
  const found = [
    ...[...attributes].map((each) => ({ is: 'attribute' as const, ...each })),
    ...[...classes].map((each) => ({ is: 'class' as const, ...each })),
  ]
    .filter(({ oid, defunct }) => !defunct && !isBaseSchema(oid))
    .map(({ is, name, oid, dn }): SchemaAddition => ({ is, name, oid, dn }));
  const last = ({ oid, name }: SchemaAddition) => Number(isExchangeSchema(oid, name));
  return found.toSorted((a, b) => last(a) - last(b));
}
