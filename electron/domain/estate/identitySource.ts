/** Where Identity Center's people come from. No API says it: a person does, or it is assumed from what is seen. */
import type { SourceEvidence } from './codes.ts';
import type { IdentityCenter } from './identityCenter.ts';

export interface IdentitySource {
  readonly source: IdentityCenter['source'];
  readonly is: 'told' | 'assumed' | 'unknown';
  readonly evidence: SourceEvidence;
}

/** Source: facts/group-role-mapping.md §1 C (names `group@domain` of Active Directory), SCIM's ids of an external provider. */
export function identitySourceOf(
  center: Pick<IdentityCenter, 'source' | 'groups' | 'users'>,
): IdentitySource {
  if (center.source !== 'unknown') return { source: center.source, is: 'told', evidence: 'told' };
  const { groups, users } = center;
  if (groups.length + users.length === 0) return { source: 'unknown', is: 'unknown', evidence: 'none' };
  const outside = [...groups, ...users].filter(({ externalIds }) => (externalIds ?? []).length > 0).length;
  // More than half: single entries made by hand stand beside what a provider brought.
  if (outside * 2 > groups.length + users.length)
    return { source: 'external', is: 'assumed', evidence: 'externalIds' };
  const withDomain = groups.filter(({ displayName }) => /^[^@]+@[^@\s]+\.[^@\s]+$/.test(displayName)).length;
  if (groups.length > 0 && withDomain * 2 > groups.length)
    return { source: 'activeDirectory', is: 'assumed', evidence: 'directoryNames' };
  return { source: 'own', is: 'assumed', evidence: 'ownNames' };
}
