import type { Source } from '#contract/shapes.ts';
import { isSchemaPlace, type SchemaReading } from '#domain/compare/fit/schemaGaps.ts';

/** What a reading says of the schema context: a capture tells what it left out, a file tells nothing. */
export function schemaReading(
  { kind }: Pick<Source, 'kind'>,
  { missing }: Pick<Source['snapshots'][number], 'missing'>,
): SchemaReading {
  if (missing.some(({ where }) => isSchemaPlace(where))) return 'cut';
  return kind === 'forest' ? 'whole' : 'unsaid';
}
