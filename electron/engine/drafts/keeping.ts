/** Drafts: of the workspace, or, where that takes none (the sample, a copy), of this run of the engine. */
import { mostDrafts } from '#contract/draft.ts';
import type { Draft } from '#domain/draft/change.ts';
import type { Workspace } from '#workspace/api.ts';
import { Fault } from '#contract/faults.ts';

/** Null: one of the file that was removed. */
type Memory = Map<number, Draft | null>;
const inMemory = new WeakMap<Workspace, Memory>();

function memory(workspace: Workspace): Memory {
  let drafts = inMemory.get(workspace);
  if (!drafts) inMemory.set(workspace, (drafts = new Map()));
  return drafts;
}

/** The oldest first. */
export async function draftsOf(workspace: Workspace): Promise<readonly Draft[]> {
  const kept = await workspace.drafts.list();
  if (!workspace.readOnly) return kept;
  const drafts = new Map<number, Draft | null>(kept.map((draft) => [draft.id, draft]));
  for (const [id, draft] of memory(workspace)) drafts.set(id, draft);
  return [...drafts.values()].filter((draft) => draft !== null);
}

/** Throws `draft.notFound`. */
export async function draftOf(workspace: Workspace, id: number): Promise<Draft> {
  const found = (await draftsOf(workspace)).find((draft) => draft.id === id);
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
  if (id === null && all.length >= mostDrafts)
    throw new Fault('input.invalid', { path: 'drafts', detail: `> ${mostDrafts}` });
  // A number is not used again, though its draft is gone.
  const numbers = [...all.map((one) => one.id), ...memory(workspace).keys()];
  const number = id ?? Math.max(0, ...numbers) + 1;
  // What the file itself holds stays as it is; a copy of it is changed.
  const kept = { ...draft, id: number };
  memory(workspace).set(number, kept);
  return kept;
}

/** What the file itself holds is out of sight until it is opened again, where it takes no changes. */
export async function dropDraft(workspace: Workspace, id: number): Promise<void> {
  if (!workspace.readOnly) return workspace.drafts.remove(id);
  memory(workspace).set(id, null);
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
