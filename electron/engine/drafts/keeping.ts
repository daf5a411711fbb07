/** Drafts: of the workspace, or, where that takes none (the sample, a copy), of this run of the engine. */
import type { Draft } from '#domain/draft/change.ts';
import type { Workspace } from '#workspace/api.ts';
import { Fault } from '#contract/faults.ts';

const inMemory = new WeakMap<Workspace, Map<number, Draft>>();

function memory(workspace: Workspace): Map<number, Draft> {
  let drafts = inMemory.get(workspace);
  if (!drafts) inMemory.set(workspace, (drafts = new Map()));
  return drafts;
}

/** The oldest first. */
export const draftsOf = async (workspace: Workspace): Promise<readonly Draft[]> =>
  workspace.readOnly
    ? [...(await workspace.drafts.list()), ...memory(workspace).values()]
    : workspace.drafts.list();

/** Throws `draft.notFound`. */
export async function draftOf(workspace: Workspace, id: number): Promise<Draft> {
  const found = (await draftsOf(workspace)).findLast((draft) => draft.id === id);
  if (!found) throw new Fault('draft.notFound', { id });
  return found;
}

/** `id` null: a new one. */
export async function keepDraft(
  workspace: Workspace,
  id: number | null,
  draft: Omit<Draft, 'id'>,
): Promise<Draft> {
  if (!workspace.readOnly) return { id: await workspace.drafts.put(id, draft), ...draft };
  const all = await draftsOf(workspace);
  const number = id ?? Math.max(0, ...all.map((one) => one.id)) + 1;
  // What the file itself holds stays as it is; a copy of it is changed.
  const kept = { id: number, ...draft };
  memory(workspace).set(number, kept);
  return kept;
}

/** Of a file that takes no changes, only what was made in this run goes. */
export async function dropDraft(workspace: Workspace, id: number): Promise<void> {
  if (!workspace.readOnly) return workspace.drafts.remove(id);
  memory(workspace).delete(id);
}

/** One change of drafts at a time: each begins with what the one before it left. */
const turns = new WeakMap<Workspace, Promise<unknown>>();

export function inTurn<T>(workspace: Workspace, work: () => Promise<T>): Promise<T> {
  const turn = (turns.get(workspace) ?? Promise.resolve()).then(work, work);
  turns.set(
    workspace,
    turn.catch(() => undefined),
  );
  return turn;
}
