/** Schema objects of Active Directory: classSchema, attributeSchema and controlAccessRight ([MS-ADTS] 3.1.1.2). */
import { bitCodes } from '../bits.ts';
import { guidOf } from '../guid.ts';
import { toHex } from '../hex.ts';
import type { DirectoryEntry } from '../object.ts';
import { searchFlagBits, systemFlagBits } from '../systemBits.ts';
import { firstInteger, firstText, textsOf, valuesOf } from '../values.ts';
import type { ClassKind, RightKind, SchemaAttribute, SchemaClass, SchemaRight } from './model.ts';
import { directorySyntax } from './syntax.ts';

const isTrue = (entry: DirectoryEntry, name: string) => firstText(entry, name)?.toUpperCase() === 'TRUE';

/** objectClassCategory: 0 is a class of X.500 (1988), which is structural for what may be made of it. */
const kinds: readonly ClassKind[] = ['class88', 'structural', 'abstract', 'auxiliary'];

/** Null when the entry lacks what names a class. */
export function readClass(entry: DirectoryEntry): SchemaClass | null {
  const name = firstText(entry, 'lDAPDisplayName');
  if (name === null) return null;
  const superior = firstText(entry, 'subClassOf');
  const both = (...names: string[]) => [...new Set(names.flatMap((each) => textsOf(entry, each)))];
  return {
    dn: entry.dn,
    name,
    aliases: [],
    cn: firstText(entry, 'cn') ?? name,
    oid: firstText(entry, 'governsID') ?? '',
    guid: guidOf(valuesOf(entry, 'schemaIDGUID')[0]),
    kind: kinds[firstInteger(entry, 'objectClassCategory') ?? 0] ?? 'structural',
    // `top` is its own superior.
    superior: superior?.toLowerCase() === name.toLowerCase() ? null : superior,
    auxiliary: both('systemAuxiliaryClass', 'auxiliaryClass'),
    possibleSuperiors: both('systemPossSuperiors', 'possSuperiors'),
    must: textsOf(entry, 'mustContain'),
    may: textsOf(entry, 'mayContain'),
    systemMust: textsOf(entry, 'systemMustContain'),
    systemMay: textsOf(entry, 'systemMayContain'),
    defaultSecurityDescriptor: firstText(entry, 'defaultSecurityDescriptor'),
    description: firstText(entry, 'adminDescription') ?? firstText(entry, 'description'),
    defunct: isTrue(entry, 'isDefunct'),
  };
}

const searchBit = Object.fromEntries(searchFlagBits.map(([bit, code]) => [code, bit])) as Record<
  (typeof searchFlagBits)[number][1],
  number
>;
const systemBit = { notReplicated: 0x1, requiredInPartialSet: 0x2, constructed: 0x4 } as const;
const schemaClasses = new Set(['attributeschema']);

/** Null when the entry lacks what names an attribute. `link` is left for whoever sees all of them. */
export function readAttribute(entry: DirectoryEntry): SchemaAttribute | null {
  const name = firstText(entry, 'lDAPDisplayName');
  if (name === null) return null;
  const search = firstInteger(entry, 'searchFlags') ?? 0;
  const system = firstInteger(entry, 'systemFlags') ?? 0;
  const omClass = valuesOf(entry, 'oMObjectClass')[0];
  const syntaxOid = firstText(entry, 'attributeSyntax') ?? '';
  const omSyntax = firstInteger(entry, 'oMSyntax');
  return {
    dn: entry.dn,
    name,
    aliases: [],
    cn: firstText(entry, 'cn') ?? name,
    oid: firstText(entry, 'attributeID') ?? '',
    guid: guidOf(valuesOf(entry, 'schemaIDGUID')[0]),
    syntax: directorySyntax(syntaxOid, omSyntax, omClass instanceof Uint8Array ? toHex(omClass) : ''),
    syntaxOid,
    omSyntax,
    singleValued: isTrue(entry, 'isSingleValued'),
    indexed: (search & searchBit['searchFlags.index']) !== 0,
    anr: (search & searchBit['searchFlags.ambiguousNames']) !== 0,
    tupleIndexed: (search & searchBit['searchFlags.tupleIndex']) !== 0,
    confidential: (search & searchBit['searchFlags.confidential']) !== 0,
    preservedOnDelete: (search & searchBit['searchFlags.preserveOnDelete']) !== 0,
    rodcFiltered: (search & searchBit['searchFlags.rodcFiltered']) !== 0,
    globalCatalog:
      isTrue(entry, 'isMemberOfPartialAttributeSet') || (system & systemBit.requiredInPartialSet) !== 0,
    constructed: (system & systemBit.constructed) !== 0,
    replicated: (system & systemBit.notReplicated) === 0,
    flags: bitCodes(systemFlagBits(schemaClasses), system),
    linkId: firstInteger(entry, 'linkID'),
    link: null,
    rangeLower: firstInteger(entry, 'rangeLower'),
    rangeUpper: firstInteger(entry, 'rangeUpper'),
    propertySet: guidOf(valuesOf(entry, 'attributeSecurityGUID')[0]),
    description: firstText(entry, 'adminDescription') ?? firstText(entry, 'description'),
    defunct: isTrue(entry, 'isDefunct'),
  };
}

/** validAccesses: the bits of an access mask that the right stands behind ([MS-ADTS] 5.1.3.2.1). */
const accesses = { self: 0x8, readProperty: 0x10, writeProperty: 0x20, control: 0x100 } as const;

function rightKind(mask: number): RightKind {
  if ((mask & accesses.control) !== 0) return 'extendedRight';
  if ((mask & (accesses.readProperty | accesses.writeProperty)) !== 0) return 'propertySet';
  return (mask & accesses.self) !== 0 ? 'validatedWrite' : 'unknown';
}

/** `appliesTo` holds GUIDs still; null when there is no rightsGuid. */
export function readRight(entry: DirectoryEntry): SchemaRight | null {
  const guid = guidOf(valuesOf(entry, 'rightsGuid')[0]);
  if (guid === null) return null;
  return {
    dn: entry.dn,
    name: firstText(entry, 'cn') ?? firstText(entry, 'name') ?? guid,
    displayName: firstText(entry, 'displayName'),
    guid,
    kind: rightKind(firstInteger(entry, 'validAccesses') ?? 0),
    appliesTo: textsOf(entry, 'appliesTo').map((each) => each.toLowerCase()),
    attributes: [],
  };
}
