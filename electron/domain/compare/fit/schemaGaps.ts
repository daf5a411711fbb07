/** Whether a schema was read to its end: what objects have must stand in it. */

/** How many objects have an attribute or a class, by lower-case name. */
export interface SchemaUses {
  readonly attributes: ReadonlyMap<string, number>;
  readonly classes: ReadonlyMap<string, number>;
}

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
