/** Limits, suppressions and baseline: of the workspace, or, where that takes none, of this run of the engine. */
import type { Workspace } from '#workspace/api.ts';
import { auditKeptAfter } from '#workspace/audit/kept.ts';
import type { AuditChange, AuditKept } from '#workspace/audit/kept.ts';

/** What was decided in a workspace that is read-only (the sample, a copy), in order: good until it is closed. */
const inMemory = new WeakMap<Workspace, AuditChange[]>();

export async function keptOf(workspace: Workspace): Promise<AuditKept> {
  const kept = await workspace.auditKept();
  return (inMemory.get(workspace) ?? []).reduce(auditKeptAfter, kept);
}

export async function keep(workspace: Workspace, change: AuditChange): Promise<void> {
  if (!workspace.readOnly) return workspace.changeAudit(change);
  const changes = inMemory.get(workspace);
  if (changes) changes.push(change);
  else inMemory.set(workspace, [change]);
}
