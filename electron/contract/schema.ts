/** The schema of a directory: classes, attributes, rights. */
import { z } from 'zod';
import { classKinds, rightKinds } from '../domain/directory/schema/model.ts';
import { attributeSyntaxes } from '../domain/directory/schema/syntax.ts';
import { notReadSchema, placeSchema } from './forest.ts';
import { maxPage, pageSchema } from './shapes.ts';

/** Words of `kind`: `schema.class.<kind>`. */
const classRow = z.object({
  dn: z.string(),
  name: z.string(),
  cn: z.string(),
  oid: z.string(),
  guid: z.string().nullable(),
  kind: z.enum(classKinds),
  superior: z.string().nullable(),
  description: z.string().nullable(),
  defunct: z.boolean(),
});
export type ClassRow = z.infer<typeof classRow>;

const named = z.object({ name: z.string(), from: z.string() });
export const classDetailSchema = classRow.extend({
  aliases: z.array(z.string()),
  auxiliary: z.array(z.string()),
  possibleSuperiors: z.array(z.string()),
  must: z.array(z.string()),
  may: z.array(z.string()),
  systemMust: z.array(z.string()),
  systemMay: z.array(z.string()),
  /** SDDL. */
  defaultSecurityDescriptor: z.string().nullable(),
  superiors: z.array(z.string()),
  allAuxiliary: z.array(named),
  allPossibleSuperiors: z.array(named),
  /** `from`: the class that says so. */
  attributes: z.array(
    z.object({ name: z.string(), required: z.boolean(), bySystem: z.boolean(), from: z.string() }),
  ),
  subclasses: z.array(z.string()),
  unknown: z.array(z.string()),
});
export type ClassDetailView = z.infer<typeof classDetailSchema>;

/** Words of `syntax`: `schema.syntax.<syntax>`; of `flags`: `flag.`. */
export const attributeRowSchema = z.object({
  dn: z.string(),
  name: z.string(),
  aliases: z.array(z.string()),
  cn: z.string(),
  oid: z.string(),
  guid: z.string().nullable(),
  syntax: z.enum(attributeSyntaxes),
  syntaxOid: z.string(),
  omSyntax: z.int().nullable(),
  singleValued: z.boolean(),
  indexed: z.boolean(),
  anr: z.boolean(),
  tupleIndexed: z.boolean(),
  confidential: z.boolean(),
  preservedOnDelete: z.boolean(),
  rodcFiltered: z.boolean(),
  globalCatalog: z.boolean(),
  constructed: z.boolean(),
  replicated: z.boolean(),
  flags: z.array(z.string()),
  linkId: z.int().nullable(),
  link: z.object({ name: z.string(), end: z.enum(['forward', 'back']) }).nullable(),
  rangeLower: z.number().nullable(),
  rangeUpper: z.number().nullable(),
  propertySet: z.object({ guid: z.string(), name: z.string().nullable() }).nullable(),
  description: z.string().nullable(),
  defunct: z.boolean(),
});
export type AttributeRow = z.infer<typeof attributeRowSchema>;
/** With the classes that have it of their own. */
export const attributeDetailSchema = attributeRowSchema.extend({
  usedBy: z.array(z.object({ name: z.string(), required: z.boolean() })),
});
export type AttributeDetailView = z.infer<typeof attributeDetailSchema>;

/** Words of `kind`: `schema.right.<kind>`. */
const rightRow = z.object({
  dn: z.string(),
  name: z.string(),
  displayName: z.string().nullable(),
  guid: z.string(),
  kind: z.enum(rightKinds),
  appliesTo: z.array(z.string()),
  attributes: z.array(z.string()),
});
export type RightRow = z.infer<typeof rightRow>;

const known = <T extends z.ZodType>(value: T) =>
  z.discriminatedUnion('state', [z.object({ state: z.literal('read'), value }), notReadSchema]);
const listed = <T extends z.ZodType>(row: T) =>
  known(z.object({ total: z.int(), rows: z.array(row).max(maxPage) }));
const listInput = z.object({ place: placeSchema, text: z.string().max(256).optional(), page: pageSchema });
/** By its LDAP name, another name, its OID or its GUID, whatever the case. */
const oneInput = z.object({ place: placeSchema, name: z.string().min(1).max(256) });

export const schemaProcedures = {
  classes: { input: listInput, output: listed(classRow) },
  attributes: { input: listInput, output: listed(attributeRowSchema) },
  rights: { input: listInput, output: listed(rightRow) },
  class: { input: oneInput, output: classDetailSchema },
  attribute: { input: oneInput, output: attributeDetailSchema },
} as const;
