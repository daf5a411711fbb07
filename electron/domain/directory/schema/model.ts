/** The schema of a directory: classes, attributes and rights, as the contract hands them on. */
import type { SystemFlagCode } from '../systemBits.ts';
import type { AttributeSyntax } from './syntax.ts';

export const classKinds = ['structural', 'abstract', 'auxiliary', 'class88'] as const;
export type ClassKind = (typeof classKinds)[number];

/** An attribute that a class must or may have, and the class (or auxiliary class) that says so. */
export interface ClassAttribute {
  name: string;
  required: boolean;
  /** Changed by the system alone (systemMustContain, systemMayContain). */
  bySystem: boolean;
  from: string;
}

export interface SchemaClass {
  dn: string;
  /** lDAPDisplayName; of a subschema its first NAME. */
  name: string;
  /** Further names that a subschema gives it. */
  aliases: string[];
  cn: string;
  oid: string;
  guid: string | null;
  kind: ClassKind;
  /** The class above; null for `top`. */
  superior: string | null;
  /** Auxiliary classes of its own. */
  auxiliary: string[];
  /** Classes of objects that may hold it, of its own. */
  possibleSuperiors: string[];
  must: string[];
  may: string[];
  systemMust: string[];
  systemMay: string[];
  /** SDDL. */
  defaultSecurityDescriptor: string | null;
  description: string | null;
  defunct: boolean;
}

/** A class with what it takes from others. */
export interface ClassDetail extends SchemaClass {
  /** From its superior up to `top`. */
  superiors: string[];
  /** All auxiliary classes, with the class that brings them. */
  allAuxiliary: { name: string; from: string }[];
  allPossibleSuperiors: { name: string; from: string }[];
  /** Required ones first, by name. */
  attributes: ClassAttribute[];
  subclasses: string[];
  /** Names that no class of the schema has. */
  unknown: string[];
}

export interface SchemaAttribute {
  dn: string;
  name: string;
  aliases: string[];
  cn: string;
  oid: string;
  guid: string | null;
  syntax: AttributeSyntax;
  /** attributeSyntax and oMSyntax, or the syntax's OID of a subschema. */
  syntaxOid: string;
  omSyntax: number | null;
  singleValued: boolean;
  indexed: boolean;
  /** Ambiguous name resolution. */
  anr: boolean;
  tupleIndexed: boolean;
  confidential: boolean;
  /** Kept on a tombstone. */
  preservedOnDelete: boolean;
  rodcFiltered: boolean;
  globalCatalog: boolean;
  constructed: boolean;
  replicated: boolean;
  flags: (SystemFlagCode | 'unknownBits')[];
  linkId: number | null;
  /** The other end of the link, where both are in the schema. */
  link: { name: string; end: 'forward' | 'back' } | null;
  rangeLower: number | null;
  rangeUpper: number | null;
  /** attributeSecurityGUID: the property set that it is in. */
  propertySet: string | null;
  description: string | null;
  defunct: boolean;
}

export const rightKinds = ['extendedRight', 'propertySet', 'validatedWrite', 'unknown'] as const;
export type RightKind = (typeof rightKinds)[number];

/** A control access right: CN=Extended-Rights of the configuration. */
export interface SchemaRight {
  dn: string;
  name: string;
  displayName: string | null;
  guid: string;
  kind: RightKind;
  /** Classes it applies to, by name where the schema knows them, else the GUID. */
  appliesTo: string[];
  /** Attributes of a property set. */
  attributes: string[];
}

/** What a GUID in a security descriptor names. */
export interface GuidName {
  is: 'class' | 'attribute' | RightKind;
  /** lDAPDisplayName, or the right's name. */
  name: string;
  displayName: string | null;
}
