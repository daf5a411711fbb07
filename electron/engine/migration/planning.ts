/** Decisions and mapping files: of the workspace, or, where that takes none, of this run of the engine. */
import type { TargetKind } from '#domain/migration/codes.ts';
import type { Workspace } from '#workspace/api.ts';
import type { Planning } from '#workspace/planning.ts';

/** What was decided in a workspace that is read-only (the sample, a copy): good until it is closed. */
const inMemory = new WeakMap<Workspace, Map<string, Planning>>();

export async function planningOf(
  workspace: Workspace,
  sourceId: number,
  kind: TargetKind,
): Promise<Planning> {
  const remembered = inMemory.get(workspace)?.get(`${sourceId}:${kind}`);
  return remembered ?? workspace.planning(sourceId, kind);
}

export async function keepPlanning(
  workspace: Workspace,
  sourceId: number,
  kind: TargetKind,
  planning: Planning,
): Promise<void> {
  if (!workspace.readOnly) return workspace.setPlanning(sourceId, kind, planning);
  const remembered = inMemory.get(workspace) ?? new Map<string, Planning>();
  inMemory.set(workspace, remembered.set(`${sourceId}:${kind}`, planning));
}
