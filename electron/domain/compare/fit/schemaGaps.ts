/** Whether a schema was read to its end: what objects have must stand in it. */

/** What a reading says of the schema context: read to its end, cut short, or, as of a file, nothing. */
export type SchemaReading = 'whole' | 'cut' | 'unsaid';

export const isSchemaPlace = (dn: string): boolean => /(?:^|,)CN=Schema,CN=Configuration,/i.test(dn);

/** How many objects have an attribute or a class, by lower-case name. */
export interface SchemaUses {
  readonly attributes: ReadonlyMap<string, number>;
  readonly classes: ReadonlyMap<string, number>;
}

/** Whether something of a schema may be missing. What a reading says counts; where it says nothing, what objects have does. */
export const isPartial = (
  said: SchemaReading,
  defines: Parameters<typeof schemaGaps>[0],
  uses: SchemaUses,
): boolean => said === 'cut' || (said === 'unsaid' && schemaGaps(defines, uses).length > 0);

/** Names in use that a schema was not read to define, classes last. Empty: nothing says that some of it is missing. */
export function schemaGaps(
  defines: (is: 'attribute' | 'class', name: string) => boolean,
  uses: SchemaUses,
): string[] {
  return [
    ...[...uses.attributes.keys()].filter((name) => !defines('attribute', name)),
    ...[...uses.classes.keys()].filter((name) => !defines('class', name)),
  ];
}
