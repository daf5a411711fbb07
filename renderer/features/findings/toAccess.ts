/** The access place of whom a finding is about: what a person reaches, who is behind a group or a role. */
import type { RouteLocationRaw } from 'vue-router';
import type { AuditFinding } from '#contract/audit.ts';
import { groupPlace, personPlace, rolePlace } from '../access/links.ts';

export interface AccessLink {
  readonly to: RouteLocationRaw;
  /** Key of the words. */
  readonly title: string;
}

export function accessOf({ kind, where, snapshotId, objectId }: AuditFinding['subject']): AccessLink | null {
  if (kind === 'role') return { to: rolePlace(where), title: 'findings.peopleOfRole' };
  if (snapshotId === null || objectId === null) return null;
  const object = { snapshotId, objectId };
  if (kind === 'group') return { to: groupPlace(object), title: 'findings.peopleOfGroup' };
  if (kind === 'user' || kind === 'serviceAccount' || kind === 'computer')
    return { to: personPlace(object), title: 'findings.rolesReached' };
  return null;
}
