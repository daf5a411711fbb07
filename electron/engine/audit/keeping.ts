/** Limits, suppressions and baseline: of the workspace, or, where that takes none, of this run of the engine. */
import type { Workspace } from '#workspace/api.ts';
import type { AuditKept } from '#workspace/audit/kept.ts';

/** What was decided in a workspace that is read-only (the sample, a copy): good until it is closed. */
const inMemory = new WeakMap<Workspace, AuditKept>();

export const keptOf = async (workspace: Workspace): Promise<AuditKept> =>
  inMemory.get(workspace) ?? workspace.auditKept();

export async function keep(workspace: Workspace, change: Partial<AuditKept>): Promise<void> {
  if (!workspace.readOnly) return workspace.setAuditKept(change);
  inMemory.set(workspace, { ...(await keptOf(workspace)), ...change });
}
