/** How values of an attribute are compared: what a filter has to know of a schema. */
import { syntaxes } from '../attributes/decode.ts';
import type { SyntaxName } from '../attributes/decode.ts';
import { binaryAttributes } from '../attributes/binary.ts';
import { superiorsOf } from '../schema/inherit.ts';
import type { Schema } from '../schema/index.ts';
import type { AttributeSyntax } from '../schema/syntax.ts';
import { baseName } from '../values.ts';

/**
 * `text` without case, `exact` with it; `guessed`: text that is ordered as numbers where it is numbers, for attributes that
 * nothing tells of; `oid`: names of classes and their like; `category`: a DN that goes by the class's name too; `opaque`:
 * only presence can be asked.
 */
export type FilterSyntax =
  | 'text'
  | 'guessed'
  | 'exact'
  | 'integer'
  | 'boolean'
  | 'time'
  | 'dn'
  | 'sid'
  | 'guid'
  | 'bytes'
  | 'oid'
  | 'category'
  | 'opaque';

export interface FilterSchema {
  /** The lower-case base name that the attribute goes by (an OID's or alias's own), and its syntax; null: not in the schema. */
  attribute(description: string): { readonly name: string; readonly syntax: FilterSyntax } | null;
  /** Classes, lower case, that objects of this class may name: itself and those below it. */
  classes(nameOrOid: string): ReadonlySet<string>;
  /** The category, a DN, that a class's name stands for in objectCategory; null = not known. */
  category(className: string): string | null;
  /** Whether `:dn:` counts: domain controllers ignore it ([MS-ADTS] 3.1.1.3.1.3.1). */
  readonly namesCount: boolean;
  /** Attributes of ambiguous name resolution. */
  readonly anr: readonly string[];
}

const ofDecoder: Partial<Record<SyntaxName, FilterSyntax>> = {
  sid: 'sid',
  guid: 'guid',
  generalizedTime: 'time',
  dn: 'dn',
  boolean: 'boolean',
  securityDescriptor: 'opaque',
  secret: 'opaque',
  bytes: 'bytes',
};

const known = new Map<string, FilterSyntax>();
const binary = new Set(binaryAttributes.map((name) => name.toLowerCase()));
for (const { name, attributes } of syntaxes) {
  for (const attribute of attributes) {
    const lower = attribute.toLowerCase();
    // Every other decoder reads whole numbers: times, spans, bits, enumerations.
    known.set(lower, ofDecoder[name] ?? (binary.has(lower) ? 'bytes' : 'integer'));
  }
}
known.set('objectclass', 'oid');
known.set('structuralobjectclass', 'oid');
known.set('objectcategory', 'category');
known.set('distinguishedname', 'dn');
for (const name of ['attributeid', 'attributesyntax', 'governsid', 'supportedcontrol', 'subclassof', 'systemauxiliaryclass', 'auxiliaryclass', 'systemposssuperiors', 'posssuperiors', 'mustcontain', 'maycontain', 'systemmustcontain', 'systemmaycontain']) known.set(name, 'oid'); // prettier-ignore

/** ANR attributes of a forest as it is installed (searchFlags 0x4), and Exchange's. */
const usualAnr = ['displayName', 'givenName', 'sn', 'name', 'sAMAccountName', 'mail', 'mailNickname', 'proxyAddresses', 'physicalDeliveryOfficeName', 'legacyExchangeDN', 'msDS-AdditionalSamAccountName', 'msDS-PhoneticCompanyName', 'msDS-PhoneticDepartment', 'msDS-PhoneticDisplayName', 'msDS-PhoneticFirstName', 'msDS-PhoneticLastName']; // prettier-ignore

/** Class → the RDN of its default category, where that is another class's ([MS-ADSC] defaultObjectCategory). */
const categories: Readonly<Record<string, string>> = {
  user: 'Person',
  inetorgperson: 'Person',
  organizationalperson: 'Person',
  person: 'Person',
  contact: 'Person',
  domaindns: 'Domain-DNS',
  domain: 'Domain-DNS',
};

/** Without a schema: attributes by the decoders' names, every other one text. */
export const knownSchema: FilterSchema = {
  attribute(description) {
    const name = baseName(description).toLowerCase();
    return { name, syntax: known.get(name) ?? 'guessed' };
  },
  classes: (name) => new Set([name.toLowerCase()]),
  category: (name) => categories[name.toLowerCase()] ?? null,
  namesCount: true,
  anr: usualAnr,
};

const ofSchema: Readonly<Record<AttributeSyntax, FilterSyntax>> = {
  boolean: 'boolean',
  enumeration: 'integer',
  integer: 'integer',
  largeInteger: 'integer',
  caseExactString: 'exact',
  caseIgnoreString: 'text',
  numericString: 'text',
  printableString: 'exact',
  ia5String: 'exact',
  unicodeString: 'text',
  octetString: 'bytes',
  objectIdentifier: 'oid',
  generalizedTime: 'time',
  utcTime: 'time',
  dn: 'dn',
  dnBinary: 'text',
  dnString: 'text',
  accessPoint: 'text',
  presentationAddress: 'text',
  replicaLink: 'bytes',
  securityDescriptor: 'opaque',
  sid: 'sid',
  telephoneNumber: 'text',
  jpeg: 'bytes',
  certificate: 'bytes',
  uuid: 'guid',
  bitString: 'exact',
  schemaDescription: 'text',
  postalAddress: 'text',
  unknown: 'guessed',
};

/** The directory's own schema. A subschema tells syntaxes, not matching: there text compares without case. */
export function filterSchema(schema: Schema): FilterSchema {
  const directory = schema.attributes.some(({ guid }) => guid !== null);
  const below = new Map<string, Set<string>>();
  for (const one of schema.classes) {
    for (const above of [one, ...superiorsOf(schema, one)]) {
      const name = above.name.toLowerCase();
      const set = below.get(name) ?? new Set();
      below.set(name, set.add(one.name.toLowerCase()));
    }
  }
  const anr = schema.attributes.filter((one) => one.anr && !one.defunct).map(({ name }) => name);
  return {
    attribute(description) {
      const base = baseName(description);
      const found = schema.attributeNamed(base);
      // An attribute's GUID or common name is no description of it.
      const named = found && [found.name, found.oid, ...found.aliases].some((each) => each.toLowerCase() === base.toLowerCase()); // prettier-ignore
      const lower = base.toLowerCase();
      if (!named) {
        // Attributes of operation stand in no class of the schema, and in every entry.
        return lower === 'distinguishedname' ? { name: lower, syntax: 'dn' } : null;
      }
      const name = found.name.toLowerCase();
      const special = known.get(name);
      if (special === 'category' || special === 'guid' || special === 'oid') return { name, syntax: special };
      const syntax = ofSchema[found.syntax];
      return { name, syntax: !directory && syntax === 'exact' ? 'text' : syntax };
    },
    classes(name) {
      const lower = (schema.classNamed(name)?.name ?? name).toLowerCase();
      return below.get(lower) ?? new Set([lower]);
    },
    category: (name) => categories[name.toLowerCase()] ?? null,
    namesCount: !directory,
    anr: anr.length > 0 ? anr : usualAnr,
  };
}
