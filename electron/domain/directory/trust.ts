/**
 * trustedDomain objects (facts/active-directory.md §2; MS-ADTS 6.1.6.7). Directions are those of the domain that holds
 * the object: `inbound` = the partner trusts us.
 */
import type { BitTable } from './bits.ts';

export const trustDirections = ['disabled', 'inbound', 'outbound', 'both'] as const;
export type TrustDirection = (typeof trustDirections)[number];
export type TrustDirectionCode = `trustDirection.${TrustDirection}`;

/** The meaning of trustDirection; null for a value outside 0–3. */
export function trustDirection(value: number): TrustDirection | null {
  return trustDirections[value] ?? null;
}

const types = ['downlevel', 'uplevel', 'mit', 'dce', 'aad'] as const;
export type TrustType = (typeof types)[number];
export type TrustTypeCode = `trustType.${TrustType}`;

/** The meaning of trustType; null for a value outside 1–5. */
export function trustType(value: number): TrustType | null {
  return types[value - 1] ?? null;
}

export const trustAttribute = {
  nonTransitive: 0x1,
  uplevelOnly: 0x2,
  quarantinedDomain: 0x4,
  forestTransitive: 0x8,
  crossOrganization: 0x10,
  withinForest: 0x20,
  treatAsExternal: 0x40,
  usesRc4: 0x80,
  usesAes: 0x100,
  noTgtDelegation: 0x200,
  pimTrust: 0x400,
  enableTgtDelegation: 0x800,
  disableAuthTargetValidation: 0x1000,
  treeParent: 0x40_0000,
  treeRoot: 0x80_0000,
} as const;
export type TrustAttributeFlag = keyof typeof trustAttribute;
export type TrustAttributeCode = `trustAttributes.${TrustAttributeFlag}`;

export const trustAttributeBits: BitTable<TrustAttributeCode> = Object.entries(trustAttribute).map(
  ([flag, bit]) => [bit, `trustAttributes.${flag as TrustAttributeFlag}`] as const,
);

export type TrustKind = 'intraForest' | 'forest' | 'realm' | 'external';

/** What sort of trust it is, in the order of facts/active-directory.md §2: inside the forest, forest, realm, else external. */
export function trustKind(type: number, attributes: number): TrustKind {
  if ((attributes & trustAttribute.withinForest) !== 0) return 'intraForest';
  if ((attributes & trustAttribute.forestTransitive) !== 0) return 'forest';
  return trustType(type) === 'mit' ? 'realm' : 'external';
}
