/** The access place of whom a finding is about: what a person reaches, who is behind a group or a role. */
import type { RouteLocationRaw } from 'vue-router';
import type { AuditFinding } from '#contract/audit.ts';

export interface AccessLink {
  readonly to: RouteLocationRaw;
  /** Key of the words. */
  readonly title: string;
}

export function accessOf({ kind, snapshotId, objectId }: AuditFinding['subject']): AccessLink | null {
  if (snapshotId === null || objectId === null) return null;
  if (kind === 'user' || kind === 'serviceAccount' || kind === 'computer')
    return {
      to: { path: '/access', query: { u: `${snapshotId}.${objectId}` } },
      title: 'findings.rolesReached',
    };
  return null;
}
