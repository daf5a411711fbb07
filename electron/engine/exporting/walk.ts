/** The objects of an export, page by page, in its order. A list that comes short of what it promised is a fault. */
import { Fault } from '#contract/faults.ts';
import type { ExportWhat } from '#contract/exports.ts';
import type { ObjectList } from '#contract/lists.ts';
import { maxPage } from '#contract/shapes.ts';
import type { ObjectRow } from '#domain/directory/object.ts';
import type { Workspace } from '#workspace/api.ts';

/** A source may be removed while its objects are written: what is left of them is not all. */
const gone = (id: number) => new Fault('snapshot.notFound', { id });

async function* pagesOf(
  workspace: Workspace,
  list: ObjectList,
  signal: AbortSignal,
): AsyncGenerator<{ total: number; rows: ObjectRow[] }, void, void> {
  let promised: number | null = null;
  for (let offset = 0; promised === null || offset < promised;) {
    const { total, rows } = await workspace.rows(list, { offset, limit: maxPage }, signal);
    promised ??= total;
    if (total !== promised || (rows.length === 0 && offset < total)) throw gone(list.snapshotId);
    if (rows.length > 0) yield { total, rows };
    offset += rows.length;
  }
}

/** The rows below one object, and how many there have to be; null = whatever comes. */
interface Level {
  readonly rows: AsyncGenerator<ObjectRow, void, void>;
  readonly expected: number | null;
  count: number;
}

async function* rowsOf(
  workspace: Workspace,
  list: ObjectList,
  signal: AbortSignal,
): AsyncGenerator<ObjectRow, void, void> {
  for await (const { rows } of pagesOf(workspace, list, signal)) yield* rows;
}

/** Depth first: each object, then what is below it. One page of each level is held. */
async function* below(
  workspace: Workspace,
  snapshotId: number,
  parentId: number | null,
  expected: number | null,
  signal: AbortSignal,
): AsyncGenerator<ObjectRow, void, void> {
  const level = (id: number | null, children: number | null): Level => ({
    rows: rowsOf(workspace, { of: 'children', snapshotId, parentId: id }, signal),
    expected: children,
    count: 0,
  });
  const levels = [level(parentId, expected)];
  for (let last = levels.at(-1); last; last = levels.at(-1)) {
    const next = await last.rows.next();
    if (next.done) {
      if (last.expected !== null && last.count !== last.expected) throw gone(snapshotId);
      levels.pop();
      continue;
    }
    last.count++;
    yield next.value;
    if (next.value.childCount !== 0) levels.push(level(next.value.id, next.value.childCount));
  }
}

async function* batched(rows: AsyncIterable<ObjectRow>): AsyncGenerator<ObjectRow[], void, void> {
  let batch: ObjectRow[] = [];
  for await (const row of rows) {
    if (batch.push(row) < maxPage) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

/** At most 1,000 rows at a time, and how many there are in all where that is known. */
export async function* walk(
  workspace: Workspace,
  what: ExportWhat,
  signal: AbortSignal,
): AsyncGenerator<{ total: number | null; rows: ObjectRow[] }, void, void> {
  if (what.of === 'list') {
    await present(workspace, what.list.snapshotId);
    yield* pagesOf(workspace, what.list, signal);
    return;
  }
  const { snapshotId } = what;
  const objectCount = await present(workspace, snapshotId);
  if (what.of === 'subtree') {
    const { row } = await workspace.object(snapshotId, what.objectId);
    yield { total: null, rows: [row] };
    for await (const rows of batched(below(workspace, snapshotId, row.id, row.childCount, signal)))
      yield { total: null, rows };
    return;
  }
  let count = 0;
  for await (const rows of batched(below(workspace, snapshotId, null, null, signal))) {
    count += rows.length;
    yield { total: objectCount, rows };
  }
  if (count !== objectCount) throw gone(snapshotId);
}

/** How many objects a complete snapshot has; a list of one that is not there would only be empty. */
async function present(workspace: Workspace, snapshotId: number): Promise<number> {
  for (const { snapshots } of await workspace.sources()) {
    const found = snapshots.find(({ id, complete }) => id === snapshotId && complete);
    if (found) return found.objectCount;
  }
  throw gone(snapshotId);
}
