/** The schema procedures: a snapshot's or a live server's, built once and kept. */
import type { z } from 'zod';
import { Fault } from '#contract/faults.ts';
import type { Place } from '#contract/forest.ts';
import type {
  AttributeDetailView,
  AttributeRow,
  ClassDetailView,
  ClassRow,
  RightRow,
  schemaProcedures,
} from '#contract/schema.ts';
import { classDetail, usersOf } from '#domain/directory/schema/inherit.ts';
import { buildSchema } from '#domain/directory/schema/index.ts';
import type { Schema } from '#domain/directory/schema/index.ts';
import type { SchemaAttribute } from '#domain/directory/schema/model.ts';
import { ForestEntries } from '#domain/forest/entries.ts';
import type { ForestEntry } from '#domain/forest/input.ts';
import { read } from '#domain/forest/known.ts';
import type { Known } from '#domain/forest/known.ts';
import { configurationOf, schemaOf } from '#domain/forest/names.ts';
import { forestDnOf } from '#domain/forest/readForests.ts';
import type { Workspace } from '#workspace/api.ts';
import type { Engine } from './engine.ts';
import { pageOf } from './forest.ts';
import { entryAt } from './forest/look.ts';
import type { Look } from './forest/look.ts';
import { Kept, keptBy, looking } from './forest/parts.ts';
import type { Live } from './live.ts';

type Input<P extends keyof typeof schemaProcedures> = z.infer<(typeof schemaProcedures)[P]['input']>;
type Listed<T> = Known<{ total: number; rows: T[] }>;

/** A schema seldom changes: a live one is kept this long. */
const liveLifeMs = 10 * 60_000;
const ofSnapshots = keptBy<Workspace, Kept<number, Known<Schema>>>(() => new Kept(4));
const ofLive = keptBy<Live, Kept<string, Known<Schema>>>(() => new Kept(2, liveLifeMs));

const attributes = [
  'objectClass', 'cn', 'name', 'lDAPDisplayName', 'governsID', 'schemaIDGUID', 'objectClassCategory', 'subClassOf', 'systemAuxiliaryClass',
  'auxiliaryClass', 'systemPossSuperiors', 'possSuperiors', 'mustContain', 'mayContain', 'systemMustContain', 'systemMayContain',
  'defaultSecurityDescriptor', 'adminDescription', 'description', 'isDefunct', 'attributeID', 'attributeSyntax', 'oMSyntax', 'oMObjectClass',
  'isSingleValued', 'searchFlags', 'systemFlags', 'isMemberOfPartialAttributeSet', 'linkID', 'rangeLower', 'rangeUpper',
  'attributeSecurityGUID', 'displayName', 'rightsGuid', 'validAccesses', 'appliesTo',
]; // prettier-ignore

/** The schema that a place tells: of the forest's schema context, else of the server's subschema. */
export function schemaAt(engine: Engine, place: Place): Promise<Known<Schema>> {
  const make = () => looking(engine, place, readSchema);
  return place.in === 'snapshot'
    ? ofSnapshots(engine.workspace.current).get(place.snapshotId, make)
    : ofLive(engine.live).get(place.profileId, make);
}

async function readSchema(look: Look): Promise<Known<Schema>> {
  const entries: ForestEntry[] = [];
  for (const context of look.contexts) {
    const head = await entryAt(look, context, ['objectClass', 'objectCategory']);
    if (head) entries.push(head);
  }
  const forestDn = look.activeDirectory === false ? null : forestDnOf({ contexts: look.contexts, entries });
  if (forestDn !== null) {
    const filter = '(|(objectClass=classSchema)(objectClass=attributeSchema))';
    const found = await look.search({ base: schemaOf(forestDn), scope: 'one', filter, attributes });
    if (found.length === 0) return notHere(look, schemaOf(forestDn), forestDn);
    const rights = await look.search({
      base: `CN=Extended-Rights,${configurationOf(forestDn)}`,
      scope: 'one',
      filter: '(objectClass=controlAccessRight)',
      attributes,
    });
    return read(buildSchema([...found, ...rights]));
  }
  const subschema = look.subschema ?? 'cn=Subschema';
  const entry = await entryAt(look, subschema, ['attributeTypes', 'objectClasses']);
  return entry ? read(buildSchema([entry])) : notHere(look, subschema, '');
}

function notHere(
  { snapshotId, readAt, contexts, missing }: Look,
  dn: string,
  forestDn: string,
): Known<never> {
  return new ForestEntries([{ snapshotId, readAt, contexts, missing, entries: [] }], forestDn).why(dn);
}

const names = (row: {
  name: string;
  cn: string;
  oid: string;
  guid: string | null;
  description: string | null;
}) => [row.name, row.cn, row.oid, row.guid, row.description];
const mapped = <T, U>(known: Known<T>, map: (value: T) => U): Known<U> =>
  known.state === 'read' ? read(map(known.value)) : known;

export async function schemaClasses(
  engine: Engine,
  { place, text, page }: Input<'classes'>,
): Promise<Listed<ClassRow>> {
  const schema = await schemaAt(engine, place);
  return pageOf(
    mapped(schema, ({ classes }) => [...classes]),
    page,
    text,
    names,
  );
}

const attributeRow = (schema: Schema, attribute: SchemaAttribute): AttributeRow => ({
  ...attribute,
  propertySet:
    attribute.propertySet === null
      ? null
      : { guid: attribute.propertySet, name: schema.rightNamed(attribute.propertySet)?.name ?? null },
});

export async function schemaAttributes(
  engine: Engine,
  { place, text, page }: Input<'attributes'>,
): Promise<Listed<AttributeRow>> {
  const schema = await schemaAt(engine, place);
  const listed = pageOf(
    mapped(schema, (each) => [...each.attributes]),
    page,
    text,
    (row) => [...names(row), ...row.aliases],
  );
  if (listed.state === 'notRead' || schema.state === 'notRead') return listed as Listed<never>;
  const { total, rows } = listed.value;
  return read({ total, rows: rows.map((row) => attributeRow(schema.value, row)) });
}

export async function schemaRights(
  engine: Engine,
  { place, text, page }: Input<'rights'>,
): Promise<Listed<RightRow>> {
  const schema = await schemaAt(engine, place);
  return pageOf(
    mapped(schema, ({ rights }) => [...rights]),
    page,
    text,
    ({ name, displayName, guid }) => [name, displayName, guid],
  );
}

/** @throws Fault `object.notFound`, also where no schema was read */
export async function schemaClass(engine: Engine, { place, name }: Input<'class'>): Promise<ClassDetailView> {
  const schema = await schemaAt(engine, place);
  const found = schema.state === 'read' ? schema.value.classNamed(name) : null;
  if (schema.state === 'notRead' || !found) throw new Fault('object.notFound', { name });
  return classDetail(schema.value, found);
}

/** @throws Fault `object.notFound`, also where no schema was read */
export async function schemaAttribute(
  engine: Engine,
  { place, name }: Input<'attribute'>,
): Promise<AttributeDetailView> {
  const schema = await schemaAt(engine, place);
  const found = schema.state === 'read' ? schema.value.attributeNamed(name) : null;
  if (schema.state === 'notRead' || !found) throw new Fault('object.notFound', { name });
  return { ...attributeRow(schema.value, found), usedBy: usersOf(schema.value, found.name) };
}
