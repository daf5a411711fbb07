/**
 * What a directory object is to the rest of Treeline: the facts of one LDAP entry, decoded no further than
 * its kind. Pure data; the readers fill it, the workspace keeps it, the window shows it.
 */

/** One attribute value as read: text, or the bytes where the syntax is binary or the bytes are not valid UTF-8. */
export type RawValue = string | Uint8Array;

/** One LDAP entry as read. Attribute names keep the server's spelling; look them up with `valuesOf`. */
export interface DirectoryEntry {
  readonly dn: string;
  readonly attributes: Readonly<Record<string, readonly RawValue[]>>;
}

/** The kinds of object that the tree, the icons and the checks tell apart. */
export const objectKinds = [
  'domain',
  'organizationalUnit',
  'container',
  'user',
  'group',
  'computer',
  'serviceAccount',
  'contact',
  'foreignSecurityPrincipal',
  'policy',
  'trust',
  'other',
] as const;
export type ObjectKind = (typeof objectKinds)[number];

/** The line a list shows of an object. `childCount` counts direct children; null = not known (live reads). */
export interface ObjectRow {
  readonly id: number;
  readonly parentId: number | null;
  readonly dn: string;
  readonly name: string;
  readonly kind: ObjectKind;
  readonly guid: string | null;
  readonly sid: string | null;
  readonly samAccountName: string | null;
  readonly userPrincipalName: string | null;
  readonly displayName: string | null;
  readonly mail: string | null;
  readonly description: string | null;
  /** userAccountControl bit 0x2; null for objects without the attribute. */
  readonly disabled: boolean | null;
  /** Signed 32-bit as LDAP prints it; null for what is no group. */
  readonly groupType: number | null;
  readonly childCount: number | null;
}
