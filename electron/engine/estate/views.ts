/** The AWS estates of the open workspace, read once for each set of snapshots. */
import type { Source } from '#contract/shapes.ts';
import { Fault } from '#contract/faults.ts';
import type { EstateFacts } from '#domain/estate/facts.ts';
import type { OpenWorkspace } from '../openWorkspace.ts';

/** The newest complete snapshot of one AWS source. */
export interface EstateView {
  readonly snapshotId: number;
  readonly sourceId: number;
  readonly source: string;
  /** ISO 8601 UTC: what is judged is judged as of this time. */
  readonly readAt: string;
  readonly facts: EstateFacts;
}
export interface EstateViews {
  readonly all: readonly EstateView[];
  /** Account id → its name, of whichever source knows it. */
  readonly names: ReadonlyMap<string, string>;
  readonly sources: readonly Source[];
}

const kept = new WeakMap<object, { readonly key: string; readonly views: EstateViews }>();

/** Estates of thousands of roles are not read again for every page. Rejects with `workspace.none`. */
export async function estateViews(engine: { readonly workspace: OpenWorkspace }): Promise<EstateViews> {
  const workspace = engine.workspace.current;
  const sources = await workspace.sources();
  const key = JSON.stringify(
    sources.map(({ id, name, directoryId, snapshots }) => [
      id,
      name,
      directoryId,
      snapshots.map((snapshot) => [snapshot.id, snapshot.complete]),
    ]),
  );
  const before = kept.get(workspace);
  if (before?.key === key) return before.views;
  const views = viewsOf(await workspace.estates(), sources);
  kept.set(workspace, { key, views });
  return views;
}

export function viewsOf(
  estates: readonly Omit<EstateView, 'source'>[],
  sources: readonly Source[],
): EstateViews {
  const names = new Map<string, string>();
  for (const { facts } of estates) {
    for (const { id, name, alias } of facts.accounts) {
      const called = name ?? alias;
      if (called !== null) names.set(id, called);
    }
  }
  for (const { facts } of estates) {
    if (facts.organization.state !== 'read') continue;
    for (const { id, name } of facts.organization.value.accounts)
      if (name !== null && !names.has(id)) names.set(id, name);
  }
  const all = estates.map((estate) => ({
    ...estate,
    source: sources.find(({ id }) => id === estate.sourceId)?.name ?? '',
  }));
  return { all, names, sources };
}

/** Throws `snapshot.notFound`. */
export function viewAt(views: EstateViews, snapshotId: number): EstateView {
  const found = views.all.find((view) => view.snapshotId === snapshotId);
  if (!found) throw new Fault('snapshot.notFound', { id: snapshotId });
  return found;
}

/** What is made of all views, made once. */
export function onceFor<T>(make: (views: EstateViews) => T): (views: EstateViews) => T {
  const made = new WeakMap<EstateViews, { readonly value: T }>();
  return (views) => {
    const before = made.get(views);
    if (before) return before.value;
    const value = make(views);
    made.set(views, { value });
    return value;
  };
}
