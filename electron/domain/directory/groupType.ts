/** groupType: scope and kind of a group (facts/active-directory.md §6; MS-ADTS 2.2.12). Signed 32-bit in LDAP. */
import type { BitTable } from './bits.ts';

export const groupTypeBit = {
  builtin: 0x1,
  global: 0x2,
  domainLocal: 0x4,
  universal: 0x8,
  appBasic: 0x10,
  appQuery: 0x20,
  security: 0x8000_0000,
} as const;
export type GroupTypeFlag = keyof typeof groupTypeBit;
export type GroupTypeFlagCode = `groupType.${GroupTypeFlag}`;

export const groupTypeBits: BitTable<GroupTypeFlagCode> = Object.entries(groupTypeBit).map(
  ([flag, bit]) => [bit, `groupType.${flag as GroupTypeFlag}`] as const,
);

export const groupScopes = [
  'builtin',
  'global',
  'domainLocal',
  'universal',
  'appBasic',
  'appQuery',
  'unknown',
] as const;
export type GroupScope = (typeof groupScopes)[number];

/** Whether the group grants access (security) or only takes mail (distribution). */
export function isSecurityGroup(groupType: number): boolean {
  return (groupType & groupTypeBit.security) !== 0;
}

/** The one scope of a group; builtin groups are domain local ones of a kind of their own. */
export function groupScope(groupType: number): GroupScope {
  return (
    groupScopes.find((scope) => scope !== 'unknown' && (groupType & groupTypeBit[scope]) !== 0) ?? 'unknown'
  );
}

/** Scope and kind in one code: `group.global.security` … */
export type GroupKindCode = `group.${GroupScope}.${'security' | 'distribution'}`;
export function groupKindCode(groupType: number): GroupKindCode {
  return `group.${groupScope(groupType)}.${isSecurityGroup(groupType) ? 'security' : 'distribution'}`;
}
