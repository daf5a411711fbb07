/** What of the schema is listed and chosen, as the query of the address. */
import { Braces, ListTree, Scale } from '@lucide/vue';

export const schemaKinds = ['classes', 'attributes', 'rights'] as const;
export type SchemaKind = (typeof schemaKinds)[number];
export const schemaIcons = { classes: Braces, attributes: ListTree, rights: Scale } as const;

export const schemaKindOf = (text: string | undefined): SchemaKind =>
  schemaKinds.find((each) => each === text) ?? 'classes';

/** The names of rights are their GUIDs. */
export const schemaQuery = (
  kind: SchemaKind,
  name: string | undefined,
): Record<string, string | undefined> => ({
  v: 'schema',
  k: kind === 'classes' ? undefined : kind,
  n: name,
});
