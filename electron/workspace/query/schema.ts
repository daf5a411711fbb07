/** The schema by which filters compare: the snapshot's own where it was read, else what is known of attributes by name. */
import { filterSchema, knownSchema } from '#domain/directory/filter/syntax.ts';
import type { FilterSchema } from '#domain/directory/filter/syntax.ts';
import { buildSchema } from '#domain/directory/schema/index.ts';
import type { SnapshotReader } from '../read/snapshot.ts';

/** Naming contexts that are looked at; a forest has a handful, a hostile file might have all. */
const maxContexts = 200;
/** Fewer attributes are a part of a schema, and would make all others unknown. */
const leastAttributes = 200;

/** Where a schema may lie: beside or below each naming context. */
function schemaObject(snapshot: SnapshotReader): number {
  const first = snapshot.column('first')[0] ?? 0;
  const count = snapshot.column('count')[0] ?? 0;
  for (const id of snapshot.column('tree').subarray(first, first + Math.min(count, maxContexts))) {
    const { dn } = snapshot.row(id);
    for (const prefix of ['', 'CN=Schema,', 'CN=Schema,CN=Configuration,']) {
      const name = prefix + dn;
      const found = /^CN=Schema,CN=Configuration,/i.test(name) ? snapshot.findDn(name) : 0;
      if (found !== 0) return found;
    }
  }
  return 0;
}

export function snapshotSchema(snapshot: SnapshotReader): FilterSchema {
  const container = schemaObject(snapshot);
  if (container === 0) return knownSchema;
  const first = snapshot.column('first')[container]!;
  const ids = snapshot.column('tree').subarray(first, first + snapshot.column('count')[container]!);
  const schema = buildSchema(Array.from(ids, (id) => snapshot.entry(id)));
  const whole = schema.attributes.length >= leastAttributes && schema.attributeNamed('objectClass') !== null;
  return whole ? filterSchema(schema) : knownSchema;
}
