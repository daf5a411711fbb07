/** Classes and attributes of a directory that is no Active Directory: the values of its subschema entry. */
import type { DirectoryEntry } from '../object.ts';
import { textsOf } from '../values.ts';
import { parseDescription } from './description.ts';
import type { Description } from './description.ts';
import type { ClassKind, SchemaAttribute, SchemaClass } from './model.ts';
import { subschemaSyntax } from './syntax.ts';

const none: readonly string[] = [];
const listOf = ({ fields }: Description, keyword: string) => [...(fields.get(keyword) ?? none)];
const firstOf = ({ fields }: Description, keyword: string) => fields.get(keyword)?.[0] ?? null;

function kindOf({ fields }: Description): ClassKind {
  if (fields.has('ABSTRACT')) return 'abstract';
  return fields.has('AUXILIARY') ? 'auxiliary' : 'structural';
}

function classOf(description: Description, dn: string): SchemaClass {
  const [name = description.oid, ...aliases] = listOf(description, 'NAME');
  // More than one class above (RFC 4512 §4.1.1): the first leads, the others bring their attributes as auxiliary ones do.
  const [superior = null, ...further] = listOf(description, 'SUP');
  return {
    dn,
    name,
    aliases,
    cn: name,
    oid: description.oid,
    guid: null,
    kind: kindOf(description),
    superior,
    auxiliary: further,
    possibleSuperiors: [],
    must: listOf(description, 'MUST'),
    may: listOf(description, 'MAY'),
    systemMust: [],
    systemMay: [],
    defaultSecurityDescriptor: null,
    description: firstOf(description, 'DESC'),
    defunct: description.fields.has('OBSOLETE'),
  };
}

/** Uses of attributes that the server itself keeps (RFC 4512 §4.1.2). */
const operational = new Set(['directoryOperation', 'distributedOperation', 'dSAOperation']);

function attributeOf(
  description: Description,
  dn: string,
  byName: ReadonlyMap<string, Description>,
): SchemaAttribute {
  const [name = description.oid, ...aliases] = listOf(description, 'NAME');
  const syntax = inherited(description, 'SYNTAX', byName) ?? '';
  const use = firstOf(description, 'USAGE');
  const length = /\{(\d{1,9})\}$/.exec(syntax)?.[1];
  return {
    dn,
    name,
    aliases,
    cn: name,
    oid: description.oid,
    guid: null,
    syntax: subschemaSyntax(syntax),
    syntaxOid: syntax,
    omSyntax: null,
    singleValued: description.fields.has('SINGLE-VALUE'),
    indexed: false,
    anr: false,
    tupleIndexed: false,
    confidential: false,
    preservedOnDelete: false,
    rodcFiltered: false,
    globalCatalog: false,
    constructed: false,
    replicated: use !== 'dSAOperation',
    flags: use !== null && operational.has(use) ? ['systemFlags.operational'] : [],
    linkId: null,
    link: null,
    rangeLower: null,
    rangeUpper: length === undefined ? null : Number(length),
    propertySet: null,
    description: firstOf(description, 'DESC'),
    defunct: description.fields.has('OBSOLETE'),
  };
}

/** A field of the attribute or of the one that it is derived from; a circle ends the search. */
function inherited(
  description: Description,
  keyword: string,
  byName: ReadonlyMap<string, Description>,
): string | null {
  const seen = new Set<Description>();
  let at: Description | undefined = description;
  while (at && !seen.has(at)) {
    const value = firstOf(at, keyword);
    if (value !== null) return value;
    seen.add(at);
    at = byName.get(firstOf(at, 'SUP')?.toLowerCase() ?? '');
  }
  return null;
}

/** What the entry's attributeTypes and objectClasses describe; a value that is no description is left out. */
export function readSubschema(entry: DirectoryEntry): {
  classes: SchemaClass[];
  attributes: SchemaAttribute[];
} {
  const parsed = (name: string) =>
    textsOf(entry, name)
      .map(parseDescription)
      .filter((description) => description !== null);
  const attributes = parsed('attributeTypes');
  const byName = new Map<string, Description>();
  for (const description of attributes)
    for (const name of [description.oid, ...listOf(description, 'NAME')])
      byName.set(name.toLowerCase(), description);
  return {
    classes: parsed('objectClasses').map((each) => classOf(each, entry.dn)),
    attributes: attributes.map((each) => attributeOf(each, entry.dn, byName)),
  };
}
