/** Scope and kind of a group from `groupType` (MS-ADTS 2.2.12): bits 2 global, 4 domain local, 8 universal, 0x80000000 security. */
export type GroupScope = 'global' | 'domainLocal' | 'universal' | 'builtin' | 'unknown';

export function groupScope(groupType: number | null): GroupScope {
  if (groupType === null) return 'unknown';
  if (groupType & 1) return 'builtin';
  if (groupType & 2) return 'global';
  if (groupType & 4) return 'domainLocal';
  return groupType & 8 ? 'universal' : 'unknown';
}

export const isSecurityGroup = (groupType: number | null): boolean => groupType === null || groupType < 0;
